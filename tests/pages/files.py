"""The files that pages offer: what each download button runs at the click, in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import streamlit as st

Files = dict[str, Callable[[], bytes]]


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> Files:
    """What makes each file of the page drawn last, by the button's words; Streamlit draws the button as usual."""
    offered: Files = {}
    draw = st.download_button

    def noted(label: str, data: Callable[[], bytes], *rest: Any, **more: Any) -> bool:
        offered[label] = data
        return draw(label, data, *rest, **more)

    monkeypatch.setattr(st, "download_button", noted)
    return offered


def clicked(make: Callable[[], bytes]) -> bytes:
    """The file, made as Streamlit makes it: outside the page's run."""
    with ThreadPoolExecutor(1) as elsewhere:
        return elsewhere.submit(make).result()
