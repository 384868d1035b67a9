"""A controller's journey in Chromium: an assumption, a scenario saved, its address opened anew, its table and file."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from urllib.parse import unquote_plus

import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser import served
from tests.browser.test_page_addresses import listened
from tests.etl.loading import Loader, loader
from tests.pages import forecast_board

__all__ = ["loader"]

NAME = "Fler egna hem"
CHART = '[data-testid="stVegaLiteChart"] canvas, [data-testid="stVegaLiteChart"] svg'


@pytest.fixture
def board(loader: Loader) -> None:
    forecast_board.load(loader)
    forecast_board.grant(units=["Barn"])


def no_violations(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert not found, [(v["id"], [node["html"][:200] for node in v["nodes"]]) for v in found]


def test_the_journey(page: Page, board: None, store: psycopg.Connection, tmp_path: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    received = listened(page)
    with served.app() as base:
        served.open_page(page, f"{base}/prognos", "Prognos")
        page.locator(CHART).first.wait_for()
        expect(page.get_by_role("link", name="Prognos 2025")).to_be_visible()
        expect(page.get_by_role("link", name="Scenario 2025")).to_have_count(0)
        no_violations(page)

        inflow = page.get_by_role("spinbutton", name="Ändrat inflöde, %")
        inflow.fill("20")
        inflow.press("Enter")
        served.settle(page)
        expect(page.get_by_role("link", name="Scenario 2025")).to_be_visible()
        assert "inflode=20" in page.url
        name = page.get_by_role("textbox", name="Spara scenariot för nämnden som")
        name.fill(NAME)
        page.get_by_role("button", name="Spara scenariot").click()
        served.settle(page)
        expect(page.get_by_text("Scenariot är sparat.")).to_be_visible()
        assert f"scenario={NAME}" in unquote_plus(page.url)
        address = page.url
        value = page.locator(".ik-card", has_text="Scenario 2025").inner_text()

        served.open_page(page, address, "Prognos")
        assert page.locator(".ik-card", has_text="Scenario 2025").inner_text() == value
        expect(page.get_by_text("av local för hela nämnden")).to_be_visible()
        expect(page.get_by_role("row", name="Skillnad", exact=False)).to_be_visible()
        no_violations(page)
        with page.expect_download() as file:
            page.get_by_role("button", name="CSV: scenariot mot prognosen").click()
        file.value.save_as(tmp_path / "scenario.csv")

        page.get_by_text("Jämför tidigare prognoser").click()
        served.settle(page)
        expect(page.get_by_text("ingen tidigare månad att jämföra med")).to_be_visible()
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390

    rows = list(csv.reader(io.StringIO((tmp_path / "scenario.csv").read_text("utf-8-sig")), delimiter=";"))
    assert [row[0] for row in rows[1:4]] == ["Prognos", "Scenario", "Skillnad"]
    assert ["Antaganden", "Inflöde +20\u00a0%."] in rows
    names = store.execute("select placement_id, person_key from core.placements").fetchall()
    sent = b"".join(received)
    assert names and not any(str(part).encode() in sent for row in names for part in row)
    # another unit's form is nowhere
    assert "Stödboende".encode() not in sent
    outside = [
        url for url in asked if not url.startswith((base, base.replace("http", "ws"), "data:", "blob:"))
    ]
    assert not outside
