"""Placeringar: who is placed where, in which form, at what price, how bought, and when the agreement ends."""

import streamlit as st

from queries.scope import Role
from ui import draw, explain, filters, placement_parts, sign_in, states
from ui.placement_asked import Asked
from ui.reading import store_state

user = sign_in.require(Role.CONTROLLER, Role.MANAGER)

# Title
draw.title("Placeringar", user)
with states.told():
    state = store_state(user.scope)
    options = filters.options(user, state)
explain.freshness(user, state)
if not options.months:
    states.nothing_loaded()

# Filters
kept = filters.groups(options, state)
above = st.container()

# Query and draw
with states.told():
    part = placement_parts.show(Asked(user, state, options, kept))

# Explain
explain.figures(part.definitions, *part.questions)
