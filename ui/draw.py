"""Putting figures, charts and tables on a page, with their exports."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui import charts, explain, exports, formats, tables
from ui.care_figures import CareFigures, DayKind, KeyFigure
from ui.charts import Figure
from ui.exports import Account
from ui.selection import Options, Selection
from ui.tables import Table

_LOOK = Path(__file__).with_name("look.css")


def title(text: str) -> None:
    """The page's heading, and the look of what we draw ourselves."""
    st.html(f"<style>{_look()}</style>")
    st.title(text, anchor=False)


def key_figures(figures: Sequence[KeyFigure]) -> None:
    """The large figures in a row: value, change, what it is compared with, and how it came about."""
    for place, figure in zip(st.columns(len(figures)), figures, strict=True):
        rises = (figure.change or "").startswith("+")
        falls = (figure.change or "").startswith(formats.MINUS)
        place.metric(
            figure.label,
            figure.value,
            figure.change,
            delta_color="off",
            delta_arrow="up" if rises else "down" if falls else "off",
        )
        explain.note(place, figure.compared_with, figure.note)


def other_kinds(rows: pd.DataFrame, shown: DayKind) -> None:
    """The days of other kinds in the same selection, kept apart from those shown."""
    for kind in CareFigures.kinds(rows):
        if kind is not shown:
            total = CareFigures(rows, kind).total
            explain.note(
                st,
                f"Därutöver {formats.with_unit(total['days'], kind.days)} (kostnad: "
                f"{formats.money(total['cost_kr'])}), som inte ingår här. Välj ”{kind.label}” ovan för att se dem.",
            )


def cost_and_days(figures: CareFigures, options: Options, selection: Selection) -> None:
    """Cost per day and counted days by month, side by side; the cost in words where no day has a price."""
    total, measure, days = figures.total, figures.kind.per_day, figures.kind.days
    left, right = st.columns(2)
    if figures.cost_is_known:
        change = formats.change(total["cost_per_day_kr"], total["before_cost_per_day_kr"])
        title = charts.finding(measure, change, "året före")
        chart(
            left,
            charts.cost_per_day(figures.level("month_total"), title, measure),
            selection,
            "Linje per månad",
        )
    else:
        left.info(f"{measure} är okänd: inget dygn i urvalet har ett pris.")
    title = charts.finding(
        days.capitalize(), formats.change(total["days"], total["before_days"]), "året före"
    )
    stacked = charts.days_by_form(figures.form_months(options), title, days)
    chart(right, stacked, selection, "Staplar per månad och vårdform")


def chart(place: DeltaGenerator, figure: Figure, selection: Selection, form: str) -> None:
    """A chart under its finding, its legend below it: beside the drawing it would be cut off on a phone."""
    place.header(figure.title, anchor=False)
    place.vega_lite_chart(
        spec=figure.specification,
        alt=f"{form}, {selection.period}. {figure.title}. Värdena står i tabellen per månad.",
    )
    keys = "".join(
        f'<span><i class="{"ik-dashed" if dashed else "ik-filled"}" style="border-color:{colour}"></i>'
        f"{escape(name)}</span>"
        for name, colour, dashed in figure.legend
    )
    place.html(f'<div class="ik-legend">{keys}</div>')


def table(shown: Table, account: Account, file_name: str) -> None:
    """A table with its two exports."""
    tables.show(shown)
    with st.container(horizontal=True):
        # Made at the click, not at every rerun.
        st.download_button(
            "Hämta CSV",
            lambda: exports.to_csv(shown, account),
            f"{file_name}.csv",
            exports.CSV_TYPE,
            key=f"{file_name}-csv",
            on_click="ignore",
        )
        st.download_button(
            "Hämta XLSX",
            lambda: exports.to_xlsx(shown, account),
            f"{file_name}.xlsx",
            exports.XLSX_TYPE,
            key=f"{file_name}-xlsx",
            on_click="ignore",
        )


def folded_table(shown: Table, account: Account, file_name: str) -> None:
    """The table behind a chart, folded."""
    with st.expander(f"Tabell: {shown.title.lower()}"):
        table(shown, account, file_name)


@cache
def _look() -> str:
    return _LOOK.read_text(encoding="utf-8")
