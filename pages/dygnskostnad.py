"""Dygnskostnad: what care costs a day, by month and by every dimension of the care days."""

import streamlit as st

from queries.scope import Role
from ui import definitions, draw, explain, filters, sign_in, states
from ui.care_figures import CareFigures
from ui.reading import read, store_state

user = sign_in.require(Role.CONTROLLER, Role.MANAGER)

# Title
draw.title("Dygnskostnad")
with states.told():
    state = store_state(user.scope)
    options = filters.options(user, state)
explain.freshness(state)
if not options.months:
    states.nothing_loaded()

# Filters
selection = filters.choose(options, state)
explain.selected(selection, options)
above = st.container()
dimension = filters.dimension()

# Query
with states.told():
    rows = read("cost_per_day", user.scope, state, **selection.params(), dimension=dimension)

# Draw
with above:
    kind = filters.day_kind(CareFigures.kinds(rows))
if kind is None:
    states.nothing_found()
else:
    figures = CareFigures(rows, kind)
    account = explain.account("Dygnskostnad", selection, options, state, definitions.COST_PAGE)
    with above:
        draw.key_figures(figures.key_figures(selection.period_before))
        draw.other_kinds(rows, kind)
        draw.cost_and_days(figures, options, selection)
    draw.table(figures.group_table(dimension, options), account, "dygnskostnad")
    draw.folded_table(figures.month_table(), account, "dygnskostnad-per-manad")

# Explain
explain.figures(definitions.COST_PAGE, "cost_per_day")
