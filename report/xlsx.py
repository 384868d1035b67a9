"""A published report as a workbook: the report to read, its figures as rows of data, and what it rests on.

A number is a number with its whole value, shown as the page shows it. A text is a text, also where it looks like a
formula. What is hidden has its mark and nothing behind it.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter

from domain.board_report import printed, written
from domain.board_report.cells import Shown
from domain.board_report.content import Measure, Table
from domain.board_report.printed import Printed
from domain.board_report.released import Released
from domain.glossary import GLOSSARY, OF_BOARD_REPORT

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DATA_HEADINGS = ("Avsnitt", "Tabell", "Rad", "Kolumn", "Värde", "Enhet", "Märke")
_SHOWN = {
    Measure.COST: "#,##0,",
    Measure.OPEN_COST: "#,##0,",
    Measure.SHARE: "0.0%",
}
_EXACT = {
    Measure.COST: ("kr", "#,##0.00"),
    Measure.OPEN_COST: ("kr", "#,##0.00"),
    Measure.COST_PER_DAY: ("kr per dygn", "#,##0.00"),
    Measure.SHARE: ("andel", "0.0000"),
    Measure.LENGTH: ("dagar", "#,##0.0"),
}


def to_xlsx(report: Released) -> bytes:
    """The workbook."""
    with TemporaryDirectory(prefix="ik-") as folder:
        file = Path(folder, "rapport.xlsx")
        with xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
            book.set_properties(
                {
                    "title": report.title,
                    "author": report.board,
                    "created": report.published_at.replace(tzinfo=None),
                }
            )
            _Book(book, report).write()
        return file.read_bytes()


class _Book:
    """The sheets of a workbook while they are written."""

    def __init__(self, book: Any, report: Released) -> None:
        self.book, self.report = book, report
        self.looks: dict[tuple[tuple[str, object], ...], Any] = {}

    def look(self, **how: object) -> Any:
        key = tuple(sorted(how.items()))
        if key not in self.looks:
            self.looks[key] = self.book.add_format(how)
        return self.looks[key]

    def write(self) -> None:
        sections = tuple(printed.sections(self.report.cells, self.report.period, whole=True))
        self._report(sections)
        self._data(sections)
        self._about()

    def _report(self, sections: Any) -> None:
        """The report as it is read, one column wide for words and the figures beside it."""
        sheet = self.book.add_worksheet("Rapport")
        sheet.set_column(0, 0, 52)
        sheet.set_column(1, 8, 16)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        line = self._words(sheet, 0, self.report.title, bold=True, font_size=16)
        for name, words in self.report.head:
            line = self._words(sheet, line, f"{name}: {words}")
        for section, tables in sections:
            line = self._words(sheet, line + 1, section.title, bold=True, font_size=14)
            for heading, text in printed.wrote(section, self.report.texts):
                line = self._words(sheet, line, heading, bold=True)
                for row in text.splitlines():
                    line = self._words(sheet, line, row, quote_prefix=True)
            for table in tables:
                line = self._table(sheet, line + 1, table)
        self._changed(sheet, line + 1)

    def _words(self, sheet: Any, line: int, words: str, **how: object) -> int:
        sheet.write_string(line, 0, words, self.look(**how) if how else None)
        return line + 1

    def _table(self, sheet: Any, line: int, shown: Printed) -> int:
        line = self._words(sheet, line, shown.table.title, bold=True, font_size=12)
        for words in filter(None, (shown.finding, shown.table.note)):
            line = self._words(sheet, line, words)
        for place, heading in enumerate((shown.unit.capitalize(), *shown.headings)):
            sheet.write_string(
                line,
                place,
                heading,
                self.look(bold=True, bottom=1, text_wrap=True, align="right" if place else "left"),
            )
        for number, (row, cells) in enumerate(zip(shown.rows, shown.cells, strict=True), start=1):
            of_all = {"bold": True, "top": 1} if shown.has_total and number == len(shown.rows) else {}
            sheet.write_string(line + number, 0, row[0], self.look(**of_all))
            for place, cell in enumerate(cells, start=1):
                look = self.look(num_format=_SHOWN.get(shown.table.measure, "#,##0"), align="right", **of_all)
                _write(sheet, line + number, place, shown.table, cell, look)
        return line + len(shown.rows) + 1

    def _changed(self, sheet: Any, line: int) -> None:
        if self.report.changed is None:
            return
        line = self._words(sheet, line, printed.DIFFERING, bold=True, font_size=14)
        if not self.report.changed:
            self._words(sheet, line, printed.NOTHING_DIFFERS)
            return
        rows = printed.differences(self.report.changed, self.report.period)
        for number, row in enumerate((printed.DIFFERENCE, *rows)):
            for place, words in enumerate(row):
                sheet.write_string(
                    line + number,
                    place,
                    words,
                    self.look(bold=not number, align="right" if place else "left"),
                )

    def _data(self, sections: Any) -> None:
        """Every cell in a row of its own, by its words; the value in its own unit, nothing where there is a mark."""
        sheet = self.book.add_worksheet("Siffror")
        for place, (heading, width) in enumerate(
            zip(DATA_HEADINGS, (34, 44, 44, 24, 16, 14, 10), strict=True)
        ):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, heading, self.look(bold=True))
        sheet.freeze_panes(1, 0)
        line = 0
        for section, tables in sections:
            for shown in tables:
                unit, number_format = _EXACT.get(shown.table.measure, (shown.unit or "antal", "#,##0"))
                for row, cells in zip(shown.rows, shown.cells, strict=True):
                    for column, cell in zip(shown.headings, cells, strict=True):
                        line += 1
                        for place, words in enumerate((section.title, shown.table.title, row[0], column)):
                            sheet.write_string(line, place, words)
                        if cell is not None and cell.value is not None:
                            sheet.write_number(
                                line, 4, float(cell.value), self.look(num_format=number_format)
                            )
                        else:
                            sheet.write_string(line, 6, written.cell(shown.table, cell))
                        sheet.write_string(line, 5, unit)
        sheet.autofilter(0, 0, line, len(DATA_HEADINGS) - 1)

    def _about(self) -> None:
        sheet = self.book.add_worksheet("Om rapporten")
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 1, 100)
        words = (
            ("Rapport", self.report.title),
            *self.report.head,
            *self.report.origin,
            ("Regel", written.RULE),
            ("Märken", written.MARKS),
            ("", ""),
            ("Ordlista", ""),
            *((word, GLOSSARY[word]) for word in OF_BOARD_REPORT),
        )
        for line, (name, said) in enumerate(words):
            sheet.write_string(line, 0, name, self.look(bold=True, valign="top"))
            sheet.write_string(line, 1, said, self.look(text_wrap=True, valign="top"))


def _write(sheet: Any, line: int, place: int, table: Table, cell: Shown | None, look: Any) -> None:
    if cell is None or cell.value is None:
        sheet.write_string(line, place, written.cell(table, cell), look)
    else:
        sheet.write_number(line, place, float(cell.value), look)
