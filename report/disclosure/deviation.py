"""The cheapest way to leave a target uncertain: two tables that both fit what is out, and differ in it enough.

Both are written as deviations from the true table. A cell that is shown must not deviate, so a deviation in
a cell that is not yet hidden says: hide this one. Cells that are hidden already cost next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from report.disclosure.case import Case, Insider
from report.disclosure.solver import INFINITY, Floats, Program, Status

_HIDDEN_COSTS = 0.05
_SECONDS_FOR_WHOLE = 5.0


@dataclass(frozen=True, slots=True)
class Witness:
    """Two vectors of whole steps by place; what is not there is 0."""

    high: Mapping[int, int]
    low: Mapping[int, int]

    @property
    def support(self) -> frozenset[int]:
        """The places that at least one of the tables changes."""
        return frozenset(self.high) | frozenset(self.low)

    def width(self, terms: Iterable[tuple[int, int]]) -> int:
        """How far apart the tables are in this sum."""
        return abs(sum(by * (self.high.get(place, 0) - self.low.get(place, 0)) for place, by in terms))


def fits(case: Case, witness: Witness) -> bool:
    """Whether both tables keep every line and no cell falls below 0; in whole numbers."""
    for side in (witness.high, witness.low):
        if any(-by > case.down[place] for place, by in side.items()):
            return False
        for row in {id(row): row for place in side for row in case.rows_of[place]}.values():
            moved = sum(by * side.get(place, 0) for place, by in row.terms)
            if moved != 0 if row.slack is None else moved > row.slack:
                return False
    return True


class Deviations:
    """The program over a case, or over some of its places; built once and asked goal by goal."""

    def __init__(self, case: Case, places: Iterable[int] | None = None, *, whole: bool = False) -> None:
        self.case = case
        self.places = list(range(len(case.cells)) if places is None else sorted(places))
        self._column = {place: column for column, place in enumerate(self.places)}
        size = len(self.places)
        self._down = np.array([case.down[place] for place in self.places], dtype=np.float64)
        rows: list[tuple[list[int], list[float], float, float]] = []
        for goal in case.goals:
            rows.append(self._spread(goal.terms, (1, -1, -1, 1), -INFINITY, INFINITY))
        for row in case.rows:
            most = 0.0 if row.slack is None else float(row.slack)
            least = 0.0 if row.slack is None else -INFINITY
            rows.append(self._spread(row.terms, (1, -1, 0, 0), least, most))
            rows.append(self._spread(row.terms, (0, 0, 1, -1), least, most))
        self._program = Program(np.full(4 * size, INFINITY), rows, whole=whole)

    def _spread(
        self, terms: Iterable[tuple[int, int]], signs: tuple[int, int, int, int], least: float, most: float
    ) -> tuple[list[int], list[float], float, float]:
        """A line over the four columns of each place: up and down in the one table, up and down in the other."""
        size, columns, by = len(self.places), list[int](), list[float]()
        for place, times in terms:
            if place in self._column:
                for block, sign in enumerate(signs):
                    if sign:
                        columns.append(block * size + self._column[place])
                        by.append(float(sign * times))
        return columns, by, least, most

    def find(
        self,
        number: int,
        hidden: Iterable[int],
        may_hide: Iterable[int] = (),
        who: Insider | None = None,
        avoid: Iterable[int] = (),
    ) -> Witness | None:
        """A cheapest witness for a goal; places outside `hidden` are those of `may_hide` that it asks to hide.

        A no is asked for twice where something would be lost by it, not where a cell is only kept hidden.
        """
        answer = self._solve(number, set(hidden), set(may_hide), who, set(avoid))
        if answer is None:
            return None
        witness = self._whole(answer)
        if witness is not None:
            return witness
        if self._program.whole:
            return None
        asked = {place for place, moved in zip(self.places, self._moved(answer), strict=True) if moved}
        for more in (asked & set(may_hide), set(may_hide)):
            exact = Deviations(self.case, set(hidden) | more, whole=True)
            witness = exact.find(number, hidden, more, who, avoid)
            if witness is not None:
                return witness
        return None

    def _solve(
        self, number: int, hidden: set[int], may_hide: set[int], who: Insider | None, avoid: set[int]
    ) -> Floats | None:
        goal = self.case.goals[number]
        up = np.zeros(len(self.places))
        down = np.zeros(len(self.places))
        costs = np.zeros(len(self.places))
        for column, place in enumerate(self.places):
            if place in avoid or (who is not None and place in who.known):
                continue
            if place in hidden or place in may_hide:
                up[column] = INFINITY
                down[column] = self._down[column] if who is None else who.down.get(place, self._down[column])
                costs[column] = _HIDDEN_COSTS if place in hidden else self.case.weights[place]
        self._program.bounds(np.concatenate((up, down, up, down)))
        self._program.costs(np.tile(costs, 4))
        self._program.row(number, float(self.case.need(goal, who)), INFINITY)
        answer = self._program.solve(
            _SECONDS_FOR_WHOLE if self._program.whole else None, again=bool(may_hide)
        )
        self._program.row(number, -INFINITY, INFINITY)
        usable = answer.status is Status.OPTIMAL or (self._program.whole and len(answer.values) > 0)
        return answer.values if usable else None

    def _moved(self, values: Floats) -> list[bool]:
        size = len(self.places)
        return [bool(np.any(values[column::size] > 1e-7)) for column in range(size)]

    def _whole(self, values: Floats) -> Witness | None:
        """The witness if it is whole and fits, checked without the solver."""
        rounded = np.rint(values)
        if np.any(np.abs(values - rounded) > 1e-5):
            return None
        up, down, other_up, other_down = np.split(rounded.astype(np.int64), 4)
        witness = Witness(self._side(up - down), self._side(other_up - other_down))
        return witness if fits(self.case, witness) else None

    def _side(self, moved: np.ndarray[tuple[int], np.dtype[np.int64]]) -> dict[int, int]:
        return {self.places[column]: int(moved[column]) for column in np.nonzero(moved)[0]}
