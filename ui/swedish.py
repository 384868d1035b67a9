"""Streamlit's own English words, said in Swedish in the scripts that it sends to the browser.

What Streamlit writes around our pages (the skip link, buttons of the sidebar and of lists, what is said when
the connection is lost) has no setting. Each fragment below is exchanged as it stands in Streamlit's files;
a test finds any that a new version has changed.
"""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

import streamlit
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

FOLDER = Path(streamlit.__file__).with_name("static") / "static" / "js"
_PATH = "/static/js/"
_KEPT_SECONDS = 86_400

_LABEL = '"aria-label":`{}`'
WORDS = {
    "children:`Skip to main content`": "children:`Hoppa till innehållet`",
    _LABEL.format("Sidebar"): _LABEL.format("Sidofält"),
    _LABEL.format("Collapse sidebar"): _LABEL.format("Fäll ihop sidofältet"),
    _LABEL.format("Expand sidebar"): _LABEL.format("Visa sidofältet"),
    _LABEL.format("Running..."): _LABEL.format("Räknar …"),
    _LABEL.format("Open"): _LABEL.format("Öppna listan"),
    _LABEL.format("Clear all"): _LABEL.format("Ta bort alla"),
    _LABEL.format("Clear value"): _LABEL.format("Töm"),
    _LABEL.format("Selected values"): _LABEL.format("Valda"),
    _LABEL.format("Remove ${e}"): _LABEL.format("Ta bort ${e}"),
    _LABEL.format("Choose date"): _LABEL.format("Välj dag"),
    _LABEL.format("Previous month"): _LABEL.format("Föregående månad"),
    _LABEL.format("Next month"): _LABEL.format("Nästa månad"),
    "children:`No results`": "children:`Inga träffar`",
    "return`No results`": "return`Inga träffar`",
    "`Choose options`:`Choose an option`": "`Välj`:`Välj`",
    "label:`Download as PNG`": "label:`Hämta som bild`",
    "label:`Show data`": "label:`Visa data`",
    "label:`Fullscreen`": "label:`Helskärm`",
    "label:`Close fullscreen`": "label:`Stäng helskärm`",
    "label:t?`Copied`:`Copy to clipboard`": "label:t?`Kopierat`:`Kopiera`",
    "?`Copied!`:`Copy Vega-Lite spec`": "?`Kopierat`:`Kopiera diagrammets beskrivning`",
    "`submit form`:`apply`": "`skicka`:`använda`",
    "+Enter to ${e}`": "+Retur för att ${e}`",
    "`Press Enter to ${e}`": "`Tryck Retur för att ${e}`",
    "`Press ${r()": "`Tryck ${r()",
    "=`Connecting`": "=`Ansluter`",
    "`Connection error`": "`Ingen kontakt med servern`",
    "`Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:`,"
    "codeBlock:`streamlit run yourscript.py`": "`Insatskollen svarar inte. Sidan försöker igen av sig själv; "
    "har programmet stoppats startas det med:`,codeBlock:`make run`",
    "`Streamlit server is not responding. Are you connected to the internet?`": "`Insatskollen svarar inte. "
    "Kontrollera nätet. Sidan försöker igen av sig själv.`",
    "e.message:`Download failed`": "`Filen kunde inte göras. Ladda om sidan.`:`Filen kunde inte hämtas.`",
    "`Page not found`": "`Sidan finns inte`",
    "`The page that you have requested does not seem to exist`": "`Sidan som du bad om finns inte`",
    "`You have requested page /${e}, but no corresponding file was found in the app's pages/ directory`": (
        "`Det finns ingen sida som heter /${e}`"
    ),
    "`${t}. Running the app's main page.`": "`${t}. Första sidan visas i stället.`",
}
"""Fragments of Streamlit's scripts, and what is sent in their place."""


class SwedishWords:
    """Send Streamlit's scripts with our words in them; every other call is passed on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for a script that holds any of the fragments."""
        _, found, name = scope.get("path", "").rpartition(_PATH)
        whole = script(name) if scope["type"] == "http" and found and scope["method"] == "GET" else None
        if whole is None:
            await self.app(scope, receive, send)
            return
        # Streamlit keeps scripts for a year by their name, which does not change when our words do.
        headers = {"cache-control": f"public, max-age={_KEPT_SECONDS}", "vary": "accept-encoding"}
        packed = "gzip" in Headers(scope=scope).get("accept-encoding", "")
        if packed:
            headers["content-encoding"] = "gzip"
        body = _packed(name) if packed else whole
        await Response(body, headers=headers, media_type="text/javascript")(scope, receive, send)


@cache
def script(name: str) -> bytes | None:
    """A script with its words exchanged; None where it has none of them, or is no file of Streamlit's."""
    if name not in _names():
        return None
    text = (FOLDER / name).read_text(encoding="utf-8")
    said = text
    for english, swedish in WORDS.items():
        said = said.replace(english, swedish)
    return None if said == text else said.encode()


@cache
def _packed(name: str) -> bytes:
    return gzip.compress(script(name) or b"", 6)


@cache
def _names() -> frozenset[str]:
    return frozenset(path.name for path in FOLDER.glob("*.js"))
