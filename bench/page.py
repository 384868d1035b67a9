"""A rerun of each screen in the server, in a municipality of 100,000: the script from start to end."""

from __future__ import annotations

import time
from pathlib import Path

import streamlit as st
from streamlit.testing.v1 import AppTest

from bench.asking import BOARD, load_board
from bench.home import empty_store
from bench.measure import Ratio, percentile_95
from store.access import grant
from store.connect import owner_connection

RERUNS = 40
_MOST_MILLISECONDS = 150
_PAGES = Path(__file__).resolve().parents[1] / "pages"
SCREENS = {
    "Översikt": ("oversikt", {}),
    "Dygnskostnad": ("dygnskostnad", {}),
    "Datakvalitet": ("datakvalitet", {}),
    "Datakvalitet, avvisade rader": ("datakvalitet", {"visa": "Avvisade rader"}),
    "Datakvalitet, fullständighet": ("datakvalitet", {"visa": "Fullständighet"}),
    "Definitioner": ("definitioner", {}),
}
"""Each screen and the parts of it that ask for the most: the page and its address."""


def ratios() -> list[Ratio]:
    """p95 of a rerun with the answers kept from the first run; shown beside: one that must ask for them again.

    The board holds four times the placements of the demo, so that the limit is held with room to spare.
    """
    with empty_store() as folder:
        load_board(folder, 0, BOARD)
        with owner_connection() as connection:
            grant(connection, "local", "ik_manager")
        return [ratio for name, (file, address) in SCREENS.items() for ratio in _of(name, file, address)]


def _of(name: str, file: str, address: dict[str, str]) -> list[Ratio]:
    page = AppTest.from_file(_PAGES / f"{file}.py", default_timeout=60)
    for key, value in address.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception and not page.error and page.title
    kept, asked = _p95(page, forget=False), _p95(page, forget=True)
    return [
        Ratio(
            f"{name} körs om{words}, p95 mot {_MOST_MILLISECONDS} ms",
            seconds * 1000 / _MOST_MILLISECONDS,
            limit,
            note=f"{seconds * 1000:.0f} ms",
        )
        for words, seconds, limit in (("", kept, 1.0), (" utan sparade svar", asked, None))
    ]


def _p95(page: AppTest, *, forget: bool) -> float:
    times = []
    for _ in range(RERUNS):
        if forget:
            st.cache_data.clear()
        began = time.perf_counter()
        page.run()
        times.append(time.perf_counter() - began)
    return percentile_95(times)
