"""Behov och resurser: levels of need turned to hours, full-time equivalents and compensation by a tariff."""

import streamlit as st

from queries.scope import Role
from ui import case_filters, draw, explain, need_selection, parts, sign_in, states
from ui.need_parts import PARTS, RULE, Asked
from ui.need_selection import NeedOptions
from ui.reading import read, store_state

user = sign_in.require(Role.MANAGER, Role.CONTROLLER)

# Title
draw.title("Behov och resurser", user)
with states.told():
    state = store_state(user.scope)
    options = NeedOptions.of(read("level_options", user.scope, state))
explain.reached(options.today, RULE)
if not options.types or not options.months:
    states.no_levels_loaded()
states.said_of_the_address(options.gaps)

# Filters
selection, remarks = need_selection.choose(options)
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
