"""What was computed against what was booked, what is to be accrued, and incomes: cards and tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from domain import formats
from domain.definitions import invoices
from ui import cards, draw, explain, states
from ui.cards import Card
from ui.invoice_asked import Asked
from ui.reading import read
from ui.tables import Column, Kind, Table

_BOOKED = (
    Column("computed_kr", "Beräknat, kr", Kind.MONEY),
    Column("invoiced_kr", "Fakturerat, kr", Kind.MONEY),
    Column("booked_kr", "Bokfört, kr", Kind.MONEY),
    Column("difference_kr", "Skillnad, kr", Kind.MONEY, "Bokfört minus beräknat, kr"),
    Column("wrongly_invoiced_kr", "Fel på fakturor, kr", Kind.MONEY),
    Column("invoiced_unjudged_kr", "Fakturor som inte kan bedömas, kr", Kind.MONEY),
    Column("less_not_invoiced_kr", "Inte fakturerat, kr", Kind.MONEY),
    Column("booked_otherwise_kr", "Bokfört annat än fakturerat, kr", Kind.MONEY),
    Column("unpriced_days", "Dygn utan pris", Kind.COUNT),
    Column("vat_kr", "Beräknad moms\u00adersättning, kr", Kind.MONEY),
)
_LEFT = (
    Column("days", "Ofakturerade dygn", Kind.COUNT),
    Column("unpriced_days", "Dygn utan pris", Kind.COUNT),
    Column("cost_kr", "Uppbokning, kr", Kind.MONEY),
)
_INCOMES = (
    Column("incomes", "Poster", Kind.COUNT),
    Column("amount_kr", "Belopp, kr", Kind.MONEY),
)


def booked(asked: Asked) -> None:
    """Computed against booked, by month, care form and unit."""
    words = asked.heeded("Vårdform", "Enhet")
    explain.selected(words)
    rows = read("booked_months", asked.user.scope, asked.state, **asked.chosen.of_groups)
    total = _total(rows)
    if not rows.empty and not any(map(formats.known, rows["booked_kr"])):
        states.nothing_found(
            "Ingen bokföring är inläst än.", "Läs in en leverans med bokföring (ledger_entries)."
        )
        return
    _apart(rows)
    if not formats.known(total.get("booked_kr")):
        states.nothing_found(
            "Ingen månad i urvalet är hel i både placeringar och bokföring.", "Välj en tidigare period."
        )
        return
    cards.show(
        [
            Card(
                "Beräknat", formats.money(total["computed_kr"]), invoices.BOOKED, note="kostnad med tillägg"
            ),
            Card("Bokfört", formats.money(total["booked_kr"]), invoices.BOOKED, note="poster med vårdform"),
            Card("Skillnad", formats.signed_money(total["difference_kr"]), invoices.BOOKED),
            Card(
                "Fel på fakturor",
                formats.signed_money(total["wrongly_invoiced_kr"]),
                invoices.BOOKED,
                note="fakturerat minus väntat",
            ),
        ]
    )
    account = asked.account("avstämning", invoices.BOOKED_PART, words)
    draw.table(_by(rows, "month", "Månad", "Per månad", _BOOKED), account, "avstamning-per-manad")
    forms = _by(rows, "care_form", "Vårdform", "Per vårdform", _BOOKED, asked.options.care_forms)
    draw.table(forms, account, "avstamning-per-vardform")
    units = _by(rows, "unit", "Enhet", "Per enhet", _BOOKED, asked.options.units)
    draw.folded_table(units, account, "avstamning-per-enhet")
    explain.note(
        st,
        "Skillnaden är summan av de fyra kolumnerna efter den. Det som inte är fakturerat står med minus: egna "
        "familjehem och egen regi fakturerar inte, och deras kostnad kommer igen under bokfört annat än fakturerat."
        if formats.known(total["invoiced_kr"])
        else "Inga fakturor är inlästa: vad skillnaden består av är okänt.",
    )


def _apart(rows: pd.DataFrame) -> None:
    """What is booked beside care forms, and the months that are not compared."""
    without = rows[rows["level"] == "without_form"]
    if len(without):
        explain.note(
            st,
            f"Därutöver är {formats.money(without['booked_kr'].iloc[0])} bokfört utan vårdform, och ingår inte.",
        )
        unknown = without["invoiced_kr"].iloc[0]
        if formats.known(unknown) and unknown:
            explain.note(st, f"{formats.money(unknown)} är fakturerat på okända placeringar, och ingår inte.")
    months = sorted(set(rows[rows["level"] == "not_whole"]["month"]))
    if months:
        listed = " och ".join(formats.month(month) for month in months)
        explain.note(
            st, f"Inte med: {listed}, där placeringarna eller bokföringen inte når till månadens slut."
        )


def accrual(asked: Asked) -> None:
    """Counted days that nobody has invoiced, by provider and month."""
    if not asked.options.has_invoices:
        states.no_invoices_loaded()
    words = asked.heeded("Utförare", "Vårdform", "Enhet")
    explain.selected(words)
    rows = read("uninvoiced", asked.user.scope, asked.state, **asked.chosen.of_lines)
    total = _total(rows)
    if not total:
        states.nothing_found("Alla dygn i urvalet är fakturerade.", "Välj en senare period.")
        return
    unpriced = formats.count(total["unpriced_days"], "dygn", "dygn")
    cards.show(
        [
            Card("Ofakturerade dygn", formats.with_unit(total["days"], "dygn"), invoices.UNINVOICED),
            Card(
                "Uppbokning",
                formats.money(total["cost_kr"]),
                invoices.ACCRUAL,
                note=f"kostnaden är okänd för {unpriced}" if total["unpriced_days"] else "alla dygn har pris",
            ),
        ]
    )
    account = asked.account("uppbokning", invoices.ACCRUAL_PART, words)
    providers = _by(rows, "provider", "Utförare", "Per utförare", _LEFT, asked.options.providers)
    draw.table(providers, account, "uppbokning-per-utforare")
    draw.table(_by(rows, "month", "Månad", "Per månad", _LEFT), account, "uppbokning-per-manad")


def incomes(asked: Asked) -> None:
    """Incomes by kind and month."""
    words = asked.heeded("Vårdform", "Enhet")
    explain.selected(words)
    rows = read("incomes", asked.user.scope, asked.state, **asked.chosen.of_groups)
    total = _total(rows)
    if not total:
        states.nothing_found("Inga intäkter är levererade i urvalet.")
        return
    cards.show(
        [
            Card(
                "Intäkter",
                formats.money(total["amount_kr"]),
                invoices.INCOMES,
                note=formats.count(total["incomes"], "post", "poster"),
            )
        ]
    )
    account = asked.account("intäkter", invoices.INCOME_PART, words)
    kinds = {str(row["bucket"]): str(row["label"]) for row in rows.to_dict("records") if row["bucket"]}
    draw.table(_by(rows, "kind", "Slag", "Per slag", _INCOMES, kinds), account, "intakter-per-slag")
    draw.table(_by(rows, "month", "Månad", "Per månad", _INCOMES), account, "intakter-per-manad")


def _total(rows: pd.DataFrame) -> dict[str, Any]:
    found = rows[rows["level"] == "total"].to_dict("records")
    return {str(name): value for name, value in found[0].items()} if found else {}


def _by(
    rows: pd.DataFrame,
    level: str,
    heading: str,
    title: str,
    measures: tuple[Column, ...],
    labels: Mapping[str, str] | None = None,
) -> Table:
    """The rows of a level with the total last; a month stands as it is, anything else by its label."""
    shown = rows[rows["level"] == level].copy()
    total = {**_total(rows), "label": "Totalt", "month": "Totalt"}
    if level == "month":
        return Table(title, (Column("month", heading, Kind.MONTH), *measures), shown, total)
    told = labels or {}
    shown["label"] = [told.get(str(code), str(code)) if code else "Okänd" for code in shown["bucket"]]
    return Table(title, (Column("label", heading, Kind.TEXT), *measures), shown, total)
