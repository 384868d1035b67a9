"""A controller's journey in Chromium: what is found in invoices, why, a status, and the list to the provider."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser import served
from tests.browser.test_page_addresses import listened
from tests.etl.loading import Loader, loader
from tests.pages import invoice_board

__all__ = ["loader"]

CHART = '[data-testid="stVegaLiteChart"] canvas, [data-testid="stVegaLiteChart"] svg'


@pytest.fixture
def board(loader: Loader) -> None:
    invoice_board.load(loader)
    invoice_board.grant()


def no_violations(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert not found, [(v["id"], [node["html"][:200] for node in v["nodes"]]) for v in found]


def test_the_journey(page: Page, board: None, store: psycopg.Connection, tmp_path: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    received = listened(page)
    with served.app() as base:
        served.open_page(page, f"{base}/oversikt", "Översikt")
        item = page.locator("li.ik-item", has_text="fakturarader avviker")
        expect(item.locator("b")).to_have_text("4")
        item.get_by_role("link", name="fakturarader avviker").click()
        page.get_by_role("heading", name="Fakturakontroll").first.wait_for()
        page.locator(CHART).first.wait_for()
        served.settle(page)
        assert b"F1:1" not in b"".join(received)
        no_violations(page)

        page.get_by_test_id("stRadioGroup").get_by_text("Fakturakontroll", exact=True).click()
        page.get_by_role("button", name="Öppna", exact=True).click()
        served.settle(page)
        lines = page.get_by_role("region", name="Rader med avvikelse")
        expect(
            lines.get_by_role("cell", name="Raden har 32 dygn men 30 dygn räknas", exact=False)
        ).to_be_visible()
        no_violations(page)
        page.get_by_role("combobox", name="Faktura och rad").press("ArrowDown")
        page.get_by_role("option", name="F1:1").click()
        served.settle(page)
        page.get_by_test_id("stForm").get_by_role("combobox", name="Status").press("ArrowDown")
        page.get_by_role("option", name="Kreditering begärd").click()
        page.get_by_label("Anteckning").fill("ringde utföraren")
        page.get_by_role("button", name="Spara status").click()
        # the list is of those that nobody has looked at
        expect(lines.get_by_role("cell", name="F1:1")).to_have_count(0)
        expect(lines.get_by_role("cell", name="F4:1")).to_have_count(1)
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.set_viewport_size({"width": 1440, "height": 1000})
        with page.expect_download() as file:
            page.get_by_role("button", name="XLSX: rader med avvikelse").click()
        file.value.save_as(tmp_path / "rader.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "rader.xlsx")["Tabell"].iter_rows(values_only=True))
    assert any("F4:1" in row for row in rows) and not any("F1:1" in row for row in rows)

    sent = b"".join(received)
    for secret in (b"F2:1", b"F3:1", "Stöd AB".encode()):
        assert secret not in sent, secret
    assert all(url.startswith((base, "data:", "blob:")) for url in asked)
    store.commit()
    said = store.execute("select invoice_id, status, note, set_by from desk.invoice_status").fetchall()
    assert said == [("F1", "kreditering_begard", "ringde utföraren", "local")]
    kinds = [kind for (kind,) in store.execute("select kind from access.log order by log_id")]
    assert kinds == ["oppning", "export"]
