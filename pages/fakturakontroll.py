"""Fakturakontroll: each invoice line against placement, agreement, price and days, and what is said of it."""

import streamlit as st

from queries.scope import Role
from ui import case_filters, draw, explain, invoice_asked, invoice_parts, parts, sign_in, states
from ui.invoice_asked import Asked, Options
from ui.reading import store_state

user = sign_in.require(Role.CONTROLLER, Role.MANAGER)

# Title
draw.title("Fakturakontroll", user)
with states.told():
    state = store_state(user.scope)
    options = Options.of(user, state)
invoice_parts.freshness(user, state)
if not options.months:
    states.no_invoices_loaded()

# Filters
chosen, remarks = invoice_asked.choose(options, state)
states.said_of_the_address(remarks)
part = invoice_parts.PARTS[parts.choose(list(invoice_parts.PARTS))]
above = st.container()

# Query and draw
with states.told():
    part.show(Asked(user, state, options, chosen))
with above:
    states.said_of_the_address(case_filters.remarks())

# Explain
explain.figures(part.definitions, *part.questions)
