"""The pages in Chromium: what a manager follows from figure to list to definition, without violations of WCAG."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import openpyxl
import psycopg
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from psycopg import sql

from queries.scope import Role
from tests.browser import served
from tests.browser.test_dygnskostnad import EXCUSED
from tests.conftest import Cluster
from tests.etl.loading import Loader, loader
from tests.pages import small_board, town
from ui.rooms import ROOMS

__all__ = ["loader"]

ADDRESSES = (
    *((f"/{room.name}", room.title) for room in ROOMS if Role.MANAGER in room.roles),
    *(
        (f"/datakvalitet?visa={part}", "Datakvalitet")
        for part in ("Inläsningar", "Avvisade+rader", "Iakttagelser", "Fullständighet")
    ),
    ("/dygnskostnad?fran=juni+2025&till=juni+2025", "Dygnskostnad"),
    ("/dygnskostnad?vardform=Hittepå&per=Månad", "Dygnskostnad"),
)


def violations(page: Page) -> list[tuple[str, list[str]]]:
    found = [v for v in Axe().run(page).response["violations"] if v["id"] not in EXCUSED]
    return [(v["id"], [node["html"][:160] for node in v["nodes"]]) for v in found]


def test_no_page_has_violations_and_none_is_wider_than_a_phone(page: Page, store: psycopg.Connection) -> None:
    town.build(store)
    town.grant(store, "ik_manager")
    with served.app() as base:
        for address, heading in ADDRESSES:
            page.set_viewport_size({"width": 1440, "height": 1000})
            served.open_page(page, base + address, heading)
            assert violations(page) == [], address
            assert page.title() == f"{heading} – Insatskollen"
            page.set_viewport_size({"width": 390, "height": 844})
            served.settle(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, address


def test_from_a_figure_to_its_list_and_its_definition(page: Page, loader: Loader, tmp_path: Path) -> None:
    small_board.load(loader, is_demo=True)
    small_board.grant("ik_manager")
    with served.app() as base:
        served.open_page(page, base, "Översikt")
        page.get_by_text("Demokommun – påhittade uppgifter").wait_for()

        # the months behind the figures as a file that adds up to what is shown
        page.get_by_text("Tabell: per månad, heldygnsvård").click()
        with page.expect_download() as file:
            page.get_by_role("button", name="XLSX: per månad, heldygnsvård").click()
        file.value.save_as(tmp_path / "oversikt.xlsx")
        book = openpyxl.load_workbook(tmp_path / "oversikt.xlsx")
        headings = [cell.value for cell in book["Tabell"][1]]
        june = dict(zip(headings, [c.value for c in book["Tabell"][book["Tabell"].max_row]], strict=True))
        shown = page.locator(".ik-card", has_text="Vårddygn").locator(".ik-value").first.inner_text()
        assert june["Vårddygn"] == int(re.sub(r"\D", "", shown)) == 80
        assert june["Kostnad med tillägg, kr"] == 65_000
        about = {row[0].value: row[1].value for row in book["Om uppgifterna"].iter_rows()}
        assert about["Obs"] == "Demokommun – påhittade uppgifter"
        assert about["Uppgifter till och med"] == "2025-06-30"
        assert about["Definition: Vårddygn"].startswith("Dygn i heldygnsvård")

        # what needs a decision is as it is today, whichever month is shown above
        page.get_by_text("Tabell: kräver beslut").click()
        with page.expect_download() as file:
            page.get_by_role("button", name="XLSX: kräver beslut").click()
        file.value.save_as(tmp_path / "beslut.xlsx")
        sheet = openpyxl.load_workbook(tmp_path / "beslut.xlsx")["Om uppgifterna"]
        about = {row[0].value: row[1].value for row in sheet.iter_rows()}
        assert about["Så som det är"] == "2025-06-30"
        assert "Månad" not in about

        # to the list, which holds as many rows as were counted
        page.get_by_role("link", name="rader är avvisade").click()
        served.settle(page)
        page.get_by_role("heading", name="Datakvalitet").wait_for()
        page.get_by_text("menades hvb_privat?").wait_for()
        assert "hvb_pivat" not in page.inner_text("body")

        # and from a figure to its definition with the store's SQL
        page.go_back()
        served.settle(page)
        page.get_by_role("link", name="Placerade personer", exact=True).first.click()
        served.settle(page)
        page.get_by_role("heading", name="Placerade personer").wait_for()
        assert page.get_by_role("heading", name="Vårddygn").count() == 0
        page.get_by_text("SQL: Placerade personer").click()
        served.settle(page)
        page.get_by_text("report.persons_on_days").first.wait_for()


def test_filters_stay_from_page_to_page(page: Page, store: psycopg.Connection) -> None:
    town.build(store)
    town.grant(store, "ik_manager")
    with served.app() as base:
        address = f"{base}/dygnskostnad?fran=mars+2025&till=maj+2025&enhet=Vuxen&vardform=Stödboende"
        served.open_page(page, address, "Dygnskostnad")
        page.get_by_text("Period: mars 2025–maj 2025").wait_for()
        for title in ("Översikt", "Datakvalitet", "Definitioner", "Dygnskostnad"):
            page.locator('[data-testid="stSidebarNavLink"]', has_text=title).click()
            served.settle(page)
            page.get_by_role("heading", name=title, exact=True).first.wait_for()
            if title == "Översikt":
                page.get_by_text("Enhet: Vuxen").wait_for()
        page.get_by_text("Period: mars 2025–maj 2025 · Vårdform: Stödboende · Enhet: Vuxen").wait_for()


def test_what_looks_like_an_address_never_becomes_a_link(page: Page, store: psycopg.Connection) -> None:
    town.build(store)
    store.execute("update core.units set name = 'www.evil.se/login' where unit = 'vux'")
    store.commit()
    town.grant(store, "ik_manager")
    typed = ("www.evil.se/login", "https://evil.se/a", "a@evil.se")
    asked = "&".join(
        f"{key}={quote(word)}" for key, word in zip(("vardform", "kon", "alder"), typed, strict=True)
    )
    with served.app() as base:
        served.open_page(
            page, f"{base}/dygnskostnad?{asked}&enhet={quote(typed[0], safe='')}", "Dygnskostnad"
        )
        said = page.locator(".ik-heed").inner_text()
        assert all(word in said for word in typed)
        page.get_by_text("Enhet: www.evil.se/login").wait_for()
        assert page.locator('a[href*="evil.se"]').count() == 0
        for address in ("datakvalitet?visa=", "definitioner?figur="):
            for word in typed:
                served.open_page(page, f"{base}/{address}{quote(word, safe='')}", "D")
                assert word in page.locator(".ik-heed").first.inner_text()
                assert page.locator('a[href*="evil.se"]').count() == 0


def test_a_board_member_is_sent_the_report_and_definitions_and_nothing_else(
    page: Page, store: psycopg.Connection
) -> None:
    town.build(store)
    town.grant(store, "ik_board")
    received: list[bytes] = []
    page.on(
        "websocket",
        lambda socket: socket.on(
            "framereceived", lambda data: received.append(data.encode() if isinstance(data, str) else data)
        ),
    )
    with served.app() as base:
        served.open_page(page, base, "Månadsrapport")
        assert violations(page) == []
        served.open_page(page, f"{base}/definitioner", "Definitioner")
        assert violations(page) == []
        for room in ("oversikt", "dygnskostnad", "datakvalitet"):
            page.goto(f"{base}/{room}")
            served.settle(page)
            page.get_by_role("heading", name="Sidan hör inte till din roll").wait_for()
    everything = b"".join(received)
    assert b"Definitioner" in everything
    for secret in ("HVB, privat", "B101", "Barn och unga", "Anbudsområde 1", "placeringar.csv"):
        assert secret.encode() not in everything, secret


def test_a_database_restarted_under_an_open_page_answers_again(
    page: Page, store: psycopg.Connection, cluster: Cluster
) -> None:
    town.build(store)
    town.grant(store, "ik_manager")
    with served.app() as base:
        served.open_page(page, f"{base}/oversikt", "Översikt")
        # every connection of the app is cut, as by a restart
        cluster.execute(
            sql.SQL("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'ik_app'")
        )
        page.locator('[data-testid="stSidebarNavLink"]', has_text="Dygnskostnad").click()
        served.settle(page)
        page.get_by_role("heading", name="Dygnskostnad", exact=True).first.wait_for()
        page.locator(".ik-value").first.wait_for()
        assert page.get_by_text("Databasen svarar inte").count() == 0
