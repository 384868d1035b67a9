"""Made-up tables to protect: a large one, one of three axes, and a report's linked tables month by month."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

from report.disclosure.cells import Amount, Content, Count
from report.disclosure.tables import Table, accumulated, crossed

_AXES = {"enhet": 6, "slag": 10, "kön": 2, "ålder": 5, "källa": 8, "beslut": 4}
_FORMS, _UNITS, _PROVIDERS = 8, 4, 40


def grid(seed: int, *sizes: int, mean: float) -> Table:
    """One table of counts with a total along each axis."""
    draw = random.Random(seed)
    axes = {f"axel {n}": [f"{n}.{i:02d}" for i in range(size)] for n, size in enumerate(sizes)}
    factor = {category: draw.lognormvariate(0, 0.6) for axis in axes.values() for category in axis}
    inner: dict[tuple[str, ...], Content] = {
        key: Count(_poisson(draw, mean * math.prod(factor[category] for category in key)))
        for key in product(*axes.values())
    }
    return crossed("mätning", "antal", "2026-01", axes, inner)


@dataclass
class Year:
    """A year's reports: decisions crossed two and two, and cost by form and unit; each month and the year so far."""

    decisions: int
    seed: int = 1
    _months: list[list[Table]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._draw = random.Random(self.seed)
        self._axes = {name: [f"{name} {i}" for i in range(size)] for name, size in _AXES.items()}
        self._shares = {name: [1 / (i + 1) for i in range(size)] for name, size in _AXES.items()}

    def tables(self) -> tuple[Table, ...]:
        """The next month's tables; in January without the year so far."""
        number = len(self._months) + 1
        month = [*self._counted(f"2026-{number:02d}"), self._cost(f"2026-{number:02d}")]
        self._months.append(month)
        if number == 1:
            return tuple(month)
        so_far = [
            accumulated(f"{tables[0].name}, året", _measure(tables[0]), f"2026 t.o.m. {number:02d}", tables)
            for tables in zip(*self._months, strict=True)
        ]
        return (*month, *so_far)

    def _counted(self, period: str) -> list[Table]:
        rows = [
            {n: self._draw.choices(self._axes[n], self._shares[n])[0] for n in self._axes}
            for _ in range(self.decisions)
        ]
        tables = []
        for pair in combinations(self._axes, 2):
            counted = Counter(tuple(row[name] for name in pair) for row in rows)
            axes: dict[str, Sequence[str]] = {name: self._axes[name] for name in pair}
            inner: dict[tuple[str, ...], Content] = {key: Count(n) for key, n in counted.items()}
            tables.append(crossed(" och ".join(pair), "beslut", period, axes, inner))
        return tables

    def _cost(self, period: str) -> Table:
        axes = {"form": [f"form {i}" for i in range(_FORMS)], "enhet": [f"enhet {i}" for i in range(_UNITS)]}
        inner: dict[tuple[str, ...], Content] = {}
        for key in product(*axes.values()):
            own: Counter[str] = Counter()
            persons = self._draw.randrange(14)
            for _ in range(persons):
                own[f"U{self._draw.randrange(_PROVIDERS):02d}"] += self._draw.randrange(20, 180) * 1000
            inner[key] = Amount(own.total(), persons, tuple(sorted(own.items())))
        return crossed("kostnad", "kostnad", period, axes, inner)


def _measure(table: Table) -> str:
    return next(iter(table.contents)).measure


def _poisson(draw: random.Random, mean: float) -> int:
    """Knuth's; the mean is at most some hundreds."""
    limit, product_, count = math.exp(-min(mean, 500)), draw.random(), 0
    while product_ > limit:
        product_ *= draw.random()
        count += 1
    return count
