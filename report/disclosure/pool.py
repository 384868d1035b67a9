"""The witnesses found so far, and whom each leaves uncertain of what: a bit for the public and one an insider."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from report.disclosure.case import Case, Insider
from report.disclosure.deviation import Witness

PUBLIC = 1


class Pool:
    """For each goal the witnesses that serve it, with the attackers that they fool as bits of a number."""

    def __init__(self, case: Case, witnesses: Iterable[Witness] = ()) -> None:
        self.case = case
        self.required = [
            PUBLIC | sum(2 << number for number, who in enumerate(case.insiders) if _asks(who, goal.terms))
            for goal in case.goals
        ]
        self._all = (2 << len(case.insiders)) - 1
        self._known: dict[int, int] = {}
        self._near: dict[int, list[int]] = {}
        for number, who in enumerate(case.insiders):
            for place in who.known:
                self._known[place] = self._known.get(place, 0) | (2 << number)
            for place in who.down:
                self._near.setdefault(place, []).append(number)
        self._at: dict[int, set[int]] = {}
        for number, goal in enumerate(case.goals):
            for place, _ in goal.terms:
                self._at.setdefault(place, set()).add(number)
        self._serving: list[list[tuple[Witness, frozenset[int], int]]] = [[] for _ in case.goals]
        self.witnesses: list[Witness] = []
        for witness in witnesses:
            self.add(witness)

    def add(self, witness: Witness) -> None:
        """One witness more, for every goal that it serves."""
        self.witnesses.append(witness)
        support = witness.support
        fooled = self._fooled(witness)
        for number in sorted({number for place in support for number in self._at.get(place, ())}):
            goal = self.case.goals[number]
            width = witness.width(goal.terms)
            bits = (fooled & ~PUBLIC if width >= goal.inside else 0) | (PUBLIC if width >= goal.width else 0)
            if bits:
                self._serving[number].append((witness, support, bits))

    def open(self, number: int, without: int | None = None) -> int:
        """The attackers who are not fooled about a goal, if a place were shown."""
        left = self.required[number]
        for _, support, bits in self._serving[number]:
            if without not in support:
                left &= ~bits
                if not left:
                    break
        return left

    def drop(self, place: int) -> None:
        """Forget the witnesses that need a place to be hidden."""
        self.witnesses = [witness for witness in self.witnesses if place not in witness.support]
        self._serving = [[row for row in rows if place not in row[1]] for rows in self._serving]

    def needed(self, lost: list[int]) -> list[Witness]:
        """Witnesses enough for everything that is not lost, in order."""
        kept: dict[int, Witness] = {}
        for number, rows in enumerate(self._serving):
            left = self.required[number] & ~lost[number]
            for witness, _, bits in sorted(rows, key=lambda row: id(row[0]) not in kept):
                if left & bits:
                    kept[id(witness)] = witness
                    left &= ~bits
        return list(kept.values())

    def who(self, bits: int) -> Iterator[tuple[int, Insider | None]]:
        """The attackers behind the bits, each with its own bit; the public is None."""
        while bits:
            bit = bits & -bits
            bits ^= bit
            yield bit, None if bit == PUBLIC else self.case.insiders[bit.bit_length() - 2]

    def _fooled(self, witness: Witness) -> int:
        fooled = self._all
        for side in (witness.high, witness.low):
            for place, moved in side.items():
                fooled &= ~self._known.get(place, 0)
                for number in self._near.get(place, ()):
                    if -moved > self.case.insiders[number].down[place]:
                        fooled &= ~(2 << number)
        return fooled


def _asks(who: Insider, terms: tuple[tuple[int, int], ...]) -> bool:
    """Whether there is anything in the goal for the insider to find out."""
    return any(place not in who.known for place, _ in terms)
