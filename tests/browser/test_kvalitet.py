"""Journeys in Chromium as manager and as controller: the scatter, a provider's page, what is withheld, a file."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Page, expect

from tests.browser import served
from tests.browser.test_page_addresses import listened
from tests.browser.test_prognos import CHART, no_violations
from tests.etl.loading import Loader, loader
from tests.pages import quality_board

__all__ = ["loader"]
TITLE = "Kvalitet i förhållande till kostnad"


@pytest.mark.parametrize("role", ["ik_manager", "ik_controller"])
def test_the_journey(
    page: Page, loader: Loader, store: psycopg.Connection, tmp_path: Path, role: str
) -> None:
    quality_board.load(loader)
    quality_board.grant(role)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    received = listened(page)
    with served.app() as base:
        served.open_page(page, f"{base}/kvalitet", TITLE)
        page.locator(CHART).first.wait_for()
        expect(page.get_by_role("cell", name="Färre uppföljningar än 5")).to_be_visible()
        with page.expect_download() as file:
            page.get_by_role("button", name="CSV: kvalitet i förhållande till kostnad 2025").click()
        file.value.save_as(tmp_path / "kvalitet.csv")
        no_violations(page)

        page.get_by_role("link", name="Lönnen AB (B101)").first.click()
        served.settle(page)
        expect(page.get_by_role("heading", name="Att ta upp med utföraren")).to_be_visible()
        page.locator(CHART).first.wait_for()
        expect(page.get_by_text("Utförare: Lönnen AB (B101)")).to_be_visible()
        page.get_by_text("Skriv utförarens kommentar och åtgärd").click()
        page.get_by_role("textbox", name="Överenskommen åtgärd").fill("Möte i augusti")
        page.get_by_role("button", name="Spara", exact=True).click()
        served.settle(page)
        expect(page.get_by_role("cell", name="Möte i augusti").first).to_be_visible()
        no_violations(page)

        page.get_by_role("radio", name="Uppföljningar", exact=True).click()
        served.settle(page)
        expect(page.get_by_role("link", name="Sena uppföljningar")).to_be_visible()
        # what the pointer rests on is Streamlit's own, in a paler colour
        page.mouse.move(0, 0)
        page.wait_for_timeout(300)
        no_violations(page)
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390

    rows = list(csv.reader(io.StringIO((tmp_path / "kvalitet.csv").read_text("utf-8-sig")), delimiter=";"))
    assert [row[0] for row in rows[1:3]] == ["Lönnen AB (B101)", "Björken AB (B102)"]
    assert any(row[:1] == ["Definition: Utförarens kvalitet"] for row in rows)
    names = store.execute("select placement_id, person_key from core.placements").fetchall()
    sent = b"".join(received)
    secret = ("B105", "F001", *quality_board.NAMES[2:])
    assert names and not any(str(row[1]).encode() in sent for row in names)
    assert not any(word.encode() in sent for word in secret)
    outside = [
        url for url in asked if not url.startswith((base, base.replace("http", "ws"), "data:", "blob:"))
    ]
    assert not outside
