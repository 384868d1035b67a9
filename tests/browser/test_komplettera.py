"""A controller's journey in Chromium: placements taken out as a workbook, filled in, handed in, told, and undone."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser import served
from tests.etl.loading import Loader, asking, loader
from tests.etl.test_entry import DAY
from tests.pages.test_komplettera import DELIVERY, grant

__all__ = ["loader"]

OF_STREAMLIT = {"empty-table-header", "presentation-role-conflict"}
"""What is found in the grid's own elements, which a page cannot change."""


@pytest.fixture
def board(loader: Loader) -> None:
    loader(DELIVERY, source="a", data_through=DAY)
    grant()


def signed() -> list[tuple[str, str | None]]:
    with asking() as connection:
        return connection.execute(
            "select case_id, agreement_signed_on::text from report.placement order by case_id"
        ).fetchall()


def test_the_journey(page: Page, board: None, tmp_path: Path) -> None:
    place = tmp_path / "komplettera.xlsx"
    with served.app() as base:
        served.open_page(page, f"{base}/komplettera", "Komplettera")
        page.get_by_text("Kvalitetssäkring", exact=True).click()
        page.get_by_role("button", name="Öppna", exact=True).click()
        page.get_by_test_id("stDataFrame").wait_for()
        served.settle(page)
        found = Axe().run(page).response["violations"]
        assert {violation["id"] for violation in found} <= OF_STREAMLIT, found
        with page.expect_download() as file:
            page.get_by_role("button", name="Hämta som arbetsbok").click()
        file.value.save_as(place)

        book = openpyxl.load_workbook(place)
        sheet = book["Komplettera"]
        headings = [cell.value for cell in sheet[1]]
        line = {str(row[0].value): row[0].row for row in sheet.iter_rows(min_row=2)}["P1"]
        sheet.cell(line, headings.index("Avtal undertecknat") + 1).value = "2025-06-03"
        sheet.cell(line, headings.index("Upphandling") + 1).value = "hemmagjort"
        book.save(place)
        page.set_input_files("input[type=file]", place)
        page.get_by_text("2 uppgifter").wait_for()
        page.get_by_role("button", name="Spara det som arbetsboken säger").click()
        page.get_by_text("togs inte in").wait_for()
        served.settle(page)
        # one column cannot be read: the row is rejected whole, and says why
        expect(page.get_by_role("cell", name="okänd kod", exact=False)).to_have_count(2)
        assert signed() == [("C1", None), ("C2", "2025-05-30"), ("C3", None)]

        sheet.cell(line, headings.index("Upphandling") + 1).value = "Direktupphandling"
        book.save(place)
        page.set_input_files("input[type=file]", place)
        page.get_by_text("2 uppgifter").wait_for()
        page.get_by_role("button", name="Spara det som arbetsboken säger").click()
        page.get_by_text("2 uppgifter är inmatade").wait_for()
        served.settle(page)
        assert signed() == [("C1", "2025-06-03"), ("C2", "2025-05-30"), ("C3", None)]

        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        # what is open closes while the page takes its new width
        page.set_viewport_size({"width": 1440, "height": 1000})
        page.wait_for_timeout(1000)
        page.get_by_role("combobox", name="Ångra inmatning").click()
        page.get_by_role("option", name="2", exact=True).click()
        page.get_by_role("button", name="Ångra", exact=True).click()
        page.get_by_role("cell", name="Ångrad av local").wait_for()
        served.settle(page)
        assert signed() == [("C1", None), ("C2", "2025-05-30"), ("C3", None)]
