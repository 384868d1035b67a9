"""The manager's journey through Individflöde in Chromium: find, tell why, look, on a wide screen, a phone and paper.

What was typed stands in no address and no log, the reviewer sees the lines, and a controller gets nothing.
"""

from __future__ import annotations

import logging
from datetime import date

import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from store.access import grant
from tests.browser import provider, served
from tests.etl.loading import Loader
from tests.etl.loading import loader as loader
from tests.pages import individuals

MANAGER, REVIEWER, CONTROLLER = "eva@kommun.se", "rut@kommun.se", "kim@kommun.se"


@pytest.fixture
def town(loader: Loader, store: psycopg.Connection) -> psycopg.Connection:
    individuals.load(loader)
    individuals.grant(MANAGER, ["Barn"])
    grant(store, REVIEWER, "ik_reviewer")
    grant(store, CONTROLLER, "ik_controller", individuals=True, purpose="kontroll")
    store.commit()
    return store


def search(page: Page, by: str, text: str) -> None:
    """Fill the form in, tell the purpose and open."""
    page.get_by_text(by, exact=True).first.click()
    page.get_by_label("Ärendenummer, nyckel").fill(text)
    page.get_by_text("Utvärdering", exact=True).click()
    page.get_by_role("button", name="Sök och öppna").click()
    served.settle(page)


def test_the_journey(
    browser: Browser,
    town: psycopg.Connection,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    with provider.signed_in_app(monkeypatch) as base:
        context = browser.new_context(locale="sv-SE", viewport={"width": 1440, "height": 1000})
        page = context.new_page()
        addresses: list[str] = []
        page.on("request", lambda request: addresses.append(request.url))
        page.on("websocket", lambda socket: addresses.append(socket.url))
        page.on("framenavigated", lambda frame: addresses.append(frame.url))
        served.open_page(page, f"{base}/individflode", "Logga in i Insatskollen")
        provider.sign_in(page, MANAGER)
        served.open_page(page, f"{base}/individflode", "Individflöde")

        search(page, "Personnummer", individuals.CHILD)
        expect(page.get_by_text("Flicka, 13 år")).to_be_visible()
        expect(page.get_by_role("region", name="I tidsordning")).to_be_visible()
        page.locator(
            "[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg"
        ).first.wait_for()
        found = Axe().run(page).response["violations"]
        assert not found, [(v["id"], [node["html"][:200] for node in v["nodes"]]) for v in found]
        linked = page.url
        assert "?arende=" in linked and individuals.key_of("C1")[:8] not in linked

        page.set_viewport_size({"width": 390, "height": 844})
        page.wait_for_timeout(1000)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.set_viewport_size({"width": 1440, "height": 1000})

        for text in ("C2", "C3", "finns inte"):
            page.get_by_role("button", name="Sök en annan").or_(
                page.get_by_role("button", name="Sök igen")
            ).click()
            served.settle(page)
            search(page, "Ärendenummer", text)
            expect(page.get_by_text("Sökningen gav ingen träff.")).to_be_visible()
        assert page.url == f"{base}/individflode"

        # the link holds in the sign-in that it was shown in: another one is asked to search
        page.goto(linked)
        served.settle(page)
        expect(page.get_by_text("Varför behöver du dem?")).to_be_visible()
        context.close()
        context = browser.new_context(locale="sv-SE")
        other = context.new_page()
        served.open_page(other, f"{base}/individflode", "Logga in i Insatskollen")
        provider.sign_in(other, CONTROLLER)
        received: list[str | bytes] = []

        def note(data: str | bytes) -> None:
            received.append(data)

        other.on("websocket", lambda socket: socket.on("framereceived", note))
        served.open_page(other, linked, "Sidan hör inte till din roll")
        everything = b"".join(one.encode() if isinstance(one, str) else one for one in received)
        assert b"Kontaktperson" not in everything and "Sök på".encode() not in everything
        context.close()
        context = browser.new_context(locale="sv-SE", viewport={"width": 1440, "height": 1000})
        log = context.new_page()
        served.open_page(log, f"{base}/atkomstlogg", "Logga in i Insatskollen")
        provider.sign_in(log, REVIEWER)
        served.open_page(log, f"{base}/atkomstlogg", "Åtkomstlogg")
        expect(log.get_by_role("cell", name="Sökt på: Personnummer")).to_be_visible()
        expect(log.get_by_role("cell", name=individuals.key_of("C1")[:8])).to_be_visible()
        assert individuals.CHILD not in log.content()
        context.close()

    spelled = (individuals.CHILD, individuals.CHILD.replace("-", ""))
    for written in (*addresses, caplog.text):
        assert not any(one in written for one in spelled)
    town.commit()
    lines = town.execute(
        "select about, person_keys, case_id, log::text from access.log as log order by log_id"
    ).fetchall()
    assert [line[:3] for line in lines] == [
        ("Sökning", None, None),
        ("Individflöde", [individuals.key_of("C1")], None),
        *[("Sökning", None, None)] * 3,
    ]
    assert not any(one in line[3] for line in lines for one in (*spelled, "C2", "C3"))


def test_forty_interventions_over_eight_years_are_readable_on_screen_phone_and_paper(
    page: Page, loader: Loader
) -> None:
    loader(individuals.DELIVERY, source="test", data_through=date(2025, 6, 30), confirm=True)
    loader(individuals.long_life(), source="lang", data_through=date(2025, 6, 30), confirm=True)
    individuals.grant(units=["Barn"])
    with served.app() as base:
        served.open_page(page, f"{base}/individflode", "Individflöde")
        search(page, "Nyckel", individuals.key_of("LC")[:8])
        expect(page.get_by_role("heading", name="40 insatser sedan 2017")).to_be_visible()
        drawing = page.locator(
            "[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg"
        ).first
        drawing.wait_for()
        served.settle(page)
        wide = drawing.bounding_box()
        assert wide is not None and wide["height"] < 900 < wide["width"]
        # ten placements, thirty others, their clocks and spells: a page of paper holds more than the screen
        paper = page.pdf(format="A4", landscape=True)
        assert paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page ") >= 3
        page.set_viewport_size({"width": 390, "height": 844})
        page.wait_for_timeout(1500)
        narrow = drawing.bounding_box()
        assert (
            narrow is not None
            and narrow["width"] <= 390
            and page.evaluate("document.documentElement.scrollWidth") <= 390
        )
        page.get_by_text("Ett år", exact=True).click()
        served.settle(page)
        expect(page.get_by_role("region", name="I tidsordning")).to_be_visible()
