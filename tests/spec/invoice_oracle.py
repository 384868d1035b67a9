"""The slow, obvious check of invoice lines: day by day and line by line.

Written from the open model's finding codes and docs/decisions/0011 alone; shares no code with the store. Amounts are
whole öre.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.spec.oracle import Delivery, Row, cost_of_day, counts_under, cut_off, facts, half_up

NO_AGREEMENT = {"hvb_egen", "sarskilt_ungdomshem", "lvm_hem", "placering_i_hemmet"}
"""Care forms that are the municipality's own or the state's."""

LATE = date(9999, 12, 31)


@dataclass
class Line:
    """One line with what becomes of it."""

    row: Row
    place: int = 0
    state: str = "galler"
    credits: list[Row] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return self.row["kind"] or "dygn"

    @property
    def party(self) -> tuple[Any, ...]:
        return (self.row["placement_id"], None if self.row["placement_id"] else self.row["provider_id"])

    @property
    def net(self) -> int:
        return int(self.row["amount"] + sum(credit["amount"] for credit in self.credits))

    @property
    def days(self) -> list[date]:
        first, last = self.row["period_from"], self.row["period_to"]
        return [first + timedelta(days=n) for n in range((last - first).days + 1)]

    def takes_days(self, credit: Row) -> bool:
        """Whether a credit takes whole days off the line at its own price."""
        return (
            credit["days"] is not None
            and credit["daily_price"] is not None
            and self.row["days"] is not None
            and abs(credit["daily_price"]) == self.row["daily_price"]
            and half_up(Fraction(abs(credit["days"])) * self.row["daily_price"]) == -credit["amount"]
        )

    @property
    def net_days(self) -> Fraction | None:
        if self.row["days"] is None:
            return None
        return Fraction(self.row["days"]) - sum(
            Fraction(abs(c["days"])) for c in self.credits if self.takes_days(c)
        )

    @property
    def likeness(self) -> tuple[Any, ...]:
        r = self.row
        amount = (
            r["amount"] if self.kind == "extra" or r["days"] is None or r["daily_price"] is None else None
        )
        return (self.kind, r["period_from"], r["period_to"], r["days"], r["daily_price"], amount)


def findings(deliveries: list[Delivery]) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """By invoice and line: state, expected days, expected öre and the findings, in order."""
    held, through = facts(deliveries), cut_off(deliveries, "placements")
    rows = sorted(
        held["invoices"].values(), key=lambda r: (r["invoiced_on"] or LATE, r["invoice_id"], r["line_no"])
    )
    lines = [Line(row, place) for place, row in enumerate(rows)]
    _net(lines)
    return {
        (line.row["invoice_id"], line.row["line_no"]): _judge(line, lines, held, through) for line in lines
    }


def _net(lines: list[Line]) -> None:
    """Credits in full first, one for one; then those of a part."""
    for credit in lines:
        if credit.row["amount"] >= 0:
            continue
        for line in lines:
            if (
                line.state == "galler"
                and line.row["amount"] == -credit.row["amount"]
                and _alike(line, credit)
                and line.row["period_from"] == credit.row["period_from"]
                and line.row["period_to"] == credit.row["period_to"]
            ):
                line.state, credit.state = "krediterad", "kredit"
                break
    parts: list[tuple[Line, Line]] = []
    for credit in lines:
        if credit.row["amount"] >= 0 or credit.state == "kredit":
            continue
        credit.state = "kredit_utan_rad"
        candidates = [
            line
            for line in lines
            if line.state == "galler"
            and line.row["amount"] >= 0
            and _alike(line, credit)
            and line.row["period_from"] <= credit.row["period_from"]
            and credit.row["period_to"] <= line.row["period_to"]
            and line.row["amount"] >= -credit.row["amount"]
        ]
        if candidates:
            parts.append((credit, min(candidates, key=lambda line: _nearness(line, credit))))
    for credit, line in parts:
        credit.state = "kredit"
        line.credits.append(credit.row)
    for line in lines:
        if line.credits and line.net == 0:
            line.state = "krediterad"


def _alike(line: Line, credit: Line) -> bool:
    return (
        line.party == credit.party
        and line.row["provider_id"] == credit.row["provider_id"]
        and line.kind == credit.kind
    )


def _nearness(line: Line, credit: Line) -> tuple[Any, ...]:
    same = (line.row["period_from"], line.row["period_to"]) == (
        credit.row["period_from"],
        credit.row["period_to"],
    )
    # the nearest in the order of the party's lines is the nearest in the order of all
    return (not same, line.place > credit.place, abs(line.place - credit.place), line.place)


def _judge(line: Line, lines: list[Line], held: dict[str, Any], through: date | None) -> tuple[Any, ...]:
    placement = held["placements"].get((line.row["placement_id"],))
    if line.state in ("kredit", "krediterad"):
        return (line.state, 0, 0, ())
    if line.state == "kredit_utan_rad":
        return (line.state, None, None, () if placement else ("okand_placering",))
    others = [o for o in lines if o.state == "galler" and o.place < line.place]
    found = _against_others(line, others, placement, held)
    row, own = line.row, None
    if line.net_days is not None and row["daily_price"] is not None:
        own = half_up(line.net_days * row["daily_price"])
    by_part = any(not line.takes_days(credit) for credit in line.credits)
    if placement is None:
        found.add("okand_placering")
        if line.kind == "dygn" and own is not None and not by_part and own != line.net:
            found.add("fel_belopp")
        return ("galler", None, None, _ordered(found))
    assert through is not None
    moved_in, moved_out = placement["moved_in_on"], placement["moved_out_on"]
    stayed = [d for d in line.days if moved_in <= d and (moved_out is None or d <= moved_out)]
    if not stayed:
        found.add("utanfor_placering")
        if line.kind == "dygn" and own is not None and not by_part and own != line.net:
            found.add("fel_belopp")
        return ("galler", 0 if line.kind == "dygn" else None, 0, _ordered(found))
    signed, ends = placement.get("agreement_signed_on"), placement.get("agreement_ends_on")
    asked = placement["care_form"] not in NO_AGREEMENT
    if asked and (signed is None or signed > stayed[0] or (ends is not None and ends < stayed[0])):
        found.add("utan_avtal")
    if line.kind == "extra":
        same = [
            x["amount"]
            for x in _of(placement, held, "placement_extras")
            if x["from_on"] == row["period_from"] and (x["to_on"] or x["from_on"]) == row["period_to"]
        ]
        expected = min(same, key=lambda amount: (abs(amount - line.net), amount), default=None)
        if expected is not None and expected != line.net:
            found.add("fel_belopp")
        return ("galler", None, expected, _ordered(found))
    if row["period_to"] > through and (moved_out is None or moved_out > through):
        return ("galler", None, None, _ordered(found))
    days, cost, prices, rounded = _expected(line, placement, held, through)
    if line.net_days is not None and line.net_days != days:
        found.add("for_manga_dygn" if line.net_days > days else "for_fa_dygn")
    single = next(iter(prices)) if len(prices) == 1 else None
    if (
        isinstance(single, int)
        and row["daily_price"] not in (None, single)
        and not (by_part and line.net == cost)
    ):
        found.add("fel_pris")
    several = len(prices - {None}) > 1 or any(isinstance(p, tuple) for p in prices)
    if several or rounded or by_part or own is None:
        allowed = (days + 1) // 2 if rounded or any(isinstance(p, tuple) for p in prices) else 0
        if cost is not None and abs(line.net - cost) > allowed:
            found.add("fel_belopp")
    elif own != line.net:
        found.add("fel_belopp")
    return ("galler", days, cost, _ordered(found))


def _expected(
    line: Line, placement: Row, held: dict[str, Any], through: date
) -> tuple[int, int | None, set[Any], bool]:
    """Counted days, what they cost (None where a price is missing), their prices, whether any is at a share."""
    agreement = _framework(placement, held)
    rule = placement["day_rule"] or (agreement and agreement["day_rule"]) or "natt"
    share = Fraction(1)
    if agreement and agreement["absence_share"] is not None:
        share = Fraction(agreement["absence_share"])
    days, cost, rounded = 0, 0, False
    prices: set[Any] = set()
    for day in line.days:
        if day > through or not counts_under(rule, day, placement["moved_in_on"], placement["moved_out_on"]):
            continue
        days += 1
        valid = [
            p for p in _of(placement, held, "placement_prices") if _in(day, p["valid_from"], p["valid_to"])
        ]
        price = max(valid, key=lambda p: p["valid_from"], default=None)
        absent = any(_in(day, a["from_on"], a["to_on"]) for a in _of(placement, held, "placement_absences"))
        rounded |= absent and share != 1
        if price is None:
            prices.add(None)
        else:
            monthly = price["daily_price"] is None
            prices.add(("month", price["monthly_amount"]) if monthly else price["daily_price"])
            cost += cost_of_day(price, share if absent else Fraction(1), day)
    return days, None if None in prices else cost, prices, rounded


def _against_others(line: Line, others: list[Line], placement: Row | None, held: dict[str, Any]) -> set[str]:
    found: set[str] = set()
    if line.row["placement_id"] is None:
        return found
    same = [o for o in others if o.row["placement_id"] == line.row["placement_id"]]
    twins = sum(o.likeness == line.likeness for o in same)
    extras = 0
    if line.kind == "extra" and placement is not None:
        extras = sum(
            x["amount"] == line.row["amount"]
            and x["from_on"] == line.row["period_from"]
            and (x["to_on"] or x["from_on"]) == line.row["period_to"]
            for x in _of(placement, held, "placement_extras")
        )
    if twins >= max(1, extras):
        found.add("dubblett")
    if line.kind == "dygn":
        mine = _counted(line, placement, held)
        if any(
            o.kind == "dygn" and o.likeness != line.likeness and mine & _counted(o, placement, held)
            for o in same
        ):
            found.add("overlappar")
    return found


def _counted(line: Line, placement: Row | None, held: dict[str, Any]) -> set[date]:
    if placement is None:
        return set(line.days)
    agreement = _framework(placement, held)
    rule = placement["day_rule"] or (agreement and agreement["day_rule"]) or "natt"
    return {
        d for d in line.days if counts_under(rule, d, placement["moved_in_on"], placement["moved_out_on"])
    }


def _framework(placement: Row, held: dict[str, Any]) -> Row | None:
    valid = [
        a
        for a in held["framework_agreements"].values()
        if a["provider_id"] == placement["provider_id"]
        and a["care_form"] == placement["care_form"]
        and _in(placement["moved_in_on"], a["valid_from"], a["valid_to"])
    ]
    valid.sort(key=lambda a: a["agreement_id"])
    return max(valid, key=lambda a: a["valid_from"], default=None)


def _of(placement: Row, held: dict[str, Any], entity: str) -> list[Row]:
    return [r for r in held[entity].values() if r["placement_id"] == placement["placement_id"]]


def _in(day: date, first: date, last: date | None) -> bool:
    return first <= day and (last is None or day <= last)


ORDER = (
    "okand_placering",
    "utanfor_placering",
    "utan_avtal",
    "dubblett",
    "overlappar",
    "for_manga_dygn",
    "for_fa_dygn",
    "fel_pris",
    "fel_belopp",
)


def _ordered(found: set[str]) -> tuple[str, ...]:
    return tuple(code for code in ORDER if code in found)
