"""What an attacker's duals say: which cells, hidden, would leave a target uncertain.

How far a target can go under a pattern is a linear program; where it is not far enough, its duals bound it
for every other pattern too, and that bound is the cut.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from report.disclosure.case import Case, Insider
from report.disclosure.solver import INFINITY, Floats, Program, Status

Pair = tuple[int, Insider | None]
LITTLE = 1e-6


@dataclass(frozen=True, slots=True)
class Cut:
    """The sum of coefficients of hidden cells is at least 1."""

    places: tuple[int, ...]
    by: tuple[float, ...]

    def short(self, hide: Floats) -> bool:
        """Whether a choice does not fulfil it."""
        reached = sum(by * float(hide[place]) for place, by in zip(self.places, self.by, strict=True))
        return reached < 1 - LITTLE


class Attack:
    """How far a target can deviate when cells are hidden, and what its duals say of the others."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.size = len(case.cells)
        self._rows = [
            (
                np.array([place for place, _ in row.terms]),
                np.array([float(by) for _, by in row.terms]),
                None if row.slack is None else float(row.slack),
            )
            for row in case.rows
        ]
        rows = [
            ([p for p, _ in row.terms], [float(by) for _, by in row.terms], *_between(row.slack))
            for row in case.rows
        ]
        self._first_goal = len(rows)
        rows += [
            ([p for p, _ in goal.terms], [float(by) for _, by in goal.terms], -INFINITY, INFINITY)
            for goal in case.goals
        ]
        self._program = Program(np.zeros(self.size), rows)
        self._down = np.array(case.down, dtype=np.float64)

    def cut(self, pair: Pair, hide: Floats) -> Cut | None:
        """A cut that this choice does not fulfil; None where the target is uncertain enough."""
        number, who = pair
        need = float(self.case.need(self.case.goals[number], who))
        known = self._known(who)
        down = self._down.copy()
        for place, steps in (who.down if who else {}).items():
            down[place] = steps
        down[known] = 0.0
        up = np.where(hide > 1 - LITTLE, INFINITY, hide * need)
        up[known] = 0.0
        self._program.bounds(up, -np.minimum(hide, 1.0) * down)
        reached, weight, constant = 0.0, np.zeros(self.size), 0.0
        for sign in (1.0, -1.0):
            far, prices, fixed = self._furthest(number, sign, need)
            reached += far
            if prices is not None:
                price_up = np.where(prices > LITTLE, need, 0.0)
                price_up[known] = 0.0
                weight += price_up + down * np.maximum(-prices, 0.0)
                constant += fixed
        if reached >= need - LITTLE:
            return None
        return self._made(weight, constant, need)

    def _known(self, who: Insider | None) -> list[int]:
        return sorted(who.known) if who else []

    def _made(self, weight: Floats, constant: float, need: float) -> Cut | None:
        constant += float(sum(weight[place] for place in self.case.start))
        rest = need - constant
        if rest <= LITTLE:
            return None
        helping = [place for place in sorted(self.case.open) if weight[place] > LITTLE]
        return Cut(tuple(helping), tuple(min(float(weight[place]) / rest, 1.0) for place in helping))

    def _furthest(self, number: int, sign: float, need: float) -> tuple[float, Floats | None, float]:
        """How far up (or down) the goal goes, at most `need`; reduced costs, and what bounds that are known give."""
        wanted = np.zeros(self.size)
        for place, by in self.case.goals[number].terms:
            wanted[place] = sign * by
        goal_row = self._first_goal + number
        self._program.costs(-wanted)
        self._program.row(goal_row, -need, need)
        answer = self._program.solve()
        self._program.row(goal_row, -INFINITY, INFINITY)
        if answer.status is not Status.OPTIMAL:
            return 0.0, None, 0.0
        prices, fixed = wanted.copy(), 0.0
        for (at, coefficients, slack), dual in zip(self._rows, -answer.duals, strict=False):
            price = float(dual) if slack is None else max(float(dual), 0.0)
            if price:
                prices[at] -= price * coefficients
                fixed += price * (slack or 0.0)
        return -answer.objective, prices, fixed


def _between(slack: int | None) -> tuple[float, float]:
    return (0.0, 0.0) if slack is None else (-INFINITY, float(slack))
