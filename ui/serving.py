"""Middleware around every answer: who may call, in what language, and what a browser may do with it."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEALTH = "/healthz"
"""Where a monitor asks whether the app lives, by whichever name; the one address so. No base path stands before it."""

_LOCAL_CLIENTS = {"127.0.0.1", "::1", "::ffff:127.0.0.1"}
_LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]"}
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
_REFUSED = (
    "Insatskollen svarar bara på den egna datorn (http://localhost) så länge ingen inloggning är inställd.\n"
)
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_SIMPLE_HEADERS = {
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), display-capture=()",
}


class LoopbackOnly:
    """Refuse everybody but this machine: without sign-in, whoever reaches the app is `local`.

    The name called by is checked too (a foreign page can point its own name at 127.0.0.1), and so is any
    trace of a proxy, behind which every caller looks local.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass local calls on; answer others with 403 and one sentence."""
        if scope["type"] not in {"http", "websocket"} or _is_local(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": ""})
        else:
            await PlainTextResponse(_REFUSED, status_code=403)(scope, receive, send)


class ServedName:
    """Answer only to the name that sign-in comes back to: no other name shares its cookies or its trust."""

    def __init__(self, app: ASGIApp, name: str) -> None:
        self.app = app
        self.name = name.lower()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on calls by the right name, and a monitor's; answer others with one sentence."""
        if scope["type"] not in {"http", "websocket"} or self._is_for_us(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": ""})
        else:
            sentence = f"Insatskollen svarar på namnet {self.name}.\n"
            await PlainTextResponse(sentence, status_code=421)(scope, receive, send)

    def _is_for_us(self, scope: Scope) -> bool:
        return scope["path"] == HEALTH or _host(Headers(scope=scope)).strip("[]") == self.name


class SecurityHeaders:
    """Set what a browser may load, frame and tell others: nothing from outside this server.

    `is_tls`: browsers come by https, so no cookie may travel without it. Streamlit's own cookies do not
    say so, and behind a proxy nothing in the call itself can be trusted to.
    """

    def __init__(self, app: ASGIApp, is_tls: bool = False) -> None:
        self.app = app
        self.is_tls = is_tls
        self.headers = {"content-security-policy": content_security_policy(), **_SIMPLE_HEADERS}
        if is_tls:
            self.headers["strict-transport-security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers to every answer, and Secure to its cookies."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                for name, value in self.headers.items():
                    headers[name] = value
                if self.is_tls:
                    headers.raw[:] = [(name, _secure(name, value)) for name, value in headers.raw]
            await send(message)

        await self.app(scope, receive, add)


class SwedishPage:
    """Say `<html lang="sv">`: Streamlit has "en" written into its page, and a screen reader believes it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Rewrite answers that are a page; pass everything else on as it comes."""
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self.app(scope, receive, send)
            return
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        start: Message = {}
        body = bytearray()

        async def collect(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
            if start and not Headers(raw=start["headers"]).get("content-type", "").startswith("text/html"):
                await send(message)
            elif message["type"] == "http.response.body":
                body.extend(message.get("body", b""))
                if not message.get("more_body", False):
                    await _send_page(start, bytes(body), send)

        await self.app({**scope, "headers": plain}, receive, collect)


def content_security_policy() -> str:
    """The policy, with the hash of the one inline script that Streamlit's page carries."""
    page = Path(streamlit.__file__).with_name("static") / "index.html"
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in _INLINE_SCRIPT.findall(page.read_text(encoding="utf-8"))
    )
    return (
        f"default-src 'self'; script-src 'self' 'wasm-unsafe-eval' {hashes}; "
        "style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
        "frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'"
    )


def _is_local(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    client = scope.get("client")
    return (
        client is not None
        and client[0] in _LOCAL_CLIENTS
        and _host(headers) in _LOCAL_HOSTS
        and not any(name in headers for name in _FORWARDED)
    )


def _host(headers: Headers) -> str:
    """The name called by, without its port."""
    return re.sub(r":\d+$", "", headers.get("host", "")).lower()


def _secure(name: bytes, value: bytes) -> bytes:
    is_bare = name.lower() == b"set-cookie" and b"; secure" not in value.lower()
    return value + b"; Secure" if is_bare else value


async def _send_page(start: Message, body: bytes, send: Send) -> None:
    page = body.replace(b'<html lang="en">', b'<html lang="sv">', 1)
    page = page.replace(b"<title>Streamlit</title>", b"<title>Insatskollen</title>", 1)
    headers = MutableHeaders(raw=list(start["headers"]))
    headers["content-length"] = str(len(page))
    # Made from the unchanged page, so no longer true of this one.
    del headers["etag"]
    await send({**start, "headers": headers.raw})
    await send({"type": "http.response.body", "body": page})
