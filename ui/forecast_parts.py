"""The parts of Prognos: what is asked, what is said of it, and how it stands on the page."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Any

import streamlit as st

from domain import formats
from domain.forecast.assumptions import Assumptions, assume
from domain.forecast.basis import Basis
from domain.forecast.prices import unpriced_forms
from domain.forecast.year import Year
from queries.forecast_basis import QUESTIONS as _OF_BASIS
from ui import (
    cards,
    draw,
    explain,
    forecast_built_on,
    forecast_charts,
    forecast_kept,
    forecast_tables,
)
from ui.exports import Account
from ui.forecast_chosen import Chosen
from ui.forecast_figures import Figures
from ui.reading import StoreState, read
from ui.selection import Options
from ui.sign_in import User

QUESTIONS = (*_OF_BASIS, "forecast_budget")
_FEW = (
    "”För få” står där en eller två placeringar pågår: prognosen visas bara i summor för minst tre placeringar. "
    "Den näst minsta raden har det också när de annars kunde räknas fram ur totalen."
)
_SUMS = (
    "Mitten och gränserna är räknade var för sig och kan inte summeras; sista raden är räknad på helheten."
)


def remarks(basis: Basis, chosen: Chosen, options: Options) -> list[str]:
    """What a reader must know of the history before the figures."""
    told = []
    if basis.is_enough and not basis.has_season:
        told.append(
            f"Historiken är {formats.count(basis.history_months, 'hel månad', 'hela månader')}, kortare än ett år. "
            "Prognosen har därför ingen säsong och känner inte årets prisändringar."
        )
    unknown = unpriced_forms(basis)
    reckoned = sum(one.stays - one.priced for one in basis.running if one.care_form not in unknown)
    if reckoned:
        told.append(
            f"{formats.count(reckoned, 'pågående placering', 'pågående placeringar')} saknar pris. "
            "Prognosen räknar med vårdformens vanliga pris; i utfallet är kostnaden okänd och inte med."
        )
    if basis.is_enough and (named := [form for form in unknown if not chosen.forms or form in chosen.forms]):
        labels = ", ".join(options.label("care_form", form) for form in named)
        told.append(
            f"Inget pris är känt för {labels}. Prognosen för det är okänd: den är inte med i summan och inte i "
            "jämförelsen med budgeten."
        )
    first = min((cost.month for cost in basis.months), default=None)
    if first is not None and first.year == chosen.year and first.month > 1:
        told.append(f"Uppgifterna börjar i {formats.month(first)}. Vad året kostade dessförinnan är okänt.")
    return told


def not_enough(basis: Basis) -> None:
    """Why nothing is foretold, and what it takes."""
    st.header("Historiken räcker inte för en prognos", anchor=False)
    st.write(
        "Prognosen bygger på hur länge era placeringar har varat och hur många som påbörjas. Det krävs minst tre hela "
        "månader med tio avslutade placeringar, och någon som pågår. "
        f"Nu finns {formats.count(basis.history_months, 'hel månad', 'hela månader')} och "
        f"{formats.count(sum(one.ended for one in basis.lengths), 'avslutad placering', 'avslutade placeringar')}."
    )
    st.write("Utfallet per månad finns på sidan Dygnskostnad och budgeten på Översikt.")


def ask(
    user: User, state: StoreState, basis: Basis, chosen: Chosen, assumed: Assumptions, options: Options
) -> Figures:
    """The year without assumptions and under them."""
    courses = forecast_kept.courses(user.scope, state, chosen.to_month)
    assert courses is not None
    rows = read(
        "forecast_budget",
        user.scope,
        state,
        from_month=chosen.to_month.replace(month=1),
        to_month=chosen.to_month,
    ).to_dict("records")
    budget = {
        (row["month"], (str(row["care_form"]), str(row["unit"]))): int(row["budget_ore"]) / 100
        for row in rows
    }
    cells = {*courses.cells, *(cell for _, cell in budget)}
    cells |= {(cost.care_form, cost.unit) for cost in basis.months if cost.month.year == chosen.year}
    base = Year(
        chosen.year,
        basis,
        courses,
        assume(courses, Assumptions()),
        budget,
        chosen.keeps(cells),
        chosen.is_whole,
    )
    return Figures(base, _under(base, assumed), _with_labels(options, rows))


def _with_labels(options: Options, rows: list[dict[Any, Any]]) -> Options:
    """The labels of what occurs, and of what has a budget without occurring."""
    forms = {str(row["care_form"]): str(row["care_form_label"]) for row in rows}
    units = {str(row["unit"]): str(row["unit_name"]) for row in rows}
    added = {
        "care_form": {**forms, **options.labels["care_form"]},
        "unit": {**units, **options.labels["unit"]},
    }
    return replace(options, labels={**options.labels, **added})


def _under(base: Year, assumed: Assumptions) -> Year | None:
    """The year under assumptions; None where nothing is assumed, or where it cannot be reckoned with."""
    if assumed.is_base:
        return None
    try:
        return replace(base, assumed=assume(base.courses, assumed))
    except ValueError:
        st.warning(
            "Ingen placering med pris har funnits i en av vårdformerna som platserna flyttas mellan. Priset är okänt."
        )
        return None


def is_told(figures: Figures) -> bool:
    """Whether a selection has a forecast; says why where it has none."""
    if not figures.base.is_told():
        st.info(
            "I urvalet pågår en eller två placeringar med känt pris. Prognosen visas bara i summor för minst tre "
            "placeringar. Ta bort någon vårdform eller enhet ur urvalet."
        )
        return False
    if figures.base.is_unknown():
        st.info("Inget pris är känt i urvalet. Vad det kommer att kosta är okänt.")
        return False
    return True


def year(figures: Figures) -> None:
    """Where the year ends, in figures, in a sentence and by month."""
    cards.show(figures.cards())
    st.markdown(figures.sentence())


def months(figures: Figures, account: Account) -> None:
    """The months drawn, and their table."""
    table = forecast_tables.months(figures)
    over = figures.base.over()
    title = f"{figures.year} väntas sluta på {formats.money(figures.base.ends().middle)}"
    if over is not None and figures.base.budget_kr:
        side = "över" if over > 0 else "under"
        title = f"{figures.year} väntas sluta {formats.money(abs(over))} {side} budgeten"
    draw.chart(
        st.container(),
        forecast_charts.months(table.rows, title),
        "mnkr per månad. Värdena står i tabellen per månad.",
    )
    draw.folded_table(table, account, "prognos-per-manad")


def groups(figures: Figures, account: Account) -> None:
    """By care form and by unit."""
    draw.table(forecast_tables.forms(figures), account, "prognos-per-vardform")
    explain.note(st, _SUMS, _FEW)
    draw.folded_table(forecast_tables.units(figures), account, "prognos-per-enhet")


def scenario(figures: Figures, told: list[str], account: Account, is_whole: bool) -> None:
    """What the assumptions do to the year."""
    if figures.scenario is None:
        explain.note(st, "Inget är antaget: siffrorna ovan är prognosen ur den egna historiken.")
        return
    ends = figures.difference()
    word = "dyrare" if ends.middle > 0 else "billigare" if ends.middle < 0 else ""
    change = f"{formats.money(abs(ends.middle))} {word}" if word else "lika dyrt"
    # not Markdown, which would make a link of what somebody has named a measure
    st.html(f"<p>{escape(f'Med antagandena blir {figures.year} {change}. ' + ' '.join(told))}</p>")
    if not is_whole:
        explain.note(
            st, "Beslutade åtgärder hör inte till någon vårdform eller enhet och är inte med i ett urval."
        )
    draw.table(forecast_tables.scenario(figures), account, "prognos-scenario")
    explain.note(
        st,
        "Skillnaden är räknad förlopp för förlopp. Dess mitt är därför inte exakt scenariots minus prognosens.",
    )


def built_on(figures: Figures, account: Account) -> None:
    """How the forecast is built: inflow, length and price of each care form, so that it can be questioned."""
    draw.folded_table(
        forecast_built_on.table(figures.base.basis, figures.options), account, "prognosens-underlag"
    )
