"""What ties figures over time: months, tertials and years so far that hold each other, whenever they were published.

A longer stretch is its shorter ones that are out and what is left beside them. What is left can be subtracted by
anybody, so it is in the model as a cell of its own, known by its months; it is printed nowhere.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from domain.board_report.content import Table
from report.disclosure.cells import Amount, Cell, Content, Count
from report.disclosure.tables import Bound
from report.links import Links, no_more

_REST = " utöver publicerade perioder"


class Span(NamedTuple):
    """The first and the last day of whole months."""

    first: dt.date
    last: dt.date

    @classmethod
    def of(cls, cell: Cell) -> Span:
        """The days of a cell."""
        first, last = cell.period.split("/")
        return cls(dt.date.fromisoformat(first), dt.date.fromisoformat(last))

    @property
    def is_month(self) -> bool:
        """Whether it is one month."""
        return len(list(self.months())) == 1

    def holds(self, other: Span) -> bool:
        """Whether another lies within it and is shorter."""
        return self != other and self.first <= other.first and other.last <= self.last

    def months(self) -> Iterator[dt.date]:
        """The first day of each of its months."""
        first = self.first
        while first <= self.last:
            yield first
            days = calendar.monthrange(first.year, first.month)[1]
            first += dt.timedelta(days=days)


def period(first: dt.date, last: dt.date) -> str:
    """Days as cells name them."""
    return f"{first}/{last}"


def link_over_time(at: Links, table: Table) -> None:
    """Every stretch that is in this report, or that holds one that is, to what is out within it."""
    new = {at.cells[key] for key in at.cells if key.table == table.code}
    for categories in sorted({cell.categories for cell in new}):
        spans = {
            Span.of(cell): cell
            for (measure, _, divided), cell in at.latest.items()
            if (measure, divided) == (table.code, categories)
        }
        fresh = {span for span, cell in spans.items() if cell in new}
        for whole in sorted(spans):
            # a day is a state and no stretch of time
            if whole.first < whole.last and (whole in fresh or any(map(whole.holds, fresh))):
                _link(at, table, whole, spans, is_new=whole in fresh)


def _link(at: Links, table: Table, whole: Span, spans: Mapping[Span, Cell], *, is_new: bool) -> None:
    done: set[tuple[Span, ...]] = set()
    for parts in _covers(whole, spans):
        if not parts or parts in done:
            continue
        done.add(parts)
        left = tuple(
            month for month in whole.months() if not any(part.first <= month <= part.last for part in parts)
        )
        cells = tuple(spans[part] for part in parts)
        if table.adds_over_time:
            _tie(at, table, spans[whole], cells, left, is_new=is_new)
        else:
            at.bound(table.code, *(no_more(cell, (spans[whole],)) for cell in cells))
            if not left:
                at.bound(table.code, no_more(spans[whole], cells))


def _covers(whole: Span, spans: Mapping[Span, Cell]) -> Iterator[tuple[Span, ...]]:
    """Ways to lay what is out into a stretch: its months; the longest from its first day; each other longer one."""
    inside = sorted(filter(whole.holds, spans), key=lambda span: (span.first - span.last, span))
    single = [span for span in inside if span.is_month]
    yield tuple(sorted(single))
    from_first = [span for span in inside if span.first == whole.first]
    for head in (*from_first[:1], *(span for span in inside if span not in single + from_first)):
        laid = [head]
        for span in inside:
            if all(span.last < other.first or other.last < span.first for other in laid):
                laid.append(span)
        yield tuple(sorted(laid))


def _tie(
    at: Links, table: Table, whole: Cell, out: tuple[Cell, ...], left: tuple[dt.date, ...],
    *, is_new: bool,
) -> None:  # fmt: skip
    """A whole to what is out of it. Where no month is left the rest is corrections, which anybody may guess."""
    beside = at.beside(whole, out)
    if beside == 0:
        at.tie(table.code, whole, out)
    elif not left and is_new:
        at.bound(
            table.code,
            no_more(whole, out, beside),
            # and no less
            Bound(((whole, -1), *((part, 1) for part in out)), -beside),
        )
    elif left and beside > 0:
        named = (table.code + _REST, " ".join(f"{month:%Y-%m}" for month in left), whole.categories)
        known = at.latest.get(named)
        if is_new or known is None or at.contents[known].value == beside:
            rest = at.add(table.code, named, _rest(at, whole, out, beside))
            at.tie(table.code, whole, (*out, rest))


def _rest(at: Links, whole: Cell, out: tuple[Cell, ...], left: int) -> Content:
    """What anybody can subtract: of a cost it is each provider's too, and of no more persons than the whole is."""
    content = at.contents[whole]
    if isinstance(content, Count):
        return Count(left)
    if content.providers is None:
        return Amount(left, content.persons)
    shares = dict(content.providers)
    for cell in out:
        month = at.contents[cell]
        for provider, amount in (month.providers or ()) if isinstance(month, Amount) else ():
            shares[provider] = shares.get(provider, 0) - amount
    known = min(shares.values(), default=0) >= 0 and sum(shares.values()) == left
    return Amount(left, content.persons, tuple(sorted(shares.items())) if known else None)
