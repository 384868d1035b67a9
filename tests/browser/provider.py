"""A real OpenID Connect provider on loopback, and the app served with it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, urljoin

import pytest
from itsdangerous import URLSafeTimedSerializer
from playwright.sync_api import BrowserContext, Page

from tests.browser import served

COOKIE_SECRET = "en hemlighet bara för testerna, 32 tecken"
USER_COOKIE = "_streamlit_user"


@contextmanager
def signed_in_app(patch: pytest.MonkeyPatch, metadata: str | None = None) -> Iterator[str]:
    """The app's address; people sign in with the provider as whatever e-mail address they type."""
    port = served.free_port()
    with _provider() as issuer:
        for name, value in {
            "INSATSKOLLEN_OIDC_METADATA_URL": metadata or f"{issuer}/.well-known/openid-configuration",
            "INSATSKOLLEN_OIDC_CLIENT_ID": "insatskollen",
            "INSATSKOLLEN_OIDC_CLIENT_SECRET": "hemlig",
            "INSATSKOLLEN_OIDC_REDIRECT_URI": f"http://localhost:{port}/oauth2callback",
            "INSATSKOLLEN_OIDC_COOKIE_SECRET": COOKIE_SECRET,
        }.items():
            patch.setenv(name, value)
        with served.app(port) as base:
            yield base


@contextmanager
def _provider() -> Iterator[str]:
    """The provider's address; a process of its own, as a provider is."""
    port = served.free_port()
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "oidc_provider_mock",
        "--host",
        "localhost",
        "--port",
        str(port),
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        served.wait_for(f"http://localhost:{port}/")
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def sign_in(page: Page, who: str) -> None:
    """From the app's page, through the provider, which has verified the address, and back to where it was."""
    page.get_by_role("button", name="Logga in", exact=True).click()
    name = page.locator("input[name=sub]").first
    name.wait_for()
    known = page.request.put(
        urljoin(page.url, f"/users/{quote(who, safe='')}"), data={"email": who, "email_verified": True}
    )
    assert known.ok
    name.fill(who)
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url("**localhost**", wait_until="load")
    served.settle(page)


def sign_out(page: Page) -> None:
    """By the button, through the provider's own page, and back."""
    page.get_by_role("button", name="Logga ut").click()
    page.get_by_role("button", name="End session").click()


def cookie_of(context: BrowserContext) -> dict[str, Any]:
    """The cookie that says who somebody is."""
    return next(dict(cookie) for cookie in context.cookies() if cookie.get("name") == USER_COOKIE)


def rewritten(cookie: dict[str, Any], secret: str = COOKIE_SECRET, **claims: object) -> dict[str, Any]:
    """The cookie with other claims, signed with a secret: ours, or one that somebody made up."""
    kept = json.loads(URLSafeTimedSerializer(COOKIE_SECRET, salt=USER_COOKIE).loads(cookie["value"]))
    value = URLSafeTimedSerializer(secret, salt=USER_COOKIE).dumps(json.dumps(kept | claims))
    return {name: cookie[name] for name in ("name", "domain", "path", "httpOnly", "sameSite")} | {
        "value": value
    }
