"""Komplettera: what no case system delivers of placements, typed in here by those whose grant says so."""

import datetime as dt

import streamlit as st

from etl import entry
from queries.scope import Role
from ui import draw, entering, entry_follow_up, entry_grid, explain, purpose, sign_in, states
from ui.additions import Codes
from ui.openings import Subject
from ui.reading import store_state

user = sign_in.require(Role.CONTROLLER, Role.MANAGER)

# Title
draw.title("Komplettera", user)
with states.told():
    state = store_state(user.scope)
explain.freshness(user, state)
if state.data_through is None:
    states.nothing_loaded()
if not user.scope.entry:
    states.no_entry(user.role)

# Filters
chosen = entering.choose()
states.said_of_the_address(entering.remarks(chosen))
today = dt.date.fromisoformat(state.data_through)
opening = purpose.ask(user, Subject(entering.PAGE, "Placeringar att komplettera", chosen.words))

if opening is not None:
    # Query
    with states.told():
        codes = Codes.of(user, state)
        rows = entering.rows(opening, chosen, today)

    # Draw
    with states.told():
        entering.tell_saved(opening, codes)
    if not rows:
        states.nothing_found(f"Ingen placering saknar {chosen.way.lower()}.", "Välj något annat att mata in.")
    with states.told():
        if chosen.is_follow_up:
            changes = entry_follow_up.form(user, state, rows, codes, today)
        else:
            changes = entry_grid.show(user, opening, chosen, rows, codes, today, entry.lines_of)
        if changes:
            entering.save(user, opening, changes, entry.take_in)
    with states.told():
        entering.entered_lately(user, opening, entry.take_in)

# Explain
explain.note(st, *entering.RULES)
