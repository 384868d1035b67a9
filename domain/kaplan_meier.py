"""How long something takes when part of it still runs: the estimate of Kaplan and Meier, from counts by day.

What runs still has taken at least the days it has run, and is not a finished short one: it stays among those
who may end until that day, and leaves without ending. The interval is the log-log one (95 %), which keeps within
0 and 1 and is not the same on both sides.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

CONFIDENCE = 0.95
_Z = 1.959963984540054
_EQUAL = 1e-12
"""Shares that differ by less are the same: products of fractions are not exact."""


@dataclass(frozen=True, slots=True)
class Observed:
    """How many ended after a number of days, and how many had run for so long when last seen."""

    days: int
    ended: int
    running: int = 0

    def __post_init__(self) -> None:
        if min(self.days, self.ended, self.running) < 0:
            raise ValueError("days and counts are not negative")


@dataclass(frozen=True, slots=True)
class Point:
    """A day on which something ended: the share that runs on after it, its interval, and how many could have ended."""

    days: int
    share: float
    low: float
    high: float
    at_risk: int
    ended: int


@dataclass(frozen=True, slots=True)
class Curve:
    """The share that runs on, day by day; before the first point all do."""

    points: tuple[Point, ...]
    ended: int
    running: int
    longest_days: int

    def days_until(self, ended_share: float) -> int | None:
        """The first day on which at least that share has ended; None where the curve never comes so far."""
        left = 1 - ended_share
        return next((p.days for p in self.points if p.share <= left + _EQUAL), None)

    def interval(self, ended_share: float) -> tuple[int | None, int | None]:
        """The days between which that share has ended, with 95 % confidence; None where there is no such limit."""
        left = 1 - ended_share
        low = next((p.days for p in self.points if p.low <= left + _EQUAL), None)
        high = next((p.days for p in self.points if p.high <= left + _EQUAL), None)
        return low, high


def curve(observed: Iterable[Observed]) -> Curve:
    """The curve of what was observed. On one day what ended goes before what runs on."""
    ended: dict[int, int] = {}
    running: dict[int, int] = {}
    for one in observed:
        ended[one.days] = ended.get(one.days, 0) + one.ended
        running[one.days] = running.get(one.days, 0) + one.running
    at_risk = sum(ended.values()) + sum(running.values())
    points: list[Point] = []
    share, spread = 1.0, 0.0
    for days in sorted(ended):
        if ended[days]:
            left = at_risk - ended[days]
            share *= left / at_risk
            # Greenwood's sum; where all have ended there is nothing left to be uncertain of
            spread += ended[days] / (at_risk * left) if left else math.inf
            low, high = _interval(share, spread)
            points.append(Point(days, share, low, high, at_risk, ended[days]))
        at_risk -= ended[days] + running[days]
    return Curve(tuple(points), sum(ended.values()), sum(running.values()), max(ended, default=0))


def _interval(share: float, spread: float) -> tuple[float, float]:
    if share <= 0 or share >= 1:
        return share, share
    wide = _Z * math.sqrt(spread) / abs(math.log(share))
    return share ** math.exp(wide), share ** math.exp(-wide)
