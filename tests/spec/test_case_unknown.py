"""What has never been delivered of the cases is unknown: never a 0, and never a fact about the case."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest

from tests.etl.loading import DAY, Loader, asked, loader
from tests.spec.case_facts import drawn, files
from tests.spec.test_case_counts import ask

__all__ = ["loader"]

PERIOD = {"from_month": date(2025, 1, 1), "to_month": date(2025, 6, 1), "units": None, "subject": None}
READ_FROM = {
    "preliminary_assessment": {"referrals"},
    "referral_to_investigation": {"referrals", "investigations"},
    "investigation": {"investigations"},
    "decision_to_execution": {"decisions", "interventions"},
    "referral_to_execution": {"referrals", "investigations", "decisions", "interventions"},
}
ENTITIES = ("referrals", "investigations", "decisions", "interventions")


@pytest.mark.parametrize(
    "delivered", [named for size in (1, 2, 3, 4) for named in combinations(ENTITIES, size)], ids=" ".join
)
def test_what_was_never_delivered_is_null_or_said_to_be_unknown(
    loader: Loader, delivered: tuple[str, ...]
) -> None:
    held = files(drawn(1))
    loader({f"{name}.csv": held[f"{name}.csv"] for name in delivered}, source="test", data_through=DAY)
    steps = {row["step"]: row for row in ask("step_reach")}
    assert {step: set(row["missing"]) for step, row in steps.items()} == {
        step: needed - set(delivered) for step, needed in READ_FROM.items()
    }
    assert all((row["data_through"] is None) == bool(row["missing"]) for row in steps.values())

    weeks = ask("inflow_weeks", **PERIOD, kind=None)
    needed = {
        "received": {"referrals"},
        "waiting": {"referrals", "investigations"},
        **{name: {"investigations"} for name in ("opened", "closed", "running")},
    }
    assert bool(weeks) == bool({"referrals", "investigations"} & set(delivered))
    for row in weeks:
        for name, entities in needed.items():
            assert (row[name] is None) == bool(entities - set(delivered)), name

    stages = ask("flow_stages", **PERIOD, kind=None)
    assert stages
    claims = {
        "referrals": ("preliminary", {"utan_aktualisering", "ingen", "annan_enhet"}),
        "investigations": ("investigation", {"ingen"}),
        "decisions": ("decision", {"inget", "vantar"}),
        "interventions": ("execution", {"vantar"}),
    }
    for entity in set(ENTITIES) - set(delivered):
        stage, facts = claims[entity]
        assert not {row[stage] for row in stages} & facts
    if len(delivered) == len(ENTITIES):
        assert all(
            row[stage] != "okant" for row in stages for stage in ("investigation", "decision", "execution")
        )


def test_a_decision_whose_execution_is_not_delivered_is_not_said_to_wait(loader: Loader) -> None:
    loader(
        {
            "referrals.csv": """
                referral_id;case_id;person_id;received_on;kind;subject;unit
                R1;C1;A;2025-01-01;ansokan;vuxen;vux
                """,
            "decisions.csv": """
                decision_id;case_id;person_id;decided_on;outcome;legal_basis;intervention_type;unit
                D1;C1;A;2025-01-10;bifall;sol2001_4_1;boendestod;vux
                """,
        }
    )
    (row,) = ask("flow_stages", **PERIOD, kind=None)
    assert (row["preliminary"], row["investigation"], row["decision"], row["execution"]) == (
        "ingen",
        "okant",
        "bifall",
        "okant",
    )


def test_as_of_an_earlier_load_no_week_is_told_of(loader: Loader) -> None:
    first = loader(files(drawn(1)), source="test", data_through=DAY)
    weeks = "select count(*) from report.inflow_weeks(date '2025-01-01', date '2025-06-30', null, null, null)"
    ((now,),) = asked(weeks, role="ik_manager")
    ((then,),) = asked(weeks, role="ik_manager", as_of=first.load_id)
    assert (now > 0, then) == (True, 0)
