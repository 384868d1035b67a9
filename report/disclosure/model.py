"""One model over all tables and all that was published before: which cells can vary, and what ties them.

It is written in deviations from the true table: what anybody can hold possible is a vector of deviations that
is 0 where a figure is out, keeps every total, and takes no cell below 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from report.disclosure.cells import Cell, Content
from report.disclosure.errors import ConflictError, NotAdditiveError
from report.disclosure.ledger import Ledger
from report.disclosure.tables import Bound, Table


@dataclass(frozen=True, slots=True)
class Row:
    """A line that deviations must keep: coefficient times deviation is 0, or at most `slack`."""

    terms: tuple[tuple[int, int], ...]
    slack: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """Cells that hang together: no line ties them to a cell of another part. Rows count by place in `cells`."""

    cells: tuple[Cell, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """All cells; `free` are those that are new or hidden since before, in parts; `held` those hidden before."""

    contents: Mapping[Cell, Content]
    weights: Mapping[Cell, int]
    new: frozenset[Cell]
    held: frozenset[Cell]
    parts: tuple[Part, ...]


def build(tables: Iterable[Table], ledger: Ledger) -> Model:
    """The model; refused where a total does not add up or one cell has two values."""
    tables = tuple(tables)
    earlier = ledger.contents
    contents = _contents((*ledger.tables, *tables))
    for table in (*ledger.tables, *tables):
        _check(table, contents)
    held = ledger.hidden
    new = frozenset(contents) - earlier.keys()
    free = frozenset(cell for cell in new | held if not contents[cell].structural)
    return Model(
        contents,
        _weights(tables, new),
        new,
        held,
        _parts(free, _lines((*ledger.tables, *tables), contents)),
    )


def _contents(tables: Iterable[Table]) -> dict[Cell, Content]:
    contents: dict[Cell, Content] = {}
    for table in tables:
        for cell, content in table.contents.items():
            before = contents.setdefault(cell, content)
            if before.value != content.value or before.structural != content.structural:
                raise ConflictError(
                    f"{cell} har olika värden i olika tabeller eller månader ({table.name}). "
                    "En rättad siffra publiceras som en ny version av cellen."
                )
    return contents


def _check(table: Table, contents: Mapping[Cell, Content]) -> None:
    named = {cell for line in table.sums for cell in (line.total, *line.parts)}
    named |= {cell for bound in table.bounds for cell, _ in bound.terms}
    missing = sorted(named - contents.keys())
    if missing:
        raise ConflictError(
            f"{table.name} räknar med {missing[0]}, som varken finns i tabellerna eller är publicerad."
        )
    for line in table.sums:
        if contents[line.total].value != sum(contents[part].value for part in line.parts):
            raise NotAdditiveError(
                f"{table.name}: {line.total} är inte summan av sina delar. Rätta tabellen innan den skyddas."
            )
    for bound in table.bounds:
        if _slack(bound, contents) < 0:
            first = bound.terms[0][0]
            raise NotAdditiveError(f"{table.name}: gränsen som {first} ingår i hålls inte. Rätta tabellen.")


def _slack(bound: Bound, contents: Mapping[Cell, Content]) -> int:
    return bound.at_most - sum(by * contents[cell].value for cell, by in bound.terms)


def _weights(tables: Iterable[Table], new: frozenset[Cell]) -> dict[Cell, int]:
    """What it costs to hide a cell: a total more than its parts, a grand total more than both."""
    totals: dict[Cell, int] = dict.fromkeys(new, 0)
    weights: dict[Cell, int] = dict.fromkeys(new, 1)
    for table in tables:
        for line in dict.fromkeys(table.sums):
            if line.of_one_period and line.total in new:
                totals[line.total] += 1
        for cell in table.contents:
            if cell in new:
                weights[cell] = max(weights[cell], table.weight)
    return {cell: weights[cell] * 10 * (1 + min(totals[cell], 3)) for cell in new}


def _lines(
    tables: Iterable[Table], contents: Mapping[Cell, Content]
) -> list[tuple[dict[Cell, int], int | None]]:
    lines: dict[tuple[tuple[tuple[Cell, int], ...], int | None], None] = {}
    for table in tables:
        for line in table.sums:
            terms = ((line.total, 1), *((part, -1) for part in line.parts))
            lines[(terms, None)] = None
        for bound in table.bounds:
            lines[(bound.terms, _slack(bound, contents))] = None
    return [(_gathered(terms), slack) for terms, slack in lines]


def _gathered(terms: Iterable[tuple[Cell, int]]) -> dict[Cell, int]:
    gathered: dict[Cell, int] = {}
    for cell, by in terms:
        gathered[cell] = gathered.get(cell, 0) + by
    return {cell: by for cell, by in gathered.items() if by}


def _parts(free: frozenset[Cell], lines: Iterable[tuple[dict[Cell, int], int | None]]) -> tuple[Part, ...]:
    leader = {cell: cell for cell in free}

    def lead(cell: Cell) -> Cell:
        while leader[cell] != cell:
            leader[cell] = cell = leader[leader[cell]]
        return cell

    kept = []
    for terms, slack in lines:
        loose = {cell: by for cell, by in terms.items() if cell in free}
        if loose:
            kept.append((loose, slack))
            first, *others = (lead(cell) for cell in loose)
            for other in others:
                leader[lead(other)] = lead(first)
    members: dict[Cell, list[Cell]] = {}
    for cell in sorted(free):
        members.setdefault(lead(cell), []).append(cell)
    rows: dict[Cell, list[Row]] = {head: [] for head in members}
    place = {cell: number for cells in members.values() for number, cell in enumerate(cells)}
    for loose, slack in kept:
        head = lead(next(iter(loose)))
        rows[head].append(Row(tuple((place[cell], by) for cell, by in loose.items()), slack))
    return tuple(Part(tuple(cells), tuple(rows[head])) for head, cells in members.items())
