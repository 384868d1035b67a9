"""Who gets what of the list of placements: own units, none of the protected, no secret place, nothing unopened."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import psycopg
import pytest

from queries import door
from queries.scope import Role, Scope
from store.access import add_board, protect
from store.connect import owner_connection
from tests.etl.loading import BOARD, DAY, Loader, asked, asking, loader, opening
from tests.pages import placement_board
from tests.pages.placement_board import SECRET_NAMES

__all__ = ["loader"]

OTHER = "Annan nämnd"
READ = ("ik_manager", "ik_controller")
ROWS = {
    "list": "report.placement_list('2025-06-30', null, null, '{}')",
    "earlier": "report.placement_list('2025-06-29', null, null, '{}')",
    "history": "report.placement_history('P1')",
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


def invoices(
    placement: str, role: str, units: tuple[str, ...] | None = None, *, protected: bool = False
) -> list[dict[Hashable, Any]]:
    """The lines of a placement's invoices as its page reads them."""
    scope = Scope("eva", Role(role), BOARD, units, protected=protected, individuals=True)
    number = int(opening(role, BOARD, scope.user))
    found = door.run("placement_invoices", scope, opening=number, placement=placement)
    return found.to_dict("records")


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
    history = "select * from report.placement_history('P4')"
    assert asked(history, role=role) == [] and asked(history, role=role, protected=True) != []
    assert invoices("P4", role) == []
    assert [line["invoice_id"] for line in invoices("P4", role, protected=True)] == ["FA1"]


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
    assert asked(f"select * from {ROWS['history']}", role=role, units=["vux"]) == []
    assert invoices("P1", role, units=("vux",)) == [] and invoices("P1", role, units=("bou",)) != []
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
        ):
            told = str(connection.execute(f"select * from {source}".encode()).fetchall())
            assert not [name for name in SECRET_NAMES if name in told], source
            assert "B102" not in told, source


@pytest.mark.parametrize("role", READ)
def test_no_invoice_of_a_secret_stay_is_numbered_and_what_is_found_is_told(boards: Loader, role: str) -> None:
    """Its number and day would lead to other lines of the invoice, and they to who sent it."""
    invoice = """
        invoice_id;line_no;placement_id;provider_id;kind;period_from;period_to;days;daily_price;amount;invoiced_on
        FA3;1;P3;U2;dygn;2025-06-01;2025-06-30;30;3000;90000;2025-07-06
        FA4;1;P1;U1;dygn;2025-06-01;2025-06-30;31;1100;34100;2025-07-06
        """
    boards({"invoices.csv": invoice}, board=BOARD, data_through=DAY, revision=2)
    hidden = invoices("P3", role)
    assert {(line["invoice_id"], line["line_no"], line["invoiced_on"]) for line in hidden} == {
        ("skyddad", None, None)
    }
    told = sorted((float(line["invoiced_amount_kr"]), list(line["findings"])) for line in hidden)
    assert told == [(90_000, []), (90_000, ["dubblett"])]
    shown = invoices("P3", role, protected=True)
    assert {(line["invoice_id"], line["line_no"]) for line in shown} == {("FA2", 1), ("FA3", 1)}
    open_ones = {line["invoice_id"]: list(line["findings"]) for line in invoices("P1", role)}
    assert open_ones["FA1"] == [] and "for_manga_dygn" in open_ones["FA4"]


@pytest.mark.parametrize("role", READ)
@pytest.mark.parametrize("placement", ["P1", "P4"])
def test_a_named_placement_has_no_counts(boards: Loader, role: str, placement: str) -> None:
    """A count of one that is named is a row about an individual, which needs an opening."""
    counts = "select * from report.placement_counts('2025-06-30', null, null, %s)"
    for opened in (False, True):
        refused = pytest.raises(psycopg.errors.InsufficientPrivilege, match="named placement")
        with asking(role, opened=opened) as connection, refused:
            connection.execute(counts, (f'{{"placement": ["{placement}"]}}',))
    assert asked(counts, '{"unit": ["bou"]}', role=role, opened=False) != []


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
