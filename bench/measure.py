"""A measured ratio beside the limit it is held against."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """What was compared with what: `value` should be at least or at most `limit`; None: shown only."""

    name: str
    value: float
    limit: float | None = None
    at_least: bool = False
    note: str = ""

    @property
    def holds(self) -> bool:
        """Whether the ratio is on the right side of its limit."""
        if self.limit is None:
            return True
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def line(self) -> str:
        """The ratio for a person to read."""
        limit = ""
        if self.limit is not None:
            limit = f"{'minst' if self.at_least else 'högst'} {self.limit:g}"
        verdict = "ok" if self.holds else "UTANFÖR"
        return f"{self.name:<62} {self.value:8.2f}  {limit:<12} {verdict:<8} {self.note}"


def seconds(work: Callable[[], object]) -> float:
    """How long one run takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def best_of_three(work: Callable[[], object]) -> float:
    """How long the quickest of three runs takes: what it can be done in."""
    return min(seconds(work) for _ in range(3))


def percentile_95(times: list[float]) -> float:
    """The time that 95 of 100 runs stay within."""
    return statistics.quantiles(times, n=20)[-1]
