"""Flöden: how cases go through the process, how long it takes, what waits, and who comes back."""

import streamlit as st

from queries.scope import Role
from ui import case_filters, draw, explain, parts, sign_in, states
from ui.case_asked import Asked
from ui.flow_labels import Labels
from ui.flow_parts import PARTS
from ui.reach import Reach
from ui.reading import store_state

user = sign_in.require(Role.MANAGER)

# Title
draw.title("Flöden", user)
with states.told():
    state = store_state(user.scope)
    options = case_filters.options(user, state)
    state = case_filters.reached(state, options)
    labels = Labels.of(user, state)
    reach = Reach.of(user, state)
explain.case_freshness(state)
if not options.months:
    states.no_cases_loaded()

# Filters
selection, remarks = case_filters.choose(options)
states.said_of_the_address(remarks)
part = PARTS[parts.choose(list(PARTS))]
above = st.container()

# Query and draw
with states.told():
    chosen = part.show(Asked(user, state, selection, options, labels, reach))
with above:
    states.said_of_the_address(case_filters.remarks(*chosen))

# Explain
explain.figures(part.definitions, *part.questions)
