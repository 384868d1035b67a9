"""What has already been drawn in this very run of the script, by app.py or by the page itself.

Widgets that several pages share must be made by app.py (Streamlit forgets the address of a page's own
widgets when the page is left), and yet a page must stand alone when it is run without app.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

_DRAWN = "_drawn_by_the_frame"


@contextmanager
def frame() -> Iterator[None]:
    """The run of app.py: what is marked inside holds until its end, whichever way the page ends."""
    st.session_state[_DRAWN] = set()
    try:
        yield
    finally:
        st.session_state.pop(_DRAWN, None)


def mark(what: str) -> None:
    """Note that something has been drawn; forgotten at once outside app.py."""
    if _DRAWN in st.session_state:
        st.session_state[_DRAWN].add(what)


def drawn(what: str) -> bool:
    """Whether app.py has drawn it in this run."""
    return what in st.session_state.get(_DRAWN, ())
