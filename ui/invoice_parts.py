"""The parts of Fakturakontroll: each asks its questions, draws its figures and says what was chosen in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from domain import formats
from domain.definitions import Definition, invoices
from ui import (
    cards,
    draw,
    explain,
    invoice_booked,
    invoice_lines,
    states,
    tables,
)
from ui.invoice_asked import RULE, Asked
from ui.invoice_figures import Sums
from ui.reading import StoreState, read
from ui.sign_in import User


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page, its figures, and the questions behind it."""

    show: Callable[[Asked], None]
    definitions: tuple[Definition, ...]
    questions: tuple[str, ...]


_MOST_AT_STAKE = 10
"""How many providers the page shows before they are folded."""


def freshness(user: User, state: StoreState) -> None:
    """How far the data reach and how the days of invoices are counted."""
    explain.note(st, f"Uppgifter till och med {formats.date(state.data_through)}. {RULE}")
    states.said_of_the_address(explain.sources_behind(user, state))


def _lines(asked: Asked) -> None:
    if not asked.options.has_invoices:
        states.no_invoices_loaded()
    explain.selected(asked.words)
    sums = Sums(read("invoice_sums", asked.user.scope, asked.state, **asked.chosen.params))
    if sums.is_empty:
        states.nothing_found("Inga fakturarader finns i urvalet.")
        return
    cards.show(sums.cards())
    if not sums.judges_agreements:
        explain.note(st, "Utan avtal bedöms inte: ingen placering har uppgift om när avtalet skrevs under.")
    account = asked.account("summor", invoices.LINE_PART)
    draw.chart(st.container(), sums.figure(), "Per månad. Värdena står i tabellen per månad.")
    draw.folded_table(sums.months(), account, "fakturakontroll-per-manad")
    providers = sums.providers(asked.options)
    if len(providers.rows) <= _MOST_AT_STAKE:
        draw.table(providers, account, "fakturakontroll-per-utforare")
    else:
        most = f"De {_MOST_AT_STAKE} utförare som har mest i fråga"
        tables.show(providers.first(_MOST_AT_STAKE).named(most))
        draw.folded_table(providers, account, "fakturakontroll-per-utforare")
    draw.folded_table(sums.findings(), account, "fakturakontroll-per-avvikelse")
    st.header("Raderna", anchor=False)
    invoice_lines.show(asked, int(sums.total["unlisted_lines"]))


PARTS = {
    "Avvikelser": Part(
        _lines, invoices.LINE_PART, ("invoice_sums", "invoice_lines", "invoice_history", "set_invoice_status")
    ),
    "Avstämning": Part(invoice_booked.booked, invoices.BOOKED_PART, ("booked_months",)),
    "Uppbokning": Part(invoice_booked.accrual, invoices.ACCRUAL_PART, ("uninvoiced",)),
    "Intäkter": Part(invoice_booked.incomes, invoices.INCOME_PART, ("incomes",)),
}
"""In the order they are offered."""
