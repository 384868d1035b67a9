"""Placements and the lines that a provider writes rightly for them, from a day by day count."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.spec.oracle import Row, counts_under, half_up

THROUGH = date(2025, 6, 30)
FIRST = date(2024, 10, 1)
RULES = ("natt", "in_och_ut", "endast_in", "endast_ut")

Line = dict[str, Any]


@dataclass
class Stay:
    """A placement with all that its invoices are reckoned from."""

    row: Row
    rule: str
    share: Fraction
    prices: list[tuple[date, int]]
    absences: list[tuple[date, date]]

    def price(self, day: date) -> int | None:
        held = [amount for begins, amount in self.prices if begins <= day]
        return held[-1] if held else None

    def days(self, first: date, last: date) -> list[date]:
        every = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return [
            d
            for d in every
            if d <= THROUGH and counts_under(self.rule, d, self.row["moved_in_on"], self.row["moved_out_on"])
        ]

    def is_away(self, day: date) -> bool:
        return self.share != 1 and any(first <= day <= last for first, last in self.absences)

    def cost(self, days: list[date]) -> int:
        total = 0
        for day in days:
            price = self.price(day)
            assert price is not None
            total += half_up(price * self.share) if self.is_away(day) else price
        return total


def agreements() -> list[Row]:
    """For each rule a provider whose agreements overlap: the one that began last holds, with its share."""
    found = []
    for number, rule in enumerate(RULES):
        other = RULES[(number + 1) % 4]
        for name, begins, day_rule, share in (
            ("a", date(2020, 1, 1), other, "1"),
            ("b", date(2023, 1, 1), rule, "0.5"),
        ):
            found.append(
                {
                    "agreement_id": f"R{number}{name}",
                    "provider_id": f"U{number}",
                    "care_form": "hvb_privat",
                    "valid_from": begins,
                    "day_rule": day_rule,
                    "absence_share": share,
                }
            )
    return found


def stay_of(chance: random.Random, number: int) -> Stay:
    """Every fourth placement has its own rule; one in eight has no price, one in three an absence."""
    provider = chance.randrange(5)
    framed = provider < 4
    moved_in = FIRST + timedelta(days=chance.randrange(120))
    moved_out = moved_in + timedelta(days=chance.choice((1, 20, 90, 150, 400)))
    own = chance.choice(RULES) if number % 4 == 0 else None
    prices = [(moved_in, chance.randrange(900, 5000) * 100 + chance.randrange(100))]
    if chance.random() < 0.4:
        prices.append((moved_in + timedelta(days=chance.randrange(10, 80)), prices[0][1] + 10_000))
    absences = []
    if number % 3 == 1:
        first = moved_in + timedelta(days=chance.randrange(2, 15))
        absences.append((first, first + timedelta(days=chance.randrange(6))))
    row: Row = {
        "placement_id": f"P{number}",
        "person_id": f"A{number}",
        "provider_id": f"U{provider}",
        "care_form": "hvb_privat",
        "moved_in_on": moved_in,
        "moved_out_on": moved_out if moved_out <= THROUGH + timedelta(days=60) else None,
        "day_rule": own,
        "agreement_signed_on": moved_in - timedelta(days=chance.randrange(5)),
    }
    return Stay(
        row,
        own or (RULES[provider] if framed else "natt"),
        Fraction(1, 2) if framed else Fraction(1),
        [] if number % 8 == 2 else prices,
        absences,
    )


def invoiced(chance: random.Random, stay: Stay) -> list[Line]:
    """What a provider writes rightly: calendar months, or at times four weeks that run over New Year."""
    lines: list[Line] = []
    first = stay.row["moved_in_on"].replace(day=1)
    weeks = chance.random() < 0.2
    while first <= THROUGH and len(lines) < 7:
        last = first + timedelta(days=27) if weeks else _month_end(first)
        days = stay.days(first, last) if last <= THROUGH else []
        if days:
            lines.append(line_of(stay, first, last, days))
        first = last + timedelta(days=1)
    return lines


def line_of(stay: Stay, first: date, last: date, days: list[date]) -> Line:
    prices = {stay.price(day) for day in days}
    price = prices.pop() if len(prices) == 1 else None
    return {
        "placement_id": stay.row["placement_id"],
        "provider_id": stay.row["provider_id"],
        "kind": "dygn",
        "period_from": first,
        "period_to": last,
        "days": len(days),
        # what the provider takes where nothing has been agreed
        "daily_price": price if stay.prices else 150_000,
        "amount": stay.cost(days) if stay.prices else len(days) * 150_000,
    }


def _month_end(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def is_plain(stay: Stay, line: Line) -> bool:
    """One agreed price on all days, at the full price."""
    days = stay.days(line["period_from"], line["period_to"])
    return bool(stay.prices) and line["daily_price"] is not None and not any(map(stay.is_away, days))
