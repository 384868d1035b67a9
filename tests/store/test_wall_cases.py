"""What each role gets of the pages about cases: the manager alone, of own units, and lists only when they are opened.

C1 of A is Barn's, C2 of B is Vuxen's; S, whose identity is protected, has C3 in Barn. All of them wait.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import psycopg
import pytest

from tests.etl.loading import Loader, asked, asking, loader

__all__ = ["loader"]

VIEWS = (
    "case_value",
    "open_step",
    "open_step_count",
    "unexecuted_decision",
    "service_without_assessment",
)
FUNCTIONS = (
    "flow_stages('2025-01-01', '2025-06-30', null, null, null)",
    "unexecuted_counts('2025-04-01', '2025-06-30', null)",
    "inflow_weeks('2025-01-01', '2025-06-30', null, null, null)",
    "running_by_age('2025-06-30', null, null, null)",
    "re_referrals('2025-01-01', '2025-06-30', null, null)",
    "back_to_back('2025-01-01', '2025-06-30', null, null)",
    "unexecuted_state(null, null, null, null, null, null)",
)
BARN = '["Barn"]'
DELIVERY = {
    "persons.csv": """
        person_id;birth_year;sex;protected_identity
        A;2010;kvinna;nej
        B;1980;man;nej
        S;2012;kvinna;ja
        """,
    "referrals.csv": """
        referral_id;case_id;person_id;received_on;kind;subject;unit
        R1;C1;A;2025-01-01;anmalan;barn;Barn
        R2;C2;B;2025-01-01;ansokan;vuxen;Vuxen
        R3;C3;S;2025-01-01;anmalan;barn;Barn
        """,
    "investigations.csv": """
        investigation_id;case_id;person_id;opened_on;closed_on;subject;unit
        N0;C1;A;2024-02-01;2024-03-01;barn;Barn
        N1;C1;A;2024-03-10;2024-06-01;barn;Barn
        N3;C3;S;2024-02-01;2024-06-02;barn;Barn
        """,
    "decisions.csv": """
        decision_id;case_id;person_id;decided_on;outcome;legal_basis;intervention_type;unit
        D1;C1;A;2025-01-10;bifall;sol2001_4_1;kontaktperson;Barn
        D2;C2;B;2025-01-10;bifall;sol2001_4_1;kontaktperson;Vuxen
        D3;C3;S;2025-01-10;bifall;sol2001_4_1;kontaktperson;Barn
        """,
    "interventions.csv": """
        intervention_id;case_id;person_id;intervention_type;started_on;unit
        I9;C9;B;boendestod;2025-05-01;Vuxen
        """,
    "services_without_assessment.csv": """
        unit;service;month;visits;participants
        Barn;oppen_forskola;2025-01-01;40;30
        Vuxen;radgivning;2025-01-01;5;5
        """,
}


@pytest.fixture
def town(loader: Loader) -> Loader:
    loader(DELIVERY)
    return loader


def manager(statement: str, **scope: Any) -> list[tuple[Any, ...]]:
    return asked(statement, role="ik_manager", **scope)


@pytest.mark.parametrize("role", ["ik_controller", "ik_board", "ik_publisher", "ik_reviewer"])
def test_no_other_role_gets_anything(town: Loader, role: str) -> None:
    for source in (*VIEWS, *FUNCTIONS):
        with asking(role) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(f"select * from report.{source}".encode())


def test_lists_are_there_first_when_they_are_opened(town: Loader) -> None:
    for name in ("open_step", "unexecuted_decision"):
        assert manager(f"select * from report.{name}", opened=False) == []
        assert manager(f"select * from report.{name}") != []


def test_the_protected_are_counted_and_not_listed(town: Loader) -> None:
    late = "select distinct case_id from report.unexecuted_decision"
    assert manager(late) == [("C1",), ("C2",)]
    assert manager(late, protected=True) == [("C1",), ("C2",), ("C3",)]
    counted = "select persons from report.unexecuted_counts('2025-04-01', '2025-06-30', null) where is_total"
    assert manager(counted, opened=False) == [(3,)]
    over = "select case_id from report.open_step where step = 'preliminary_assessment' and overdue"
    assert manager(over) == [("C1",)]
    number = "select sum(steps) from report.open_step_count where step = 'preliminary_assessment' and overdue"
    assert manager(number, opened=False) == [(2,)]


def test_a_manager_of_a_unit_gets_that_unit_alone(town: Loader) -> None:
    assert manager("select distinct unit from report.open_step", units=BARN) == [("Barn",)]
    assert manager("select distinct unit from report.open_step_count", units=BARN) == [("Barn",)]
    assert manager("select case_id from report.unexecuted_decision", units=BARN) == [("C1",)]
    assert manager("select service from report.service_without_assessment", units=BARN) == [
        ("oppen_forskola",)
    ]
    values = "select code from report.case_value where dimension = 'unit'"
    assert manager(values, units=BARN) == [("Barn",)]
    received = "select sum(received) from report.inflow_weeks('2024-12-30', '2025-06-30', null, null, null)"
    assert manager(received) == [(3,)]
    assert manager(received, units=BARN) == [(2,)]
    assert manager(received, units='["Ingen"]') == [(0,)]
    back = "select sum(persons) from report.re_referrals('2024-01-01', '2025-06-30', null, null)"
    # A in March and in June, S in June
    assert manager(back) == manager(back, units=BARN) == [(3,)]
    assert manager(back, units='["Vuxen"]') == [(None,)]
    close = "select sum(back_to_back) from report.back_to_back('2024-01-01', '2025-06-30', null, null)"
    assert manager(close) == manager(close, units=BARN) == [(1,)]
    assert manager(close, units='["Vuxen"]') == [(None,)]
    stages = "select sum(cases) from report.flow_stages('2024-01-01', '2025-06-30', null, null, null)"
    assert manager(stages, units=BARN) == [(2,)]
    running = "select sum(investigations) from report.running_by_age('2024-05-01', null, null, null)"
    assert manager(running, units='["Vuxen"]') == [(None,)]
    assert manager(running, units=BARN) == [(2,)]


def test_of_another_unit_stages_tell_only_that_it_was_done(town: Loader) -> None:
    """Vuxen decides in Barn's case: Barn is told of a decision, not of what it said."""
    town(
        {
            "decisions.csv": """
            decision_id;case_id;person_id;decided_on;outcome;legal_basis;intervention_type;unit
            D1;C1;A;2025-01-10;avslag;sol2001_4_1;kontaktperson;Vuxen
            """
        },
        data_through=date(2025, 7, 31),
    )
    stages = (
        "select decision from report.flow_stages('2024-01-01', '2025-06-30', null, null, null) order by 1"
    )
    assert ("annan_enhet",) in manager(stages, units=BARN)
    assert ("avslag",) not in manager(stages, units=BARN)
    assert ("avslag",) in manager(stages, units='["Vuxen"]')
    # nor is Vuxen told what came in to Barn, or of whom
    kinds = stages.replace("select decision", "select case_kind")
    assert ("anmalan",) in manager(kinds, units=BARN)
    assert ("anmalan",) not in manager(kinds, units='["Vuxen"]')
    assert manager(stages.replace("null, null, null", "null, 'barn', null"), units='["Vuxen"]') == []


def test_as_of_an_earlier_load_they_say_nothing_rather_than_what_holds_now(town: Loader) -> None:
    for source in (*VIEWS, *FUNCTIONS[:2], *FUNCTIONS[3:6]):
        assert manager(f"select * from report.{source}", as_of=1) == [], source
