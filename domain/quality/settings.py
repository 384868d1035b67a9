"""What the placement index is reckoned with; a board's own values stand in the store."""

from __future__ import annotations

from dataclasses import dataclass

FEWEST_PERSONS = 3
"""Answers to a single question are told for so many persons at least: fewer could be known again."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The limits and weights of the index. Raises ValueError where one makes no sense."""

    minimum_follow_ups: int = 5
    shrinkage: float = 5.0
    months_until_due: int = 6
    resamples: int = 1000
    level: float = 0.9

    def __post_init__(self) -> None:
        holds = (
            self.minimum_follow_ups >= 2
            and self.shrinkage >= 0
            and self.months_until_due >= 1
            and 100 <= self.resamples <= 10_000
            and 0.5 <= self.level < 1
        )
        if not holds:
            raise ValueError("settings of the placement index outside what can be reckoned with")
