"""What the address asks for that cannot be followed, so that a page never looks as if it had been.

Streamlit drops what does not occur among a widget's options and mends the address without a word. We look
before the widgets are made, and say it as long as the selection stays what the address led to.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable

import streamlit as st

_SAID = "_said_of_the_address"
_LONGEST = 60


def look(key: str, heading: str, labels: Iterable[str]) -> None:
    """Note the values of a parameter that are none of the labels."""
    look_for(key, heading, frozenset(labels).__contains__)


def look_for_day(key: str, heading: str, first: dt.date, last: dt.date) -> None:
    """Note the values of a parameter that are no days, or lie outside what can be chosen."""
    look_for(key, heading, lambda value: _is_day(value, first, last))


def look_for_number(key: str, heading: str, least: int, most: int) -> None:
    """Note the values of a parameter that are no whole numbers, or lie outside what can be chosen."""
    look_for(key, heading, lambda value: value.isascii() and value.isdigit() and least <= int(value) <= most)


def look_for(key: str, heading: str, is_offered: Callable[[str], bool]) -> None:
    """Note the values of a parameter that are not offered, the first time that its widget is made.

    Later the address says what the widget said when it last had other choices, and nobody asked for that.
    """
    if key in st.session_state:
        return
    unknown = [value for value in st.query_params.get_all(key) if value and not is_offered(value)]
    if unknown:
        said = st.session_state.setdefault(_SAID, {})
        said[key] = (heading, tuple(_shortened(value) for value in unknown), None)


def remarks(selection: Hashable) -> list[str]:
    """A sentence about what could not be followed on the way to this selection; none when there is nothing.

    A page may have several selections, each of a type of its own: each tells of what was noted before it.
    """
    said = st.session_state.get(_SAID, {})
    told = []
    for key, (heading, values, led_to) in list(said.items()):
        if led_to is None:
            said[key] = (heading, values, selection)
        elif type(led_to) is not type(selection):
            continue
        elif led_to != selection:
            del said[key]
            continue
        told.append(f"{heading} {', '.join(f'”{value}”' for value in values)}")
    if not told:
        return []
    listed = "; ".join(told)
    return [f"Adressen anger något som inte finns att välja: {listed}. Det är inte med i urvalet som visas."]


def _is_day(value: str, first: dt.date, last: dt.date) -> bool:
    try:
        return first <= dt.date.fromisoformat(value) <= last
    except ValueError:
        return False


def _shortened(value: str) -> str:
    shown = "".join(sign if sign.isprintable() else " " for sign in value[:_LONGEST])
    return f"{shown} …" if len(value) > _LONGEST else shown
