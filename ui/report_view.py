"""A report as it is read on the screen: sections with what is written to them, findings, charts and tables."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any, NoReturn

import streamlit as st

from domain import formats
from domain.board_report import printed, written
from domain.board_report.cells import Cells, Change, Text
from domain.board_report.content import Section
from domain.board_report.period import ReportPeriod
from domain.board_report.printed import Bars, Printed
from domain.glossary import GLOSSARY, OF_BOARD_REPORT
from ui import charts, draw, explain
from ui.charts import ACCENT, QUIET, Figure

_BAR_HEIGHT = 44


def show(cells: Cells, texts: Sequence[Text], period: ReportPeriod) -> None:
    """The whole report."""
    for section, tables in printed.sections(cells, period):
        st.header(section.title, anchor=False)
        wrote(section, texts)
        for table in tables:
            _table(table)
    st.html(f'<p class="ik-note">{escape(written.MARKS)}</p>')


def wrote(section: Section, texts: Sequence[Text]) -> None:
    """What is written to a section."""
    for heading, text in printed.wrote(section, texts):
        lines = "<br>".join(escape(line) for line in text.splitlines())
        st.html(f'<div class="ik-said"><b>{heading}</b><p>{lines}</p></div>')


def words() -> None:
    """The words of the report, for those who read it without the other pages."""
    with st.expander("Ordlista"):
        listed = "".join(
            f"<dt>{escape(word)}</dt><dd>{escape(GLOSSARY[word])}</dd>" for word in OF_BOARD_REPORT
        )
        st.html(f'<dl class="ik-words">{listed}</dl>')


def differences(changed: Sequence[Change], period: ReportPeriod) -> None:
    """What a version shows otherwise than the one before it, cell by cell."""
    if not changed:
        st.write(printed.NOTHING_DIFFERS)
        return
    _html_table(printed.DIFFERING, printed.DIFFERENCE, printed.differences(changed, period))


def _table(shown: Printed) -> None:
    st.subheader(shown.table.title, anchor=False)
    if shown.finding:
        st.html(f'<p class="ik-finding">{escape(shown.finding)}</p>')
    if shown.table.note:
        explain.note(st, shown.table.note)
    if shown.bars:
        _chart(shown.bars)
    _html_table(
        shown.table.title,
        ("", *shown.headings),
        shown.rows,
        unit=shown.unit,
        has_total=shown.has_total,
    )


def _html_table(
    title: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    unit: str = "",
    has_total: bool = False,
) -> None:
    first, *others = headings
    corner = f'<th scope="col" class="ik-text">{escape(first)}</th>' if first else "<td></td>"
    head = corner + "".join(f'<th scope="col" class="ik-number">{escape(name)}</th>' for name in others)

    def line(row: Sequence[str]) -> str:
        cells = "".join(f'<td class="ik-number">{escape(text)}</td>' for text in row[1:])
        return f'<tr><th scope="row" class="ik-text">{escape(row[0])}</th>{cells}</tr>'

    body = "".join(map(line, rows[:-1] if has_total else rows))
    foot = f"<tfoot>{line(rows[-1])}</tfoot>" if has_total else ""
    caption = f'<caption class="ik-unit">{escape(unit)}</caption>' if unit else ""
    st.html(
        f'<div class="ik-table" role="region" aria-label="{escape(title)}" tabindex="0"><table>{caption}'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>{foot}</table></div>"
    )


def _chart(shown: Bars) -> None:
    colours = (ACCENT, QUIET)
    legend = (
        tuple(zip(shown.periods, colours, (False, False), strict=False)) if len(shown.periods) > 1 else ()
    )
    values = [
        {"row": bar.row, "when": bar.when, "value": float(bar.value), "told": bar.told} for bar in shown.bars
    ]
    figure = Figure("", _bars(values, shown.periods, shown.unit), legend)
    draw.untitled_chart(st.container(), figure, shown.told)


def _bars(values: list[dict[str, Any]], names: Sequence[str], unit: str) -> dict[str, Any]:
    rows = list(dict.fromkeys(value["row"] for value in values))
    return charts.dressed(
        values,
        {
            "height": _BAR_HEIGHT * len(rows),
            "mark": {"type": "bar"},
            "encoding": {
                "y": {
                    "field": "row",
                    "type": "nominal",
                    "sort": rows,
                    "title": None,
                    "axis": {"labelLimit": 220},
                },
                "yOffset": {"field": "when", "sort": list(names)},
                "x": {"field": "value", "type": "quantitative", "title": unit, "scale": {"zero": True}},
                "color": {
                    "field": "when",
                    "legend": None,
                    "scale": {"domain": list(names), "range": [ACCENT, QUIET][: len(names)]},
                },
                "tooltip": charts.tooltip(("row", ""), ("when", "Period"), ("told", "Värde")),
            },
        },
    )


def head(report: Any, period: ReportPeriod) -> None:
    """Which report it is, and how it can be told from another."""
    st.html(
        f'<p class="ik-note">Rapport för {escape(period.label)}, version {report["version"]}. Diarienummer '
        f"{escape(str(report['dnr']))}. Publicerad {formats.minute(report['published_at'])}. "
        f'Kontrollsumma <span class="ik-sum">{escape(str(report["sha256"])[:16])}…</span></p>'
    )


def drafted(version: int, load_id: int, warnings: Sequence[str]) -> None:
    """That it is a draft, of which version and from which load, and what to look at in it."""
    st.info(
        f"Utkast till version {version}, ur uppgifterna efter inläsning {load_id}. Tal som inte får visas är dolda på "
        "samma sätt som i den publicerade rapporten."
    )
    for warning in warnings:
        st.warning(warning)


def choose_cells(protected: Cells, raw: Cells, *, may_see_all: bool) -> Cells:
    """The protected cells, or all for those who may see the figures anyway."""
    if may_see_all and st.toggle("Visa dolda tal", key="dolda", bind="query-params"):
        st.warning("Dolda tal visas. Så ser inte rapporten ut när den publiceras. Sprid inte bilden.")
        return raw
    return protected


def nothing_published(makes: bool) -> NoReturn:
    """No report has been published."""
    st.header("Ingen rapport är publicerad ännu", anchor=False)
    st.write(
        "Välj Utkast för att se den senaste perioden. Nämndsekreteraren publicerar den."
        if makes
        else "När nämndens sekreterare har publicerat en månadsrapport visas den här, med PDF och XLSX."
    )
    st.stop()


def whole_board_only() -> NoReturn:
    """A draft is of the whole board."""
    st.header("Utkastet gäller hela nämnden", anchor=False)
    st.write("Din behörighet gäller vissa enheter. Publicerade rapporter finns under Publicerat.")
    st.stop()
