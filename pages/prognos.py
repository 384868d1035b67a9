"""Prognos: where the year ends against the budget, how sure that is, what assumptions do, how it came out before."""

import streamlit as st

from domain.definitions import forecast
from queries.scope import Role
from ui import (
    draw,
    explain,
    filters,
    forecast_back_test,
    forecast_chosen,
    forecast_kept,
    forecast_parts,
    forecast_scenarios,
    sign_in,
    states,
)
from ui.reading import store_state

user = sign_in.require(Role.CONTROLLER, Role.MANAGER)

# Title
draw.title("Prognos", user)
with states.told():
    state = store_state(user.scope)
    options = filters.options(user, state)
    basis = forecast_kept.basis(user.scope, state)
explain.freshness(user, state)
if basis is None:
    states.nothing_loaded()

# Filters
chosen, said = forecast_chosen.choose(basis, options)
states.said_of_the_address([*said, *forecast_parts.remarks(basis, chosen, options)])
words = chosen.words(options)
explain.selected(words)
if not basis.is_enough:
    forecast_parts.not_enough(basis)
    st.stop()
above = st.container()
st.header("Antaganden", anchor=False)
with states.told():
    assumed, said = forecast_scenarios.choose(user, forecast_chosen.months(basis, chosen), options)
states.said_of_the_address(said)
told = forecast_scenarios.words(assumed, options)

# Query
with states.told():
    figures = forecast_parts.ask(user, state, basis, chosen, assumed, options)

# Draw
account = explain.account(
    "Prognos", {**words, "Antaganden": " ".join(told) or "inga"}, user, state, forecast.EVERY
)
if not forecast_parts.is_told(figures):
    st.stop()
forecast_parts.scenario(figures, told, account, chosen.is_whole)
with above:
    forecast_parts.year(figures)
    forecast_parts.months(figures, account)
    forecast_parts.groups(figures, account)
    forecast_parts.built_on(figures, account)
forecast_back_test.show(user, state, basis, account)

# Explain
explain.figures(forecast.EVERY, *forecast_parts.QUESTIONS)
