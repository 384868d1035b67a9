"""A selection of cases: the period in which they began, and the unit, subject and kind kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from domain import formats
from ui.selection import last_day, months_before, told_apart

_MONTHS_AT_FIRST = 12
_DIMENSIONS = ("unit", "subject", "kind", "month", "through")


@dataclass(frozen=True, slots=True)
class CaseOptions:
    """What cases can be chosen by: labels by code in the order they are shown; '' stands for unknown.

    `months` are those of the calendar, from the first in which a case began to that of the cut-off; `data_through`
    is the last day that any fact about cases covers.
    """

    units: Mapping[str, str]
    subjects: Mapping[str, str]
    kinds: Mapping[str, str]
    months: tuple[dt.date, ...]
    data_through: str | None = None

    @classmethod
    def of(cls, rows: pd.DataFrame) -> CaseOptions:
        """From the answer to `case_options`. Labels are made unique: widgets tell options apart by them."""
        labels: dict[str, dict[str, str]] = {name: {} for name in _DIMENSIONS}
        for row in rows.to_dict("records"):
            labels[str(row["dimension"])][str(row["code"])] = str(row["label"])
        ends = [dt.date.fromisoformat(f"{code}-01") for code in labels["month"]]
        data_through = next(iter(labels["through"]), None)
        if ends and data_through:
            through = dt.date.fromisoformat(data_through).replace(day=1)
            ends = [min(*ends, through), max(min(max(ends), through), min(ends))]
        return cls(
            told_apart(labels["unit"]),
            told_apart(labels["subject"]),
            told_apart(labels["kind"]),
            _every_month(min(ends), max(ends)) if ends else (),
            data_through,
        )

    @property
    def latest_year(self) -> tuple[int, int]:
        """Where the last twelve months begin and end among the months, as indexes."""
        return max(0, len(self.months) - _MONTHS_AT_FIRST), len(self.months) - 1


@dataclass(frozen=True, slots=True)
class CaseSelection:
    """What the figures cover; `units` empty and the others None keep all."""

    from_month: dt.date
    to_month: dt.date
    units: tuple[str, ...] = field(default=())
    subject: str | None = None
    kind: str | None = None

    def params(self) -> dict[str, object]:
        """The parameters of a question about cases of a period."""
        return {**self.of_period(), "subject": self.subject, "kind": self.kind}

    def of_now(self) -> dict[str, object]:
        """The parameters of a question about how things stand, whatever the period."""
        return {"units": self.units or None, "subject": self.subject, "kind": self.kind}

    def of_period(self) -> dict[str, object]:
        """The parameters of a question about a period and units alone."""
        return {"from_month": self.from_month, "to_month": self.to_month, "units": self.units or None}

    def of_persons(self) -> dict[str, object]:
        """The parameters of a question about persons, who have no kind of referral."""
        return {**self.of_period(), "subject": self.subject}

    @property
    def period(self) -> str:
        """The period in words."""
        return formats.period(self.from_month, self.to_month)

    @property
    def last_day(self) -> dt.date:
        """The last day of the period."""
        return last_day(self.to_month)

    def words(self, options: CaseOptions, *dimensions: str) -> dict[str, str]:
        """The selection as headings and labels; of the period, unit, subject and kind those that are named."""
        told = {
            "Period": self.period,
            "Enhet": ", ".join(options.units.get(code, code) for code in self.units),
            "Gäller": "" if self.subject is None else options.subjects.get(self.subject, self.subject),
            "Slag": "" if self.kind is None else options.kinds.get(self.kind, self.kind),
        }
        return {
            name: words for name, words in told.items() if words and (not dimensions or name in dimensions)
        }


def _every_month(first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    months = [first]
    while months[-1] < last:
        months.append(months_before(months[-1], -1))
    return tuple(months)
