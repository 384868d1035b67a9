"""Back to the page that was asked for, and nowhere else; calm pages where the provider fails; cookies behind TLS."""

from __future__ import annotations

import asyncio
from urllib.parse import quote

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from ui.serving import SecurityHeaders, ServedName
from ui.sign_in_return import SignInReturn, safe_path

HERE = "http://insats.example"
PAGE = "/dygnskostnad?vardform=HVB%2C+privat&fran=2025-01"


@pytest.mark.parametrize("path", ["/", "/dygnskostnad", PAGE, "/a?x=%C3%A5", "/app/dygnskostnad?b=//x"])
def test_a_path_on_this_server_is_kept(path: str) -> None:
    assert safe_path(path) == path


@pytest.mark.parametrize(
    "path",
    ["", "dygnskostnad", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil", "https://evil.example",
     "/a\nb", "/a\r\nset-cookie: x=1", "/å", "/a b", "/\tx", "/auth/login?provider=x", "/oauth2callback?code=1",
     "/auth/logout", "/" + "x" * 5000, "javascript:alert(1)", "/\x00"],
)  # fmt: skip
def test_anything_else_is_not(path: str) -> None:
    assert safe_path(path) == ""


class Provider:
    """Streamlit's two addresses as they answer: a redirect out, a redirect in, or a failure."""

    def __init__(self) -> None:
        self.signs_in = True
        self.fails = False

    async def login(self, _request: Request) -> Response:
        if self.fails:
            return PlainTextResponse("Authentication error", status_code=400)
        return RedirectResponse("https://login.example/authorize", 302)

    async def callback(self, _request: Request) -> Response:
        if self.fails:
            raise RuntimeError("the provider is gone")
        response = RedirectResponse("/", 302)
        if self.signs_in:
            response.set_cookie("_streamlit_user", "signed", httponly=True, samesite="lax")
        else:
            response.delete_cookie("_streamlit_user")
        return response


@pytest.fixture
def inside() -> Provider:
    return Provider()


class Browser:
    """Calls an app in this process, with the cookies that it has been given; follows no redirect."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.cookies = httpx.Cookies()

    def get(self, address: str, **headers: str) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url=HERE, cookies=self.cookies) as client:
                answer = await client.get(address, headers=headers)
                self.cookies = client.cookies
                return answer

        return asyncio.run(ask())


def streamlit(inside: Provider) -> ASGIApp:
    return SignInReturn(
        Starlette(routes=[Route("/auth/login", inside.login), Route("/oauth2callback", inside.callback)])
    )


def client(inside: Provider) -> Browser:
    return Browser(streamlit(inside))


def begin(browser: Browser, referer: str) -> str:
    """The page that is kept when sign-in begins."""
    browser.get("/auth/login?provider=t", referer=referer)
    return str(browser.cookies.get("insatskollen_return", ""))


def test_sign_in_comes_back_to_the_page_with_its_filters(inside: Provider) -> None:
    browser = client(inside)
    assert begin(browser, HERE + PAGE) == quote(PAGE, safe="")
    back = browser.get("/oauth2callback?code=1&state=2")
    assert back.headers["location"] == PAGE
    assert "insatskollen_return" not in browser.cookies


def test_the_kept_page_is_out_of_reach_of_scripts_and_short(inside: Provider) -> None:
    answer = client(inside).get("/auth/login", referer=HERE + PAGE)
    attributes = answer.headers["set-cookie"].split("; ", 1)[1]
    assert attributes == "Max-Age=900; Path=/; HttpOnly; SameSite=Lax"


@pytest.mark.parametrize("referer", ["https://evil.example/dygnskostnad", "", "http://insats.example.evil/x"])
def test_another_site_decides_nothing(inside: Provider, referer: str) -> None:
    browser = client(inside)
    assert begin(browser, referer) == ""
    assert browser.get("/oauth2callback?code=1").headers["location"] == "/"


@pytest.mark.parametrize(
    "kept", ["//evil.example", "https://evil.example", "%2F%2Fevil.example", "/\\evil.example"]
)
def test_a_kept_page_that_was_changed_leads_nowhere_else(inside: Provider, kept: str) -> None:
    browser = client(inside)
    browser.cookies.set("insatskollen_return", kept)
    assert browser.get("/oauth2callback?code=1").headers["location"] == "/"


def test_a_page_with_too_long_filters_is_come_back_to_without_them(inside: Provider) -> None:
    assert begin(client(inside), f"{HERE}/dygnskostnad?x={'y' * 9000}") == "%2Fdygnskostnad"


def test_a_provider_that_does_not_answer_is_told_calmly_and_in_swedish(inside: Provider) -> None:
    inside.fails = True
    browser = client(inside)
    for address in ("/auth/login", "/oauth2callback?code=1"):
        answer = browser.get(address, referer=HERE + PAGE)
        assert (answer.status_code, answer.headers["content-type"]) == (503, "text/html; charset=utf-8")
        assert "Inloggningen svarar inte" in answer.text and '<html lang="sv">' in answer.text
        assert "Traceback" not in answer.text and "RuntimeError" not in answer.text
    assert f'href="{PAGE.replace("&", "&amp;")}"' in browser.get("/auth/login", referer=HERE + PAGE).text


def test_a_sign_in_that_was_not_completed_says_so(inside: Provider) -> None:
    inside.signs_in = False
    for answer in ("code=1&state=old", "error=access_denied"):
        told = client(inside).get(f"/oauth2callback?{answer}")
        assert told.status_code == 400 and "blev inte klar" in told.text
    after_signing_out = client(inside).get("/oauth2callback")
    assert (after_signing_out.status_code, after_signing_out.headers["location"]) == (302, "/")


def test_behind_tls_no_cookie_travels_without_it(inside: Provider) -> None:
    for is_tls in (True, False):
        app = SecurityHeaders(streamlit(inside), is_tls=is_tls)
        answer = Browser(app).get("/oauth2callback?code=1")
        cookies = answer.headers.get_list("set-cookie")
        assert len(cookies) == 2
        assert all(cookie.endswith("; Secure") is is_tls for cookie in cookies)
        assert ("strict-transport-security" in answer.headers) is is_tls


def test_only_the_served_name_is_answered(inside: Provider) -> None:
    app = ServedName(streamlit(inside), "insats.example")
    wanted = {
        "insats.example": 302,
        "INSATS.example:8501": 302,
        "localhost": 421,
        "evil.example": 421,
        "": 421,
    }
    for host, status in wanted.items():
        answer = Browser(app).get("/auth/login", host=host)
        assert answer.status_code == status, host
    assert Browser(app).get("/healthz", host="10.0.0.1").status_code == 404
