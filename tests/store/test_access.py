"""Boards, grants and protections through `python -m store`."""

from __future__ import annotations

import psycopg
import pytest

from store.connect import owner_connection
from tests.conftest import store_command
from tests.etl.loading import Loader, asked

GRANTS = """
    select g.who, g.role, b.board, g.units, g.protected, g.individuals, g.purpose, g.entry
    from access.granted as g
    inner join core.board as b on g.board_id = b.board_id
    where g.revoked_at is null
    order by g.grant_id
"""


def said(*arguments: str) -> str:
    """What a command prints; it must succeed."""
    result = store_command(*arguments)
    assert result.returncode == 0, result.stderr
    return result.stdout


def refused(*arguments: str) -> str:
    """The one sentence of a command that is refused."""
    result = store_command(*arguments)
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    return result.stderr


def test_a_board_is_added_once(store: psycopg.Connection) -> None:
    assert said("board", "add", "Äldrenämnden") == "Nämnden Äldrenämnden finns.\n"
    assert "finns redan" in refused("board", "add", "Äldrenämnden")
    boards = store.execute("select board from core.board order by board_id").fetchall()
    assert boards == [("Socialnämnden",), ("Äldrenämnden",)]


def test_a_grant_says_who_what_and_where(store: psycopg.Connection) -> None:
    said("grant", "local", "controller")
    said("grant", "eva@kommun.se", "manager", "--unit", "Barn", "--unit", "Vuxen", "--protected")
    said("grant", "bo@kommun.se", "manager", "--individuals", "--purpose", "uppföljning", "--entry")
    assert store.execute(GRANTS).fetchall() == [
        ("local", "ik_controller", "Socialnämnden", None, False, False, None, False),
        ("eva@kommun.se", "ik_manager", "Socialnämnden", ["Barn", "Vuxen"], True, False, None, False),
        ("bo@kommun.se", "ik_manager", "Socialnämnden", None, False, True, "uppföljning", True),
    ]


def test_a_new_grant_of_the_same_role_and_board_takes_the_old_ones_place(store: psycopg.Connection) -> None:
    said("grant", "eva", "manager")
    said("grant", "eva", "manager", "--unit", "Barn")
    assert [row[3] for row in store.execute(GRANTS).fetchall()] == [["Barn"]]


def test_a_unit_that_the_store_does_not_know_is_granted_and_said(loader: Loader) -> None:
    loader({"units.csv": "unit;name\nbou;Barn och unga\n"})
    known = store_command("grant", "eva", "manager", "--unit", "bou")
    assert (known.returncode, known.stderr) == (0, "")
    given = store_command("grant", "eva", "manager", "--unit", "bou", "--unit", "Barn och unga")
    assert (given.returncode, given.stdout) == (0, "eva har rollen ik_manager.\n")
    assert given.stderr.startswith("Enheten Barn och unga finns inte") and given.stderr.count("\n") == 1
    with owner_connection() as store:
        assert [row[3] for row in store.execute(GRANTS).fetchall()] == [["bou", "Barn och unga"]]


def test_a_grant_that_cannot_be_meant_is_refused(store: psycopg.Connection) -> None:
    assert "--purpose" in refused("grant", "eva", "manager", "--individuals")
    assert "Tomtenämnden" in refused("grant", "eva", "manager", "--board", "Tomtenämnden")
    said("board", "add", "Äldrenämnden")
    assert "Ange nämnd med --board" in refused("grant", "eva", "manager")
    assert store.execute(GRANTS).fetchall() == []


def test_revoking_takes_back_everything(store: psycopg.Connection) -> None:
    said("grant", "eva", "manager")
    said("grant", "eva", "controller")
    said("grant", "bo", "controller")
    assert said("revoke", "eva").startswith("2 ")
    assert [row[0] for row in store.execute(GRANTS).fetchall()] == ["bo"]
    assert "hade inga" in said("revoke", "eva")


PERSONS = "person_id;birth_year;sex\n19900101-1239;1990;kvinna\nB;1991;man\n"
PLACEMENTS = """
    placement_id;person_id;provider_id;care_form;moved_in_on
    P1;19900101-1239;U1;hvb_privat;2025-01-01
    P2;B;U2;hvb_privat;2025-01-01
    """
SHOWN = "select placement_id, provider_code from report.placement"


@pytest.mark.parametrize("spelling", ["19900101-1239", "900101-1239", "199001011239", "the key"])
def test_a_person_is_protected_at_once_by_any_spelling(loader: Loader, spelling: str) -> None:
    loader({"persons.csv": PERSONS, "placements.csv": PLACEMENTS})
    if spelling == "the key":
        spelling = asked("select person_key from report.placement where placement_id = 'P1'")[0][0]
    assert "Personen är skyddad" in said("protect", spelling)
    assert asked(SHOWN) == [("P2", "U2")]
    assert asked(SHOWN, protected=True) == [("P1", "U1"), ("P2", "U2")]
    assert said("check") == "Inga skillnader.\n"


def test_the_place_of_a_placement_is_protected_at_once(loader: Loader) -> None:
    loader({"persons.csv": PERSONS, "placements.csv": PLACEMENTS})
    assert "Placeringen är skyddad" in said("protect", "P1")
    assert asked(SHOWN) == [("P1", "skyddad"), ("P2", "U2")]
    assert said("check") == "Inga skillnader.\n"


def test_somebody_unknown_cannot_be_protected_and_is_not_repeated(loader: Loader) -> None:
    loader({"persons.csv": PERSONS, "placements.csv": PLACEMENTS})
    sentence = refused("protect", "19850505-1234")
    assert "Ingen person" in sentence and "19850505" not in sentence
