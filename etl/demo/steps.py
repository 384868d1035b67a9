"""The steps of a case as the case system writes them down: each first open, then with what it led to."""

from __future__ import annotations

from dataclasses import dataclass

from etl.demo import law
from etl.demo.chance import Chance
from etl.demo.law import NEW_LAW
from etl.demo.period import day_of, months_later
from etl.demo.persons import Person
from etl.demo.town import Town
from etl.demo.units import ASSISTANCE

_SHARE_ENTERED_LATE = 0.04
_SHARE_REVERSED = 0.003
_SHARE_WITH_NUMBER_IN_TEXT = 0.02

# how often the old paragraphs were still written, by months since the new law came
_OLD_PARAGRAPH = (0.45, 0.3, 0.18, 0.1, 0.06, 0.04)
_OLD_PARAGRAPH_FOR_LONG = 0.012
_OLD_PARAGRAPH_IN_TEMPLATES = 0.24
_TEMPLATES_MENDED = day_of(2026, 8, 1)
"""One unit's templates went on with the old law until somebody saw to it."""


@dataclass(frozen=True)
class Arrival:
    """What comes in: an application, a report, or other information."""

    person: Person
    received: int
    kind: str
    subject: str
    source: str
    reason: str
    unit: str
    assessed: int | None = None
    outcome: str | None = None
    safety: int | None = None


class Steps:
    """Writes the steps of cases into the journal."""

    def __init__(self, town: Town, subject: str) -> None:
        self._town = town
        self._chance: Chance = town.chance(f"steps {subject}")

    def entered(self, day: int, most: int = 4) -> int:
        """The day on which something that happened was entered: soon, now and then late."""
        if self._chance.gives(_SHARE_ENTERED_LATE):
            return day + self._chance.between(25, 80)
        return day + self._chance.between(0, most)

    def referral(self, arrival: Arrival) -> str:
        """Something that came in; its outcome is known when it was assessed."""
        chance, town = self._chance, self._town
        referral = town.number("AK")
        reason = arrival.reason
        if chance.gives(_SHARE_WITH_NUMBER_IN_TEXT):
            reason += f", gäller {arrival.person.person_id}"
        row = {
            "referral_id": referral,
            "case_id": town.case_of(arrival.person, arrival.received),
            "person_id": arrival.person.person_id,
            "received_on": arrival.received,
            "kind": arrival.kind,
            "subject": arrival.subject,
            "source": arrival.source,
            "reason": reason,
            "unit": arrival.unit,
            "safety_assessed_on": arrival.safety,
            "assessed_on": None,
            "preliminary_outcome": None,
        }
        known_on = self.entered(arrival.received)
        town.seen(arrival.person, known_on)
        town.tell_step("referrals", referral, known_on, row, arrival.unit)
        if arrival.assessed is not None:
            assessed = {**row, "assessed_on": arrival.assessed, "preliminary_outcome": arrival.outcome}
            town.journal.tell(
                "referrals", max(known_on, self.entered(arrival.assessed, 2)), assessed, arrival.unit
            )
        return referral

    def investigation(
        self,
        referral: str | None,
        person: Person,
        subject: str,
        unit: str,
        opened: int,
        closed: int,
        extended: int | None = None,
    ) -> str:
        """An investigation; its end is known when it has come."""
        town, chance = self._town, self._chance
        investigation = town.number("UT")
        row = {
            "investigation_id": investigation,
            "case_id": town.case_of(person, opened),
            "referral_id": referral,
            "person_id": person.person_id,
            "opened_on": opened,
            "closed_on": None,
            "extended_to": None,
            "subject": subject,
            "unit": unit,
        }
        known_on = max(self.entered(opened), town.known_of(referral))
        town.seen(person, known_on, served=True)
        town.tell_step("investigations", investigation, known_on, row, unit)
        if extended is not None:
            row = {**row, "extended_to": extended}
            town.journal.tell("investigations", self.entered(min(closed, months_later(opened, 4))), row, unit)
        # a few are closed, on paper, before they were opened
        shown = opened - chance.between(1, 12) if chance.gives(_SHARE_REVERSED) else closed
        town.journal.tell(
            "investigations", max(known_on, self.entered(closed)), {**row, "closed_on": shown}, unit
        )
        town.case_of(person, closed)
        return investigation

    def decision(
        self,
        person: Person,
        decided: int,
        outcome: str,
        legal_basis: str,
        unit: str,
        *,
        investigation: str | None = None,
        kind: str | None = None,
        form: str | None = None,
        amount: float | None = None,
        amount_unit: str | None = None,
        level: int | None = None,
        valid_to: int | None = None,
        by: str = "tjansteman",
    ) -> str:
        """A decision. Some went on naming the old law after it was replaced."""
        town = self._town
        decision = town.number("BE")
        row = {
            "decision_id": decision,
            "case_id": town.case_of(person, decided),
            "investigation_id": investigation,
            "person_id": person.person_id,
            "decided_on": decided,
            "outcome": outcome,
            "legal_basis": self._written(legal_basis, decided, unit),
            "intervention_type": kind,
            "care_form": form,
            "scope_amount": amount,
            "scope_unit": amount_unit,
            "level": level,
            "valid_from": decided if kind else None,
            "valid_to": valid_to,
            "decided_by": by,
            "unit": unit,
        }
        known_on = max(self.entered(decided), town.known_of(investigation))
        town.seen(person, known_on, served=True)
        town.tell_step("decisions", decision, known_on, row, unit)
        if row["legal_basis"] != legal_basis and self._chance.gives(0.25):
            corrected = {**row, "legal_basis": legal_basis}
            town.journal.tell("decisions", known_on + self._chance.between(40, 200), corrected, unit)
        return decision

    def _written(self, legal_basis: str, decided: int, unit: str) -> str:
        if decided < NEW_LAW or not legal_basis.startswith("sol_"):
            return legal_basis
        months = (decided - NEW_LAW) // 30
        old = _OLD_PARAGRAPH[months] if months < len(_OLD_PARAGRAPH) else _OLD_PARAGRAPH_FOR_LONG
        if unit == ASSISTANCE and decided < _TEMPLATES_MENDED:
            old = max(old, _OLD_PARAGRAPH_IN_TEMPLATES)
        if not self._chance.gives(old):
            return legal_basis
        return law.beyond(NEW_LAW - 1) if legal_basis == "sol_11_4" else law.assistance(NEW_LAW - 1)

    def execution_event(self, decision: str, kind: str, day: int, reason: str, unit: str) -> None:
        """An offer, a refusal, a break or a resumption."""
        row = {"decision_id": decision, "kind": kind, "on": day, "reason": reason}
        known_on = max(self.entered(day), self._town.known_of(decision))
        self._town.journal.tell("execution_events", known_on, row, unit)
