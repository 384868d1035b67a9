"""A report as it is read on the screen: sections with what is written to them, findings, charts and tables."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any, NoReturn

import streamlit as st

from domain import formats
from domain.board_report import written
from domain.board_report.cells import Cells, Change, Text
from domain.board_report.content import SECTIONS, WHOLE, Column, Measure, Section, Table
from domain.board_report.period import ReportPeriod
from ui import charts, draw, explain
from ui.charts import ACCENT, QUIET, Figure

_HEADINGS = {
    "kommentar": "Kommentar",
    "atgard": "Åtgärder",
    "skillnad": "Vad som skiljer från förra versionen",
}
_BAR_HEIGHT = 44
RULE = (
    "Rapporten gäller hela nämnden. Vårddygn räknas enligt nämndens dygnsregel och kostnad enligt avtalens. Det som "
    "jämförs med är vad som senast publicerades om den perioden."
)


def show(cells: Cells, texts: Sequence[Text], period: ReportPeriod) -> None:
    """The whole report."""
    for section in SECTIONS:
        st.header(section.title, anchor=False)
        wrote(section, texts)
        for table in section.tables:
            if not table.beside:
                _table(table, cells, period)
    st.html(f'<p class="ik-note">{escape(written.MARKS)}</p>')


def wrote(section: Section, texts: Sequence[Text]) -> None:
    """What is written to a section."""
    for kind, heading in _HEADINGS.items():
        for text in texts:
            if (text.section, text.kind) == (section.code, kind):
                lines = "<br>".join(escape(line) for line in text.text.splitlines())
                st.html(f'<div class="ik-said"><b>{heading}</b><p>{lines}</p></div>')


def differences(changed: Sequence[Change], period: ReportPeriod) -> None:
    """What a version shows otherwise than the one before it, cell by cell."""
    if not changed:
        st.write("Ingen siffra skiljer.")
        return
    rows = [
        (
            written.place_words(*change.place, period),
            written.alone(_of(change), change.before),
            written.alone(_of(change), change.after),
        )
        for change in changed
    ]
    _html_table("Siffror som skiljer", ("Siffra", "Före", "Efter"), rows)


def _of(change: Change) -> Table:
    return next(t for section in SECTIONS for t in section.tables if t.code == change.place[0])


def _table(table: Table, cells: Cells, period: ReportPeriod) -> None:
    columns = [
        c for c in written.columns(table, period) if any((table.code, r, c) in cells for r in table.rows)
    ]
    if not any(
        cells[place].value is not None or cells[place].hidden for place in cells if place[0] == table.code
    ):
        return
    st.subheader(table.title, anchor=False)
    if found := written.finding(table, cells, period):
        st.html(f'<p class="ik-finding">{escape(found)}</p>')
    if table.note:
        explain.note(st, table.note)
    if table.drawn:
        _chart(table, cells, period)
    rows = [
        (label, *(written.cell(table, cells.get((table.code, row, column))) for column in columns))
        for row, label in table.rows.items()
    ]
    headings = ("", *(written.heading(table, column, period) for column in columns))
    _html_table(table.title, headings, rows, unit=written.unit(table), has_total=WHOLE in table.rows)


def _tells(table: Table, column: str, cells: Cells) -> bool:
    """Whether a column has anything but what is unknown or not published."""
    found = [cells.get((table.code, row, column)) for row in table.rows]
    return any(cell is not None and (cell.hidden or cell.value is not None) for cell in found)


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


def _chart(table: Table, cells: Cells, period: ReportPeriod) -> None:
    """The rows of the period beside those of a year ago; what is hidden or unknown has no bar."""
    series = [
        c for c in (Column.PERIOD, Column.YEAR_AGO) if any((table.code, r, c) in cells for r in table.rows)
    ]
    values: list[dict[str, Any]] = []
    scale = 1_000_000 if table.measure is Measure.COST else 1
    missing = False
    for row, label in table.rows.items():
        for column in series if row != WHOLE else ():
            cell = cells.get((table.code, row, column))
            if cell is None or cell.value is None:
                missing = True
                continue
            values.append(
                {
                    "row": label,
                    "when": written.heading(table, column, period),
                    "value": float(cell.value) / scale,
                    "told": written.alone(table, cell),
                }
            )
    if not values:
        return
    names = [written.heading(table, column, period) for column in series]
    unit = "mnkr" if scale > 1 else table.measure.value
    legend = tuple(zip(names, (ACCENT, QUIET), (False, False), strict=False)) if len(names) > 1 else ()
    figure = Figure("", _bars(values, names, unit), legend)
    told = " Det som är dolt eller saknas har ingen stapel." if missing else ""
    draw.untitled_chart(
        st.container(),
        figure,
        f"{table.title} efter vårdform, {period.label}. Värdena står i tabellen.{told}",
    )


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
