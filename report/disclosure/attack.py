"""What somebody can reckon out: the lowest and highest that each hidden cell can be, given all that is known."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from report.disclosure.attackers import PUBLIC, Attacker
from report.disclosure.cells import Cell
from report.disclosure.ledger import Ledger
from report.disclosure.model import Model, Part, build
from report.disclosure.solver import INFINITY, Program, Status
from report.disclosure.tables import Table


@dataclass(frozen=True, slots=True)
class Interval:
    """From and with `low` to and with `high`; None is without limit."""

    low: int
    high: int | None

    @property
    def known(self) -> bool:
        """Whether there is only one value left."""
        return self.low == self.high


def intervals(
    tables: Iterable[Table],
    hidden: frozenset[Cell],
    ledger: Ledger | None = None,
    attacker: Attacker = PUBLIC,
    *,
    whole: bool = False,
) -> dict[Cell, Interval]:
    """The interval of every hidden cell, earlier ones too; `whole` reckons with whole numbers only (slower)."""
    model = build(tables, ledger or Ledger())
    out = model.held | hidden
    found: dict[Cell, Interval] = {}
    for part in model.parts:
        places = [place for place, cell in enumerate(part.cells) if cell in out]
        if places:
            found |= _of_part(model, part, places, attacker, whole)
    return found


def _of_part(
    model: Model, part: Part, places: list[int], attacker: Attacker, whole: bool
) -> Mapping[Cell, Interval]:
    column = {place: number for number, place in enumerate(places)}
    lowest, highest = [], []
    for place in places:
        cell = part.cells[place]
        value = model.contents[cell].value
        known = cell in attacker.known
        lowest.append(0.0 if known else float(attacker.at_least.get(cell, 0) - value))
        highest.append(0.0 if known else INFINITY)
    rows = []
    for row in part.rows:
        terms = [(column[place], float(by)) for place, by in row.terms if place in column]
        least = 0.0 if row.slack is None else -INFINITY
        most = 0.0 if row.slack is None else float(row.slack)
        rows.append(([at for at, _ in terms], [by for _, by in terms], least, most))
    program = Program(np.array(highest), rows, lower=np.array(lowest), whole=whole)
    found = {}
    for place in places:
        cell = part.cells[place]
        value = model.contents[cell].value
        low = _furthest(program, column[place], 1.0)
        high = _furthest(program, column[place], -1.0)
        found[cell] = Interval(
            max(0, value + (0 if low is None else math.ceil(low - 1e-6))),
            None if high is None else value + math.floor(1e-6 - high),
        )
    return found


def _furthest(program: Program, column: int, by: float) -> float | None:
    """The least that `by` times the deviation can be; None without limit."""
    costs = np.zeros(program.columns)
    costs[column] = by
    program.costs(costs)
    answer = program.solve()
    if answer.status is Status.OPTIMAL:
        return answer.objective
    if answer.status is Status.UNBOUNDED:
        return None
    raise ArithmeticError("Lösaren gav inget svar på vad som kan räknas ut.")


def known_cells(found: Mapping[Cell, Interval]) -> list[Cell]:
    """The hidden cells that can be reckoned out exactly."""
    return sorted(cell for cell, interval in found.items() if interval.known)
