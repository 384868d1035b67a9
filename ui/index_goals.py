"""What came of the goals in a provider's placements and interventions, by life area; small groups are withheld."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import streamlit as st

from domain import formats
from domain.case_limits import FEWEST_PERSONS
from domain.definitions import goals
from ui import draw, explain, goal_outcomes
from ui.goal_selection import GoalOptions
from ui.index_asked import Asked
from ui.reading import read


def show(asked: Asked, provider: str, words: Mapping[str, str]) -> None:
    """The goals last assessed during the year, an instrument at a time, whichever care form they belong to."""
    st.header("Uppnådda mål", anchor=False)
    options = GoalOptions.of(read("goal_options", asked.user.scope, asked.state))
    found = False
    for instrument, name in options.instruments.items():
        rows = read("goal_outcomes", asked.user.scope, asked.state, **_params(asked, provider, instrument))
        whole = goal_outcomes.total(rows)
        if whole is None:
            continue
        found = True
        if whole["is_withheld"]:
            explain.note(
                st, f"{name}: färre än {FEWEST_PERSONS} personer har en bedömning, och då visas inga utfall."
            )
            continue
        shown = goal_outcomes.shown(rows, options, instrument, "life_area")
        account = asked.account(
            "uppnådda mål",
            {**words, "Instrument": name, "Mål": "alla vårdformer"},
            (goals.ATTAINMENT, goals.UNKNOWN),
        )
        explain.note(st, f"{name}: {_said(whole)}")
        table = goal_outcomes.table(shown, whole, "life_area")
        draw.folded_table(table, account, f"utforarens-mal-{instrument}")
        hidden = goal_outcomes.withheld(rows)
        if hidden:
            areas = formats.count(hidden, "livsområde", "livsområden")
            explain.note(
                st, f"{areas} visas inte för sig: färre än {FEWEST_PERSONS} personer. De ingår i summan."
            )
    if not found:
        explain.note(
            st,
            f"Inga mål är bedömda {asked.year_words} i insatser hos utföraren. Det säger inget om hur det gick.",
        )


def _params(asked: Asked, provider: str, instrument: str) -> dict[str, Any]:
    return {
        "from_on": dt.date(asked.chosen.year, 1, 1),
        "to_on": dt.date(asked.chosen.year, 12, 31),
        "instrument": instrument,
        "units": None,
        "types": None,
        "providers": (provider,),
        "grouped_by": "life_area",
    }


def _said(whole: goal_outcomes.Row) -> str:
    share = goal_outcomes.attainment(whole)
    base = goal_outcomes.assessed(whole)
    unknown = f"{formats.number(whole['unknown'])} av {formats.number(whole['goals'])} mål har okänt utfall."
    if share is None:
        return f"inget mål är bedömt. {unknown}"
    told = formats.count(base, "bedömt mål", "bedömda mål")
    return f"{formats.number(whole['reached'])} av {told} är uppnådda ({formats.share(share, 0)}). {unknown}"
