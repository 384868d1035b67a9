"""Which cells to hide besides the small ones: target by target the cheapest way, then what is not needed is shown."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from report.disclosure.case import Case, Goal, Insider
from report.disclosure.deviation import Deviations, Witness

Pair = tuple[int, Insider | None]


@dataclass
class Suppression:
    """A pattern under work: what is hidden, the witnesses found so far, and the pairs that cannot be protected."""

    case: Case
    hidden: set[int] = field(default_factory=set)
    lost: list[Pair] = field(default_factory=list)
    witnesses: list[Witness] = field(default_factory=list)
    program: Deviations | None = None

    def __post_init__(self) -> None:
        self.hidden |= self.case.start
        self._program = self.program or Deviations(self.case)
        self.witnesses = [witness for witness in self.witnesses if witness.support <= self.hidden]
        self._wide: list[list[tuple[int, Witness]]] = [[] for _ in self.case.goals]
        for witness in self.witnesses:
            self._index(witness)

    def protect(self) -> None:
        """Hide until every goal is uncertain enough for every attacker; what cannot be is put among the lost."""
        for number in self._order():
            self._ensure(number, None)
            loose = [
                who for who in self.case.askers(self.case.goals[number]) if not self.covered((number, who))
            ]
            if loose and (number, None) not in self.lost:
                known = frozenset(place for who in loose for place in (*who.known, *who.down))
                witness = self._program.find(number, self.hidden, avoid=known)
                if witness is not None:
                    self._keep(witness)
            for who in loose:
                self._ensure(number, who)

    def clean(self, deadline: float) -> None:
        """Show again what is not needed, dearest first, for as long as there is time."""
        done = False
        while not done:
            done = True
            for place in sorted(
                self.hidden - self.case.start, key=lambda p: (-self.case.weights[p], self.case.cells[p])
            ):
                if time.monotonic() > deadline:
                    return
                if self._can_do_without(place):
                    self.hidden.discard(place)
                    self._drop(place)
                    done = False

    def again(self, hidden: set[int]) -> Suppression:
        """Another pattern for the same case, with what has been found of witnesses and of what is lost."""
        return Suppression(self.case, hidden, list(self.lost), self.witnesses, self._program)

    def covered(self, pair: Pair) -> bool:
        """Whether a witness is at hand that leaves this attacker uncertain enough."""
        return self._covered(pair, None)

    def pairs(self) -> Iterable[Pair]:
        """Everything that must be protected against everybody, less what is lost."""
        for number in self._order():
            for who in (None, *self.case.askers(self.case.goals[number])):
                if (number, who) not in self.lost:
                    yield number, who

    def holds(self) -> bool:
        """Whether every pair is protected by what is hidden now; looks for the witnesses that are missing."""
        return all(self._find(pair) for pair in self.pairs())

    def needed(self) -> list[Witness]:
        """Witnesses enough for every pair, in the order of the pairs."""
        kept: list[Witness] = []
        for number, who in self.pairs():
            need = self.case.need(self.case.goals[number], who)
            enough = [w for width, w in self._wide[number] if width >= need and w.fools(who)]
            if enough and not any(w is k for w in enough for k in kept):
                kept.append(enough[0])
        return kept

    @property
    def weight(self) -> int:
        """What the pattern costs beyond what is hidden anyway."""
        return sum(self.case.weights[place] for place in self.hidden - self.case.start)

    def _order(self) -> list[int]:
        goals: tuple[Goal, ...] = self.case.goals
        return sorted(range(len(goals)), key=lambda n: (-goals[n].width, goals[n].terms))

    def _ensure(self, number: int, who: Insider | None) -> None:
        if self.covered((number, who)):
            return
        witness = self._program.find(number, self.hidden, self.case.open - self.hidden, who)
        if witness is None:
            self.lost.append((number, who))
        else:
            self.hidden |= witness.support
            self._keep(witness)

    def _find(self, pair: Pair) -> bool:
        if self.covered(pair):
            return True
        witness = self._program.find(pair[0], self.hidden, (), pair[1])
        if witness is not None:
            self._keep(witness)
        return witness is not None

    def _can_do_without(self, place: int) -> bool:
        if self._left_alone(place):
            return False
        broken = [pair for pair in self.pairs() if not self._covered(pair, place)]
        rest = self.hidden - {place}
        for number, who in broken:
            if self._covered((number, who), place):
                continue
            witness = self._program.find(number, rest, (), who)
            if witness is None:
                return False
            self._keep(witness)
        return True

    def _left_alone(self, place: int) -> bool:
        """Whether a total would have one target as its only hidden cell: that one could be reckoned out."""
        single = {goal.terms[0][0] for goal in self.case.goals if len(goal.terms) == 1}
        for row in self.case.rows:
            if row.slack is None and any(place == at for at, _ in row.terms):
                left = [at for at, _ in row.terms if at in self.hidden and at != place]
                if len(left) == 1 and left[0] in single:
                    return left[0] not in {self.case.goals[number].terms[0][0] for number, _ in self.lost}
        return False

    def _covered(self, pair: Pair, without: int | None) -> bool:
        number, who = pair
        need = self.case.need(self.case.goals[number], who)
        return any(
            width >= need and without not in witness.support and witness.fools(who)
            for width, witness in self._wide[number]
        )

    def _keep(self, witness: Witness) -> None:
        self.witnesses.append(witness)
        self._index(witness)

    def _index(self, witness: Witness) -> None:
        for number, goal in enumerate(self.case.goals):
            width = witness.width(goal.terms)
            if width:
                self._wide[number].append((width, witness))

    def _drop(self, place: int) -> None:
        self.witnesses = [witness for witness in self.witnesses if place not in witness.support]
        self._wide = [[(w, x) for w, x in found if place not in x.support] for found in self._wide]


def suppressed(case: Case, deadline: float = math.inf) -> Suppression:
    """The heuristic: protect, then clean."""
    pattern = Suppression(case)
    pattern.protect()
    pattern.clean(deadline)
    return pattern
