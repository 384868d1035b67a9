"""A board with invoices so few that each can be checked by hand; all periods are in June 2025."""

from __future__ import annotations

from store.connect import owner_connection
from tests.etl.loading import DAY, Loader

DELIVERY = {
    "persons.csv": """
        person_id;birth_year;sex;protected_identity
        A;2010;kvinna;
        B;2011;man;
        S;2012;kvinna;ja
        """,
    "units.csv": "unit;name\nbou;Barn och unga\nvux;Vuxen\n",
    "providers.csv": """
        provider_id;name;provider_code;operator
        U1;Hem AB;B101;privat
        U2;Stöd AB;B102;privat
        """,
    # P1 all of June; P2 is secret; P3 a protected person's
    "placements.csv": """
        placement_id;case_id;person_id;provider_id;care_form;moved_in_on;moved_out_on;agreement_signed_on;unit
        P1;C1;A;U1;hvb_privat;2025-01-01;;2025-01-01;bou
        P2;C2;B;U2;hvb_privat;2025-01-01;;2025-01-01;vux
        P3;C3;S;U1;hvb_privat;2025-01-01;;2025-01-01;bou
        """,
    "placement_prices.csv": """
        placement_id;valid_from;daily_price
        P1;2025-01-01;1000
        P2;2025-01-01;2000
        P3;2025-01-01;1000
        """,
    "placement_secrecy.csv": "placement_id;from_on;kind\nP2;2025-01-01;hemlig_vistelseort\n",
    # F1:1 two days too many, F1:2 right; F2:1 a secret place's, wrong price; F3:1 a protected person's; F4:1 unknown
    "invoices.csv": """
        invoice_id;line_no;placement_id;provider_id;kind;period_from;period_to;days;daily_price;amount;invoiced_on
        F1;1;P1;U1;dygn;2025-06-01;2025-06-30;32;1000;32000;2025-07-01
        F1;2;P1;U1;dygn;2025-05-01;2025-05-31;31;1000;31000;2025-07-01
        F2;1;P2;U2;dygn;2025-06-01;2025-06-30;30;2100;63000;2025-07-01
        F3;1;P3;U1;dygn;2025-06-01;2025-06-30;31;1000;31000;2025-07-01
        F4;1;P9;U2;dygn;2025-06-01;2025-06-30;30;500;15000;2025-07-01
        """,
}


def load(loader: Loader, **files: str) -> None:
    """Load the board; `files` stand in the place of its own."""
    loader(
        {**DELIVERY, **{f"{name}.csv": text for name, text in files.items()}}, source="test", data_through=DAY
    )


def grant(role: str = "ik_controller", units: list[str] | None = None, *, protected: bool = False) -> None:
    """Give `local` a role in the board, individuals with it."""
    with owner_connection() as connection:
        connection.execute(
            "insert into access.granted (who, role, board_id, units, protected, individuals, purpose) "
            "values ('local', %s, 1, %s, %s, true, 'kontroll av fakturor')",
            (role, units, protected),
        )
