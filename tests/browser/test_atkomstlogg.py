"""The reviewer's journey through Åtkomstlogg in Chromium: look, take out a file, sign, on a wide screen and a phone."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser import served
from tests.pages import town


@pytest.fixture
def log(store: psycopg.Connection) -> psycopg.Connection:
    town.build(store)
    town.grant(store, "ik_reviewer")
    store.execute(
        "insert into access.log (board_id, who, role, page, purpose, kind, about, filter, individuals) "
        "select 1, 'eva@kommun.se', 'ik_manager', 'datakvalitet', 'uppfoljning', 'oppning', '=1+1', '{}', n "
        "from generate_series(1, 240) as n"
    )
    store.commit()
    return store


def test_the_journey(page: Page, log: psycopg.Connection, tmp_path: Path) -> None:
    with served.app() as base:
        served.open_page(page, f"{base}/", "Åtkomstlogg")
        expect(page.get_by_text("Här visas de första 200 raderna. Filerna har alla.")).to_be_visible()
        expect(page.get_by_role("cell", name="Många öppningar", exact=False)).to_be_visible()
        found = Axe().run(page).response["violations"]
        assert not found, [(v["id"], [node["html"][:200] for node in v["nodes"]]) for v in found]

        for name in ("csv", "xlsx"):
            with page.expect_download() as file:
                page.get_by_role("button", name=f"{name.upper()}: vem öppnade vad").click()
            file.value.save_as(tmp_path / f"logg.{name}")
        page.get_by_label("Anteckning").fill("Allt genomgånget.")
        page.get_by_role("button", name="Signera granskningen").click()
        expect(page.get_by_text("Granskningen är signerad.")).to_be_visible()
        expect(page.get_by_role("cell", name="Allt genomgånget.")).to_be_visible()

        page.set_viewport_size({"width": 390, "height": 844})
        served.open_page(page, f"{base}/atkomstlogg", "Åtkomstlogg")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390

    rows = list(csv.reader(io.StringIO((tmp_path / "logg.csv").read_text("utf-8-sig")), delimiter=";"))
    assert rows[0][:3] == ["Tid", "Vem", "Ändamål"]
    assert rows[241][:2] == ["Antal rader", "240"]
    assert ["Nämnd", "Socialnämnden"] in rows
    assert openpyxl.load_workbook(tmp_path / "logg.xlsx")["Tabell"]["B2"].value == "eva@kommun.se"
    exported = log.execute(
        "select who, role, purpose, row_count from access.log where page = 'atkomstlogg' order by log_id"
    ).fetchall()
    # the second file holds the line about the first only if the page was drawn in between
    assert [line[:3] for line in exported] == [("local", "ik_reviewer", "loggranskning")] * 2
    assert exported[0][3] == 240
    review = log.execute("select who, note from access.review").fetchall()
    assert review == [("local", "Allt genomgånget.")]
