"""Drawn referrals, investigations, decisions and what is given, as rows for a slow count and as a delivery's files."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from tests.etl.loading import DAY

Fact = dict[str, Any]
Facts = dict[str, list[Fact]]
UNITS = ("bou", "vux", None)


def drawn(seed: int) -> Facts:
    """Two years of cases for a few persons, so that much meets: ties, same days, ends on the last day, open ends."""
    chance = random.Random(seed)
    persons = [f"K{number}" for number in range(12)]

    def day(first: int = 0, last: int = 720) -> date:
        return DAY - timedelta(days=chance.randint(first, last))

    def after(begin: date, most: int) -> date:
        return min(DAY, begin + timedelta(days=chance.randint(0, most)))

    facts: Facts = {
        "referrals": [],
        "investigations": [],
        "decisions": [],
        "interventions": [],
        "execution_events": [],
    }
    for number in range(70):
        received = day()
        outcome = chance.choice([None, "inleds", "inleds_ej", "pagaende"])
        facts["referrals"].append(
            {
                "referral_id": f"R{number}",
                "case_id": f"C{number}",
                "person_id": chance.choice(persons),
                "received_on": received,
                "kind": chance.choice(["anmalan", "ansokan"]),
                "subject": chance.choice(["barn", "vuxen"]),
                "reason": chance.choice([None, "Oro", "Ekonomiskt bistånd"]),
                "unit": chance.choice(UNITS),
                "assessed_on": after(received, 40) if outcome and chance.random() < 0.8 else None,
                "preliminary_outcome": outcome,
            }
        )
    for number in range(80):
        opened = day()
        kind = chance.choice(["ekonomiskt_bistand", "kontaktperson", None])
        of_referral = facts["referrals"][number] if number < 40 else None
        facts["investigations"].append(
            {
                "investigation_id": f"I{number}",
                "case_id": f"C{number}",
                "referral_id": of_referral["referral_id"] if of_referral and chance.random() < 0.6 else None,
                "person_id": of_referral["person_id"] if of_referral else chance.choice(persons),
                "opened_on": opened,
                "closed_on": after(opened, 150) if chance.random() < 0.8 else None,
                "subject": chance.choice(["barn", "vuxen"]),
                "unit": chance.choice(UNITS),
            }
        )
        if chance.random() < 0.7:
            facts["decisions"].append(
                _decision(f"D{number}", facts["investigations"][-1], kind, after(opened, 150), chance)
            )
    for number, decision in enumerate(facts["decisions"]):
        if decision["outcome"] == "bifall" and chance.random() < 0.6:
            begun = after(decision["decided_on"], 200)
            facts["interventions"].append(
                {
                    "intervention_id": f"N{number}",
                    "decision_id": decision["decision_id"],
                    "case_id": decision["case_id"],
                    "person_id": decision["person_id"],
                    "intervention_type": decision["intervention_type"] or "boendestod",
                    "started_on": begun,
                    "ended_on": after(begun, 90) if chance.random() < 0.8 else None,
                    "unit": chance.choice(UNITS),
                }
            )
            if chance.random() < 0.4:
                stopped = after(begun, 60)
                facts["execution_events"].append(_event(decision, "avbrott", stopped))
                if chance.random() < 0.5:
                    facts["execution_events"].append(_event(decision, "aterupptagen", after(stopped, 200)))
    return facts


def _decision(key: str, investigation: Fact, kind: str | None, decided: date, chance: random.Random) -> Fact:
    return {
        "decision_id": key,
        "case_id": investigation["case_id"],
        "investigation_id": investigation["investigation_id"],
        "person_id": investigation["person_id"],
        "decided_on": decided,
        "outcome": chance.choice(["bifall", "bifall", "avslag"]),
        "legal_basis": chance.choice(["sol2001_4_1", "sol2001_4_2", "lss_9"]),
        "intervention_type": kind,
        "valid_to": chance.choice([None, None, decided + timedelta(days=150)]),
        "unit": investigation["unit"],
    }


def _event(decision: Fact, kind: str, on: date) -> Fact:
    return {"decision_id": decision["decision_id"], "kind": kind, "on": on}


def files(facts: Facts) -> dict[str, str]:
    """The rows as a delivery's files."""
    made = {}
    for entity, rows in facts.items():
        lines = [";".join(rows[0])]
        lines += [";".join("" if value is None else str(value) for value in row.values()) for row in rows]
        made[f"{entity}.csv"] = "\n".join(lines) + "\n"
    return made
