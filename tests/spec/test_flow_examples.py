"""Six cases drawn by hand, and the log of another trade: events in; edges, variants, lead times and spells out."""

from __future__ import annotations

from datetime import date
from typing import Any

from store.check import check
from store.connect import owner_connection
from tests.etl.loading import Loader, asked, loader

__all__ = ["loader"]

# C1 goes all the way. C2 is not opened. C3 is under investigation past its four months. C4 waits for its decision to
# be carried out. C5 has two things on one day and a decision that prolongs. C6 is one event.
SIX_CASES = {
    "referrals.csv": """
        referral_id;case_id;person_id;received_on;kind;subject;assessed_on;preliminary_outcome;unit
        R1;C1;A;2025-01-01;anmalan;barn;2025-01-15;inleds;Barn
        R2;C2;B;2025-01-01;anmalan;barn;2025-01-16;inleds_ej;Barn
        R3;C3;D;2025-02-01;anmalan;barn;2025-02-03;inleds;Barn
        R4;C4;E;2025-01-10;ansokan;vuxen;;;Vuxen
        R5;C5;F;2025-01-10;ansokan;vuxen;;;Vuxen
        R6;C6;G;2025-06-29;anmalan;vuxen;;;Vuxen
        """,
    "investigations.csv": """
        investigation_id;case_id;referral_id;person_id;opened_on;closed_on;subject;unit
        N1;C1;R1;A;2025-01-15;2025-05-15;barn;Barn
        N3;C3;R3;D;2025-02-03;;barn;Barn
        N4;C4;R4;E;2025-01-20;2025-02-20;vuxen;Vuxen
        N5;C5;R5;F;2025-01-10;2025-01-30;vuxen;Vuxen
        """,
    "decisions.csv": """
        decision_id;case_id;person_id;decided_on;outcome;legal_basis;intervention_type;care_form;unit
        D1;C1;A;2025-05-15;bifall;sol2001_4_1;placering;hvb_privat;Barn
        D4;C4;E;2025-02-20;bifall;sol2001_4_1;kontaktperson;;Vuxen
        D5;C5;F;2025-01-30;bifall;sol2001_4_1;boendestod;;Vuxen
        D6;C5;F;2025-04-30;bifall;sol2001_4_1;boendestod;;Vuxen
        """,
    "execution_events.csv": "decision_id;kind;on\nD4;erbjudande;2025-03-01\nD4;avbojt;2025-03-02\n",
    "interventions.csv": """
        intervention_id;decision_id;case_id;person_id;intervention_type;started_on;ended_on;hours_per_week;unit
        I1;;C1;A;kontaktperson;2025-06-01;2025-06-10;4;Barn
        I5;D5;C5;F;boendestod;2025-02-01;;6;Vuxen
        """,
    "placements.csv": """
        placement_id;decision_id;case_id;person_id;provider_id;care_form;moved_in_on;moved_out_on;unit
        P1;D1;C1;A;U1;hvb_privat;2025-05-20;2025-06-20;Barn
        P2;;C1;A;U2;familjehem_eget;2025-06-20;;Barn
        P5;;C5;F;U1;traningslagenhet;2025-03-01;2025-05-31;Vuxen
        """,
    "placement_prices.csv": "placement_id;valid_from;daily_price\nP1;2025-01-01;5000\nP5;2025-01-01;600,50\n",
}


def manager(statement: str) -> list[tuple[Any, ...]]:
    return asked(statement, role="ik_manager")


def test_six_cases_give_these_events(loader: Loader) -> None:
    loader(SIX_CASES)
    events = sorted(
        manager("select case_id, position, activity, occurred_at::date::text from report.case_event")
    )
    assert [f"{day} {activity}" for case, _, activity, day in events if case == "C1"] == [
        "2025-01-01 aktualisering",
        "2025-01-15 forhandsbedomning",
        "2025-01-15 utredning_inledd",
        "2025-05-15 utredning_avslutad",
        "2025-05-15 beslut_bifall",
        "2025-05-20 verkstallighet",
        "2025-05-20 placering_in",
        "2025-06-01 verkstallighet",
        "2025-06-10 insats_avslutad",
        "2025-06-20 placering_in",
        "2025-06-20 placering_ut",
    ]
    assert [f"{day} {activity}" for case, _, activity, day in events if case == "C5"] == [
        "2025-01-10 aktualisering",
        "2025-01-10 utredning_inledd",
        "2025-01-30 utredning_avslutad",
        "2025-01-30 beslut_bifall",
        "2025-02-01 verkstallighet",
        "2025-03-01 placering_in",
        "2025-04-30 beslut_bifall",
        "2025-04-30 verkstallighet",
        "2025-05-31 placering_ut",
    ]
    assert [activity for case, _, activity, _ in events if case == "C6"] == ["aktualisering"]


def test_six_cases_give_these_edges_and_variants(loader: Loader) -> None:
    loader(SIX_CASES)
    day = 24 * 3600
    edges = manager(
        "select activity, next_activity, transitions, cases, median_seconds, mean_seconds from report.flow_edge "
        "where activity in ('aktualisering', 'beslut_bifall')"
    )
    assert edges == [
        ("aktualisering", "forhandsbedomning", 3, 3, 14 * day, round((14 + 15 + 2) / 3 * day, 3)),
        ("aktualisering", "utredning_inledd", 2, 2, 5 * day, 5 * day),
        ("beslut_bifall", "erbjudande", 1, 1, 9 * day, 9 * day),
        ("beslut_bifall", "verkstallighet", 3, 2, 2 * day, round((5 + 2 + 0) / 3 * day, 3)),
    ]
    assert manager("select sum(cases), count(*) from report.flow_variant") == [(6, 6)]
    short = (
        "select activities, cases, median_seconds from report.flow_variant where cardinality(activities) < 4"
    )
    assert sorted(manager(short)) == [
        (["aktualisering"], 1, 0),
        (["aktualisering", "forhandsbedomning"], 1, 15 * day),
        (["aktualisering", "forhandsbedomning", "utredning_inledd"], 1, 2 * day),
    ]
    begun = "select sum(cases) from report.flow_variants('2025-01-01', '2025-01-31', {}, {}, {})"
    for asked_for, cases in (
        (("null", "null", "null"), 4),
        (("array['Barn']", "null", "null"), 2),
        (("null", "'vuxen'", "null"), 2),
        (("null", "null", "'anmalan'"), 2),
        (("null", "'barn'", "'ansokan'"), None),
    ):
        assert manager(begun.format(*asked_for)) == [(cases,)], asked_for


def test_six_cases_give_these_lead_times(loader: Loader) -> None:
    """The data reach 2025-06-30. Day 14 and the day four months later are the last allowed ones."""
    loader(SIX_CASES)
    steps = "select step, case_id, days, deadline_on, overdue, open from report.lead_time"
    assert manager(steps) == sorted(
        [
            ("preliminary_assessment", "C1", 14, date(2025, 1, 15), False, False),
            ("preliminary_assessment", "C2", 15, date(2025, 1, 15), True, False),
            ("preliminary_assessment", "C3", 2, date(2025, 2, 15), False, False),
            ("preliminary_assessment", "C6", 1, None, None, True),
            ("referral_to_investigation", "C1", 14, None, None, False),
            ("referral_to_investigation", "C3", 2, None, None, False),
            ("referral_to_investigation", "C4", 10, None, None, False),
            ("referral_to_investigation", "C5", 0, None, None, False),
            ("referral_to_investigation", "C6", 1, None, None, True),
            ("investigation", "C1", 120, date(2025, 5, 15), False, False),
            ("investigation", "C3", 147, date(2025, 6, 3), True, True),
            ("investigation", "C4", 31, None, None, False),
            ("investigation", "C5", 20, None, None, False),
            ("decision_to_execution", "C1", 5, date(2025, 8, 15), False, False),
            ("decision_to_execution", "C4", 130, date(2025, 5, 20), True, True),
            ("decision_to_execution", "C5", 2, date(2025, 4, 30), False, False),
            ("decision_to_execution", "C5", 0, date(2025, 7, 30), False, False),
            ("referral_to_execution", "C1", 139, None, None, False),
            ("referral_to_execution", "C3", 149, None, None, True),
            ("referral_to_execution", "C4", 171, None, None, True),
            ("referral_to_execution", "C5", 22, None, None, False),
            ("referral_to_execution", "C6", 1, None, None, True),
        ],
        key=str,
    )


def test_six_cases_give_these_spells(loader: Loader) -> None:
    loader(SIX_CASES)
    spells = (
        "select started_on::text, ended_on::text, kinds, interventions, hours_per_week, daily_cost, is_transfer "
        "from report.parallel_spell"
    )
    assert manager(spells) == [
        ("2025-03-01", "2025-05-31", ["boendestod", "traningslagenhet"], 2, 6, 600.5, False),
        ("2025-06-01", "2025-06-10", ["hvb_privat", "kontaktperson"], 2, 4, 5000, False),
        ("2025-06-20", "2025-06-20", ["familjehem_eget", "hvb_privat"], 2, None, None, True),
    ]


def test_an_interruption_opens_the_wait_anew_until_it_is_taken_up(loader: Loader) -> None:
    loader(
        {
            "decisions.csv": SIX_CASES["decisions.csv"],
            "interventions.csv": SIX_CASES["interventions.csv"],
            "execution_events.csv": "decision_id;kind;on\nD5;avbrott;2025-02-10\nD5;aterupptagen;2025-03-10\n"
            "D1;avbrott;2025-06-01\n",
        }
    )
    steps = (
        "select case_id, started_on::text, ended_on::text, deadline_on::text from report.lead_time "
        "where step = 'decision_to_execution'"
    )
    assert manager(steps) == [
        ("C1", "2025-05-15", "2025-06-01", "2025-08-15"),
        ("C1", "2025-06-01", None, "2025-09-01"),
        ("C4", "2025-02-20", None, "2025-05-20"),
        ("C5", "2025-01-30", "2025-02-01", "2025-04-30"),
        ("C5", "2025-02-10", "2025-03-10", "2025-05-10"),
        ("C5", "2025-04-30", "2025-04-30", "2025-07-30"),
    ]


def test_a_decision_for_a_time_stops_waiting_when_the_time_is_out(loader: Loader) -> None:
    decided = """
        decision_id;case_id;person_id;decided_on;outcome;legal_basis;intervention_type;valid_to
        D1;C1;A;2025-01-01;bifall;sol2001_4_1;kontaktperson;2025-02-28
        D2;C2;A;2025-01-01;bifall;sol2001_4_1;kontaktperson;2025-12-31
        D3;C3;A;2025-01-01;bifall;sol2001_4_2;kontaktperson;
        """
    loader({"decisions.csv": decided, "interventions.csv": SIX_CASES["interventions.csv"]})
    steps = "select case_id, days, overdue, open, lapsed from report.lead_time where step = 'decision_to_execution'"
    assert manager(steps) == [
        ("C1", 58, False, True, True),
        ("C2", 180, True, True, False),
        ("C3", 180, None, True, False),
    ]


REPAIRS = """
    case_id;activity;occurred_at;unit
    1;Anmäld;2025-03-29T23:30:00+01:00;Verkstad
    1;Mottagen;2025-03-30T03:30:00+02:00;Verkstad
    1;Lagad;2025-03-30T05:30:00+02:00;Verkstad
    1;Hämtad;2025-03-31T08:00:00+02:00;Kassa
    2;Anmäld;2025-10-25T22:30:00Z;Verkstad
    2;Mottagen;2025-10-26T02:30:00+02:00;Verkstad
    2;Lagad;2025-10-26T02:30:00+01:00;Verkstad
    2;Mottagen;2025-10-26T02:30:00+01:00;Verkstad
    2;Lagad;2025-10-26T04:30:00+01:00;Verkstad
    3;Anmäld;2025-05-01T10:00:00+02:00;Kassa
    """


def test_the_log_of_another_trade_gives_its_flow(loader: Loader) -> None:
    """A workshop's repairs, across both changes of the clock, with mixed offsets and two events at one second."""
    loader({"case_events.csv": REPAIRS}, data_through=date(2025, 11, 1))
    hour = 3600
    assert manager(
        "select activity, next_activity, transitions, cases, median_seconds, mean_seconds from report.flow_edge"
    ) == [
        ("Anmäld", "Mottagen", 2, 2, 2.5 * hour, 2.5 * hour),
        ("Lagad", "Hämtad", 1, 1, 26.5 * hour, 26.5 * hour),
        ("Lagad", "Mottagen", 1, 1, 0, 0),
        ("Mottagen", "Lagad", 3, 2, 2 * hour, 5 / 3 * hour),
    ]
    assert sorted(manager("select activities, cases, median_seconds from report.flow_variant")) == [
        (["Anmäld"], 1, 0),
        (["Anmäld", "Mottagen", "Lagad", "Hämtad"], 1, 31.5 * hour),
        (["Anmäld", "Mottagen", "Lagad", "Mottagen", "Lagad"], 1, 5 * hour),
    ]
    assert manager("select count(*) from report.lead_time_count") == [(0,)]


def test_very_many_activities_and_a_very_long_case_are_taken_as_they_are(loader: Loader) -> None:
    many = "".join(f"{n % 5000};Ord {n};2025-01-01T00:00:00Z\n" for n in range(10_000))
    long = "".join(
        f"lång;{'a' if n % 2 else 'b'};2025-02-{1 + n // 1440:02}T{n // 60 % 24:02}:{n % 60:02}Z\n"
        for n in range(5000)
    )
    loader({"case_events.csv": f"case_id;activity;occurred_at\n{many}{long}"})
    assert manager("select count(*), sum(transitions) from report.flow_edge") == [(5002, 5000 + 4999)]
    assert manager("select max(cardinality(activities)), count(*) from report.flow_variant") == [(5000, 5001)]


def test_a_step_that_ends_before_it_begins_is_kept_and_counted_apart(loader: Loader) -> None:
    turned = """
        investigation_id;case_id;person_id;opened_on;closed_on;subject
        N1;C1;A;2025-02-01;2025-01-01;barn
        N2;C2;A;2025-02-01;2025-03-01;barn
        """
    assert loader({"investigations.csv": turned}).findings["step_reversed"] == 1
    steps = "select days, reversed, open from report.lead_time where step = 'investigation'"
    assert manager(steps) == [(-31, True, False), (28, False, False)]


def test_what_is_dated_after_the_cut_off_is_planned_and_has_not_happened(loader: Loader) -> None:
    planned = """
        placement_id;case_id;person_id;provider_id;care_form;moved_in_on;moved_out_on
        P1;C1;A;U1;hvb_privat;2025-06-01;2026-12-31
        P2;C2;A;U1;hvb_privat;2025-07-15;
        """
    loader({"placements.csv": planned})
    assert manager("select activities from report.flow_variant") == [(["placering_in"],)]
    assert manager("select * from report.flow_edge") == []
    assert manager("select case_id, activity from report.case_event") == [("C1", "placering_in")]


def test_an_interruption_said_twice_is_one_wait(loader: Loader) -> None:
    said = "D5;avbrott;2025-02-10\nD5;avbrott;2025-02-20\nD5;aterupptagen;2025-03-10\nD5;avbrott;2025-03-10\n"
    loader(
        {
            "decisions.csv": SIX_CASES["decisions.csv"],
            "interventions.csv": SIX_CASES["interventions.csv"],
            "execution_events.csv": f"decision_id;kind;on\n{said}",
        }
    )
    waits = (
        "select started_on::text, ended_on::text from report.lead_time "
        "where step = 'decision_to_execution' and case_id = 'C5' and started_on < '2025-04-01'"
    )
    assert manager(waits) == [
        ("2025-01-30", "2025-02-01"),
        ("2025-02-10", "2025-03-10"),
        ("2025-03-10", "2025-03-10"),
    ]


def test_a_paragraph_of_the_municipalitys_own_has_the_clock_of_the_one_it_stands_for(loader: Loader) -> None:
    """Also when what it stands for is told, or changed, after the decision."""
    own = "vocabulary;code;label;maps_to\nlegal_basis;vart_eget;Vårt eget;{}\n"
    decided = """
        decision_id;case_id;person_id;decided_on;outcome;legal_basis;intervention_type
        D1;C1;A;2025-01-01;bifall;vart_eget;kontaktperson
        """
    held = {"decisions.csv": decided, "interventions.csv": SIX_CASES["interventions.csv"]}
    clocks = "select deadline_on::text from report.lead_time where step = 'decision_to_execution'"
    loader(held | {"codes.csv": own.format("sol2001_4_1")})
    assert manager(clocks) == [("2025-04-01",)]
    loader({"codes.csv": own.format("sol2001_4_2")}, revision=2)
    assert manager(clocks) == [(None,)]
    loader({"codes.csv": own.format("sol_11_5")}, revision=3)
    assert manager(clocks) == []
    with owner_connection() as connection:
        assert check(connection) == []
