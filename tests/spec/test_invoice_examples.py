"""Each finding of an invoice line, and each choice of docs/decisions/0011, as a line or two that anybody can count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from store.check import check
from tests.etl.loading import Loader, asked, loader

__all__ = ["loader"]

DAY = date(2025, 6, 30)
BASE = {
    "persons.csv": "person_id;birth_year;sex\nA;2010;kvinna\n",
    "providers.csv": """
        provider_id;name;provider_code;operator
        U1;Hem AB;B101;privat
        S1;Statens hem;S101;sis
        """,
    # P1 whole months; P2 a part of January, in_och_ut; P3 with an absence; P4 without a price; P5 by the month;
    # P6 not signed; P7 that of the state; P8 with two prices in March; P9 planned to go on
    "placements.csv": """
        placement_id;case_id;person_id;provider_id;care_form;moved_in_on;moved_out_on;day_rule;agreement_signed_on;agreement_ends_on
        P1;C1;A;U1;hvb_privat;2024-12-01;2025-05-01;;2024-12-01;
        P2;C2;A;U1;hvb_privat;2025-01-10;2025-01-20;in_och_ut;2025-01-10;
        P3;C3;A;U1;stodboende;2025-01-01;2025-03-01;;2024-12-20;
        P4;C4;A;U1;hvb_privat;2025-01-01;2025-03-01;;2025-01-01;
        P5;C5;A;U1;familjehem_konsulent;2025-01-01;2025-03-16;;2025-01-01;
        P6;C6;A;U1;hvb_privat;2025-01-01;2025-05-01;;2025-02-01;2025-02-28
        P7;C7;A;S1;sarskilt_ungdomshem;2025-01-01;2025-05-01;;;
        P8;C8;A;U1;hvb_privat;2025-01-01;2025-05-01;endast_ut;2025-01-01;
        P9;C9;A;U1;hvb_privat;2025-06-01;;;2025-06-01;
        """,
    "placement_prices.csv": """
        placement_id;valid_from;valid_to;daily_price;monthly_amount
        P1;2024-12-01;;1000;
        P2;2025-01-10;;1000;
        P3;2025-01-01;;999,99;
        P5;2025-01-01;;;31000,10
        P6;2025-01-01;;1000;
        P7;2025-01-01;;1000;
        P8;2025-01-01;2025-03-15;1000;
        P8;2025-03-16;;1100;
        P9;2025-06-01;;1000;
        """,
    "placement_absences.csv": "placement_id;from_on;to_on;kind\nP3;2025-01-05;2025-01-07;sjukhus\n",
    "placement_extras.csv": """
        placement_id;kind;from_on;to_on;amount
        P1;skola;2025-02-01;2025-02-28;500
        P1;resa;2025-02-01;2025-02-28;300
        P1;tolk;2025-03-05;;200
        P1;personal;2025-03-05;;200
        """,
    # R1 and R2 overlap: the one that began last holds
    "framework_agreements.csv": """
        agreement_id;provider_id;care_form;valid_from;valid_to;day_rule;absence_share
        R1;U1;stodboende;2024-01-01;;natt;0,9
        R2;U1;stodboende;2024-06-01;2025-12-31;natt;0,5
        """,
}
HEAD = "invoice_id;line_no;placement_id;provider_id;kind;period_from;period_to;days;daily_price;amount;invoiced_on"
FOUND = "select invoice_id, line_no, findings from report.invoice_check where findings <> '{}'"


def told_apart(number: int, text: str) -> str:
    """The rows of one case with keys of its own, so that all cases stand in one store."""
    return re.sub(r"(?<![\w-])(?=[ACFPRSU]\d?\d;|[A];)", f"{number}-", text)


def load(loader: Loader, cases: Sequence[Sequence[str]]) -> None:
    """Load the facts once for each case, with the case's lines."""
    files: dict[str, list[str]] = {}
    for name, text in {**BASE, "invoices.csv": HEAD}.items():
        head, *rows = (row.strip() for row in text.strip().splitlines())
        files[name] = [head]
        for number, lines in enumerate(cases):
            files[name] += [told_apart(number, row) for row in (lines if name == "invoices.csv" else rows)]
    loader({name: "\n".join(rows) for name, rows in files.items()}, data_through=DAY)


def line(
    invoice: str,
    placement: str | None,
    period: str,
    days: object,
    price: object,
    amount: object,
    on: str = "2025-07-01",
    provider: str = "U1",
    kind: str = "dygn",
) -> str:
    """A line; `period` as MMDD-MMDD of 2025."""
    first, last = (f"2025-{part[:2]}-{part[2:]}" for part in period.split("-"))
    values = (invoice, 1, placement, provider, kind, first, last, days, price, amount, on)
    return ";".join("" if value is None else str(value).replace(".", ",") for value in values)


JANUARY = line("F1", "P1", "0101-0131", 31, 1000, 31000)

CASES: dict[str, tuple[tuple[str, ...], dict[str, list[str]]]] = {
    "a whole month": ((JANUARY,), {}),
    "a month invoiced for a stay of a part of it, when the days are right": (
        (line("F1", "P2", "0101-0131", 11, 1000, 11000),),
        {},
    ),
    "31 days in February": ((line("F1", "P1", "0201-0228", 31, 1000, 31000),), {"F1": ["for_manga_dygn"]}),
    "too few": ((line("F1", "P1", "0101-0131", 30, 1000, 30000),), {"F1": ["for_fa_dygn"]}),
    "the wrong price": ((line("F1", "P1", "0101-0131", 31, 1010, 31310),), {"F1": ["fel_pris"]}),
    "wrongly added up": ((line("F1", "P1", "0101-0131", 31, 1000, 31100),), {"F1": ["fel_belopp"]}),
    "twice": ((JANUARY, line("F2", "P1", "0101-0131", 31, 1000, 31000)), {"F2": ["dubblett"]}),
    "twice, the earliest by its day": (
        (line("F1", "P1", "0101-0131", 31, 1000, 31000, "2025-07-02"), JANUARY.replace("F1", "F2")),
        {"F1": ["dubblett"]},
    ),
    "twice with other numbers in another period of the same days": (
        (JANUARY, line("F2", "P1", "0201-0228", 28, 1000, 28000)),
        {},
    ),
    "days in common": (
        (JANUARY, line("F2", "P1", "0125-0131", 7, 1000, 7000)),
        {"F2": ["overlappar"]},
    ),
    "calendar days in common that do not count": (
        (line("F1", "P2", "0101-0110", 1, 1000, 1000), line("F2", "P2", "0101-0109", 0, 1000, 0)),
        {"F2": ["utanfor_placering"]},
    ),
    "no day of the placement": (
        (line("F1", "P2", "0121-0131", 11, 1000, 11000),),
        {"F1": ["utanfor_placering"]},
    ),
    "the day out under nights is a day of the placement that does not count": (
        (line("F1", "P1", "0501-0501", 1, 1000, 1000),),
        {"F1": ["for_manga_dygn"]},
    ),
    "a period that ends before it begins": (
        (line("F1", "P1", "0131-0101", 31, 1000, 31000),),
        {"F1": ["utanfor_placering"]},
    ),
    "an unknown placement": ((line("F1", "P99", "0101-0131", 31, 1000, 31000),), {"F1": ["okand_placering"]}),
    "no placement, twice: never compared": (
        (line("F1", None, "0101-0131", 1, 1000, 1000), line("F2", None, "0101-0131", 1, 1000, 1000)),
        {"F1": ["okand_placering"], "F2": ["okand_placering"]},
    ),
    "not signed on the first day": (
        (line("F1", "P6", "0101-0131", 31, 1000, 31000), line("F2", "P6", "0201-0228", 28, 1000, 28000)),
        {"F1": ["utan_avtal"]},
    ),
    "after the agreement's end": ((line("F1", "P6", "0301-0331", 31, 1000, 31000),), {"F1": ["utan_avtal"]}),
    "the state's own homes have no agreement": (
        (line("F1", "P7", "0101-0131", 31, 1000, 31000, provider="S1"),),
        {},
    ),
    "an absence at half the price, rounded a day": (
        # 28 x 999,99 and 3 x 500,00 (499,995)
        (line("F1", "P3", "0101-0131", 31, "999.99", "29499.72"),),
        {},
    ),
    "the same rounded as a sum: half an öre a day is no finding": (
        (line("F1", "P3", "0101-0131", 31, "999.99", "29499.71"),),
        {},
    ),
    "an absence at the full price": (
        (line("F1", "P3", "0101-0131", 31, "999.99", "30999.69"),),
        {"F1": ["fel_belopp"]},
    ),
    "no price agreed: days and sums are judged": (
        (line("F1", "P4", "0101-0131", 31, 900, 27900), line("F2", "P4", "0201-0228", 29, 900, 26000)),
        {"F2": ["for_manga_dygn", "fel_belopp"]},
    ),
    "a monthly amount for a whole month and for a part": (
        (
            line("F1", "P5", "0101-0131", 31, None, "31000.10"),
            line("F2", "P5", "0301-0315", 15, None, "15000.05"),
        ),
        {},
    ),
    "another monthly amount": (
        (line("F1", "P5", "0201-0228", 28, "1107.15", 31500),),
        {"F1": ["fel_belopp"]},
    ),
    "two prices in the period": (
        (line("F1", "P8", "0301-0331", 31, None, 32600),),
        {},
    ),
    "two prices, the old one for all days": (
        (line("F1", "P8", "0301-0331", 31, 1000, 31000),),
        {"F1": ["fel_belopp"]},
    ),
    "endast_ut: the first day does not count": (
        (line("F1", "P8", "0101-0131", 31, 1000, 31000),),
        {"F1": ["for_manga_dygn"]},
    ),
    "days that nobody knows of yet": ((line("F1", "P9", "0601-0731", 99, 1, 5),), {}),
    "known days of a stay that goes on": (
        (line("F1", "P9", "0601-0630", 31, 1000, 31000),),
        {"F1": ["for_manga_dygn"]},
    ),
    "a credit in full, and what was right": (
        (
            line("F1", "P1", "0101-0131", 33, 1000, 33000),
            line("F2", "P1", "0101-0131", -33, 1000, -33000, "2025-07-05"),
            line("F3", "P1", "0101-0131", 31, 1000, 31000, "2025-07-05"),
        ),
        {},
    ),
    "a credit of the second of two": (
        (
            JANUARY,
            line("F2", "P1", "0101-0131", 31, 1000, 31000),
            line("F3", "P1", "0101-0131", None, None, -31000),
        ),
        {},
    ),
    "a credit of days": (
        (
            line("F1", "P1", "0101-0131", 33, 1000, 33000),
            line("F2", "P1", "0130-0131", 2, 1000, -2000, "2025-07-05"),
        ),
        {},
    ),
    "a credit of price": (
        (
            line("F1", "P1", "0101-0131", 31, 1100, 34100),
            line("F2", "P1", "0101-0131", 31, 100, -3100, "2025-07-05"),
        ),
        {},
    ),
    "a credit of too little": (
        (
            line("F1", "P1", "0101-0131", 33, 1000, 33000),
            line("F2", "P1", "0101-0131", 1, 1000, -1000, "2025-07-05"),
        ),
        {"F1": ["for_manga_dygn"]},
    ),
    "a credit in two parts": (
        (
            line("F1", "P1", "0101-0131", 31, 1000, 31000),
            line("F2", "P1", "0101-0115", 15, 1000, -15000, "2025-07-05"),
            line("F3", "P1", "0116-0131", 16, 1000, -16000, "2025-07-05"),
        ),
        {},
    ),
    "a credit of nothing": ((line("F1", "P1", "0101-0131", 31, 1000, -31000),), {}),
    "a credit of nothing in nowhere": (
        (line("F1", "P99", "0101-0131", 31, 1000, -31000),),
        {"F1": ["okand_placering"]},
    ),
    "extras": (
        (
            line("F1", "P1", "0201-0228", None, None, 500, kind="extra"),
            line("F2", "P1", "0201-0228", None, None, 350, kind="extra"),
            line("F3", "P1", "0401-0430", None, None, 999, kind="extra"),
        ),
        {"F2": ["fel_belopp"]},
    ),
    "two extras that are equal, invoiced three times": (
        tuple(line(f"F{n}", "P1", "0305-0305", None, None, 200, kind="extra") for n in (1, 2, 3)),
        {"F3": ["dubblett"]},
    ),
    "without days and price: judged on the amount": (
        (
            line("F1", "P1", "0101-0131", None, None, 31000),
            line("F2", "P1", "0201-0228", None, None, 28001),
        ),
        {"F2": ["fel_belopp"]},
    ),
    "a wrong price and too many days": (
        (line("F1", "P1", "0201-0228", 30, 1001, 30030),),
        {"F1": ["for_manga_dygn", "fel_pris"]},
    ),
}


def test_each_case_has_its_findings_and_no_other(loader: Loader) -> None:
    load(loader, [lines for lines, _ in CASES.values()])
    found: dict[str, dict[str, list[str]]] = {case: {} for case in CASES}
    for invoice, _, findings in asked(FOUND):
        number, _, name = invoice.partition("-")
        found[list(CASES)[int(number)]][name] = findings
    assert found == {case: expected for case, (_, expected) in CASES.items()}
    assert check(loader.connection) == []
