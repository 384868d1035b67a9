"""The basis and the courses of a forecast, kept for a while for the same scope and load."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from domain.forecast import back_test
from domain.forecast.back_test import Said
from domain.forecast.basis import Basis
from domain.forecast.simulation import Courses, simulate
from queries.forecast_basis import read_basis
from queries.scope import Scope
from ui.reading import StoreState

_KEPT_SECONDS = 600
_KEPT_BASES, _KEPT_COURSES, _KEPT_TRIALS = 50, 6, 500


@st.cache_data(ttl=_KEPT_SECONDS, max_entries=_KEPT_BASES, show_spinner="Hämtar uppgifter …")
def basis(scope: Scope, state: StoreState) -> Basis | None:
    """What the forecast is built on, as of the store's latest load."""
    assert state
    return read_basis(scope)


@st.cache_data(ttl=_KEPT_SECONDS, max_entries=_KEPT_COURSES, show_spinner="Räknar fram prognosen …")
def courses(scope: Scope, state: StoreState, to_month: dt.date) -> Courses | None:
    """The courses to the end of a month; None where the history is not enough."""
    built_on = basis(scope, state)
    return simulate(built_on, to_month) if built_on and built_on.is_enough else None


@st.cache_data(max_entries=_KEPT_TRIALS, show_spinner=False)
def said(scope: Scope, load_id: int, latest_load: int | None) -> list[Said]:
    """What the forecast would have said after a load. What was known then changes first when a load is undone."""
    assert latest_load is not None
    built_on = read_basis(scope, as_of=load_id)
    return back_test.said(built_on) if built_on else []
