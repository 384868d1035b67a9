"""Who gets what of the list of placements: own units, none of the protected, no secret place, nothing unopened."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from store.access import add_board, protect
from store.connect import owner_connection
from tests.etl.loading import BOARD, DAY, Loader, asked, asking, loader
from tests.pages import placement_board
from tests.pages.placement_board import SECRET_NAMES

__all__ = ["loader"]

OTHER = "Annan nämnd"
READ = ("ik_manager", "ik_controller")
ROWS = {
    "list": "report.placement_list('2025-06-30', null, null, '{}')",
    "earlier": "report.placement_list('2025-06-29', null, null, '{}')",
    "history": "report.placement_history('P1')",
    "invoices": "report.placement_invoices('P1')",
    "changes": "report.placement_changes(1)",
}
SUMS = {
    "counts": "report.placement_counts('2025-06-30', null, null, '{}')",
    "changed": "report.placement_change_counts(1)",
}
LISTED = "select placement_id, provider_code, provider_name from {}"


@pytest.fixture
def boards(loader: Loader) -> Loader:
    """Two boards with the same delivery."""
    with owner_connection() as connection:
        add_board(connection, OTHER)
    for board in (BOARD, OTHER):
        loader(placement_board.DELIVERY, board=board, data_through=DAY, confirm=True)
    return loader


def listed(when: str = "list", **scope: Any) -> dict[str, tuple[str | None, str | None]]:
    """Provider's code and name by placement."""
    return {row[0]: (row[1], row[2]) for row in asked(LISTED.format(ROWS[when]), **scope)}


@pytest.mark.parametrize("role", ["ik_board", "ik_publisher", "ik_reviewer"])
def test_other_roles_reach_nothing(boards: Loader, role: str) -> None:
    for source in (*ROWS.values(), *SUMS.values(), "report.bought_year", "report.documentation_limit"):
        with asking(role) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(f"select * from {source}".encode())


@pytest.mark.parametrize("role", READ)
def test_what_lies_inside_is_for_nobody(boards: Loader, role: str) -> None:
    for inner in (
        "core.placements_on('2025-06-30', null)",
        "core.placements_asked('2025-06-30', null, null, '{}')",
        "core.placement_changed(1)",
        "core.seen_needing",
        "core.seen_own_stay",
    ):
        with asking(role) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(f"select * from {inner}".encode())


@pytest.mark.parametrize("role", READ)
def test_rows_come_first_when_they_are_opened_and_sums_before(boards: Loader, role: str) -> None:
    for name, source in ROWS.items():
        assert asked(f"select * from {source}", role=role, opened=False) == [], name
        assert asked(f"select * from {source}", role=role) != [], name
    for name, source in SUMS.items():
        assert asked(f"select * from {source}", role=role, opened=False) != [], name


@pytest.mark.parametrize("role", READ)
@pytest.mark.parametrize("when", ["list", "earlier"])
def test_the_protected_are_counted_and_not_listed(boards: Loader, role: str, when: str) -> None:
    assert set(listed(when, role=role)) == {"P1", "P2", "P3", "P5", "P7"}
    assert set(listed(when, role=role, protected=True)) == {"P1", "P2", "P3", "P4", "P5", "P7"}
    counts = "select placements, persons from report.placement_counts(%s, null, null, '{}') where is_total"
    day = "2025-06-30" if when == "list" else "2025-06-29"
    for protected in (False, True):
        assert asked(counts, day, role=role, protected=protected) == [(6, 5)]
    for source in ("report.placement_history('P4')", "report.placement_invoices('P4')"):
        assert asked(f"select * from {source}", role=role) == []
        assert asked(f"select * from {source}", role=role, protected=True) != []


@pytest.mark.parametrize("role", READ)
def test_a_unit_has_its_own_rows_and_its_own_sums(boards: Loader, role: str) -> None:
    """Also for a manager: the list is of placements that one answers for."""
    for when in ("list", "earlier"):
        assert set(listed(when, role=role, units=["vux"])) == {"P2", "P3"}
        assert set(listed(when, role=role, units=["bou"])) == {"P1", "P5"}
        assert listed(when, role=role, units=["Annan"]) == {}
        assert listed(when, role=role, units=None) == {}
    assert asked(
        "select placements from report.placement_counts('2025-06-30', null, null, '{}') where is_total",
        role=role,
        units=["vux"],
    ) == [(2,)]
    for source in (ROWS["history"], ROWS["invoices"]):
        assert asked(f"select * from {source}", role=role, units=["vux"]) == []
    changed = "select distinct placement_id from report.placement_changes(1)"
    assert asked(changed, role=role, units=["vux"]) == [("P2",), ("P3",)]
    years = "select sum(placements) from report.bought_year where year = 2025"
    assert asked(years, role=role, units=["vux"]) == [(2,)] and asked(years, role=role) == [(7,)]


@pytest.mark.parametrize("role", READ)
def test_no_place_and_no_home_is_named(boards: Loader, role: str) -> None:
    for when in ("list", "earlier"):
        found = listed(when, role=role)
        assert found["P1"] == ("B101", "Lönnen AB")
        assert found["P2"] == ("B112", None)
        assert found["P3"] == ("skyddad", None)
        assert found["P5"] == ("F001", None)
        # whoever may see the protected is told of the stay under secrecy, and of skyddat boende no more
        trusted = listed(when, role=role, protected=True)
        assert trusted["P3"] == ("B102", SECRET_NAMES[1])
        assert trusted["P2"] == ("B112", None) and trusted["P5"] == ("F001", None)
    with asking(role) as connection:
        for source in (
            *ROWS.values(),
            *SUMS.values(),
            "report.bought_year",
            "report.placement_invoices('P3')",
        ):
            told = str(connection.execute(f"select * from {source}".encode()).fetchall())
            assert not [name for name in SECRET_NAMES if name in told], source
            assert "B102" not in told, source


def test_a_provider_that_begins_to_give_skyddat_boende_is_named_no_more(boards: Loader) -> None:
    assert listed()["P1"] == ("B101", "Lönnen AB")
    boards(
        {
            "placements.csv": "placement_id;person_id;provider_id;care_form;moved_in_on;unit\n"
            "P9;B;U1;skyddat_boende;2025-06-30;vux\n"
        },
        board=BOARD,
        data_through=DAY,
    )
    assert {listed(when)["P1"] for when in ("list", "earlier")} == {("B101", None)}


def test_protection_said_by_hand_holds_at_once_also_of_an_earlier_day(boards: Loader) -> None:
    with owner_connection() as connection:
        protect(connection, "P1")
    for when in ("list", "earlier"):
        assert listed(when)["P1"] == ("skyddad", None)


def test_each_board_has_its_own(boards: Loader) -> None:
    keys = [
        set(
            asked("select person_key from report.placement_list('2025-06-30', null, null, '{}')", board=board)
        )
        for board in (BOARD, OTHER)
    ]
    assert keys[0] and keys[1] and not keys[0] & keys[1]
    for source in (*ROWS.values(), "report.bought_year"):
        for board in (None, "Ingen nämnd"):
            assert asked(f"select * from {source}", board=board) == [], source


def test_the_list_speaks_of_now_and_not_as_of_an_earlier_load(boards: Loader) -> None:
    for source in (*ROWS.values(), "report.bought_year"):
        assert asked(f"select * from {source}", as_of=1) == [], source
