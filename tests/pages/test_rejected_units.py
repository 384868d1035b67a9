"""Rejected rows by unit on Datakvalitet and Översikt: who sees which, and what stays unknown."""

from __future__ import annotations

import pytest

from tests.etl.loading import Loader
from tests.pages import opening, small_board
from tests.pages.opening import cards, items, table, texts

QUALITY, OVERVIEW = "pages/datakvalitet.py", "pages/oversikt.py"
BY_UNIT, ROWS = "Avvisade och väntande rader per enhet", "Avvisade och väntande rader"
REACH = "Avvisade och väntande rader utan enhet visas bara för den som har hela nämnden"
UNSEEN = "Avvisade rader utan enhet, som kan höra till dina enheter"
WAITING = "Rader som väntar på en placering som inte har kommit"


@pytest.fixture
def board(loader: Loader) -> None:
    """One row of Barn och unga is rejected, and one waits without a unit."""
    small_board.load(loader)


@pytest.fixture
def namesakes(loader: Loader) -> None:
    """Two units of one name with a rejected row each, and one row without a unit."""
    loader(
        {
            "units.csv": "unit;name\na;Mottag\nb;Mottag\n",
            "placements.csv": "placement_id;person_id;provider_id;care_form;moved_in_on;unit\n"
            "P1;A;U1;hvb_pivat;2025-06-01;a\nP2;B;U1;hvb_pivat;2025-06-01;b\nP3;C;U1;hvb_pivat;2025-06-01;\n",
        },
        confirm=True,
    )


def by_unit(page_rows: list[list[str]]) -> dict[str, str]:
    return {row[0]: row[1] for row in page_rows[1:]}


def lines(units: list[str]) -> list[tuple[str, str]]:
    address: dict[str, str | list[str]] = {"visa": "Avvisade rader", "radens-enhet": units}
    page = opening.opened(QUALITY, **address)
    assert not page.warning
    headings, *rows = table(page, ROWS)
    return [(row[headings.index("Rad")], row[headings.index("Enhet")]) for row in rows]


def test_rows_are_counted_and_filtered_by_unit(board: None) -> None:
    small_board.grant("ik_controller")
    page = opening.opened(QUALITY, visa="Avvisade rader")
    headings, *rows = table(page, BY_UNIT)
    assert headings == ["Enhet", "Rader", "Vanligaste skälen"]
    assert rows == [
        ["Barn och unga", "1", "Okänd kod (1)"],
        ["Utan enhet", "1", "Placeringen saknas (1)"],
        ["Totalt", "2", ""],
    ]
    assert lines(["Barn och unga"]) == [("7", "Barn och unga")]
    assert [unit for _, unit in lines(["Utan enhet"])] == ["Utan enhet"]


def test_units_of_one_name_are_kept_apart(namesakes: None) -> None:
    small_board.grant("ik_controller")
    page = opening.opened(QUALITY, visa="Avvisade rader")
    assert by_unit(table(page, BY_UNIT)) == {
        "Mottag (a)": "1",
        "Mottag (b)": "1",
        "Utan enhet": "1",
        "Totalt": "3",
    }
    assert lines(["Mottag (a)"]) == [("2", "Mottag (a)")]
    assert lines(["Mottag (b)"]) == [("3", "Mottag (b)")]


def test_a_manager_of_one_unit_sees_its_own_rejected_row(board: None) -> None:
    small_board.grant("ik_manager", ["bou"])
    page = opening.opened(QUALITY, visa="Avvisade rader")
    assert by_unit(table(page, BY_UNIT)) == {"Barn och unga": "1", "Totalt": "1"}
    assert len(table(page, ROWS)) == 1 + 1
    assert "placement_prices.csv" not in texts(page)
    assert REACH in texts(page)


def test_a_manager_of_another_unit_does_not(board: None) -> None:
    small_board.grant("ik_manager", ["vux"])
    said = texts(opening.opened(QUALITY, visa="Avvisade rader"))
    assert "placements.csv" not in said and "menades" not in said
    assert f"{ROWS}: inga rader" in said and REACH in said


@pytest.mark.parametrize(("unit", "number"), [("bou", "1"), ("vux", "0")])
def test_the_number_of_rows_is_that_of_the_own_units(board: None, unit: str, number: str) -> None:
    small_board.grant("ik_manager", [unit])
    page = opening.opened(OVERVIEW)
    shown = items(page)
    assert shown["rader är avvisade"] == number
    # a waiting row has no unit: how many of them are the own unit's nobody can tell
    assert shown["rader väntar på sin placering"] == "okänt"
    assert REACH in texts(page)
    shown = cards(opening.opened(QUALITY))
    assert shown["Avvisade rader"].split()[0] == number
    assert shown["Väntande rader"] == "okänt"


def test_the_number_follows_the_units_chosen_and_so_does_its_list(board: None) -> None:
    small_board.grant("ik_manager")
    page = opening.opened(OVERVIEW, enhet=["Barn och unga"])
    assert items(page)["rader är avvisade"] == "1"
    assert 'href="datakvalitet?visa=Avvisade+rader&amp;radens-enhet=Barn+och+unga"' in opening.html(page)
    assert REACH not in texts(page)
    shown = items(opening.opened(OVERVIEW, enhet=["Vuxen"]))
    assert shown["rader är avvisade"] == "0"
    assert shown["rader väntar på sin placering"] == "okänt"


def test_no_row_waits_for_a_chosen_unit_where_none_waits_at_all(namesakes: None, loader: Loader) -> None:
    loader(
        {
            "placements.csv": "placement_id;person_id;provider_id;care_form;moved_in_on;unit\n"
            "P9;D;U1;hvb_privat;2025-06-01;a\n"
        },
        revision=2,
    )
    small_board.grant("ik_manager")
    shown = items(opening.opened(OVERVIEW, enhet=["Mottag"]))
    assert shown["rader är avvisade"] == "1"
    assert shown["rader väntar på sin placering"] == "0"


def test_what_the_figures_leave_out_is_unknown_for_who_cannot_be_shown_it(board: None) -> None:
    small_board.grant("ik_manager", ["vux"])
    left_out = by_unit(table(opening.opened(QUALITY), "Vad siffrorna inte omfattar"))
    assert (left_out[UNSEEN], left_out[WAITING]) == ("okänt", "okänt")
    assert not [words for words in left_out if words.startswith("Avvisade placeringar")]


def test_who_has_the_whole_board_is_shown_all_of_it(board: None) -> None:
    small_board.grant("ik_manager")
    left_out = by_unit(table(opening.opened(QUALITY), "Vad siffrorna inte omfattar"))
    assert left_out[WAITING] == "1"
    assert UNSEEN not in left_out
