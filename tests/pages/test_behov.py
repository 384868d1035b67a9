"""Behov och resurser: levels as hours, posts and kronor, what is unknown apart, and another tariff beside."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.etl.loading import DAY, Loader
from tests.pages import goal_board, need_board, opening
from tests.pages.opening import beside, cards, heeded, table, texts

PAGE = "pages/behov.py"


@pytest.fixture
def board(loader: Loader) -> None:
    need_board.load(loader)
    goal_board.grant("ik_controller", individuals=False)


def opened(**address: str | list[str]) -> AppTest:
    page = opening.opened(PAGE, **address)
    assert not page.exception
    return page


def test_how_it_is_with_what_is_unknown_apart(board: None) -> None:
    page = opened()
    assert cards(page) == {
        "Personer med behov": "5 personer",
        "Behov": "6 behov",
        "Timmar per vecka": "22 timmar",
        "Årsarbetare": "0,3 årsarbetare",
        "Ersättning per månad": "29 001 kr",
        "Utan nivå eller tariff": "2 behov",
    }
    assert "för 4 av 6 behov" in beside(page, "Timmar per vecka")
    assert "5 beslut och 1 insats utan gällande beslut" in beside(page, "Behov")
    # the facts are whole from May 2025 on: there is no year before
    assert "inget att jämföra med" in beside(page, "Behov")
    rows = table(page, "Behov per nivå")
    assert rows[1] == ["Boendestöd", "Nivå 1", "2", "2", "4,0", "0,1", "8 000", "0"]
    assert ["Boendestöd", "Nivå 7", "1", "1", "okänt", "okänt", "okänt", "1"] in rows
    assert ["Boendestöd", "Utan nivå", "1", "1", "okänt", "okänt", "okänt", "0"] in rows
    assert "Kontaktperson" not in texts(page)
    page = opened(**{"insatsens-enhet": "Vuxna"})
    assert cards(page)["Timmar per vecka"] == "okänt"


def test_over_time_only_the_months_that_are_whole(board: None) -> None:
    rows = table(opened(visa="Över tid"), "Behov månad för månad")
    assert [row[0] for row in rows[1:]] == ["2025-06-30", "2025-05-31"]
    assert rows[2] == ["2025-05-31", "6", "7", "26,0", "0,4", "37 001", "1", "1"]


def test_another_tariff_stands_beside_and_the_difference_is_told_where_it_can_be(board: None) -> None:
    page = opened(visa="Annan tariff", andring="10")
    assert cards(page)["Ersättning per månad"] == "31 901 kr"
    assert "+2 900 kr mot 29 001 kr" in beside(page, "Ersättning per månad")
    assert "samma som med tariffen på dagen" in beside(page, "Timmar per vecka")
    page = opened(visa="Annan tariff", **{"annan-mall": "Ny mall"})
    # it reaches fewer needs
    assert "skillnaden är okänd" in beside(page, "Timmar per vecka")
    row = next(r for r in table(page, "Behoven under en annan tariff") if r[1] == "Nivå 2")
    assert row[2:6] == ["1", "6,0", "7,0", "1,0"]
    last = table(page, "Behoven under en annan tariff")[-1]
    assert last[3:6] == ["22,0", "13,0", "okänt"]
    page = opened(visa="Annan tariff", andring="900")
    assert any("900" in line for line in heeded(page))


def test_granted_hours_are_not_delivered_hours(board: None) -> None:
    page = opened(visa="Beviljat och insats")
    assert "Timmarna jämförs för 2 av 5 beslut" in texts(page).replace("\u00a0", " ")
    assert table(page, "Beviljade timmar och timmar i insatserna")[1:] == [
        ["Boendestöd", "15,0", "13,0", "−2,0", "2", "4", "1", "1"],
        ["Sysselsättning", "okänt", "okänt", "okänt", "0", "1", "0", "1"],
        ["Alla", "15,0", "13,0", "−2,0", "2", "5", "1", "2"],
    ]


def test_what_has_not_been_delivered_is_said(loader: Loader) -> None:
    goal_board.grant("ik_manager")
    assert "Inga behov med nivå är inlästa än" in texts(opened())
    loader({"interventions.csv": need_board.DELIVERY["interventions.csv"]}, source="test", data_through=DAY)
    page = opened()
    said = " ".join(heeded(page))
    assert "Beslut är inte levererade" in said and "Ingen resursmall är levererad" in said
    assert cards(page)["Behov"] == "6 behov" and cards(page)["Timmar per vecka"] == "okänt"
