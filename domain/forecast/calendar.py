"""The steps of a forecast: the months after the cut-off, the first of them in part where the cut-off lies in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """A month, or what is left of it."""

    from_on: dt.date
    to_on: dt.date

    @property
    def month(self) -> dt.date:
        """The month, its first day."""
        return self.from_on.replace(day=1)

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.to_on - self.from_on).days + 1

    @property
    def share(self) -> float:
        """How much of its month it is."""
        return self.days / last_day(self.from_on).day


def steps(cut_off: dt.date, to_month: dt.date) -> tuple[Step, ...]:
    """From the day after the cut-off to the end of a month; none where the data reach so far."""
    found: list[Step] = []
    day = cut_off + dt.timedelta(days=1)
    while day <= last_day(to_month):
        found.append(Step(day, last_day(day)))
        day = found[-1].to_on + dt.timedelta(days=1)
    return tuple(found)


def months_later(month: dt.date, number: int) -> dt.date:
    """The first day of the month that lies a number of months later, or earlier."""
    count = month.year * 12 + month.month - 1 + number
    return dt.date(count // 12, count % 12 + 1, 1)


def last_day(day: dt.date) -> dt.date:
    """The last day of a day's month."""
    return months_later(day, 1) - dt.timedelta(days=1)


def months_between(first: dt.date, last: dt.date) -> int:
    """How many months the second lies after the first."""
    return (last.year - first.year) * 12 + last.month - first.month
