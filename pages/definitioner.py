"""Definitioner: what each figure is, how days are counted, and what the words mean. For everyone signed in."""

import streamlit as st

from domain import definitions
from queries.scope import Role
from ui import dictionary, draw, sign_in, states
from ui.reading import board_state, view_texts

user = sign_in.require(*Role)

# Title
draw.title("Definitioner", user)
st.write(
    "Varje siffra räknas på ett sätt, här och i alla rapporter. Det som är okänt visas som okänt, aldrig som 0."
)

# Filters
words, name, remarks = dictionary.asked()
states.said_of_the_address(remarks)
found = definitions.search(words, name)

# Query
with states.told():
    board = board_state(user.scope)

# Draw
dictionary.contents(found)
with states.told():
    dictionary.figures(found, lambda names: view_texts(user.scope, tuple(names)))
dictionary.counting(board.day_rule)
dictionary.glossary(words)
