"""A published report as PDF and XLSX: what the page says, readable aloud, and nothing of what is hidden."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pdfua
import pikepdf
import pypdf
import pytest
from pikepdf import Array, Dictionary, Name

from domain.board_report import printed
from domain.board_report.cells import Text
from domain.board_report.content import SECTIONS
from domain.board_report.period import ReportKind, ReportPeriod
from domain.board_report.released import Released
from domain.glossary import OF_BOARD_REPORT
from queries.scope import Role
from report.draft import Draft, draft, published, published_cells, published_texts
from report.pdf import to_pdf
from report.publish import publish
from report.xlsx import DATA_HEADINGS, to_xlsx
from tests.etl.loading import Loader, loader
from tests.spec import report_board
from tests.spec.report_board import end, scope

__all__ = ["loader"]

MARCH = ReportPeriod(ReportKind.MONTH, end(3).replace(day=1))
SAID = Text("ekonomi", "kommentar", "=1+1 är ingen formel.\n+46 är inget nummer, @ och - inget annat.")
IN_PROTECTED_HOUSING = 22 * 1000
"""What the one in protected housing costs, in kr: hidden, and like no other figure of the report."""


@pytest.fixture
def made(loader: Loader) -> Draft:
    """March, published, and then again with a late stay."""
    for late in (0, 6):
        loader(
            report_board.delivery(end(3), late=late),
            source="test", data_through=end(3), revision=late + 1, confirm=True,
        )  # fmt: skip
        first = draft(scope(), MARCH, time_limit=5)
        publish(scope(), first, (SAID,), "SN 2025/17", "Sex placeringar kom in sent." if late else "")
    return first


def released(version: int) -> Released:
    """A version as a member of the board reads it."""
    asker = scope(Role.BOARD)
    reports = {r["version"]: r for r in published(asker)}
    number = reports[version]["report_id"]
    before = published_cells(asker, reports[version - 1]["report_id"]) if version > 1 else None
    cells, texts = published_cells(asker, number), published_texts(asker, number)
    return Released.of(asker.board, reports[version], MARCH, cells, texts, before)


def test_the_files_say_what_is_published_and_nothing_of_what_is_hidden(made: Draft, tmp_path: Path) -> None:
    place = ("kostnad", "skyddat_boende", "period")
    assert made.raw[place].value == IN_PROTECTED_HOUSING and made.cells[place].hidden
    report = released(2)
    pdf, book = to_pdf(report), to_xlsx(report)
    for told in (words_of_pdf(pdf), words_of_book(book)):
        assert not re.search(r"\b22[\s.,]?000\b|\b22 tkr|Skyddat boende\s+22\b", told)
        for words in ("dold", "SN 2025/17", report.sha256, "Kostnad för placeringar", "Sex placeringar kom"):
            assert words in told
        for word in OF_BOARD_REPORT:
            assert word in told
    _is_tagged(pdf, tmp_path)
    _has_numbers(book, report)
    _lists_what_differs(report)
    assert to_pdf(report) == pdf


def _is_tagged(pdf: bytes, folder: Path) -> None:
    file = folder / "rapport.pdf"
    file.write_bytes(pdf)
    checked = pdfua.validate(str(file))
    assert [finding.message for finding in checked.findings] == []
    with pikepdf.open(file) as document:
        root = document.Root
        assert bool(root.MarkInfo.Marked) and str(root.Lang).startswith("sv")
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert document.open_metadata()["dc:title"] == "Månadsrapport mars 2025"
        assert document.open_metadata()["pdfuaid:part"] == "1"
        elements = list(every(root.StructTreeRoot))
    kinds = [kind for kind, _, _ in elements]
    drawn = sum(table.drawn for section in SECTIONS for table in section.tables)
    pictures = [alt for kind, alt, _ in elements if kind == "/Figure"]
    assert len(pictures) == drawn and all("Värdena står i tabellen" in alt for alt in pictures)
    assert kinds.count("/Table") >= 15
    heads = [scope for kind, _, scope in elements if kind == "/TH"]
    assert set(heads) == {"/Column", "/Row"}
    # each row of each table begins with its heading
    assert heads.count("/Row") == kinds.count("/TR") - kinds.count("/THead")


def _has_numbers(book: bytes, report: Released) -> None:
    sheets = openpyxl.load_workbook(io.BytesIO(book))
    assert sheets.sheetnames == ["Rapport", "Siffror", "Om rapporten"]
    headings, *rows = sheets["Siffror"].iter_rows(values_only=True)
    assert headings == DATA_HEADINGS
    values = {row[1:4]: (row[4], row[6]) for row in rows}
    # as they are counted by hand: families two for 31 days and six for 19, in kr
    assert values["Kostnad för placeringar", "Familjehem och jourhem", "Mars 2025"] == (None, "dold")
    hvb = report.cells["kostnad", "hvb", "period"].value
    assert hvb and values["Kostnad för placeringar", "HVB, stödboende och SiS", "Mars 2025"] == (hvb, None)
    assert values["Orosanmälningar", "Alla", "Mars 2025"] == (7, None)
    assert all((value is None) != (mark is None) for value, mark in values.values())
    # decisions have never been delivered, and a table of nothing known is not there
    assert "Beslut som inte har verkställts på tre månader" not in {row[1] for row in rows}
    read = [cell for row in sheets["Rapport"].iter_rows() for cell in row]
    lines = [cell for cell in read if cell.value in SAID.text.splitlines()]
    assert len(lines) == 2 and {cell.data_type for cell in lines} == {"s"}
    assert all(cell.quotePrefix for cell in lines)


def _lists_what_differs(report: Released) -> None:
    rows = printed.differences(report.changed or (), MARCH)
    assert rows
    told = " ".join(words_of_pdf(to_pdf(report)).split())
    for row in rows:
        assert " ".join(" ".join(row).split()) in told
    first = words_of_pdf(to_pdf(released(1)))
    assert "Siffror som skiljer" not in first and "Sex placeringar" not in first


def words_of_pdf(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return "\n".join(page.extract_text() for page in pages).replace("\u00a0", " ")


def words_of_book(book: bytes) -> str:
    """Everything in the file's parts, as it is packed."""
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        return "\n".join(parts.read(name).decode("utf-8") for name in parts.namelist())


def every(element: pikepdf.Object) -> Iterator[tuple[str, str, str]]:
    """Kind, alternative text and scope of each element inside another."""
    for child in _all_of(element.get(Name.K)):
        if isinstance(child, Dictionary) and Name.S in child:
            scopes = [str(one.Scope) for one in _all_of(child.get(Name.A)) if Name.Scope in one]
            yield str(child.S), str(child.get(Name.Alt, "")), next(iter(scopes), "")
            yield from every(child)


def _all_of(one_or_many: pikepdf.Object | None) -> list[pikepdf.Object]:
    if one_or_many is None:
        return []
    return list(one_or_many.as_list()) if isinstance(one_or_many, Array) else [one_or_many]
