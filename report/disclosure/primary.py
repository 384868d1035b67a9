"""What is too little to be shown in itself, and what must remain unknown: the targets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from report.disclosure.cells import Amount, Cell, Content, Count
from report.disclosure.rules import Rules
from report.disclosure.tables import Sum, Table


class Reason(StrEnum):
    """Why a cell is a target."""

    FEW = "få personer"
    NONE = "ingen finns där"
    ALL = "alla finns där"
    PROVIDERS = "få utförare"
    DOMINANCE = "en utförare dominerar"
    CORRECTION = "en liten rättelse"


@dataclass(frozen=True, slots=True)
class Target:
    """Coefficient times cell must stay uncertain by `width`; a single cell is hidden itself."""

    terms: tuple[tuple[Cell, int], ...]
    width: int
    reason: Reason

    @property
    def cell(self) -> Cell:
        """The cell that the target is named after."""
        return self.terms[0][0]

    @property
    def hides(self) -> bool:
        """Whether the cell itself is hidden; else it is enough that the sum of the cells cannot be had."""
        return self.reason is not Reason.ALL


def targets(
    tables: Iterable[Table], contents: Mapping[Cell, Content], shown: frozenset[Cell], rules: Rules
) -> list[Target]:
    """The targets of these tables, one a cell and one a full group; `shown` is out already and cannot be one."""
    found: dict[tuple[tuple[Cell, int], ...], Target] = {}
    for table in tables:
        for target in _of_table(table, contents, shown, rules):
            found.setdefault(target.terms, target)
    return [found[terms] for terms in sorted(found)]


def _of_table(
    table: Table, contents: Mapping[Cell, Content], shown: frozenset[Cell], rules: Rules
) -> Iterator[Target]:
    for cell in table.contents:
        reason = reason_to_hide(contents[cell], table, rules)
        if reason is None and _small_correction(cell, contents, shown, rules):
            reason = Reason.CORRECTION
        if reason is not None and cell not in shown:
            yield Target(((cell, 1),), width_of(contents[cell], rules), reason)
    if table.full_groups:
        for line in dict.fromkeys(table.sums):
            if line.of_one_period:
                yield from _full_group(line, contents, rules)


def reason_to_hide(content: Content, table: Table, rules: Rules) -> Reason | None:
    """Why a cell may not be shown, by what stands in it alone; None where it may."""
    if content.structural:
        return None
    if isinstance(content, Count):
        if content.open:
            return None
        if content.value == 0:
            return Reason.NONE if table.zeros else None
        return Reason.FEW if content.value < rules.threshold else None
    if content.value == 0 and content.persons == 0:
        return Reason.NONE if table.zeros else None
    if content.persons < rules.threshold:
        return Reason.FEW
    return _too_few_providers(content, rules)


def _too_few_providers(amount: Amount, rules: Rules) -> Reason | None:
    """Fewer than three, the (n, k) rules, and p %: the second largest must not come near the largest."""
    if amount.providers is None or amount.value == 0:
        return None
    by_size = sorted((of_it for _, of_it in amount.providers if of_it), reverse=True)
    if len(by_size) < rules.least_providers:
        return Reason.PROVIDERS
    if any(sum(by_size[:n]) * 100 > k * amount.value for n, k in rules.dominance):
        return Reason.DOMINANCE
    rest = amount.value - sum(by_size[:2])
    return Reason.DOMINANCE if rest * 100 < rules.p_percent * by_size[0] else None


def width_of(content: Content, rules: Rules) -> int:
    """How uncertain a hidden cell must be, in its own unit."""
    if isinstance(content, Count):
        return rules.width
    return max(rules.width, -(-content.value * rules.amount_percent // 100))


def _full_group(line: Sum, contents: Mapping[Cell, Content], rules: Rules) -> Iterator[Target]:
    """Everybody in one category: that the others are empty must not be certain, unless they can only be empty."""
    total = contents[line.total]
    if not isinstance(total, Count) or total.value == 0 or total.open:
        return
    empty = tuple(p for p in line.parts if contents[p].value == 0 and not contents[p].structural)
    if empty and any(contents[part].value == total.value for part in line.parts):
        yield Target(tuple((part, 1) for part in empty), rules.width, Reason.ALL)


def _small_correction(
    cell: Cell, contents: Mapping[Cell, Content], shown: frozenset[Cell], rules: Rules
) -> bool:
    """A new version that differs by a person or two from the figure that is out tells of that person."""
    content = contents[cell]
    if not isinstance(content, Count) or content.open:
        return False
    for version in range(1, cell.version):
        old = Cell(cell.measure, cell.period, cell.categories, version)
        if old in shown and 0 < abs(contents[old].value - content.value) < rules.smallest_correction:
            return True
    return False


def carried_over(new: Iterable[Cell], held: frozenset[Cell]) -> frozenset[Cell]:
    """New versions of cells that were hidden in an earlier one: they stay hidden."""
    return frozenset(
        cell
        for cell in new
        if any(
            Cell(cell.measure, cell.period, cell.categories, version) in held
            for version in range(1, cell.version)
        )
    )
