"""Kvalitet i förhållande till kostnad: providers compared, one provider, and follow-ups done and due."""

import streamlit as st

from queries.scope import Role
from ui import case_filters, draw, explain, filters, index_asked, index_parts, parts, sign_in, states
from ui.reading import store_state

user = sign_in.require(Role.CONTROLLER, Role.MANAGER)

# Title
draw.title("Kvalitet i förhållande till kostnad", user)
with states.told():
    state = store_state(user.scope)
    options = filters.options(user, state)
explain.freshness(user, state)
if not options.months:
    states.nothing_loaded()

# Filters
with states.told():
    asked, remarks = index_asked.choose(user, state, options)
states.said_of_the_address(remarks)
part = index_parts.PARTS[parts.choose(list(index_parts.PARTS))]
above = st.container()

# Query and draw
with states.told():
    part.show(asked)
with above:
    states.said_of_the_address(case_filters.remarks())

# Explain
explain.figures(part.definitions, *part.questions)
