"""Files of exactly what is shown: CSV for other systems, XLSX with its account on a second sheet.

Numbers are numbers. Text that a spreadsheet would run as a formula is made harmless in CSV by a leading
apostrophe; in XLSX a text is stored as text and needs none.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter

from domain import formats
from ui.tables import MAY_BE_EMPTY, Kind, Table

CSV_TYPE = "text/csv"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class Account:
    """What a file says about itself: heading and words, in the order they are written."""

    title: str
    lines: tuple[tuple[str, str], ...]


def to_csv(table: Table, account: Account) -> bytes:
    """Semicolon, decimal comma, UTF-8 with BOM; the account stands below the table, after an empty line."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.alone for column in table.columns])
    kinds = [column.kind for column in table.columns]
    writer.writerows(
        (_csv_cell(kind, value) for kind, value in zip(kinds, row, strict=True)) for row in table.cells()
    )
    writer.writerow([])
    writer.writerows([_harmless(heading), _harmless(words)] for heading, words in account.lines)
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(table: Table, account: Account) -> bytes:
    """A workbook: the table on the first sheet, its account and totals on the second."""
    with TemporaryDirectory(prefix="ik-") as folder:
        file = Path(folder, "tabell.xlsx")
        _write_book(file, table, account)
        return file.read_bytes()


def _write_book(file: Path, table: Table, account: Account) -> None:
    """Write row by row through files beside it, readable for nobody else: a long table takes little memory."""
    options = {
        "constant_memory": True,
        "tmpdir": str(file.parent),
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(file, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        formatted = {
            Kind.TEXT: book.add_format(),
            Kind.SENTENCE: book.add_format(),
            Kind.MONTH: book.add_format({"num_format": "yyyy-mm", "align": "left"}),
            Kind.DATE: book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
            Kind.DATE_IF_ANY: book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
            Kind.TIME: book.add_format({"num_format": "yyyy-mm-dd hh:mm", "align": "left"}),
            Kind.LABEL: book.add_format({"num_format": "0"}),
            Kind.SAID: book.add_format(),
            Kind.PRECISE: book.add_format({"num_format": "0.00##"}),
            Kind.SHARE: book.add_format({"num_format": "0.0%"}),
            Kind.PART: book.add_format({"num_format": "0.0%"}),
            Kind.DECIMAL: book.add_format({"num_format": "#,##0.0"}),
            Kind.DURATION: book.add_format({"num_format": "#,##0.0"}),
            Kind.COUNT: book.add_format({"num_format": "#,##0"}),
            Kind.MONEY: book.add_format({"num_format": "#,##0.00"}),
        }
        sheet = book.add_worksheet("Tabell")
        sheet.freeze_panes(1, 1)
        for index, column in enumerate(table.columns):
            width = 90 if column.kind is Kind.SENTENCE else 30 if index == 0 else 16
            sheet.set_column(index, index, width)
            sheet.write_string(0, index, column.alone, bold)
        written = 0
        for line, row in enumerate(table.cells(), start=1):
            written = line
            for index, (column, value) in enumerate(zip(table.columns, row, strict=True)):
                if formats.known(value) or column.kind not in MAY_BE_EMPTY:
                    _write(sheet, line, index, value, formatted[column.kind])
        about = book.add_worksheet("Om uppgifterna")
        about.set_column(0, 0, 34)
        about.set_column(1, 1, 100)
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        lines = [*account.lines, *_totals(table, written)]
        about.write_string(0, 0, account.title, bold)
        for line, (heading, value) in enumerate(lines, start=2):
            about.write_string(line, 0, heading, bold)
            _write(about, line, 1, value, wrapped)


def _totals(table: Table, written: int) -> list[tuple[str, object]]:
    if table.total is None:
        return [("Antal rader", written)]
    rows: list[tuple[str, object]] = [("Antal rader", written - 1)] if table.parts else []
    measures = [column for column in table.columns if column.kind in (Kind.COUNT, Kind.MONEY)]
    sums = [(f"Totalt: {column.alone}", table.total.get(column.name)) for column in measures]
    # a measure that is not added up, as a price, has nothing in the total
    return [*rows, *((heading, value) for heading, value in sums if value != "")]


def _write(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: object, cell_format: object
) -> None:
    if not formats.known(value):
        sheet.write_string(row, column, formats.UNKNOWN, cell_format)
    elif isinstance(value, dt.date):
        sheet.write_datetime(row, column, value, cell_format)
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(row, column, round(float(value), 4), cell_format)
    else:
        sheet.write_string(row, column, str(value), cell_format)


def _csv_cell(kind: Kind, value: object) -> str:
    if not formats.known(value):
        return "" if kind in MAY_BE_EMPTY else formats.UNKNOWN
    if kind is Kind.LABEL:
        return formats.label(value)
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, dt.date):
        return f"{value:%Y-%m}" if kind is Kind.MONTH else value.isoformat()
    if isinstance(value, Decimal | float):
        return _decimal(
            Decimal(str(value)), 4 if kind in (Kind.SHARE, Kind.PART, Kind.DURATION, Kind.PRECISE) else 2
        )
    return str(value) if isinstance(value, int) else _harmless(str(value))


def _decimal(value: Decimal, decimals: int) -> str:
    return f"{value:.{decimals}f}".replace(".", ",")


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_RISKY) else text
