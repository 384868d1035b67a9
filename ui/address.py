"""What the address asks for that cannot be followed, so that a page never looks as if it had been.

Streamlit drops what does not occur among a widget's options and mends the address without a word. We look
before the widgets are made, and say it as long as the selection stays what the address led to.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

import streamlit as st

_SAID = "_said_of_the_address"
_LONGEST = 60


def look(key: str, heading: str, labels: Iterable[str]) -> None:
    """Note the values of a parameter that are none of the labels."""
    offered = set(labels)
    unknown = [value for value in st.query_params.get_all(key) if value and value not in offered]
    if unknown:
        said = st.session_state.setdefault(_SAID, {})
        said[key] = (heading, tuple(_shortened(value) for value in unknown), None)


def remarks(selection: Hashable) -> list[str]:
    """A sentence about what could not be followed on the way to this selection; none when there is nothing."""
    said = st.session_state.get(_SAID, {})
    told = []
    for key, (heading, values, led_to) in list(said.items()):
        if led_to is None:
            said[key] = (heading, values, selection)
        elif led_to != selection:
            del said[key]
            continue
        told.append(f"{heading} {', '.join(f'”{value}”' for value in values)}")
    if not told:
        return []
    listed = "; ".join(told)
    return [f"Adressen anger något som inte finns att välja: {listed}. Det är inte med i urvalet som visas."]


def _shortened(value: str) -> str:
    shown = "".join(sign if sign.isprintable() else " " for sign in value[:_LONGEST])
    return f"{shown} …" if len(value) > _LONGEST else shown
