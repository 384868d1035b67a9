"""A manager's journey in Chromium: a combination, the purpose, its persons, the way to one, and the line in the log."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from urllib.parse import unquote_plus

import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser import served
from tests.browser.test_page_addresses import listened
from tests.etl.loading import Loader, loader
from tests.pages import parallel_board

__all__ = ["loader"]

COMBINATION = "Träningslägenhet + Boendestöd"
CHART = '[data-testid="stVegaLiteChart"] canvas, [data-testid="stVegaLiteChart"] svg'
PERSON = "Kvinna, 39\u00a0år"


@pytest.fixture
def board(loader: Loader) -> None:
    parallel_board.load(loader)
    parallel_board.grant()
    parallel_board.grant("ik_reviewer")


def test_the_journey(page: Page, board: None, store: psycopg.Connection, tmp_path: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    received = listened(page)
    with served.app() as base:
        served.open_page(page, f"{base}/parallella_insatser", "Parallella insatser")
        page.locator(CHART).first.wait_for()
        expect(page.get_by_role("link", name="Typisk längd")).to_be_visible()
        page.get_by_text("En kombination").click()
        served.settle(page)
        page.get_by_role("combobox", name="Kombination").click()
        page.get_by_role("option", name=COMBINATION).click()
        served.settle(page)
        assert f"kombination={COMBINATION}" in unquote_plus(page.url)
        found = Axe().run(page).response["violations"]
        assert not found, [(v["id"], [node["html"][:200] for node in v["nodes"]]) for v in found]
        assert PERSON.encode() not in b"".join(received)

        page.get_by_text("Uppföljning", exact=True).click()
        page.get_by_role("button", name="Öppna", exact=True).click()
        served.settle(page)
        link = page.get_by_role("link", name=PERSON)
        expect(link).to_have_count(1)
        assert re.fullmatch(r"individflode\?arende=[\w-]+", link.get_attribute("href") or "")
        assert not Axe().run(page).response["violations"]
        with page.expect_download() as file:
            page.get_by_role("button", name="CSV: personer").click()
        file.value.save_as(tmp_path / "personer.csv")
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.set_viewport_size({"width": 1440, "height": 1000})

        served.open_page(page, f"{base}/definitioner", "Definitioner")
        page.get_by_role("combobox", name="Din roll").click()
        page.get_by_role("option", name="Loggranskare").click()
        served.settle(page)
        page.get_by_role("link", name="Åtkomstlogg").click()
        page.get_by_role("heading", name="Åtkomstlogg").wait_for()
        served.settle(page)
        expect(page.get_by_role("cell", name="Parallella insatser", exact=True)).to_have_count(2)
        expect(page.get_by_role("cell", name=f"Personer med: {COMBINATION}", exact=False)).to_have_count(2)

    rows = list(csv.reader(io.StringIO((tmp_path / "personer.csv").read_text("utf-8-sig")), delimiter=";"))
    assert rows[1][0] == PERSON and len(rows[1][1]) == 8
    assert ["Personer med", COMBINATION] in rows
    keys = [key for (key,) in store.execute("select person_key from core.persons")]
    sent = b"".join(received)
    assert not any(key.encode() in sent or key in url for key in keys for url in asked)
    # the protected, and whoever is not in the combination, were never sent
    assert b"Flicka" not in sent
    outside = [
        url for url in asked if not url.startswith((base, base.replace("http", "ws"), "data:", "blob:"))
    ]
    assert not outside
