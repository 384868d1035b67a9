"""A board whose parallel interventions can be counted by hand; its last day is 2025-06-30.

A is given HVB and a contact person from May on (Barn and Vuxen), and boendestöd from June (no unit). B moves from
one placement to another on 2025-06-30: a transfer. S, who is protected, has the same set as A had. D is Vuxen's
alone: two kinds, one of them without hours, beside a placement without a price.
"""

from __future__ import annotations

from store.connect import owner_connection
from tests.etl.loading import DAY, Loader

DELIVERY = {
    "persons.csv": """
        person_id;birth_year;sex;protected_identity
        A;2010;kvinna;nej
        B;1980;man;nej
        S;2012;kvinna;ja
        D;1986;kvinna;nej
        """,
    "units.csv": "unit;name\nBarn;Barn och unga\nVuxen;Vuxna\n",
    "placements.csv": """
        placement_id;case_id;person_id;provider_id;care_form;moved_in_on;moved_out_on;unit
        P1;C1;A;U1;hvb_privat;2025-03-10;;Vuxen
        P2;C2;B;U1;hvb_privat;2025-03-10;2025-06-30;Vuxen
        P3;C2;B;U1;stodboende;2025-06-30;;Vuxen
        P4;C3;S;U1;hvb_privat;2025-03-10;;Barn
        P5;C4;D;U1;traningslagenhet;2025-06-01;;Vuxen
        """,
    "placement_prices.csv": """
        placement_id;valid_from;daily_price
        P1;2025-01-01;1000
        P4;2025-01-01;4000
        """,
    "interventions.csv": """
        intervention_id;case_id;person_id;intervention_type;started_on;ended_on;hours_per_week;unit
        I1;C1;A;kontaktperson;2025-05-01;;2;Barn
        I2;C1;A;boendestod;2025-06-01;;5;
        I3;C3;S;kontaktperson;2025-05-01;;3;Barn
        I4;C4;D;boendestod;2025-06-11;;;Vuxen
        """,
}


def load(loader: Loader) -> None:
    """Load the board."""
    loader(DELIVERY, source="test", data_through=DAY)


def grant(
    role: str = "ik_manager",
    units: list[str] | None = None,
    *,
    protected: bool = False,
    individuals: bool = True,
) -> None:
    """Give `local` a role in the board, with a purpose for individuals."""
    with owner_connection() as connection:
        connection.execute(
            "insert into access.granted (who, role, board_id, units, protected, individuals, purpose) "
            "values ('local', %s, 1, %s, %s, %s, 'beslut 7')",
            (role, units, protected, individuals),
        )
