"""The report's figures as the tables that are protected: which cell each is, and what anybody knows that ties them.

A figure that has been published before is the same cell; with another value it is the cell's next version. The year
so far is tied to the months in it that are out, and what is left of it is a figure that anybody can subtract: it is
in the model as a cell of its own, though it is printed nowhere.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from domain.board_report.content import CARE_GROUPS, DERIVED, TABLES, WHOLE, Measure
from domain.board_report.content import Table as Shown
from report.disclosure.cells import Amount, Cell, Content, Count
from report.disclosure.ledger import Ledger
from report.disclosure.rules import Rules
from report.disclosure.tables import Bound, Sum, Table
from report.figures import Figure, FigureKey, Figures

_DEAR = 4
_REST = " utöver publicerade månader"


@dataclass(frozen=True, slots=True)
class Linked:
    """The tables to protect, and the cell of each figure; a figure that is unknown has none."""

    tables: tuple[Table, ...]
    cells: Mapping[FigureKey, Cell]


@dataclass(slots=True)
class _Linking:
    contents: dict[Cell, Content]
    """Of the ledger and of this report."""
    latest: dict[tuple[str, str, tuple[str, ...]], Cell]
    cells: dict[FigureKey, Cell] = field(default_factory=dict)
    added: dict[str, dict[Cell, Content]] = field(default_factory=dict)
    sums: dict[str, list[Sum]] = field(default_factory=dict)
    bounds: dict[str, list[Bound]] = field(default_factory=dict)

    def holds(self, bound: Bound) -> bool:
        return sum(by * self.contents[cell].value for cell, by in bound.terms) <= bound.at_most

    def adds(self, total: Cell, parts: tuple[Cell, ...]) -> bool:
        return self.contents[total].value == sum(self.contents[part].value for part in parts)


def link(figures: Figures, ledger: Ledger, rules: Rules) -> Linked:
    """Tables, sums and bounds of a report's figures beside what the ledger holds."""
    at = _Linking(dict(ledger.contents), {})
    for cell in at.contents:
        named = (cell.measure, cell.period, cell.categories)
        if named not in at.latest or at.latest[named].version < cell.version:
            at.latest[named] = cell
    for figure in figures.values():
        if figure.value is not None and TABLES[figure.key.table].measure not in DERIVED:
            _place(at, figure, rules)
    for table in TABLES.values():
        keys = [key for key in at.cells if key.table == table.code]
        _across(at, table, keys)
        for key in keys:
            _over_time(at, table, key, rules)
    _between_tables(at)
    return Linked(tuple(_tables(at)), at.cells)


def _place(at: _Linking, figure: Figure, rules: Rules) -> None:
    key, content = figure.key, _content(figure, rules)
    named = (key.table, _period(key.from_on, key.to_on), (key.row, key.part))
    known = at.latest.get(named)
    if known is None:
        cell = Cell(*named)
    elif at.contents[known].value == content.value:
        cell, content = known, at.contents[known]
    else:
        cell = replace(known, version=known.version + 1)
    at.cells[key] = cell
    at.latest[named] = cell
    at.contents[cell] = content
    at.added.setdefault(key.table, {})[cell] = content


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


def _across(at: _Linking, table: Shown, keys: list[FigureKey]) -> None:
    """Rows that make the row of all, parts that make the part of all; of distinct persons only that they bound it."""
    for key in keys:
        for axis, categories in (("row", table.rows), ("part", table.parts or {})):
            if getattr(key, axis) != WHOLE or len(categories) < 2:
                continue
            beside = [_beside(key, axis, code) for code in categories if code != WHOLE]
            parts = tuple(at.cells[other] for other in beside if other in at.cells)
            total = at.cells[key]
            if len(parts) < len(categories) - 1:
                continue
            if table.adds_up and at.adds(total, parts):
                at.sums.setdefault(table.code, []).append(Sum(total, parts))
            elif not table.adds_up:
                at.bounds.setdefault(table.code, []).extend(
                    bound
                    for bound in (
                        Bound(((total, 1), *((part, -1) for part in parts))),
                        *(Bound(((part, 1), (total, -1))) for part in parts),
                    )
                    if at.holds(bound)
                )


def _beside(key: FigureKey, axis: str, code: str) -> FigureKey:
    return replace(key, row=code) if axis == "row" else replace(key, part=code)


def _over_time(at: _Linking, table: Shown, key: FigureKey, rules: Rules) -> None:
    """Of what is longer than a month: the months in it that are out, and what is left of it beside them."""
    whole = at.cells[key]
    months = [month for month in _months(key) if month != whole.period]
    if not months or key.from_on == key.to_on:
        return
    named = [(key.table, month, whole.categories) for month in months]
    out = tuple(cell for name in named if (cell := at.latest.get(name)) is not None)
    if not table.adds_over_time:
        _distinct(at, table, whole, out, all_out=len(out) == len(months))
        return
    left = at.contents[whole].value - sum(at.contents[cell].value for cell in out)
    if left == 0 and out:
        at.sums.setdefault(table.code, []).append(Sum(whole, out))
    elif left > 0 and out:
        rest = Cell(key.table + _REST, whole.period, whole.categories, whole.version)
        at.contents[rest] = _left(at, whole, out, left, rules)
        at.added[key.table][rest] = at.contents[rest]
        at.sums.setdefault(table.code, []).append(Sum(whole, (*out, rest)))


def _left(at: _Linking, whole: Cell, out: tuple[Cell, ...], left: int, rules: Rules) -> Content:
    """What anybody can subtract: of a cost it is each provider's too, of days that many persons are behind."""
    content = at.contents[whole]
    if isinstance(content, Count):
        return Count(left)
    if content.providers is None:
        return Amount(left, max(rules.threshold, content.persons))
    shares = dict(content.providers)
    for cell in out:
        month = at.contents[cell]
        for provider, amount in (month.providers or ()) if isinstance(month, Amount) else ():
            shares[provider] = shares.get(provider, 0) - amount
    known = min(shares.values(), default=0) >= 0 and sum(shares.values()) == left
    return Amount(
        left, max(rules.threshold, content.persons), tuple(sorted(shares.items())) if known else None
    )


def _distinct(at: _Linking, table: Shown, whole: Cell, out: tuple[Cell, ...], *, all_out: bool) -> None:
    """Distinct persons: at least those of any month, and at most those of all months together."""
    bounds = [Bound(((month, 1), (whole, -1))) for month in out]
    if all_out:
        bounds.append(Bound(((whole, 1), *((month, -1) for month in out))))
    at.bounds.setdefault(table.code, []).extend(bound for bound in bounds if at.holds(bound))


def _between_tables(at: _Linking) -> None:
    """Who is placed on the last day is placed in the period, each on one day or more, in one placement or more."""
    for key, cell in list(at.cells.items()):
        larger: list[FigureKey] = []
        if key.table == "placerade_sista_dagen":
            larger = [other for other in at.cells if _is_of(other, key, "placerade_perioden")]
            if key.row in CARE_GROUPS or key.row == WHOLE:
                larger.append(FigureKey("kopform", WHOLE, key.row, key.from_on, key.to_on))
        elif key.table == "placerade_perioden":
            larger = [replace(key, table="dygn")]
        for other in larger:
            if other in at.cells:
                bound = Bound(((cell, 1), (at.cells[other], -1)))
                if at.holds(bound):
                    at.bounds.setdefault(key.table, []).append(bound)


def _is_of(other: FigureKey, key: FigureKey, table: str) -> bool:
    return other.table == table and other.row == key.row and other.from_on <= key.from_on <= other.to_on


def _tables(at: _Linking) -> Iterator[Table]:
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


def _months(key: FigureKey) -> Iterator[str]:
    """The months of a period, as cells name them."""
    first = key.from_on
    while first <= key.to_on:
        last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        yield _period(first, last)
        first = last + dt.timedelta(days=1)


def _period(from_on: dt.date, to_on: dt.date) -> str:
    return f"{from_on}/{to_on}"
