"""The part Karta of Dygnskostnad: what the page says, and what it sends to be drawn."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.etl.loading import DAY, Loader
from tests.pages import opening, secret_places, small_board
from tests.pages.opening import heeded, table, texts
from ui.bought_places import REST

TITLE = "Köpt vård per kommun"


def opened(**address: str | list[str]) -> AppTest:
    page = opening.opened("pages/dygnskostnad.py", visa="Karta", **address)
    assert not page.exception
    return page


@pytest.fixture
def board(loader: Loader) -> None:
    secret_places.load(loader)
    small_board.grant("ik_controller")


def drawn(page: AppTest) -> dict[str, list[dict[str, Any]]]:
    """The layers of the map by name, each with what it holds."""
    (deck,) = page.get("deck_gl_json_chart")
    return {layer["id"]: layer["data"] for layer in json.loads(deck.proto.json)["layers"]}


def test_the_table_has_the_municipality_the_rest_and_the_whole(board: None) -> None:
    rows = table(opened(), TITLE)
    assert [row[:2] for row in rows[1:]] == [["Jönköping", "4"], [REST, "8"], ["Totalt", "12"]]
    heading, place = rows[0], rows[1]
    told = dict(zip(heading, place, strict=True))
    # 181 nights each of four persons; the fourth has no price
    assert told["Vårddygn"].replace(" ", "") == "724" and told["Dygn utan pris"] == "181"
    assert told["Kostnad, kr"].replace(" ", "") == str(181 * (1001 + 1002 + 1003))


def test_only_what_is_told_has_a_name_on_the_map(board: None) -> None:
    layers = drawn(opened())
    assert all(set(each) == {"polygon"} for each in layers["land"]) and len(layers["land"]) >= 290
    assert {each["title"] for each in layers["kommuner"]} == {"Jönköping"}
    (point,) = layers["utforare"]
    assert point["title"] == "B101" and point["place"] == [14.1599, 57.7811]


def test_the_colours_follow_the_choice_in_the_address(board: None) -> None:
    assert "4\u00a0personer</span>" in texts(opened())
    assert "tkr</span>" in texts(opened(farg="Kostnad"))
    page = opened(farg="Ålder")
    assert "4\u00a0personer</span>" in texts(page)


def test_the_filters_hold(board: None) -> None:
    page = opened(utforare=["B101"])
    assert [row[:2] for row in table(page, TITLE)[1:]] == [["Jönköping", "4"], ["Totalt", "4"]]
    assert not heeded(page)


def test_with_too_few_in_every_municipality_there_is_no_table(board: None) -> None:
    page = opened(utforare=["B104"])
    assert "Ingen kommun har minst tre personer" in texts(page)
    assert TITLE not in opening.html(page)


def test_without_bought_care_the_page_says_so(loader: Loader) -> None:
    head = "placement_id;case_id;person_id;provider_id;care_form;moved_in_on;unit"
    rows = f"{head}\nP1;C1;K1;U1;familjehem_eget;2025-01-01;bou\n"
    files = {**secret_places.BEFORE, "placements.csv": rows, "persons.csv": secret_places.NOW["persons.csv"]}
    loader(
        {**files, "units.csv": secret_places.NOW["units.csv"]}, source="test", data_through=DAY, confirm=True
    )
    small_board.grant("ik_controller")
    assert "Ingen köpt vård finns i urvalet" in texts(opened())


def test_a_code_that_is_none_of_swedens_is_said_and_not_drawn(loader: Loader) -> None:
    files = {
        **secret_places.BEFORE,
        "providers.csv": secret_places.BEFORE["providers.csv"].replace("0680", "9999"),
    }
    loader(files, source="test", data_through=DAY, confirm=True)
    loader(secret_places.NOW, source="test", data_through=DAY, confirm=True)
    small_board.grant("ik_manager")
    page = opened()
    assert table(page, TITLE)[1][:2] == ["Kommunkod 9999", "4"]
    assert drawn(page)["kommuner"] == []
