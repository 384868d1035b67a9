"""Sign-in in Chromium against a real provider: there and back, and every way in which it must not work."""

from __future__ import annotations

import time
from collections.abc import Iterator

import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from store.access import grant, revoke
from tests.browser import provider, served
from tests.pages import town

EVA = "eva@kommun.se"
PAGE = "/dygnskostnad?vardform=HVB%2C+privat&fran=januari+2025"
SHOWN = ("HVB, privat", "Vårddygn")
"""Words of PAGE that everybody who may open it sees."""
SECRET = ("HVB, privat", "Stödboende", "Barn och unga", "B101")


@pytest.fixture
def base(store: psycopg.Connection, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The town behind sign-in; Eva is its controller."""
    town.build(store)
    grant(store, EVA, "ik_controller", town.BOARD)
    with provider.signed_in_app(monkeypatch) as address:
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="sv-SE")
    yield made
    made.close()


def pick_unit(page: Page) -> None:
    """Pick one by the keyboard: a list that opens far down is closed by the scrolling that a click begins with."""
    box = page.get_by_role("combobox", name="Enhet").first
    served.settle(page)
    box.press("ArrowDown")
    page.get_by_role("option").first.wait_for()
    box.press("ArrowDown")
    box.press("Enter")


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", name=text).first).to_be_visible(timeout=30_000)


def test_there_and_back_to_the_page_with_its_filters(base: str, context: BrowserContext) -> None:
    page = context.new_page()
    served.open_page(page, base + PAGE, "Logga in i Insatskollen")
    assert not Axe().run(page).response["violations"]
    assert not any(word in page.inner_text("body") for word in SECRET)
    provider.sign_in(page, "Eva@Kommun.SE")
    heading(page, "Dygnskostnad")
    assert page.url == base + PAGE
    page.get_by_text("Vårdform: HVB, privat").wait_for()
    sidebar = page.locator('[data-testid="stSidebar"]')
    expect(sidebar.get_by_text("Controller")).to_be_visible()
    assert {name for name in (c.get("name") for c in context.cookies()) if name} == {
        "_streamlit_user", "_streamlit_user_tokens", "_streamlit_xsrf",
    }  # fmt: skip
    page.reload()
    heading(page, "Dygnskostnad")


def test_somebody_without_any_grant_is_met_calmly(base: str, context: BrowserContext) -> None:
    page = context.new_page()
    served.open_page(page, base + PAGE, "Logga in i Insatskollen")
    provider.sign_in(page, "kim@kommun.se")
    heading(page, "Du har ingen behörighet än")
    text = page.inner_text("body")
    assert "kim@kommun.se" in text
    assert not any(word in text for word in SECRET)
    assert not Axe().run(page).response["violations"]


@pytest.mark.parametrize("who", ["local", "ik_owner", "group:Chefer"])
def test_nobody_signs_in_as_this_machine(
    base: str, context: BrowserContext, store: psycopg.Connection, who: str
) -> None:
    grant(store, who, "ik_controller", town.BOARD)
    page = context.new_page()
    served.open_page(page, base + PAGE, "Logga in i Insatskollen")
    provider.sign_in(page, who)
    heading(page, "Inloggningen saknar ditt namn")
    assert not any(word in page.inner_text("body") for word in SECRET)


def test_a_grant_that_is_revoked_closes_the_open_page(
    base: str, context: BrowserContext, store: psycopg.Connection
) -> None:
    page = context.new_page()
    served.open_page(page, base + PAGE, "Logga in i Insatskollen")
    provider.sign_in(page, EVA)
    heading(page, "Dygnskostnad")
    revoke(store, EVA)
    pick_unit(page)
    heading(page, "Du har ingen behörighet än")
    expect(page.get_by_text("Vårdform: HVB, privat")).to_have_count(0)


def test_after_signing_out_a_second_tab_and_a_kept_cookie_open_nothing(
    base: str, context: BrowserContext, browser: Browser
) -> None:
    first, second = context.new_page(), context.new_page()
    served.open_page(first, base + PAGE, "Logga in i Insatskollen")
    provider.sign_in(first, EVA)
    heading(first, "Dygnskostnad")
    served.open_page(second, base + PAGE, "Dygnskostnad")
    kept = context.storage_state()
    provider.sign_out(first)
    heading(first, "Logga in i Insatskollen")

    pick_unit(second)
    heading(second, "Du har loggat ut")
    expect(second.get_by_text("Vårdform: HVB, privat")).to_have_count(0)

    replayed = browser.new_context(storage_state=kept, locale="sv-SE")
    third = replayed.new_page()
    served.open_page(third, base + PAGE, "Du har loggat ut")
    provider.sign_in(third, EVA)
    heading(third, "Dygnskostnad")
    replayed.close()


def test_a_cookie_that_was_tampered_with_or_is_old_opens_nothing(
    base: str, context: BrowserContext, browser: Browser
) -> None:
    page = context.new_page()
    served.open_page(page, base + PAGE, "Logga in i Insatskollen")
    provider.sign_in(page, "kim@kommun.se")
    cookie = provider.cookie_of(context)
    now = int(time.time())
    day = 24 * 3600
    for changed, met in (
        (provider.rewritten(cookie, email=EVA), "Dygnskostnad"),
        (provider.rewritten(cookie, secret="någon annans hemlighet, också lång", email=EVA), "Logga in"),
        (cookie | {"value": cookie["value"][:-4] + "AAAA"}, "Logga in"),
        (
            provider.rewritten(cookie, email=EVA, iat=now - day, exp=now - day + 3600),
            "Inloggningen har gått ut",
        ),
        (provider.rewritten(cookie, email=EVA, iat=now + day, exp=now + 2 * day), "Inloggningen har gått ut"),
        (provider.rewritten(cookie, email=EVA, exp=None), "Inloggningen har gått ut"),
        (provider.rewritten(cookie, email=EVA, email_verified=False), "E-postadressen är inte bekräftad"),
    ):
        other = browser.new_context(locale="sv-SE")
        other.add_cookies([changed])  # type: ignore[list-item]
        tried = other.new_page()
        served.open_page(tried, base + PAGE, met)
        body = tried.inner_text("body")
        if met == "Dygnskostnad":
            # the one cookie that nobody has touched but us shows what the others must not
            assert all(word in body for word in SHOWN)
        else:
            assert not any(word in body for word in (*SHOWN, *SECRET))
        other.close()


def test_a_provider_that_does_not_answer_is_told_calmly(
    store: psycopg.Connection, monkeypatch: pytest.MonkeyPatch, context: BrowserContext
) -> None:
    town.build(store)
    nobody = f"http://localhost:{served.free_port()}/.well-known/openid-configuration"
    page = context.new_page()
    with provider.signed_in_app(monkeypatch, metadata=nobody) as base:
        served.open_page(page, base + PAGE, "Logga in i Insatskollen")
        page.get_by_role("button", name="Logga in", exact=True).click()
        heading(page, "Inloggningen svarar inte")
        assert page.locator("html").get_attribute("lang") == "sv"
        assert not any(word in page.inner_text("body") for word in ("Traceback", "Error", "httpx", *SECRET))
        page.get_by_role("link", name="Försök igen").click()
        heading(page, "Logga in i Insatskollen")
        assert page.url == base + PAGE


def test_with_sign_in_the_app_answers_to_its_own_name_alone(base: str, context: BrowserContext) -> None:
    page = context.new_page()
    assert page.request.get(base, headers={"host": "evil.example"}).status == 421
    assert page.request.get(base).status == 200
    assert page.request.get(f"{base}/healthz", headers={"host": "10.0.0.7"}).status == 200
    for path in ("/oversikt/healthz", "/_stcore/healthz", "/healthz/", "/xhealthz"):
        assert page.request.get(base + path, headers={"host": "10.0.0.7"}).status == 421, path
