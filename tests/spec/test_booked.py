"""Computed against booked, counted days not invoiced, and incomes: a board that anybody can reckon."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.etl.loading import Loader, asked, loader

__all__ = ["loader"]

DELIVERY = {
    "persons.csv": "person_id;birth_year;sex\nA;2010;kvinna\n",
    "providers.csv": "provider_id;name;provider_code;operator\nU1;Hem AB;B101;privat\nU2;Egna;B102;egen\n",
    # P1 30 nights of April and 31 of May at 1 000, 1 100 from 16 May, away 1-2 May at half; P2 has no price; P3 by the
    # month, in April; P4 is own care
    "placements.csv": """
        placement_id;person_id;provider_id;care_form;moved_in_on;moved_out_on;agreement_signed_on;unit
        P1;A;U1;hvb_privat;2025-04-01;;2025-04-01;bou
        P2;A;U1;hvb_privat;2025-05-01;2025-05-06;2025-05-01;bou
        P3;A;U1;familjehem_konsulent;2025-04-11;2025-05-01;2025-04-01;vux
        P4;A;U2;hvb_egen;2025-04-01;2025-05-01;;bou
        """,
    "placement_prices.csv": """
        placement_id;valid_from;valid_to;daily_price;monthly_amount
        P1;2025-04-01;2025-05-15;1000;
        P1;2025-05-16;;1100;
        P3;2025-04-01;;;30000
        P4;2025-04-01;;2000;
        """,
    "placement_absences.csv": "placement_id;from_on;to_on\nP1;2025-05-01;2025-05-02\n",
    "framework_agreements.csv": """
        agreement_id;provider_id;care_form;valid_from;absence_share
        R1;U1;hvb_privat;2025-01-01;0,5
        """,
    # all of April for P1, two days too many; the 16th to the 20th of May; the 11th to the 15th of April for P3
    "invoices.csv": """
        invoice_id;line_no;placement_id;provider_id;kind;period_from;period_to;days;daily_price;amount;invoiced_on
        F1;1;P1;U1;dygn;2025-04-01;2025-04-30;32;1000;32000;2025-05-05
        F2;1;P1;U1;dygn;2025-05-16;2025-05-20;5;1100;5500;2025-05-25
        F3;1;P3;U1;dygn;2025-04-11;2025-04-15;5;;5000;2025-05-05
        F4;1;P1;U1;dygn;2025-05-21;2025-05-31;11;1100;12100;2025-06-05
        F5;1;P1;U1;dygn;2025-05-21;2025-05-31;11;1100;-12100;2025-06-06
        """,
    "ledger_entries.csv": """
        entry_id;month;unit;activity;account;care_form;amount
        V1;2025-04-01;bou;551;4631;hvb_privat;32000
        V2;2025-04-01;bou;551;4631;hvb_egen;60000
        V3;2025-04-01;bou;500;5011;;999
        V4;2025-04-01;vux;554;4631;familjehem_konsulent;4000
        V5;2025-05-01;bou;551;4631;hvb_privat;1
        """,
    "incomes.csv": """
        income_id;month;unit;care_form;kind;amount
        I1;2025-04-01;bou;hvb_privat;egenavgift;100
        I2;2025-04-01;bou;hvb_privat;egenavgift;50,50
        I3;2025-05-01;vux;;;7
        """,
}
DAY = date(2025, 5, 20)
BOOKED = (
    "select month, care_form, computed, invoiced, booked, wrongly_invoiced, invoiced_unjudged, less_not_invoiced, "
    "booked_otherwise, is_whole from report.booked_month where care_form is not null"
)
LEFT = "select month, care_form, placements, days, unpriced_days, cost from report.uninvoiced_month"


def plain(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return [tuple(v.isoformat() if isinstance(v, date) else v for v in row) for row in rows]


def test_booked_is_computed_and_what_the_difference_is_made_of(loader: Loader) -> None:
    loader(DELIVERY, data_through=DAY)
    rows = asked(BOOKED)
    for row in rows:
        assert row[4] - row[2] == sum(row[5:9]), row
    assert plain(rows)[:3] == [
        ("2025-04-01", "familjehem_konsulent", 20000, 5000, 4000, 0, 0, -15000, -1000, True),
        ("2025-04-01", "hvb_egen", 60000, 0, 60000, 0, 0, -60000, 60000, True),
        ("2025-04-01", "hvb_privat", 30000, 32000, 32000, 2000, 0, 0, 0, True),
    ]
    # 2 at half the price, 13 at 1 000 and 5 at 1 100 up to the cut-off; a month that is not whole
    assert plain(rows)[-1] == ("2025-05-01", "hvb_privat", 19500, 5500, 1, 0, 0, -14000, -5499, False)


def test_counted_days_that_no_invoice_covers(loader: Loader) -> None:
    loader(DELIVERY, data_through=DAY)
    assert plain(asked(LEFT)) == [
        ("2025-04-01", "familjehem_konsulent", 1, 15, 0, 15000),
        # P1's 1-15 May at 2 x 500 and 13 x 1 000, and P2's five days without a price
        ("2025-05-01", "hvb_privat", 2, 20, 5, 14000),
    ]
    assert asked(LEFT, units=["ingen"]) == []


def test_incomes_by_kind_and_unit(loader: Loader) -> None:
    loader(DELIVERY, data_through=DAY)
    question = "select unit, kind, incomes, amount::text::numeric from report.income"
    assert [(u, k, n, float(a)) for u, k, n, a in asked(question)] == [
        ("bou", "egenavgift", 2, 150.5),
        ("vux", None, 1, 7.0),
    ]
    assert len(asked(question, units=["vux"])) == 1
