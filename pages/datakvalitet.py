"""Datakvalitet: what has been taken in, what has not and why, and what the figures therefore do not cover."""

import streamlit as st

from domain.definitions import quality
from queries.scope import Role
from ui import draw, explain, quality_filters, sign_in, states
from ui.quality_parts import PARTS
from ui.reading import store_state

user = sign_in.require(Role.MANAGER, Role.CONTROLLER)

# Title
draw.title("Datakvalitet", user)
with states.told():
    state = store_state(user.scope)
explain.freshness(user, state)
if state.latest_load is None:
    states.nothing_loaded()

# Filters
name = quality_filters.part()
above = st.container()

# Query and draw
account = explain.account("Datakvalitet", {"Visar": name}, user, state, quality.EVERY)
with states.told():
    chosen = PARTS[name].show(user, state, account)
with above:
    states.said_of_the_address(quality_filters.remarks(name, *chosen))
    explain.reach(user)

# Explain
explain.figures(quality.EVERY, *PARTS[name].questions)
