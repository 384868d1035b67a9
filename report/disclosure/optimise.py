"""The fewest cells to hide: cut generation from the heuristic's pattern, for as long as there is time.

A master program says which cells to hide; the attacker's program says which target can still be reckoned out,
and its duals which cells would help: at least so much of them must be hidden. Every cut holds for every
pattern, so the master's bound is a true lower bound whenever it is stopped.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from report.disclosure.case import Case, Insider
from report.disclosure.solver import INFINITY, Floats, Program, Status
from report.disclosure.suppress import Pair, Suppression

_LITTLE = 1e-6
_ROUNDS_RELAXED = 12


@dataclass(frozen=True, slots=True)
class Optimum:
    """The best pattern that was found, and how little anything could weigh; proven when they meet."""

    pattern: Suppression
    bound: float

    @property
    def proven(self) -> bool:
        """Whether no lighter pattern can protect."""
        return self.bound >= self.pattern.weight - _LITTLE


@dataclass(frozen=True, slots=True)
class Cut:
    """The sum of coefficients of hidden cells is at least 1."""

    places: tuple[int, ...]
    by: tuple[float, ...]

    def short(self, hide: Floats) -> bool:
        """Whether a choice does not fulfil it."""
        return sum(by * hide[place] for place, by in zip(self.places, self.by, strict=True)) < 1 - _LITTLE


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
        up = np.where(hide > 1 - _LITTLE, INFINITY, hide * need)
        up[known] = 0.0
        self._program.bounds(up, -np.minimum(hide, 1.0) * down)
        reached, weight, constant = 0.0, np.zeros(self.size), 0.0
        for sign in (1.0, -1.0):
            far, prices, fixed = self._furthest(number, sign, need)
            reached += far
            if prices is not None:
                price_up = np.where(prices > _LITTLE, need, 0.0)
                price_up[known] = 0.0
                weight += price_up + down * np.maximum(-prices, 0.0)
                constant += fixed
        if reached >= need - _LITTLE:
            return None
        return self._made(weight, constant, need)

    def _known(self, who: Insider | None) -> list[int]:
        return sorted(who.known) if who else []

    def _made(self, weight: Floats, constant: float, need: float) -> Cut | None:
        constant += float(sum(weight[place] for place in self.case.start))
        rest = need - constant
        if rest <= _LITTLE:
            return None
        helping = [place for place in sorted(self.case.open) if weight[place] > _LITTLE]
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
        for (places, by, slack), dual in zip(self._rows, -answer.duals, strict=False):
            price = float(dual) if slack is None else max(float(dual), 0.0)
            if price:
                prices[places] -= price * by
                fixed += price * (slack or 0.0)
        return -answer.objective, prices, fixed


def optimised(start: Suppression, deadline: float, seed: int = 0) -> Optimum:
    """The best pattern within the time, never worse than the one to start from."""
    case = start.case
    best, bound = start, 0.0
    places = sorted(case.open)
    if not places or best.weight == 0:
        return Optimum(best, float(best.weight))
    attack = Attack(case)
    relaxed, exact = (_master(case, places, seed, whole=whole) for whole in (False, True))
    hide = _choice(case, places, np.zeros(len(places)))
    for _ in range(_ROUNDS_RELAXED):
        if not _cuts(
            attack, [p for p in start.pairs() if p[1] is None], hide, places, (relaxed, exact), deadline
        ):
            break
        answer = relaxed.solve(max(0.1, deadline - time.monotonic()))
        if answer.status is not Status.OPTIMAL or time.monotonic() > deadline:
            break
        bound, hide = max(bound, answer.objective), _choice(case, places, answer.values)
    while bound < best.weight - _LITTLE and time.monotonic() < deadline:
        answer = exact.solve(max(0.1, deadline - time.monotonic()))
        if np.isfinite(answer.bound):
            bound = max(bound, answer.bound)
        if answer.status is not Status.OPTIMAL:
            break
        hide = _choice(case, places, np.rint(answer.values))
        attempt = start.again({place for place in places if hide[place] > 0.5})
        open_pairs = [pair for pair in attempt.pairs() if not attempt.covered(pair)]
        found = _cuts(attack, open_pairs, hide, places, (relaxed, exact), deadline)
        attempt.protect()
        attempt.clean(deadline)
        if attempt.weight < best.weight and len(attempt.lost) <= len(start.lost):
            best = attempt
        start.witnesses.extend(attempt.witnesses[-50:])
        if not found:
            break
    return Optimum(best, min(bound, float(best.weight)))


def _cuts(
    attack: Attack,
    pairs: list[Pair],
    hide: Floats,
    places: list[int],
    masters: tuple[Program, ...],
    deadline: float,
) -> int:
    """Add the cuts that this choice does not fulfil to the masters; how many there were."""
    column = {place: number for number, place in enumerate(places)}
    found: dict[Cut, None] = {}
    for pair in pairs:
        if time.monotonic() > deadline:
            break
        cut = attack.cut(pair, hide)
        if cut is not None and cut.places and cut.short(hide):
            found[cut] = None
    for cut in found:
        for master in masters:
            master.add([column[place] for place in cut.places], cut.by, 1.0, INFINITY)
    return len(found)


def _master(case: Case, places: list[int], seed: int, *, whole: bool) -> Program:
    master = Program(np.ones(len(places)), [], whole=whole, seed=seed)
    master.costs(np.array([float(case.weights[place]) for place in places]))
    return master


def _choice(case: Case, places: list[int], chosen: Floats) -> Floats:
    hide = np.zeros(len(case.cells))
    hide[sorted(case.start)] = 1.0
    hide[places] = np.clip(chosen, 0.0, 1.0)
    return hide


def _between(slack: int | None) -> tuple[float, float]:
    return (0.0, 0.0) if slack is None else (-INFINITY, float(slack))
