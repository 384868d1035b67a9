"""Välfärdsteknik: what is in use, what is planned in which order, scored on the page, and what was taken home."""

from __future__ import annotations

import psycopg
import pytest
from streamlit.testing.v1 import AppTest

from domain.technology import FACTORS
from store.addresses import app_address
from tests.etl.loading import BOARD, Loader, foreign_data
from tests.pages import goal_board, opening, technology_board
from tests.pages.opening import beside, cards, heeded, table, texts

PAGE = "pages/valfardsteknik.py"


def opened(**address: str | list[str]) -> AppTest:
    page = opening.opened(PAGE, **address)
    assert not page.exception
    return page


@pytest.fixture
def board(loader: Loader) -> Loader:
    technology_board.load(loader)
    goal_board.grant("ik_controller", individuals=False)
    return loader


def test_what_is_in_use_with_what_is_unknown_as_unknown(board: Loader) -> None:
    page = opened()
    assert cards(page) == {
        "Välfärdsteknik i drift": "4 införanden",
        "Kostnad per månad": "1 750 kr",
        "Breddinförda kategorier": "2 av 9",
    }
    assert "för 2 av 4 införanden" in beside(page, "Kostnad per månad")
    assert "okänt för 1 kategori" in beside(page, "Breddinförda kategorier")
    assert "1 införande av IT därutöver" in beside(page, "Välfärdsteknik i drift")
    rows = {row[0]: row for row in table(page, "I drift nu")}
    assert rows["GPS-larm"][1] == "ca 40"
    assert rows["Sensor"][1:3] == ["okänt (”ca 380-400 st”)", "2025-06-30"]
    assert "Robotkatt" not in rows and "Inköp" not in rows
    said = " ".join(heeded(page))
    assert "Inköp slutar 2025-04-01, före sin början 2025-05-01" in said and "ca 380-400 st" in said
    assert table(page, "Breddinförande per kategori")[1] == [
        *("Digital tillsyn", "2 – breddinfört", "1 – test", "1 – test", "Ja")
    ]


def test_who_has_some_units_sees_their_own_and_the_indicator_of_all(loader: Loader) -> None:
    technology_board.load(loader)
    goal_board.grant("ik_manager", ["a"], individuals=False)
    page = opened()
    assert [row[0] for row in table(page, "I drift nu")[1:]] == ["Nattillsyn"]
    assert cards(page)["Breddinförda kategorier"] == "2 av 9"
    assert "Införanden utan enhet visas bara för den som har hela nämnden" in texts(page)
    # the inhabitants are not the unit's
    assert not any("1 000 inv" in heading for heading in table(page, "Per kategori")[0])


def test_the_plan_in_order_with_those_unscored_beside(board: Loader) -> None:
    page = opened(visa="Planerat")
    assert cards(page)["Bedömda"] == "2 av 5" and cards(page)["Hög kostnad och låg nytta"] == "1 satsning"
    assert [row[0] for row in table(page, "Ordning att göra")[1:]] == ["1. Videobesök", "2. Larmcentral"]
    assert table(page, "Ordning att göra")[2][-1] == "Bör inte göras: hög kostnad och låg nytta"
    said = texts(page)
    assert "inte i matrisen (3)" in said and "Signering (7 av 8 faktorer)" in said
    rows = {row[0]: row for row in table(page, "Satsningar")}
    assert rows["Fler larm"][3:6] == ["2023–2024", "1", "Ca 40 000–60 000 kr en gång, okänt belopp i månaden"]
    assert rows["Hologram"][1:3] == ["Avstås", "Ingen ville"]
    # what a source writes is shown as it stands, and is never code
    assert rows["<b>Robot</b>"][3:6] == ["okänt (”På sikt”)", "okänt (”2023”)", "okänt (”Tid”)"]
    assert "<b>Robot" not in opening.html(page)
    assert table(page, "Text som inte kunde läsas som värden")[1][1] == "åren, prioriteten, kostnaden"


def test_what_is_scored_holds_at_once_and_stands_in_the_history(board: Loader) -> None:
    page = opened(visa="Bedöm", satsning="Signering")
    assert "7 av 8 faktorer är bedömda" in texts(page)
    last = next(radio for radio in page.radio if radio.label.startswith("Måluppfyllelse"))
    last.set_value(3)
    page.button[0].click().run()
    assert not page.exception and "Bedömningen är sparad." in [said.value for said in page.success]
    assert "Värde 1,25: genomförbarhet 1,00, nytta 1,50" in texts(page)
    history = table(page, "Bedömningar av Signering")
    assert [row[1:4] for row in history[1:]] == [["local", "Gäller", "1,25"]]
    assert table(opened(visa="Planerat"), "Ordning att göra")[1][0] == "1. Signering"
    # another scores while the page stands open: nothing is written over
    with psycopg.connect(app_address()) as connection:
        for name, value in {
            "ik.user": "kim",
            "ik.board": BOARD,
            "ik.units": "*",
            "role": "ik_manager",
        }.items():
            connection.execute("select set_config(%s, %s, true)", (name, value))
        connection.execute(
            "select * from desk.score_initiative('S2', 4, 4, 4, 4, 4, 4, 4, 4, null, "
            "(select max(score_id) from report.initiative_score))"
        )
    page = opened(visa="Bedöm", satsning="Signering")
    assert [row[1:3] for row in table(page, "Bedömningar av Signering")[1:]] == [
        ["kim", "Gäller"],
        ["local", "Ersatt"],
    ]
    assert len([radio for radio in page.radio if radio.value == 4]) == len(FACTORS)


def test_only_what_was_taken_home_sums_up(board: Loader) -> None:
    page = opened(visa="Hemtaget")
    assert cards(page) == {
        "Hemtaget": "1 001 kr",
        "Frigjorda timmar": "12 timmar",
        "Mätta nyttor": "1 av 3",
        "Utan mätning": "2 satsningar",
    }
    rows = table(page, "Nyttor")
    assert rows[3][1:7] == ["Larm", "okänt", "7", "okänt", "", "okänt"]
    assert rows[1][1:8] == ["Besök per dygn", "10", "5", "4", "2025-03-31", "120,0 %", "1 001"]
    assert [row[0] for row in table(page, "Året har gått utan mätning")[1:]] == ["Larmcentral", "Portal"]
    dialogue = {row[0]: row[4:6] for row in table(page, "Resurser, dialog och hemtaget")}
    assert dialogue["Fler larm"] == ["Ja", "Nej"] and dialogue["Portal"] == ["okänt", "okänt"]


def test_karlsborg_alone_without_dates_costs_or_scores(loader: Loader) -> None:
    folder = foreign_data("karlsborg")
    goal_board.grant(individuals=False)
    assert "Ingen välfärdsteknik är inläst än" in texts(opened())
    loader.paths([folder], source="karlsborg")
    page = opened()
    assert cards(page) == {
        "Välfärdsteknik i drift": "6 införanden",
        "Kostnad per månad": "okänt",
        "Breddinförda kategorier": "0 av 9",
    }
    assert "okänt för 3 kategorier" in beside(page, "Breddinförda kategorier")
    page = opened(visa="Planerat")
    assert "Ingen satsning har alla åtta faktorer bedömda" in texts(page)
    page = opened(visa="Hemtaget")
    assert "vad som har tagits hem är okänt" in texts(page)
    assert table(page, "Resurser, dialog och hemtaget")[1][6:] == ["okänt"] * 4
