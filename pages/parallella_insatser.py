"""Parallella insatser: who is given two or more kinds of intervention at once, which, how long, and at what cost."""

import streamlit as st

from domain.definitions import parallel
from queries.scope import Role
from ui import cards, draw, explain, parallel_parts, parallel_persons, parallel_selection, sign_in, states
from ui.parallel_selection import Reach
from ui.reading import store_state

user = sign_in.require(Role.MANAGER)

# Title
draw.title("Parallella insatser", user)
with states.told():
    state = store_state(user.scope)
    reach = Reach.of(user, state)
parallel_parts.freshness(user, reach)
if reach.first_on is None:
    states.no_interventions()

# Filters
chosen, remarks = parallel_selection.choose(reach, reach.first_on)
states.said_of_the_address(remarks)

# Query
with states.told():
    figures = parallel_parts.ask(user, state, chosen, reach)

# Draw
account = explain.account(
    "Parallella insatser", parallel_parts.words(user, chosen, reach), user, state, parallel.EVERY
)
if figures.is_empty:
    states.nothing_found(
        "Ingen har insatser av två eller flera slag samtidigt, varken dagen eller i perioden.",
        "Välj en annan dag, en längre period eller ta bort någon enhet.",
    )
else:
    cards.show(figures.cards())
    parallel_parts.months(figures, account)
    parallel_parts.on_day(figures, account)
    parallel_parts.between(figures, account)
    st.header("Personer", anchor=False)
    with states.told():
        parallel_persons.show(user, state, figures, account)

# Explain
explain.figures(parallel.EVERY, *parallel_parts.QUESTIONS)
