"""Parallella insatser as a manager sees it: counts for all, persons for a purpose, and nothing for other roles."""

from __future__ import annotations

import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from store.connect import owner_connection
from tests.etl.loading import DAY, Loader
from tests.pages import opening, parallel_board
from tests.pages.opening import beside, cards, defined, heeded, html, table, texts
from ui.openings import Purpose

PAGE = "pages/parallella_insatser.py"
PERSONS = "Personer med parallella insatser"


@pytest.fixture
def board(loader: Loader) -> None:
    parallel_board.load(loader)


def opened(**address: str | list[str]) -> AppTest:
    page = opening.opened(PAGE, **address)
    assert not page.exception
    return page


def answered(page: AppTest) -> AppTest:
    page.radio[0].set_value(Purpose.FOLLOW_UP)
    page = next(button for button in page.button if button.label == "Öppna").click().run()
    assert not page.exception
    return page


def plain(page: AppTest) -> str:
    return texts(page).replace("\u00a0", " ")


def lines() -> list[tuple[Any, ...]]:
    with owner_connection() as connection:
        return connection.execute(
            "select who, page, purpose, kind, individuals, filter ->> 'Personer med' from access.log order by log_id"
        ).fetchall()


def test_the_day_and_the_period_in_figures(board: None) -> None:
    parallel_board.grant()
    page = opened()
    assert cards(page) == {
        PERSONS: "3 personer",
        "Personer under perioden": "3 personer",
        "Typisk längd": "31 dagar",
        "Timmar per vecka": "10 timmar",
        "Kostnad per dygn": "5 000 kr",
        "Byten av placering": "1 person",
    }
    assert "därutöver 1 insats utan timmar" in beside(page, "Timmar per vecka")
    assert "därutöver 1 placering utan pris" in beside(page, "Kostnad per dygn")
    # A's 31 days of May and S' 61 of both months have ended or go on; A's 30 and D's 20 go on
    assert "median av 4 kombinationer, varav 3 pågår" in beside(page, "Typisk längd")
    assert "142 persondagar" in beside(page, "Personer under perioden")
    assert "inget pris i det som levereras" in texts(page)
    assert {PERSONS, "Typisk längd", "Byten av placering"} <= defined(page)


def test_the_sets_of_the_day_and_what_they_are_worth(board: None) -> None:
    parallel_board.grant()
    assert table(opened(), "Kombinationer 2025-06-30")[1:] == [
        ["HVB, privat + Kontaktperson + Boendestöd", "1", "7", "0", "1 000", "0"],
        ["Träningslägenhet + Boendestöd", "1", "okänt", "1", "okänt", "1"],
        ["HVB, privat + Kontaktperson", "1", "3", "0", "4 000", "0"],
        ["Totalt", "3", "10", "1", "5 000", "1"],
    ]


def test_how_long_and_with_what_in_the_period(board: None) -> None:
    parallel_board.grant()
    page = opened(**{"fran-dag": "2025-05-01", "till-dag": "2025-05-31"})
    assert table(page, "Kombinationer under perioden")[1:] == [
        ["HVB, privat + Kontaktperson", "2", "46", "2", "1", "62"],
        ["Totalt", "2", "46", "2", "1", "62"],
    ]
    assert table(page, "Två slag samtidigt under perioden")[1:] == [["HVB, privat", "Kontaktperson", "2"]]


def test_no_parallel_interventions_is_said_and_not_blank(board: None) -> None:
    parallel_board.grant()
    page = opened(**{"dag": "2025-04-01", "fran-dag": "2025-04-01", "till-dag": "2025-04-30"})
    assert "Ingen har insatser av två eller flera slag samtidigt" in texts(page)
    assert not cards(page)


def test_a_transfer_is_told_apart_and_is_no_combination(board: None) -> None:
    parallel_board.grant()
    assert "Stödboende" not in html(opened())


def test_what_has_never_been_delivered_is_said(loader: Loader) -> None:
    loader({"placements.csv": parallel_board.DELIVERY["placements.csv"]}, source="test", data_through=DAY)
    parallel_board.grant()
    assert any("Andra insatser än placeringar är inte levererade" in line for line in heeded(opened()))


def test_an_empty_store_says_how_it_is_filled(store_url: str) -> None:
    parallel_board.grant()
    assert "Inga insatser är inlästa än" in texts(opened())


def test_the_persons_are_shown_when_the_purpose_is_told_and_logged(board: None) -> None:
    parallel_board.grant()
    page = opened()
    assert "Varför behöver du dem" in texts(page) and lines() == []
    assert "Flicka, 15" not in html(page)
    page = answered(page)
    listed = table(page, "Personer")
    assert [row[0] for row in listed] == ["Person", "Flicka, 15 år", "Kvinna, 39 år"]
    # in a row since May, though the set changed in June
    assert listed[1][2:] == [
        "HVB, privat + Kontaktperson + Boendestöd",
        "2025-05-01",
        "61",
        "7",
        "0",
        "1 000",
        "0",
        "Barn och unga, Vuxna",
    ]
    assert "skyddade personuppgifter är med i antalet men inte i listan" in texts(page)
    assert lines() == [
        ("local", "parallella_insatser", "uppfoljning", "oppning", 3, "minst 2 slag samtidigt")
    ]


def test_each_person_leads_to_the_flow_without_being_named_in_the_address(board: None) -> None:
    parallel_board.grant()
    page = answered(opened())
    links = re.findall(r'href="(individflode\?arende=[\w-]+)"', html(page))
    assert len(links) == len(set(links)) == 2
    with owner_connection() as connection:
        keys = [key for (key,) in connection.execute("select person_key from core.persons")]
    assert not any(key in html(page) for key in keys)


def test_a_protected_person_is_listed_for_who_may(board: None) -> None:
    parallel_board.grant(protected=True)
    page = answered(opened())
    assert len(table(page, "Personer")) == 4
    assert "inte i listan" not in texts(page)


def test_without_the_grant_for_individuals_there_are_counts_alone(board: None) -> None:
    parallel_board.grant(individuals=False)
    page = opened()
    assert cards(page)[PERSONS] == "3 personer"
    assert "Din behörighet gäller inte uppgifter om enskilda" in texts(page)
    assert not page.radio and lines() == []


def test_a_combination_leads_to_its_persons(board: None) -> None:
    parallel_board.grant()
    page = opened(**{"visa-personer": "En kombination"})
    page = page.selectbox(key="kombination").set_value("Träningslägenhet + Boendestöd").run()
    page = answered(page)
    assert [row[0] for row in table(page, "Personer")[1:]] == ["Kvinna, 39 år"]
    assert lines()[0][4:] == (1, "Träningslägenhet + Boendestöd")


def test_a_rule_that_hours_decide_says_how_many_cannot_be_judged(board: None) -> None:
    parallel_board.grant()
    page = opened(**{"minst-timmar": "6"})
    assert "**1 person** 2025-06-30." in plain(page)
    assert "För 1 person därutöver saknas timmar eller pris" in plain(page)


def test_a_rule_is_saved_for_the_board_shown_with_who_and_ended(board: None) -> None:
    parallel_board.grant()
    page = opened(**{"minst-slag": "3"})
    page.text_input[0].set_value("Tre slag 19811218-9876")
    page = next(button for button in page.button if button.label == "Spara regeln").click().run()
    assert not page.exception and "är sparad" in page.success[0].value
    name = str(page.selectbox(key="stodregel").value)
    assert name.startswith("Tre slag") and "9876" not in name

    page = opened(stodregel=name)
    assert "av local för hela nämnden" in texts(page) and "Minst 3 slag samtidigt" in texts(page)
    assert "**1 person** 2025-06-30." in plain(page)

    page = page.button(key="ta-bort-regel").click().run()
    assert not page.exception and page.success[0].value == f"Regeln {name} är avslutad."
    assert page.selectbox(key="stodregel").options == ["Ny regel"]
    assert page.selectbox(key="stodregel").value == "Ny regel"
    with owner_connection() as connection:
        kept = connection.execute("select saved_by, ended_by from desk.parallel_rule").fetchall()
    assert kept == [("local", "local")]


def test_a_rule_needs_a_name_of_its_own(board: None) -> None:
    parallel_board.grant()
    said = []
    for name in ("Tre slag", "tre slag", " "):
        page = opened(stodregel="Ny regel")
        page.text_input[0].set_value(name)
        page = next(button for button in page.button if button.label == "Spara regeln").click().run()
        said.append([part.value for part in (*page.success, *page.warning)])
    assert "är sparad" in said[0][0]
    assert "redan en regel som heter tre slag" in said[1][0]
    assert said[2] == ["Ge regeln ett namn."]


def test_a_manager_of_a_unit_sees_own_persons_and_own_hours_and_cost(board: None) -> None:
    parallel_board.grant(units=["Barn"])
    page = opened()
    assert any("timmar och kostnad bara insatser i dina" in line for line in heeded(page))
    # I2 has no unit and is not theirs to know; P1 is Vuxen's and costs nothing here
    assert table(page, "Kombinationer 2025-06-30")[1:] == [
        ["HVB, privat + Kontaktperson", "2", "5", "0", "4 000", "0"],
        ["Totalt", "2", "5", "0", "4 000", "0"],
    ]
    page = answered(page)
    assert [row[0] for row in table(page, "Personer")[1:]] == ["Flicka, 15 år"]
    assert "Boendestöd" not in html(page) and "Träningslägenhet" not in html(page)


@pytest.mark.parametrize("role", ["ik_controller", "ik_board", "ik_publisher", "ik_reviewer"])
def test_the_page_does_not_open_for_other_roles(board: None, role: str) -> None:
    parallel_board.grant(role)
    page = opened()
    assert "Sidan hör inte till din roll" in texts(page)
    assert not cards(page) and "HVB" not in html(page)


def test_a_day_that_is_not_covered_is_not_followed_in_silence(board: None) -> None:
    parallel_board.grant()
    page = opened(**{"fran-dag": "2025-06-30", "till-dag": "2025-05-01"})
    assert any("Perioden slutar före den börjar" in line for line in heeded(page))


def test_what_a_rule_in_the_address_cannot_be_is_said(board: None) -> None:
    parallel_board.grant()
    page = opened(dag="igår", stodregel="Fel regel", **{"minst-slag": "många", "minst-dagar": "0"})
    said = " ".join(heeded(page))
    assert "Dag ”igår”" in said
    assert all(part in said for part in ("Regel ”Fel regel”", "Minst antal slag ”många”", "”0”"))
    page = page.run()
    assert "Dag ”igår”" in " ".join(heeded(page)) and "Regel ”Fel regel”" in " ".join(heeded(page))
