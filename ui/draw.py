"""Putting figures, charts and tables on a page, with their exports."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from html import escape
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from domain import formats
from ui import charts, explain, exports, states, tables
from ui.care_figures import CareFigures
from ui.charts import Figure
from ui.exports import Account
from ui.reading import board_state
from ui.selection import Options, Selection
from ui.sign_in import User, still_granted
from ui.tables import Table

_FILES = (("CSV", exports.to_csv, exports.CSV_TYPE), ("XLSX", exports.to_xlsx, exports.XLSX_TYPE))
_LOOK = Path(__file__).with_name("look.css")
Logged = Callable[[int, Callable[[], bytes]], Callable[[], bytes]]
"""Given how many rows a file has and what makes it: what logs it first and then makes it."""

ROWS_SHOWN = 200
"""Of many rows a page shows the first, and its files have all."""


def title(text: str, user: User) -> None:
    """The page's heading, its name in the browser, the look of what we draw ourselves, and the mark of a demo."""
    st.set_page_config(page_title=f"{text} – Insatskollen")
    st.html(f"<style>{_look()}</style>")
    st.title(text, anchor=False)
    with states.told():
        is_demo = board_state(user.scope).is_demo
    if is_demo:
        st.html(f'<p class="ik-demo">{escape(explain.DEMO)}</p>')


def other_kinds(figures: CareFigures) -> None:
    """The days of other kinds in the same selection, kept apart from those shown."""
    for kind in CareFigures.kinds(figures.rows):
        if kind is not figures.kind:
            total = figures.of(kind).total
            explain.note(
                st,
                f"Därutöver {formats.with_unit(total['days'], kind.days)} (kostnad: "
                f"{formats.money(total['cost_kr'])}), som inte ingår här. Välj ”{kind.label}” ovan för att se dem.",
            )


def cost_and_days(figures: CareFigures, options: Options, selection: Selection) -> None:
    """Cost per day and counted days side by side: by month, or by care form where there is one month alone.

    Where no day has a price that is said in words, and the days have the whole width.
    """
    places: list[DeltaGenerator] = list(st.columns(2)) if figures.cost_is_known else [st.container()]
    if figures.cost_is_known:
        chart(places[0], _cost(figures, options, selection), _told(selection))
    else:
        places[0].info(f"{figures.kind.per_day} är okänd: inget dygn i urvalet har ett pris.")
    chart(places[-1], _days(figures, options, selection), _told(selection))


def _cost(figures: CareFigures, options: Options, selection: Selection) -> Figure:
    total, measure = figures.total, figures.kind.per_day
    if selection.is_one_month:
        return charts.by_form(
            figures.form_months(options), "cost_per_day_kr", f"{measure} per vårdform", "kr per dygn"
        )
    change = formats.change(total["cost_per_day_kr"], total["before_cost_per_day_kr"])
    heading = charts.finding(measure, change, "året före")
    periods = (selection.period, f"Året före, {selection.period_before}")
    return charts.cost_per_day(figures.level("month_total"), heading, measure, periods)


def _days(figures: CareFigures, options: Options, selection: Selection) -> Figure:
    total, days = figures.total, figures.kind.days
    if selection.is_one_month:
        return charts.by_form(figures.form_months(options), "days", f"{days.capitalize()} per vårdform", days)
    change = formats.change(total["days"], total["before_days"])
    heading = charts.finding(days.capitalize(), change, "året före")
    return charts.days_by_form(figures.form_months(options), heading, days)


def _told(selection: Selection) -> str:
    where = "tabellen per vårdform" if selection.is_one_month else "tabellen per månad"
    return f"{selection.period}. Värdena står i {where}."


def chart(place: DeltaGenerator, figure: Figure, told: str) -> None:
    """A chart under its finding, its legend below it: beside the drawing it would be cut off on a phone."""
    place.header(figure.title, anchor=False)
    place.vega_lite_chart(spec=figure.specification, alt=f"Diagram. {figure.title}, {told}")
    keys = "".join(
        f'<span><i class="{"ik-dashed" if dashed else "ik-filled"}" style="border-color:{colour}"></i>'
        f"{escape(name)}</span>"
        for name, colour, dashed in figure.legend
    )
    if keys:
        place.html(f'<div class="ik-legend">{keys}</div>')


def table(
    shown: Table,
    account: Account,
    file_name: str,
    whole: Callable[[], Table] | None = None,
    log: Logged | None = None,
    rows: int | None = None,
) -> None:
    """A table with its two exports, which hold all rows: of many the page shows the first.

    `whole` gives the table to export where the page has asked for less than all. `log` writes an export of rows
    about individuals into the access log before it is made, with how many they are: `rows` where the files have more
    than the page was given.
    """
    if shown.rows.empty:
        explain.note(st, f"{shown.title}: inga rader.")
        return
    tables.show(shown.first(ROWS_SHOWN))
    if len(shown.rows) > ROWS_SHOWN:
        explain.note(st, f"Här visas de första {ROWS_SHOWN} raderna. Filerna har alla.")
    name = f"{shown.title[:1].lower()}{shown.title[1:]}"
    with st.container(horizontal=True):
        for kind, write, mime in _FILES:
            # Made at the click, not at every rerun.
            make = partial(_written, write, whole or shown, account)
            file(
                f"{kind}: {name}",
                log(len(shown.rows) if rows is None else rows, make) if log else make,
                f"{file_name}.{kind.lower()}",
                mime,
            )


def file(label: str, make: Callable[[], bytes], name: str, mime: str) -> None:
    """A button that gives a file to whoever may still see the page: the one way in which files leave."""
    st.download_button(label, still_granted(make), name, mime, key=name.replace(".", "-"), on_click="ignore")


def _written(
    write: Callable[[Table, Account], bytes], exported: Table | Callable[[], Table], account: Account
) -> bytes:
    return write(exported if isinstance(exported, Table) else exported(), account)


def folded_table(shown: Table, account: Account, file_name: str) -> None:
    """A table behind what is drawn, folded."""
    with st.expander(f"Tabell: {shown.title[:1].lower()}{shown.title[1:]}"):
        table(shown, account, file_name)


@cache
def _look() -> str:
    return _LOOK.read_text(encoding="utf-8")
