"""What is held of a provider in a group, or of the whole group, before anything is reckoned from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from math import fsum

from domain.quality import score
from domain.quality.facts import Answer, Cost


@dataclass(slots=True)
class Asked:
    """The answers to one parameter."""

    values: list[float] = field(default_factory=list)
    dont_know: int = 0
    outside_scale: int = 0
    persons: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Held:
    """Follow-ups, their answers, days and cost; units are those of the placements (None: without a unit)."""

    follow_ups: dict[str, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))
    parameters: dict[str, Asked] = field(default_factory=lambda: defaultdict(Asked))
    persons: set[str] = field(default_factory=set)
    units: set[str | None] = field(default_factory=set)
    answers: int = 0
    dont_know: int = 0
    outside_scale: int = 0
    placement_days: int = 0
    priced_days: int = 0
    unpriced_days: int = 0
    cost_ore: int = 0

    def hear(self, answer: Answer) -> None:
        """Take in an answer."""
        asked = self.parameters[answer.parameter]
        given = self.follow_ups[answer.follow_up]
        self.persons.add(answer.person)
        self.units.add(answer.unit)
        value = score.on_hundred(answer.answer, answer.scale_low, answer.scale_high)
        if answer.is_dont_know:
            self.dont_know += 1
            asked.dont_know += 1
        elif value is None:
            self.outside_scale += 1
            asked.outside_scale += 1
        else:
            self.answers += 1
            asked.values.append(value)
            asked.persons.add(answer.person)
            given.append((value, answer.weight))

    def pay(self, cost: Cost) -> None:
        """Take in days and cost."""
        self.units.add(cost.unit)
        self.placement_days += cost.placement_days
        self.priced_days += cost.priced_days
        self.unpriced_days += cost.unpriced_days
        self.cost_ore += cost.cost_ore

    def scores(self) -> tuple[float, ...]:
        """The quality of each follow-up with any answer that counts, ascending."""
        told = (score.of_follow_up(given) for given in self.follow_ups.values())
        return tuple(sorted(value for value in told if value is not None))

    def cost_per_day_ore(self) -> Fraction | None:
        """Cost with extras over the priced days; None where no day has a price."""
        return Fraction(self.cost_ore, self.priced_days) if self.priced_days else None


def together(parts: Iterable[Held]) -> Held:
    """Several as one."""
    whole = Held()
    for part in parts:
        for follow_up, given in part.follow_ups.items():
            whole.follow_ups[follow_up].extend(given)
        for parameter, asked in part.parameters.items():
            into = whole.parameters[parameter]
            into.values += asked.values
            into.dont_know += asked.dont_know
            into.outside_scale += asked.outside_scale
            into.persons |= asked.persons
        whole.persons |= part.persons
        whole.units |= part.units
        whole.answers += part.answers
        whole.dont_know += part.dont_know
        whole.outside_scale += part.outside_scale
        whole.placement_days += part.placement_days
        whole.priced_days += part.priced_days
        whole.unpriced_days += part.unpriced_days
        whole.cost_ore += part.cost_ore
    return whole


def spread_inside(samples: Iterable[tuple[float, ...]]) -> float | None:
    """The standard deviation of scores around their own provider's mean; None where no provider has two."""
    squares, freedom = [], 0
    for scores in samples:
        own = score.mean(scores)
        if own is not None:
            squares += [(value - own) ** 2 for value in scores]
            freedom += len(scores) - 1
    return (fsum(sorted(squares)) / freedom) ** 0.5 if freedom else None
