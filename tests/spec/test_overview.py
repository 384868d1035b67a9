"""What Översikt asks, against a count that goes day by day over the same rows."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from queries import door
from queries.scope import Role, Scope
from tests.etl.loading import BOARD, DAY, Loader, loader
from ui.overview import days_asked, months_shown

__all__ = ["loader"]

MONTH = date(2025, 6, 1)
FORMS = {"hvb_privat": "ramavtal", "familjehem_eget": "eget_familjehem", "jourhem_eget": "eget_familjehem"}
HOUSING = {"bistand_boende": "egen_regi"}
DEFAULT = {**FORMS, **HOUSING}
UNITS = ("bou", "vux", "")


def drawn(seed: int) -> dict[str, list[dict[str, Any]]]:
    """Stays over two years with and without prices, ends, agreements and units; investigations beside them."""
    chance = random.Random(seed)

    def day(first: int, last: int) -> date:
        return DAY - timedelta(days=chance.randint(first, last))

    placements: list[dict[str, Any]] = []
    for number in range(60):
        moved_in = day(0, 700)
        stay: int = chance.choice([0, 1, 5, 40, 200, 2000])
        moved_out = moved_in + timedelta(days=stay)
        placements.append(
            {
                "placement_id": f"P{number}",
                "person_id": f"K{chance.randint(1, 40)}",
                "provider_id": "U1",
                "care_form": chance.choice(list(DEFAULT)),
                "moved_in_on": moved_in,
                "moved_out_on": moved_out if stay < 2000 else None,
                "procurement": chance.choice([None, "ramavtal", "direktupphandling"]),
                "outside_reason": chance.choice([None, "akut"]),
                "agreement_signed_on": chance.choice([None, moved_in]),
                "agreement_ends_on": chance.choice([None, DAY + timedelta(days=chance.randint(-50, 100))]),
                "unit": chance.choice(UNITS) or None,
            }
        )
    prices = [
        {
            "placement_id": p["placement_id"],
            "valid_from": p["moved_in_on"] + timedelta(days=chance.choice([0, 0, 3])),
            "daily_price": chance.randint(500, 5000),
        }
        for p in placements
        if chance.random() < 0.8
    ]
    investigations: list[dict[str, Any]] = []
    for number in range(40):
        opened = day(0, 500)
        investigations.append(
            {
                "investigation_id": f"I{number}",
                "case_id": f"C{number}",
                "person_id": f"K{chance.randint(1, 40)}",
                "opened_on": opened,
                "closed_on": min(DAY, opened + timedelta(days=chance.randint(1, 200)))
                if chance.random() < 0.6
                else None,
                "extended_to": chance.choice([None, DAY + timedelta(days=10)]),
                "subject": chance.choice(["barn", "vuxen"]),
                "unit": chance.choice(UNITS) or None,
            }
        )
    referrals = [
        {
            "referral_id": f"R{number}",
            "case_id": f"C{number}",
            "person_id": f"K{chance.randint(1, 40)}",
            "received_on": (received := day(0, 60)),
            "kind": chance.choice(["anmalan", "ansokan"]),
            "subject": chance.choice(["barn", "vuxen"]),
            "assessed_on": chance.choice([None, min(DAY, received + timedelta(days=20))]),
            "unit": chance.choice(UNITS) or None,
        }
        for number in range(100, 140)
    ]
    return {
        "placements": placements,
        "placement_prices": prices,
        "investigations": investigations,
        "referrals": referrals,
    }


def as_text(rows: list[dict[str, Any]]) -> str:
    lines = [";".join(rows[0])]
    lines += [";".join("" if value is None else str(value) for value in row.values()) for row in rows]
    return "\n".join(lines) + "\n"


def days_of(stay: dict[str, Any]) -> list[date]:
    """The days that count under natt, up to and with the cut-off."""
    last = stay["moved_out_on"] - timedelta(days=1) if stay["moved_out_on"] else DAY
    number = (min(last, DAY) - stay["moved_in_on"]).days + 1
    return [stay["moved_in_on"] + timedelta(days=n) for n in range(max(0, number))]


def counted(facts: dict[str, list[dict[str, Any]]], units: tuple[str, ...] | None) -> dict[Any, Counter[str]]:
    """Measures by kind and month."""
    price = {p["placement_id"]: p for p in facts["placement_prices"]}
    found: dict[Any, Counter[str]] = defaultdict(Counter)
    for stay in facts["placements"]:
        if units is not None and (stay["unit"] or "") not in units:
            continue
        kind = "boende" if stay["care_form"] in HOUSING else "heldygnsvard"
        for day in days_of(stay):
            month = found[(kind, day.replace(day=1))]
            month["days"] += 1
            held = price.get(stay["placement_id"])
            if held and held["valid_from"] <= day:
                month["priced_days"] += 1
                month["cost_kr"] += held["daily_price"]
            else:
                month["unpriced_days"] += 1
        found[(kind, stay["moved_in_on"].replace(day=1))]["started"] += 1
        if stay["moved_out_on"] and stay["moved_out_on"] <= DAY:
            found[(kind, stay["moved_out_on"].replace(day=1))]["ended"] += 1
    return found


def months_after(day: date, number: int) -> date:
    """The same day so many calendar months later, or the last there is in that month."""
    place = day.year * 12 + day.month - 1 + number
    for last in (day.day, 30, 29, 28):
        try:
            return date(place // 12, place % 12 + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError(day)


def needed(facts: dict[str, list[dict[str, Any]]], units: tuple[str, ...] | None) -> Counter[str]:
    """What needs a decision, item by item."""
    found: Counter[str] = Counter()
    price = {p["placement_id"]: p for p in facts["placement_prices"]}
    for stay in facts["placements"]:
        if stay["moved_out_on"] and stay["moved_out_on"] <= DAY:
            continue
        if units is not None and (stay["unit"] or "") not in units:
            continue
        found["open_placements"] += 1
        ends, bought = stay["agreement_ends_on"], stay["procurement"] or DEFAULT[stay["care_form"]]
        for limit in (30, 60, 90):
            found[f"agreement_ends_{limit}"] += ends is not None and 0 <= (ends - DAY).days <= limit
        found["agreement_passed"] += ends is not None and ends < DAY
        found["agreement_unsigned"] += stay["agreement_signed_on"] is None and bought != "egen_regi"
        found["outside_framework"] += bought == "direktupphandling"
        found["outside_without_reason"] += bought == "direktupphandling" and not stay["outside_reason"]
        held = price.get(stay["placement_id"])
        found["unpriced"] += any(not held or day < held["valid_from"] for day in days_of(stay))
        own = [i for i in facts["investigations"] if i["person_id"] == stay["person_id"]]
        if stay["care_form"] == "jourhem_eget" and own and all(i["closed_on"] for i in own):
            begun = max([stay["moved_in_on"], *(i["closed_on"] for i in own)])
            found["jourhem_over_limit"] += months_after(begun, 2) < DAY
    for case in facts["investigations"]:
        if case["closed_on"] or case["subject"] != "barn":
            continue
        if units is None or (case["unit"] or "") in units:
            found["child_investigations_open"] += 1
            last = max(filter(None, [months_after(case["opened_on"], 4), case["extended_to"]]))
            found["child_investigations_over_limit"] += last < DAY
    for referral in facts["referrals"]:
        if referral["assessed_on"] or (referral["kind"], referral["subject"]) != ("anmalan", "barn"):
            continue
        if units is None or (referral["unit"] or "") in units:
            late = (DAY - referral["received_on"]).days > 14
            found["child_preliminary_over_limit"] += late
    return found


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_figures_are_those_of_a_slow_count(loader: Loader, seed: int) -> None:
    facts = drawn(seed)
    loader({f"{entity}.csv": as_text(rows) for entity, rows in facts.items()})
    scope = Scope("local", Role.MANAGER, BOARD, None, protected=False, individuals=False)
    for units in (None, ("bou",), ("vux", "")):
        expected = counted(facts, units)
        shown = {
            (row["kind"], row["month"]): row
            for row in door.run("overview", scope, month=MONTH, unit=units).to_dict("records")
        }
        for kind in ("heldygnsvard", "boende"):
            for month in months_shown(MONTH):
                _same(shown.get((kind, month), {}), expected[(kind, month)])
        days = days_asked(MONTH, str(DAY))
        asked = door.run("persons_on_days", scope, days=days, kind="heldygnsvard", unit=units)
        placed = {
            day: {
                stay["person_id"]
                for stay in facts["placements"]
                if stay["care_form"] in FORMS
                and day in days_of(stay)
                and (units is None or (stay["unit"] or "") in units)
            }
            for day in days
        }
        assert dict(zip(asked["day"], asked["persons"], strict=True)) == {
            d: len(p) for d, p in placed.items()
        }
        items = door.run("attention", scope, unit=units)
        found = dict(zip(items["item"], items["number"], strict=True))
        expected_items = needed(facts, units)
        assert {
            item: found[item] for item in found if not item.startswith(("rows", "findings", "invoices"))
        } == {
            item: expected_items[item]
            for item in found
            if not item.startswith(("rows", "findings", "invoices"))
        }
        assert expected_items["open_placements"] > 0


def _same(row: dict[Any, Any], expected: Counter[str]) -> None:
    for name in ("days", "priced_days", "unpriced_days", "started", "ended"):
        assert row.get(name, 0) == expected[name], name
    if expected["priced_days"]:
        assert row["cost_kr"] == expected["cost_kr"]
        assert Fraction(expected["cost_kr"], expected["priced_days"]) == pytest.approx(
            float(row["cost_per_day_kr"])
        )
    else:
        assert row.get("cost_kr") is None
