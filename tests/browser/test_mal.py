"""Goals and needs in Chromium: a controller's figures with table and file, and a manager's list for a purpose."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser import served
from tests.browser.test_dygnskostnad import EXCUSED
from tests.browser.test_page_addresses import listened
from tests.etl.loading import DAY, Loader, loader
from tests.pages import goal_board, need_board

__all__ = ["loader"]

CHART = '[data-testid="stVegaLiteChart"] canvas, [data-testid="stVegaLiteChart"] svg'


@pytest.fixture
def board(loader: Loader) -> None:
    goal_board.load(loader)
    levels = {name: text for name, text in need_board.DELIVERY.items() if name != "persons.csv"}
    loader(levels, source="levels", data_through=DAY, confirm=True)


def settled(page: Page) -> None:
    page.locator(CHART).first.wait_for()
    found = [v["id"] for v in Axe().run(page).response["violations"] if v["id"] not in EXCUSED]
    assert not found
    page.set_viewport_size({"width": 390, "height": 844})
    served.settle(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 1440, "height": 1000})


def rows_of(page: Page, button: str, place: Path) -> list[list[str]]:
    with page.expect_download() as file:
        page.get_by_role("button", name=button).click()
    file.value.save_as(place)
    return list(csv.reader(io.StringIO(place.read_text("utf-8-sig")), delimiter=";"))


def test_a_controller_reads_goals_and_needs_and_takes_them_along(
    page: Page, board: None, store: psycopg.Connection, tmp_path: Path
) -> None:
    goal_board.grant("ik_controller", individuals=False)
    received = listened(page)
    with served.app() as base:
        served.open_page(page, f"{base}/mal?fran=juni+2024&till=juni+2025", "Mål")
        expect(page.get_by_role("link", name="Måluppfyllelse")).to_be_visible()
        settled(page)
        rows = rows_of(page, "CSV: måluppfyllelse per livsområde", tmp_path / "mal.csv")
        assert rows[1][:2] == ["Personlig vård", "0,5000"] and ["Instrument", "IBIC"] in rows
        served.open_page(page, f"{base}/mal?visa=F%C3%B6r%C3%A4ndring&livsomrade=Personlig+v%C3%A5rd", "Mål")
        expect(page.get_by_role("heading", name="Personlig vård: 3 bättre", exact=False)).to_be_visible()
        page.locator(CHART).first.wait_for()

        served.open_page(page, f"{base}/behov?visa=Annan+tariff&andring=10", "Behov och resurser")
        expect(page.get_by_role("link", name="Ersättning per månad")).to_be_visible()
        rows = rows_of(page, "CSV: behoven under en annan tariff", tmp_path / "behov.csv")
        assert rows[0][-1] == "Ersättning per månad, kr, skillnad" and rows[-1]
        served.open_page(page, f"{base}/behov", "Behov och resurser")
        settled(page)
    names = store.execute("select distinct person_key from core.goal").fetchall()
    sent = b"".join(received)
    assert len(names) == 9 and not any(key.encode() in sent for (key,) in names)
    # nor a private home
    assert b"F909" not in sent


def test_a_manager_opens_the_goals_that_nobody_has_followed_up(page: Page, board: None) -> None:
    goal_board.grant()
    with served.app() as base:
        served.open_page(page, f"{base}/mal?visa=Utan+uppf%C3%B6ljning", "Mål")
        expect(page.get_by_text("Varför behöver du dem?")).to_be_visible()
        page.get_by_text("Uppföljning", exact=True).click()
        page.get_by_role("button", name="Öppna", exact=True).click()
        served.settle(page)
        link = page.get_by_role("link", name="CF")
        expect(link).to_be_visible()
        # S is protected, and has been followed up besides
        expect(page.get_by_role("link", name="CS")).to_have_count(0)
        link.click()
        page.get_by_role("heading", name="Individflöde").first.wait_for()
        assert "arende=" in page.url and "=CF" not in page.url
