"""A delivery that was exported wrongly and handed over once more, corrected, as revision 2."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from etl.demo.journal import Delivery, Told
from etl.demo.period import Period

_BEFORE_LAST = 8
_ROWS = 14


def stamps(period: Period) -> list[tuple[int, int]]:
    """The day and revision of every delivery, in order."""
    wrong = _wrong(len(period.cut_offs))
    found = [(cut_off, 1) for cut_off in period.cut_offs]
    return [*found[: wrong + 1], (period.cut_offs[wrong], 2), *found[wrong + 1 :]]


def _wrong(deliveries: int) -> int:
    """Which delivery was exported wrongly."""
    return max(1, deliveries - 1 - _BEFORE_LAST)


def revised(deliveries: Iterable[Delivery]) -> Iterator[Delivery]:
    """The deliveries, one of them with some amounts ten times too large, and after it what mends it."""
    found = list(deliveries)
    wrong = _wrong(len(found))
    for number, delivery in enumerate(found):
        yield from _with_revision(delivery) if number == wrong else (delivery,)


def _with_revision(delivery: Delivery) -> Iterator[Delivery]:
    invoices = delivery.told.get("invoices", [])
    last = invoices[-_ROWS:]
    yield Delivery(
        delivery.cut_off,
        1,
        {**delivery.told, "invoices": [*invoices[: -len(last) or None], *map(_tenfold, last)]},
    )
    yield Delivery(delivery.cut_off, 2, {"invoices": last})


def _tenfold(told: Told) -> Told:
    amount = told.row["amount"]
    assert isinstance(amount, int)
    return told._replace(row={**told.row, "amount": 10 * amount})
