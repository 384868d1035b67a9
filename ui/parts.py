"""A page in parts: one is shown at a time, and only that one is asked for."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ui import address


def choose(names: Sequence[str]) -> str:
    """The part to show, in the address; the first where nothing is said."""
    address.look("visa", "Visa", names)
    picked = st.segmented_control(
        "Visa", names, default=names[0], required=True, key="visa", bind="query-params"
    )
    return str(picked or names[0])
