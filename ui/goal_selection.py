"""What Mål is asked about: an instrument, a period, units, types of intervention and providers; all in the address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd
import streamlit as st

from domain import formats
from ui import address, case_filters
from ui.parallel_selection import UNIT
from ui.selection import last_day, months_before, told_apart

INSTRUMENT, TYPE, PROVIDER = "instrument", "insatstyp", "insatsens-utforare"
"""The names in the address; period and unit are those of other pages."""

_MONTHS_AT_FIRST = 12
_DIMENSIONS = ("instrument", "life_area", "intervention_type", "unit", "provider_code", "first", "through")


@dataclass(frozen=True, slots=True)
class GoalOptions:
    """What goals can be chosen by: labels by code in the order they are shown; '' stands for unknown.

    `areas` are those of each instrument; `months` those from the first assessment to that of the cut-off.
    """

    instruments: Mapping[str, str]
    areas: Mapping[str, Mapping[str, str]]
    types: Mapping[str, str]
    units: Mapping[str, str]
    providers: Mapping[str, str]
    months: tuple[dt.date, ...]
    today: dt.date | None

    @classmethod
    def of(cls, rows: pd.DataFrame) -> GoalOptions:
        """From the answer to `goal_options`."""
        labels: dict[str, dict[str, str]] = {name: {} for name in _DIMENSIONS}
        for row in rows.to_dict("records"):
            labels[str(row["dimension"])][str(row["code"])] = str(row["label"])
        areas: dict[str, dict[str, str]] = {}
        for code, label in labels["life_area"].items():
            instrument, _, area = code.partition(":")
            areas.setdefault(instrument, {})[area] = label
        first, through = next(iter(labels["first"]), ""), next(iter(labels["through"]), "")
        today = dt.date.fromisoformat(through) if through else None
        begin = dt.date.fromisoformat(first).replace(day=1) if first else None
        return cls(
            told_apart(labels["instrument"]),
            {instrument: told_apart(found) for instrument, found in areas.items()},
            told_apart(labels["intervention_type"]),
            told_apart(labels["unit"]),
            told_apart(labels["provider_code"]),
            _months(begin, today) if begin and today else (),
            today,
        )

    def label(self, grouping: str, instrument: str, code: str) -> str:
        """What a code of a grouping is called."""
        held: Mapping[str, Mapping[str, str]] = {
            "life_area": self.areas.get(instrument, {}),
            "intervention_type": self.types,
            "unit": self.units,
            "provider_code": self.providers,
        }
        return held[grouping].get(code, code or "Okänd")

    def order(self, grouping: str, instrument: str) -> list[str]:
        """The codes of a grouping in the order they are shown."""
        held: Mapping[str, Mapping[str, str]] = {
            "life_area": self.areas.get(instrument, {}),
            "intervention_type": self.types,
            "unit": self.units,
            "provider_code": self.providers,
        }
        return list(held[grouping])


@dataclass(frozen=True, slots=True)
class GoalSelection:
    """What the figures cover; units, types and providers keep all where they are empty."""

    instrument: str
    from_month: dt.date
    to_month: dt.date
    units: tuple[str, ...]
    types: tuple[str, ...]
    providers: tuple[str, ...]

    def of_now(self) -> dict[str, object]:
        """The parameters of a question about how things stand."""
        return {
            "instrument": self.instrument,
            "units": self.units or None,
            "types": self.types or None,
            "providers": self.providers or None,
        }

    def params(self) -> dict[str, object]:
        """The parameters of a question about a period."""
        return {"from_on": self.from_month, "to_on": last_day(self.to_month), **self.of_now()}

    @property
    def period(self) -> str:
        """The period in words."""
        return formats.period(self.from_month, self.to_month)

    def words(self, options: GoalOptions, *, with_period: bool = True) -> dict[str, str]:
        """The selection as headings and labels."""
        told = {
            "Instrument": options.instruments.get(self.instrument, self.instrument),
            "Period": self.period if with_period else "",
            "Enhet": ", ".join(options.units.get(code, code) for code in self.units),
            "Insatstyp": ", ".join(options.types.get(code, code) for code in self.types),
            "Utförare": ", ".join(options.providers.get(code, code) for code in self.providers),
        }
        return {name: words for name, words in told.items() if words}


def choose(offered: GoalOptions) -> tuple[GoalSelection, list[str]]:
    """What the filters in the sidebar say, and what of the address could not be followed."""
    last = len(offered.months) - 1
    with st.sidebar:
        st.markdown("**Urval**")
        instrument = _instrument(offered.instruments)
        from_month = case_filters.month(
            "Från och med", case_filters.FROM, offered.months, max(0, last - _MONTHS_AT_FIRST + 1)
        )
        to_month = case_filters.month("Till och med", case_filters.TO, offered.months, last)
        units = case_filters.several("Enhet", UNIT, offered.units)
        types = case_filters.several("Insatstyp", TYPE, offered.types)
        providers = case_filters.several("Utförare", PROVIDER, offered.providers)
    selection = GoalSelection(
        instrument, min(from_month, to_month), max(from_month, to_month), units, types, providers
    )
    remarks = address.remarks(selection)
    if from_month > to_month:
        remarks.append(f"Perioden slutar före den börjar. Den läses som {selection.period}.")
    return selection, remarks


def one(
    label: str,
    key: str,
    labels: Mapping[str, str],
    begin: str | None = None,
    width: int | Literal["stretch"] = "stretch",
) -> str:
    """One of several, always one."""
    codes = list(labels)
    address.look(key, label, labels.values())
    if key in st.session_state and st.session_state[key] not in codes:
        del st.session_state[key]
    picked = st.selectbox(
        label,
        codes,
        index=codes.index(begin) if begin is not None and begin in labels else 0,
        format_func=lambda code: labels.get(code, code),
        key=key,
        bind="query-params",
        width=width,
    )
    return str(picked or codes[0])


def _instrument(labels: Mapping[str, str]) -> str:
    return one("Instrument", INSTRUMENT, labels)


def _months(first: dt.date, today: dt.date) -> tuple[dt.date, ...]:
    months, last = [first], today.replace(day=1)
    while months[-1] < last:
        months.append(months_before(months[-1], -1))
    return tuple(months)
