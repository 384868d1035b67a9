"""The answer to `bought_care_places`: municipalities, the rest and the whole, with classes of colour and a table."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import numpy as np
import pandas as pd

from domain import formats
from ui.care_figures import DayKind
from ui.municipalities import municipalities
from ui.tables import Column, Kind, Table

COLOURS = ("#cfe8e6", "#93cdcb", "#4ea9ab", "#1c7a82", "#0a4550")
"""Fewest to most: one hue from light to dark, which everybody can tell apart."""

REST = "Övriga: skyddat, färre än tre personer eller okänd kommun"
"""Always the same words, whatever the row holds."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What the colours of the map stand for."""

    label: str
    column: str

    def written(self, value: object) -> str:
        """A value with its unit."""
        if self.column == "cost_kr":
            return formats.money(value)
        return formats.count(value, "person", "personer")

    def classes(self, starts: list[Decimal], least: Decimal, most: Decimal) -> list[str]:
        """What each class holds, where the second and those after it begin."""
        if not starts:
            return [
                self.written(most) if least == most else f"{self.written(least)} till {self.written(most)}"
            ]
        if self.column == "persons":
            edges = [least, *starts]
            told = [_whole_numbers(low, high) for low, high in pairwise(edges)]
            return [*told, f"{self.written(starts[-1])} eller fler"]
        told = [f"{self.written(low)} till under {self.written(high)}" for low, high in pairwise(starts)]
        return [f"under {self.written(starts[0])}", *told, f"{self.written(starts[-1])} eller mer"]


def _whole_numbers(low: Decimal, high: Decimal) -> str:
    """The persons from one number to the one before another."""
    last = high - 1
    if low == last:
        return formats.count(low, "person", "personer")
    return f"{formats.number(low)}–{formats.with_unit(last, 'personer')}"


MEASURES = {m.label: m for m in (Measure("Personer", "persons"), Measure("Kostnad", "cost_kr"))}


@dataclass(frozen=True, slots=True)
class BoughtPlaces:
    """Bought care of one kind of day by municipality."""

    rows: pd.DataFrame
    kind: DayKind

    @property
    def shown(self) -> pd.DataFrame:
        """The municipalities that may be told."""
        return self.rows[self.rows["level"] == "municipality"]

    @property
    def is_empty(self) -> bool:
        """Whether there is no bought care at all."""
        return self.rows.empty

    def sentence(self) -> str:
        """How much of the whole the map shows."""
        (whole,) = self.rows[self.rows["level"] == "total"].to_dict("records")
        placed = sum(self.shown["days"])
        where = formats.count(len(self.shown), "kommun", "kommuner")
        days = formats.with_unit(placed, self.kind.days)
        return f"{where} har minst tre personer i köpt vård: {days} av {formats.number(whole['days'])}"

    def classes(self, measure: Measure) -> list[Decimal]:
        """Where the second to the fifth class begin; fewer where the values are few or alike."""
        values = {Decimal(v) for v in self.shown[measure.column] if formats.known(v)}
        if not values:
            return []
        quantiles = np.quantile(sorted(map(float, values)), [0.2, 0.4, 0.6, 0.8])
        starts = sorted({_rounded(float(value)) for value in quantiles})
        return [start for start in starts if min(values) < start <= max(values)]

    def colour(self, value: object, starts: list[Decimal]) -> str | None:
        """The colour of a value; None where it is unknown."""
        if not formats.known(value):
            return None
        return COLOURS[bisect_right(starts, Decimal(str(value)))]

    def legend(self, measure: Measure) -> list[tuple[str, str]]:
        """Each class's colour and what it holds."""
        values = [Decimal(value) for value in self.shown[measure.column] if formats.known(value)]
        if not values:
            return []
        return list(
            zip(COLOURS, measure.classes(self.classes(measure), min(values), max(values)), strict=False)
        )

    def table(self) -> Table:
        """The municipalities, most persons first, with the rest and the whole last."""
        rows = self.rows[self.rows["level"] != "total"].copy()
        rows["where"] = [
            REST if level == "rest" else name_of(code)
            for level, code in zip(rows["level"], rows["municipality_code"], strict=True)
        ]
        rows = rows.sort_values("level", kind="stable")
        (whole,) = self.rows[self.rows["level"] == "total"].to_dict("records")
        columns = (
            Column("where", "Utförarens kommun", Kind.TEXT),
            Column("persons", "Personer", Kind.COUNT),
            Column("days", self.kind.days.capitalize(), Kind.COUNT),
            Column("cost_kr", "Kostnad, kr", Kind.MONEY),
            Column("cost_per_day_kr", f"{self.kind.per_day}, kr", Kind.MONEY),
            Column("priced_days", "Dygn med pris", Kind.COUNT),
            Column("unpriced_days", "Dygn utan pris", Kind.COUNT),
        )
        total = {str(name): value for name, value in whole.items()}
        return Table("Köpt vård per kommun", columns, rows, {**total, "where": "Totalt"})


def name_of(code: str) -> str:
    """A municipality's name; a code that is none of Sweden's is said as it is."""
    known = municipalities().get(code)
    return known.name if known else f"Kommunkod {code}"


def _rounded(value: float) -> Decimal:
    """Two figures are enough for where a class begins."""
    number = Decimal(value)
    return (
        Decimal(round(number.scaleb(1 - number.adjusted())))
        .scaleb(number.adjusted() - 1)
        .quantize(Decimal(1))
    )
