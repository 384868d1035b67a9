"""Which providers of a group can be told apart: those whose intervals have nothing in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from domain.quality.interval import are_apart


@dataclass(frozen=True, slots=True)
class Graded:
    """A provider whose quality is told, with its interval."""

    provider: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two providers of one group; `higher` and `lower` where they can be told apart, else in order of their codes."""

    higher: str
    lower: str
    are_apart: bool


def pairs(group: Sequence[Graded]) -> list[Pair]:
    """Every pair of a group once."""
    found = []
    for one, other in combinations(sorted(group, key=lambda graded: graded.provider), 2):
        apart = are_apart((one.low, one.high), (other.low, other.high))
        first, second = (other, one) if apart and other.low > one.low else (one, other)
        found.append(Pair(first.provider, second.provider, apart))
    return found
