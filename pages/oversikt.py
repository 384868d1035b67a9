"""Översikt: how things stand at the end of a month, and what needs a decision."""

import streamlit as st

from domain import formats
from domain.definitions import care
from queries.scope import Role
from ui import (
    attention,
    cards,
    draw,
    explain,
    filters,
    overview,
    sign_in,
    states,
)
from ui.reading import read, store_state
from ui.selection import kept_words

user = sign_in.require(Role.MANAGER, Role.CONTROLLER)

# Title
draw.title("Översikt", user)
with states.told():
    state = store_state(user.scope)
    options = filters.options(user, state)
explain.freshness(user, state)
if not options.months:
    states.nothing_loaded()

# Filters
month, kept, remarks = filters.month_and_units(options, state)
states.said_of_the_address(remarks)
words = {"Månad": formats.month(month), **kept_words(kept, options)}
explain.selected(words)
units = kept.get("unit")

# Query
with states.told():
    days = overview.days_asked(month, state.data_through)
    rows = read("overview", user.scope, state, month=month, unit=units)
    persons = read("persons_on_days", user.scope, state, days=days, kind=overview.SHOWN_KIND, unit=units)
    needed = read("attention", user.scope, state, unit=units)

# Draw
figures = overview.Overview.of(rows, persons, month, options.months[0])
cards.show(figures.cards())
explain.note(st, *figures.others())
account = explain.account("Översikt", words, user, state, care.EVERY)
draw.folded_table(figures.table(), account, "oversikt-per-manad")

st.header("Kräver beslut", anchor=False)
explain.note(st, f"Så som det är {formats.date(state.data_through)}, oavsett vald månad.")
attention.show(needed, [options.label("unit", unit) for unit in units or ()])
explain.reach(user)
as_it_is = {"Så som det är": formats.date(state.data_through), **kept_words(kept, options)}
account = explain.account("Kräver beslut", as_it_is, user, state, attention.definitions())
draw.folded_table(attention.table(needed), account, "kraver-beslut")

# Explain
explain.figures((*care.EVERY, *attention.definitions()), "overview", "persons_on_days", "attention")
