"""The parts of Individflöde: who it is about, the line of time, the table, and the other persons of the case."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pandas as pd
import streamlit as st

from domain.definitions import individual as definitions
from ui import address, draw, explain, openings, person_words, reference, time_line
from ui.individual import Individual
from ui.individual_search import named
from ui.openings import Opening
from ui.reading import StoreState, read_individuals
from ui.reference import Reference
from ui.sign_in import User

_ALL = "Hela tiden"
_YEARS = {_ALL: None, "Tre år": 3, "Ett år": 1}
_KEY = "visa"
_LONG_YEARS = 2


def read(opening: Opening, asked: Reference, state: StoreState) -> tuple[Individual, pd.DataFrame]:
    """The individual, and the persons of its cases."""
    whom = {"person": asked.person_key, "case": None if asked.person_key else asked.case_id}
    individual = Individual.read(
        read_individuals(opening, "individual_flow", **whom),
        read_individuals(opening, "individual_figures", **whom),
        state.data_through,
    )
    return individual, read_individuals(
        opening, "find_individual", key=asked.person_key, cases=individual.cases
    )


def heading(individual: Individual, persons: pd.DataFrame, asked: Reference, state: StoreState) -> None:
    """Who it is: sex, age, short key and the numbers of the cases."""
    rows = [row for row in persons.to_dict("records") if row["person_key"] == asked.person_key]
    words = {}
    if asked.person_key:
        words["Person"] = named({str(k): v for k, v in rows[0].items()} if rows else {}, state)
        words["Nyckel"] = person_words.short(asked.person_key)
    if individual.cases:
        words["Ärenden" if len(individual.cases) > 1 else "Ärende"] = ", ".join(individual.cases)
    explain.selected(words)


def chart(individual: Individual) -> None:
    """The line of time; a long one can be drawn from a later day."""
    first = min(row["started_on"] for row in individual.rows)
    since = None
    if (individual.through - first).days > 365 * _LONG_YEARS:
        address.look(_KEY, "Visa", _YEARS)
        picked = st.segmented_control(
            "Visa i diagrammet", list(_YEARS), default=_ALL, required=True, key=_KEY, bind="query-params"
        )
        since = _since(individual.through, _YEARS.get(str(picked)))
    drawn, left_out = time_line.figure(individual, since)
    draw.chart(st.container(), drawn, "Alla rader står i tabellen I tidsordning.")
    explain.note(
        st,
        "En rad per slag. Streckad linje: sista dagen uppgifterna täcker. Pil: pågår. Upprätt streck: frist.",
        *left_out,
        "Tabellen har allt." if left_out else "",
    )


def table(individual: Individual, user: User, state: StoreState, opening: Opening) -> None:
    """Everything in order of time, with its files, which are logged."""
    subject = opening.subject
    words = {"Nyckel": person_words.short(subject.person_keys[0])} if subject.person_keys else {}
    words["Ärenden"] = ", ".join(individual.cases)
    account = explain.account("Individflöde", words, user, state, definitions.EVERY)
    log = partial(openings.logged_export, user.scope, subject, opening.purpose)
    draw.table(individual.table(), account, "individflode", log=log)
    if user.scope.units is not None:
        explain.note(
            st, "Från andra enheter visas bara slag, dagar och enhet, och rader utan enhet visas inte."
        )


def others(user: User, persons: pd.DataFrame, asked: Reference, state: StoreState) -> None:
    """The other persons of the same cases, each to be opened for itself."""
    rows = [
        {str(k): v for k, v in row.items()}
        for row in persons.to_dict("records")
        if row["person_key"] not in (None, asked.person_key)
    ]
    if not rows:
        return
    st.subheader("Andra personer i samma ärende", anchor=False)
    explain.note(st, "Var och en öppnas för sig och loggas för sig.")
    for number, row in enumerate(rows):
        key = str(row["person_key"])
        st.button(
            f"{named(row, state)}, nyckel {person_words.short(key)}",
            on_click=_to,
            args=(reference.of(user, person_key=key),),
            key=f"annan-{number}",
        )


def _to(text: str) -> None:
    st.query_params[reference.KEY] = text


def _since(through: dt.date, years: int | None) -> dt.date | None:
    return None if years is None else through - dt.timedelta(days=365 * years)
