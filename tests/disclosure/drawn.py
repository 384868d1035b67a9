"""Small tables as they are drawn, and attackers written without the library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

import numpy as np
from scipy.optimize import linprog

from report.disclosure.cells import Amount, Cell, Content, Count
from report.disclosure.ledger import Ledger
from report.disclosure.rules import Rules
from report.disclosure.tables import Table, crossed

# What is hidden must not be a single value; nothing more, so that what is expected can be seen by eye.
POINTS = Rules(width=1)


def table(
    drawn: str,
    name: str = "placerade",
    period: str = "2026-01",
    *,
    version: int = 1,
    zeros: bool = False,
    full_groups: bool = False,
    structural: Iterable[tuple[int, int]] = (),
) -> Table:
    """Rows of numbers, crossed by form and sex (columns), with totals."""
    rows = [[int(number) for number in line.split()] for line in drawn.strip().splitlines()]
    forms = [f"f{number}" for number in range(len(rows))]
    columns = [f"k{number}" for number in range(len(rows[0]))]
    structural = set(structural)
    inner: dict[tuple[str, ...], Content] = {
        (form, column): Count(rows[i][j], structural=(i, j) in structural)
        for i, form in enumerate(forms)
        for j, column in enumerate(columns)
    }
    axes = {"form": forms, "kön": columns}
    return crossed(name, name, period, axes, inner, version=version, zeros=zeros, full_groups=full_groups)


def cell(form: int | None, column: int | None, name: str = "placerade", period: str = "2026-01") -> Cell:
    """The cell of a row and a column of `table`; None for the total."""
    named = [] if form is None else [f"form: f{form}"]
    named += [] if column is None else [f"kön: k{column}"]
    return Cell(name, period, tuple(named))


def costs(providers: Mapping[str, Mapping[str, int]], persons: int = 20) -> Table:
    """Cost by form, each form with what its providers stand for."""
    inner: dict[tuple[str, ...], Content] = {
        (form,): Amount(sum(of.values()), persons, tuple(sorted(of.items())))
        for form, of in providers.items()
    }
    return crossed("kostnad", "kostnad", "2026-01", {"form": list(providers)}, inner)


def possible(tables: Iterable[Table], hidden: frozenset[Cell], most: int) -> Iterator[dict[Cell, int]]:
    """Every table that fits what is shown, with no hidden cell above `most`: tried one by one."""
    tables = list(tables)
    value = {c: content.value for t in tables for c, content in t.contents.items()}
    fixed = {c for t in tables for c, content in t.contents.items() if content.structural}
    unknown = sorted(hidden - fixed)
    for tried in product(range(most + 1), repeat=len(unknown)):
        stands = value | dict(zip(unknown, tried, strict=True))
        if all(
            stands[line.total] == sum(stands[part] for part in line.parts) for t in tables for line in t.sums
        ):
            yield stands


def reckoned_out(
    tables: Iterable[Table],
    hidden: frozenset[Cell],
    ledger: Ledger | None = None,
    knowing: frozenset[Cell] = frozenset(),
) -> set[Cell]:
    """The hidden cells that have one possible value: by scipy, in levels and not in deviations."""
    ledger = ledger or Ledger()
    every = [*ledger.tables, *tables]
    value = {c: content.value for t in every for c, content in t.contents.items()}
    structural = {c for t in every for c, content in t.contents.items() if content.structural}
    unknown = sorted((hidden | ledger.hidden) - structural - knowing)
    at = {c: number for number, c in enumerate(unknown)}
    equal, right = [], []
    for line in {line for t in every for line in t.sums}:
        row, rest = np.zeros(len(unknown)), 0.0
        for c, by in ((line.total, -1.0), *((part, 1.0) for part in line.parts)):
            if c in at:
                row[at[c]] += by
            else:
                rest -= by * value[c]
        equal.append(row)
        right.append(rest)
    found = set()
    for c in unknown:
        goal = np.zeros(len(unknown))
        goal[at[c]] = 1.0
        low = linprog(goal, A_eq=np.array(equal), b_eq=right, bounds=(0, 10_000))
        high = linprog(-goal, A_eq=np.array(equal), b_eq=right, bounds=(0, 10_000))
        assert low.success and high.success
        if round(-high.fun - low.fun, 6) == 0:
            found.add(c)
    return found
