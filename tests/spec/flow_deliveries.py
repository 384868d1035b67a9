"""How rows of cases, steps and interventions are drawn: few keys, so that they meet."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from tests.spec.deliveries import RowsOf, days, person_ids
from tests.spec.oracle import Row

SWEDEN = ZoneInfo("Europe/Stockholm")
cases = st.sampled_from(["C1", "C2", "C3"])
units = st.sampled_from([None, "Barn", "Vuxen"])
subjects = st.sampled_from(["barn", "vuxen"])
legal_bases = st.sampled_from(["sol_11_1", "sol_11_5", "sol2001_4_1", "lvu_2"])
decision_ids = st.sampled_from(["D1", "D2", "D3"])
intervention_types = st.sampled_from(["kontaktperson", "boendestod"])
care_forms = st.sampled_from(["familjehem_eget", "hvb_privat"])


def maybe(values: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    return st.none() | values


@st.composite
def _given(draw: st.DrawFn, first: str, last: str) -> Row:
    """A period in order: one that ends before it begins would be rejected."""
    began = draw(days)
    ended: date | None = draw(st.none() | st.integers(0, 60).map(lambda n: began + timedelta(days=n)))
    return {first: began, last: ended}


@st.composite
def _placements(draw: st.DrawFn) -> Row:
    return {
        "placement_id": draw(st.sampled_from(["P1", "P2", "P3", "P4"])),
        "decision_id": draw(maybe(decision_ids)),
        "case_id": draw(maybe(cases)),
        "person_id": draw(person_ids),
        "provider_id": "U1",
        "care_form": draw(care_forms),
        **draw(_given("moved_in_on", "moved_out_on")),
        "unit": draw(units),
    }


@st.composite
def _interventions(draw: st.DrawFn) -> Row:
    return {
        "intervention_id": draw(st.sampled_from(["I1", "I2", "I3", "I4"])),
        "decision_id": draw(maybe(decision_ids)),
        "case_id": draw(maybe(cases)),
        "person_id": draw(person_ids),
        "intervention_type": draw(intervention_types),
        **draw(_given("started_on", "ended_on")),
        "unit": draw(units),
    }


@st.composite
def _follow_ups(draw: st.DrawFn) -> Row:
    of_placement = draw(st.booleans())
    number = draw(st.integers(1, 4))
    return {
        "follow_up_id": draw(st.sampled_from(["F1", "F2"])),
        "parameter": draw(st.sampled_from(["plan", "skillnad"])),
        "placement_id": f"P{number}" if of_placement else None,
        "intervention_id": None if of_placement else f"I{number}",
        "followed_up_on": draw(days),
        "answer": "4",
    }


_instants = st.builds(
    lambda day, hour: datetime.combine(day, time(hour), SWEDEN), days, st.sampled_from([0, 8, 23])
)

FLOW: RowsOf = {
    "person_merges": st.fixed_dictionaries(
        {"old_person_id": st.just("C"), "new_person_id": st.sampled_from(["A", "B"])}
    ),
    "referrals": st.fixed_dictionaries(
        {
            "referral_id": st.sampled_from(["R1", "R2", "R3"]),
            "case_id": cases,
            "person_id": person_ids,
            "received_on": days,
            "kind": st.sampled_from(["anmalan", "ansokan"]),
            "subject": subjects,
            "unit": units,
            "safety_assessed_on": st.none() | days,
            "assessed_on": st.none() | days,
            "preliminary_outcome": st.sampled_from([None, "inleds", "inleds_ej", "pagaende"]),
        }
    ),
    "investigations": st.fixed_dictionaries(
        {
            "investigation_id": st.sampled_from(["N1", "N2", "N3"]),
            "case_id": cases,
            "referral_id": st.sampled_from([None, "R1", "R2"]),
            "person_id": person_ids,
            "opened_on": days,
            "closed_on": st.none() | days,
            "extended_to": st.none() | days,
            "subject": subjects,
            "unit": units,
        }
    ),
    "decisions": st.fixed_dictionaries(
        {
            "decision_id": decision_ids,
            "case_id": cases,
            "person_id": person_ids,
            "decided_on": days,
            "outcome": st.sampled_from(["bifall", "bifall", "delvis_bifall", "avslag"]),
            "legal_basis": legal_bases,
            "intervention_type": st.sampled_from([None, "kontaktperson", "boendestod", "placering"]),
            "care_form": st.none() | care_forms,
            "valid_to": st.none() | days,
            "unit": units,
        }
    ),
    "execution_events": st.fixed_dictionaries(
        {
            "decision_id": decision_ids,
            "kind": st.sampled_from(["erbjudande", "avbojt", "avbrott", "aterupptagen"]),
            "on": days,
        }
    ),
    "interventions": _interventions(),
    "placements": _placements(),
    "placement_legal_bases": st.fixed_dictionaries(
        {
            "placement_id": st.sampled_from(["P1", "P2", "P3"]),
            "valid_from": days,
            "legal_basis": st.sampled_from(["lvu_2", "lvu_3"]),
        }
    ),
    "follow_ups": _follow_ups(),
    "case_events": st.fixed_dictionaries(
        {
            "case_id": cases,
            "activity": st.sampled_from(["aktualisering", "larm", "öppnad"]),
            "occurred_at": _instants,
            "unit": units,
        }
    ),
}
"""What flows, steps and spells are counted from."""
