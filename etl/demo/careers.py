"""A child's way through care: which forms, how long each, and why each ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from etl.demo.chance import Chance
from etl.demo.magnitudes import MONTHS_OF_STAY
from etl.demo.period import day_of
from etl.demo.persons import Person

HOME = "hem"
_MONTH_DAYS = 30.44
_OLDEST_IN_CARE = 20.9

HVB_GROWS = day_of(2025, 11, 1)
"""From then HVB takes a larger share of those who come into care."""

CONSULTANTS_GROW = day_of(2024, 1, 1)
"""From then homes by consultants more and more take the place of the municipality's own."""

Weights = Mapping[str, float]
_HVB: Weights = {"hvb_privat": 0.72, "hvb_egen": 0.2, "hvb_kommun": 0.08}
_JOUR: Weights = {"jourhem_eget": 0.55, "jourhem_konsulent": 0.45}

_FIRST: tuple[tuple[int, Weights], ...] = (
    (12, {"jour": 0.6, "natverkshem": 0.09, "own": 0.21, "hvb": 0.1}),
    (15, {"jour": 0.3, "natverkshem": 0.05, "own": 0.14, "hvb": 0.46, "sis": 0.1}),
    (17, {"jour": 0.14, "natverkshem": 0.03, "own": 0.1, "hvb": 0.47, "stodboende": 0.24, "sis": 0.11}),
    (99, {"jour": 0.04, "own": 0.04, "hvb": 0.4, "stodboende": 0.5}),
)
_NEXT: Mapping[str, Weights] = {
    "jour": {"own": 0.6, "natverkshem": 0.08, "hvb": 0.08, HOME: 0.28},
    "hvb": {HOME: 0.42, "own": 0.1, "stodboende": 0.26, "jour": 0.03, "sis": 0.1, "hvb": 0.14},
    "sis": {"hvb": 0.55, HOME: 0.3, "own": 0.05, "stodboende": 0.15},
    "stodboende": {HOME: 0.93, "hvb": 0.07},
    "natverkshem": {HOME: 0.78, "own": 0.1, "jour": 0.12},
    "own": {HOME: 0.6, "jour": 0.13, "hvb": 0.11, "stodboende": 0.2},
}


class Spell(NamedTuple):
    """One placement of a career. The last day is the first of the next, if there is one."""

    form: str
    moved_in: int
    moved_out: int
    end_reason: str


def career(chance: Chance, child: Person, day: int) -> list[Spell]:
    """The placements that follow when a child comes into care on a day."""
    spells: list[Spell] = []
    kind = chance.weighted(_grown(_first_of(child.age_on(day)), day))
    leaves_care = child.born + int(_OLDEST_IN_CARE * 365.25)
    while kind != HOME and day < leaves_care and len(spells) < 9:
        form = _form(chance, kind, day)
        mean, spread = MONTHS_OF_STAY[form]
        until = day + max(2, int(chance.around(mean * _MONTH_DAYS, spread)))
        following = _possible(chance, kind, child, until)
        if until >= leaves_care:
            spells.append(Spell(form, day, leaves_care, "alder"))
            break
        spells.append(Spell(form, day, until, _end_reason(chance, kind, following)))
        day, kind = until, following
    return spells


def _first_of(age: int) -> Weights:
    return next(weights for oldest, weights in _FIRST if age <= oldest)


def _grown(weights: Weights, day: int) -> Weights:
    return {
        kind: weight * (1.8 if kind == "hvb" and day >= HVB_GROWS else 1) for kind, weight in weights.items()
    }


def _possible(chance: Chance, kind: str, child: Person, day: int) -> str:
    following = chance.weighted(_NEXT[kind])
    age = child.age_on(day)
    if (following == "stodboende" and age < 16) or (following == "sis" and age < 13):
        return "own" if kind == "hvb" else HOME
    if following in ("jour", "natverkshem", "own") and age >= 18:
        return HOME
    return following


def _form(chance: Chance, kind: str, day: int) -> str:
    match kind:
        case "hvb":
            return chance.weighted(_HVB)
        case "jour":
            return chance.weighted(_JOUR)
        case "own":
            years = max(0, day - CONSULTANTS_GROW) / 365
            by_consultants = min(0.62, 0.3 + 0.13 * years)
            return "familjehem_konsulent" if chance.gives(by_consultants) else "familjehem_eget"
        case "sis":
            return "sarskilt_ungdomshem"
    return kind


def _end_reason(chance: Chance, kind: str, following: str) -> str:
    if kind == "jour" and following not in (HOME, "jour"):
        return "enligt_plan"
    if following != HOME:
        return chance.weighted({"omplacering": 0.6, "avbrott_utforare": 0.25, "avbrott_klient": 0.15})
    if kind == "own" and chance.gives(0.12):
        return "vardnadsoverflyttning"
    return chance.weighted({"enligt_plan": 0.5, "hemflytt": 0.28, "avbrott_klient": 0.15, "flytt": 0.07})
