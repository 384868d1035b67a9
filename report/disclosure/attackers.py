"""Who tries to find out a hidden figure: anybody, the only person in a cell, and a provider."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from report.disclosure.cells import Amount, Cell, Content, Count
from report.disclosure.primary import Target


@dataclass(frozen=True, slots=True)
class Attacker:
    """Knows what is published, some cells exactly, and of some others the least that they can be."""

    name: str
    known: frozenset[Cell] = frozenset()
    at_least: Mapping[Cell, int] = field(default_factory=dict)

    def blind_to(self, target: Target) -> bool:
        """Whether there is anything in the target that the attacker does not know of their own."""
        return not all(cell in self.known for cell, _ in target.terms)


Nested = Iterable[tuple[Cell, tuple[Cell, ...]]]
"""Wholes with what lies in them."""
PUBLIC = Attacker("allmänheten")


def attackers(contents: Mapping[Cell, Content], hidden: Iterable[Cell], nested: Nested) -> list[Attacker]:
    """The insiders that the hidden cells give; the public is not among them."""
    hidden = sorted(hidden)
    return [*_singletons(contents, hidden, nested), *_providers(contents, hidden)]


def _singletons(contents: Mapping[Cell, Content], hidden: list[Cell], nested: Nested) -> list[Attacker]:
    """The only person in a cell; in a whole of one it is the same person as in the part."""
    single = {cell for cell in hidden if _is_single(contents[cell])}
    same: dict[Cell, set[Cell]] = {cell: {cell} for cell in single}
    for whole, parts in nested:
        if whole in single:
            group = same[whole]
            for part in parts:
                if part in single:
                    group |= same[part]
            for cell in group:
                same[cell] = group
    groups = {min(group): frozenset(group) for group in same.values()}
    return [Attacker(f"den enda personen i {first}", groups[first]) for first in sorted(groups)]


def _is_single(content: Content) -> bool:
    if isinstance(content, Count):
        return content.value == 1 and not content.open
    return content.persons == 1


def _providers(contents: Mapping[Cell, Content], hidden: list[Cell]) -> list[Attacker]:
    """A provider knows its own part of each amount, and all of it where it is alone (it can guess that it is)."""
    own: dict[str, dict[Cell, int]] = {}
    for cell in hidden:
        content = contents[cell]
        if isinstance(content, Amount):
            for name, amount in content.providers or ():
                if amount:
                    own.setdefault(name, {})[cell] = content.of(name)
    return [
        Attacker(
            f"utföraren {name}",
            frozenset(cell for cell, amount in cells.items() if amount == contents[cell].value),
            cells,
        )
        for name, cells in sorted(own.items())
    ]
