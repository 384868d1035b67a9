"""Tables as views on cells: which totals are the sum of which parts, and which inequalities anybody knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from report.disclosure.cells import TOTAL, Amount, Cell, Content, Count


@dataclass(frozen=True, order=True, slots=True)
class Sum:
    """A total and its parts; they may stand in several tables and months."""

    total: Cell
    parts: tuple[Cell, ...]

    @property
    def of_one_period(self) -> bool:
        """False for a year that is the sum of its months."""
        return {self.total.period} == {part.period for part in self.parts}


@dataclass(frozen=True, order=True, slots=True)
class Bound:
    """The sum of coefficient times cell is at most a number, and anybody knows it."""

    terms: tuple[tuple[Cell, int], ...]
    at_most: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Cells that are published together. `zeros` and `full_groups`: that nobody, or everybody, is there discloses.

    Sums and bounds may name cells of the ledger. A higher `weight` makes its cells dearer to hide.
    """

    name: str
    contents: Mapping[Cell, Content]
    sums: tuple[Sum, ...] = ()
    bounds: tuple[Bound, ...] = ()
    zeros: bool = False
    full_groups: bool = False
    weight: int = 1

    @property
    def nested(self) -> Iterator[tuple[Cell, tuple[Cell, ...]]]:
        """Each whole with what lies in it: a total's parts, and a stretch of time's of what is distinct."""
        for line in self.sums:
            yield line.total, line.parts
        for bound in self.bounds:
            by = {by: cell for cell, by in bound.terms}
            if bound.at_most == 0 and len(bound.terms) == 2 and by.keys() == {1, -1}:
                part, whole = by[1], by[-1]
                if (part.measure, part.categories) == (whole.measure, whole.categories):
                    yield whole, (part,)


def crossed(
    name: str,
    measure: str,
    period: str,
    axes: Mapping[str, Sequence[str]],
    inner: Mapping[tuple[str, ...], Content],
    *,
    version: int = 1,
    bounds: tuple[Bound, ...] = (),
    zeros: bool = False,
    full_groups: bool = False,
    weight: int = 1,
) -> Table:
    """A table of one measure over one axis or more, with a total along each axis; what is not given is 0.

    `inner` is by category in the order of the axes, `TOTAL` along those that are summed. A total that is given is
    taken as it stands (distinct persons behind an amount); of others the persons are the largest part's,
    the fewest there can be. A cell is named by the axes it is divided by, so margins of several tables are one.
    """
    contents: dict[Cell, Content] = {}
    sums: list[Sum] = []
    amounts = any(isinstance(content, Amount) for content in inner.values())
    nothing: Content = Amount(0, 0, ()) if amounts else Count(0)
    for key in _totals_last(list(axes.values())):
        cell = _named(measure, period, axes, key, version)
        summed = [axis for axis, category in enumerate(key) if category == TOTAL]
        for axis, categories in enumerate(axes.values()):
            if axis in summed:
                keys = [(*key[:axis], category, *key[axis + 1 :]) for category in categories]
                sums.append(Sum(cell, tuple(_named(measure, period, axes, k, version) for k in keys)))
        if key in inner:
            contents[cell] = inner[key]
        else:
            contents[cell] = added([contents[part] for part in sums[-1].parts]) if summed else nothing
    return Table(name, contents, tuple(sums), bounds, zeros, full_groups, weight)


def _named(
    measure: str, period: str, axes: Mapping[str, Sequence[str]], key: tuple[str, ...], version: int
) -> Cell:
    divided = sorted(
        f"{axis}: {category}" for axis, category in zip(axes, key, strict=True) if category != TOTAL
    )
    return Cell(measure, period, tuple(divided), version)


def added(parts: Sequence[Content]) -> Content:
    """The content of a total."""
    amounts = [part for part in parts if isinstance(part, Amount)]
    value = sum(part.value for part in parts)
    if not amounts:
        return Count(value, open=all(isinstance(part, Count) and part.open for part in parts))
    providers: dict[str, int] = {}
    for amount in amounts:
        for provider, of_it in amount.providers or ():
            providers[provider] = providers.get(provider, 0) + of_it
    known = all(amount.providers is not None for amount in amounts)
    return Amount(
        value,
        max(amount.persons for amount in amounts),
        tuple(sorted(providers.items())) if known else None,
    )


def accumulated(
    name: str, measure: str, period: str, months: Sequence[Table], *, version: int = 1, weight: int = 1
) -> Table:
    """The year so far of what adds over months (events, costs): each cell is the sum of its months' cells.

    The months' tables must have the same categories; those that are published already are looked up in
    the ledger by their cells.
    """
    contents: dict[Cell, Content] = {}
    sums: list[Sum] = []
    for categories in dict.fromkeys(cell.categories for month in months for cell in month.contents):
        cell = Cell(measure, period, categories, version)
        parts = [c for month in months for c in month.contents if c.categories == categories]
        contents[cell] = added(
            [month.contents[c] for month in months for c in month.contents if c.categories == categories]
        )
        sums.append(Sum(cell, tuple(parts)))
    for total in months[0].sums:
        sums.append(
            Sum(
                Cell(measure, period, total.total.categories, version),
                tuple(Cell(measure, period, part.categories, version) for part in total.parts),
            )
        )
    return Table(name, contents, tuple(sums), weight=weight)


def distinct(year: Cell, months: Sequence[Cell]) -> tuple[Bound, ...]:
    """Distinct persons of a period: at least as many as in any of its months, at most all of them together."""
    return (
        Bound(((year, 1), *((month, -1) for month in months))),
        *(Bound(((month, 1), (year, -1))) for month in months),
    )


def within(old: Cell, new: Cell, at_most: int) -> tuple[Bound, ...]:
    """A correction that everybody knows cannot be larger than this."""
    return Bound(((new, 1), (old, -1)), at_most), Bound(((old, 1), (new, -1)), at_most)


def _totals_last(axes: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Every combination, those with fewer totals first."""
    keys = list(product(*[(*axis, TOTAL) for axis in axes]))
    yield from sorted(keys, key=lambda key: key.count(TOTAL))
