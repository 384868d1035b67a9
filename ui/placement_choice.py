"""What the list of placements is asked for: a ready-made list or a day, groups and limits; all in the address."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from domain import formats
from ui import address
from ui.reading import StoreState
from ui.selection import Options, kept_words

PAGE = "placeringar"
LIST_KEY = "lista"
LISTS = {
    "agreement_ends_30": "Avtal går ut inom 30 dagar",
    "agreement_ends_60": "Avtal går ut inom 60 dagar",
    "agreement_ends_90": "Avtal går ut inom 90 dagar",
    "agreement_passed": "Avtal har gått ut",
    "agreement_unsigned": "Avtal saknar underskrift",
    "outside_framework": "Utanför ramavtal",
    "outside_without_reason": "Utanför ramavtal utan skäl",
    "unpriced": "Dygn utan pris",
    "jourhem_over_limit": "Jourhem över tiden",
}
"""The ready-made lists by the item of `attention` that counts them, with their names in the address."""

EVERY = "Alla placeringar"
_ITEMS = {name: item for item, name in LISTS.items()}
_DAY, _SINCE = "listans-dag", "avslutade-fran"

SIGNATURES = {"finns": "Finns", "saknas": "Saknas", "behovs_inte": "Behövs inte"}
"""Whether the agreement is signed; own care and SiS need none."""

_SIGNATURE = "underskrift"
_DAYS = {
    "agreement_ends_on": ("Avtalets sista dag", "avtal"),
    "moved_in_on": ("In-dag", "in"),
    "next_due_on": ("Nästa övervägande", "overvagande"),
}
_NUMBERS = {"care_days": ("Dygn", "dygn"), "daily_price": ("Pris per dygn, kr", "pris")}
_ENDS = {"fran": "från", "till": "till"}
_MOST = 10_000_000
_EARLIEST, _LATEST = dt.date(1990, 1, 1), dt.date(2099, 12, 31)

Limits = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked for. `item` None: the placements of the day, with `since` also those that ended from then on."""

    item: str | None
    day: dt.date
    since: dt.date | None = None
    kept: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    limits: Mapping[str, Limits] = field(default_factory=dict)

    @property
    def params(self) -> dict[str, object]:
        """The parameters of a question about the list."""
        asked = {**self.kept, **self.limits}
        return {
            "day": self.day,
            "since": self.since,
            "item": self.item,
            "asked": json.dumps(asked, sort_keys=True, ensure_ascii=False),
        }

    def words(self, options: Options) -> dict[str, str]:
        """The choice as headings and labels: for the page, for files, and for the access log."""
        day = formats.date(self.day)
        told = {"Lista": LISTS[self.item] if self.item else EVERY}
        told["Dag"] = day if self.since is None else f"{day}, med dem som avslutats från {self.since}"
        groups = {name: codes for name, codes in self.kept.items() if name != "signature"}
        told |= kept_words(groups, options)
        if signatures := self.kept.get("signature"):
            told["Underskrift"] = ", ".join(SIGNATURES[code] for code in signatures)
        headings = {**_DAYS, **_NUMBERS}
        return told | {headings[name][0]: _between(limits) for name, limits in self.limits.items()}


def choose(
    state: StoreState, kept: Mapping[str, tuple[str, ...]], first: dt.date
) -> tuple[Choice, list[str]]:
    """What is chosen, and what of the address could not be followed. `first` is the first day there is."""
    last = dt.date.fromisoformat(str(state.data_through))
    left, middle, right = st.columns([2, 1, 1])
    with left:
        name = _list()
    item = _ITEMS.get(name)
    day, since = last, None
    if item is None:
        with middle:
            day = _picked("Dag", _DAY, last, first, last) or last
        with right:
            since = _picked("Med avslutade från", _SINCE, None, first, last)
    limits = _limits()
    signatures = st.session_state.get(_SIGNATURE) or []
    groups = dict(kept) | ({"signature": tuple(signatures)} if signatures else {})
    remarks = address.remarks((name, day, since, tuple(sorted(groups.items())), tuple(limits.items())))
    if since is not None and since > day:
        remarks.append(f"Perioden slutar före den börjar. Den läses som {day}–{since}.")
        day, since = since, day
    return Choice(item, day, since, groups, limits), remarks


def _list() -> str:
    names = [EVERY, *LISTS.values()]
    address.look(LIST_KEY, "Lista", names)
    return str(
        st.selectbox("Lista", names, key=LIST_KEY, bind="query-params", filter_mode="contains") or EVERY
    )


def _picked(
    label: str, key: str, default: dt.date | None, first: dt.date | None, last: dt.date | None
) -> dt.date | None:
    address.look_for_day(key, label, first or _EARLIEST, last or _LATEST)
    found = st.date_input(
        label, default, min_value=first, max_value=last, key=key, format="YYYY-MM-DD", bind="query-params"
    )
    return found if isinstance(found, dt.date) else None


def _limits() -> dict[str, Limits]:
    """The filters that only a list of single placements has, folded until one of them is set."""
    keys = [f"{key}-{end}" for _, key in (*_DAYS.values(), *_NUMBERS.values()) for end in _ENDS]
    found: dict[str, Limits] = {}
    with st.expander(
        "Filter på avtal, dagar och pris", expanded=any(st.query_params.get(k) for k in (_SIGNATURE, *keys))
    ):
        address.look(_SIGNATURE, "Underskrift", SIGNATURES.values())
        st.multiselect(
            "Underskrift",
            list(SIGNATURES),
            format_func=lambda code: SIGNATURES[code],
            key=_SIGNATURE,
            placeholder="Alla",
            select_all=False,
            bind="query-params",
        )
        for name, (label, key) in _DAYS.items():
            days = []
            for (end, word), place in zip(_ENDS.items(), st.columns(2), strict=True):
                with place:
                    days.append(_picked(f"{label}, {word}", f"{key}-{end}", None, _EARLIEST, _LATEST))
            _keep(found, name, days)
        for name, (label, key) in _NUMBERS.items():
            numbers = []
            for (end, _), word, place in zip(_ENDS.items(), ("minst", "högst"), st.columns(2), strict=True):
                with place:
                    address.look_for_number(f"{key}-{end}", f"{label}, {word}", 0, _MOST)
                    numbers.append(
                        st.number_input(
                            f"{label}, {word}",
                            min_value=0,
                            max_value=_MOST,
                            value=None,
                            step=1,
                            key=f"{key}-{end}",
                            bind="query-params",
                        )
                    )
            _keep(found, name, numbers)
    return found


def _keep(found: dict[str, Limits], name: str, ends: list[dt.date | None] | list[int | None]) -> None:
    low, high = (None if end is None else str(end) for end in ends)
    if low is not None or high is not None:
        found[name] = (low, high)


def _between(limits: Limits) -> str:
    low, high = limits
    if low is None or high is None:
        return f"från {low}" if high is None else f"till {high}"
    return f"{low}–{high}"
