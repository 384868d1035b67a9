"""Every page's address opened first on a fresh server, for each role and for nobody: what the server sends.

Not what is drawn: the frames of the websocket and the files are searched, since a browser may be sent more
than it shows.
"""

from __future__ import annotations

import psycopg
import pytest
from playwright.sync_api import Browser, Page

from queries.scope import Role
from store.access import grant
from tests.browser import provider, served
from tests.pages import town
from ui.rooms import ROOMS

OPEN_TO = {
    "oversikt": {Role.CONTROLLER, Role.MANAGER},
    "datakvalitet": {Role.CONTROLLER, Role.MANAGER},
    "definitioner": set(Role),
    "floden": {Role.MANAGER},
    "inflode": {Role.MANAGER},
    "parallella_insatser": {Role.MANAGER},
    "dygnskostnad": {Role.CONTROLLER, Role.MANAGER},
    "placeringar": {Role.CONTROLLER, Role.MANAGER},
    "mal": {Role.CONTROLLER, Role.MANAGER},
    "behov": {Role.CONTROLLER, Role.MANAGER},
    "valfardsteknik": {Role.CONTROLLER, Role.MANAGER},
    "prognos": {Role.CONTROLLER, Role.MANAGER},
    "kvalitet": {Role.CONTROLLER, Role.MANAGER},
    "fakturakontroll": {Role.CONTROLLER, Role.MANAGER},
    "individflode": {Role.MANAGER},
    "komplettera": {Role.CONTROLLER, Role.MANAGER},
    "atkomstlogg": {Role.REVIEWER},
    "manadsrapport": {Role.BOARD, Role.CONTROLLER, Role.MANAGER, Role.PUBLISHER},
}
"""Which roles each page is open to; a new page has to be written here."""

SENT = {
    "oversikt": ("Barn och unga", "Kräver beslut"),
    "datakvalitet": ("nr 1, test", "Hur färska uppgifterna är"),
    "definitioner": ("Räknas per",),
    "floden": ("Inga ärenden är inlästa än",),
    "inflode": ("Inga ärenden är inlästa än",),
    "dygnskostnad": ("Familjehem, eget", "Barn och unga"),
    "placeringar": ("Färdiga listor", "Ramavtalsandel av placeringarna"),
    "individflode": ("Individflöde",),
    "mal": ("Inga bedömningar är inlästa än",),
    "behov": ("Inga behov med nivå är inlästa än",),
    "valfardsteknik": ("Ingen välfärdsteknik är inläst än",),
    "prognos": ("Hur bra var prognosen?", "Familjehem, eget"),
    "kvalitet": ("Inga uppföljningar av placeringar",),
    "fakturakontroll": ("Dygn räknas enligt varje avtals regel", "Inga fakturor är inlästa än"),
    "parallella_insatser": ("Period från och med", "Andra insatser än placeringar är inte levererade"),
    "komplettera": ("Din behörighet omfattar inte inmatning",),
    "atkomstlogg": ("kim@kommun.se", "Iakttagelser med nycklar"),
    "manadsrapport": ("Ingen rapport är publicerad ännu",),
}
"""Some of what a page sends: to those it is open to, and on no page to others."""


@pytest.fixture
def town_with_a_log(store: psycopg.Connection) -> psycopg.Connection:
    town.build(store)
    store.execute(
        "insert into access.log (board_id, who, role, page, purpose, kind, about, filter) "
        "values (1, 'kim@kommun.se', 'ik_manager', 'p', 'a', 'oppning', 'Iakttagelser med nycklar', '{}')"
    )
    for role in Role:
        grant(store, f"{role.value}@kommun.se".removeprefix("ik_"), role.value, town.BOARD)
    return store


def listened(page: Page) -> list[bytes]:
    """Everything the server sends to the page from now on."""
    received: list[bytes] = []

    def note(data: str | bytes) -> None:
        received.append(data.encode() if isinstance(data, str) else data)

    page.on("websocket", lambda socket: socket.on("framereceived", note))
    return received


def test_the_table_names_every_page() -> None:
    assert {room.name: set(room.roles) for room in ROOMS} == OPEN_TO
    assert set(SENT) == set(OPEN_TO)


@pytest.mark.parametrize("first", ["", *OPEN_TO])
def test_an_address_opened_first_by_nobody_sends_nothing(
    browser: Browser, town_with_a_log: psycopg.Connection, monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    with provider.signed_in_app(monkeypatch) as base:
        page = browser.new_page(locale="sv-SE")
        received = listened(page)
        served.open_page(page, f"{base}/{first}", "Logga in i Insatskollen")
        everything = b"".join(received)
        page.close()
    assert b"Logga in i Insatskollen" in everything
    titles = [room.title for room in ROOMS]
    for word in (*titles, *(word for words in SENT.values() for word in words)):
        assert word.encode() not in everything, word


@pytest.mark.parametrize("role", Role)
def test_every_address_sends_what_the_role_may_see(
    browser: Browser, town_with_a_log: psycopg.Connection, monkeypatch: pytest.MonkeyPatch, role: Role
) -> None:
    who = f"{role.value}@kommun.se".removeprefix("ik_")
    closed = {name for name, roles in OPEN_TO.items() if role not in roles}
    with provider.signed_in_app(monkeypatch) as base:
        context = browser.new_context(locale="sv-SE")
        page = context.new_page()
        # The first page of all that this server is asked for is one that is closed to the role.
        served.open_page(page, f"{base}/{min(closed)}", "Logga in i Insatskollen")
        received = listened(page)
        provider.sign_in(page, who)
        for room in ROOMS:
            received.clear()
            served.open_page(page, f"{base}/{room.name}", room.title if room.name not in closed else "Sidan")
            everything = b"".join(received)
            for name, words in SENT.items():
                for word in words:
                    if name in closed:
                        assert word.encode() not in everything, (room.name, word)
                    elif name == room.name:
                        assert word.encode() in everything, (room.name, word)
            for other in ROOMS:
                if other.name in closed:
                    # Definitioner tells everybody what is shown on which page
                    if room.name != "definitioner":
                        assert other.title.encode() not in everything, (room.name, other.name)
                    assert other.icon.encode() not in everything, (room.name, other.name)
        context.close()
