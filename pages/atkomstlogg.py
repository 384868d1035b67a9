"""Åtkomstlogg: who opened rows about individuals, when, in which role and why, for the one who reviews it."""

import streamlit as st

from queries.scope import Role
from ui import access_log, access_review, draw, explain, sign_in, states

user = sign_in.require(Role.REVIEWER)

# Title
draw.title("Åtkomstlogg", user)
explain.note(
    st,
    f"Öppningar och exporter av uppgifter om enskilda i {user.scope.board}. "
    "En rad skrivs innan något läses och kan inte ändras eller tas bort.",
)

# Filters
with states.told():
    choice = access_review.choose(user)

# Query
with states.told():
    log = access_log.log_table(user.scope, choice)
    unusual = access_log.patterns_table(user.scope, choice)

# Draw
if unusual.rows.empty:
    st.write("Ingen dag i perioden sticker ut.")
else:
    access_review.show(unusual, user, choice, "atkomstlogg-sticker-ut")
explain.note(st, access_log.UNUSUAL)
if log.rows.empty:
    st.info("Ingenting står i loggen för urvalet.")
else:
    access_review.show(log, user, choice, "atkomstlogg")

st.header("Granskning", anchor=False)
with states.told():
    access_review.sign_review(user, choice)
    reviews = access_log.reviews_table(user.scope)
if reviews.rows.empty:
    st.write("Ingen granskning är signerad än.")
else:
    access_review.show(reviews, user, choice, "granskningar")

# Explain
explain.figures((), "access_log", "access_patterns")
