"""Interventions that are no placements: granted, carried out soon, late or never, and ended."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

from etl.demo import law
from etl.demo.chance import Chance
from etl.demo.period import day_of
from etl.demo.persons import Person
from etl.demo.providers import open_care
from etl.demo.stays import Given
from etl.demo.steps import Steps
from etl.demo.town import Town
from etl.demo.units import OUTPATIENT

_MONTH_DAYS = 30.44

QUEUE_GROWS = day_of(2025, 9, 1)
"""From then more and more wait for a contact family or person."""


class Nature(NamedTuple):
    """What an intervention is like: months, days of waiting, hours a week, whether it has a level, who gives it."""

    months: float
    spread: float
    waits: float
    hours: tuple[float, float] | None = None
    levelled: bool = False
    unit: str | None = OUTPATIENT


NATURES: Mapping[str, Nature] = {
    "familjebehandling": Nature(8, 0.5, 24, (1, 4)),
    "personligt_stod": Nature(6.5, 0.6, 16, (1, 3)),
    "oppenvard_program": Nature(5, 0.5, 14, (2, 9)),
    "foraldragrupp": Nature(3.5, 0.3, 30, (1.5, 2)),
    "kontaktperson": Nature(15, 0.6, 62, (2, 5)),
    "kontaktfamilj": Nature(22, 0.7, 75, (6, 14)),
    "skvalificerad_kontaktperson": Nature(9, 0.5, 40, (5, 12)),
    "stod_valdsutsatt": Nature(5, 0.6, 8, (1, 3)),
    "behandling_valdsutovare": Nature(6, 0.4, 20, (1, 2)),
    "boendestod": Nature(34, 0.9, 28, (2, 12), True, None),
    "sysselsattning": Nature(22, 0.8, 30, (6, 25), True, None),
}
_WAIT_LONG = ("kontaktperson", "kontaktfamilj")
_SHARE_NEVER = 0.025
_GIVEN_UP_AFTER = (120, 420)
"""Days that a decision which is never carried out stands before it is given up."""
_SHARE_MISREGISTERED_PROVIDER = 0.07
_REASONS_DECLINED = ("Ville vänta", "Ville ha annan utförare", "Tiden passade inte", "Ångrade sig")
_BEYOND = ("kontaktfamilj",)


class Helping:
    """Grants interventions and writes how they went."""

    def __init__(self, town: Town, steps: Steps) -> None:
        self._town = town
        self._steps = steps
        self._chance: Chance = town.chance("helping")

    def give(
        self,
        person: Person,
        kind: str,
        decided: int,
        unit: str,
        investigation: str | None,
        *,
        not_after: int | None = None,
    ) -> Given | None:
        """Grant an intervention from a day; None if it was never carried out, or ended before the period."""
        chance, nature = self._chance, NATURES[kind]
        started = decided + self._wait(kind, decided)
        ended = started + max(10, int(chance.around(nature.months * _MONTH_DAYS, nature.spread)))
        ended = min(ended, not_after) if not_after and not_after > started + 10 else ended
        if ended < self._town.period.first:
            return None
        hours = _hours(nature, chance)
        level = _level(nature, hours)
        basis = law.beyond(decided) if kind in _BEYOND and chance.gives(0.15) else law.assistance(decided)
        never = chance.gives(_SHARE_NEVER * (3 if kind in _WAIT_LONG else 1))
        decision = self._steps.decision(
            person, decided, "delvis_bifall" if chance.gives(0.05) else "bifall", basis, unit,
            investigation=investigation, kind=kind, level=level,
            amount=hours, amount_unit="timmar per vecka" if hours else None,
            valid_to=decided + chance.between(*_GIVEN_UP_AFTER) if never else None,
        )  # fmt: skip
        if never:
            self._decline(decision, decided, unit)
            return None
        if started - decided > 120 and chance.gives(0.3):
            self._decline(decision, decided, unit)
        given = Given(
            self._town.number("IN"), decision, self._town.case_of(person, started), person, kind, started, ended,
            nature.unit or unit, None, hours, level, self._ended_why(), _form_of(nature, chance),
        )  # fmt: skip
        given.provider_id = self._provider(kind)
        self._town.given.append(given)
        self._town.case_of(person, ended)
        if chance.gives(0.02) and ended - started > 120:
            self._interrupt(decision, started, ended, unit)
        return given

    def _wait(self, kind: str, decided: int) -> int:
        mean = NATURES[kind].waits
        if kind in _WAIT_LONG and decided >= QUEUE_GROWS:
            mean *= 1 + min(0.9, (decided - QUEUE_GROWS) / 365)
        return int(self._chance.around(mean, 0.7))

    def _provider(self, kind: str) -> str | None:
        chance = self._chance
        if chance.gives(_SHARE_MISREGISTERED_PROVIDER):
            return f"EXT{chance.between(1, 40):02d}"
        return None if kind in _WAIT_LONG else open_care(kind, chance)

    def _ended_why(self) -> str:
        return self._chance.weighted(
            {"enligt_plan": 0.68, "avbrott_klient": 0.2, "flytt": 0.07, "avtal_ekonomi": 0.05}
        )

    def _decline(self, decision: str, decided: int, unit: str) -> None:
        offered = decided + self._chance.between(20, 80)
        self._steps.execution_event(decision, "erbjudande", offered, "", unit)
        if self._chance.gives(0.7):
            reason = self._chance.pick(_REASONS_DECLINED)
            self._steps.execution_event(
                decision, "avbojt", offered + self._chance.between(1, 14), reason, unit
            )

    def _interrupt(self, decision: str, started: int, ended: int, unit: str) -> None:
        broken = started + (ended - started) // 3
        self._steps.execution_event(decision, "avbrott", broken, "Utföraren har ingen personal", unit)
        if self._chance.gives(0.75):
            resumed = broken + self._chance.between(20, 130)
            self._steps.execution_event(decision, "aterupptagen", min(resumed, ended - 1), "", unit)


def _hours(nature: Nature, chance: Chance) -> float | None:
    if nature.hours is None:
        return None
    least, most = nature.hours
    drawn: float = chance.share()
    return round(least + (most - least) * drawn * math.sqrt(drawn), 1)


def _level(nature: Nature, hours: float | None) -> int | None:
    if not nature.levelled or hours is None or nature.hours is None:
        return None
    low, high = nature.hours
    return min(7, 1 + int(7 * (hours - low) / (high - low)))


def _form_of(nature: Nature, chance: Chance) -> str | None:
    if not nature.levelled:
        return None
    return "kompenserande" if chance.gives(0.3) else "stodjande"


def tell(town: Town) -> None:
    """Tell of every intervention: as it began, with other hours later, and as it ended."""
    chance = town.chance("interventions told")
    for given in town.given:
        row = {
            "intervention_id": given.intervention_id,
            "decision_id": given.decision_id,
            "case_id": given.case_id,
            "person_id": given.person.person_id,
            "intervention_type": given.kind,
            "provider_id": given.provider_id,
            "started_on": given.started,
            "ended_on": None,
            "hours_per_week": given.hours,
            "level": given.level,
            "support_form": given.support_form,
            "unit": given.unit,
            "end_reason": None,
        }
        # some are planned and entered before they begin, some long after
        entered = given.started + chance.weighted({-12: 0.05, 2: 0.85, 9: 0.06, 60: 0.04})
        known_on = given.known_on = max(entered, town.known_of(given.decision_id))
        town.seen(given.person, known_on, served=True)
        town.journal.tell("interventions", known_on, row, given.unit)
        ended = {**row, "ended_on": given.ended, "end_reason": given.end_reason}
        late = chance.between(30, 90) if chance.gives(0.05) else chance.between(0, 6)
        town.journal.tell("interventions", max(known_on, given.ended + late), ended, given.unit)
