"""A controller's journey through Dygnskostnad in Chromium, against the app as it is served."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from urllib.parse import unquote_plus

import openpyxl
import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser import served
from tests.pages import town

# Streamlit's own elements, which no page of ours can change; nothing is excused yet.
EXCUSED: dict[str, str] = {}


@pytest.fixture
def address(store: psycopg.Connection) -> str:
    town.build(store)
    town.grant(store, "ik_controller")
    return "/dygnskostnad"


def test_the_journey(page: Page, address: str, tmp_path: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with served.app() as base:
        served.open_page(page, base + address, "Dygnskostnad")
        page.locator(
            '[data-testid="stVegaLiteChart"] canvas, [data-testid="stVegaLiteChart"] svg'
        ).first.wait_for()
        assert page.locator("html").get_attribute("lang") == "sv"
        assert "Uppgifter till och med 2025-06-30" in page.inner_text("body")

        # What is chosen goes to the address and is there after a reload.
        page.get_by_role("combobox", name="Vårdform").first.click()
        page.get_by_role("option", name="HVB, privat").click()
        page.keyboard.press("Escape")
        served.settle(page)
        assert "vardform=HVB, privat" in unquote_plus(page.url)
        page.reload()
        served.settle(page)
        page.get_by_text("Vårdform: HVB, privat").wait_for()
        days = int(re.sub(r"\D", "", page.locator(".ik-value").first.inner_text()))

        with page.expect_download() as csv_file:
            page.get_by_role("button", name="CSV: per vårdform").click()
        with page.expect_download() as xlsx_file:
            page.get_by_role("button", name="XLSX: per vårdform").click()
        csv_file.value.save_as(tmp_path / "tabell.csv")
        xlsx_file.value.save_as(tmp_path / "tabell.xlsx")

        found = [v for v in Axe().run(page).response["violations"] if v["id"] not in EXCUSED]
        assert not found, [(v["id"], [node["html"][:160] for node in v["nodes"]]) for v in found]

    rows = list(csv.reader(io.StringIO((tmp_path / "tabell.csv").read_text("utf-8-sig")), delimiter=";"))
    assert rows[1][0] == "HVB, privat"
    assert int(rows[1][1]) == int(rows[2][1]) == days
    assert ["Uppgifter till och med", "2025-06-30"] in rows
    book = openpyxl.load_workbook(tmp_path / "tabell.xlsx")
    assert book["Tabell"]["B2"].value == days
    about = {row[0].value: row[1].value for row in book["Om uppgifterna"].iter_rows()}
    assert about["Vårdform"] == "HVB, privat"
    assert about["Totalt: Vårddygn"] == days
    outside = [
        url for url in asked if not url.startswith((base, base.replace("http", "ws"), "data:", "blob:"))
    ]
    assert not outside


@pytest.mark.parametrize("first", ["/", "/dygnskostnad"])
def test_an_address_opened_first_without_any_grant_shows_nothing(
    page: Page, store: psycopg.Connection, first: str
) -> None:
    town.build(store)
    received: list[bytes] = []
    page.on(
        "websocket", lambda socket: socket.on("framereceived", lambda data: received.append(_bytes(data)))
    )
    with served.app() as base:
        served.open_page(page, base + first, "Du har ingen behörighet än")
    everything = b"".join(received)
    assert "behörighet".encode() in everything
    for secret in ("HVB", "Familjehem", "Barn och unga", "B101", "Anbudsområde 1", "2025-06"):
        assert secret.encode() not in everything


def test_on_a_phone_nothing_is_wider_than_the_screen(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    with served.app() as base:
        served.open_page(page, base + address, "Dygnskostnad")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_other_names_and_proxies_are_refused(page: Page, address: str) -> None:
    with served.app() as base:
        assert page.request.get(base, headers={"host": "insats.example"}).status == 403
        assert page.request.get(base, headers={"x-forwarded-for": "10.0.0.7"}).status == 403
        policy = page.request.get(base + address).headers["content-security-policy"]
        assert "default-src 'self'" in policy


def _bytes(data: str | bytes) -> bytes:
    return data.encode() if isinstance(data, str) else data
