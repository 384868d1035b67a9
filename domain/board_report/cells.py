"""What is printed in a report: cells by where they stand, and texts by their section."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

Place = tuple[str, str, str]
"""Table, row and column."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as it is printed: its value, or that it is hidden; neither is unknown. What is hidden has no value."""

    value: Decimal | None
    hidden: bool = False

    def __post_init__(self) -> None:
        if self.hidden and self.value is not None:
            raise ValueError("a hidden cell with a value")


Cells = Mapping[Place, Shown]


@dataclass(frozen=True, slots=True)
class Text:
    """What is written to a section: kommentar, atgard or skillnad."""

    section: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that a later version shows otherwise; None: it was not there."""

    place: Place
    before: Shown | None
    after: Shown | None


def changes(before: Cells, after: Cells) -> tuple[Change, ...]:
    """What differs between two versions, cell by cell, in the order of their places."""
    places = sorted(before.keys() | after.keys())
    return tuple(
        Change(place, before.get(place), after.get(place))
        for place in places
        if before.get(place) != after.get(place)
    )
