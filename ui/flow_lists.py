"""The parts of Flöden about what waits and who comes back: counts for all, lists after a purpose."""

from __future__ import annotations

import datetime as dt
from functools import partial

import streamlit as st

from domain import formats
from domain.case_limits import FEWEST_PERSONS, STILL_DAYS
from domain.definitions import flow
from ui import (
    cards,
    case_filters,
    draw,
    explain,
    open_steps,
    openings,
    purpose,
    returns,
    states,
    unexecuted,
)
from ui.case_asked import NO_CASES, UNDER, Asked
from ui.flow_labels import WHOLE_WAY
from ui.openings import Subject
from ui.reading import read, read_individuals
from ui.selection import year_before

_PAGE = "floden"


def running(asked: Asked) -> tuple[object, ...]:
    """What runs on the last day covered: over its clock, standing still, and the list of either."""
    of_now = {**asked.selection.of_now(), "still_days": STILL_DAYS}
    counted = read("open_step_counts", asked.user.scope, asked.state, **of_now)
    words = {
        "Så som det är": formats.date(asked.state.data_through),
        **asked.words("Enhet", "Gäller", "Slag"),
    }
    explain.selected(words)
    explain.note(st, "Gäller den sista dag uppgifterna täcker, oavsett vald period.")
    names = asked.labels.steps()
    if unknown := asked.reach.lines(names, (step for step in names if step != WHOLE_WAY)):
        explain.note(st, *unknown)
    if counted.empty:
        states.nothing_found("Inga steg pågår i urvalet.", "Ta bort något filter.")
        return ()
    cards.show(open_steps.cards(counted, {"overdue": flow.OVERDUE, "still": flow.STANDING_STILL}))
    account = asked.account("pågår nu", flow.OPEN_PART, words)
    draw.table(open_steps.counts(counted, asked.labels), account, "steg-som-pagar")
    offered = {code: name for code, name in names.items() if code in set(counted["step"])}
    step = case_filters.step(offered, "investigation")
    if step is None:
        return ()
    is_overdue = case_filters.why_listed(open_steps.WHY)
    title = f"{open_steps.WHY[is_overdue]}: {names[step].lower()}"
    chosen = {**words, "Steg": names[step], "Lista": open_steps.WHY[is_overdue]}
    subject = Subject(_PAGE, "Ärenden över tiden eller som står still", chosen)
    opening = purpose.ask(asked.user, subject)
    if opening is not None:
        found = read_individuals(opening, "open_steps", **of_now, step=step, is_overdue=is_overdue)
        said = asked.account("pågår nu", flow.OPEN_PART, chosen)
        log = partial(openings.logged_export, asked.user.scope, subject, opening.purpose)
        draw.table(open_steps.listed(found, asked.user, asked.labels, title), said, "pagar-nu", log=log)
        explain.note(
            st, "Personer med skyddade uppgifter räknas ovan men listas bara för den som har rätt till det."
        )
    return (step, is_overdue)


def not_executed(asked: Asked) -> tuple[object, ...]:
    """A quarter's decisions that were not carried out in time: to the council in numbers, to IVO person by person."""
    last = (
        dt.date.fromisoformat(asked.state.data_through)
        if asked.state.data_through
        else asked.selection.last_day
    )
    from_on, to_on = case_filters.quarter(last)
    params = {"from_on": from_on, "to_on": to_on, "units": asked.selection.units or None}
    words = {"Kvartal": case_filters.quarter_words(from_on), **asked.words("Enhet")}
    explain.selected(words)
    if asked.selection.subject is not None or asked.selection.kind is not None:
        explain.note(
            st, "Rapporten gäller alla beslut: urvalet i Gäller och Slag av aktualisering används inte här."
        )
    if to_on > last:
        explain.note(st, f"Kvartalet är inte slut: det visas så som det står {formats.date(last)}.")
    unknown = asked.reach.unknown("decision_to_execution")
    if unknown:
        cards.show(unexecuted.unknown())
        st.info(f"{unknown} Vad som har verkställts kan inte räknas, och ingen rapport kan göras.")
        return (from_on,)
    counted = read("unexecuted_counts", asked.user.scope, asked.state, **params)
    cards.show(unexecuted.cards(counted))
    account = asked.account("ej verkställda beslut", flow.UNEXECUTED_PART, words)
    draw.table(unexecuted.council(counted, asked.labels), account, "ej-verkstallda-fullmaktige")
    explain.note(
        st,
        f"Det som färre än {FEWEST_PERSONS} personer har väntat på står under övriga insatser, eller inte alls.",
    )
    if counted.empty:
        return (from_on,)
    st.header("Rapport till IVO", anchor=False)
    subject = Subject(_PAGE, "Ej verkställda beslut, person för person", words)
    opening = purpose.ask(asked.user, subject)
    if opening is not None:
        found = read_individuals(opening, "unexecuted_decisions", **params)
        log = partial(openings.logged_export, asked.user.scope, subject, opening.purpose)
        table = unexecuted.persons(found, asked.user, asked.labels, to_on)
        draw.table(table, account, "ej-verkstallda-ivo", log=log)
        if len(found):
            with st.expander("Tabell: underlag, en rad per beslut"):
                draw.table(
                    unexecuted.decisions(found, asked.labels), account, "ej-verkstallda-beslut", log=log
                )
        explain.note(
            st, "Personer med skyddade uppgifter räknas ovan men listas bara för den som har rätt till det."
        )
    return (from_on,)


def came_back(asked: Asked) -> tuple[object, ...]:
    """Who came back within a year, and investigations close on each other."""
    params, scope = asked.selection.of_persons(), asked.user.scope
    unknown = asked.reach.unknown("investigation")
    if unknown:
        st.info(unknown)
        return ()
    # a month is whole after a year: the year before the period is shown too
    first = year_before(asked.selection.from_month)
    period = formats.period(first, asked.selection.to_month)
    words = {**asked.words("Period", "Enhet", "Gäller"), "Återaktualisering": period}
    explain.selected(words)
    account = asked.account("återkomst", flow.RETURNS_PART, words)
    back = read("re_referrals", scope, asked.state, **{**params, "from_month": first})
    if back.empty:
        states.nothing_found("För ingen person avslutades allt i perioden.", NO_CASES[1])
    else:
        found = returns.Returns(back)
        draw.chart(
            st.container(), found.figure(), f"{asked.selection.period}. Värdena står i tabellen under."
        )
        if found.unfinished:
            explain.note(st, "En månad som inte har haft ett helt år kan få fler som kommer tillbaka.")
        draw.folded_table(found.table(), account, "ateraktualisering")
        if len(found.whole_rows):
            draw.folded_table(found.by_unit(asked.labels), account, "ateraktualisering-per-enhet")
    close = read("back_to_back", scope, asked.state, **params)
    if close.empty:
        states.nothing_found("Inga utredningar inleddes i perioden.", NO_CASES[1])
        return ()
    figure, table = returns.close_on_each_other(close)
    draw.chart(st.container(), figure, f"{asked.selection.period}. {UNDER}")
    draw.folded_table(table, account, "tatt-efter-varandra")
    draw.folded_table(returns.close_by_unit(close, asked.labels), account, "tatt-efter-varandra-per-enhet")
    return ()
