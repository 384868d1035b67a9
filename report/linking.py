"""The report's figures as the tables that are protected: which cell each is, and what anybody knows that ties them.

A figure that has been published before is the same cell; with another value it is the cell's next version.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from domain.board_report.content import DERIVED, TABLES, WHOLE, Measure
from report.disclosure.cells import Amount, Cell, Content, Count
from report.disclosure.ledger import Ledger
from report.disclosure.rules import Rules
from report.disclosure.tables import Table
from report.figures import Figure, FigureKey, Figures
from report.links import Links
from report.links_across import link_across, link_tables
from report.links_over_time import link_over_time, period

_DEAR = 4


@dataclass(frozen=True, slots=True)
class Linked:
    """The tables to protect, and the cell of each figure; a figure that is unknown has none."""

    tables: tuple[Table, ...]
    cells: Mapping[FigureKey, Cell]


def link(figures: Figures, ledger: Ledger, rules: Rules) -> Linked:
    """Tables, sums and bounds of a report's figures beside what the ledger holds."""
    at = Links(dict(ledger.contents))
    for figure in figures.values():
        if figure.value is not None and TABLES[figure.key.table].measure not in DERIVED:
            key = figure.key
            named = (key.table, period(key.from_on, key.to_on), (key.row, key.part))
            at.cells[key] = at.add(key.table, named, _content(figure, rules))
    for table in TABLES.values():
        link_across(at, table)
        link_over_time(at, table, rules)
    link_tables(at)
    return Linked(tuple(_tables(at)), at.cells)


def _content(figure: Figure, rules: Rules) -> Content:
    assert figure.value is not None
    measure = TABLES[figure.key.table].measure
    if measure is Measure.COST:
        shares = None if figure.shares is None else tuple(sorted(figure.shares.items()))
        return Amount(int(figure.value * 100), figure.persons, shares)
    value = int(figure.value)
    if measure is Measure.DAYS or (value >= rules.threshold > figure.persons):
        # many of few persons tell of them as a few do
        return Amount(value, figure.persons)
    return Count(value)


def _tables(at: Links) -> Iterator[Table]:
    """Each table of figures; where the whole is no sum of its parts it is made dear to hide, as a sum is."""
    for code, contents in at.added.items():
        shown = TABLES[code]
        apart = frozenset() if shown.adds_up else {cell for cell in contents if cell.categories[0] == WHOLE}
        yield Table(
            shown.title,
            {cell: content for cell, content in contents.items() if cell not in apart},
            tuple(dict.fromkeys(at.sums.get(code, ()))),
            tuple(dict.fromkeys(at.bounds.get(code, ()))),
            full_groups=shown.groups_tell,
        )
        if apart:
            yield Table(shown.title, {cell: contents[cell] for cell in apart}, weight=_DEAR)
