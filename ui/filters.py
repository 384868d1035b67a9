"""The filters that pages share: drawn once, kept in the address, and taken along from page to page."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from ui import formats, run_state
from ui.care_figures import DayKind
from ui.reading import StoreState, read
from ui.selection import DIMENSIONS, Options, Selection, latest_year
from ui.sign_in import User

KEYS = {
    "care_form": "vardform",
    "unit": "enhet",
    "age_group": "alder",
    "sex": "kon",
    "target_group": "malgrupp",
    "main_reason": "huvudorsak",
    "legal_basis": "lagrum",
    "procurement": "upphandling",
    "tender_area": "anbudsomrade",
    "provider_code": "utforare",
}
"""The name of each dimension in the address."""

_FROM, _TO, _DRAWN = "fran", "till", "filters"
_FIRST = ("care_form", "unit")


def options(user: User, state: StoreState) -> Options:
    """What there is to choose between for this user."""
    return Options.of(read("filter_options", user.scope, state))


def draw(offered: Options, state: StoreState) -> None:
    """Draw the filters in the sidebar, unless app.py has done so in this run."""
    if run_state.drawn(_DRAWN) or not offered.months:
        return
    first, last = latest_year(offered.months, state.data_through)
    with st.sidebar:
        st.markdown("**Urval**")
        from_column, to_column = st.columns(2)
        _month(from_column, "Från och med", _FROM, offered.months, first)
        _month(to_column, "Till och med", _TO, offered.months, last)
        for dimension in _FIRST:
            _values(dimension, offered)
        others = [dimension for dimension in DIMENSIONS if dimension not in _FIRST]
        with st.expander("Fler filter", expanded=any(st.query_params.get(KEYS[d]) for d in others)):
            for dimension in others:
                _values(dimension, offered)
    run_state.mark(_DRAWN)


def choose(offered: Options, state: StoreState) -> Selection:
    """What the filters say now. A period that ends before it begins is read the other way round."""
    draw(offered, state)
    chosen = st.session_state
    first, last = latest_year(offered.months, state.data_through)
    months = sorted(chosen.get(key) or offered.months[index] for key, index in ((_FROM, first), (_TO, last)))
    kept = {d: tuple(chosen[key]) for d, key in KEYS.items() if chosen.get(key)}
    return Selection(months[0], months[1], kept)


def dimension() -> str:
    """The dimension that the page's table is grouped by."""
    return str(
        st.selectbox(
            "Visa tabellen per",
            list(DIMENSIONS),
            format_func=lambda name: DIMENSIONS[name],
            key="per",
            bind="query-params",
            width=260,
        )
    )


def day_kind(kinds: list[DayKind]) -> DayKind | None:
    """The kind of day the page is about: the first there is, or a choice where there are several."""
    if len(kinds) < 2:
        return kinds[0] if kinds else None
    labels = {kind.label: kind for kind in kinds}
    picked = st.segmented_control(
        "Slag av dygn", list(labels), default=kinds[0].label, required=True, key="slag", bind="query-params"
    )
    return labels.get(str(picked), kinds[0])


def _month(
    place: st.delta_generator.DeltaGenerator, label: str, key: str, months: tuple[dt.date, ...], index: int
) -> None:
    place.selectbox(
        label,
        months,
        index=index,
        format_func=formats.short_month,
        key=key,
        bind="query-params",
        filter_mode="contains",
    )


def _values(dimension: str, offered: Options) -> None:
    labels = offered.labels[dimension]
    st.multiselect(
        DIMENSIONS[dimension],
        list(labels),
        format_func=lambda code: labels.get(code, code),
        key=KEYS[dimension],
        placeholder="Alla",
        select_all=False,
        filter_mode="contains",
        bind="query-params",
    )
