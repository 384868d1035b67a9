"""A selection of care days: the period and the values kept of each dimension."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from domain import formats

DIMENSIONS: dict[str, str] = {
    "care_form": "Vårdform",
    "unit": "Enhet",
    "age_group": "Åldersgrupp",
    "sex": "Kön",
    "target_group": "Målgrupp",
    "main_reason": "Huvudorsak",
    "legal_basis": "Lagrum",
    "procurement": "Upphandling",
    "outside_reason": "Skäl utanför ramavtal",
    "tender_area": "Anbudsområde",
    "provider_code": "Utförare",
}
"""The dimensions of care days that can be filtered and grouped by, with their headings."""

BY_MONTH = "month"
GROUPINGS = {BY_MONTH: "Månad", **DIMENSIONS}
"""What a table can be shown by."""


@dataclass(frozen=True, slots=True)
class Options:
    """The values that occur, in the order they are shown: for each dimension its codes with their labels.

    `months` are those of the calendar, from the first with a day to that of the cut-off: a month without a day is one
    of them.
    """

    labels: dict[str, dict[str, str]]
    kinds: dict[str, str]
    months: tuple[dt.date, ...]

    @classmethod
    def of(cls, rows: pd.DataFrame, data_through: str | None = None) -> Options:
        """From the answer to `filter_options`. Labels are made unique: widgets tell options apart by them."""
        labels: dict[str, dict[str, str]] = {name: {} for name in DIMENSIONS}
        kinds: dict[str, str] = {}
        months: list[dt.date] = []
        for row in rows.to_dict("records"):
            dimension, code, label = str(row["dimension"]), str(row["code"]), str(row["label"])
            if dimension == "month":
                months.append(dt.date.fromisoformat(f"{code}-01"))
                continue
            labels[dimension][code] = label
            if dimension == "care_form":
                kinds[code] = str(row["kind"] or "heldygnsvard")
        unique = {dimension: told_apart(found) for dimension, found in labels.items()}
        return cls(unique, kinds, calendar(months, data_through))

    def label(self, dimension: str, code: str) -> str:
        """The label of a code; never the code alone unless nothing else is known of it."""
        return self.labels.get(dimension, {}).get(code, code or "Okänd")

    def whole_months(self, data_through: str | None) -> tuple[dt.date, ...]:
        """The months that the data cover to their last day; all of them where none is covered so."""
        return tuple(month for month in self.months if is_whole(month, data_through)) or self.months

    def latest_year(self, data_through: str | None) -> tuple[int, int]:
        """Where the last twelve whole months begin and end among the months, as indexes."""
        last = len(self.whole_months(data_through)) - 1
        return max(0, last - 11), last


@dataclass(frozen=True, slots=True)
class Selection:
    """What the figures cover. `kept` holds a dimension only where something was chosen in it."""

    from_month: dt.date
    to_month: dt.date
    kept: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def params(self) -> dict[str, object]:
        """The parameters of a question over care days."""
        chosen: dict[str, object] = {name: self.kept.get(name) for name in DIMENSIONS}
        return {"from_month": self.from_month, "to_month": self.to_month, **chosen}

    @property
    def is_one_month(self) -> bool:
        """Whether there is no course over time to show."""
        return self.from_month == self.to_month

    @property
    def period(self) -> str:
        """The period in words."""
        return formats.period(self.from_month, self.to_month)

    @property
    def from_month_before(self) -> dt.date:
        """The first month of the same period the year before."""
        return year_before(self.from_month)

    @property
    def period_before(self) -> str:
        """The same period the year before, in words."""
        return formats.period(self.from_month_before, year_before(self.to_month))

    def unended_month(self, data_through: str | None) -> dt.date | None:
        """The last month where the data do not cover it to its last day: it is not held against a whole one."""
        return None if is_whole(self.to_month, data_through) else self.to_month

    def words(self, options: Options) -> dict[str, str]:
        """The selection as headings and labels, for the page and for exports."""
        return {"Period": self.period, **kept_words(self.kept, options)}


def kept_words(kept: dict[str, tuple[str, ...]], options: Options) -> dict[str, str]:
    """The values kept of each dimension, as headings and labels."""
    return {
        DIMENSIONS[name]: ", ".join(options.label(name, code) for code in codes)
        for name, codes in kept.items()
    }


def told_apart(labels: Mapping[str, str]) -> dict[str, str]:
    """Labels by code, each with its code beside where several have the same."""
    times = Counter(labels.values())
    return {code: f"{label} ({code})" if times[label] > 1 else label for code, label in labels.items()}


def is_whole(month: dt.date, data_through: str | None) -> bool:
    """Whether the data cover a month to its last day."""
    return last_day(month).isoformat() <= (data_through or "9999-12-31")


def calendar(present: Sequence[dt.date], data_through: str | None) -> tuple[dt.date, ...]:
    """Every month from the first of those present to the last of them, or to that of the cut-off."""
    if not present:
        return ()
    last = max(present)
    if data_through:
        last = max(last, dt.date.fromisoformat(data_through).replace(day=1))
    months = [min(present)]
    while months[-1] < last:
        months.append(months_before(months[-1], -1))
    return tuple(months)


def latest_months(data_through: str | None, number: int) -> tuple[dt.date, dt.date]:
    """The first and the last of the months that end with that of the cut-off."""
    last = (dt.date.fromisoformat(data_through) if data_through else dt.date.max).replace(day=1)
    return months_before(last, number - 1), last


def year_before(month: dt.date) -> dt.date:
    """The same month the year before."""
    return month.replace(year=month.year - 1)


def months_before(month: dt.date, number: int) -> dt.date:
    """The month that lies a number of months earlier."""
    count = month.year * 12 + month.month - 1 - number
    return dt.date(count // 12, count % 12 + 1, 1)


def last_day(month: dt.date) -> dt.date:
    """The last day of a month."""
    return months_before(month, -1) - dt.timedelta(days=1)
