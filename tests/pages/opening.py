"""Opening a page on the test's store, and reading what it says."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote_plus

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]
_CARD = re.compile(
    r'<section class="ik-card"><h2><a href="definitioner\?figur=([^"]+)">(.*?)</a></h2>'
    r'<p class="ik-value">(.*?)</p>(.*?)</section>'
)
_ITEM = re.compile(r'<li class="ik-item[^"]*"><b>(.*?)</b><span>(.*?)</span>')
_ROW = re.compile(r"<tr>(.*?)</tr>")
_CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>")


def opened(script: str, **address: str | list[str]) -> AppTest:
    """A page opened at an address; `app.py` opens the page where the role begins."""
    page = AppTest.from_file(ROOT / script, default_timeout=60)
    for name, value in address.items():
        page.query_params[name] = value
    return page.run()


def html(page: AppTest) -> str:
    """What we draw ourselves on the page."""
    return "\n".join(str(part.proto.body) for part in page.get("html"))


def texts(page: AppTest) -> str:
    """Everything the page says, tables and figures included."""
    parts = [
        *(*page.title, *page.header, *page.subheader, *page.markdown, *page.caption),
        *(*page.error, *page.warning, *page.info, *page.code),
    ]
    return "\n".join([*(str(part.value) for part in parts), html(page)])


def cards(page: AppTest) -> dict[str, str]:
    """The value of each large figure by its label."""
    return {_plain(label): _plain(value) for _, label, value, _ in _CARD.findall(html(page))}


def beside(page: AppTest, label: str) -> str:
    """What stands under a large figure: comparisons and note."""
    (found,) = [rest for _, name, _, rest in _CARD.findall(html(page)) if _plain(name) == label]
    return _plain(found)


def defined(page: AppTest) -> set[str]:
    """The names of the figures whose definitions the page's links lead to."""
    return {unquote_plus(name) for name in re.findall(r'href="definitioner\?figur=([^"]+)"', html(page))}


def items(page: AppTest) -> dict[str, str]:
    """What needs a decision: how many of each."""
    return {_plain(words): _plain(number) for number, words in _ITEM.findall(html(page))}


def table(page: AppTest, title: str) -> list[list[str]]:
    """The rows of one of our tables as they are read, headings first."""
    (found,) = [part for part in html(page).split('<div class="ik-table"') if f"<caption>{title}<" in part]
    return [[_plain(cell) for cell in _CELL.findall(row)] for row in _ROW.findall(found)]


def heeded(page: AppTest) -> list[str]:
    """What the page says first: what in the address could not be followed, and what must not be missed."""
    return [_plain(said) for said in re.findall(r'<p class="ik-heed"[^>]*>(.*?)</p>', html(page))]


def _plain(text: str) -> str:
    """Without tags, with ordinary blanks."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u00ad", "").split())
