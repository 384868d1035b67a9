"""A controller's journey in Chromium: Översikt, the list, one placement, its invoices, the file, and two links."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser import provider, served
from tests.browser.test_page_addresses import listened
from tests.etl.loading import DAY, Loader, loader
from tests.pages import placement_board

__all__ = ["loader"]

CONTROLLER, COLLEAGUE = "kim@kommun.se", "lo@kommun.se"
ENDING = "Avtal går ut inom 30 dagar"


@pytest.fixture
def board(loader: Loader) -> None:
    placement_board.load(loader)
    for who in (CONTROLLER, COLLEAGUE):
        placement_board.grant(who=who)


def told(page: Page, purpose: str) -> None:
    """Say why, and wait for what it opens."""
    page.get_by_test_id("stRadioGroup").get_by_text(purpose, exact=True).click()
    page.get_by_role("button", name="Öppna", exact=True).click()
    served.settle(page)


def no_violations(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert not found, [(v["id"], [node["html"][:200] for node in v["nodes"]]) for v in found]


def test_the_journey(
    browser: Browser,
    board: None,
    store: psycopg.Connection,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    with provider.signed_in_app(monkeypatch) as base:
        context = browser.new_context(locale="sv-SE", viewport={"width": 1440, "height": 1000})
        page = context.new_page()
        received, asked = listened(page), []
        page.on("request", lambda request: asked.append(request.url))
        served.open_page(page, f"{base}/oversikt", "Logga in i Insatskollen")
        provider.sign_in(page, CONTROLLER)
        served.open_page(page, f"{base}/oversikt", "Översikt")
        item = page.locator("li.ik-item", has_text="avtal går ut inom 30 dagar")
        expect(item.locator("b")).to_have_text("2")
        item.get_by_role("link", name="avtal går ut inom 30 dagar").click()
        page.get_by_role("heading", name="Placeringar").first.wait_for()
        served.settle(page)
        assert b"Flicka" not in b"".join(received)
        no_violations(page)

        told(page, "Fakturakontroll")
        table = page.get_by_role("region", name=ENDING)
        expect(table.get_by_role("link")).to_have_text(["C1"])
        expect(page.get_by_text("av personer med skyddade personuppgifter")).to_be_visible()
        no_violations(page)
        list_address = page.url
        with page.expect_download() as file:
            page.get_by_role("button", name="XLSX: avtal går ut inom 30 dagar").click()
        file.value.save_as(tmp_path / "avtal.xlsx")
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.set_viewport_size({"width": 1440, "height": 1000})

        table.get_by_role("link", name="C1").click()
        page.get_by_text("En placering").wait_for()
        served.settle(page)
        told(page, "Fakturakontroll")
        # invoiced, expected, and the total
        expect(
            page.get_by_role("region", name="Fakturor").get_by_role("cell", name="34\u00a0100")
        ).to_have_count(3)
        no_violations(page)
        one_address = page.url
        assert "placering=" in one_address and "C1" not in one_address
        page.get_by_role("button", name="Till listan").click()
        served.settle(page)
        assert page.url == list_address
        context.close()

        # the same list for a colleague in the same role, after a purpose; the one placement is not to be had
        context = browser.new_context(locale="sv-SE", viewport={"width": 1440, "height": 1000})
        other = context.new_page()
        theirs = listened(other)
        served.open_page(other, list_address, "Logga in i Insatskollen")
        provider.sign_in(other, COLLEAGUE)
        served.open_page(other, list_address, "Placeringar")
        expect(other.get_by_text(f"Lista: {ENDING}")).to_be_visible()
        told(other, "Uppföljning")
        expect(other.get_by_role("region", name=ENDING).get_by_role("link")).to_have_text(["C1"])
        theirs.clear()
        served.open_page(other, one_address, "Placeringar")
        expect(other.get_by_text("Länken till placeringen gäller inte längre")).to_be_visible()
        assert b"FA1" not in b"".join(theirs) and "Lönnen AB".encode() not in b"".join(theirs)
        context.close()

    book = openpyxl.load_workbook(tmp_path / "avtal.xlsx")
    rows = list(book["Tabell"].iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["Ärende", "C1", "Alla rader"]
    said = {row[0]: row[1] for row in book["Om uppgifterna"].iter_rows(min_row=3, values_only=True) if row[0]}
    assert (said["Lista"], said["Uppgifter till och med"]) == (ENDING, str(DAY))
    assert "in-dagen räknas" in said["Räkneregel"] and said["Totalt: Dygn"] == 181
    assert rows[1][rows[0].index("In-dag")] == dt.datetime(2025, 1, 1)

    sent = b"".join(received) + b"".join(theirs)
    for secret in (*placement_board.SECRET_NAMES, "B102"):
        assert secret.encode() not in sent, secret
    keys = [key for (key,) in store.execute("select person_key from core.persons")]
    assert not any(key.encode() in sent or key in url for key in keys for url in asked)
    store.commit()
    lines = store.execute("select who, kind, about, case_id from access.log order by log_id").fetchall()
    assert lines == [
        (CONTROLLER, "oppning", "Listan över placeringar", None),
        (CONTROLLER, "export", "Listan över placeringar", None),
        (CONTROLLER, "oppning", "En placering", "C1"),
        *[(who, "oppning", "Listan över placeringar", None) for who in (COLLEAGUE,)],
    ]
