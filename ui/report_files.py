"""A published report as files, for everyone who may see it; a draft has none, since it is not published."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from domain.board_report.released import Released
from ui import draw

File = tuple[Callable[[Released], bytes], str]
"""What makes a file of a report, and its type."""


def offer(report: Released, files: Mapping[str, File]) -> None:
    """A button for each kind of file (PDF, XLSX). What is written is made at the click, from what the page shows."""
    with st.container(horizontal=True):
        for kind, (make, mime) in files.items():
            draw.file(kind, partial(make, report), f"{report.file_name}.{kind.lower()}", mime)
