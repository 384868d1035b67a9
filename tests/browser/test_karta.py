"""Bought care on the map, in Chromium: its table and file, and that no secret place ever leaves the server."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from pathlib import Path

import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response, expect

from queries.scope import Role
from store.access import grant
from tests.browser import served
from tests.etl.loading import BOARD, Loader, loader
from tests.pages import secret_places
from ui.rooms import ROOMS

__all__ = ["loader"]

MAP = "/dygnskostnad?visa=Karta"
FILES = re.compile(r"^(CSV|XLSX|PDF): ")


class Received:
    """Everything that reaches a browser: frames, answers and files. The scripts of Streamlit itself are not ours."""

    def __init__(self, page: Page) -> None:
        self.parts: list[bytes] = []
        self.asked: list[str] = []
        self._answers: list[Response] = []
        page.on("websocket", lambda s: s.on("framereceived", self._frame))
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("response", lambda answer: self._answers.append(answer))

    def _frame(self, data: str | bytes) -> None:
        self.parts.append(data.encode() if isinstance(data, str) else data)

    def read(self) -> None:
        """Take in the answers since last: they are gone when the browser goes on."""
        for answer in self._answers:
            if "/static/" not in answer.url and "/media/" not in answer.url and answer.ok:
                self.parts.append(answer.body())
        self._answers.clear()

    def file(self, content: bytes) -> None:
        self.parts.append(content)
        if content[:2] == b"PK":
            book = zipfile.ZipFile(io.BytesIO(content))
            self.parts += [book.read(name) for name in book.namelist()]

    def holds(self, municipality: str, code: str, latitude: float, longitude: float) -> list[str]:
        """What of a place is among it: the name, the code, or a coordinate to two decimals or more."""
        everything = b"\n".join(self.parts)
        found = [municipality] if municipality.encode() in everything else []
        found += re.findall(rf"(?<![0-9A-Za-z]){code}(?![0-9A-Za-z])", everything.decode("latin-1"))
        for value in (latitude, longitude):
            whole = int(value)
            cents = {int(value * 100) % 100, round(value * 100) % 100}
            decimals = "|".join(f"{number:02}" for number in sorted(cents))
            found += re.findall(rf"(?<![0-9]){whole}[.,](?:{decimals})", everything.decode("latin-1"))
            for kept in (2, 3, 4):
                for form in ("<d", ">d", "<f", ">f"):
                    if struct.pack(form, round(value, kept)) in everything:
                        found.append(f"{value} i {form}")
        return found


@pytest.fixture
def board(loader: Loader) -> None:
    secret_places.load(loader)


def opened(page: Page, address: str, title: str) -> None:
    """Open a page and say a purpose wherever one is asked for."""
    served.open_page(page, address, title)
    while (button := page.get_by_role("button", name="Öppna", exact=True)).count():
        page.get_by_role("radiogroup", name="Ändamål").first.locator("label").first.click()
        button.first.click()
        served.settle(page)


def parts(page: Page) -> list[str]:
    """The names of a page's parts."""
    return [
        name
        for name in page.get_by_role("radiogroup", name="Visa").get_by_role("radio").all_inner_texts()
        if name
    ]


def exported(page: Page, received: Received, folder: Path) -> int:
    """Take every file that the page offers."""
    folded = page.locator('[data-testid="stMain"] details:not([open]) > summary')
    while folded.count():
        folded.first.click()
        served.settle(page)
    buttons = page.get_by_role("button", name=FILES)
    for number in range(buttons.count()):
        with page.expect_download() as file:
            buttons.nth(number).click()
        file.value.save_as(folder / "fil")
        received.file((folder / "fil").read_bytes())
    return buttons.count()


# The manager opens every page that a controller does; a controller is sent other columns of these.
ASKED_BY = {
    Role.MANAGER: None,
    Role.CONTROLLER: ("dygnskostnad", "placeringar", "fakturakontroll"),
}


@pytest.mark.parametrize("role", ASKED_BY)
def test_no_secret_place_reaches_the_browser(
    browser: Browser, board: None, store: psycopg.Connection, tmp_path: Path, role: Role
) -> None:
    grant(store, "local", role.value, BOARD, individuals=True, purpose="kontroll", entry=True)
    store.commit()
    page = browser.new_page(viewport={"width": 1440, "height": 1000}, locale="sv-SE")
    received = Received(page)
    taken = 0
    with served.app() as base:
        for room in ROOMS:
            if role not in room.roles or room.name not in (ASKED_BY[role] or (room.name,)):
                continue
            opened(page, f"{base}/{room.name}", room.title)
            received.read()
            for part in parts(page) or [""]:
                opened(page, f"{base}/{room.name}?visa={part}", room.title)
                received.read()
                if room.name in ("dygnskostnad", "placeringar"):
                    taken += exported(page, received, tmp_path)
        page.close()
    outside = [
        url
        for url in received.asked
        if not url.startswith((base, base.replace("http", "ws"), "data:", "blob:"))
    ]
    assert not outside
    # the search finds what is there: the open place's municipality, code of the provider, and point
    assert taken >= 10
    assert set(received.holds(*secret_places.OPEN)) >= {"Jönköping", "57.78", "14.15"}
    assert any(b"B101" in part for part in received.parts)
    for name, (code, latitude, longitude) in secret_places.SECRET.items():
        assert received.holds(name, code, latitude, longitude) == []


def test_the_map_its_table_and_its_colour(page: Page, board: None, store: psycopg.Connection) -> None:
    grant(store, "local", "ik_controller", BOARD)
    store.commit()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    with served.app() as base:
        served.open_page(page, base + MAP, "Dygnskostnad")
        page.locator('[data-testid="stDeckGlJsonChart"] canvas').first.wait_for()
        rows = page.get_by_role("region", name="Köpt vård per kommun").get_by_role("row")
        assert [row.split("\t")[:2] for row in rows.all_inner_texts()] == [
            ["Utförarens kommun", "Personer"],
            ["Jönköping", "4"],
            ["Övriga: skyddat, färre än tre personer eller okänd kommun", "8"],
            ["Totalt", "12"],
        ]
        page.get_by_role("radio", name="Kostnad", exact=True).click()
        served.settle(page)
        assert "farg=Kostnad" in page.url
        page.mouse.move(0, 0)
        served.settle(page)
        found = Axe().run(page).response["violations"]
        assert not found, [(v["id"], [node["html"][:160] for node in v["nodes"]]) for v in found]
        page.set_viewport_size({"width": 390, "height": 844})
        served.settle(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    # a request that the policy stops is no request, and is told of here alone
    assert not [text for text in said if "Content Security Policy" in text]


def test_without_webgl_the_table_stands_there(
    browser: Browser, board: None, store: psycopg.Connection
) -> None:
    grant(store, "local", "ik_controller", BOARD)
    store.commit()
    page = browser.new_page(locale="sv-SE")
    page.add_init_script(
        "const get = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...more) {"
        "  return kind.startsWith('webgl') ? null : get.call(this, kind, ...more); };"
    )
    with served.app() as base:
        served.open_page(page, base + MAP, "Dygnskostnad")
        expect(
            page.get_by_role("region", name="Köpt vård per kommun").get_by_text("Jönköping")
        ).to_be_visible()
        expect(page.get_by_text("kan webbläsaren inte rita kartor")).to_be_visible()
        page.close()
