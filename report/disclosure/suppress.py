"""Which cells to hide besides the small ones: target by target the cheapest way, then what is not needed is shown."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Iterator

from report.disclosure.case import Case, Insider
from report.disclosure.deviation import Deviations, Witness
from report.disclosure.pool import PUBLIC, Pool


class Suppression:
    """A pattern under work: what is hidden, the witnesses found, and (as bits by goal) who cannot be fooled."""

    def __init__(
        self,
        case: Case,
        hidden: Iterable[int] = (),
        lost: Iterable[int] | None = None,
        witnesses: Iterable[Witness] = (),
        program: Deviations | None = None,
    ) -> None:
        self.case = case
        self.hidden = set(hidden) | case.start
        self.lost = [0] * len(case.goals) if lost is None else list(lost)
        self.pool = Pool(case, (witness for witness in witnesses if witness.support <= self.hidden))
        self._whole_case = program or Deviations(case)
        self._program = self._whole_case

    def again(self, hidden: Iterable[int], witnesses: Iterable[Witness]) -> Suppression:
        """Another pattern for the same case, with what has been found of witnesses and of what is lost."""
        return Suppression(self.case, hidden, self.lost, witnesses, self._whole_case)

    def protect(self) -> None:
        """Hide until every goal is uncertain enough for every attacker; what cannot be is put among the lost."""
        self._program = self._whole_case
        for number in self._order():
            tried = False
            for bit, who in self.pool.who(self._open(number)):
                if bit != PUBLIC and not tried:
                    tried = True
                    self._together(number, self.hidden)
                if not self._open(number) & bit:
                    continue
                witness = self._program.find(number, self.hidden, self.case.open - self.hidden, who)
                if witness is None:
                    self.lost[number] |= bit
                else:
                    self.hidden |= witness.support
                    self.pool.add(witness)

    def clean(self, deadline: float = math.inf) -> None:
        """Show again what is not needed, dearest first, for as long as there is time.

        Once is enough: what was needed with more hidden is needed with less.
        """
        self._program = Deviations(self.case, self.hidden)
        by_weight = sorted(
            self.hidden - self.case.start, key=lambda p: (-self.case.weights[p], self.case.cells[p])
        )
        for place in by_weight:
            if time.monotonic() > deadline:
                return
            if not self._left_alone(place) and self.holds(place):
                self.hidden.discard(place)
                self.pool.drop(place)

    def holds(self, without: int | None = None) -> bool:
        """Whether everything but the lost is protected, if one place were shown; looks for missing witnesses."""
        rest = self.hidden - ({without} if without is not None else set())
        for number in self._order():
            if self._open(number, without):
                self._together(number, rest, without)
            for bit, who in self.pool.who(self._open(number, without)):
                if self._open(number, without) & bit:
                    witness = self._program.find(number, rest, (), who)
                    if witness is None:
                        return False
                    self.pool.add(witness)
        return True

    def unprotected(self) -> Iterator[tuple[int, Insider | None]]:
        """Goals and attackers without a witness yet, less the lost."""
        for number in self._order():
            for _, who in self.pool.who(self._open(number)):
                yield number, who

    def public_goals(self) -> list[int]:
        """Goals that can be protected against the public."""
        return [number for number in self._order() if not self.lost[number] & PUBLIC]

    def needed(self) -> list[Witness]:
        """Witnesses enough for everything that is not lost."""
        return self.pool.needed(self.lost)

    @property
    def weight(self) -> int:
        """What the pattern costs beyond what is hidden anyway."""
        return sum(self.case.weights[place] for place in self.hidden - self.case.start)

    def _open(self, number: int, without: int | None = None) -> int:
        return self.pool.open(number, without) & ~self.lost[number]

    def _order(self) -> list[int]:
        goals = self.case.goals
        return sorted(range(len(goals)), key=lambda n: (-goals[n].width, goals[n].terms))

    def _together(self, number: int, hidden: set[int], without: int | None = None) -> bool:
        """Try to fool at once all who are not: by two tables that agree in every cell that any of them knows."""
        left = [who for _, who in self.pool.who(self._open(number, without)) if who is not None]
        if len(left) < 2:
            return False
        avoid = frozenset(place for who in left for place in (*who.known, *who.down))
        if all(place in avoid for place, _ in self.case.goals[number].terms):
            return False
        witness = self._program.find(number, hidden, avoid=avoid)
        if witness is not None:
            self.pool.add(witness)
        return witness is not None

    def _left_alone(self, place: int) -> bool:
        """Whether a total would have one target as its only hidden cell: that one could be reckoned out."""
        single = {
            goal.terms[0][0]
            for number, goal in enumerate(self.case.goals)
            if len(goal.terms) == 1 and not self.lost[number] & PUBLIC
        }
        for row in self.case.rows_of[place]:
            if row.slack is None:
                left = [at for at, _ in row.terms if at in self.hidden and at != place]
                if len(left) == 1 and left[0] in single:
                    return True
        return False


def suppressed(case: Case, deadline: float = math.inf) -> Suppression:
    """The heuristic: protect, then clean."""
    pattern = Suppression(case)
    pattern.protect()
    pattern.clean(deadline)
    return pattern
