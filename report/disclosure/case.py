"""One part of the model with what must be protected in it, by places and in whole steps.

A step is one person in a count; in amounts it is a fraction of the narrowest width asked for, so that what is
reckoned with stays small and whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from report.disclosure.attackers import Attacker
from report.disclosure.cells import Cell, Count
from report.disclosure.model import Model, Part, Row
from report.disclosure.primary import Target
from report.disclosure.rules import Rules

_STEPS_OF_A_WIDTH = 8


@dataclass(frozen=True, slots=True)
class Goal:
    """A target by places: its widths in steps, for the public and for one who knows a cell."""

    target: Target
    terms: tuple[tuple[int, int], ...]
    width: int
    inside: int


@dataclass(frozen=True, slots=True)
class Insider:
    """An attacker by places: what is known exactly, and how far down other cells can go."""

    attacker: Attacker
    known: frozenset[int]
    down: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Case:
    """A part; `down` is how many steps each cell can fall, `start` what is hidden whatever is done.

    `rows_of` gives the lines that each place is in.
    """

    cells: tuple[Cell, ...]
    rows: tuple[Row, ...]
    step: int
    down: tuple[int, ...]
    weights: tuple[int, ...]
    start: frozenset[int]
    held: frozenset[int]
    goals: tuple[Goal, ...]
    insiders: tuple[Insider, ...]
    rows_of: tuple[tuple[Row, ...], ...]

    @property
    def open(self) -> frozenset[int]:
        """Places that may be hidden or shown as we please."""
        return frozenset(range(len(self.cells))) - self.start

    def need(self, goal: Goal, who: Insider | None) -> int:
        """The width in steps that this attacker must be left with."""
        return goal.width if who is None else goal.inside


def cases(
    model: Model,
    targets: Sequence[Target],
    forced: frozenset[Cell],
    insiders: Sequence[Attacker],
    rules: Rules,
) -> list[Case]:
    """The parts in which there is something to protect; targets without a cell that can vary are not in any."""
    home = {cell: number for number, part in enumerate(model.parts) for cell in part.cells}
    asked: dict[int, list[Target]] = {}
    for target in targets:
        at = [home[cell] for cell, _ in target.terms if cell in home]
        if at:
            asked.setdefault(at[0], []).append(target)
    return [
        _case(model, model.parts[number], asked[number], forced, insiders, rules) for number in sorted(asked)
    ]


def _case(
    model: Model,
    part: Part,
    targets: Iterable[Target],
    forced: frozenset[Cell],
    insiders: Sequence[Attacker],
    rules: Rules,
) -> Case:
    place = {cell: number for number, cell in enumerate(part.cells)}
    targets = list(targets)
    step = max(1, min(target.width for target in targets) // _STEPS_OF_A_WIDTH)
    goals = []
    for target in targets:
        terms = tuple((place[cell], by) for cell, by in target.terms if cell in place)
        inside = rules.inside_width if isinstance(model.contents[target.cell], Count) else target.width
        goals.append(Goal(target, terms, -(-target.width // step), -(-min(inside, target.width) // step)))
    rows = tuple(Row(row.terms, None if row.slack is None else row.slack // step) for row in part.rows)
    rows_of: list[list[Row]] = [[] for _ in part.cells]
    for row in rows:
        for at, _ in row.terms:
            rows_of[at].append(row)
    return Case(
        part.cells,
        rows,
        step,
        tuple(model.contents[cell].value // step for cell in part.cells),
        tuple(model.weights.get(cell, 1) for cell in part.cells),
        frozenset(place[cell] for cell in forced | model.held if cell in place),
        frozenset(place[cell] for cell in model.held if cell in place),
        tuple(goals),
        tuple(_insiders(model, insiders, place, step)),
        tuple(tuple(found) for found in rows_of),
    )


def _insiders(
    model: Model, insiders: Sequence[Attacker], place: Mapping[Cell, int], step: int
) -> Iterable[Insider]:
    for attacker in insiders:
        known = frozenset(place[cell] for cell in attacker.known if cell in place)
        down = {
            place[cell]: (model.contents[cell].value - least) // step
            for cell, least in attacker.at_least.items()
            if cell in place
        }
        if known or down:
            yield Insider(attacker, known, down)
