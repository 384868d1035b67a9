"""Which months there are to choose, which the pages begin with, and what a month that has not ended is held against."""

from __future__ import annotations

from datetime import date

import pytest

from tests.etl.loading import Loader
from tests.pages import opening, small_board
from tests.pages.opening import beside, cards, table, texts

COST, OVERVIEW = "pages/dygnskostnad.py", "pages/oversikt.py"
UNITS = "unit;name\nbou;Barn och unga\nvux;Vuxen\n"
HEADINGS = "placement_id;person_id;provider_id;care_form;moved_in_on;moved_out_on;unit\n"


def delivered(loader: Loader, *placements: str, through: date) -> None:
    rows = HEADINGS + "".join(f"{row}\n" for row in placements)
    loader({"units.csv": UNITS, "placements.csv": rows}, data_through=through)


@pytest.fixture
def half_a_month(loader: Loader) -> None:
    """One stay through all the data, which end in the middle of June 2025; one in the other unit, long ago."""
    delivered(
        loader,
        "P1;A;U1;hvb_privat;2023-01-01;;bou",
        "P2;B;U1;hvb_privat;2023-12-01;2024-01-11;vux",
        through=date(2025, 6, 15),
    )


def test_the_period_begins_with_whole_months(half_a_month: None) -> None:
    small_board.grant("ik_manager", ["bou"])
    page = opening.opened(COST)
    assert "Period: <b>juni 2024–maj 2025</b>" in texts(page)
    # 365 days against the 366 of a leap year, not against 15 of 30 in June
    assert cards(page)["Vårddygn"] == "365 dygn"
    assert "mot 366 dygn" in beside(page, "Vårddygn")
    assert "jämförs inte" not in texts(page)


@pytest.mark.parametrize("first", ["juli 2024", "juni 2025"])
def test_a_period_that_ends_in_half_a_month_tells_no_change_and_why(half_a_month: None, first: str) -> None:
    small_board.grant("ik_manager", ["bou"])
    page = opening.opened(COST, fran=first, till="juni 2025", per="Månad")
    assert (
        "Perioden jämförs inte med året före, eftersom uppgifterna inte når till slutet av juni 2025."
        in texts(page)
    )
    for label in cards(page):
        assert "mot " not in beside(page, label) and "%" not in beside(page, label)
    headings, *rows = table(page, "Per månad")
    before = {row[0]: row[headings.index("Dygn året före")] for row in rows}
    assert (before["juni 2025"], before["Totalt"]) == ("okänt", "okänt")
    # a month that has ended is still held against the same month the year before
    assert before.get("maj 2025", "31") == "31"


def test_a_unit_whose_last_stay_was_long_ago_has_0_this_month(half_a_month: None) -> None:
    small_board.grant("ik_manager", ["vux"])
    page = opening.opened(OVERVIEW)
    assert "Månad: <b>maj 2025</b>" in texts(page)
    assert cards(page)["Vårddygn"] == "0 dygn"
    assert cards(page)["Placerade personer"] == "0 personer"
    assert "Period: <b>juni 2024–maj 2025</b>" in texts(opening.opened(COST))


def test_a_month_without_a_day_between_others_can_be_chosen(loader: Loader) -> None:
    delivered(
        loader,
        "P1;A;U1;hvb_privat;2025-01-01;2025-02-01;bou",
        "P2;B;U1;hvb_privat;2025-05-01;;bou",
        through=date(2025, 6, 30),
    )
    small_board.grant("ik_manager")
    page = opening.opened(OVERVIEW, manad="mars 2025")
    assert not page.warning
    assert cards(page)["Vårddygn"] == "0 dygn"
    assert "0 dygn februari 2025" in beside(page, "Vårddygn")


def test_persons_placed_are_told_with_the_day_they_are_counted_on(loader: Loader) -> None:
    delivered(loader, "P1;A;U1;hvb_privat;2025-06-03;;bou", through=date(2025, 6, 15))
    small_board.grant("ik_manager")
    assert "2025-06-15, i heldygnsvård" in beside(opening.opened(OVERVIEW), "Placerade personer")
