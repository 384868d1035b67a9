"""Welfare technology: what is in use, what is planned and scored, what it cost and what was taken home.

What there is stands in technology.toml, in the words that people write.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from etl.demo.period import day_of, first_of, last_of, year_of
from etl.demo.town import Town

_TOLD = Path(__file__).with_name("technology.toml")
_SCORES = (
    "competence",
    "management_support",
    "complexity",
    "financing",
    "saving",
    "quality",
    "requirements",
    "goal_attainment",
)
_SCORED_AFTER_DAYS, _SETTLED_AFTER_DAYS = 100, 190
_LAST_COUNTED = day_of(2026, 9, 30)

Told = Mapping[str, Any]


def tell(town: Town) -> None:
    """Everything about welfare technology."""
    told = tomllib.loads(_TOLD.read_text("utf-8"))
    for number, technology in enumerate(told["in_use"], 1):
        _tell_in_use(town, number, technology)
    names = {}
    for number, initiative in enumerate(told["planned"], 1):
        names[initiative["name"]] = f"S{number:02d}"
        _tell_planned(town, f"S{number:02d}", initiative)
    begun = {initiative["name"]: _month(initiative["told"]) for initiative in told["planned"]}
    for number, benefit in enumerate(told["benefit"], 1):
        planned = first_of(begun[benefit["initiative"]]) + _SCORED_AFTER_DAYS
        _tell_benefit(town, f"N{number:02d}", names[benefit["initiative"]], benefit, planned)


def _month(text: str) -> int:
    year, month = text.split("-")
    return int(year) * 12 + int(month) - 1


def _tell_in_use(town: Town, number: int, technology: Told) -> None:
    """Counted once a year: the first year as a test, at last perhaps ended."""
    chance = town.chance(f"technology {number}")
    began = _month(technology["began"])
    ended = last_of(_month(technology["ended"])) if "ended" in technology else None
    counted = [day_of(year, 12, 31) for year in range(began // 12, year_of(_LAST_COUNTED))]
    counted.append(_LAST_COUNTED)
    row: dict[str, object] = {}
    for place, day in enumerate(counted):
        if ended and day > ended:
            break
        row = {
            "deployment_id": f"VT{number:02d}",
            "technology": technology["name"],
            "category": technology["category"],
            "count_text": _count(town, technology, place / max(1, len(counted) - 1)),
            "placed_at": technology["placed_at"],
            "unit": technology.get("unit"),
            "started_on": first_of(began),
            "ended_on": None,
            "as_of_on": day,
            "supplier": technology["supplier"],
            "one_off_cost": technology["once"] * 100,
            "monthly_cost": technology["monthly"] * 100,
            "status": "test" if place == 0 else technology.get("status", "breddinford"),
        }
        town.journal.tell("deployments", max(town.period.first, day + chance.between(8, 40)), row)
    if ended:
        gone = {**row, "ended_on": ended, "status": "avslutad"}
        town.journal.tell("deployments", max(town.period.first, ended + 12), gone)


def _count(town: Town, technology: Told, share: float) -> str:
    first, last = technology["counts"]
    exact = max(1, round(town.scaled(first + (last - first) * share)))
    return f"ca {max(10, round(exact, -1))}" if technology.get("approximate") else str(exact)


def _tell_planned(town: Town, initiative_id: str, initiative: Told) -> None:
    """First looked into, then scored, then settled."""
    row: dict[str, object] = {
        "initiative_id": initiative_id,
        "name": initiative["name"],
        "wanted_effect": initiative["effect"],
        "priority_text": initiative["priority"],
        "years_text": initiative["years"],
        "cost_text": initiative["cost"],
        "status": "undersoks",
        "status_reason": None,
        "resources_needed": initiative.get("needed"),
        "resources_given": None,
        "dialogue_users": None,
        "dialogue_providers": None,
        **dict.fromkeys(_SCORES),
    }
    told = max(town.period.first, first_of(_month(initiative["told"])))
    town.journal.tell("initiatives", told, dict(row))
    row |= dict(zip(_SCORES, map(int, initiative["scores"]), strict=False))
    row |= {"dialogue_users": initiative.get("users"), "dialogue_providers": initiative.get("providers")}
    town.journal.tell("initiatives", told + _SCORED_AFTER_DAYS, dict(row))
    row |= {"status": initiative["status"], "status_reason": initiative.get("reason")}
    row |= {"resources_given": initiative.get("given")}
    town.journal.tell("initiatives", told + _SETTLED_AFTER_DAYS, dict(row))


def _tell_benefit(town: Town, benefit_id: str, initiative_id: str, benefit: Told, planned: int) -> None:
    row: dict[str, object] = {
        "benefit_id": benefit_id,
        "initiative_id": initiative_id,
        "kind": benefit["kind"],
        "baseline": benefit["before"],
        "target": benefit["target"],
        "measured": None,
        "measured_on": None,
        "realised_kr": None,
        "freed_hours": None,
        "note": benefit.get("note"),
    }
    known_on = max(town.period.first, planned)
    town.journal.tell("benefits", known_on, dict(row))
    if "measured_on" in benefit:
        day = last_of(_month(benefit["measured_on"]))
        row |= {"measured": benefit["measured"], "measured_on": day, "freed_hours": benefit.get("freed")}
        row["realised_kr"] = benefit["realised"] * 100 if "realised" in benefit else None
        town.journal.tell("benefits", max(known_on, day + 20), row)
