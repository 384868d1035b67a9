"""Dygnskostnad: what care costs a day, by month and by every dimension of the care days."""

import streamlit as st

from domain.definitions import care
from queries.scope import Role
from ui import cards, draw, explain, filters, sign_in, states
from ui.care_figures import CareFigures
from ui.reading import read, store_state
from ui.selection import BY_MONTH

user = sign_in.require(Role.CONTROLLER, Role.MANAGER)

# Title
draw.title("Dygnskostnad", user)
with states.told():
    state = store_state(user.scope)
    options = filters.options(user, state)
explain.freshness(user, state)
if not options.months:
    states.nothing_loaded()

# Filters
selection, remarks = filters.choose(options, state)
states.said_of_the_address(remarks)
words = selection.words(options)
explain.selected(words)
unended = selection.unended_month(state.data_through)
explain.unended(unended)
before = "" if unended else selection.period_before
above = st.container()
grouping = filters.grouping()

# Query
with states.told():
    rows = read("cost_per_day", user.scope, state, **selection.params(), dimension=grouping)

# Draw
with above:
    kind = filters.day_kind(CareFigures.kinds(rows))
if kind is None:
    states.nothing_found()
else:
    figures = CareFigures.read(rows, kind, selection, options.months[0], state.data_through)
    account = explain.account(
        "Dygnskostnad", {**words, "Slag av dygn": kind.label}, user, state, care.COST_PAGE, before
    )
    with above:
        cards.show(figures.cards(before))
        draw.other_kinds(figures)
        draw.cost_and_days(figures, options, selection)
    draw.table(figures.table(grouping, options), account, "dygnskostnad")
    if grouping != BY_MONTH:
        draw.folded_table(figures.month_table(), account, "dygnskostnad-per-manad")
    draw.folded_table(figures.cost_table(), account, "dygnskostnad-kostnadens-delar")

# Explain
explain.figures(care.COST_PAGE, "cost_per_day")
