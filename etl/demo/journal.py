"""What the case system knows and since when, divided into deliveries.

A fact is told once for each version of it, with the day it became known. A delivery holds what was new or
changed since the one before, as then known: an open placement has no end until the month in which it ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from domain.entities import ENTITIES
from etl.demo.period import Period

Row = Mapping[str, object]
"""A row under the contract's own column names: days as ordinals, money in whole öre, codes as ours."""


class Told(NamedTuple):
    """One version of a fact: when it became known, what it says, the unit that keeps it."""

    known_on: int
    row: Row
    unit: str | None


@dataclass(frozen=True)
class Delivery:
    """What one delivery tells, by entity."""

    cut_off: int
    revision: int
    told: dict[str, list[Told]]

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return sum(len(rows) for rows in self.told.values())


class Journal:
    """Everything that was told, in any order."""

    def __init__(self, period: Period) -> None:
        self._period = period
        self._told: dict[str, list[Told]] = {name: [] for name in ENTITIES}

    def tell(self, entity: str, known_on: int, row: Row, unit: str | None = None) -> None:
        """A fact, or a later version of it, as known from that day. What lies ahead is not told."""
        if known_on <= self._period.last:
            self._told[entity].append(Told(known_on, row, unit))

    def deliveries(self) -> Iterator[Delivery]:
        """The deliveries in order. Of several versions in one, the last; what says nothing new is left out."""
        told: list[dict[str, list[Told]]] = [{} for _ in self._period.cut_offs]
        for entity, versions in self._told.items():
            for number, rows in enumerate(self._divided(entity, versions)):
                if rows:
                    told[number][entity] = rows
        for cut_off, rows_of in zip(self._period.cut_offs, told, strict=True):
            yield Delivery(cut_off, 1, rows_of)

    def _divided(self, entity: str, versions: list[Told]) -> list[list[Told]]:
        key = ENTITIES[entity].key
        versions.sort(key=lambda told: told.known_on)
        windows: list[dict[tuple[object, ...], Told]] = [{} for _ in self._period.cut_offs]
        stands: dict[tuple[object, ...], Row] = {}
        for told in versions:
            number = self._period.delivery_of(told.known_on)
            identity = tuple(told.row[name] for name in key)
            if number is None or stands.get(identity) == told.row:
                continue
            stands[identity] = told.row
            # taken out first, so that the row stands where it was last written
            windows[number].pop(identity, None)
            windows[number][identity] = told
        return [list(window.values()) for window in windows]
