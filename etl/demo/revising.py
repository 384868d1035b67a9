"""A delivery that was exported wrongly and handed over once more, corrected, as revision 2."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from etl.demo.journal import Delivery, Told

_BEFORE_LAST = 8
_ROWS = 14


def revised(deliveries: Iterable[Delivery]) -> Iterator[Delivery]:
    """The deliveries, one of them with some amounts ten times too large, and after it what mends it."""
    found = list(deliveries)
    wrong = max(1, len(found) - 1 - _BEFORE_LAST)
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
    if last:
        yield Delivery(delivery.cut_off, 2, {"invoices": last})


def _tenfold(told: Told) -> Told:
    amount = told.row["amount"]
    assert isinstance(amount, int)
    return told._replace(row={**told.row, "amount": 10 * amount})
