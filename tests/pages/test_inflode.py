"""Inflöde: by week, by age, and services that have no person."""

from __future__ import annotations

import pytest

from tests.etl.loading import DAY, Loader
from tests.pages import case_board, opening
from tests.pages.opening import cards, table, texts

PAGE = "pages/inflode.py"


@pytest.fixture
def board(loader: Loader) -> Loader:
    case_board.load(loader)
    return loader


def test_weeks_ages_and_services(board: Loader) -> None:
    case_board.grant()
    page = opening.opened(PAGE)
    assert not page.exception
    # the week from 30 June has only its Monday, so the cards tell of the week before
    weeks = table(page, "Per vecka")[1:]
    assert weeks[0][0] == "v. 27 2025, till och med 2025-06-30"
    by_week = {row[0]: row[2:] for row in weeks}
    assert by_week["v. 23 2025"] == ["2", "2", "0", "0", "1"]
    assert cards(page)["Väntar på ett första beslut"] == "2 aktualiseringar"
    assert cards(page)["Pågår"] == "1 utredning"
    ages = table(page, "Pågående utredningar efter ålder")
    assert ages[1] == ["Barn och unga", "0", "0", "0", "1", "1"]
    assert table(page, "Besök och deltagare i perioden")[1] == [
        "oppen_forskola",
        "Barn och unga",
        "2",
        "60",
        "20",
    ]


@pytest.mark.parametrize(
    ("without", "unknown", "known"),
    [
        ("investigations.csv", ("Inledda", "Avslutade", "Pågår"), "Inkomna"),
        ("referrals.csv", ("Inkomna", "Väntar på ett första beslut"), "Pågår"),
    ],
)
def test_what_was_never_delivered_is_said_to_be_unknown(
    loader: Loader, without: str, unknown: tuple[str, ...], known: str
) -> None:
    held = {name: text for name, text in case_board.DELIVERY.items() if name != without}
    loader(held, source="test", data_through=DAY)
    case_board.grant()
    page = opening.opened(PAGE)
    assert not page.exception and not page.error
    assert {cards(page)[name] for name in unknown} == {"okänt"}
    assert cards(page)[known] != "okänt"
    assert cards(page)["Väntar på ett första beslut"] == "okänt"
    assert "okänt" in table(page, "Per vecka")[1]
    assert "är inte levererade" in texts(page)
    assert "Inga utredningar pågår" not in texts(page)


def test_neither_referrals_nor_investigations_is_no_empty_week(loader: Loader) -> None:
    held = {
        name: text
        for name, text in case_board.DELIVERY.items()
        if name not in ("referrals.csv", "investigations.csv")
    }
    loader(held, source="test", data_through=DAY)
    case_board.grant()
    said = texts(opening.opened(PAGE))
    assert "Okänt: aktualiseringar och utredningar är inte levererade." in said
    assert "Ingen vecka börjar" not in said


def test_a_manager_of_a_unit_sees_that_unit_alone(board: Loader) -> None:
    case_board.grant(units=["vux"])
    page = opening.opened(PAGE)
    assert not page.exception
    assert "Barn och unga" not in texts(page) and "oppen_forskola" not in texts(page)
    assert cards(page)["Pågår"] == "0 utredningar"


def test_a_period_without_weeks_is_said(board: Loader) -> None:
    case_board.grant()
    page = opening.opened(PAGE, fran="juni 2025", till="juni 2025", galler="Barn")
    assert not page.exception and not page.error
    page = opening.opened(PAGE, fran="januari 2024", till="januari 2024")
    assert not page.exception and not page.error


@pytest.mark.parametrize("role", ["controller", "board"])
def test_another_role_is_told_whose_page_it_is(board: Loader, role: str) -> None:
    case_board.grant(role, individuals=False)
    page = opening.opened(PAGE)
    assert "Sidan hör inte till din roll" in texts(page) and not cards(page)
