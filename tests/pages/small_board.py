"""A board so small that every figure can be counted by hand; its last month is June 2025."""

from __future__ import annotations

from store.connect import owner_connection
from tests.etl.loading import DAY, Loader

DELIVERY = {
    "persons.csv": """
        person_id;birth_year;sex
        A;2010;kvinna
        B;2011;man
        C;2012;kvinna
        D;1990;man
        """,
    "units.csv": "unit;name\nbou;Barn och unga\nvux;Vuxen\n",
    "providers.csv": """
        provider_id;name;provider_code;operator
        U1;Hem AB;B101;privat
        U2;Egna;B102;egen
        """,
    # P1 30 days in June, P2 10 (no price), P3 10, P5 30: 80 care days; P4 30 housing days.
    "placements.csv": """
        placement_id;case_id;person_id;provider_id;care_form;moved_in_on;moved_out_on;procurement;agreement_signed_on;agreement_ends_on;unit
        P1;C1;A;U1;hvb_privat;2024-06-01;;ramavtal;2024-06-01;2025-07-15;bou
        P2;C2;B;U1;hvb_privat;2025-06-21;;direktupphandling;;2025-08-20;bou
        P3;C3;D;U2;familjehem_eget;2025-01-01;2025-06-11;;;;vux
        P4;C4;D;U2;traningslagenhet;2025-06-01;;egen_regi;;;vux
        P5;C5;C;U2;jourhem_eget;2025-01-10;;;2025-01-10;2025-05-31;bou
        P6;C6;A;U1;hvb_pivat;2025-06-01;;;;;bou
        """,
    "placement_prices.csv": """
        placement_id;valid_from;daily_price
        P1;2024-06-01;1000
        P3;2025-01-01;500
        P4;2025-06-01;300
        P5;2025-01-10;900
        saknas;2025-01-01;100
        """,
    "placement_extras.csv": "placement_id;kind;from_on;amount\nP1;resa;2025-06-10;3000\n",
    "placement_legal_bases.csv": "placement_id;valid_from;legal_basis\nP1;2024-06-01;lvu_2\n",
    "investigations.csv": """
        investigation_id;case_id;person_id;opened_on;closed_on;extended_to;subject;unit
        I1;C5;C;2024-12-01;2025-02-15;;barn;bou
        I2;C2;B;2025-02-01;;;barn;bou
        I3;C1;A;2025-03-15;;;barn;bou
        I4;C1;A;2025-02-01;;2025-07-31;barn;bou
        I5;C3;D;2024-01-01;;;vuxen;vux
        """,
    "budgets.csv": """
        month;unit;care_form;care_days;cost
        2025-06-01;bou;hvb_privat;40;40000
        2025-06-01;vux;familjehem_eget;10;5000
        2025-06-01;vux;traningslagenhet;30;9000
        """,
}


def load(loader: Loader, *, is_demo: bool = False) -> None:
    """Load the board; one of its rows is rejected and one waits. `is_demo`: as if the facts were made up."""
    loader(DELIVERY, source="test", data_through=DAY, confirm=True)
    loader.connection.execute("update raw.load set is_demo = %s", (is_demo,))
    loader.connection.commit()


def grant(role: str, units: list[str] | None = None) -> None:
    """Give `local` a role in the board."""
    with owner_connection() as connection:
        connection.execute(
            "insert into access.granted (who, role, board_id, units) values ('local', %s, 1, %s)",
            (role, units),
        )
