"""What each role gets of flows and parallel interventions: the manager alone, and of other units kind, dates and unit.

Case C1 of A is Barn's until Vuxen decides; C2 of B is Vuxen's alone; S, whose identity is protected, has C3 in Barn.
"""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from store.access import add_board, protect
from store.connect import owner_connection
from tests.etl.loading import BOARD, Loader, asked, asking, loader

__all__ = ["loader"]

OTHER = "Annan nämnd"
VIEWS = ("case_event", "flow_edge", "flow_variant", "lead_time", "lead_time_count", "parallel_spell")
FUNCTIONS = (
    "flow_edges(null, null, null, null, null)",
    "flow_variants(null, null, null, null, null)",
    "parallel_on_days('{2025-06-30}', null)",
    "parallel_between('2025-01-01', '2025-06-30', null)",
    "parallel_pairs('2025-01-01', '2025-06-30', null)",
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
        referral_id;case_id;person_id;received_on;kind;subject;unit;assessed_on;preliminary_outcome
        R1;C1;A;2025-01-01;anmalan;barn;Barn;2025-01-10;inleds
        R2;C2;B;2025-01-01;ansokan;vuxen;Vuxen;;
        R3;C3;S;2025-01-01;anmalan;barn;Barn;;
        """,
    "investigations.csv": """
        investigation_id;case_id;referral_id;person_id;opened_on;closed_on;subject;unit
        N1;C1;R1;A;2025-01-10;2025-03-01;barn;Barn
        """,
    "decisions.csv": """
        decision_id;case_id;person_id;decided_on;outcome;legal_basis;intervention_type;care_form;unit
        D1;C1;A;2025-03-01;bifall;sol2001_4_1;placering;hvb_privat;Vuxen
        D2;C1;A;2025-03-05;avslag;sol2001_4_1;boendestod;;
        """,
    "placements.csv": """
        placement_id;decision_id;case_id;person_id;provider_id;care_form;moved_in_on;moved_out_on;unit
        P1;D1;C1;A;U1;hvb_privat;2025-03-10;;Vuxen
        P3;;C3;S;U1;hvb_privat;2025-03-10;;Barn
        """,
    "placement_prices.csv": """
        placement_id;valid_from;daily_price
        P1;2025-01-01;1000
        P3;2025-01-01;4000
        """,
    "interventions.csv": """
        intervention_id;case_id;person_id;intervention_type;started_on;ended_on;hours_per_week;unit
        I1;C1;A;kontaktperson;2025-05-01;;2;Barn
        I2;C2;B;kontaktperson;2025-05-01;;2;Vuxen
        I3;C3;S;kontaktperson;2025-05-01;;3;Barn
        I4;C1;A;boendestod;2025-06-01;;5;
        """,
}


@pytest.fixture
def town(loader: Loader) -> Loader:
    with owner_connection() as connection:
        add_board(connection, OTHER)
    for board in (BOARD, OTHER):
        loader(DELIVERY, board=board)
    return loader


def manager(statement: str, **scope: Any) -> list[tuple[Any, ...]]:
    return asked(statement, role="ik_manager", **scope)


def test_no_other_role_gets_an_event_a_step_or_a_spell(town: Loader) -> None:
    for role in ("ik_controller", "ik_board", "ik_publisher", "ik_reviewer"):
        for source in (*VIEWS, *FUNCTIONS):
            with asking(role) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"select * from report.{source}".encode())


def test_rows_about_individuals_are_there_first_when_they_are_opened(town: Loader) -> None:
    for name in ("case_event", "lead_time", "parallel_spell"):
        assert manager(f"select * from report.{name}", opened=False) == []
        assert manager(f"select * from report.{name}") != []


def test_what_is_counted_needs_no_opening_and_counts_the_protected(town: Loader) -> None:
    edges = "select transitions, cases from report.flow_edge where activity = 'placering_in'"
    assert manager(f"{edges} and next_activity = 'verkstallighet'", opened=False) == [(2, 2)]
    steps = "select sum(steps) from report.lead_time_count where step = 'preliminary_assessment'"
    assert manager(steps, opened=False) == [(2,)]
    days = (
        "select kinds, persons, hours_per_week, daily_cost from report.parallel_on_days('{2025-06-30}', null)"
    )
    assert sorted(manager(days, opened=False)) == [
        (["boendestod", "hvb_privat", "kontaktperson"], 1, 7, 1000),
        (["hvb_privat", "kontaktperson"], 1, 3, 4000),
    ]


def test_a_protected_identity_is_listed_only_for_who_may(town: Loader) -> None:
    for name in ("case_event", "lead_time", "parallel_spell"):
        count = f"select count(distinct person_key) from report.{name}"
        assert manager(count, protected=True)[0][0] == manager(count)[0][0] + 1, name


def test_of_other_units_a_manager_sees_kind_dates_and_unit(town: Loader) -> None:
    events = "select position, activity, unit, case_id from report.case_event"
    assert manager(events, units=BARN) == [
        (1, "aktualisering", "Barn", "C1"),
        (2, "forhandsbedomning", "Barn", "C1"),
        (3, "utredning_inledd", "Barn", "C1"),
        (4, "utredning_avslutad", "Barn", "C1"),
        (5, "beslut", "Vuxen", "C1"),
        (6, "verkstallighet", "Vuxen", "C1"),
        (7, "placering_in", "Vuxen", "C1"),
        (8, "verkstallighet", "Barn", "C1"),
    ]
    assert manager("select distinct unit from report.lead_time", units=BARN) == [("Barn",)]
    assert manager("select distinct unit from report.lead_time_count", units=BARN) == [("Barn",)]


def test_a_spell_across_units_is_seen_by_both_with_their_own_hours_and_cost(town: Loader) -> None:
    spells = "select started_on::text, kinds, hours_per_week, daily_cost from report.parallel_spell"
    two = ["hvb_privat", "kontaktperson"]
    assert manager(spells, units=BARN) == [("2025-05-01", two, 2, None)]
    assert manager(spells, units='["Vuxen"]') == [("2025-05-01", two, None, 1000)]
    assert manager(spells) == [
        ("2025-05-01", two, 2, 1000),
        ("2025-06-01", ["boendestod", *two], 7, 1000),
    ]


def test_a_row_without_a_unit_is_for_the_whole_board(town: Loader) -> None:
    """I4 has no unit: a unit's manager is told neither of it nor of the day on which it changed the set."""
    ends = manager("select started_on::text, ended_on::text from report.parallel_spell")
    assert ends == [("2025-05-01", "2025-05-31"), ("2025-06-01", None)]
    assert manager("select ended_on from report.parallel_spell", units=BARN) == [(None,)]
    activities = "select activities from report.flow_variant where 'beslut_avslag' = any(activities)"
    assert len(manager(activities)) == 1
    assert manager(activities, units='["Barn", "Vuxen"]') == []


def test_the_flow_of_a_unit_holds_the_cases_with_a_row_of_it(town: Loader) -> None:
    cases = "select sum(cases) from report.flow_variant"
    assert [manager(cases, units=u) for u in ("*", BARN, '["Vuxen"]', '["Ingen"]')] == [
        [(3,)],
        [(2,)],
        [(2,)],
        [(None,)],
    ]


def test_nobody_gets_the_flow_of_another_board(town: Loader) -> None:
    """Both boards have been given the same delivery: each sees its own cases once."""
    for board in (BOARD, OTHER):
        assert manager("select sum(cases) from report.flow_variant", board=board) == [(3,)]
        assert manager("select count(*) from report.parallel_spell", board=board, protected=True) == [(3,)]


def test_a_log_that_names_nobody_is_hidden_with_the_protected_person_of_its_case(town: Loader) -> None:
    log = "case_id;activity;occurred_at;unit\nC1;larm;2025-04-01;Barn\nC3;larm;2025-04-01;Barn\n"
    town({"case_events.csv": log}, board=BOARD)
    alarms = "select case_id from report.case_event where activity = 'larm'"
    assert manager(alarms) == [("C1",)]
    assert manager(alarms, protected=True) == [("C1",), ("C3",)]


def test_a_person_known_by_a_referral_alone_can_be_protected(town: Loader) -> None:
    heading = "referral_id;case_id;person_id;received_on;kind;subject;unit"
    town({"referrals.csv": f"{heading}\nR9;C9;Q;2025-04-01;ansokan;vuxen;Vuxen\n"}, board=BOARD)
    steps = "select distinct case_id from report.lead_time where case_id = 'C9'"
    assert manager(steps) == [("C9",)]
    with owner_connection() as connection:
        protect(connection, "Q")
    assert manager(steps) == []
    assert manager(steps, protected=True) == [("C9",)]


def test_what_a_case_is_about_is_told_by_the_own_units_rows(town: Loader) -> None:
    """The only referral of C1 is Barn's: Vuxen, which decided, is not told that it was a report about a child."""
    vuxen = '["Vuxen"]'
    about = "select distinct subject, kind from report.lead_time_count where step = 'decision_to_execution'"
    assert manager(about) == [("barn", "anmalan")]
    assert manager(about, units=vuxen) == [(None, None)]
    cases = "select sum(cases) from report.flow_variants(null, null, null, null, '{}')"
    assert [manager(cases.format(kind), units=vuxen) for kind in ("anmalan", "ansokan")] == [
        [(None,)],
        [(1,)],
    ]
    assert manager(cases.format("anmalan"), units=BARN) == [(2,)]
    kinds = "select code from report.case_value where dimension = 'kind'"
    assert manager(kinds, units=vuxen) == [("ansokan",), (None,)]
