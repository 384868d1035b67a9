"""A board of placements that can be listed by hand; its last day is 2025-06-30.

Unit bou has A's P1 (agreement ends in 15 days), S' P4 (protected) and C's P5 (own home); unit vux has B's P2, in
skyddat boende with U3, and D's P3, under secrecy with U2. P6 ended in May. P7 has no unit.
"""

from __future__ import annotations

from store.connect import owner_connection
from tests.etl.loading import DAY, Loader

SECRET_NAMES = ("Kvinnohuset AB", "Gömda AB", "Svensson familjehem")
"""Of those who give skyddat boende, of a stay under secrecy, and of a home: told to nobody here."""

DELIVERY = {
    "persons.csv": """
        person_id;birth_year;sex;protected_identity
        A;2010;kvinna;nej
        B;1986;kvinna;nej
        C;2012;man;nej
        D;1990;man;nej
        S;2011;kvinna;ja
        """,
    "units.csv": "unit;name\nbou;Barn och unga\nvux;Vuxen\n",
    "providers.csv": f"""
        provider_id;name;provider_code;operator
        U1;Lönnen AB;B101;privat
        U2;{SECRET_NAMES[1]};B102;privat
        U3;{SECRET_NAMES[0]};B112;ideburen
        U4;{SECRET_NAMES[2]};F001;familjehem
        """,
    "placements.csv": """
        placement_id;case_id;person_id;provider_id;care_form;moved_in_on;moved_out_on;procurement;outside_reason;agreement_signed_on;agreement_ends_on;unit
        P1;C1;A;U1;hvb_privat;2025-01-01;;ramavtal;;2025-01-02;2025-07-15;bou
        P2;C2;B;U3;skyddat_boende;2025-06-01;;direktupphandling;skydd;;2025-08-01;vux
        P3;C3;D;U2;hvb_privat;2025-06-01;;direktupphandling;;2025-06-01;2025-12-31;vux
        P4;C4;S;U1;hvb_privat;2025-06-01;;ramavtal;;2025-06-01;2025-07-10;bou
        P5;C5;C;U4;familjehem_eget;2025-05-01;;eget_familjehem;;2025-05-01;;bou
        P6;C1;A;U1;stodboende;2024-11-01;2025-05-10;ramavtal;;2024-11-01;2025-05-10;bou
        P7;C7;B;U1;hvb_privat;2025-06-21;;ramavtal;;2025-06-21;;
        """,
    "placement_prices.csv": """
        placement_id;valid_from;daily_price;monthly_amount;valid_to
        P1;2025-01-01;1000;;2025-03-31
        P1;2025-04-01;1100;;
        P2;2025-06-01;2000;;
        P3;2025-06-01;3000;;
        P4;2025-06-01;1500;;
        P5;2025-05-01;;31000;
        P6;2024-11-01;800;;
        """,
    "placement_legal_bases.csv": """
        placement_id;valid_from;valid_to;legal_basis
        P1;2025-01-01;2025-02-28;lvu_6
        P1;2025-03-01;;lvu_2
        """,
    "placement_absences.csv": "placement_id;from_on;to_on;kind\nP1;2025-04-10;2025-04-12;permission\n",
    "placement_extras.csv": "placement_id;kind;from_on;to_on;amount\nP1;resa;2025-06-10;;500\n",
    "placement_secrecy.csv": "placement_id;from_on;kind\nP3;2025-06-01;hemlig_vistelseort\n",
    "considerations.csv": """
        placement_id;considered_on;kind;outcome;next_due_on
        P1;2025-06-01;overvagande;Vården fortsätter;2025-12-01
        """,
    "follow_up_parameters.csv": """
        parameter;valid_from;question;scale_min;scale_max;weight
        vardplan;2024-01-01;Följs vårdplanen?;1;5;1
        """,
    "follow_ups.csv": """
        follow_up_id;parameter;placement_id;intervention_id;followed_up_on;answer;answered_by_role
        FU1;vardplan;P1;;2025-05-15;vet_ej;
        """,
    "invoices.csv": """
        invoice_id;line_no;placement_id;provider_id;kind;period_from;period_to;days;daily_price;amount;invoiced_on
        FA1;1;P1;U1;dygn;2025-05-01;2025-05-31;31;1100;34100;2025-06-05
        FA1;2;P4;U1;dygn;2025-06-01;2025-06-30;30;1500;45000;2025-07-05
        FA2;1;P3;U2;dygn;2025-06-01;2025-06-30;30;3000;90000;2025-07-05
        """,
}


def load(loader: Loader) -> None:
    """Load the board."""
    loader(DELIVERY, source="test", data_through=DAY, confirm=True)


def grant(
    role: str = "ik_controller",
    units: list[str] | None = None,
    *,
    who: str = "local",
    individuals: bool = True,
) -> None:
    """Give somebody a role in the board, with a purpose for individuals."""
    with owner_connection() as connection:
        connection.execute(
            "insert into access.granted (who, role, board_id, units, individuals, purpose) "
            "values (%s, %s, 1, %s, %s, 'beslut 7')",
            (who, role, units, individuals),
        )
