"""A report's cells and headings as they are written: the same on the page, in the PDF and in the workbook."""

from __future__ import annotations

from decimal import Decimal

from domain import formats
from domain.board_report.cells import Cells, Shown
from domain.board_report.content import TABLES, WHOLE, Column, Measure, Table
from domain.board_report.period import ReportKind, ReportPeriod

HIDDEN = "dold"
ABSENT = "–"
UNKNOWN = "saknas"
MARKS = (
    f"”{HIDDEN}”: visas inte, för att ingen ska kunna pekas ut. Alla dolda tal har samma märke, vad de än är. "
    f"”{UNKNOWN}”: uppgiften finns inte i underlaget. ”{ABSENT}”: perioden är inte publicerad, eller det finns ingen "
    "budget."
)
RULE = (
    "Rapporten gäller hela nämnden. Vårddygn räknas enligt nämndens dygnsregel och kostnad enligt avtalens. Det som "
    "jämförs med är vad som senast publicerades om den perioden."
)
_UNITS = {
    Measure.PERSONS: "personer",
    Measure.EVENTS: "",
    Measure.DAYS: "dygn",
    Measure.COST: "tkr",
    Measure.SHARE: "procent",
    Measure.COST_PER_DAY: "kr per dygn",
    Measure.LENGTH: "dagar",
    Measure.OPEN: "",
    Measure.OPEN_COST: "tkr",
}
_OF_KIND = {
    ReportKind.MONTH: ("månaden före", "samma månad i fjol"),
    ReportKind.TERTIAL: ("tertialet före", "samma tertial i fjol"),
    ReportKind.YEAR: ("året före", "året före"),
}


def unit(table: Table) -> str:
    """What the table's numbers are in; empty where they are counted."""
    return _UNITS[table.measure]


def heading(table: Table, column: str, period: ReportPeriod) -> str:
    """The heading of a column: a period in words, or the part that it is of."""
    if table.parts is not None:
        return table.parts[column]
    year = period.first.year
    return {
        Column.PERIOD: period.label.capitalize(),
        Column.BEFORE: period.before.label.capitalize(),
        Column.YEAR_AGO: period.year_ago.label.capitalize(),
        Column.YEAR: f"Hittills {year}",
        Column.YEAR_BEFORE: f"Hittills {year - 1}",
        Column.BUDGET: "Budget",
        Column.YEAR_BUDGET: f"Budget hittills {year}",
    }[Column(column)]


def columns(table: Table, period: ReportPeriod) -> tuple[str, ...]:
    """The codes of a table's columns; a year is its own year so far, and a January has no other."""
    if table.parts is not None:
        return tuple(table.parts)
    same = period.first == period.year_from
    own = {Column.YEAR, Column.YEAR_BEFORE, Column.YEAR_BUDGET} if same else set()
    if period.kind is ReportKind.YEAR:
        own.add(Column.YEAR_AGO)
    return tuple(column for column in table.columns if column not in own)


def cell(table: Table, shown: Shown | None) -> str:
    """A cell as it is written in its table, without its unit."""
    if shown is None:
        return ABSENT
    if shown.hidden:
        return HIDDEN
    if shown.value is None:
        return UNKNOWN
    return _number(table, shown.value)


def alone(table: Table, shown: Shown | None) -> str:
    """A cell as it is written in a sentence, with its unit."""
    text = cell(table, shown)
    if shown is None or shown.value is None:
        return text
    if table.measure is Measure.SHARE:
        return formats.share(shown.value)
    if table.measure in (Measure.COST, Measure.OPEN_COST):
        return formats.money(shown.value)
    counted_in = unit(table)
    return f"{text}{formats.NBSP}{counted_in}" if counted_in else text


def finding(table: Table, cells: Cells, period: ReportPeriod) -> str:
    """What a table says of the whole, in a sentence or two; empty where it has no whole."""
    if WHOLE not in table.rows and len(table.rows) > 1:
        return ""
    row = WHOLE if WHOLE in table.rows else next(iter(table.rows))
    if table.parts is not None:
        return f"Sammanlagt {alone(table, cells.get((table.code, row, WHOLE)))}."
    told = [f"{period.label.capitalize()}: {alone(table, cells.get((table.code, row, Column.PERIOD)))}."]
    before, year_ago = _OF_KIND[period.kind]
    for column, words in (
        (Column.BUDGET, "Budget"),
        (Column.BEFORE, before.capitalize()),
        (Column.YEAR_AGO, year_ago.capitalize()),
        (Column.YEAR, "Hittills i år"),
    ):
        place = (table.code, row, column)
        if place in cells and column in columns(table, period):
            told.append(f"{words}: {alone(table, cells[place])}.")
    return " ".join(told)


def place_words(table_code: str, row: str, column: str, period: ReportPeriod) -> str:
    """Where a cell stands, in words: table, row and column."""
    table = TABLES[table_code]
    return f"{table.title}, {table.rows.get(row, row)}, {heading(table, column, period)}"


def _number(table: Table, value: Decimal) -> str:
    if table.measure is Measure.SHARE:
        return formats.number(value * 100, 1)
    if table.measure in (Measure.COST, Measure.OPEN_COST):
        return formats.number(value / 1000)
    return formats.number(value)
