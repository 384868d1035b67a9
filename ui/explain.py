"""The small print that is always in sight, and the way from a figure to its definition and SQL."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from types import ModuleType

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from queries import questions
from ui import formats
from ui.definitions import Definition, day_rule
from ui.exports import Account
from ui.reading import StoreState
from ui.selection import Options, Selection


def freshness(state: StoreState) -> None:
    """How far the data reach and by which rule days are counted, under the title of every page of figures."""
    if state.is_demo:
        st.markdown("**Demodata: inga verkliga personer.**")
    note(st, f"Uppgifter till och med {formats.date(state.data_through)}. {day_rule(state.day_rule)}")


def note(place: DeltaGenerator | ModuleType, *lines: str) -> None:
    """Small print, line by line, of our own: st.caption is too pale to be read by all (WCAG 1.4.3)."""
    written = "<br>".join(escape(line) for line in lines if line)
    place.html(f'<p class="ik-note">{written}</p>')


def selected(selection: Selection, options: Options) -> None:
    """What the figures cover, in words: the filters may be folded away on a small screen."""
    words = selection.words(options)
    st.markdown(" · ".join(f"{name}: **{_plain(value)}**" for name, value in words.items()))


def figures(definitions: Iterable[Definition], *names: str) -> None:
    """The definitions of the page's figures, and the SQL behind them, folded."""
    with st.expander("Så räknas siffrorna"):
        for definition in definitions:
            st.markdown(f"**{definition.name}** ({definition.unit}). {definition.text}")
        for name in names:
            st.markdown(f"Frågan till databasen: `{name}`")
            st.code(questions.named(name).sql, language="sql", height=320)


def account(
    title: str, selection: Selection, options: Options, state: StoreState, definitions: Iterable[Definition]
) -> Account:
    """What an export says about itself: the same that the page says."""
    return Account(
        f"{title} (demodata)" if state.is_demo else title,
        (
            ("Innehåll", f"{title} (demodata: inga verkliga personer)" if state.is_demo else title),
            *selection.words(options).items(),
            ("Jämförs med", selection.period_before),
            ("Uppgifter till och med", formats.date(state.data_through)),
            ("Räkneregel", day_rule(state.day_rule)),
            ("Inläsning", str(state.latest_load)),
            *((f"Definition: {d.name}", f"{d.text} Enhet: {d.unit}.") for d in definitions),
        ),
    )


def _plain(text: str) -> str:
    """Text as it is: a label from a source never becomes a link, an image or a formula."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]()#+!|<>$:~^=&" else c for c in text)
