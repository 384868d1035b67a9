"""Invoices: one a provider and month, a line a placement and price; some lines are not what was agreed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from etl.demo.chance import Chance
from etl.demo.counting import counted, days_away, months_of
from etl.demo.period import first_of, last_of, month_of
from etl.demo.stays import Stay
from etl.demo.town import Town

_SHARE_WRONG = 0.062
_WRONG = {
    "price": 0.27,
    "too_many": 0.24,
    "too_few": 0.1,
    "amount": 0.12,
    "twice": 0.12,
    "overlap": 0.08,
    "outside": 0.05,
    "unknown": 0.02,
}
_SHARE_CREDITED = 0.35
_SHARE_BOOKED_LATER = 0.06
_ACCOUNTED_BY = 14


@dataclass(frozen=True)
class Line:
    """One invoice line. `days` may be what the provider claims, not what there were."""

    stay: Stay
    starts: int
    ends: int
    days: int
    price: int
    amount: int
    kind: str = "dygn"
    placement_id: str | None = None


@dataclass(frozen=True)
class Booked:
    """What an invoice line put into the ledger."""

    month: int
    unit: str
    form: str
    amount: int


class Invoicing:
    """Writes the invoices of every bought placement, and what of them was booked when."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._chance: Chance = town.chance("invoices")
        self.booked: list[Booked] = []

    def tell(self) -> None:
        """Every month's invoices, with credits of those that were found wrong."""
        period = self._town.period
        by_invoice: dict[tuple[int, str], list[Line]] = defaultdict(list)
        for stay in self._town.stays:
            if not stay.is_bought or not stay.prices:
                continue
            for month in months_of(stay, period.months[0], period.last):
                for line in _lines(stay, month):
                    by_invoice[month, stay.provider.provider_id] += self._as_invoiced(line)
        for (month, provider_id), lines in sorted(by_invoice.items()):
            self._invoice(month, provider_id, lines)

    def _as_invoiced(self, line: Line) -> list[Line]:
        """The line as the provider writes it: right, but for a few."""
        chance, price = self._chance, line.price
        if line.kind != "dygn" or not chance.gives(_SHARE_WRONG):
            return [line]
        match chance.weighted(_WRONG):
            case "price":
                wrong = round(price * chance.pick((1.02, 1.03, 1.05, 1.1, 0.97)) / 100) * 100
                return [replace(line, price=wrong, amount=wrong * line.days)]
            case "too_many":
                days = line.days + chance.between(1, 4)
                return [replace(line, days=days, amount=price * days)]
            case "too_few" if line.days > 4:
                days = line.days - chance.between(1, 3)
                return [replace(line, days=days, amount=price * days)]
            case "amount":
                return [replace(line, amount=line.amount + chance.pick((-1, 1, 3)) * price)]
            case "twice":
                return [line, line]
            case "overlap" if line.days > 8:
                starts = line.ends - chance.between(2, 5)
                days = line.ends - starts
                return [line, replace(line, starts=starts, days=days, amount=price * days)]
            case "outside":
                starts = line.stay.moved_out + chance.between(3, 12)
                return [line, replace(line, starts=starts, ends=starts + 6, days=7, amount=7 * price)]
            case "unknown":
                return [replace(line, placement_id=f"PL{chance.between(900_000, 999_999)}")]
        return [line]

    def _invoice(self, month: int, provider_id: str, lines: list[Line]) -> None:
        chance = self._chance
        invoiced = first_of(month + 1) + chance.between(1, 11)
        number = self._town.number("FA")
        booked_later = chance.gives(_SHARE_BOOKED_LATER)
        credited: list[Line] = []
        for line_no, line in enumerate(lines, 1):
            self._tell_line(number, line_no, provider_id, line, invoiced)
            self.booked.append(Booked(month + booked_later, line.stay.unit, line.stay.form, line.amount))
            right = line.price * line.days
            if line.kind == "dygn" and line.amount != right and chance.gives(_SHARE_CREDITED):
                credited.append(line)
        if credited:
            self._credit(provider_id, credited, invoiced + chance.between(25, 60))

    def _credit(self, provider_id: str, lines: list[Line], day: int) -> None:
        """Take back what was wrong and invoice it again as it should be."""
        number = self._town.number("FA")
        for place, line in enumerate(lines):
            right = replace(line, amount=line.price * line.days)
            self._tell_line(number, 2 * place + 1, provider_id, replace(line, amount=-line.amount), day)
            self._tell_line(number, 2 * place + 2, provider_id, right, day)
            change = right.amount - line.amount
            self.booked.append(Booked(month_of(day), line.stay.unit, line.stay.form, change))

    def _tell_line(self, number: str, line_no: int, provider_id: str, line: Line, invoiced: int) -> None:
        row = {
            "invoice_id": number,
            "line_no": line_no,
            "placement_id": line.placement_id or line.stay.placement_id,
            "provider_id": provider_id,
            "kind": line.kind,
            "period_from": line.starts,
            "period_to": line.ends,
            "days": line.days if line.kind == "dygn" else None,
            "daily_price": line.price if line.kind == "dygn" else None,
            "amount": line.amount,
            "invoiced_on": invoiced,
        }
        self._town.journal.tell(
            "invoices", max(invoiced + 2, first_of(month_of(invoiced)) + _ACCOUNTED_BY), row, line.stay.unit
        )


def _lines(stay: Stay, month: int) -> list[Line]:
    """The right lines of a month: one for each price, and one for each extra."""
    first, last = counted(stay, first_of(month), last_of(month))
    lines = []
    for place, price in enumerate(stay.prices):
        until = stay.prices[place + 1].from_on - 1 if place + 1 < len(stay.prices) else last
        starts, ends = max(first, price.from_on), min(last, until)
        if starts <= ends:
            days = ends - starts + 1
            amount = price.amount * days
            share = stay.provider.absence_share
            if share is not None:
                amount -= round(price.amount * days_away(stay, starts, ends) * (1 - share))
            lines.append(Line(stay, starts, ends, days, price.amount, amount))
    for _, starts, ends, amount in stay.extras:
        if month_of(starts) == month:
            lines.append(Line(stay, starts, ends, 0, 0, amount, "extra"))
    return lines
