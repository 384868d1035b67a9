"""The manager's journey through Flöden in Chromium: map, curve, a list after its purpose, the report to IVO."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser import served
from tests.etl.loading import Loader, loader
from tests.pages import case_board

__all__ = ["loader"]


@pytest.fixture
def board(loader: Loader) -> None:
    case_board.load(loader)
    case_board.grant()


def violations(page: Page) -> list[tuple[str, list[str]]]:
    found = Axe().run(page).response["violations"]
    return [(v["id"], [node["html"][:200] for node in v["nodes"]]) for v in found]


def test_the_journey(page: Page, board: None, store: psycopg.Connection, tmp_path: Path) -> None:
    asked_outside: list[str] = []
    page.on(
        "request",
        lambda r: None if "localhost" in r.url or "127.0.0.1" in r.url else asked_outside.append(r.url),
    )
    with served.app() as base:
        served.open_page(page, f"{base}/floden", "Flöden")
        expect(page.get_by_role("heading", name="Så långt har 5 ärenden kommit")).to_be_visible()
        # the map is drawn by the browser itself
        expect(page.locator('[data-testid="stGraphVizChart"] svg .node').first).to_be_visible(timeout=30_000)
        assert not violations(page)

        page.get_by_role("radio", name="Pågår nu").or_(
            page.get_by_role("button", name="Pågår nu")
        ).first.click()
        expect(page.get_by_text("Gäller den sista dag uppgifterna täcker")).to_be_visible()
        page.goto(f"{base}/floden?visa=P%C3%A5g%C3%A5r+nu&steg=F%C3%B6rhandsbed%C3%B6mning")
        expect(page.get_by_text("är uppgifter om enskilda. Varför behöver du dem?")).to_be_visible()
        assert "C.4" not in page.content()
        page.locator("label", has_text="Uppföljning").click()
        page.get_by_role("button", name="Öppna", exact=True).click()
        link = page.get_by_role("link", name="C.4")
        expect(link).to_be_visible()
        address = link.get_attribute("href") or ""
        assert address.startswith("individflode?arende=") and "C.4" not in address
        assert "C.5" not in page.content()
        with page.expect_download() as file:
            page.get_by_role("button", name="CSV: över tiden: förhandsbedömning").click()
        file.value.save_as(tmp_path / "lista.csv")
        assert not violations(page)

        served.open_page(page, f"{base}/floden?visa=Ej+verkst%C3%A4llda+beslut", "Flöden")
        expect(page.get_by_role("heading", name="Rapport till IVO")).to_be_visible()
        page.set_viewport_size({"width": 390, "height": 844})
        for part in ("Fl%C3%B6det", "Ledtider", "Inom+tiden", "%C3%85terkomst"):
            served.open_page(page, f"{base}/floden?visa={part}", "Flöden")
            assert page.evaluate("document.documentElement.scrollWidth") <= 390
    rows = list(csv.reader(io.StringIO((tmp_path / "lista.csv").read_text("utf-8-sig")), delimiter=";"))
    assert rows[0][0] == "Ärende" and rows[1][0] == "C.4"
    assert not any("individflode" in cell for row in rows for cell in row)
    lines = store.execute("select page, purpose, kind, row_count from access.log order by log_id").fetchall()
    assert lines == [("floden", "uppfoljning", "oppning", None), ("floden", "uppfoljning", "export", 1)]
    assert not asked_outside


def test_inflode_on_a_wide_screen_and_a_phone(page: Page, board: None) -> None:
    with served.app() as base:
        served.open_page(page, f"{base}/inflode", "Inflöde")
        expect(page.get_by_role("heading", name="Aktualiseringar per vecka")).to_be_visible()
        assert not violations(page)
        # the period follows to the next page
        served.open_page(page, f"{base}/inflode?fran=maj+2025&till=juni+2025", "Inflöde")
        page.get_by_role("link", name="Flöden").click()
        expect(page.get_by_text("maj 2025–juni 2025").first).to_be_visible()
        page.set_viewport_size({"width": 390, "height": 844})
        served.open_page(page, f"{base}/inflode", "Inflöde")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
