"""Inflöde: what comes in, waits and goes out week by week, and services without assessment."""

import streamlit as st

from domain import formats
from domain.definitions import inflow as definitions
from queries.scope import Role
from ui import (
    cards,
    case_filters,
    draw,
    explain,
    inflow,
    sign_in,
    states,
)
from ui.flow_labels import Labels
from ui.reach import Reach
from ui.reading import read, store_state

user = sign_in.require(Role.MANAGER)

# Title
draw.title("Inflöde", user)
with states.told():
    state = store_state(user.scope)
    options = case_filters.options(user, state)
    state = case_filters.reached(state, options)
    units = Labels.of(user, state).held.get("unit", {})
    reach = Reach.of(user, state)
explain.case_freshness(state)
if not options.months:
    states.no_cases_loaded()

# Filters
selection, remarks = case_filters.choose(options)
states.said_of_the_address(remarks)
words = selection.words(options)
explain.selected(words)
day = inflow.running_on(selection.last_day, state.data_through)

# Query
with states.told():
    weeks = read("inflow_weeks", user.scope, state, **selection.params())
    running = read("running_by_age", user.scope, state, day=day, **selection.of_now())
    services = read("services_without_assessment", user.scope, state, **selection.of_period())

# Draw
account = explain.account("Inflöde", words, user, state, definitions.EVERY, rule=explain.CASE_RULE)
if weeks.empty and reach.unknown("preliminary_assessment") and reach.unknown("investigation"):
    st.info(reach.unknown("referral_to_investigation"))
elif weeks.empty:
    states.nothing_found("Ingen vecka börjar i perioden.", "Välj en längre period.")
else:
    cards.show(inflow.cards(weeks))
    if unknown := reach.unknown("referral_to_investigation"):
        st.info(unknown)
    left, right = st.columns(2)
    told = f"{selection.period}. Värdena står i tabellen under."
    if inflow.is_known(weeks, "received"):
        draw.chart(left, inflow.came_and_went(weeks), told)
    if inflow.is_known(weeks, "running"):
        draw.chart(right, inflow.investigations(weeks), told)
    draw.folded_table(inflow.week_table(weeks), account, "inflode-per-vecka")

st.header(f"Pågående utredningar {formats.date(day)}", anchor=False)
if unknown := reach.unknown("investigation"):
    st.info(unknown)
elif running.empty:
    states.nothing_found("Inga utredningar pågår i urvalet.", "Ta bort något filter.")
else:
    draw.table(inflow.ages(running, units), account, "pagaende-efter-alder")

st.header("Insatser utan behovsprövning", anchor=False)
explain.note(
    st,
    "Har ingen person och ingår inte i ärenden, utredningar eller väntetider. Filtreras på period och enhet.",
)
draw.table(inflow.services_summed(services, units), account, "insatser-utan-behovsprovning")
if len(services):
    draw.folded_table(inflow.services(services, units), account, "utan-behovsprovning-per-manad")

# Explain
explain.figures(definitions.EVERY, "inflow_weeks", "running_by_age", "services_without_assessment")
