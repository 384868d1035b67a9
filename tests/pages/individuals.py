"""A few persons whose lines of time can be drawn by hand, and one with forty interventions over eight years.

Unit Barn has the child A (case C1) and S, who is protected (C2). Unit Vuxen has A's contact person, the mother M
(in the same case, in skyddat boende) and B (C3). L1 is a log that names no person, and so is a part of C2.
"""

from __future__ import annotations

from datetime import date, timedelta

from store.connect import owner_connection
from tests.etl.loading import BOARD, Loader

CHILD = "20120501-1239"
"""A's personal id: made up, with a check digit that holds."""
LONG = "L"
DELIVERY = {
    "persons.csv": f"""
        person_id;birth_year;sex;protected_identity
        {CHILD};2012;kvinna;nej
        M;1985;kvinna;nej
        S;2013;man;ja
        B;1980;man;nej
        {LONG};2001;man;nej
        """,
    "person_merges.csv": f"old_person_id;new_person_id;from_on\nreserv 7;{CHILD};2025-02-01\n",
    "units.csv": "unit;name\nBarn;Barn och unga\nVuxen;Vuxna\n",
    "providers.csv": """
        provider_id;name;provider_code;operator;municipality_code
        U1;Hem AB;B101;privat;1480
        U2;Hus AB;B102;ideburen;1481
        """,
    "referrals.csv": """
        referral_id;case_id;person_id;received_on;kind;subject;unit;safety_assessed_on;assessed_on;preliminary_outcome
        R1;C1;reserv 7;2025-01-01;anmalan;barn;Barn;2025-01-02;2025-01-20;inleds
        R2;C2;S;2025-03-01;anmalan;barn;Barn;;2025-03-05;inleds
        R3;C3;B;2025-03-01;ansokan;vuxen;Vuxen;;;
        """,
    "investigations.csv": f"""
        investigation_id;case_id;referral_id;person_id;opened_on;closed_on;extended_to;subject;unit
        I1;C1;R1;{CHILD};2025-01-20;2025-05-10;;barn;Barn
        I2;C2;R2;S;2025-03-05;;;barn;Barn
        """,
    "decisions.csv": f"""
        decision_id;case_id;person_id;decided_on;outcome;legal_basis;intervention_type;care_form;unit
        D1;C1;{CHILD};2025-05-10;bifall;sol2001_4_1;placering;hvb_privat;Barn
        D2;C1;M;2025-05-12;bifall;sol2001_4_1;placering;skyddat_boende;Vuxen
        D3;C1;{CHILD};2025-02-10;bifall;sol2001_4_1;kontaktperson;;Vuxen
        """,
    "placements.csv": f"""
        placement_id;decision_id;case_id;person_id;provider_id;care_form;moved_in_on;moved_out_on;unit
        P1;D1;C1;{CHILD};U1;hvb_privat;2025-05-11;2025-06-10;Barn
        P2;D2;C1;M;U2;skyddat_boende;2025-05-12;;Vuxen
        """,
    "placement_prices.csv": "placement_id;valid_from;daily_price\nP1;2025-05-11;1000\nP2;2025-05-12;2000\n",
    "placement_extras.csv": "placement_id;kind;from_on;amount\nP1;resa;2025-05-20;500\n",
    "placement_legal_bases.csv": "placement_id;valid_from;legal_basis;valid_to\nP1;2025-05-11;sol2001_4_1;\n",
    "placement_secrecy.csv": "placement_id;from_on;kind\nP1;2025-05-11;hemlig_vistelseort\n",
    "considerations.csv": """
        placement_id;considered_on;kind;outcome;next_due_on
        P1;2025-05-15;overvagande;Vården fortsätter;2025-05-25
        P1;2025-06-01;overvagande;;2025-12-01
        """,
    "follow_up_parameters.csv": """
        parameter;valid_from;question;scale_min;scale_max
        plan;2024-01-01;Följs planen?;1;5
        """,
    "follow_ups.csv": """
        follow_up_id;parameter;placement_id;followed_up_on;answer
        F1;plan;P1;2025-06-05;4
        """,
    "interventions.csv": f"""
        intervention_id;decision_id;case_id;person_id;intervention_type;provider_id;started_on;ended_on;hours_per_week;unit;end_reason
        K1;D3;C1;{CHILD};kontaktperson;U1;2025-02-15;;3;Vuxen;
        K2;;C1;{CHILD};familjebehandling;U1;2025-06-01;2025-06-14;5;Barn;enligt_plan
        K3;;C3;B;kontaktperson;U1;2025-01-01;;2;Vuxen;
        K4;;C4;B;boendestod;U1;2025-01-01;;2;;
        """,
    "assessments.csv": f"""
        person_id;instrument;life_area;assessed_on;kind;case_id;intervention_id;level;goal
        {CHILD};bbic;halsa;2025-06-14;bedomt;C1;K2;2;forbattra
        """,
    "case_events.csv": """
        case_id;activity;occurred_at;person_id;unit
        L1;inkommen;2025-01-01T08:00:00+01:00;;Barn
        L1;avslutad;2025-01-02T09:30:00+01:00;;Barn
        C2;samtal;2025-03-02T09:00:00+01:00;;Barn
        """,
}

_FORMS = ("familjehem_eget", "jourhem_eget", "hvb_privat", "stodboende")
_KINDS = ("kontaktperson", "kontaktfamilj", "familjebehandling", "personligt_stod", "oppenvard_program")


def long_life() -> dict[str, str]:
    """The files of one person with forty interventions from 2017 to 2025: ten placements, thirty others."""
    placements, others, considered = [], [], []
    for n in range(10):
        begun = date(2017, 6, 1) + timedelta(days=n * 290)
        ended = "" if n == 9 else (begun + timedelta(days=289)).isoformat()
        placements.append(f"LP{n};LC;{LONG};U1;{_FORMS[n % 4]};{begun};{ended};Barn")
        for k in range(2):
            day = begun + timedelta(days=30 + 190 * k)
            considered.append(f"LP{n};{day};overvagande;{day + timedelta(days=183)}")
    for n in range(30):
        begun = date(2017, 8, 1) + timedelta(days=n * 95)
        ended = "" if n > 27 else (begun + timedelta(days=60 + 17 * (n % 9))).isoformat()
        unit = "Vuxen" if n % 6 == 5 else "Barn"
        others.append(f"LK{n};LC;{LONG};{_KINDS[n % 5]};U1;{begun};{ended};{2 + n % 4};{unit}")
    return {
        "placements.csv": "\n".join(
            [
                "placement_id;case_id;person_id;provider_id;care_form;moved_in_on;moved_out_on;unit",
                *placements,
            ]
        ),
        "interventions.csv": "\n".join(
            [
                "intervention_id;case_id;person_id;intervention_type;provider_id;started_on;ended_on;"
                "hours_per_week;unit",
                *others,
            ]
        ),
        "considerations.csv": "\n".join(["placement_id;considered_on;kind;next_due_on", *considered]),
        "placement_prices.csv": "\n".join(
            ["placement_id;valid_from;daily_price", *(f"LP{n};2017-01-01;{900 + 100 * n}" for n in range(10))]
        ),
        "referrals.csv": "referral_id;case_id;person_id;received_on;kind;subject;unit;assessed_on;preliminary_outcome\n"
        f"LR;LC;{LONG};2017-01-05;anmalan;barn;Barn;2017-01-12;inleds\n",
        "investigations.csv": "investigation_id;case_id;referral_id;person_id;opened_on;closed_on;subject;unit\n"
        f"LI;LC;LR;{LONG};2017-01-12;2017-05-30;barn;Barn\n",
        "decisions.csv": "decision_id;case_id;person_id;decided_on;outcome;legal_basis;unit\n"
        f"LD;LC;{LONG};2017-05-30;bifall;sol2001_4_1;Barn\n",
    }


def long_log(events: int) -> dict[str, str]:
    """A delivered log of one case of which no person is told, with so many events of as many kinds as a tenth."""
    began = date(2020, 1, 1)
    lines = [
        f"LOGG;steg {n % max(events // 10, 1)};{began + timedelta(days=n // 4)}T{8 + n % 4:02}:15:00+01:00;Barn"
        for n in range(events)
    ]
    return {"case_events.csv": "\n".join(["case_id;activity;occurred_at;unit", *lines])}


def load(loader: Loader) -> None:
    """Load the persons in the board."""
    loader(DELIVERY, source="test", data_through=date(2025, 6, 30), confirm=True)
    loader(long_life(), source="lang", data_through=date(2025, 6, 30), confirm=True)


def grant(who: str = "local", units: list[str] | None = None, *, protected: bool = False) -> None:
    """Give somebody a manager's role with a purpose for individuals."""
    with owner_connection() as connection:
        connection.execute(
            "insert into access.granted (who, role, board_id, units, protected, individuals, purpose) "
            "select %s, 'ik_manager', board_id, %s, %s, true, 'beslut 7' from core.board where board = %s",
            (who, units, protected, BOARD),
        )


def key_of(case_id: str) -> str:
    """The key of the person of a case, as the store has it now."""
    question = (
        "select coalesce(a.new_person_key, f.person_key) from (select person_key, case_id from core.referrals "
        "union select person_key, case_id from core.interventions) as f "
        "left join core.current_person_alias as a on f.person_key = a.old_person_key where f.case_id = %s"
    )
    with owner_connection() as connection:
        found = connection.execute(question.encode(), (case_id,)).fetchone()
    assert found is not None
    return str(found[0])
