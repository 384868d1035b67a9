"""Chance that comes out the same every time: each subject draws from a stream of its own."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

_T = TypeVar("_T")


class Chance:
    """A stream of draws, given by the demo's seed and the subject's name."""

    def __init__(self, seed: int, subject: str) -> None:
        self._random = Random(f"{seed}:{subject}")  # noqa: S311 - believable, not secret
        self.share = self._random.random

    def gives(self, share: float) -> bool:
        """True in that share of the draws."""
        return self.share() < share

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self.share() * (high - low + 1))

    def pick(self, choices: Sequence[_T]) -> _T:
        """One of the choices, each as likely."""
        return choices[int(self.share() * len(choices))]

    def weighted(self, choices: Mapping[_T, float]) -> _T:
        """One of the choices by its weight."""
        left = self.share() * math.fsum(choices.values())
        for choice, weight in choices.items():
            left -= weight
            if left < 0:
                return choice
        return list(choices)[-1]

    def around(self, mean: float, spread: float = 0.5) -> float:
        """A length of time with that mean: most are shorter, some much longer (log-normal)."""
        return mean * math.exp(spread * self._random.gauss(0, 1) - spread * spread / 2)

    def normal(self, mean: float, deviation: float) -> float:
        """A number around the mean, as often above as below."""
        return self._random.gauss(mean, deviation)

    def count(self, mean: float) -> int:
        """How many of what happens independently, with that mean (Poisson; a normal where there are many)."""
        if mean > 60:
            return max(0, round(self._random.gauss(mean, math.sqrt(mean))))
        limit, product, number = math.exp(-mean), self.share(), 0
        while product > limit:
            product *= self.share()
            number += 1
        return number
