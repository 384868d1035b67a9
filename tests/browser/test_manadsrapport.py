"""The report in Chromium: drafted, published, read by a member on a phone."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from store.access import grant
from tests.browser import served
from tests.browser.test_page_addresses import listened
from tests.etl.loading import BOARD, Loader, loader
from tests.spec.test_board_report import deliver

__all__ = ["loader"]


@pytest.fixture
def board(loader: Loader, store: psycopg.Connection) -> None:
    deliver(loader, 3)
    for role in ("ik_board", "ik_publisher", "ik_manager"):
        grant(store, "local", role, BOARD)


def no_violations(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert not found, [(v["id"], [node["html"][:200] for node in v["nodes"]]) for v in found]


def test_from_draft_to_the_board(page: Page, board: None, tmp_path: Path) -> None:
    with served.app() as base:

        def at(name: str, role: str, heading: str, more: str = "") -> None:
            served.open_page(page, f"{base}/{name}?roll={role} (hela nämnden){more}", heading)

        at("manadsrapport", "IFO-chef", "Månadsrapport", "&visa=Utkast")
        expect(page.get_by_role("heading", name="Placerade den sista dagen")).to_be_visible()
        no_violations(page)
        page.get_by_role("textbox", name="Kommentar").fill("Inflödet till HVB ökar.")
        page.get_by_role("button", name="Spara texten").click()
        served.settle(page)
        expect(page.get_by_text("Inflödet till HVB ökar.").first).to_be_visible()

        at("manadsrapport", "Nämndsekreterare", "Månadsrapport", "&visa=Utkast")
        expect(page.get_by_text("Inflödet till HVB ökar.").first).to_be_visible()
        page.get_by_role("textbox", name="Diarienummer").fill("SN 2025/17")
        if page.get_by_text("Jag har läst varningarna").count():
            page.get_by_text("Jag har läst varningarna").click()
        page.get_by_role("button", name="Publicera mars 2025").click()
        served.settle(page)
        expect(page.get_by_text("version 1, är publicerad").first).to_be_visible()

        page.set_viewport_size({"width": 390, "height": 844})
        received = listened(page)
        at("manadsrapport", "Nämndledamot", "Månadsrapport")
        expect(page.get_by_text("Diarienummer SN 2025/17")).to_be_visible()
        expect(page.get_by_text("Inflödet till HVB ökar.")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        no_violations(page)
        # the one person in protected housing: the row is there and its number is not
        row = (
            page.get_by_role("table")
            .filter(has_text="Skyddat boende")
            .first.get_by_role("row", name="Skyddat boende")
        )
        expect(row).to_contain_text("dold")
        for kind in ("PDF", "XLSX"):
            with page.expect_download() as taken:
                page.get_by_role("button", name=kind, exact=True).click()
            assert taken.value.suggested_filename == f"manadsrapport-2025-03-v1.{kind.lower()}"
        assert b"Utkast" not in b"".join(received)
