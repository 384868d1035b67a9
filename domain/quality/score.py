"""What a follow-up says of quality: its answers put on 0-100, each by its own scale."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum


def on_hundred(answer: float | None, low: float | None, high: float | None) -> float | None:
    """An answer on 0-100, where `low` of its scale is 0; None where it has no place on the scale."""
    if answer is None or low is None or high is None or low == high:
        return None
    if not min(low, high) <= answer <= max(low, high):
        return None
    return (answer - low) / (high - low) * 100


def of_follow_up(answers: Iterable[tuple[float, float]]) -> float | None:
    """The weighted mean of the answered parameters, each a value on 0-100 and its weight; None without any."""
    held = list(answers)
    weight = fsum(weight for _, weight in held)
    if not weight:
        return None
    return fsum(value * weight for value, weight in held) / weight


def mean(scores: Iterable[float]) -> float | None:
    """The mean, whatever order the scores come in; None without any."""
    held = list(scores)
    return fsum(held) / len(held) if held else None


def shrunk(own: float, number: int, group: float, shrinkage: float) -> float:
    """A mean of `number` follow-ups drawn toward its group's: the fewer they are, the further."""
    return (number * own + shrinkage * group) / (number + shrinkage)
