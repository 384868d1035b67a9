"""The audit: for everything that must stay unknown, two whole tables that both fit all that is out.

It knows nothing of how the pattern was found. It adds up the tables as they stand, cell by cell in whole
numbers, and shares no matrix and no solver with what hides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from report.disclosure.attackers import PUBLIC, Attacker, attackers
from report.disclosure.cells import Cell, Content, Count
from report.disclosure.errors import NotProtectedError
from report.disclosure.ledger import Ledger
from report.disclosure.primary import Target, carried_over, targets
from report.disclosure.rules import Rules
from report.disclosure.tables import Bound, Sum, Table


@dataclass(frozen=True, slots=True)
class Certificate:
    """Two possible tables: what stands in the cells where they are not as the true one."""

    one: Mapping[Cell, int]
    other: Mapping[Cell, int]


@dataclass(frozen=True, slots=True)
class Exposed:
    """A target that no certificate leaves uncertain for somebody."""

    target: Target
    attacker: Attacker


def audit(
    tables: Sequence[Table],
    ledger: Ledger,
    hidden: frozenset[Cell],
    certificates: Sequence[Certificate],
    rules: Rules,
) -> list[Exposed]:
    """What is not proven to be protected; refused outright where a mark is missing or a certificate is false."""
    every = (*ledger.tables, *tables)
    contents: dict[Cell, Content] = {}
    for table in every:
        contents.update(table.contents)
    wanted = targets(every, contents, ledger.shown, rules)
    _check_marks(contents, ledger, hidden, wanted)
    marked = hidden | ledger.hidden
    lines = _Lines(every, contents)
    for certificate in certificates:
        for side in (certificate.one, certificate.other):
            lines.check(side, marked)
    insiders = attackers(contents, marked, [line for table in every for line in table.nested])
    return list(_exposed(wanted, insiders, certificates, contents, rules))


def _check_marks(
    contents: Mapping[Cell, Content], ledger: Ledger, hidden: frozenset[Cell], wanted: Iterable[Target]
) -> None:
    new = contents.keys() - ledger.contents.keys()
    must = {target.cell for target in wanted if target.hides} | carried_over(new, ledger.hidden)
    bare = sorted(must - hidden - ledger.hidden)
    if bare:
        raise NotProtectedError(f"{bare[0]} ska döljas men visas.")
    turned = sorted(hidden & ledger.shown) or sorted(hidden - contents.keys())
    if turned:
        raise NotProtectedError(f"{turned[0]} är redan publicerad med sin siffra, eller finns inte.")


class _Lines:
    """Which totals and bounds each cell is in, so that a certificate is checked where it differs."""

    def __init__(self, tables: Iterable[Table], contents: Mapping[Cell, Content]) -> None:
        self._contents = contents
        self._sums: dict[Cell, set[Sum]] = {}
        self._bounds: dict[Cell, set[Bound]] = {}
        for table in tables:
            for line in table.sums:
                for cell in (line.total, *line.parts):
                    self._sums.setdefault(cell, set()).add(line)
            for bound in table.bounds:
                for cell, _ in bound.terms:
                    self._bounds.setdefault(cell, set()).add(bound)

    def check(self, side: Mapping[Cell, int], marked: frozenset[Cell]) -> None:
        """One possible table: refused unless everybody could believe it."""

        def stands(cell: Cell) -> int:
            return side[cell] if cell in side else self._contents[cell].value

        for cell, value in side.items():
            if type(value) is not int or value < 0 or cell not in marked or self._contents[cell].structural:
                raise NotProtectedError(
                    f"Intyget ändrar {cell}, som inte är dold, eller ger den ett omöjligt värde."
                )
            for line in self._sums.get(cell, ()):
                if stands(line.total) != sum(stands(part) for part in line.parts):
                    raise NotProtectedError(
                        f"Intyget stämmer inte: {line.total} är inte summan av sina delar."
                    )
            for bound in self._bounds.get(cell, ()):
                if sum(by * stands(term) for term, by in bound.terms) > bound.at_most:
                    raise NotProtectedError(f"Intyget stämmer inte: gränsen för {cell} hålls inte.")


def _exposed(
    wanted: Sequence[Target],
    insiders: Sequence[Attacker],
    certificates: Sequence[Certificate],
    contents: Mapping[Cell, Content],
    rules: Rules,
) -> Iterable[Exposed]:
    touching: dict[Cell, list[Certificate]] = {}
    for certificate in certificates:
        for cell in certificate.one.keys() | certificate.other.keys():
            touching.setdefault(cell, []).append(certificate)
    for target in wanted:
        near = {id(c): c for cell, _ in target.terms for c in touching.get(cell, ())}
        wide = [(certificate, _width(target, certificate, contents)) for certificate in near.values()]
        for attacker in (PUBLIC, *insiders):
            if not attacker.blind_to(target):
                continue
            need = _need(target, attacker, contents, rules)
            if not any(width >= need and _believes(attacker, c, contents) for c, width in wide):
                yield Exposed(target, attacker)


def _width(target: Target, certificate: Certificate, contents: Mapping[Cell, Content]) -> int:
    def difference(cell: Cell) -> int:
        true = contents[cell].value
        return certificate.one.get(cell, true) - certificate.other.get(cell, true)

    return abs(sum(by * difference(cell) for cell, by in target.terms))


def _need(target: Target, attacker: Attacker, contents: Mapping[Cell, Content], rules: Rules) -> int:
    if attacker is PUBLIC or not isinstance(contents[target.cell], Count):
        return target.width
    return min(rules.inside_width, target.width)


def _believes(attacker: Attacker, certificate: Certificate, contents: Mapping[Cell, Content]) -> bool:
    """Whether both tables fit what the attacker knows of their own."""
    for side in (certificate.one, certificate.other):
        for cell, value in side.items():
            if cell in attacker.known and value != contents[cell].value:
                return False
            if value < attacker.at_least.get(cell, 0):
                return False
    return True
