"""What of a report is printed, in its order: the same on the page, in the PDF and in the workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from domain.board_report import written
from domain.board_report.cells import Cells, Change, Shown, Text
from domain.board_report.content import SECTIONS, TABLES, WHOLE, Column, Measure, Section, Table
from domain.board_report.period import ReportPeriod

_HEADINGS = {
    "kommentar": "Kommentar",
    "atgard": "Åtgärder",
    "skillnad": "Vad som skiljer från förra versionen",
}
DIFFERING = "Siffror som skiljer"
DIFFERENCE = ("Siffra", "Före", "Efter")
NOTHING_DIFFERS = "Ingen siffra skiljer."
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart in one of its periods. `value` in the chart's unit, `told` as it is written."""

    row: str
    when: str
    value: Decimal
    told: str


@dataclass(frozen=True, slots=True)
class Bars:
    """The chart beside a table: its rows in each of the periods; what is hidden or unknown has no bar.

    `told` says it in words, for who does not see it.
    """

    bars: tuple[Bar, ...]
    periods: tuple[str, ...]
    unit: str
    told: str


@dataclass(frozen=True, slots=True)
class Printed:
    """A table as it is printed: headings and rows in words, and the cells behind them in the same order."""

    table: Table
    finding: str
    unit: str
    headings: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Shown | None, ...], ...]
    bars: Bars | None

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Each row's label and its cells as they are written."""
        return tuple(
            (label, *(written.cell(self.table, cell) for cell in row))
            for label, row in zip(self.table.rows.values(), self.cells, strict=True)
        )

    @property
    def has_total(self) -> bool:
        """Whether the last row is of all."""
        return WHOLE in self.table.rows


def sections(
    cells: Cells, period: ReportPeriod, *, whole: bool = False
) -> Iterator[tuple[Section, tuple[Printed, ...]]]:
    """The sections with those of their tables in which something is known. `whole`: also what only files tell."""
    for section in SECTIONS:
        tables = (t for t in section.tables if (whole or not t.beside) and _is_told(t, cells))
        yield section, tuple(_printed(table, cells, period) for table in tables)


def wrote(section: Section, texts: Sequence[Text]) -> tuple[tuple[str, str], ...]:
    """What is written to a section: headings and texts."""
    return tuple(
        (heading, text.text)
        for kind, heading in _HEADINGS.items()
        for text in texts
        if (text.section, text.kind) == (section.code, kind)
    )


def differences(changed: Sequence[Change], period: ReportPeriod) -> tuple[tuple[str, str, str], ...]:
    """What a version shows otherwise than the one before it: the figure, before and after, in the report's order."""
    tables = list(TABLES)
    return tuple(
        (
            written.place_words(*change.place, period),
            written.alone(TABLES[change.place[0]], change.before),
            written.alone(TABLES[change.place[0]], change.after),
        )
        for change in sorted(changed, key=lambda change: tables.index(change.place[0]))
    )


def _is_told(table: Table, cells: Cells) -> bool:
    return any(
        cell.value is not None or cell.hidden for (code, _, _), cell in cells.items() if code == table.code
    )


def _tells(table: Table, column: str, cells: Cells) -> bool:
    """Whether a column is there: its own figures also where they are unknown, a comparison where it tells anything."""
    found = [cell for row in table.rows if (cell := cells.get((table.code, row, column))) is not None]
    if table.parts is not None or column in (Column.PERIOD, Column.YEAR):
        return bool(found)
    return any(cell.hidden or cell.value is not None for cell in found)


def _printed(table: Table, cells: Cells, period: ReportPeriod) -> Printed:
    columns = tuple(column for column in written.columns(table, period) if _tells(table, column, cells))
    return Printed(
        table,
        written.finding(table, cells, period),
        written.unit(table),
        tuple(written.heading(table, column, period) for column in columns),
        columns,
        tuple(tuple(cells.get((table.code, row, column)) for column in columns) for row in table.rows),
        _bars(table, cells, period) if table.drawn else None,
    )


def _bars(table: Table, cells: Cells, period: ReportPeriod) -> Bars | None:
    """The rows of the period beside those of a year ago; none where no bar can be drawn."""
    series = [
        c for c in (Column.PERIOD, Column.YEAR_AGO) if any((table.code, r, c) in cells for r in table.rows)
    ]
    scale = _MILLION if table.measure is Measure.COST else 1
    bars, missing = [], False
    for row, label in table.rows.items():
        for column in series if row != WHOLE else ():
            cell = cells.get((table.code, row, column))
            if cell is None or cell.value is None:
                missing = True
                continue
            when = written.heading(table, column, period)
            bars.append(Bar(label, when, cell.value / scale, written.alone(table, cell)))
    if not bars:
        return None
    names = tuple(written.heading(table, column, period) for column in series)
    told = " Det som är dolt eller saknas har ingen stapel." if missing else ""
    return Bars(
        tuple(bars),
        names,
        "mnkr" if scale > 1 else table.measure.value,
        f"{table.title} efter vårdform, {period.label}. Värdena står i tabellen.{told}",
    )
