"""Individflöde: one person from the first referral to the last follow-up, on one line of time."""

import streamlit as st

from domain.definitions import individual as definitions
from queries.scope import Role
from ui import cards, case_filters, draw, explain, individual_parts, individual_search, sign_in, states
from ui.reading import store_state

# before what may stop the page: a personal id is kept nowhere
typed = individual_search.typed()
user = sign_in.require(Role.MANAGER)

# Title
draw.title("Individflöde", user)
with states.told():
    state = store_state(user.scope)
    state = case_filters.reached(state, case_filters.options(user, state))
explain.freshness(user, state)
if state.latest_load is None:
    states.nothing_loaded()

# Filters
# No st.stop here: a script that is stopped leaves what was typed in the search among the session's widgets.
asked = individual_search.chosen(user)
if asked is None:
    individual_search.form(user, state, typed)
    opening = None
else:
    individual_search.leave()
    opening = individual_search.opening(user, asked)

# Query
if asked is not None and opening is not None:
    with states.told():
        individual, persons = individual_parts.read(opening, asked, state)

    # Draw
    if not individual.rows:
        st.info(individual_search.NOBODY)
    else:
        individual_parts.heading(individual, persons, asked, state)
        cards.show(individual.cards())
        individual_parts.chart(individual)
        individual_parts.table(individual, user, state, opening)
        individual_parts.others(user, persons, asked, state)

# Explain
explain.figures(definitions.EVERY, "individual_flow", "individual_figures")
