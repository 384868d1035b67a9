"""The small print that is always in sight, and the way from a figure to its definition and SQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from html import escape
from types import ModuleType

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from domain import formats
from domain.definitions import VERSION, Definition
from domain.definitions.day_rules import day_rule
from queries import questions
from ui import sign_in
from ui.exports import Account
from ui.reading import StoreState, read
from ui.sign_in import User

DEMO = "Demokommun – påhittade uppgifter"
"""Said on every page and in every export of a store of made-up facts."""


CASE_RULE = "Tider räknas i kalenderdagar; den första dagen är dag 0."
"""How times of cases are counted, where care days are not."""


def freshness(user: User, state: StoreState) -> None:
    """How far the data reach and by which rule days are counted, under the title of every page of figures.

    And each source whose open stays are counted beyond the day it reaches, which a reader must not miss.
    """
    note(st, f"Uppgifter till och med {formats.date(state.data_through)}. {day_rule(state.day_rule)}")
    for sentence in sources_behind(user, state):
        st.html(f'<p class="ik-heed">{escape(sentence)}</p>')


def case_freshness(state: StoreState) -> None:
    """How far the facts about cases reach, and how their times are counted, under the title of a page about cases."""
    note(st, f"Uppgifter till och med {formats.date(state.data_through)}. {CASE_RULE}")


def sources_behind(user: User, state: StoreState) -> list[str]:
    """A sentence for each source whose open stays are counted beyond the day it reaches."""
    return [
        f"Källan {row['source']} når till {formats.date(row['data_through'])}, men dess "
        f"{formats.count(row['open_placements'], 'pågående placering', 'pågående placeringar')} räknas till "
        f"{formats.date(row['cut_off'])}, som en annan källa når till. Siffrorna efter "
        f"{formats.date(row['data_through'])} kan ändras när källan levererar."
        for row in read("freshness", user.scope, state).to_dict("records")
        if row["entity"] == "placements" and row["days_behind"] and row["open_placements"]
    ]


def note(place: DeltaGenerator | ModuleType, *lines: str) -> None:
    """Small print, line by line, of our own: st.caption is too pale to be read by all (WCAG 1.4.3)."""
    written = "<br>".join(escape(line) for line in lines if line)
    place.html(f'<p class="ik-note">{written}</p>')


def selected(words: Mapping[str, str]) -> None:
    """What the figures cover, in words: the filters may be folded away on a small screen.

    Not Markdown, which would make a link of a value that looks like an address.
    """
    told = " · ".join(f"{escape(name)}: <b>{escape(value)}</b>" for name, value in words.items())
    st.html(f'<p class="ik-selected">{told}</p>')


def sentence(text: str) -> None:
    """What the figures say, in words of weight. Not Markdown: names of units and areas are delivered."""
    st.html(f'<p class="ik-selected"><b>{escape(text)}</b></p>')


def unended(month: dt.date | None) -> None:
    """Why there is no change to tell: the period ends in a month that the data cover in part."""
    if month is not None:
        when = formats.month(month)
        note(
            st,
            f"Perioden jämförs inte med året före, eftersom uppgifterna inte når till slutet av {when}.",
        )


def reach(user: User) -> None:
    """What somebody with some units is not shown of how the facts came in."""
    if user.scope.units is not None:
        note(st, "Avvisade och väntande rader utan enhet visas bara för den som har hela nämnden.")


def figures(definitions: Iterable[Definition], *names: str) -> None:
    """The definitions of the page's figures, and the SQL behind them, folded."""
    folded = st.expander("Så räknas siffrorna", key="sa-raknas", on_change="rerun")
    if not folded.open:
        return
    with folded:
        st.html(
            "".join(
                f'<p><b><a href="{escape(sign_in.followed(d.link))}">{escape(d.name)}</a></b> '
                f"({escape(d.unit)}). {escape(d.text)}</p>"
                for d in definitions
            )
        )
        for name in names:
            st.markdown(f"Frågan till databasen: `{name}`")
            st.code(questions.named(name).sql, language="sql", height=320)


def account(
    title: str,
    words: Mapping[str, str],
    user: User,
    state: StoreState,
    definitions: Iterable[Definition],
    compared_with: str = "",
    rule: str = "",
) -> Account:
    """What an export says about itself: the same that the page says. `rule` where it is not that of care days."""
    lines = (
        ("Innehåll", title),
        *words.items(),
        ("Jämförs med", compared_with),
        ("Uppgifter till och med", formats.date(state.data_through)),
        *(("Källa som når kortare", sentence) for sentence in sources_behind(user, state)),
        ("Räkneregel", rule or day_rule(state.day_rule)),
        ("Inläsning", str(state.latest_load)),
        ("Definitionernas version", VERSION),
        *((f"Definition: {d.name}", f"{d.text} Enhet: {d.unit}. Regel: {d.rule}.") for d in definitions),
    )
    return marked(Account(title, tuple((heading, text) for heading, text in lines if text)), state.is_demo)


def marked(said: Account, is_demo: bool) -> Account:
    """An account that says, next to its first line, that the facts are made up where they are."""
    if not is_demo:
        return said
    return Account(f"{said.title} ({DEMO.lower()})", (*said.lines[:1], ("Obs", DEMO), *said.lines[1:]))
