"""What has already been done in this very run of the script, by app.py or by the page itself, and what it was handed.

Widgets that several pages share must be made by app.py (Streamlit forgets the address of a page's own
widgets when the page is left), and yet a page must stand alone when it is run without app.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import streamlit as st

_DONE = "_done_by_the_frame"
_HANDED = "_handed_to_the_run"
T = TypeVar("T")


@contextmanager
def frame() -> Iterator[None]:
    """The run of app.py: what is marked inside holds until its end, whichever way the page ends."""
    done: dict[str, object] = {}
    st.session_state[_DONE] = done
    given = st.session_state.get(_HANDED, {})
    try:
        yield
    finally:
        # emptied by hand: after st.stop the session answers nobody, and what is in it stays
        done.clear()
        given.clear()
        st.session_state.pop(_DONE, None)


def once(what: str, make: Callable[[], T]) -> T:
    """What was made under that name in this run, else made now; made at every call outside app.py."""
    done = st.session_state.get(_DONE, {})
    if what not in done:
        done[what] = make()
    made: T = done[what]
    return made


def hand(what: str, value: object) -> None:
    """What a callback gives to the run that follows it, and to no later one."""
    st.session_state.setdefault(_HANDED, {})[what] = value


def handed(what: str) -> object:
    """What was given under that name, once; None where nothing was."""
    return st.session_state.get(_HANDED, {}).pop(what, None)


def mark(what: str) -> None:
    """Note that something has been drawn; forgotten at once outside app.py."""
    if _DONE in st.session_state:
        st.session_state[_DONE][what] = True


def drawn(what: str) -> bool:
    """Whether app.py has drawn it in this run."""
    return what in st.session_state.get(_DONE, ())
