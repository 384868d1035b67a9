"""Mål: what came of the goals by life area, how levels changed, and which goals nobody has followed up."""

import streamlit as st

from queries.scope import Role
from ui import case_filters, draw, explain, goal_selection, parts, sign_in, states
from ui.goal_parts import PARTS, RULE, Asked
from ui.goal_selection import GoalOptions
from ui.reading import read, store_state

user = sign_in.require(Role.MANAGER, Role.CONTROLLER)

# Title
draw.title("Mål", user)
with states.told():
    state = store_state(user.scope)
    options = GoalOptions.of(read("goal_options", user.scope, state))
explain.reached(options.today, RULE)
if not options.months:
    states.no_assessments_loaded()

# Filters
selection, remarks = goal_selection.choose(options)
states.said_of_the_address(remarks)
part = PARTS[parts.choose(list(PARTS))]
above = st.container()

# Query and draw
with states.told():
    chosen = part.show(Asked(user, state, options, selection))
with above:
    states.said_of_the_address(case_filters.remarks(*chosen))

# Explain
explain.figures(part.definitions, *part.questions)
