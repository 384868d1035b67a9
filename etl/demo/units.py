"""The units of the demo's individ- och familjeomsorg. One was taken over by another in 2025."""

from __future__ import annotations

from etl.demo.journal import Journal
from etl.demo.period import Period, day_of

RECEPTION = "MOT"
CHILDREN_NORTH = "BUN"
CHILDREN_SOUTH = "BUS"
YOUTH = "UNG"
FOSTER = "FAM"
OUTPATIENT = "OPV"
ADULTS_BEFORE = "VXM"
ADULTS = "VUX"
VIOLENCE = "REL"
HEALTH = "SPS"
ASSISTANCE = "EKB"

MERGED_ON = day_of(2025, 4, 1)

STAFF = {
    RECEPTION: 22,
    CHILDREN_NORTH: 26,
    CHILDREN_SOUTH: 28,
    YOUTH: 24,
    FOSTER: 20,
    OUTPATIENT: 46,
    ADULTS: 25,
    VIOLENCE: 10,
    HEALTH: 44,
    ASSISTANCE: 48,
}
"""Employees for 100,000 inhabitants."""

NAMES = {
    RECEPTION: "Mottagning barn och familj",
    CHILDREN_NORTH: "Barn och unga Norr",
    CHILDREN_SOUTH: "Barn och unga Söder",
    YOUTH: "Ungdom",
    FOSTER: "Familjehem och placering",
    OUTPATIENT: "Öppenvård",
    ADULTS_BEFORE: "Vuxenmottagningen",
    ADULTS: "Vuxen",
    VIOLENCE: "Våld i nära relation",
    HEALTH: "Socialpsykiatri",
    ASSISTANCE: "Ekonomiskt bistånd",
}

_SOUTHERN = ("Söderängen", "Västerby", "Landsbygden")


def adults_on(day: int) -> str:
    """The unit for adults on a day: one took over from the other."""
    return ADULTS if day >= MERGED_ON else ADULTS_BEFORE


def children_of(district: str, age: int) -> str:
    """The unit that investigates a child: by age, and the younger by where they live."""
    if age >= 13:
        return YOUTH
    return CHILDREN_SOUTH if district in _SOUTHERN else CHILDREN_NORTH


def tell(journal: Journal, period: Period) -> None:
    """Tell of the units, and later of the one that ended."""
    for unit, name in NAMES.items():
        row = {"unit": unit, "name": name, "board": "Socialnämnden", "valid_from": day_of(2018, 1, 1)}
        row |= {"valid_to": None, "successor": None}
        if unit == ADULTS:
            row["valid_from"] = MERGED_ON
            journal.tell("units", max(period.first, MERGED_ON - 45), row)
            continue
        journal.tell("units", period.first, row)
        if unit == ADULTS_BEFORE:
            ended = {**row, "valid_to": MERGED_ON - 1, "successor": ADULTS}
            journal.tell("units", MERGED_ON - 10, ended)
