"""Two thousand invoice lines of which three hundred are planted wrong, each in a way that is known.

Every line is first written right from a day by day count; what is planted is then changed in it. The truth is what was
planted: nothing here asks what the store or the oracle finds.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.spec.oracle import Row, counts_under, half_up

THROUGH = date(2025, 6, 30)
FIRST = date(2024, 10, 1)
LINES, PLANTED = 2000, 300
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


@dataclass
class Planted:
    """The files of the delivery by entity, and the findings of each line by its key."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    findings: dict[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)


def plant(seed: int) -> Planted:
    """The delivery and the truth of it."""
    chance = random.Random(seed)
    made = Planted()
    made.rows["framework_agreements"] = _agreements()
    stays = [_stay(chance, number) for number in range(600)]
    made.rows["placements"] = [stay.row for stay in stays]
    made.rows["placement_prices"] = [
        {"placement_id": s.row["placement_id"], "valid_from": begins, "daily_price": amount}
        for s in stays
        for begins, amount in s.prices
    ]
    made.rows["placement_absences"] = [
        {"placement_id": s.row["placement_id"], "from_on": first, "to_on": last}
        for s in stays
        for first, last in s.absences
    ]
    right = [(stay, line) for stay in stays for line in _invoiced(chance, stay)]
    chance.shuffle(right)
    made.rows["invoices"] = []
    # a stay has one planted error at most: two could cancel each other or meet
    wrong: set[str] = set()
    plan = [name for name in ERRORS for _ in range(PLANTED // len(ERRORS) + 1)][:PLANTED]
    for stay, line in right:
        if len(made.rows["invoices"]) >= LINES:
            break
        place = stay.row["placement_id"]
        error = plan[-1] if plan and place not in wrong else None
        for name in dict.fromkeys([error, *reversed(plan)]) if error else ():
            lines = ERRORS[name](chance, stay, dict(line))
            if lines is not None:
                wrong.add(place)
                plan.remove(name)
                made.kinds[name] = made.kinds.get(name, 0) + 1
                for planted, found in lines:
                    _put(made, planted, found)
                break
        else:
            _put(made, line, ())
    assert not plan, plan
    return made


def _put(made: Planted, line: Line, found: tuple[str, ...]) -> None:
    number = len(made.rows["invoices"])
    key = (f"F{number // 7:04d}", number % 7 + 1)
    # in the order they are written, so that the later of two is the later by its day
    day = THROUGH - timedelta(days=200) + timedelta(days=number // 14)
    made.rows["invoices"].append({"invoice_id": key[0], "line_no": key[1], **line, "invoiced_on": day})
    made.findings[key] = found


def _agreements() -> list[Row]:
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


def _stay(chance: random.Random, number: int) -> Stay:
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


def _invoiced(chance: random.Random, stay: Stay) -> list[Line]:
    """What a provider writes rightly: calendar months, or at times four weeks that run over New Year."""
    lines: list[Line] = []
    first = stay.row["moved_in_on"].replace(day=1)
    weeks = chance.random() < 0.2
    while first <= THROUGH and len(lines) < 7:
        last = first + timedelta(days=27) if weeks else _month_end(first)
        days = stay.days(first, last) if last <= THROUGH else []
        if days:
            lines.append(_line(stay, first, last, days))
        first = last + timedelta(days=1)
    return lines


def _line(stay: Stay, first: date, last: date, days: list[date]) -> Line:
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


def _is_plain(stay: Stay, line: Line) -> bool:
    """One agreed price on all days, at the full price."""
    days = stay.days(line["period_from"], line["period_to"])
    return bool(stay.prices) and line["daily_price"] is not None and not any(map(stay.is_away, days))


Found = list[tuple[Line, tuple[str, ...]]] | None


def _with_days(line: Line, days: int) -> Line:
    return {**line, "days": days, "amount": days * line["daily_price"]}


def _too_many(chance: random.Random, stay: Stay, line: Line) -> Found:
    if not _is_plain(stay, line):
        return None
    return [(_with_days(line, line["days"] + chance.randrange(1, 4)), ("for_manga_dygn",))]


def _february(chance: random.Random, stay: Stay, line: Line) -> Found:
    """31 days in February."""
    if not _is_plain(stay, line) or line["period_to"] != date(2025, 2, 28):
        return None
    return [(_with_days(line, 31), ("for_manga_dygn",))]


def _unpriced_days(chance: random.Random, stay: Stay, line: Line) -> Found:
    """Too many days where no price is agreed."""
    return None if stay.prices else [(_with_days(line, line["days"] + 2), ("for_manga_dygn",))]


def _too_few(chance: random.Random, stay: Stay, line: Line) -> Found:
    if not _is_plain(stay, line) or line["days"] < 3:
        return None
    return [(_with_days(line, line["days"] - 1), ("for_fa_dygn",))]


def _price(chance: random.Random, stay: Stay, line: Line) -> Found:
    if not _is_plain(stay, line):
        return None
    price = line["daily_price"] + chance.choice((-5_000, 1, 10_000))
    return [({**line, "daily_price": price, "amount": price * line["days"]}, ("fel_pris",))]


def _amount(chance: random.Random, stay: Stay, line: Line) -> Found:
    if not _is_plain(stay, line):
        return None
    return [({**line, "amount": line["amount"] + chance.choice((-100_000, 1, 250_000))}, ("fel_belopp",))]


def _full_price_away(chance: random.Random, stay: Stay, line: Line) -> Found:
    """The full price for days of absence at half the price."""
    days = stay.days(line["period_from"], line["period_to"])
    if not stay.prices or not any(map(stay.is_away, days)):
        return None
    whole = sum(stay.price(day) or 0 for day in days)
    return [({**line, "amount": whole}, ("fel_belopp",))]


def _old_price(chance: random.Random, stay: Stay, line: Line) -> Found:
    """The old price for all days of a period in which the price changed."""
    days = stay.days(line["period_from"], line["period_to"])
    if not stay.prices or line["daily_price"] is not None or any(map(stay.is_away, days)):
        return None
    old = stay.prices[0][1]
    return [({**line, "daily_price": old, "amount": old * len(days)}, ("fel_belopp",))]


def _twice(chance: random.Random, stay: Stay, line: Line) -> Found:
    return [(line, ()), (dict(line), ("dubblett",))]


def _overlap(chance: random.Random, stay: Stay, line: Line) -> Found:
    """The last days of the period once more, rightly reckoned."""
    days = stay.days(line["period_from"], line["period_to"])
    if not _is_plain(stay, line) or len(days) < 8:
        return None
    again = _line(stay, days[-4], line["period_to"], days[-4:])
    return [(line, ()), (again, ("overlappar",))]


def _outside(chance: random.Random, stay: Stay, line: Line) -> Found:
    """A week before the stay began, beside what is right."""
    if not _is_plain(stay, line):
        return None
    first = stay.row["moved_in_on"] - timedelta(days=70 + chance.randrange(200))
    week = {**line, "period_from": first, "period_to": first + timedelta(days=6)}
    return [(line, ()), (_with_days(week, 7), ("utanfor_placering",))]


def _unknown(chance: random.Random, stay: Stay, line: Line) -> Found:
    if not _is_plain(stay, line):
        return None
    return [({**line, "placement_id": f"X{chance.randrange(10**9)}"}, ("okand_placering",))]


def _credited(chance: random.Random, stay: Stay, line: Line) -> Found:
    """Wrong, credited, and wrong again: only the last is marked."""
    if not _is_plain(stay, line):
        return None
    wrong = _with_days(line, line["days"] + 3)
    back = {**wrong, "days": -wrong["days"], "amount": -wrong["amount"]}
    return [(wrong, ()), (back, ()), (_with_days(line, line["days"] + 1), ("for_manga_dygn",))]


def _half_credited(chance: random.Random, stay: Stay, line: Line) -> Found:
    """Three days too many of which two are credited."""
    if not _is_plain(stay, line):
        return None
    back = {**_with_days(line, 2), "days": 2, "amount": -2 * line["daily_price"]}
    return [(_with_days(line, line["days"] + 3), ("for_manga_dygn",)), (back, ())]


def _put_right(chance: random.Random, stay: Stay, line: Line) -> Found:
    """Wrong, credited in full and invoiced rightly: nothing is marked."""
    if not _is_plain(stay, line):
        return None
    wrong = _with_days(line, line["days"] + 3)
    return [(wrong, ()), ({**wrong, "amount": -wrong["amount"]}, ()), (line, ())]


def _unsigned(chance: random.Random, stay: Stay, line: Line) -> Found:
    """Signed the day after the placement's first day in the period; the only line of its stay."""
    begins = max(line["period_from"], stay.row["moved_in_on"])
    if begins != stay.row["moved_in_on"] or len(_invoiced_months(stay)) != 1:
        return None
    stay.row["agreement_signed_on"] = begins + timedelta(days=1)
    return [(line, ("utan_avtal",))]


def _invoiced_months(stay: Stay) -> list[date]:
    last = min(THROUGH, stay.row["moved_out_on"] or THROUGH)
    first = stay.row["moved_in_on"]
    return [first] if (first.year, first.month) == (last.year, last.month) else [first, last]


ERRORS = {
    "too_many": _too_many,
    "price": _price,
    "amount": _amount,
    "too_few": _too_few,
    "twice": _twice,
    "unknown": _unknown,
    "outside": _outside,
    "credited": _credited,
    "half_credited": _half_credited,
    "put_right": _put_right,
    "overlap": _overlap,
    "unpriced_days": _unpriced_days,
    "old_price": _old_price,
    "february": _february,
    "unsigned": _unsigned,
    "full_price_away": _full_price_away,
}
"""What is planted: the lines that stand in the place of a right one, each with what is to be found in it; those that
few lines give room for come last, and are planted first."""
