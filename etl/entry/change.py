"""A change that somebody enters, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

CANNOT = "Uppgiften kan inte matas in."


class Outcome(StrEnum):
    """What became of a change."""

    TAKEN = "inmatad"
    AS_IT_WAS = "oforandrad"
    CHANGED_BY_OTHERS = "andrad"
    DELIVERED = "levererad"
    REJECTED = "avvisad"


@dataclass(frozen=True, slots=True)
class Change:
    """One column of one row: the value that stood when it was changed, and the new one; None for nothing.

    Values are text as a delivery would hold them: codes, dates as 2025-06-30, kronor with a decimal point.
    """

    entity: str
    key: Mapping[str, str]
    column: str
    was: str | None
    value: str | None


@dataclass(frozen=True, slots=True)
class Became:
    """What became of the change with that number (from 0), and what stands now where it was not taken."""

    change: int
    outcome: Outcome
    message: str = ""
    stands: str | None = None


@dataclass(frozen=True, slots=True)
class Entered:
    """An entry that has been taken in: its load (None: nothing of it was new) and what became of each change."""

    entry_id: int
    load_id: int | None
    became: tuple[Became, ...]

    def count(self, outcome: Outcome) -> int:
        """How many changes had that outcome."""
        return sum(one.outcome is outcome for one in self.became)
