"""Swedish numbers, money, shares and months; unknown is never 0."""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pandas as pd
import pytest

from domain import formats
from ui import exports
from ui.tables import Column, Kind, Table


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (12345.6, 1, "12\u00a0345,6"),
        (Decimal("0.5"), 0, "1"),
        (-1234, 0, "\u22121\u00a0234"),
        (0, 0, "0"),
        (None, 0, "okänt"),
        (float("nan"), 0, "okänt"),
    ],
)
def test_numbers(value: object, decimals: int, written: str) -> None:
    assert formats.number(value, decimals) == written


@pytest.mark.parametrize(
    ("kr", "written"),
    [
        (99_999, "99\u00a0999\u00a0kr"),
        (123_456, "123\u00a0tkr"),
        (34_560_000, "34,6\u00a0mnkr"),
        (None, "okänt"),
    ],
)
def test_money_in_its_largest_fitting_unit(kr: object, written: str) -> None:
    assert formats.money(kr) == written


@pytest.mark.parametrize(
    ("now", "before", "written"),
    [
        (103, 100, "+3,0\u00a0%"),
        (97, 100, "\u22123,0\u00a0%"),
        (100, 100, "0,0\u00a0%"),
        (5, 0, None),
        (5, None, None),
        (None, 5, None),
    ],
)
def test_changes(now: object, before: object, written: str | None) -> None:
    assert formats.change(now, before) == written


def test_months_and_shares() -> None:
    assert formats.period(dt.date(2024, 7, 1), dt.date(2025, 6, 1)) == "juli 2024–juni 2025"
    assert formats.period(dt.date(2025, 6, 1), dt.date(2025, 6, 1)) == "juni 2025"
    assert formats.share(Decimal("0.125")) == "12,5\u00a0%"


TABLE = Table(
    "Per utförare",
    (
        Column("label", "Utförare", Kind.TEXT),
        Column("days", "Dygn", Kind.COUNT),
        Column("kr", "Kr", Kind.MONEY),
    ),
    pd.DataFrame({"label": ["=cmd|' /C calc'!A0", "B102"], "days": [10, 2], "kr": [Decimal("1234.5"), None]}),
    {"label": "Totalt", "days": 12, "kr": Decimal("1234.5")},
)
ACCOUNT = exports.Account("Dygnskostnad", (("Period", "juni 2025"), ("Uppgifter till och med", "2025-06-30")))


def test_csv_is_swedish_and_harmless() -> None:
    raw = exports.to_csv(TABLE, ACCOUNT)
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    assert rows[:4] == [
        ["Utförare", "Dygn", "Kr"],
        ["'=cmd|' /C calc'!A0", "10", "1234,50"],
        ["B102", "2", "okänt"],
        ["Totalt", "12", "1234,50"],
    ]
    assert ["Uppgifter till och med", "2025-06-30"] in rows


def test_xlsx_has_numbers_and_its_account() -> None:
    book = openpyxl.load_workbook(io.BytesIO(exports.to_xlsx(TABLE, ACCOUNT)))
    cells = [[cell.value for cell in row] for row in book["Tabell"].iter_rows()]
    assert cells[1:] == [["=cmd|' /C calc'!A0", 10, 1234.5], ["B102", 2, "okänt"], ["Totalt", 12, 1234.5]]
    assert book["Tabell"]["A2"].data_type == "s"
    about = {row[0].value: row[1].value for row in book["Om uppgifterna"].iter_rows()}
    assert about["Period"] == "juni 2025"
    assert about["Totalt: Dygn"] == 12


def test_an_export_of_nothing_has_its_headings_and_account() -> None:
    nothing = Table("Avvisade rader", TABLE.columns, TABLE.rows.head(0))
    rows = list(csv.reader(io.StringIO(exports.to_csv(nothing, ACCOUNT).decode("utf-8-sig")), delimiter=";"))
    assert rows[:2] == [["Utförare", "Dygn", "Kr"], []]
    book = openpyxl.load_workbook(io.BytesIO(exports.to_xlsx(nothing, ACCOUNT)))
    assert book["Tabell"].max_row == 1
    about = {row[0].value: row[1].value for row in book["Om uppgifterna"].iter_rows()}
    assert (about["Period"], about["Antal rader"]) == ("juni 2025", 0)


def test_an_export_of_everything_adds_up() -> None:
    number = 50_000
    frame = pd.DataFrame(
        {
            "label": [f"+{n}" for n in range(number)],
            "days": [n % 31 for n in range(number)],
            "kr": [Decimal(n) / 100 for n in range(number)],
        },
        dtype=object,
    )
    every = Table("Per utförare", TABLE.columns, frame)
    book = openpyxl.load_workbook(io.BytesIO(exports.to_xlsx(every, ACCOUNT)), read_only=True)
    cells = list(book["Tabell"].iter_rows(min_row=2, values_only=True))
    assert sum(row[1] for row in cells) == sum(frame["days"])
    assert round(sum(row[2] for row in cells), 2) == float(sum(frame["kr"]))
    text = exports.to_csv(every, ACCOUNT).decode("utf-8-sig").splitlines()
    assert len([line for line in text if line.startswith("'+")]) == number
    assert not any(line.startswith("+") for line in text)


KINDS = Table(
    "Inläsningar",
    (
        Column("nr", "Nr", Kind.LABEL),
        Column("through", "Till och med", Kind.DATE),
        Column("at", "Inläst", Kind.TIME),
        Column("month", "Månad", Kind.MONTH),
        Column("share", "Andel", Kind.SHARE),
        Column("part", "Del", Kind.PART),
    ),
    pd.DataFrame(
        [
            [
                1200,
                dt.date(2025, 6, 30),
                dt.datetime(2025, 7, 1, 6, 5),
                dt.date(2025, 6, 1),
                Decimal("0.125"),
                0.5,
            ],
            [None, None, None, dt.date(2025, 5, 1), None, None],
        ],
        columns=["nr", "through", "at", "month", "share", "part"],
        dtype=object,
    ),
)


def test_each_kind_of_cell_is_written_in_its_own_way() -> None:
    written = [
        [column.written(value) for column, value in zip(KINDS.columns, row, strict=True)]
        for row in KINDS.body()
    ]
    assert written == [
        ["1200", "2025-06-30", "2025-07-01 06:05", "juni 2025", "12,5\u00a0%", "50,0\u00a0%"],
        ["", "okänt", "okänt", "maj 2025", "okänt", ""],
    ]
    rows = list(csv.reader(io.StringIO(exports.to_csv(KINDS, ACCOUNT).decode("utf-8-sig")), delimiter=";"))
    assert rows[1] == ["1200", "2025-06-30", "2025-07-01 06:05", "2025-06", "0,1250", "0,5000"]
    assert rows[2] == ["", "okänt", "okänt", "2025-05", "okänt", ""]
    book = openpyxl.load_workbook(io.BytesIO(exports.to_xlsx(KINDS, ACCOUNT)))
    assert [cell.value for cell in book["Tabell"][2]] == [
        1200,
        dt.datetime(2025, 6, 30),
        dt.datetime(2025, 7, 1, 6, 5),
        dt.datetime(2025, 6, 1),
        0.125,
        0.5,
    ]
