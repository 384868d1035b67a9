"""Who comes back, what comes in, what was not carried out and what runs now, against a slow count of drawn rows."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from queries import door
from queries.scope import Role, Scope
from tests.etl.loading import BOARD, DAY, Loader, asked, loader
from tests.spec import oracle_cases as oracle
from tests.spec.case_facts import drawn, files

__all__ = ["loader"]

FROM, TO = date(2023, 7, 1), date(2025, 6, 1)
EVERY = {"from_month": FROM, "to_month": TO, "units": None, "subject": None}
UNITS = [None, ("bou",), ("vux", "")]


def ask(question: str, **params: Any) -> list[dict[Any, Any]]:
    scope = Scope(
        user="local", role=Role.MANAGER, board=BOARD, units=None, protected=False, individuals=False
    )
    return door.run(question, scope, **params).to_dict("records")


@pytest.mark.parametrize("seed", range(6))
def test_counts_of_cases_are_those_of_a_slow_count(loader: Loader, seed: int) -> None:
    facts = drawn(seed)
    result = loader(files(facts), source="test", data_through=DAY)
    assert sum(file.rejected for file in result.files) == 0

    back: Counter[Any] = Counter()
    for row in ask("re_referrals", **EVERY):
        key = (row["month"], row["unit"], row["subject"], row["is_complete"])
        back[(*key, True)] += row["returned"]
        back[(*key, False)] += row["persons"] - row["returned"]
    expected = Counter({k: n for k, n in oracle.re_referrals(facts).items() if k[0] >= FROM})
    assert +back == expected
    assert any(key[-1] for key in expected) and any(not key[-2] for key in expected)

    close: Counter[Any] = Counter()
    for row in ask("back_to_back", **EVERY):
        place = (row["month"], row["unit"], row["subject"])
        close[(*place, True)] += row["back_to_back"]
        close[(*place, False)] += row["investigations"] - row["back_to_back"]
    assert +close == Counter({k: n for k, n in oracle.back_to_back(facts).items() if k[0] >= FROM})

    for units in UNITS:
        weeks = ask("inflow_weeks", **{**EVERY, "units": units}, kind=None)
        assert weeks[0]["week"] == date(2023, 7, 3) and weeks[-1]["through_on"] == DAY
        for row in weeks:
            told = oracle.week(facts, row["week"], units)
            assert {name: row[name] for name in told} == told, row["week"]
        ages = ask("running_by_age", day=DAY, units=units, subject=None, kind=None)
        assert sum(row["investigations"] for row in ages) == weeks[-1]["running"]


@pytest.mark.parametrize("seed", range(6))
def test_what_a_quarter_reports_is_followed_day_by_day(loader: Loader, seed: int) -> None:
    facts = drawn(seed)
    loader(files(facts), source="test", data_through=DAY)
    states = set()
    for from_on, to_on in ((date(2024, 10, 1), date(2024, 12, 31)), (date(2025, 4, 1), date(2025, 6, 30))):
        expected = oracle.unexecuted(facts, from_on, to_on)
        found = Counter(
            asked(
                "select report.unexecuted_state(deadline_on, ended_on, until_on, %s, %s, today), decision_id "
                "from report.unexecuted_decision "
                "where report.unexecuted_state(deadline_on, ended_on, until_on, %s, %s, today) is not null",
                *(from_on, to_on, from_on, to_on),
                role="ik_manager",
            )
        )
        assert found == expected
        counted = ask("unexecuted_counts", from_on=from_on, to_on=to_on, units=None)
        totals = {row["state"]: row["decisions"] for row in counted if row["is_total"]}
        for state in {state for state, _ in expected}:
            assert totals[state] == len({key for told, key in expected if told == state})
        states |= {state for state, _ in expected}
    assert "ej_verkstallt" in states


@pytest.mark.parametrize("seed", range(3))
def test_what_runs_now_is_what_the_steps_and_events_say(loader: Loader, seed: int) -> None:
    loader(files(drawn(seed)), source="test", data_through=DAY)
    events = asked(
        "select case_id, max(occurred_at) from report.case_event group by case_id", role="ik_manager"
    )
    last = dict(events)
    steps = asked(
        "select step, case_id, started_on, overdue from report.lead_time "
        "where open and not lapsed and step <> 'referral_to_execution'",
        role="ik_manager",
    )
    expected = sorted(
        (step, case, began, bool(overdue), (DAY - max(began, last[case].date())).days)
        for step, case, began, overdue in steps
    )
    listed = asked(
        "select step, case_id, started_on, overdue, quiet_days from report.open_step", role="ik_manager"
    )
    assert sorted(listed) == expected
    assert any(row[3] for row in expected) and any(row[4] >= 90 for row in expected)
    counted = ask("open_step_counts", units=None, subject=None, kind=None, still_days=90)
    assert sum(row["open_steps"] for row in counted) == len(expected)
    assert sum(row["overdue"] for row in counted) == sum(row[3] for row in expected)
    assert sum(row["still"] for row in counted) == sum(row[4] >= 90 for row in expected)


def test_the_clock_and_the_lead_times_are_those_of_the_steps(loader: Loader) -> None:
    loader(files(drawn(1)), source="test", data_through=DAY)
    everything = {**EVERY, "kind": None}
    rows = asked(
        "select step, deadline_on, overdue, open, reversed, days, ended_on, lapsed from report.lead_time "
        "where started_on between %s and %s",
        FROM,
        DAY,
        role="ik_manager",
    )
    with_clock = [r for r in rows if r[1] is not None and not r[4]]
    clock = ask("within_clock", **everything)
    assert sum(r["judged"] for r in clock) == sum(not r[3] or r[2] for r in with_clock)
    assert sum(r["within"] for r in clock) == sum(not r[3] and not r[2] for r in with_clock)
    # a decision that ran out in time is neither judged nor waited for: its month is whole without it
    assert any(r[3] and not r[2] and r[7] for r in with_clock)
    assert sum(r["undecided"] for r in clock) == sum(r[3] and not r[2] and not r[7] for r in with_clock)
    times = ask("lead_times", **everything)
    assert sum(r["ended"] for r in times) == sum(not r[3] and not r[4] for r in rows)
    assert sum(r["still_open"] + r["lapsed"] for r in times) == sum(r[3] for r in rows)
    assert sum(r["reversed"] for r in times) == sum(r[4] for r in rows)
    half_year = date(2025, 1, 1)
    told = ask("lead_means", **{**everything, "from_month": half_year})
    means = {r["step"]: (r["ended"], float(r["mean_days"])) for r in told}
    ended = asked(
        "select step, days, started_on from report.lead_time "
        "where not open and not reversed and ended_on between %s and %s",
        half_year,
        DAY,
        role="ik_manager",
    )
    # some began before the period: whatever ended in it counts
    assert any(began < half_year for _, _, began in ended)
    assert set(means) == {step for step, _, _ in ended}
    for step, (number, mean) in means.items():
        days = [took for of_step, took, _ in ended if of_step == step]
        assert number == len(days)
        assert mean == pytest.approx(sum(days) / len(days))


STAGES = {
    "referrals.csv": """
        referral_id;case_id;person_id;received_on;kind;subject;unit;assessed_on;preliminary_outcome
        R1;C1;A;2025-01-01;anmalan;barn;bou;2025-01-10;inleds
        R2;C2;B;2025-01-02;anmalan;barn;bou;2025-01-10;inleds_ej
        R3;C3;C;2025-01-03;anmalan;barn;bou;;
        R4;C4;D;2025-01-04;ansokan;vuxen;vux;;
        R6;C1;A;2025-02-01;anmalan;barn;bou;2025-02-02;pagaende
        R7;C7;F;2024-12-31;anmalan;barn;bou;;
        """,
    "investigations.csv": """
        investigation_id;case_id;referral_id;person_id;opened_on;closed_on;subject;unit
        I1;C1;R1;A;2025-01-10;2025-03-01;barn;bou
        I4;C4;R4;D;2025-01-04;;vuxen;vux
        """,
    "decisions.csv": """
        decision_id;case_id;person_id;decided_on;outcome;legal_basis;intervention_type;unit
        D1;C1;A;2025-03-01;avslag;sol2001_4_1;boendestod;bou
        D2;C1;A;2025-03-05;bifall;sol2001_4_1;kontaktperson;bou
        D5;C5;E;2025-03-05;bifall;sol2001_4_1;kontaktperson;vux
        """,
    "interventions.csv": """
        intervention_id;decision_id;case_id;person_id;intervention_type;started_on;unit
        N1;D2;C1;A;kontaktperson;2025-04-01;bou
        """,
}


def test_the_way_of_each_case_through_the_stages(loader: Loader) -> None:
    """Six cases; the seventh began the year before."""
    loader(STAGES)
    period = {"from_month": date(2025, 1, 1), "to_month": date(2025, 6, 1), "units": None}
    found = {
        tuple(
            row[name] for name in ("case_kind", "preliminary", "investigation", "decision", "execution")
        ): row["cases"]
        for row in ask("flow_stages", **period, subject=None, kind=None)
    }
    assert found == {
        ("anmalan", "inleds", "avslutad", "bifall", "verkstallt"): 1,
        ("anmalan", "inleds_ej", None, None, None): 1,
        ("anmalan", "pagar", None, None, None): 1,
        ("ansokan", "ingen", "pagar", "vantar", None): 1,
        ("okant", "utan_aktualisering", "ingen", "bifall", "vantar"): 1,
    }
    children = ask("flow_stages", **period, subject="barn", kind="anmalan")
    assert sum(row["cases"] for row in children) == 3
    assert ask("flow_stages", **{**period, "to_month": date(2024, 1, 1)}, subject=None, kind=None) == []


def test_what_comes_in_of_services_without_assessment_is_as_delivered(loader: Loader) -> None:
    loader(
        {
            "services_without_assessment.csv": """
                unit;service;month;visits;participants
                bou;oppen_forskola;2025-01-01;40;30
                bou;oppen_forskola;2025-02-01;;31
                vux;radgivning;2024-12-01;5;5
                """
        }
    )
    period = {"from_month": date(2025, 1, 1), "to_month": date(2025, 6, 1), "units": None}
    found = [
        (r["service"], r["visits"], r["participants"]) for r in ask("services_without_assessment", **period)
    ]
    assert found == [("oppen_forskola", 40, 30), ("oppen_forskola", None, 31)]
    assert ask("services_without_assessment", **{**period, "units": ("vux",)}) == []


def test_weeks_begin_on_mondays(loader: Loader) -> None:
    loader(files(drawn(0)), source="test", data_through=DAY)
    weeks = [row["week"] for row in ask("inflow_weeks", **EVERY, kind=None)]
    assert {week.isoweekday() for week in weeks} == {1}
    assert all(after - before == timedelta(days=7) for before, after in pairwise(weeks))
