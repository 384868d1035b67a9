"""What the pages about cases are asked: period, unit, subject and kind in the sidebar; all of it in the address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from domain import formats
from domain.case_limits import MOST_EDGES
from ui import address, filters
from ui.case_selection import CaseOptions, CaseSelection
from ui.reading import StoreState, read
from ui.sign_in import User

FROM, TO = "fran", "till"
"""The names in the address; the period is that of the other pages."""

UNIT, SUBJECT, KIND = filters.OF_CASES


def options(user: User, state: StoreState) -> CaseOptions:
    """What there is to choose between for this user."""
    return CaseOptions.of(read("case_options", user.scope, state))


def reached(state: StoreState, offered: CaseOptions) -> StoreState:
    """The state of the store as the facts about cases have it: placements may reach another day."""
    return replace(state, data_through=offered.data_through)


def choose(offered: CaseOptions) -> tuple[CaseSelection, list[str]]:
    """What the filters in the sidebar say, and what of the address could not be followed."""
    first, last = offered.latest_year
    with st.sidebar:
        st.markdown("**Urval**")
        from_month = month("Från och med", FROM, offered.months, first)
        to_month = month("Till och med", TO, offered.months, last)
        units = several("Enhet", UNIT, offered.units)
        subject = _one("Gäller", SUBJECT, offered.subjects)
        kind = _one("Slag av aktualisering", KIND, offered.kinds)
    selection = CaseSelection(min(from_month, to_month), max(from_month, to_month), units, subject, kind)
    remarks = address.remarks(selection)
    if from_month > to_month:
        remarks.append(f"Perioden slutar före den börjar. Den läses som {selection.period}.")
    return selection, remarks


def remarks(*chosen: object) -> list[str]:
    """What of the address could not be followed in a part of a page."""
    return address.remarks(tuple(str(value) for value in chosen))


def step(labels: Mapping[str, str], begin: str) -> str | None:
    """A step to look into."""
    if not labels:
        return None
    codes = list(labels)
    address.look("steg", "Steg", labels.values())
    _forget_unless("steg", codes)
    picked = st.selectbox(
        "Steg",
        codes,
        index=codes.index(begin) if begin in labels else 0,
        format_func=lambda code: labels.get(code, code),
        key="steg",
        bind="query-params",
        width=320,
    )
    return str(picked) if picked else None


def rarest() -> int:
    """The share of the cases, in percent, that a transition must occur in to be drawn."""
    return int(
        st.slider(
            "Dölj övergångar som finns i mindre än så här många procent av ärendena",
            0,
            50,
            2,
            key="dolj",
            bind="query-params",
            help=f"Kartan ritar högst {MOST_EDGES} övergångar. Tabellen har alla.",
        )
    )


def why_listed(names: Mapping[bool, str]) -> bool:
    """Whether to list what is over its clock (true) or what stands still."""
    address.look("lista", "Lista", names.values())
    words = list(names.values())
    picked = st.segmented_control(
        "Lista", words, default=words[0], required=True, key="lista", bind="query-params"
    )
    return next((which for which, name in names.items() if name == picked), True)


def quarter(last: dt.date, number: int = 12) -> tuple[dt.date, dt.date]:
    """A quarter's first and last day: of the latest ones, at first the last that the data cover whole."""
    quarters = quarters_to(last, number)
    whole = next((place for place, (_, to_on) in enumerate(quarters) if to_on <= last), 0)
    labels = [quarter_words(from_on) for from_on, _ in quarters]
    address.look("kvartal", "Kvartal", labels)
    picked = st.selectbox("Kvartal", labels, index=whole, key="kvartal", bind="query-params", width=220)
    return quarters[labels.index(picked)] if picked in labels else quarters[whole]


def quarters_to(last: dt.date, number: int) -> list[tuple[dt.date, dt.date]]:
    """The quarters up to and with that of a day, the latest first."""
    found = []
    begin = dt.date(last.year, (last.month - 1) // 3 * 3 + 1, 1)
    for _ in range(number):
        following = dt.date(begin.year + begin.month // 10, (begin.month + 2) % 12 + 1, 1)
        found.append((begin, following - dt.timedelta(days=1)))
        begin = dt.date(begin.year - (begin.month == 1), (begin.month - 4) % 12 + 1, 1)
    return found


def quarter_words(from_on: dt.date) -> str:
    """A quarter as it is said: kvartal 3 2026."""
    return f"kvartal {(from_on.month + 2) // 3} {from_on.year}"


def month(label: str, key: str, months: tuple[dt.date, ...], index: int) -> dt.date:
    """One of the months; `index` is the place of the one to begin with."""
    address.look(key, label, map(formats.month, months))
    _forget_unless(key, months)
    picked = st.selectbox(
        label,
        months,
        index=index,
        format_func=formats.month,
        key=key,
        bind="query-params",
        filter_mode="contains",
    )
    return picked or months[index]


def _one(label: str, key: str, labels: Mapping[str, str]) -> str | None:
    address.look(key, label, labels.values())
    _forget_unless(key, list(labels))
    picked: str | None = st.selectbox(
        label,
        list(labels),
        index=None,
        format_func=lambda code: labels.get(code, code),
        key=key,
        placeholder="Alla",
        bind="query-params",
    )
    return picked


def several(label: str, key: str, labels: Mapping[str, str]) -> tuple[str, ...]:
    """Any number of values; none keeps all."""
    address.look(key, label, labels.values())
    kept = st.session_state.get(key)
    if kept:
        st.session_state[key] = [code for code in kept if code in labels]
    picked = st.multiselect(
        label,
        list(labels),
        format_func=lambda code: labels.get(code, code),
        key=key,
        placeholder="Alla",
        select_all=False,
        filter_mode="contains",
        bind="query-params",
    )
    return tuple(str(code) for code in picked)


def _forget_unless(key: str, offered: Sequence[object]) -> None:
    """Let go of what was chosen on another page where it does not occur here."""
    if key in st.session_state and st.session_state[key] not in (None, *offered):
        del st.session_state[key]
