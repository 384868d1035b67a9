"""What is found as a report's figures are linked: their cells, what is known of them already, and what ties them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from report.disclosure.cells import Cell, Content
from report.disclosure.tables import Bound, Sum
from report.figures import FigureKey

Named = tuple[str, str, tuple[str, ...]]
"""A cell without its version: measure, period and categories."""


@dataclass(slots=True)
class Links:
    """Filled table by table; `added`, `sums` and `bounds` are by the table's code."""

    contents: dict[Cell, Content]
    """Of the ledger and of this report."""
    latest: dict[Named, Cell] = field(default_factory=dict)
    cells: dict[FigureKey, Cell] = field(default_factory=dict)
    added: dict[str, dict[Cell, Content]] = field(default_factory=dict)
    sums: dict[str, list[Sum]] = field(default_factory=dict)
    bounds: dict[str, list[Bound]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for cell in self.contents:
            named = (cell.measure, cell.period, cell.categories)
            if named not in self.latest or self.latest[named].version < cell.version:
                self.latest[named] = cell

    def add(self, table: str, named: Named, content: Content) -> Cell:
        """The cell that a figure is: one that is known with the same value, or else the next version of it."""
        known = self.latest.get(named)
        if known is not None and self.contents[known].value == content.value:
            cell, content = known, self.contents[known]
        else:
            cell = Cell(*named, 1 if known is None else known.version + 1)
        self.latest[named] = cell
        self.contents[cell] = content
        self.added.setdefault(table, {})[cell] = content
        return cell

    def tie(self, table: str, total: Cell, parts: Iterable[Cell]) -> None:
        """That a total is the sum of parts."""
        self.sums.setdefault(table, []).append(Sum(total, tuple(parts)))

    def bound(self, table: str, *bounds: Bound) -> None:
        """Inequalities; one that does not hold, after a correction, ties nothing."""
        self.bounds.setdefault(table, []).extend(bound for bound in bounds if self._holds(bound))

    def beside(self, total: Cell, parts: Iterable[Cell]) -> int:
        """What a total is more than its parts."""
        return self.contents[total].value - sum(self.contents[part].value for part in parts)

    def _holds(self, bound: Bound) -> bool:
        return sum(by * self.contents[cell].value for cell, by in bound.terms) <= bound.at_most


def no_more(total: Cell, parts: Iterable[Cell], at_most: int = 0) -> Bound:
    """That a total is no more than its parts together and a number."""
    return Bound(((total, 1), *((part, -1) for part in parts)), at_most)
