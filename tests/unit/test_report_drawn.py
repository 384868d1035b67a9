"""A report's words and bars as they are laid out, without a store: a small report written by hand."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import replace
from decimal import Decimal

import pypdf
import pytest

from domain.board_report import printed, written
from domain.board_report.cells import Cells, Shown, Text
from domain.board_report.content import TABLES, Column
from domain.board_report.period import ReportKind, ReportPeriod
from domain.board_report.released import Released
from domain.glossary import GLOSSARY, OF_BOARD_REPORT
from report.bars import to_svg
from report.pdf import NOT_DRAWN, to_pdf

MARCH = ReportPeriod(ReportKind.MONTH, dt.date(2025, 3, 1))
HIDDEN, UNKNOWN = Shown(None, hidden=True), Shown(None)
ROWS: dict[str, tuple[Shown, Shown]] = {
    "familjehem": (Shown(Decimal(40)), Shown(Decimal(10))),
    "hvb": (Shown(Decimal(20)), UNKNOWN),
    "skyddat_boende": (HIDDEN, HIDDEN),
    "alla": (Shown(Decimal(64)), HIDDEN),
}
CELLS: Cells = {
    ("placerade_sista_dagen", row, column): cell
    for row, cells in ROWS.items()
    for column, cell in zip((Column.PERIOD, Column.YEAR_AGO), cells, strict=True)
}
REPORT = Released(
    "Socialnämnden", "SN 1", MARCH, 1, dt.datetime(2025, 4, 2, 9, 30), "ab" * 32, 7, "1", CELLS, (), None
)  # fmt: skip


def only() -> printed.Printed:
    (table,) = [table for _, tables in printed.sections(CELLS, MARCH) for table in tables]
    return table


def test_a_table_is_printed_with_what_is_known_hidden_and_not_published() -> None:
    table = only()
    # the month before is not published in any row, and has no column
    assert table.headings == ("Mars 2025", "Mars 2024")
    assert table.rows[0] == ("Familjehem och jourhem", "40", "10")
    assert table.rows[1][1:] == ("20", written.UNKNOWN)
    assert table.rows[2][1:] == (written.HIDDEN, written.HIDDEN)
    assert table.rows[3][1:] == (written.ABSENT, written.ABSENT)
    assert table.finding == "Mars 2025: 64\u00a0personer. Samma månad i fjol: dold."
    assert table.has_total


def test_a_comparison_of_nothing_known_has_no_column_and_an_unknown_month_has() -> None:
    cells: Cells = {
        ("paborjade", "alla", Column.PERIOD): UNKNOWN,
        ("paborjade", "alla", Column.BEFORE): UNKNOWN,
        ("paborjade", "alla", Column.YEAR_AGO): Shown(Decimal(3)),
    }
    (table,) = [table for _, tables in printed.sections(cells, MARCH) for table in tables]
    assert table.headings == ("Mars 2025", "Mars 2024")
    assert table.rows[-1] == ("Alla", written.UNKNOWN, "3")


def test_what_only_files_tell_is_left_out_on_the_page() -> None:
    cells: Cells = {("prissatta_dygn", "hvb", Column.PERIOD): Shown(Decimal(3))}
    assert not any(tables for _, tables in printed.sections(cells, MARCH))
    told = [table.table for _, tables in printed.sections(cells, MARCH, whole=True) for table in tables]
    assert told == [TABLES["prissatta_dygn"]]


def test_bars_are_as_long_as_their_figures_and_nothing_hidden_has_one() -> None:
    bars = only().bars
    assert bars and [(bar.row, bar.when, bar.value) for bar in bars.bars] == [
        ("Familjehem och jourhem", "Mars 2025", Decimal(40)),
        ("Familjehem och jourhem", "Mars 2024", Decimal(10)),
        ("HVB, stödboende och SiS", "Mars 2025", Decimal(20)),
    ]
    assert "Det som är dolt eller saknas har ingen stapel" in bars.told
    lengths = [float(width) for width in re.findall(r'<rect x="150" [^>]*width="([\d.]+)"', to_svg(bars))]
    assert lengths == [lengths[0], lengths[0] / 4, lengths[0] / 2] and lengths[0] > 200


def test_a_hidden_cell_cannot_hold_a_value() -> None:
    with pytest.raises(ValueError, match="hidden"):
        Shown(Decimal(3), hidden=True)


def test_a_sign_without_a_picture_does_not_stop_the_file() -> None:
    report = replace(REPORT, texts=(Text("ekonomi", "kommentar", "Bra 😀 jobbat\x07 #let x = [1]"),))
    told = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(to_pdf(report))).pages)
    assert f"Bra {NOT_DRAWN} jobbat #let x = [1]" in told


def test_names_of_reports_and_their_words() -> None:
    tertial = replace(REPORT, period=ReportPeriod(ReportKind.TERTIAL, dt.date(2025, 5, 1)), version=2)
    assert (tertial.title, tertial.file_name) == ("Tertialrapport 2 2025", "tertialrapport-2025-T2-v2")
    assert (REPORT.title, REPORT.file_name) == ("Månadsrapport mars 2025", "manadsrapport-2025-03-v1")
    assert 10 <= len(OF_BOARD_REPORT) <= 15 and set(OF_BOARD_REPORT) <= set(GLOSSARY)
