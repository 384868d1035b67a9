"""What the courses say of a sum: the middle and the interval that eight of ten runs lie within."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

SHARE_WITHIN = 0.8
_TENTHS = (0.1, 0.5, 0.9)


@dataclass(frozen=True, slots=True)
class Interval:
    """Kronor: half of the runs lie below the middle, one of ten below the low and above the high."""

    low: float
    middle: float
    high: float

    def plus(self, kr: float) -> Interval:
        """The same with something known added."""
        return Interval(self.low + kr, self.middle + kr, self.high + kr)

    def holds(self, kr: float) -> bool:
        """Whether an outcome lies within."""
        return self.low <= kr <= self.high


def interval(runs: np.ndarray) -> Interval:
    """Of one sum a run."""
    low, middle, high = (float(value) for value in np.quantile(runs, _TENTHS))
    return Interval(low, middle, high)
