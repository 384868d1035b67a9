"""The parts of Parallella insatser: what is asked, and how the answers stand on the page."""

from __future__ import annotations

import streamlit as st

from domain import formats
from ui import (
    charts,
    draw,
    explain,
    parallel_charts,
    states,
    tables,
)
from ui.exports import Account
from ui.parallel_figures import Figures
from ui.parallel_selection import Chosen, Reach
from ui.reading import StoreState, read
from ui.sign_in import User

QUESTIONS = ("parallel_days", "parallel_between", "parallel_pairs", "parallel_rule_count", "parallel_persons")

_COMMONEST = 10
"""How many sets the page shows of the period before they are folded."""

_RULE = "Parallella insatser är två eller flera slag samma dag. Både den första och den sista dagen räknas."
_OWN = (
    "Personerna är de som har någon uppgift i dina enheter. Slag och dagar gäller alla enheter, "
    "timmar och kostnad bara insatser i dina."
)
_NO_PRICE = "Kostnaden är placeringarnas. Andra insatser har inget pris i det som levereras, så deras kostnad är okänd."


def freshness(user: User, reach: Reach) -> None:
    """How far the facts reach, by which rule days are counted, and what the asker is not shown."""
    day = formats.date(reach.today) if reach.first_on else formats.UNKNOWN
    explain.note(st, f"Uppgifter till och med {day}. {_RULE}", _NO_PRICE)
    states.said_of_the_address([*reach.gaps, *([_OWN] if user.scope.units is not None else [])])


def words(user: User, chosen: Chosen, reach: Reach) -> dict[str, str]:
    """The choice, and what an export must say beside it."""
    own = {"Omfattar": _OWN} if user.scope.units is not None else {}
    gaps = {"Obs": " ".join(reach.gaps)} if reach.gaps else {}
    return {**chosen.words(reach), "Så räknas": _RULE, "Kostnad": _NO_PRICE, **own, **gaps}


def ask(user: User, state: StoreState, chosen: Chosen, reach: Reach) -> Figures:
    """The answers for a choice."""
    days = read("parallel_days", user.scope, state, days=chosen.days(reach), **chosen.on_day)
    sets = read("parallel_between", user.scope, state, **chosen.period)
    pairs = read("parallel_pairs", user.scope, state, **chosen.period)
    return Figures(chosen, reach, days, sets, pairs)


def months(figures: Figures, account: Account) -> None:
    """Persons on the last day of each month, and their table."""
    change = formats.change(figures.on_day.get("persons"), figures.before.get("persons"))
    title = charts.finding("Personer med parallella insatser", change, "året före")
    draw.chart(
        st.container(),
        parallel_charts.persons_by_month(figures.months, title),
        "månadens sista dag. Värdena står i tabellen månadens sista dag.",
    )
    draw.folded_table(figures.month_table(), account, "parallella-insatser-per-manad")


def on_day(figures: Figures, account: Account) -> None:
    """Which sets of kinds persons have on the day: the commonest drawn, all in the table."""
    rows = figures.sets_on_day
    if rows.empty:
        states.nothing_found("Ingen har insatser av två eller flera slag den dagen.", "Välj en annan dag.")
        return
    number = len(rows)
    shown = min(number, parallel_charts.MOST_SETS)
    many = (
        f"de {shown} vanligaste av {number}"
        if number > shown
        else f"{number} olika"
        if number > 1
        else "en enda"
    )
    title = f"Kombinationer {formats.date(figures.chosen.day)}: {many}"
    figure = parallel_charts.sets(rows, figures.reach.kind, list(figures.reach.kinds), title)
    draw.chart(
        st.container(), figure, "personer efter kombination. Värdena står i tabellen över kombinationer."
    )
    draw.folded_table(figures.day_table(), account, "kombinationer-en-dag")


def between(figures: Figures, account: Account) -> None:
    """Which two kinds persons have had at once in the period, and how long each set has lasted."""
    if figures.pairs.empty:
        states.nothing_found(
            "Ingen har haft insatser av två eller flera slag i perioden.", "Välj en längre period."
        )
        return
    number = len({*figures.pairs["kind"], *figures.pairs["other_kind"]})
    most = parallel_charts.MOST_KINDS
    many = f": de {most} vanligaste slagen av {number}" if number > most else ""
    title = f"Två slag samtidigt {figures.chosen.words(figures.reach)['Period']}{many}"
    figure = parallel_charts.pairs(figures.pairs, figures.reach.kind, list(figures.reach.kinds), title)
    draw.chart(
        st.container(), figure, "personer efter två slag. Värdena står i tabellen över två slag samtidigt."
    )
    draw.folded_table(figures.pair_table(), account, "tva-slag-samtidigt")
    whole = figures.period_table()
    if len(whole.rows) <= _COMMONEST:
        draw.table(whole, account, "kombinationer-under-perioden")
        return
    tables.show(whole.first(_COMMONEST).named(f"De {_COMMONEST} vanligaste kombinationerna under perioden"))
    draw.folded_table(whole, account, "kombinationer-under-perioden")
