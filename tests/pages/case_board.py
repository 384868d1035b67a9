"""A board of a few cases whose every figure can be counted by hand; the facts reach the last of June 2025."""

from __future__ import annotations

from store.access import grant as grant_to
from store.connect import owner_connection
from tests.etl.loading import BOARD, DAY, Loader

DELIVERY = {
    "persons.csv": """
        person_id;birth_year;sex;protected_identity
        A;2010;kvinna;nej
        B;2011;man;nej
        C;1990;man;nej
        S;2012;kvinna;ja
        """,
    "units.csv": "unit;name\nbou;Barn och unga\nvux;Vuxen\n",
    "referrals.csv": """
        referral_id;case_id;person_id;received_on;kind;subject;unit;assessed_on;preliminary_outcome
        R1;C.1;A;2025-01-02;anmalan;barn;bou;2025-01-10;inleds
        R2;C.2;B;2025-02-03;anmalan;barn;bou;2025-02-12;inleds_ej
        R3;C.3;C;2025-03-03;ansokan;vuxen;vux;;
        R4;C.4;B;2025-06-02;anmalan;barn;bou;;
        R5;C.5;S;2025-06-03;anmalan;barn;bou;;
        """,
    "investigations.csv": """
        investigation_id;case_id;referral_id;person_id;opened_on;closed_on;subject;unit
        I0;C.0;;A;2024-01-05;2024-02-20;barn;bou
        I1;C.1;R1;A;2025-01-10;;barn;bou
        I3;C.3;R3;C;2025-03-04;2025-03-20;vuxen;vux
        """,
    "decisions.csv": """
        decision_id;case_id;investigation_id;person_id;decided_on;outcome;legal_basis;intervention_type;unit
        D3;C.3;I3;C;2025-03-20;bifall;sol2001_4_1;kontaktperson;vux
        """,
    "execution_events.csv": """
        decision_id;kind;on
        D3;erbjudande;2025-04-10
        D3;avbojt;2025-04-12
        """,
    "interventions.csv": """
        intervention_id;case_id;person_id;intervention_type;started_on;ended_on;unit
        N9;C.9;B;boendestod;2024-03-01;2024-04-30;bou
        """,
    "services_without_assessment.csv": """
        unit;service;month;visits;participants
        bou;oppen_forskola;2025-05-01;40;30
        bou;oppen_forskola;2025-06-01;20;10
        """,
}


def load(loader: Loader) -> None:
    """Load the board."""
    loader(DELIVERY, source="test", data_through=DAY)


def grant(role: str = "manager", units: list[str] | None = None, *, individuals: bool = True) -> None:
    """Give `local` a role in the board, with the right to lists where nothing else is said."""
    with owner_connection() as connection:
        grant_to(
            connection,
            "local",
            f"ik_{role}",
            BOARD,
            units=units or (),
            individuals=individuals,
            purpose="uppföljning" if individuals else None,
        )
