"""Two thousand invoice lines of which three hundred are planted wrong, each in a way that is known.

Every line is first written right from a day by day count; what is planted is then changed in it. The truth is what was
planted: nothing here asks what the store or the oracle finds.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from tests.spec.invoice_right import THROUGH, Line, Stay, agreements, invoiced, is_plain, line_of, stay_of
from tests.spec.oracle import Row

LINES, PLANTED = 2000, 300


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
    made.rows["framework_agreements"] = agreements()
    stays = [stay_of(chance, number) for number in range(600)]
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
    right = [(stay, line) for stay in stays for line in invoiced(chance, stay)]
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


Found = list[tuple[Line, tuple[str, ...]]] | None


def _with_days(line: Line, days: int) -> Line:
    return {**line, "days": days, "amount": days * line["daily_price"]}


def _too_many(chance: random.Random, stay: Stay, line: Line) -> Found:
    if not is_plain(stay, line):
        return None
    return [(_with_days(line, line["days"] + chance.randrange(1, 4)), ("for_manga_dygn",))]


def _february(chance: random.Random, stay: Stay, line: Line) -> Found:
    """31 days in February."""
    if not is_plain(stay, line) or line["period_to"] != date(2025, 2, 28):
        return None
    return [(_with_days(line, 31), ("for_manga_dygn",))]


def _unpriced_days(chance: random.Random, stay: Stay, line: Line) -> Found:
    """Too many days where no price is agreed."""
    return None if stay.prices else [(_with_days(line, line["days"] + 2), ("for_manga_dygn",))]


def _too_few(chance: random.Random, stay: Stay, line: Line) -> Found:
    if not is_plain(stay, line) or line["days"] < 3:
        return None
    return [(_with_days(line, line["days"] - 1), ("for_fa_dygn",))]


def _price(chance: random.Random, stay: Stay, line: Line) -> Found:
    if not is_plain(stay, line):
        return None
    price = line["daily_price"] + chance.choice((-5_000, 1, 10_000))
    return [({**line, "daily_price": price, "amount": price * line["days"]}, ("fel_pris",))]


def _amount(chance: random.Random, stay: Stay, line: Line) -> Found:
    if not is_plain(stay, line):
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
    """The days at times written in another way, as 31,0."""
    days = chance.choice((line["days"], Decimal(f"{line['days']}.0")))
    return [(line, ()), ({**line, "days": days}, ("dubblett",))]


def _overlap(chance: random.Random, stay: Stay, line: Line) -> Found:
    """The last days of the period once more, rightly reckoned."""
    days = stay.days(line["period_from"], line["period_to"])
    if not is_plain(stay, line) or len(days) < 8:
        return None
    again = line_of(stay, days[-4], line["period_to"], days[-4:])
    return [(line, ()), (again, ("overlappar",))]


def _outside(chance: random.Random, stay: Stay, line: Line) -> Found:
    """A week before the stay began, beside what is right."""
    if not is_plain(stay, line):
        return None
    first = stay.row["moved_in_on"] - timedelta(days=70 + chance.randrange(200))
    week = {**line, "period_from": first, "period_to": first + timedelta(days=6)}
    return [(line, ()), (_with_days(week, 7), ("utanfor_placering",))]


def _unknown(chance: random.Random, stay: Stay, line: Line) -> Found:
    if not is_plain(stay, line):
        return None
    return [({**line, "placement_id": f"X{chance.randrange(10**9)}"}, ("okand_placering",))]


def _credited(chance: random.Random, stay: Stay, line: Line) -> Found:
    """Wrong, credited, and wrong again: only the last is marked."""
    if not is_plain(stay, line):
        return None
    wrong = _with_days(line, line["days"] + 3)
    back = {**wrong, "days": -wrong["days"], "amount": -wrong["amount"]}
    return [(wrong, ()), (back, ()), (_with_days(line, line["days"] + 1), ("for_manga_dygn",))]


def _half_credited(chance: random.Random, stay: Stay, line: Line) -> Found:
    """Three days too many of which two are credited."""
    if not is_plain(stay, line):
        return None
    back = {**_with_days(line, 2), "days": 2, "amount": -2 * line["daily_price"]}
    return [(_with_days(line, line["days"] + 3), ("for_manga_dygn",)), (back, ())]


def _put_right(chance: random.Random, stay: Stay, line: Line) -> Found:
    """Wrong, credited in full and invoiced rightly: nothing is marked."""
    if not is_plain(stay, line):
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
