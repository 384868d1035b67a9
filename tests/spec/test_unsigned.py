"""A board that has never said when an agreement was signed: what is not known is not held against a line."""

from __future__ import annotations

from store.check import check
from tests.etl.loading import Loader, asked, loader

__all__ = ["loader"]

DELIVERY = {
    "persons.csv": "person_id;birth_year;sex\nA;2010;kvinna\n",
    "providers.csv": "provider_id;name;provider_code;operator\nU1;Hem AB;B101;privat\n",
    "placements.csv": """
        placement_id;person_id;provider_id;care_form;moved_in_on;agreement_ends_on
        P1;A;U1;hvb_privat;2025-01-01;2025-01-31
        """,
    "placement_prices.csv": "placement_id;valid_from;daily_price\nP1;2025-01-01;1000\n",
    # May is right; June is a day too many
    "invoices.csv": """
        invoice_id;line_no;placement_id;provider_id;period_from;period_to;days;daily_price;amount
        F1;1;P1;U1;2025-05-01;2025-05-31;31;1000;31000
        F1;2;P1;U1;2025-06-01;2025-06-30;31;1000;31000
        """,
}
SIGNED = """
    placement_id;person_id;provider_id;care_form;moved_in_on;agreement_signed_on
    P2;A;U1;hvb_privat;2025-03-01;2025-03-01
    """
LINES = "select line_no, findings from report.invoice_check"
SUMS = "select findings, signing_is_known, at_stake::text::numeric from report.invoice_sum order by 1"


def test_no_line_is_unsigned_until_a_day_of_signing_is_known(loader: Loader) -> None:
    first = loader(DELIVERY)
    unmarked = [(1, []), (2, ["for_manga_dygn"])]
    assert asked(LINES) == unmarked
    assert asked(SUMS) == [(["for_manga_dygn"], False, 1000), ([], False, 0)]
    loader({"placements.csv": SIGNED})
    assert asked(LINES) == [(1, ["utan_avtal"]), (2, ["utan_avtal", "for_manga_dygn"])]
    assert {known for _, known, _ in asked(SUMS)} == {True}
    assert check(loader.connection) == []
    assert asked(LINES, as_of=first.load_id) == unmarked
    assert {known for _, known, _ in asked(SUMS, as_of=first.load_id)} == {False}
