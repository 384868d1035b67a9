"""Scores entered in Chromium place the project in the matrix at once, for another user too; the history shows both."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from store.access import grant
from tests.browser import provider, served
from tests.browser.test_dygnskostnad import EXCUSED
from tests.browser.test_mal import CHART
from tests.etl.loading import BOARD, Loader, loader
from tests.pages import technology_board

__all__ = ["loader"]

PLAN, SCORING = "valfardsteknik?visa=Planerat", "valfardsteknik?visa=Bed%C3%B6m&satsning=Portal"


def looked_at(page: Page) -> None:
    """No violations of ours, and nothing wider than a phone."""
    page.locator(CHART).first.wait_for()
    assert not [v["id"] for v in Axe().run(page).response["violations"] if v["id"] not in EXCUSED]
    page.set_viewport_size({"width": 390, "height": 844})
    served.settle(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 1440, "height": 1000})


def judge(page: Page, level: int) -> None:
    """Every factor on one level, and save."""
    for factor in page.locator('[data-testid="stRadio"]').all():
        factor.get_by_text(f"{level} – ").click()
    page.get_by_role("button", name="Spara bedömningen").click()
    expect(page.get_by_text("Bedömningen är sparad.")).to_be_visible()
    served.settle(page)


def test_two_users_score_one_project(
    browser: Browser,
    loader: Loader,
    store: psycopg.Connection,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    technology_board.load(loader)
    grant(store, "eva@kommun.se", "ik_manager", BOARD)
    grant(store, "kim@kommun.se", "ik_controller", BOARD)
    with provider.signed_in_app(monkeypatch) as base:
        pages = []
        for who in ("eva@kommun.se", "kim@kommun.se"):
            page = browser.new_context(locale="sv-SE", accept_downloads=True).new_page()
            served.open_page(page, f"{base}/{PLAN}", "Logga in i Insatskollen")
            provider.sign_in(page, who)
            pages.append(page)
        eva, kim = pages
        served.open_page(kim, f"{base}/{PLAN}", "Välfärdsteknik")
        expect(kim.get_by_role("rowheader", name="1. Videobesök")).to_be_visible()
        expect(kim.get_by_text("inte i matrisen (3)")).to_be_visible()

        served.open_page(eva, f"{base}/{SCORING}", "Välfärdsteknik")
        expect(eva.get_by_text("Satsningen är inte bedömd.")).to_be_visible()
        judge(eva, 1)
        expect(eva.get_by_text("Värde 1,00: genomförbarhet 1,00, nytta 1,00.", exact=False)).to_be_visible()
        served.open_page(eva, f"{base}/{PLAN}", "Välfärdsteknik")
        expect(eva.get_by_role("rowheader", name="1. Portal")).to_be_visible()
        looked_at(eva)
        # the other one, who has just looked, sees it too
        served.open_page(kim, f"{base}/{PLAN}", "Välfärdsteknik")
        expect(kim.get_by_role("rowheader", name="1. Portal")).to_be_visible()
        expect(kim.get_by_text("inte i matrisen (2)")).to_be_visible()
        with kim.expect_download() as file:
            kim.get_by_role("button", name="CSV: ordning att göra").click()
        file.value.save_as(tmp_path / "ordning.csv")

        served.open_page(kim, f"{base}/{SCORING}", "Välfärdsteknik")
        judge(kim, 2)
        history = kim.get_by_role("region", name="Bedömningar av Portal").locator("tbody tr")
        expect(history).to_have_count(2)
        expect(history.first).to_contain_text("kim@kommun.se")
        expect(history.last).to_contain_text("eva@kommun.se")
        expect(history.last).to_contain_text("Ersatt")
        served.open_page(kim, f"{base}/valfardsteknik", "Välfärdsteknik")
        looked_at(kim)
        served.open_page(kim, f"{base}/valfardsteknik?visa=Hemtaget", "Välfärdsteknik")
        looked_at(kim)
        for page in pages:
            page.context.close()
    rows = list(csv.reader(io.StringIO((tmp_path / "ordning.csv").read_text("utf-8-sig")), delimiter=";"))
    assert rows[1][:2] == ["1. Portal", "1,00"]
    assert any(row[:1] == ["Definition: Bedömning av satsning"] for row in rows)
