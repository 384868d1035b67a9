"""The parts of Dygnskostnad: figures by month and dimension, why the cost changed, and the map of bought care."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import streamlit as st

from domain import formats
from domain.definitions import care, change, places
from ui import (
    address,
    cards,
    care_map,
    draw,
    explain,
    filters,
    states,
)
from ui.care_figures import CareFigures
from ui.cost_asked import Asked, Part
from ui.cost_change import CostChange
from ui.reading import read
from ui.selection import BY_MONTH, DIMENSIONS, Options, Selection, is_whole, months_before, year_before

_YEAR, _PERIOD, _OTHER = "Samma period året före", "Perioden närmast före", "En annan period"


def _figures(asked: Asked) -> None:
    """Cost, days and cost per day by month, and a table by month or any dimension."""
    selection, options, state = asked.selection, asked.options, asked.state
    unended = selection.unended_month(state.data_through)
    explain.unended(unended)
    before = "" if unended else selection.period_before
    above = st.container()
    grouping = filters.grouping()
    rows = read("cost_per_day", asked.user.scope, state, **selection.params(), dimension=grouping)
    with above:
        kind = filters.day_kind(CareFigures.kinds(rows))
    if kind is None:
        states.nothing_found()
        return
    figures = CareFigures.read(rows, kind, selection, options.months[0], state.data_through)
    account = asked.account("Dygnskostnad", care.COST_PAGE, before, **{"Slag av dygn": kind.label})
    with above:
        cards.show(figures.cards(before))
        draw.other_kinds(figures)
        draw.cost_and_days(figures, options, selection)
    draw.table(figures.table(grouping, options), account, "dygnskostnad")
    if grouping != BY_MONTH:
        draw.folded_table(figures.month_table(), account, "dygnskostnad-per-manad")
    draw.folded_table(figures.cost_table(), account, "dygnskostnad-kostnadens-delar")


def _change(asked: Asked) -> None:
    """The change between two periods: a sentence, the way from one to the other, and each group's part in it."""
    left, right = st.columns(2)
    with left:
        earlier = _compared(asked)
    with right:
        dimension = _dimension()
    selection = asked.selection
    if why := _not_comparable(asked, earlier):
        st.info(why)
        return
    answers = [
        read("cost_per_day", asked.user.scope, asked.state, **chosen.params(), dimension=dimension)
        for chosen in (earlier, selection)
    ]
    kind = filters.day_kind(CareFigures.kinds(answers[1]) or CareFigures.kinds(answers[0]))
    if kind is None:
        states.nothing_found()
        return
    periods = (earlier.period, selection.period)
    found = CostChange.read((answers[0], answers[1]), dimension, kind, periods)
    explain.sentence(found.sentence(asked.options))
    if any(found.unpriced):
        explain.note(
            st,
            f"Dygn utan pris är inte med: {formats.with_unit(found.unpriced[0], 'dygn')} {earlier.period} och "
            f"{formats.with_unit(found.unpriced[1], 'dygn')} {selection.period}. Får de ett pris ändras delarna.",
        )
    told = "kostnadens väg från den ena perioden till den andra. Värdena står i tabellen ändringens delar."
    draw.chart(st.container(), found.figure(), told)
    more = {"Slag av dygn": kind.label, "Fördelning på": DIMENSIONS[dimension]}
    account = asked.account("Varför ändrades kostnaden?", change.EVERY, earlier.period, **more)
    draw.table(found.parts_table(), account, "kostnadens-andring")
    draw.table(found.groups_table(asked.options), account, "kostnadens-andring-per-grupp")


def _compared(asked: Asked) -> Selection:
    """The period that the selection is held against, as long as the selection's own."""
    ways = (_YEAR, _PERIOD, _OTHER)
    address.look("mot", "Jämför med", ways)
    picked = st.selectbox("Jämför med", ways, key="mot", bind="query-params")
    selection = asked.selection
    length = _months_between(selection.from_month, selection.to_month)
    if picked == _PERIOD:
        first = months_before(selection.from_month, length)
    elif picked == _OTHER:
        first = _first_month(asked.options)
    else:
        first = year_before(selection.from_month)
    return replace(selection, from_month=first, to_month=months_before(first, 1 - length))


def _first_month(options: Options) -> dt.date:
    address.look("mot-fran", "Perioden börjar", map(formats.month, options.months))
    picked: dt.date | None = st.selectbox(
        "Perioden börjar",
        options.months,
        format_func=formats.month,
        key="mot-fran",
        bind="query-params",
        filter_mode="contains",
    )
    return picked or options.months[0]


def _dimension() -> str:
    address.look("efter", "Fördela på", DIMENSIONS.values())
    return str(
        st.selectbox(
            "Fördela på",
            list(DIMENSIONS),
            format_func=lambda name: DIMENSIONS[name],
            key="efter",
            bind="query-params",
        )
        or next(iter(DIMENSIONS))
    )


def _not_comparable(asked: Asked, earlier: Selection) -> str:
    """Why the two periods cannot be held against each other; empty where they can."""
    first, through = asked.options.months[0], asked.state.data_through
    if not is_whole(asked.selection.to_month, through):
        month = formats.month(asked.selection.to_month)
        return f"Uppgifterna når inte till slutet av {month}. Välj en period som slutar tidigare."
    if earlier.from_month < first:
        return (
            f"Uppgifterna börjar {formats.month(first)}, så {earlier.period} är inte känd. "
            "Välj en senare period eller något annat att jämföra med."
        )
    if not is_whole(earlier.to_month, through):
        return (
            f"Uppgifterna når inte till slutet av {formats.month(earlier.to_month)}. Välj en tidigare period."
        )
    return ""


def _months_between(first: dt.date, last: dt.date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 1


PARTS = {
    "Siffror": Part(_figures, care.COST_PAGE, ("cost_per_day",)),
    "Varför ändrades kostnaden?": Part(_change, change.EVERY, ("cost_per_day",)),
    "Karta": Part(care_map.show, places.EVERY, ("bought_care_places", "bought_care_points")),
}
"""In the order they are offered."""
