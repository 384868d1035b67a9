"""What has already been done in this very run of the script, by app.py or by the page itself.

Widgets that several pages share must be made by app.py (Streamlit forgets the address of a page's own
widgets when the page is left), and yet a page must stand alone when it is run without app.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import streamlit as st

_DONE = "_done_by_the_frame"
T = TypeVar("T")


@contextmanager
def frame() -> Iterator[None]:
    """The run of app.py: what is marked inside holds until its end, whichever way the page ends."""
    st.session_state[_DONE] = {}
    try:
        yield
    finally:
        st.session_state.pop(_DONE, None)


def once(what: str, make: Callable[[], T]) -> T:
    """What was made under that name in this run, else made now; made at every call outside app.py."""
    done = st.session_state.get(_DONE, {})
    if what not in done:
        done[what] = make()
    made: T = done[what]
    return made


def mark(what: str) -> None:
    """Note that something has been drawn; forgotten at once outside app.py."""
    if _DONE in st.session_state:
        st.session_state[_DONE][what] = True


def drawn(what: str) -> bool:
    """Whether app.py has drawn it in this run."""
    return what in st.session_state.get(_DONE, ())
