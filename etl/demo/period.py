"""Which days the demo covers, and on which it delivers. Days are ordinals (`date.toordinal`) throughout."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import cache

LAST_DAY = date(2026, 10, 31)
_MOST_MONTHLY = 24
_BEFORE_YEARS = 10


def month_start(year: int, month: int) -> int:
    """The first day of a month; `month` may lie outside 1-12 and then counts from `year`."""
    return _month_start(year * 12 + month - 1)


@cache
def _month_start(number: int) -> int:
    return date(number // 12, number % 12 + 1, 1).toordinal()


@cache
def month_of(day: int) -> int:
    """The number of the day's month: twelve times the year, plus the month from 0."""
    when = date.fromordinal(day)
    return when.year * 12 + when.month - 1


def first_of(month: int) -> int:
    """The first day of a month by its number."""
    return _month_start(month)


def last_of(month: int) -> int:
    """The last day of a month by its number."""
    return _month_start(month + 1) - 1


def year_of(day: int) -> int:
    """The year of a day."""
    return month_of(day) // 12


def months_later(day: int, months: int) -> int:
    """The same day that many months later, or the month's last."""
    month = month_of(day)
    return min(first_of(month + months) + day - first_of(month), last_of(month + months))


@cache
def day_of(year: int, month: int, day: int) -> int:
    """A day as an ordinal."""
    return date(year, month, day).toordinal()


@dataclass(frozen=True)
class Period:
    """The days that the demo tells of. `cut_offs` are the days of its deliveries: a base, then one a month."""

    first: int
    last: int
    cut_offs: tuple[int, ...]

    @staticmethod
    def of(years: int) -> Period:
        """The `years` before and with LAST_DAY; the last half of them, at most two years, month by month."""
        last = LAST_DAY.toordinal()
        end = month_of(last)
        monthly = min(_MOST_MONTHLY, 6 * years)
        return Period(
            first_of(end - 12 * years + 1),
            last,
            tuple(last_of(month) for month in range(end - monthly, end + 1)),
        )

    @property
    def before(self) -> int:
        """The day from which lives are told, so that the first day of the period finds people placed."""
        return month_start(year_of(self.first) - _BEFORE_YEARS, month_of(self.first) % 12 + 1)

    @property
    def months(self) -> range:
        """The numbers of the months of the period."""
        return range(month_of(self.first), month_of(self.last) + 1)

    @property
    def months_before(self) -> range:
        """The numbers of the months before the period that lives are told from."""
        return range(month_of(self.before), month_of(self.first))

    def delivery_of(self, known_on: int) -> int | None:
        """Which delivery first tells of what is known on a day; None if none does."""
        place = bisect_left(self.cut_offs, known_on)
        return place if place < len(self.cut_offs) else None


@cache
def date_text(day: int) -> str:
    """A day as 2026-10-31."""
    return date.fromordinal(day).isoformat()


def month_text(day: int) -> str:
    """The day's month as 2026-10."""
    return date_text(day)[:7]
