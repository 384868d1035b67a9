"""A year put together: what it has cost so far, the courses of the rest, and the budget, by months and cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from domain.forecast.assumptions import Assumed
from domain.forecast.basis import Basis, Cell
from domain.forecast.calendar import months_later
from domain.forecast.outcome import Interval, interval
from domain.forecast.simulation import Courses

Part = tuple[dt.date, Cell]
"""A month of a cell."""

FEWEST_RUNNING = 3
"""So many stays must go on where a forecast is told of: of one or two it would be an estimate of how long they last."""


@dataclass(frozen=True)
class Year:
    """A year of a board, as it is likely to become under assumptions.

    `kept` are the cells that are told of; with `beside` the measures belong, too. The courses reach past its end.
    """

    number: int
    basis: Basis
    courses: Courses
    assumed: Assumed
    budget: Mapping[Part, float]
    kept: frozenset[Cell]
    beside: bool = True

    @property
    def months(self) -> tuple[dt.date, ...]:
        """Its twelve months."""
        return tuple(dt.date(self.number, month, 1) for month in range(1, 13))

    @property
    def unended(self) -> dt.date | None:
        """The month of it that the data cover in part."""
        month = months_later(self.basis.whole_until, 1)
        return month if month.year == self.number and self.basis.cut_off >= month else None

    @cached_property
    def came(self) -> dict[Part, float]:
        """What has come so far, in kronor; a month that the data cover in part is there with what has come of it."""
        return {
            (cost.month, (cost.care_form, cost.unit)): cost.gross_ore / 100
            for cost in self.basis.months
            if cost.month.year == self.number
            and cost.month <= self.basis.cut_off
            and (cost.care_form, cost.unit) in self.kept
        }

    @cached_property
    def unknown(self) -> frozenset[Part]:
        """The parts of it that cost something unknown: no day of them had a price."""
        return frozenset(
            (cost.month, (cost.care_form, cost.unit))
            for cost in self.basis.months
            if not cost.is_known and cost.month.year == self.number
        )

    @property
    def planned(self) -> dict[Part, float]:
        """The budget of the cells kept."""
        return {part: kr for part, kr in self.budget.items() if part[1] in self.kept}

    @property
    def budget_kr(self) -> float | None:
        """The whole budget; None where there is none."""
        return sum(self.planned.values()) if self.planned else None

    @property
    def so_far_kr(self) -> float:
        """What has come so far."""
        return sum(self.came.values())

    def is_told(self, cells: frozenset[Cell] | None = None) -> bool:
        """Whether what is to come may be told of: of all that is kept, or of some cells alone."""
        placed = self._placed(self.kept if cells is None else cells)
        return placed == 0 or placed >= FEWEST_RUNNING

    def untold(self, groups: Iterable[frozenset[Cell]]) -> set[frozenset[Cell]]:
        """The groups of a table with its total that are not told of.

        Where they hold fewer than may be told of even together, the next smallest is with them: else what they
        hold would be the total less the others.
        """
        placed = {cells: self._placed(cells) for cells in groups}
        hidden = {cells for cells in placed if not self.is_told(cells)}
        others = sorted(
            (number, sorted(cells)) for cells, number in placed.items() if number >= FEWEST_RUNNING
        )
        if others and 0 < sum(placed[cells] for cells in hidden) < FEWEST_RUNNING:
            hidden.add(frozenset(others[0][1]))
        return hidden

    def is_unknown(self, cells: frozenset[Cell] | None = None) -> bool:
        """Whether what is to come has an unknown cost: no price is known of any of it."""
        ahead = (self.kept if cells is None else cells & self.kept) & frozenset(self.courses.cells)
        return bool(ahead) and ahead <= self.courses.unpriced

    def _placed(self, cells: frozenset[Cell]) -> int:
        """How many stays go on whose cost is part of the forecast."""
        asked = (cells & self.kept) - self.courses.unpriced
        return sum(one.stays for one in self.basis.running if (one.care_form, one.unit) in asked)

    def ends(self, cells: frozenset[Cell] | None = None) -> Interval:
        """What the year ends at: of all that is kept, or of some cells alone."""
        asked = self.kept if cells is None else cells & self.kept
        if asked == self.kept:
            return self._ends_all
        so_far = sum(kr for (_, cell), kr in self.came.items() if cell in asked)
        return interval(self._runs(asked)).plus(so_far)

    @cached_property
    def _ends_all(self) -> Interval:
        return interval(self.runs())

    def month(self, month: dt.date) -> Interval:
        """What a month ends at, with what has come of it."""
        so_far = sum(kr for (when, _), kr in self.came.items() if when == month)
        return interval(self._runs(self.kept, month)).plus(so_far)

    def runs(self) -> np.ndarray:
        """What the year ends at in each run."""
        found: np.ndarray = self._runs(self.kept) + self.so_far_kr
        return found

    def vat_kr(self) -> float:
        """What is likely to be given back as VAT compensation: what has been, and its share of the rest."""
        so_far = sum(
            cost.vat_ore / 100
            for cost in self.basis.months
            if (cost.month, (cost.care_form, cost.unit)) in self.came
        )
        mean = self.assumed.by_cell.mean(0, dtype=np.float64) * self._mask(self.kept)
        return float(so_far + (mean * self.courses.vat).sum())

    def budgeted(self, cells: frozenset[Cell] | None = None) -> Interval | None:
        """What the months and cells that have a budget end at, of all or of some cells; None without a budget.

        What has come at an unknown cost, or is to come of a cell without a known price, is not held against its budget.
        """
        asked = self.kept if cells is None else cells & self.kept
        planned = {part for part in self.planned if part[1] in asked and self._is_held(part)}
        if not planned:
            return None
        so_far = sum(kr for part, kr in self.came.items() if part in planned)
        has_budget = np.array(
            [[(step.month, cell) in planned for cell in self.courses.cells] for step in self.courses.steps]
        )
        runs = self._sum(self._mask(asked) & has_budget) + (self._beside_kr if cells is None else 0)
        return interval(runs).plus(so_far)

    def over(self, cells: frozenset[Cell] | None = None) -> float | None:
        """How much over the budget the year is likely to end, of what has a budget; None without one."""
        held = self.budgeted(cells)
        if held is None:
            return None
        return held.middle - sum(
            kr
            for part, kr in self.planned.items()
            if (cells is None or part[1] in cells) and self._is_held(part)
        )

    def _is_held(self, part: Part) -> bool:
        is_known = part[1] not in self.courses.unpriced or part[0] <= self.basis.whole_until
        return is_known and part not in self.unknown

    @property
    def _beside_kr(self) -> float:
        if not self.beside:
            return 0.0
        of_year = [step.month.year == self.number for step in self.courses.steps]
        return float((self.assumed.beside * of_year).sum())

    def _runs(self, cells: frozenset[Cell], month: dt.date | None = None) -> np.ndarray:
        when = [step.month.year == self.number and month in (None, step.month) for step in self.courses.steps]
        which = [cell in cells for cell in self.courses.cells]
        part = self.assumed.by_cell[:, np.flatnonzero(when)][:, :, np.flatnonzero(which)]
        found: np.ndarray = part.sum((1, 2), dtype=np.float64)
        if self.beside and cells == self.kept:
            found = found + float((self.assumed.beside * when).sum())
        return found

    def _sum(self, mask: np.ndarray) -> np.ndarray:
        found: np.ndarray = np.einsum("rsc,sc->r", self.assumed.by_cell, mask, dtype=np.float64)
        return found

    def _mask(self, cells: frozenset[Cell]) -> np.ndarray:
        when = [step.month.year == self.number for step in self.courses.steps]
        which = [cell in cells for cell in self.courses.cells]
        return np.outer(when, which)
