"""The parts of Behov och resurser: how it is, over time, under another tariff, and granted beside delivered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from domain import formats
from domain.definitions import Definition, needs
from ui import cards, draw, explain, need_charts, need_figures, need_what_if, states
from ui.exports import Account
from ui.need_figures import of_grain
from ui.need_selection import NeedOptions, NeedSelection, other, shown_months
from ui.reading import StoreState, read
from ui.selection import year_before
from ui.sign_in import User

RULE = "Behoven räknas den sista dagen i månaden. Nivåer jämförs aldrig mellan kommuner."

_NOTHING = ("Inga behov finns i urvalet.", "Välj en annan månad eller ta bort något filter.")
_UNDER = "Värdena står i tabellen under."
_OF_LEVELS = (needs.NEEDS, needs.PERSONS, needs.HOURS, needs.FULL_TIME, needs.COMPENSATION, needs.WITHOUT)


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for which needs."""

    user: User
    state: StoreState
    options: NeedOptions
    selection: NeedSelection

    @property
    def day(self) -> dt.date:
        """The day of the chosen month."""
        return self.options.day(self.selection.month)

    def account(self, part: str, definitions: tuple[Definition, ...], **words: str) -> Account:
        """What a file from a part says of itself."""
        gaps = {"Obs": " ".join(self.options.gaps)} if self.options.gaps else {}
        told = {**self.selection.words(self.options), **words, **gaps}
        return explain.account(
            f"Behov och resurser: {part}", told, self.user, self.state, definitions, rule=RULE
        )


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page, its figures, and the questions behind it."""

    show: Callable[[Asked], tuple[object, ...]]
    definitions: tuple[Definition, ...]
    questions: tuple[str, ...] = ("level_needs",)


def _now(asked: Asked) -> tuple[object, ...]:
    explain.selected(asked.selection.words(asked.options))
    before = year_before(asked.selection.month)
    # what lies before the facts are whole is compared with nothing
    reached = before in asked.options.months
    days = (asked.day, *((asked.options.day(before),) if reached else ()))
    rows = read("level_needs", asked.user.scope, asked.state, **asked.selection.params(days))
    found = of_grain(rows, "all", asked.day)
    if not found:
        states.nothing_found(*_NOTHING)
        return ()
    (whole,) = found
    earlier = next(iter(of_grain(rows, "all", asked.options.day(before))), None) if reached else None
    cards.show(need_figures.cards(whole, earlier, formats.date(asked.options.day(before))))
    levels = of_grain(rows, "level", asked.day)
    told = formats.count(whole["needs"], "behov", "behov")
    figure = need_charts.levels(levels, asked.options, f"{told} per nivå {formats.date(asked.day)}")
    draw.chart(st.container(), figure, _UNDER)
    account = asked.account("läget", _OF_LEVELS)
    draw.table(need_figures.by_level(levels, whole, asked.options), account, "behov-per-niva")
    draw.folded_table(
        need_figures.by_unit(of_grain(rows, "unit", asked.day), whole, asked.options),
        account,
        "behov-per-enhet",
    )
    return ()


def _over_time(asked: Asked) -> tuple[object, ...]:
    months = shown_months(asked.options, asked.selection)
    explain.selected(
        {**asked.selection.words(asked.options), "Månader": formats.period(months[0], months[-1])}
    )
    days = tuple(asked.options.day(month) for month in months)
    rows = read("level_needs", asked.user.scope, asked.state, **asked.selection.params(days))
    found = of_grain(rows, "all")
    if not found:
        states.nothing_found(*_NOTHING)
        return ()
    if len(months) < 2:
        explain.note(st, "Uppgifterna är hela först från den här månaden: det finns ingen tidigare att visa.")
    first, second = st.columns(2)
    draw.chart(first, need_charts.months(found, "needs", "behov", "Behov månad för månad"), _UNDER)
    if any(formats.known(row["hours_per_week"]) for row in found):
        draw.chart(
            second,
            need_charts.months(found, "hours_per_week", "timmar per vecka", "Timmar per vecka enligt tariff"),
            _UNDER,
        )
    else:
        second.info("Timmarna är okända: inget behov har en tariff.")
    draw.table(need_figures.by_month(found), asked.account("över tid", _OF_LEVELS), "behov-manad-for-manad")
    explain.note(
        st,
        "Ersättningen ändras också när tariffen gör det. Månader före "
        f"{formats.month(asked.options.months[0])} visas inte: det som slutade innan är inte levererat.",
    )
    return ()


def _what_if(asked: Asked) -> tuple[object, ...]:
    explain.selected(asked.selection.words(asked.options))
    if asked.selection.template is None:
        states.nothing_found("Ingen resursmall är levererad.", "Läs in level_tariffs för att kunna jämföra.")
        return ()
    tariff = other(asked.options, asked.selection.template)
    under = {"template": tariff.template, "tariff_on": tariff.tariff_on, "percent": tariff.percent}
    params = asked.selection.params((asked.day,))
    rows = read("level_needs", asked.user.scope, asked.state, **params)
    others = read("level_needs", asked.user.scope, asked.state, **{**params, **under})
    found, compared = of_grain(rows, "all"), of_grain(others, "all")
    if not found:
        states.nothing_found(*_NOTHING)
        return (tariff.template, tariff.tariff_on, tariff.percent)
    explain.sentence(f"Samma behov med {tariff.words}.")
    if (tariff.template, tariff.tariff_on, tariff.percent) == (asked.selection.template, None, 0):
        explain.note(st, "Inget är ändrat än: välj en annan mall, en annan tariff eller en procent ovan.")
    cards.show(need_what_if.cards(found[0], compared[0]))
    table = need_what_if.table(
        of_grain(rows, "level"), of_grain(others, "level"), (found[0], compared[0]), asked.options
    )
    said = asked.account("en annan tariff", (needs.OTHER_TARIFF,), **{"Annan tariff": tariff.words})
    draw.table(table, said, "behov-annan-tariff")
    explain.note(
        st,
        "Det är vad mallarna säger om dagens behov, ingen prognos. Skillnaden är okänd där den ena tariffen "
        "saknar något av behoven.",
    )
    return (tariff.template, tariff.tariff_on, tariff.percent)


def _granted(asked: Asked) -> tuple[object, ...]:
    explain.selected(asked.selection.words(asked.options))
    rows = read("level_needs", asked.user.scope, asked.state, **asked.selection.params((asked.day,)))
    found = of_grain(rows, "all")
    if not found or not found[0]["decisions"]:
        states.nothing_found("Inga beslut gäller i urvalet.", _NOTHING[1])
        return ()
    (whole,) = found
    explain.note(
        st,
        f"Timmarna jämförs för {formats.number(whole['compared'])} av "
        f"{formats.count(whole['decisions'], 'beslut', 'beslut')}: de där både beviljade timmar per vecka och "
        "timmarna i pågående insatser är kända.",
        "Timmarna i insatserna är de som insatsen ska ge enligt källan, inte uppmätt tid: hur mycket som har utförts "
        "är okänt.",
    )
    table = need_figures.granted(of_grain(rows, "type"), whole, asked.options)
    draw.table(table, asked.account("beviljat och insats", (needs.GRANTED,)), "beviljade-timmar-och-insatser")
    return ()


PARTS = {
    "Nu": Part(_now, _OF_LEVELS),
    "Över tid": Part(_over_time, _OF_LEVELS),
    "Annan tariff": Part(_what_if, (needs.OTHER_TARIFF,)),
    "Beviljat och insats": Part(_granted, (needs.GRANTED,)),
}
"""The parts in the order they are offered."""
