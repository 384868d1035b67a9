"""Plain ways to hide, to measure against: small ones only, two a line, and whole rows until the audit passes.

The first two leak. None is used for what is published.
"""

from __future__ import annotations

from collections.abc import Iterable

from report.disclosure.cells import Cell
from report.disclosure.ledger import Ledger
from report.disclosure.model import build
from report.disclosure.protect import prepared
from report.disclosure.rules import Rules
from report.disclosure.suppress import Suppression
from report.disclosure.tables import Sum, Table


def small_only(tables: Iterable[Table], ledger: Ledger, rules: Rules) -> frozenset[Cell]:
    """Only what is too little in itself, and what is hidden since before."""
    tables = tuple(tables)
    _, forced, _ = prepared(tables, ledger, rules)
    return forced | (ledger.hidden & {cell for table in tables for cell in table.contents})


def two_a_line(tables: Iterable[Table], ledger: Ledger, rules: Rules) -> frozenset[Cell]:
    """Besides the small ones the lightest cell more in every line that has only one."""
    tables = tuple(tables)
    model = build(tables, ledger)
    hidden = set(small_only(tables, ledger, rules))
    lines = [line for table in tables for line in table.sums if line.of_one_period]
    more = True
    while more:
        more = False
        for line in lines:
            cells = [cell for cell in (line.total, *line.parts) if not model.contents[cell].structural]
            left = [cell for cell in cells if cell not in hidden and cell in model.new]
            if left and sum(cell in hidden for cell in cells) == 1:
                hidden.add(min(left, key=lambda c: (model.weights[c], model.contents[c].value, c)))
                more = True
    return frozenset(hidden)


def whole_rows(tables: Iterable[Table], ledger: Ledger, rules: Rules) -> frozenset[Cell]:
    """All parts of a line with something hidden, then the totals too, line by line until everything is protected."""
    tables = tuple(tables)
    model, hidden, found = prepared(tables, ledger, rules)
    asked = [Suppression(case) for case in found]
    lines = [line for table in tables for line in table.sums]
    chosen = set(hidden)
    for totals in (False, True):
        for line in lines:
            if _holds(asked, chosen):
                return frozenset(chosen)
            if not chosen.isdisjoint(_cells(line, totals=totals)):
                chosen |= set(_cells(line, totals=totals)) & model.new
    return frozenset(chosen | model.new)


def _cells(line: Sum, *, totals: bool) -> tuple[Cell, ...]:
    return (line.total, *line.parts) if totals else line.parts


def _holds(asked: Iterable[Suppression], chosen: set[Cell]) -> bool:
    return all(
        pattern.again({place for place, cell in enumerate(pattern.case.cells) if cell in chosen}, ()).holds()
        for pattern in asked
    )
