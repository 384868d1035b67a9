"""Placeringar as a controller sees it: counts for all, rows for a purpose, one placement, and its files."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from etl.undo import undo
from store.connect import owner_connection
from tests.etl.loading import DAY, Loader
from tests.pages import opening, placement_board
from tests.pages.files import Files, clicked, files
from tests.pages.opening import cards, defined, heeded, html, table, texts
from ui.openings import Purpose

__all__ = ["files"]

PAGE = "pages/placeringar.py"
ENDING = "Avtal går ut inom 30 dagar"


@pytest.fixture
def board(loader: Loader) -> None:
    placement_board.load(loader)


def opened(**address: str | list[str]) -> AppTest:
    page = opening.opened(PAGE, **address)
    assert not page.exception
    return page


def answered(page: AppTest, purpose: Purpose = Purpose.INVOICES) -> AppTest:
    page.radio[0].set_value(purpose)
    page = next(button for button in page.button if button.label == "Öppna").click().run()
    assert not page.exception
    return page


def cases(page: AppTest, title: str) -> list[str]:
    return [row[0] for row in table(page, title)[1:]]


def links(page: AppTest) -> dict[str, str]:
    """The reference to each placement by its case."""
    found = re.findall(r'<a href="(placeringar\?[^"]*placering=[^"]*)"[^>]*>([^<]*)</a>', html(page))
    return {case: parse_qs(urlsplit(unescape(address)).query)["placering"][0] for address, case in found}


def lines() -> list[tuple[Any, ...]]:
    with owner_connection() as connection:
        return connection.execute(
            "select page, purpose, kind, about, individuals, row_count, case_id, filter ->> 'Lista' "
            "from access.log order by log_id"
        ).fetchall()


def test_counts_come_before_the_purpose_and_rows_after_it(board: None) -> None:
    placement_board.grant()
    page = opened()
    # P1 90 * 1000 + 91 * 1100, P2 60 000, P3 90 000, P4 45 000 (S, who is protected), P5 61 days of two months
    assert cards(page) == {
        "Placeringar": "6 st",
        "Kostnad hittills": "447 tkr",
        "Utan pris den dagen": "1 st",
        "Ramavtalsandel av placeringarna": "60,0 %",
    }
    assert "1\u00a0placering har okänd kostnad" in html(page)
    for secret in ("C1", "C2", "B101", "Flicka", "Lönnen AB"):
        assert f">{secret}<" not in html(page)
    page = answered(page)
    assert cases(page, "Placeringar") == ["C7", "C2", "C3", "C5", "C1", "Alla rader"]
    assert (
        "1\u00a0placering av personer med skyddade personuppgifter är med i antalet men inte i listan."
        in texts(page)
    )
    assert lines() == [
        (
            "placeringar",
            "fakturakontroll",
            "oppning",
            "Listan över placeringar",
            5,
            None,
            None,
            "Alla placeringar",
        )
    ]
    assert {"Placeringar i listan", "Ramavtalsandel"} <= defined(page)


def test_what_is_unknown_is_said_to_be(board: None) -> None:
    placement_board.grant()
    page = answered(opened(kolumner=["Ärende", "Pris per dygn, kr", "Underskrift", "Avtalets sista dag"]))
    rows = {row[0]: row[1:] for row in table(page, "Placeringar")[1:]}
    assert rows["C7"] == ["okänt", "okänt", "Finns"]
    assert rows["C2"] == ["2 000", "2025-08-01", "Saknas"]
    assert rows["C5"] == ["1 033", "okänt", "Finns"]


def test_a_secret_place_is_shown_as_skyddad_and_no_home_is_named(board: None) -> None:
    placement_board.grant()
    page = answered(opened(kolumner=["Ärende", "Utförarens kod", "Utförarens namn"]))
    assert table(page, "Placeringar")[1:-1] == [
        ["C7", "B101", "Lönnen AB"],
        ["C2", "B112", ""],
        ["C3", "Skyddad plats", ""],
        ["C5", "F001", ""],
        ["C1", "B101", "Lönnen AB"],
    ]
    assert not any(name in html(page) for name in placement_board.SECRET_NAMES)


def test_a_ready_made_list_from_its_address(board: None) -> None:
    placement_board.grant()
    page = answered(opened(lista=ENDING))
    assert cards(page)["Placeringar"] == "2 st"
    assert cases(page, ENDING) == ["C1", "Alla rader"]
    assert "Lista: <b>Avtal går ut inom 30 dagar</b>" in html(page)
    # of now whatever is chosen: there is no day to choose
    assert not page.date_input or all(field.label != "Dag" for field in page.date_input)


def test_an_earlier_day_and_those_that_ended_since(board: None) -> None:
    placement_board.grant()
    page = answered(opened(**{"listans-dag": "2025-05-09"}))
    assert cards(page)["Placeringar"] == "3 st"
    rows = {(row[0], row[4]): row for row in table(page, "Placeringar")[1:-1]}
    assert set(rows) == {("C5", "2025-05-01"), ("C1", "2025-01-01"), ("C1", "2024-11-01")}
    assert rows["C1", "2025-01-01"][-2:] == ["129", "132 900"]  # 90 * 1000 + 39 * 1100
    page = opened(**{"avslutade-fran": "2025-05-10"})
    assert cards(page)["Placeringar"] == "7 st"
    assert "med dem som avslutats från 2025-05-10" in texts(page)


def test_filters_in_the_address_are_followed_and_told(board: None) -> None:
    placement_board.grant()
    page = opened(enhet=["Vuxen"], upphandling=["Direktupphandling"], underskrift=["Saknas"])
    assert not heeded(page)
    assert cards(page)["Placeringar"] == "1 st"
    assert "Enhet: <b>Vuxen</b>" in html(page) and "Underskrift: <b>Saknas</b>" in html(page)
    assert "inte finns att välja" in heeded(opened(lista="Något annat"))[0]
    assert "Inga placeringar finns i urvalet." in texts(opened(enhet=["Vuxen"], lista=ENDING))


def test_outside_the_framework_by_reason(board: None) -> None:
    placement_board.grant()
    page = opened(lista="Utanför ramavtal")
    assert table(page, "Skäl")[1:] == [
        ["Skyddsbehov", "1", "60 000"],
        ["Okänt", "1", "90 000"],
    ]
    assert "Ramavtalsandel av placeringarna" not in cards(page)


def test_one_placement_with_its_history(board: None) -> None:
    placement_board.grant()
    reference = links(answered(opened(lista=ENDING)))["C1"]
    page = opened(lista=ENDING, placering=reference)
    assert "Lönnen AB" not in html(page)
    page = answered(page)
    assert "Ärende: <b>C1</b>" in html(page)
    holds = dict(table(page, "Placeringen")[1:])
    assert holds["Utförarens namn"] == "Lönnen AB" and holds["Nästa övervägande"] == "2025-12-01"
    assert table(page, "Priser")[1:] == [
        ["2025-04-01", "tills vidare", "1 100"],
        ["2025-01-01", "2025-03-31", "1 000"],
    ]
    assert [row[2] for row in table(page, "Lagrum")[1:]] == [
        "LVU 2 §",
        "LVU 6 § (omedelbart omhändertagande)",
    ]
    assert table(page, "Frånvaro")[1:] == [["2025-04-10", "2025-04-12", "Permission"]]
    assert table(page, "Tillägg")[1:] == [["2025-06-10", "2025-06-10", "resa", "500"]]
    assert table(page, "Fakturor")[1] == [
        *("FA1", "1", "Dygn", "2025-05-01", "2025-05-31", "31", "1 100", "34 100", "2025-06-05"),
        *("34 100", "", ""),
    ]
    assert len(table(page, "Fakturor")) == 3  # the heading, P1's own line, the total
    assert table(page, "Överväganden och omprövningar")[1][2] == "Vården fortsätter"
    assert table(page, "Uppföljningar")[1:] == [["2025-05-15", "Följs vårdplanen?", "Vet ej"]]
    assert lines()[-1][:4] + lines()[-1][6:7] == (
        "placeringar",
        "fakturakontroll",
        "oppning",
        "En placering",
        "C1",
    )


def test_the_invoices_of_a_secret_stay_stand_without_their_numbers(board: None) -> None:
    placement_board.grant()
    page = answered(opened(placering=links(answered(opened()))["C3"]))
    assert table(page, "Fakturor")[1] == [
        *("Skyddad", "", "Dygn", "2025-06-01", "2025-06-30", "30", "3 000", "90 000", ""),
        *("90 000", "", ""),
    ]
    assert "FA2" not in html(page)


def test_a_link_to_one_placement_holds_for_its_own_grant_alone(board: None) -> None:
    placement_board.grant()
    reference = links(answered(opened()))["C2"]
    with owner_connection() as connection:
        connection.execute("update access.granted set units = '{bou}'")
    page = opened(placering=reference)
    assert "Länken till placeringen gäller inte längre" in page.warning[0].value
    assert "C2" not in texts(page)
    assert "gäller inte längre" in opened(placering="skräp").warning[0].value


def test_the_file_has_what_is_shown_with_its_account(board: None, files: Files) -> None:
    placement_board.grant()
    answered(opened(lista=ENDING, enhet=["Barn och unga"], kolumner=["Ärende"]))
    book = openpyxl.load_workbook(io.BytesIO(clicked(files[f"XLSX: {ENDING[:1].lower()}{ENDING[1:]}"])))
    rows = list(book["Tabell"].values)
    assert rows[0][0] == "Ärende" and rows[1][0] == "C1" and rows[-1][0] == "Alla rader"
    said = dict(row for row in book["Om uppgifterna"].iter_rows(min_row=3, values_only=True) if row[0])
    assert said["Lista"] == ENDING and said["Enhet"] == "Barn och unga"
    assert said["Uppgifter till och med"] == str(DAY)
    assert "in-dagen räknas" in said["Räkneregel"]
    assert said["Antal rader"] == 1 and said["Totalt: Dygn"] == 181
    assert said["Totalt: Kostnad hittills utan tillägg, kr"] == 90 * 1000 + 91 * 1100
    assert lines()[-1][2:6] == ("export", "Listan över placeringar", 2, 1)
    text = clicked(files[f"CSV: {ENDING[:1].lower()}{ENDING[1:]}"]).decode("utf-8-sig")
    assert next(csv.reader(io.StringIO(text), delimiter=";"))[0] == "Ärende"
    assert "Skyddad" not in text and "C4" not in text


def test_what_a_load_has_changed(board: None, loader: Loader) -> None:
    placement_board.grant()
    assert "Det finns ingen tidigare inläsning att jämföra med." in texts(opened(**{"del": "Ändringar"}))
    loader(
        {
            "placement_prices.csv": "placement_id;valid_from;daily_price\nP2;2025-06-01;2100\nP4;2025-06-01;1600\n"
        },
        source="test",
        data_through=DAY,
        revision=2,
    )
    page = opened(**{"del": "Ändringar"})
    assert table(page, "Ändringar")[1:] == [["Annat pris", "2"]]
    page = answered(page)
    (row,) = table(page, "Annat pris")[1:]
    assert row[0] == "C2" and row[-3:] == ["2 000,00 kr", "2 100,00 kr", "2"]
    assert "skyddade personuppgifter är med i antalet" in texts(page)


def test_a_load_taken_back_and_the_one_that_took_it_back_are_no_choices(board: None, loader: Loader) -> None:
    placement_board.grant()
    for revision, price in ((2, 2100), (3, 2200)):
        prices = f"placement_id;valid_from;daily_price\nP2;2025-06-01;{price}\n"
        loader({"placement_prices.csv": prices}, source="test", data_through=DAY, revision=revision)
    undo(loader.connection, 3)
    loader.connection.commit()
    page = opened(**{"del": "Ändringar"})
    (choice,) = [box for box in page.selectbox if box.label == "Ändrat av"]
    assert [option.split(" ")[1] for option in choice.options] == ["2"]
    assert table(page, "Ändringar")[1:] == [["Annat pris", "1"]]


def test_framework_share_and_direct_awards(board: None) -> None:
    placement_board.grant()
    page = opened(**{"del": "Ramavtal"})
    assert cards(page)["Ramavtalsandel 2025, placeringar"] == "66,7 %"
    assert table(page, "Direktupphandlat per utförare")[1:] == [
        ["Skyddad plats", "2025", "1", "0", "1", "30", "90 000", "0"],
        ["B112", "2025", "1", "0", "0", "30", "60 000", "0"],
        ["Totalt", "", "2", "0", "1", "60", "150 000", "0"],
    ]
    assert "100 000 kr" in texts(page).replace("\u00a0", " ")
    assert not page.radio


def test_without_the_grant_for_individuals_there_are_counts_alone(board: None) -> None:
    placement_board.grant(individuals=False)
    page = opened()
    assert cards(page)["Placeringar"] == "6 st"
    assert "Din behörighet gäller inte uppgifter om enskilda." in texts(page)
    assert not page.radio and lines() == []


def test_a_manager_of_a_unit_has_that_unit(board: None) -> None:
    placement_board.grant("ik_manager", ["vux"])
    page = answered(opened(), Purpose.FOLLOW_UP)
    assert cases(page, "Placeringar") == ["C2", "C3", "Alla rader"]
    assert "Barn och unga" not in texts(page)


@pytest.mark.parametrize("role", ["ik_board", "ik_publisher", "ik_reviewer"])
def test_other_roles_are_told_whose_page_it_is(board: None, role: str) -> None:
    placement_board.grant(role)
    page = opened()
    assert "Sidan hör inte till din roll" in texts(page)
    assert not cards(page)


def test_days_and_numbers_that_cannot_be_are_said(board: None) -> None:
    placement_board.grant()
    address = {"listans-dag": "3000-01-01", "avslutade-fran": "foo", "pris-fran": "abc"}
    said = " ".join(heeded(opened(**address)))
    assert "Dag ”3000-01-01”" in said and "Med avslutade från ”foo”" in said and "”abc”" in said
