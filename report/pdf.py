"""A published report as a PDF that can be read aloud: PDF/UA-1, tagged, in Swedish, with the same words as the page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typst

from domain.board_report import printed, written
from domain.board_report.printed import Printed
from domain.board_report.released import Released
from domain.glossary import GLOSSARY, OF_BOARD_REPORT
from report.bars import to_svg
from report.row_headers import with_row_headers

PDF_TYPE = "application/pdf"
NOT_DRAWN = "☐"
"""Stands for a sign that the font has no picture of."""
_HERE = Path(__file__).parent
_FONTS = _HERE.parent / "ui" / "fonts"
_BEYOND_LATIN = "–—‘’“”…•€→←≤≥−"


def to_pdf(report: Released) -> bytes:
    """The report; the same report gives the same bytes."""
    told = _content(report)
    try:
        made = _compiled(told)
    except typst.TypstError:
        # A text may hold a sign that no font of ours draws, and PDF/UA lets none be empty.
        made = _compiled(_drawable(told))
    return with_row_headers(made)


def _compiled(told: dict[str, Any]) -> bytes:
    made = typst.compile(
        str(_HERE / "report.typ"),
        root=str(_HERE),
        font_paths=[str(_FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"report": json.dumps(told, ensure_ascii=False)},
        pdf_standards="ua-1",
    )
    if not isinstance(made, bytes):
        raise TypeError("one document was to be made")
    return made


def _content(report: Released) -> dict[str, Any]:
    day = report.published_at
    return {
        "title": report.title,
        "board": report.board,
        "published": {"year": day.year, "month": day.month, "day": day.day},
        "footer": f"{report.board}. {report.title}, version {report.version}. Diarienummer {report.dnr}",
        "head": report.head,
        "sections": [
            {
                "title": section.title,
                "wrote": [[title, _lines(text)] for title, text in printed.wrote(section, report.texts)],
                "tables": [_table(table) for table in tables],
            }
            for section, tables in printed.sections(report.cells, report.period, whole=True)
        ],
        "changed": _changed(report),
        "about": [written.RULE, written.MARKS],
        "origin": report.origin,
        "words": [[word, GLOSSARY[word]] for word in OF_BOARD_REPORT],
    }


def _table(shown: Printed) -> dict[str, Any]:
    drawing = {"svg": to_svg(shown.bars), "alt": f"Diagram. {shown.bars.told}"} if shown.bars else None
    return {
        "title": shown.table.title,
        "finding": shown.finding,
        "note": shown.table.note,
        "headings": [shown.unit.capitalize(), *shown.headings],
        "rows": shown.rows,
        "total": shown.has_total,
        "drawing": drawing,
    }


def _changed(report: Released) -> dict[str, Any] | None:
    if report.changed is None:
        return None
    return {
        "title": printed.DIFFERING,
        "headings": printed.DIFFERENCE,
        "rows": printed.differences(report.changed, report.period),
        "none": printed.NOTHING_DIFFERS,
    }


def _lines(text: str) -> list[str]:
    """The lines of a text, without what steers a machine."""
    shown = "".join(sign for sign in text.replace("\t", " ") if sign == "\n" or ord(sign) >= ord(" "))
    return [line.strip() for line in shown.splitlines() if line.strip()]


def _drawable(told: Any) -> Any:
    """The same with what is not Latin put as one sign."""
    if isinstance(told, str):
        return "".join(sign if ord(sign) < 0x180 or sign in _BEYOND_LATIN else NOT_DRAWN for sign in told)
    if isinstance(told, dict):
        return {name: _drawable(value) for name, value in told.items()}
    if isinstance(told, Sequence):
        return [_drawable(value) for value in told]
    return told
