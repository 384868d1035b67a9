"""Mål as a manager and a controller see it: outcomes, changes and what waits; one by one for a purpose, logged."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from store.connect import owner_connection
from tests.etl.loading import Loader
from tests.pages import goal_board, opening
from tests.pages.opening import beside, cards, defined, heeded, html, table, texts
from ui.openings import Purpose

PAGE = "pages/mal.py"
PERIOD = {"fran": "juni 2024", "till": "juni 2025"}


@pytest.fixture
def board(loader: Loader) -> None:
    goal_board.load(loader)


def opened(**address: str | list[str]) -> AppTest:
    page = opening.opened(PAGE, **PERIOD, **address)
    assert not page.exception
    return page


def plain(page: AppTest) -> str:
    return texts(page).replace("\u00a0", " ")


def lines() -> list[tuple[Any, ...]]:
    with owner_connection() as connection:
        return connection.execute(
            "select who, page, purpose, kind from access.log order by log_id"
        ).fetchall()


def test_outcomes_in_figures_with_the_unknown_beside_and_few_withheld(board: None) -> None:
    goal_board.grant("ik_controller")
    page = opened()
    assert cards(page) == {
        "Måluppfyllelse": "27 %",
        "Därav behållen funktion": "1 mål",
        "Okänt utfall": "4 mål",
        "Personer": "9 personer",
    }
    assert "3 av 11 bedömda mål" in beside(page, "Måluppfyllelse")
    assert table(page, "Måluppfyllelse per livsområde")[1:] == [
        ["Personlig vård", "50,0 %", "6", "3", "1", "2", "3", "9", "9"],
        ["Alla", "27,3 %", "11", "3", "1", "7", "4", "15", "9"],
    ]
    assert "2 grupper visas inte för sig" in plain(page)
    assert table(page, "Varför utfallet är okänt")[1:] == [
        ["Inte bedömt sedan målet sattes", "Mål med okänt utfall", "2"],
        ["Bedömt utan nivå (ej specificerat eller ej tillämpbart)", "Mål med okänt utfall", "1"],
        ["Målets nivå och inriktning säger emot varandra", "Mål med okänt utfall", "1"],
        ["Mål vars nivå och inriktning säger emot varandra", "Vid sidan av", "1"],
    ]
    assert {"Måluppfyllelse", "Mål med okänt utfall"} <= defined(page)
    # neither who nor a private home, and nothing of the areas that few have goals in
    sent = texts(page)
    assert "Familjehem visas aldrig" in sent and "F909" not in sent and "Hemliv" not in sent


def test_by_provider_and_with_filters_from_the_address(board: None) -> None:
    goal_board.grant()
    page = opened(**{"mal-per": "Utförare"})
    # eight with Stödet AB in the open; the one without a provider is withheld, and so the other with it
    assert (
        "Måluppfyllelse per utförare: inga rader" in texts(page) and cards(page)["Personer"] == "9 personer"
    )
    assert "2 grupper visas inte för sig" in plain(page)
    page = opened(**{"insatsens-utforare": "Stödet AB"})
    assert cards(page)["Personer"] == "8 personer"
    page = opened(instrument="ASI")
    assert "Färre än 5 personer" in texts(page) and not cards(page)
    page = opened(instrument="Hittepå")
    assert any("Hittepå" in line for line in heeded(page))


def test_changes_of_level_in_an_area(board: None) -> None:
    goal_board.grant("ik_controller")
    page = opened(visa="Förändring", livsomrade="Personlig vård")
    assert [header.value for header in page.header] == ["Personlig vård: 3 bättre, 3 oförändrade, 1 sämre"]
    rows = table(page, "Från första till senaste nivå: Personlig vård")
    assert rows[1] == ["2 Måttlig begränsning", "2 Måttlig begränsning", "Oförändrad", "2", "2"]
    assert rows[-1] == ["Alla", "", "", "7", ""]


def test_what_nobody_has_followed_up_is_counted_for_all_and_listed_for_a_purpose(board: None) -> None:
    goal_board.grant()
    page = opened(visa="Utan uppföljning")
    assert cards(page) == {
        "Mål utan uppföljning": "5 mål",
        "Därav aldrig uppföljda": "1 mål",
        "Insatsen är okänd": "0 mål",
    }
    assert "CF" not in html(page) and lines() == []
    page.radio[0].set_value(Purpose.FOLLOW_UP)
    page = next(button for button in page.button if button.label == "Öppna").click().run()
    assert not page.exception
    listed = table(page, "Mål: utan uppföljning")
    assert [row[:2] for row in listed[1:]] == [
        ["CF", "Personlig vård"],
        *([f"C{person}", "Mellanmänskliga interaktioner och relationer"] for person in "ABCE"),
    ]
    assert listed[1][2:8] == [
        "Förbättra",
        "3 Svår begränsning",
        "1 Lätt begränsning",
        "okänt",
        "",
        "2024-12-01",
    ]
    assert "individflode?arende=" in html(page) and lines() == [("local", "mal", "uppfoljning", "oppning")]
    page = page.selectbox(key="malens-lista").set_value("ja").run()
    assert [row[0] for row in table(page, "Mål: säger emot sig själva")[1:]] == ["CH"]


def test_a_controller_opens_no_goal_and_an_empty_store_says_how_it_is_filled(loader: Loader) -> None:
    goal_board.grant("ik_controller")
    page = opening.opened(PAGE)
    assert not page.exception and "Inga bedömningar är inlästa än" in texts(page)
    goal_board.load(loader)
    page = opened(visa="Utan uppföljning")
    assert "öppnas av IFO-chefen" in texts(page) and not page.radio
