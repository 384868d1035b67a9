"""How good the forecast was: what it would have said at earlier months' ends, against what came and a naive one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from domain.forecast.basis import Basis, MonthCost
from domain.forecast.calendar import months_between, months_later
from domain.forecast.outcome import Interval, interval
from domain.forecast.simulation import simulate

HORIZONS = range(1, 12)
NAIVE_MONTHS = 3
_RUNS = 400


@dataclass(frozen=True, slots=True)
class Said:
    """What was said at a month's end of a month some months ahead, in kronor: the forecast, and the naive one."""

    origin: dt.date
    month: dt.date
    forecast: Interval
    naive_kr: float

    @property
    def horizon(self) -> int:
        """How many months ahead."""
        return months_between(self.origin, self.month)


@dataclass(frozen=True, slots=True)
class Tried:
    """What was said, and what came."""

    said: Said
    came_kr: float

    @property
    def error(self) -> float:
        """How far from what came the middle lay, as a share of it."""
        return abs(self.said.forecast.middle - self.came_kr) / self.came_kr

    @property
    def naive_error(self) -> float:
        """The same of the naive forecast."""
        return abs(self.said.naive_kr - self.came_kr) / self.came_kr

    @property
    def is_within(self) -> bool:
        """Whether what came lay in the interval."""
        return self.said.forecast.holds(self.came_kr)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How forecasts came out: how many, the median errors, and the share of outcomes inside the interval."""

    number: int
    error: float
    naive_error: float
    within: float

    @property
    def is_better(self) -> bool:
        """Whether the forecast lay nearer than the naive one."""
        return self.error < self.naive_error


def naive(basis: Basis) -> float | None:
    """The mean cost of the last three whole months, in kronor; None where they are not known whole."""
    costs = basis.last_months(NAIVE_MONTHS)
    if len({cost.month for cost in costs}) < NAIVE_MONTHS or basis.history_months < NAIVE_MONTHS:
        return None
    return sum(cost.gross_ore for cost in costs) / 100 / NAIVE_MONTHS


def said(basis: Basis, runs: int = _RUNS) -> list[Said]:
    """What would have been said at the basis' cut-off, a month's end; nothing where too little was known."""
    carried_on = naive(basis)
    if carried_on is None or not basis.is_enough:
        return []
    courses = simulate(basis, months_later(basis.whole_until, HORIZONS[-1]), runs)
    if courses.unpriced >= frozenset(courses.cells):
        return []
    total = (courses.running_kr + courses.coming_kr).sum(2)
    return [
        Said(basis.whole_until, step.month, interval(total[:, at]), carried_on)
        for at, step in enumerate(courses.steps)
    ]


def tried(told: Sequence[Said], came: Mapping[dt.date, float]) -> list[Tried]:
    """What was said of months that have come since, beside what came."""
    return [Tried(one, came[one.month]) for one in told if came.get(one.month, 0) > 0]


def came(months: Sequence[MonthCost], whole_until: dt.date) -> dict[dt.date, float]:
    """What each whole month came to cost, in kronor."""
    found: dict[dt.date, float] = {}
    for cost in months:
        if cost.month <= whole_until:
            found[cost.month] = found.get(cost.month, 0.0) + cost.gross_ore / 100
    return found


def verdict(results: Sequence[Tried]) -> Verdict | None:
    """How they came out together; None where there are none."""
    if not results:
        return None
    return Verdict(
        len(results),
        median(one.error for one in results),
        median(one.naive_error for one in results),
        sum(one.is_within for one in results) / len(results),
    )
