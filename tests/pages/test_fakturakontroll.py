"""Fakturakontroll as a controller sees it: sums for all, lines for a purpose, statuses, and the list to a provider."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import replace
from typing import Any
from zipfile import ZipFile

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from queries import door
from queries.scope import Role, Scope
from store.connect import owner_connection
from tests.etl.loading import BOARD, DAY, Loader
from tests.pages import invoice_board, opening, small_board
from tests.pages.files import Files, clicked, files
from tests.pages.opening import beside, cards, defined, heeded, html, table, texts
from ui import invoice_letter
from ui.exports import Account, to_xlsx
from ui.openings import Purpose

__all__ = ["files"]

PAGE = "pages/fakturakontroll.py"
LINES = "Rader med avvikelse"
HEADINGS = {"line": 2, "found": 3, "why": 4, "at_stake": 7, "status": 8}
KIM = Scope(user="kim", role=Role.CONTROLLER, board=BOARD, units=None, protected=False, individuals=True)


@pytest.fixture
def board(loader: Loader) -> Loader:
    invoice_board.load(loader)
    return loader


def opened(**address: str | list[str]) -> AppTest:
    page = opening.opened(PAGE, **address)
    assert not page.exception
    return page


def answered(page: AppTest) -> AppTest:
    page.radio[0].set_value(Purpose.INVOICES)
    page = next(button for button in page.button if button.label == "Öppna").click().run()
    assert not page.exception
    return page


def listed(page: AppTest) -> dict[str, list[str]]:
    return {row[HEADINGS["line"]]: row for row in table(page, LINES)[1:-1]}


def saved(page: AppTest, status: str, note: str = "") -> AppTest:
    next(box for box in page.selectbox if box.label == "Status").set_value(status)
    next(field for field in page.text_input if field.label == "Anteckning").set_value(note)
    page = next(button for button in page.button if button.label == "Spara status").click().run()
    assert not page.exception
    return page


def said() -> list[tuple[Any, ...]]:
    with owner_connection() as connection:
        return connection.execute(
            "select invoice_id, line_no, status, note, set_by from desk.invoice_status order by status_id"
        ).fetchall()


def test_the_sums_are_there_before_anything_is_opened(board: Loader) -> None:
    invoice_board.grant()
    page = opened()
    assert cards(page) == {
        "Fakturarader": "5 rader",
        "Rader med avvikelse": "4 rader",
        "Andel rader med avvikelse": "80,0 %",
        "Belopp i fråga": "21 000 kr",
    }
    assert "1 rad saknar känt väntat belopp" in beside(page, "Rader med avvikelse")
    assert table(page, "Per utförare")[1:] == [
        ["B102", "1", "1", "100,0 %", "15 000", "0"],
        ["B101", "3", "2", "66,7 %", "3 000", "0"],
        ["Skyddad plats", "1", "1", "100,0 %", "3 000", "0"],
        ["Totalt", "5", "4", "80,0 %", "21 000", "0"],
    ]
    assert table(page, "Per avvikelse")[1:] == [
        ["Okänd placering", "1", "15 000", "0"],
        ["För många dygn", "2", "3 000", "0"],
        ["Fel pris", "1", "3 000", "0"],
    ]
    assert "C1" not in texts(page)
    assert {"Fakturarader", "Belopp i fråga"} <= defined(page)


def test_the_lines_each_explained_and_logged(board: Loader) -> None:
    invoice_board.grant()
    page = answered(opened())
    lines = listed(page)
    assert set(lines) == {"F1:1", "F4:1", "skyddad"}
    assert lines["F1:1"][HEADINGS["why"]] == (
        "Raden har 32 dygn men 30 dygn räknas: 2025-06-01–2025-06-30 (placeringen pågår sedan 2025-01-01; "
        "in-dagen räknas men inte ut-dagen)."
    )
    assert lines["skyddad"][1] == "Skyddad plats"
    # the one known line of one's own leads to its placement, by a reference that tells nothing
    (way,) = re.findall(r'href="placeringar\?placering=([\w-]+)"', html(page))
    assert "P1" not in way and 'href=""' not in html(page)
    assert "F2" not in texts(page) and "F3" not in texts(page)
    assert "1 rad om personer med skyddade uppgifter räknas ovan" in texts(page).replace("\u00a0", " ")
    with owner_connection() as connection:
        logged = connection.execute("select page, purpose, kind from access.log").fetchall()
    assert logged == [("fakturakontroll", "fakturakontroll", "oppning")]


def test_filters_stand_in_the_address(board: Loader) -> None:
    invoice_board.grant()
    page = opened(avvikelse="Fel pris", utforare=["B101", "Skyddad plats"])
    assert (cards(page)["Fakturarader"], cards(page)["Belopp i fråga"]) == ("4 rader", "3 000 kr")
    assert heeded(page) == []
    assert heeded(opened(utforare="B999")) == [
        "Adressen anger något som inte finns att välja: Utförare ”B999”. Det är inte med i urvalet som visas."
    ]


def test_a_status_is_saved_shown_and_counted(board: Loader) -> None:
    invoice_board.grant()
    page = saved(answered(opened(avvikelse="För många dygn")), "kontrolleras", "ringde 19121212-1212")
    ((*line, status, note, who),) = said()
    assert (line, status, who) == (["F1", 1], "kontrolleras", "local")
    assert "ringde" in note and "1212" not in note
    assert listed(page)["F1:1"][HEADINGS["status"]] == "Kontrolleras"
    assert cards(opened(status="Kontrolleras"))["Belopp i fråga"] == "2 000 kr"


def test_the_later_of_two_is_told_and_saves_nothing(board: Loader) -> None:
    invoice_board.grant()
    page = answered(opened(avvikelse="För många dygn"))
    door.write("set_invoice_status", KIM, invoice_id="F1", line_no=1, status="granskad", note=None, seen=None)
    page = saved(page, "kontrolleras")
    assert [row[2] for row in said()] == ["granskad"]
    assert "kim ändrade raden" in page.warning[0].value
    saved(page, "kontrolleras")
    assert [row[2] for row in said()] == ["granskad", "kontrolleras"]


def test_the_list_to_a_provider_holds_no_protected_person(board: Loader) -> None:
    """Not even where the one who asks may see protected persons."""
    invoice_board.grant(protected=True)
    page = answered(opened())
    assert {"F1:1", "F2:1", "F3:1", "F4:1"} == set(listed(page))
    scope = Scope(
        user="local", role=Role.CONTROLLER, board=BOARD, units=None, protected=True, individuals=True
    )
    with owner_connection() as connection:
        (number,) = connection.execute("select max(log_id) from access.log").fetchone() or (0,)
    rows = door.run(
        "invoice_lines",
        scope,
        opening=number,
        from_month=dt.date(2025, 6, 1),
        to_month=dt.date(2025, 6, 1),
        provider_code=None,
        care_form=None,
        unit=None,
        findings=None,
        status=None,
    )
    made = invoice_letter.listed(invoice_letter.sendable(rows, "B101"), "B101")
    assert [row[0] for row in made.body()] == ["F1:1"]
    assert (
        made.rows["at_stake_kr"].tolist() == [2000]
        and made.total is not None
        and made.total["at_stake_kr"] == 2000
    )
    account = Account("Underlag", (("Period", "juni 2025"),))
    book = ZipFile(io.BytesIO(to_xlsx(made, account)))
    words = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    assert "F1:1" in words and ">F3:1<" not in words and ">C3<" not in words
    pdf = invoice_letter.to_pdf(made, account, BOARD)
    assert pdf.startswith(b"%PDF") and b"pdfuaid" in pdf


def test_the_list_to_a_provider_claims_what_may_be_to_credit(board: Loader) -> None:
    """Not what has been found to be right, was invoiced too low, or waits for a signature of our own."""
    rows = pd.DataFrame(
        {
            "line": ["twice", "right", "too low", "unsigned", "unknown"],
            "status": ["ny", "granskad", "ny", "kontrolleras", "kreditering_begard"],
            "at_stake_kr": pd.Series([86_614, 500, 0, 0, None], dtype=object),
        }
    )
    assert invoice_letter.claimable(rows)["line"].tolist() == ["twice", "unknown"]


def test_a_unit_s_controller_has_its_own_lines(board: Loader) -> None:
    invoice_board.grant(units=["bou"])
    page = answered(opened())
    assert set(listed(page)) == {"F1:1"}
    assert cards(page)["Fakturarader"] == "3 rader"


def test_each_part_has_its_figures(board: Loader) -> None:
    board(
        {
            "ledger_entries.csv": "entry_id;month;unit;care_form;amount\nV1;2025-06-01;bou;hvb_privat;70000\n"
            "V2;2025-06-01;bou;;5\n",
            "incomes.csv": "income_id;month;unit;care_form;kind;amount\nI1;2025-06-01;bou;hvb_privat;egenavgift;100\n",
        },
        data_through=DAY,
    )
    invoice_board.grant()
    booked = opened(visa="Avstämning", fran="juni 2025")
    assert cards(booked) == {
        "Beräknat": "120 tkr",
        "Bokfört": "70 000 kr",
        "Skillnad": "−50 000 kr",
        "Fel på fakturor": "+6 000 kr",
    }
    # computed, invoiced, booked, difference; wrong, unjudged, not invoiced, otherwise
    assert table(booked, "Per månad")[1][1:9] == [
        *("120 000", "126 000", "70 000", "−50 000"),
        *("6 000", "0", "0", "−56 000"),
    ]
    assert "Därutöver är 5 kr bokfört utan vårdform" in texts(booked).replace("\u00a0", " ")
    assert "15 000 kr är fakturerat på okända placeringar" in texts(booked).replace("\u00a0", " ")
    left = opened(visa="Uppbokning", fran="maj 2025", avvikelse="Fel pris")
    # P2 and P3 have no invoice for May
    assert cards(left) == {"Ofakturerade dygn": "62 dygn", "Uppbokning": "93 000 kr"}
    assert "tar inte hänsyn till urvalet i avvikelse" in texts(left)
    assert [row[0] for row in table(left, "Per utförare")[1:]] == ["Skyddad plats", "B101", "Totalt"]
    assert cards(opened(visa="Intäkter")) == {"Intäkter": "100 kr"}


def test_made_up_facts_are_marked_in_every_file(board: Loader, files: Files) -> None:
    board.connection.execute("update raw.load set is_demo = true")
    board.connection.commit()
    invoice_board.grant()
    answered(opened())
    taken = {name: clicked(make) for name, make in files.items() if name.startswith("CSV")}
    assert len(taken) == 4
    for name, file in taken.items():
        assert "Obs;Demokommun – påhittade uppgifter" in file.decode("utf-8-sig"), name


def test_oversikt_counts_the_lines_that_nobody_has_given_a_status(board: Loader) -> None:
    """All marked lines, the protected person's too, until somebody has said how one is."""

    def told(**scope: Any) -> object:
        return door.run("attention", replace(KIM, **scope), unit=None).set_index("item")["number"][
            "invoices_wrong"
        ]

    assert told() == told(role=Role.MANAGER, protected=True) == 4
    door.write("set_invoice_status", KIM, invoice_id="F1", line_no=1, status="granskad", note=None, seen=None)
    assert told() == 3
    assert told(units=("vux",)) == 1


def test_no_invoices_is_said(loader: Loader) -> None:
    """What is computed is held against the ledger all the same; what the difference is made of is unknown."""
    small_board.load(loader)
    invoice_board.grant()
    assert "Inga fakturor är inlästa än" in texts(opened())
    assert "Inga fakturor är inlästa än" in texts(opened(visa="Uppbokning"))
    assert "Ingen bokföring är inläst än" in texts(opened(visa="Avstämning"))
    ledger = "entry_id;month;unit;care_form;amount\nV1;2025-06-01;bou;hvb_privat;1000\n"
    loader({"ledger_entries.csv": ledger}, data_through=DAY)
    page = opened(visa="Avstämning", fran="juni 2025")
    shown = cards(page)
    assert (shown["Bokfört"], shown["Fel på fakturor"]) == ("1 000 kr", "okänt")
    assert "okänt" not in shown["Skillnad"]
    assert table(page, "Per månad")[1][2] == "okänt"
    assert "Inga fakturor är inlästa" in texts(page)


def test_a_board_without_days_of_signing_is_told_that_agreements_are_not_judged(loader: Loader) -> None:
    told = "Utan avtal bedöms inte: ingen placering"
    invoice_board.grant()
    placements = invoice_board.DELIVERY["placements.csv"]
    invoice_board.load(loader, placements=placements.replace("2025-01-01;;2025-01-01", "2025-01-01;;"))
    page = opened()
    assert told in texts(page)
    assert "Utan avtal" not in [row[0] for row in table(page, "Per avvikelse")]
    loader(invoice_board.DELIVERY, source="test", data_through=DAY, revision=2)
    assert told not in texts(opened())


def test_what_is_said_elsewhere_shows_at_once(board: Loader) -> None:
    """Also what another process of the app has written: the sums are not those kept from before."""
    invoice_board.grant()
    assert cards(opened(status="Granskad utan anmärkning"))["Rader med avvikelse"] == "0 rader"
    door.write("set_invoice_status", KIM, invoice_id="F1", line_no=1, status="granskad", note=None, seen=None)
    assert cards(opened(status="Granskad utan anmärkning"))["Rader med avvikelse"] == "1 rader"
