"""The slow, obvious count: which facts hold, and what each day of each placement is worth.

Written from docs/figures.md and docs/decisions alone, day by day and claim by claim; shares no code with the
store. Values are plain Python: dates, strings, whole öre.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

Row = dict[str, Any]
Key = tuple[Any, ...]
Stamp = tuple[date, int]

KEYS = {
    "persons": ("person_id",),
    "providers": ("provider_id",),
    "placements": ("placement_id",),
    "placement_prices": ("placement_id", "valid_from"),
    "placement_legal_bases": ("placement_id", "valid_from", "legal_basis"),
    "placement_absences": ("placement_id", "from_on"),
    "placement_extras": ("placement_id", "kind", "from_on"),
    "framework_agreements": ("agreement_id",),
    "person_merges": ("old_person_id",),
    "referrals": ("referral_id",),
    "investigations": ("investigation_id",),
    "decisions": ("decision_id",),
    "execution_events": ("decision_id", "kind", "on"),
    "interventions": ("intervention_id",),
    "follow_ups": ("follow_up_id", "parameter"),
    "case_events": ("case_id", "activity", "occurred_at"),
    "invoices": ("invoice_id", "line_no"),
}


@dataclass
class Delivery:
    """Rows by entity, said at one date and revision by one source. `rejected` keys were there but unreadable."""

    source: str
    stamp: Stamp
    complete: bool
    rows: dict[str, list[Row]]
    rejected: dict[str, set[Key]] = field(default_factory=dict)
    counts: bool = True


def key_of(entity: str, row: Row) -> Key:
    return tuple(row[name] for name in KEYS[entity])


def facts(deliveries: list[Delivery]) -> dict[str, dict[Key, Row]]:
    """What holds: for each key the latest claim among deliveries that count, unless a complete one lacks it."""
    holding: dict[str, dict[Key, Row]] = {}
    for entity in KEYS:
        claims: dict[Key, list[tuple[Stamp, str, Row]]] = defaultdict(list)
        for delivery in deliveries:
            if delivery.counts:
                for row in delivery.rows.get(entity, []):
                    claims[key_of(entity, row)].append((delivery.stamp, delivery.source, row))
        holding[entity] = {}
        for key, said in claims.items():
            stamp, source, row = max(said, key=lambda claim: claim[0])
            lacking = [
                d
                for d in deliveries
                if d.counts
                and d.complete
                and d.source == source
                and entity in d.rows
                and d.stamp > stamp
                and key not in d.rejected.get(entity, set())
            ]
            if not lacking:
                holding[entity][key] = row
    return holding


def cut_off(deliveries: list[Delivery], entity: str) -> date | None:
    days = [d.stamp[0] for d in deliveries if d.counts and entity in d.rows]
    return max(days, default=None)


def counts_under(rule: str, day: date, moved_in: date, moved_out: date | None) -> bool:
    """Whether a day of the stay counts under a day rule."""
    if moved_out is None:
        return day > moved_in if rule == "endast_ut" else day >= moved_in
    if rule == "natt":
        return moved_in <= day < moved_out
    if rule == "in_och_ut":
        return moved_in <= day <= moved_out
    if moved_in == moved_out:
        return day == moved_in
    if rule == "endast_in":
        return moved_in <= day < moved_out
    if rule == "endast_ut":
        return moved_in < day <= moved_out
    raise AssertionError(rule)


def half_up(amount: Fraction) -> int:
    """To the nearest whole öre, halves away from zero."""
    whole = int(abs(amount) + Fraction(1, 2))
    return whole if amount >= 0 else -whole


def days_in_month(day: date) -> int:
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return (following - date(day.year, day.month, 1)).days


def cost_of_day(price: Row, share: Fraction, day: date) -> int:
    """What one day costs, in öre: a daily price, or the day's part of a monthly amount."""
    if price["daily_price"] is not None:
        return half_up(price["daily_price"] * share)
    amount, days = price["monthly_amount"] * share, days_in_month(day)
    return half_up(Fraction(amount * day.day, days)) - half_up(Fraction(amount * (day.day - 1), days))


def age_group(age: int) -> str:
    for last, name in ((12, "0-12"), (17, "13-17"), (20, "18-20"), (64, "21-64")):
        if age <= last:
            return name
    return "65+"


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)


def _in(day: date, first: date, last: date | None) -> bool:
    return first <= day and (last is None or day <= last)


MEASURES = (
    "placement_days",
    "priced_days",
    "unpriced_days",
    "cost_ore",
    "extra_cost_ore",
    "started",
    "ended",
)


def care_months(deliveries: list[Delivery], volume_rule: str = "natt") -> dict[Key, dict[str, int]]:
    """Measures by (month, care_form, sex, age_group, legal_basis, provider_id, unit), counted day by day.

    Groups in which nothing was counted are left out.
    """
    held, through = facts(deliveries), cut_off(deliveries, "placements")
    result: dict[Key, dict[str, int]] = defaultdict(lambda: dict.fromkeys(MEASURES, 0))
    if through is None:
        return {}
    for placement in held["placements"].values():
        _count(placement, held, through, volume_rule, result)
    return {key: measures for key, measures in result.items() if any(measures.values())}


def _count(
    placement: Row,
    held: dict[str, dict[Key, Row]],
    through: date,
    volume_rule: str,
    result: dict[Key, dict[str, int]],
) -> None:
    moved_in, moved_out = placement["moved_in_on"], placement["moved_out_on"]
    person = held["persons"].get((placement["person_id"],))

    def rows(entity: str) -> list[Row]:
        return [r for r in held[entity].values() if r["placement_id"] == placement["placement_id"]]

    agreements = [
        a
        for a in held["framework_agreements"].values()
        if a["provider_id"] == placement["provider_id"]
        and a["care_form"] == placement["care_form"]
        and _in(moved_in, a["valid_from"], a["valid_to"])
    ]
    agreements.sort(key=lambda a: a["agreement_id"])
    agreement = max(agreements, key=lambda a: a["valid_from"], default=None)
    cost_rule = placement["day_rule"] or (agreement and agreement["day_rule"]) or "natt"
    share = Fraction(1)
    if agreement and agreement["absence_share"] is not None:
        share = Fraction(agreement["absence_share"])

    def measures(day: date, legal_day: date) -> dict[str, int]:
        bases = {
            r["legal_basis"]
            for r in rows("placement_legal_bases")
            if _in(legal_day, r["valid_from"], r["valid_to"])
        }
        return result[
            (
                day.replace(day=1),
                placement["care_form"],
                person["sex"] if person else None,
                age_group(day.year - person["birth_year"]) if person else None,
                "+".join(sorted(bases)) or None,
                placement["provider_id"],
                placement["unit"],
            )
        ]

    last = min(through, moved_out) if moved_out else through
    for day in _days(moved_in, last):
        of_day = measures(day, day)
        of_day["started"] += day == moved_in
        of_day["ended"] += day == moved_out
        of_day["placement_days"] += counts_under(volume_rule, day, moved_in, moved_out)
        if counts_under(cost_rule, day, moved_in, moved_out):
            prices = [r for r in rows("placement_prices") if _in(day, r["valid_from"], r["valid_to"])]
            price = max(prices, key=lambda r: r["valid_from"], default=None)
            absent = any(_in(day, r["from_on"], r["to_on"]) for r in rows("placement_absences"))
            if price is None:
                of_day["unpriced_days"] += 1
            else:
                of_day["priced_days"] += 1
                of_day["cost_ore"] += cost_of_day(price, share if absent else Fraction(1), day)
    for extra in rows("placement_extras"):
        last = extra["to_on"] or extra["from_on"]  # one that ends before it begins has no days
        number = (last - extra["from_on"]).days + 1
        for position, day in enumerate(_days(extra["from_on"], last), start=1):
            if day <= through:
                # before the stay the legal basis of its first day is taken
                measures(day, max(day, moved_in))["extra_cost_ore"] += half_up(
                    Fraction(extra["amount"] * position, number)
                ) - half_up(Fraction(extra["amount"] * (position - 1), number))
