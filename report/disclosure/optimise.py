"""The fewest cells to hide: cut generation from the heuristic's pattern, for as long as there is time.

A master program says which cells to hide; the attacker's program says which target can still be reckoned out,
and its duals which cells would help: at least so much of them must be hidden. Every cut holds for every
pattern, so the master's bound is a true lower bound whenever it is stopped.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from report.disclosure.case import Case
from report.disclosure.cuts import LITTLE, Attack, Cut, Pair
from report.disclosure.solver import INFINITY, Floats, Program, Status
from report.disclosure.suppress import Suppression

_CUTS_A_ROUND = 20


@dataclass(frozen=True, slots=True)
class Optimum:
    """The best pattern that was found, and how little anything could weigh; proven when they meet."""

    pattern: Suppression
    bound: float

    @property
    def proven(self) -> bool:
        """Whether no lighter pattern can protect."""
        return self.bound >= self.pattern.weight - LITTLE


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
    known = start.pool.witnesses
    public: list[Pair] = [(number, None) for number in start.public_goals()]
    quiet = 0
    while quiet < len(public) and time.monotonic() < deadline:
        tried, found = _cuts(attack, public, hide, places, (relaxed, exact), deadline, _CUTS_A_ROUND)
        public = public[tried:] + public[:tried]
        quiet = 0 if found else quiet + tried
        if found:
            answer = relaxed.solve(max(0.1, deadline - time.monotonic()))
            if answer.status is not Status.OPTIMAL:
                break
            bound, hide = max(bound, answer.objective), _choice(case, places, answer.values)
    while bound < best.weight - LITTLE and time.monotonic() < deadline:
        answer = exact.solve(max(0.1, deadline - time.monotonic()))
        if np.isfinite(answer.bound):
            bound = max(bound, answer.bound)
        if answer.status is not Status.OPTIMAL:
            break
        hide = _choice(case, places, np.rint(answer.values))
        attempt = start.again({place for place in places if hide[place] > 0.5}, known)
        _, found = _cuts(attack, list(attempt.unprotected()), hide, places, (relaxed, exact), deadline)
        attempt.protect()
        attempt.clean(deadline)
        if attempt.weight < best.weight and attempt.lost == start.lost:
            best = attempt
        known = attempt.pool.witnesses
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
    most: int | None = None,
) -> tuple[int, int]:
    """Add the cuts that this choice does not fulfil to the masters; how many pairs were tried, how many gave one."""
    column = {place: number for number, place in enumerate(places)}
    found: dict[Cut, None] = {}
    tried = 0
    for pair in pairs:
        if time.monotonic() > deadline or len(found) == most:
            break
        tried += 1
        cut = attack.cut(pair, hide)
        if cut is not None and cut.places and cut.short(hide):
            found[cut] = None
    for cut in found:
        for master in masters:
            master.add([column[place] for place in cut.places], cut.by, 1.0, INFINITY)
    return tried, len(found)


def _master(case: Case, places: list[int], seed: int, *, whole: bool) -> Program:
    master = Program(np.ones(len(places)), [], whole=whole, seed=seed)
    master.costs(np.array([float(case.weights[place]) for place in places]))
    return master


def _choice(case: Case, places: list[int], chosen: Floats) -> Floats:
    hide = np.zeros(len(case.cells))
    hide[sorted(case.start)] = 1.0
    hide[places] = np.clip(chosen, 0.0, 1.0)
    return hide
