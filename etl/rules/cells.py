"""Rules on one cell, in the order in which they are tried: the first fault of a row is the one it is
rejected for.
"""

from __future__ import annotations

import polars as pl

from domain.entities import Column, Kind
from etl.rows import Rows
from etl.rules.registry import Cells, Rule
from etl.values.codes import nearest
from etl.values.dates import why_not_a_date
from etl.values.numbers import why_not_a_number

ERROR_CELLS = (
    "#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
    "#REFERENS!", "#SAKNAS!", "#VÄRDEFEL!", "#DIVISION/0!", "#NAMN?", "#OGILTIGT!", "#SKÄRNING!", "#SPILL!",
)  # fmt: skip
_DAYS = (Kind.DATE, Kind.MONTH)
_NUMERIC = (Kind.INTEGER, Kind.NUMBER, Kind.MONEY)


def _raw(rows: Rows, column: Column) -> pl.Series:
    return rows.raw.get_column(column.name)


def error_cell(rows: Rows, column: Column) -> pl.Series | None:
    """The cell holds a spreadsheet's error, or a formula without a value."""
    cells = _raw(rows, column)
    if not cells.str.starts_with("#").any():
        return None
    return cells.str.to_uppercase().is_in(list(ERROR_CELLS))


def personnummer_in_key(rows: Rows, column: Column) -> pl.Series | None:
    """A required column that does not identify a person holds what looks like a personnummer."""
    return rows.personal.get(column.name) if column.required and column.kind is not Kind.TEXT else None


def missing(rows: Rows, column: Column) -> pl.Series | None:
    """A required cell is empty."""
    value = rows.values[column.name]
    if not column.required or not value.null_count():
        return None
    return value.is_null() & _raw(rows, column).is_null()


def ambiguous_number(rows: Rows, column: Column) -> pl.Series | None:
    """A number that can be read two ways: 1.250 is 1250 or 1.25."""
    return rows.ambiguous.get(column.name)


def wrong_type(rows: Rows, column: Column) -> pl.Series | None:
    """The cell cannot be read as what its column holds."""
    value, cells = rows.values[column.name], _raw(rows, column)
    if column.kind is Kind.CODE or (value.null_count() == cells.null_count() and column.name != "birth_date"):
        return None
    unread = value.is_null() & cells.is_not_null()
    # An optional number that was a personnummer is left empty with a remark instead.
    personal = rows.personal.get(column.name)
    return unread if personal is None else unread & ~personal


def unknown_code(rows: Rows, column: Column) -> pl.Series | None:
    """The code is not in its vocabulary."""
    value, cells = rows.values[column.name], _raw(rows, column)
    if column.kind is not Kind.CODE or value.null_count() == cells.null_count():
        return None
    unread = value.is_null() & cells.is_not_null()
    personal = rows.personal.get(column.name)
    return unread if personal is None else unread & ~personal


def negative_price(rows: Rows, column: Column) -> pl.Series | None:
    """A price or cost below nought."""
    if column.kind is not Kind.MONEY or column.low is None:
        return None
    return rows.values[column.name] < column.low * 100


def out_of_range(rows: Rows, column: Column) -> pl.Series | None:
    """A number below or above what its column may hold (levels, scales, years)."""
    if column.kind not in (Kind.INTEGER, Kind.NUMBER) or (column.low is None and column.high is None):
        return None
    value = rows.values[column.name].cast(pl.Float64)
    low = float("-inf") if column.low is None else column.low
    high = float("inf") if column.high is None else column.high
    return (value < low) | (value > high)


def _error_sentence(rows: Rows, column: Column, cells: Cells) -> str:
    return (
        f"{rows.heading(column)} är en felcell eller en formel utan värde: "
        "rätta den i kalkylarket och exportera på nytt."
    )


def _personnummer_sentence(rows: Rows, column: Column, cells: Cells) -> str:
    return (
        f"{rows.heading(column)} innehåller något som ser ut som ett "
        "personnummer: leverera ett löpnummer, eller låt "
        "källans mappning peka ut kolumnen som identifierande."
    )


def _missing_sentence(rows: Rows, column: Column, cells: Cells) -> str:
    return f"{rows.heading(column)} saknas: fyll i uppgiften i källan."


def _ambiguous_sentence(rows: Rows, column: Column, cells: Cells) -> str:
    return (
        f"{rows.heading(column)} kan läsas på två sätt (tusental eller "
        "decimaler): skriv talet utan tusentalstecken, "
        "eller ange decimaltecknet i källans mappning."
    )


def _wrong_type_sentence(rows: Rows, column: Column, cells: Cells) -> str:
    cell, heading = cells[column.name] or "", rows.heading(column)
    if column.kind in _NUMERIC:
        if column.kind is Kind.INTEGER:
            return f"{heading} är inte ett heltal: skriv bara siffror."
        return f"{heading} {why_not_a_number(cell, money=column.kind is Kind.MONEY)}."
    if column.kind is Kind.MONTH:
        return f"{heading} är ingen månad: skriv som 2025-07."
    if column.kind is Kind.TIME:
        return f"{heading} är ingen tidpunkt: skriv som 2025-07-01 13:45."
    if column.kind in _DAYS or column.name == "birth_date":
        return f"{heading} {why_not_a_date(cell)}."
    return f"{heading} är varken ja eller nej: skriv ja eller nej."


def _unknown_code_sentence(rows: Rows, column: Column, cells: Cells) -> str:
    cell, heading = cells[column.name] or "", rows.heading(column)
    code, alike = nearest(cell, rows.codes.of(column.vocabulary or ""))
    mend = "rätta koden, översätt den i källans mappning eller leverera den i codes"
    if code is None:
        return f"{heading} har en okänd kod, och kodlistan {column.vocabulary} är tom: {mend}."
    # The cell itself is never shown: a name in the wrong column can look like a code.
    if alike:
        return f"{heading} har en okänd kod; menades {code}? Annars: {mend}."
    return f"{heading} har en okänd kod (närmast är {code}): {mend}."


def _negative_sentence(rows: Rows, column: Column, cells: Cells) -> str:
    return f"{rows.heading(column)} är negativt: rätta beloppet; en kreditering hör hemma på en fakturarad."


def _range_sentence(rows: Rows, column: Column, cells: Cells) -> str:
    if column.low is not None and column.high is not None:
        return f"{rows.heading(column)} ska vara mellan {column.low} och {column.high}: rätta värdet."
    bound = f"minst {column.low}" if column.low is not None else f"högst {column.high}"
    return f"{rows.heading(column)} ska vara {bound}: rätta värdet."


CELL_RULES = (
    Rule("error_cell", "Felcell från kalkylark", "alla", error_cell, _error_sentence),
    Rule("personnummer_in_key", "Personnummer där inget får stå", "obligatoriska id, koder och tal",
         personnummer_in_key, _personnummer_sentence),
    Rule("missing", "Obligatorisk uppgift saknas", "obligatoriska", missing, _missing_sentence),
    Rule("ambiguous_number", "Tal som kan läsas på två sätt", "tal och belopp", ambiguous_number,
         _ambiguous_sentence),
    Rule("wrong_type", "Fel slags värde", "datum, tal, belopp, ja/nej", wrong_type, _wrong_type_sentence),
    Rule("unknown_code", "Okänd kod", "koder", unknown_code, _unknown_code_sentence),
    Rule("negative_price", "Negativt pris", "priser och kostnader", negative_price, _negative_sentence),
    Rule("out_of_range", "Utanför skalan", "tal med gränser", out_of_range, _range_sentence),
)  # fmt: skip
