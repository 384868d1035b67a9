"""The filters that pages share: drawn once, kept in the address, and taken along from page to page."""

from __future__ import annotations

import datetime as dt
from enum import Enum, auto

import streamlit as st

from domain import formats
from ui import address, run_state
from ui.care_figures import DayKind
from ui.reading import StoreState, read
from ui.selection import BY_MONTH, DIMENSIONS, GROUPINGS, Options, Selection
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
    "outside_reason": "skal",
    "tender_area": "anbudsomrade",
    "provider_code": "utforare",
}
"""The name of each dimension in the address."""

OF_CASES = ("arendets-enhet", "galler", "slag-av-arende")
"""The same of the filters that the pages about cases share."""

_FROM, _TO, _MONTH, _DRAWN = "fran", "till", "manad", "filters"
_OF_PAGES = ("dag", "fran-dag", "till-dag", "insatsens-enhet")
"""What a page draws itself, and is taken along all the same."""
_FIRST = ("care_form", "unit")


def options(user: User, state: StoreState) -> Options:
    """What there is to choose between for this user."""
    return Options.of(read("filter_options", user.scope, state), state.data_through)


class Shared(Enum):
    """Which of the shared filters belong beside a page."""

    ALL = auto()
    """A period and every dimension."""
    GROUPS = auto()
    """Every dimension; the page has a day of its own."""
    MONTH_AND_UNIT = auto()
    """How things stand at the end of one month."""
    NONE = auto()


def draw(offered: Options, state: StoreState, which: Shared) -> None:
    """Draw a page's filters in the sidebar, unless app.py has done so in this run."""
    if run_state.drawn(_DRAWN) or not offered.months or which is Shared.NONE:
        return
    with st.sidebar:
        st.markdown("**Urval**")
        if which is Shared.ALL:
            _period(offered, state)
        if which in (Shared.ALL, Shared.GROUPS):
            _groups(offered)
        else:
            months = offered.whole_months(state.data_through)
            _month("Månad", _MONTH, months, len(months) - 1)
            _values("unit", offered)
    run_state.mark(_DRAWN)


def keep() -> None:
    """Take along what has been chosen on other pages: Streamlit forgets what is not drawn in a run."""
    for key in (_FROM, _TO, _MONTH, *KEYS.values(), *OF_CASES, *_OF_PAGES):
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]


def _period(offered: Options, state: StoreState) -> None:
    first, last = offered.latest_year(state.data_through)
    _month("Från och med", _FROM, offered.months, first)
    _month("Till och med", _TO, offered.months, last)


def _groups(offered: Options) -> None:
    for dimension in _FIRST:
        _values(dimension, offered)
    others = [dimension for dimension in DIMENSIONS if dimension not in _FIRST]
    with st.expander("Fler filter", expanded=any(st.query_params.get(KEYS[d]) for d in others)):
        for dimension in others:
            _values(dimension, offered)


def choose(offered: Options, state: StoreState) -> tuple[Selection, list[str]]:
    """What the filters say now, and what of the address could not be followed.

    A period that ends before it begins is read the other way round, and that is said too.
    """
    draw(offered, state, Shared.ALL)
    chosen = st.session_state
    first, last = offered.latest_year(state.data_through)
    said = [chosen.get(key) or offered.months[index] for key, index in ((_FROM, first), (_TO, last))]
    kept = _kept()
    selection = Selection(min(said), max(said), kept)
    remarks = address.remarks((selection.from_month, selection.to_month, tuple(sorted(kept.items()))))
    if said[0] > said[1]:
        remarks.append(f"Perioden slutar före den börjar. Den läses som {selection.period}.")
    return selection, remarks


def groups(offered: Options, state: StoreState) -> dict[str, tuple[str, ...]]:
    """The values kept of each dimension, for a page whose time is its own."""
    draw(offered, state, Shared.GROUPS)
    return _kept()


def _kept() -> dict[str, tuple[str, ...]]:
    chosen = st.session_state
    return {d: tuple(chosen[key]) for d, key in KEYS.items() if chosen.get(key)}


def month_and_units(
    offered: Options, state: StoreState
) -> tuple[dt.date, dict[str, tuple[str, ...]], list[str]]:
    """One whole month and the units kept, for a page about how things stand; and what could not be followed."""
    draw(offered, state, Shared.MONTH_AND_UNIT)
    month = st.session_state.get(_MONTH) or offered.whole_months(state.data_through)[-1]
    units = tuple(st.session_state.get(KEYS["unit"]) or ())
    return month, {"unit": units} if units else {}, address.remarks((month, units))


def grouping() -> str:
    """What the page's table is shown by: a dimension, or the month."""
    address.look("per", "Visa tabellen per", GROUPINGS.values())
    return str(
        st.selectbox(
            "Visa tabellen per",
            list(GROUPINGS),
            index=list(GROUPINGS).index("care_form"),
            format_func=lambda name: GROUPINGS[name],
            key="per",
            bind="query-params",
            width=260,
        )
        or BY_MONTH
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


def _month(label: str, key: str, months: tuple[dt.date, ...], index: int) -> None:
    address.look(key, label, map(formats.month, months))
    st.selectbox(
        label,
        months,
        index=index,
        format_func=formats.month,
        key=key,
        bind="query-params",
        filter_mode="contains",
    )


def _values(dimension: str, offered: Options) -> None:
    labels = offered.labels[dimension]
    address.look(KEYS[dimension], DIMENSIONS[dimension], labels.values())
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
