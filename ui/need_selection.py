"""What Behov och resurser is asked about: units and types, a template, and another tariff; all in the address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from domain import formats
from ui import address, case_filters
from ui.goal_selection import TYPE, one
from ui.parallel_selection import UNIT
from ui.selection import last_day, months_before, told_apart

DAY, TEMPLATE = "behovets-manad", "mall"
OTHER_TEMPLATE, OTHER_YEAR, PERCENT = "annan-mall", "tariff-fran", "andring"
"""The names in the address."""

MONTHS_SHOWN = 24
MOST_PERCENT = 50
SAME_DAY = "Den som gäller på dagen"


@dataclass(frozen=True, slots=True)
class NeedOptions:
    """What needs can be chosen by. `tariffs` holds the days from which each template has a tariff, the latest first.

    `months` are those from when the facts are whole to the cut-off, the last of which may be covered in part.
    """

    types: Mapping[str, str]
    units: Mapping[str, str]
    tariffs: Mapping[str, tuple[dt.date, ...]]
    months: tuple[dt.date, ...]
    today: dt.date | None
    decisions_through: dt.date | None
    interventions_through: dt.date | None

    @classmethod
    def of(cls, rows: pd.DataFrame) -> NeedOptions:
        """From the answer to `level_options`; the usual template stands first."""
        labels: dict[str, dict[str, str]] = {}
        tariffs: dict[str, list[dt.date]] = {}
        for row in rows.to_dict("records"):
            dimension, code, label = str(row["dimension"]), str(row["code"]), str(row["label"])
            if dimension == "tariff":
                tariffs.setdefault(code, []).append(dt.date.fromisoformat(label))
            else:
                labels.setdefault(dimension, {})[code] = label
        days = {
            name: dt.date.fromisoformat(next(iter(labels[name])))
            for name in ("today", "history_from", "decisions", "interventions")
            if labels.get(name)
        }
        return cls(
            told_apart(labels.get("intervention_type", {})),
            told_apart(labels.get("unit", {})),
            {template: tuple(sorted(found, reverse=True)) for template, found in tariffs.items()},
            _months(days["history_from"], days["today"]) if "today" in days else (),
            days.get("today"),
            days.get("decisions"),
            days.get("interventions"),
        )

    @property
    def gaps(self) -> list[str]:
        """What has not been delivered, or not as far as the rest, in words."""
        said = []
        if self.decisions_through is None:
            said.append("Beslut är inte levererade. Behoven är därför bara de insatser som ges.")
        elif self.interventions_through is None:
            said.append("Insatser är inte levererade. Behoven är därför bara de beslut som har fattats.")
        elif self.decisions_through != self.interventions_through:
            said.append(
                f"Uppgifterna når olika långt: beslut till {formats.date(self.decisions_through)} och insatser till "
                f"{formats.date(self.interventions_through)}. Behoven räknas till {formats.date(self.today)}."
            )
        if not self.tariffs:
            said.append("Ingen resursmall är levererad. Timmar, årsarbetare och ersättning är därför okända.")
        return said

    def day(self, month: dt.date) -> dt.date:
        """The day on which a month's needs are counted: its last, or the last that is covered."""
        return min(last_day(month), self.today or dt.date.max)


@dataclass(frozen=True, slots=True)
class NeedSelection:
    """What the figures cover; units and types keep all where they are empty, no template gives no tariff."""

    month: dt.date
    template: str | None
    units: tuple[str, ...]
    types: tuple[str, ...]

    def params(self, days: tuple[dt.date, ...]) -> dict[str, object]:
        """The parameters of a question about some days, under the tariff of each."""
        return {
            "days": days,
            "template": self.template,
            "tariff_on": None,
            "percent": 0,
            "units": self.units or None,
            "types": self.types or None,
        }

    def words(self, options: NeedOptions) -> dict[str, str]:
        """The selection as headings and labels."""
        told = {
            "Läget": formats.date(options.day(self.month)),
            "Resursmall": self.template or formats.UNKNOWN,
            "Enhet": ", ".join(options.units.get(code, code) for code in self.units),
            "Insatstyp": ", ".join(options.types.get(code, code) for code in self.types),
        }
        return {name: words for name, words in told.items() if words}


@dataclass(frozen=True, slots=True)
class OtherTariff:
    """The tariff that the same needs are held against: a template, the day whose tariff holds, and a change."""

    template: str
    tariff_on: dt.date | None
    percent: int

    @property
    def words(self) -> str:
        """In one sentence."""
        when = (
            f"tariffen från {formats.date(self.tariff_on)}"
            if self.tariff_on
            else "tariffen som gäller på dagen"
        )
        change = (
            f", ersättningen {self.percent:+d}{formats.NBSP}%".replace("-", formats.MINUS)
            if self.percent
            else ""
        )
        return f"{self.template}, {when}{change}"


def choose(offered: NeedOptions) -> tuple[NeedSelection, list[str]]:
    """What the filters in the sidebar say, and what of the address could not be followed."""
    last = len(offered.months) - 1
    with st.sidebar:
        st.markdown("**Urval**")
        month = case_filters.month("Läget vid månadens slut", DAY, offered.months, last)
        template = (
            one("Resursmall", TEMPLATE, {name: name for name in offered.tariffs}) if offered.tariffs else None
        )
        units = case_filters.several("Enhet", UNIT, offered.units)
        types = case_filters.several("Insatstyp", TYPE, offered.types)
    selection = NeedSelection(month, template, units, types)
    return selection, address.remarks(selection)


def other(offered: NeedOptions, template: str) -> OtherTariff:
    """Another tariff, chosen on the page."""
    places = st.columns(3)
    with places[0]:
        named = {name: name for name in offered.tariffs}
        chosen = one("Annan resursmall", OTHER_TEMPLATE, named, template)
    with places[1]:
        days = {"": SAME_DAY} | {
            day.isoformat(): f"Från {day.isoformat()}" for day in offered.tariffs[chosen]
        }
        day = one("Annan tariff", OTHER_YEAR, days)
    with places[2]:
        address.look_for(PERCENT, "Ändrad ersättning, %", _is_percent)
        percent = st.number_input(
            "Ändrad ersättning, %",
            -MOST_PERCENT,
            MOST_PERCENT,
            0,
            key=PERCENT,
            bind="query-params",
        )
    return OtherTariff(chosen, dt.date.fromisoformat(day) if day else None, int(percent or 0))


def shown_months(options: NeedOptions, selection: NeedSelection) -> tuple[dt.date, ...]:
    """The months up to the chosen one, as many as are drawn and whole."""
    earliest = months_before(selection.month, MONTHS_SHOWN - 1)
    return tuple(month for month in options.months if earliest <= month <= selection.month)


def _is_percent(value: str) -> bool:
    try:
        return abs(int(value)) <= MOST_PERCENT
    except ValueError:
        return False


def _months(first: dt.date, today: dt.date) -> tuple[dt.date, ...]:
    months, last = [first.replace(day=1)], today.replace(day=1)
    while months[-1] < last:
        months.append(months_before(months[-1], -1))
    return tuple(months)
