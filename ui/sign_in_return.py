"""Middleware around sign-in: back to the page that was asked for, and a calm page where the provider fails.

Streamlit comes back to the first page, without the filters of the address, and answers in English where
the provider does not.
"""

from __future__ import annotations

from html import escape
from urllib.parse import quote, unquote, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.provider import CALLBACK

_LOGIN = "/auth/login"
_COOKIE = "insatskollen_return"
_USER_COOKIE = b"_streamlit_user="
_SECONDS = 900
_LONGEST = 3500

_PAGE = """<!doctype html>
<html lang="sv"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} – Insatskollen</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; color: #1f2a30; }}
main {{ max-width: 38rem; margin: 12vh auto 0; padding: 0 1.5rem; }}
h1 {{ font-size: 1.75rem; line-height: 1.2; }}
a {{ color: #0b6e75; }}
@media (prefers-color-scheme: dark) {{ body {{ background: #12191c; color: #e6ecee; }} a {{ color: #7fd0d4; }} }}
</style></head>
<body><main><h1>{title}</h1><p>{text}</p><p><a href="{link}">Försök igen</a></p></main></body></html>
"""
_NO_ANSWER = (
    "Inloggningen svarar inte",
    "Leverantören av inloggningen går inte att nå just nu. Ingenting är fel med dina uppgifter. "
    "Vänta en stund och försök igen, eller kontakta den som sköter Insatskollen.",
)
_NOT_DONE = (
    "Inloggningen blev inte klar",
    "Den avbröts, tog för lång tid eller var redan använd.",
)


class SignInReturn:
    """Keep the page that sign-in began on in a short cookie, and go back there when it is done."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Rewrite the answers of the two addresses of sign-in; pass everything else on."""
        path = scope.get("path", "")
        if scope["type"] != "http" or not path.endswith((_LOGIN, CALLBACK)):
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        begins = path.endswith(_LOGIN)
        way_back = asked_page(request) if begins else safe_path(unquote(request.cookies.get(_COOKIE, "")))
        start, body = await _answer(self.app, scope, receive)
        if start["status"] >= 400:
            await _told(_NO_ANSWER, 503, way_back)(scope, receive, send)
            return
        if not begins and _came_with_answer(request) and not _signs_in(start):
            await _told(_NOT_DONE, 400, way_back)(scope, receive, send)
            return
        headers = MutableHeaders(raw=list(start["headers"]))
        if begins:
            headers.append("set-cookie", _cookie(way_back, _SECONDS))
        else:
            headers.append("set-cookie", _cookie("", 0))
            if way_back and _signs_in(start):
                headers["location"] = way_back
        await send({**start, "headers": headers.raw})
        await send({"type": "http.response.body", "body": body})


def asked_page(request: Request) -> str:
    """The page that sign-in was asked for on, with its filters; '' where the browser does not say."""
    referer = urlsplit(request.headers.get("referer", ""))
    if referer.netloc != request.headers.get("host"):
        return ""
    return safe_path(f"{referer.path}?{referer.query}" if referer.query else referer.path) or safe_path(
        referer.path
    )


def safe_path(text: str) -> str:
    """A path on this server, or '': what begins with two slashes, or hides a backslash, leads elsewhere."""
    parts = urlsplit(text)
    is_path = (
        text.startswith("/")
        and not text.startswith("//")
        and "\\" not in text
        and text.isascii()
        and text.isprintable()
        and " " not in text
        and not parts.scheme
        and not parts.netloc
    )
    is_page = not parts.path.endswith((_LOGIN, CALLBACK, "/auth/logout"))
    return text if is_path and is_page and len(quote(text, safe="")) <= _LONGEST else ""


async def _answer(app: ASGIApp, scope: Scope, receive: Receive) -> tuple[Message, bytes]:
    """The whole answer of what is inside; its failure is an answer too."""
    start: Message = {"type": "http.response.start", "status": 500, "headers": []}
    body = bytearray()

    async def collect(message: Message) -> None:
        nonlocal start
        if message["type"] == "http.response.start":
            start = message
        elif message["type"] == "http.response.body":
            body.extend(message.get("body", b""))

    try:
        await app(scope, receive, collect)
    except Exception:
        start = {**start, "status": 500}
    return start, bytes(body)


def _came_with_answer(request: Request) -> bool:
    """Whether the provider sent its answer along; coming back from signing out it sends none."""
    return any(name in request.query_params for name in ("code", "error"))


def _signs_in(start: Message) -> bool:
    cookies = [value for name, value in start["headers"] if name.lower() == b"set-cookie"]
    empty = (b'""', b"")
    return any(
        cookie.startswith(_USER_COOKIE) and cookie[len(_USER_COOKIE) :].split(b";")[0] not in empty
        for cookie in cookies
    )


def _cookie(path: str, seconds: int) -> str:
    return (
        f"{_COOKIE}={quote(path, safe='')}; Max-Age={seconds if path else 0}; Path=/; HttpOnly; SameSite=Lax"
    )


def _told(words: tuple[str, str], status: int, way_back: str) -> HTMLResponse:
    title, text = words
    page = _PAGE.format(title=escape(title), text=escape(text), link=escape(way_back or "/"))
    response = HTMLResponse(page, status_code=status)
    response.headers["cache-control"] = "no-store"
    return response
