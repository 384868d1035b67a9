"""What was agreed with a provider and what came of it: framework price, and how placements ended."""

from __future__ import annotations

import datetime as dt
from typing import Any

import streamlit as st

from domain import formats
from domain.quality.words import kind_of_end
from ui import draw, explain
from ui.exports import Account
from ui.index_asked import Asked
from ui.reading import read
from ui.tables import Column, Kind, Table

_ENDS = (
    Column("year", "År", Kind.LABEL),
    Column("kind", "Slag", Kind.TEXT),
    Column("end_reason", "Avslutsorsak", Kind.TEXT),
    Column("placements", "Placeringar", Kind.COUNT),
)
_PRICES = (
    Column("tender_area", "Anbudsområde", Kind.TEXT),
    Column("valid_from", "Från och med", Kind.DATE),
    Column("valid_to", "Till och med", Kind.DATE_IF_ANY),
    Column("daily_price_kr", "Ramavtalspris, kr per dygn", Kind.COUNT),
)


def price(asked: Asked, provider: str, form: str, account: Account) -> None:
    """The framework price of the year, kr per day, and every agreement there is."""
    st.header("Pris mot ramavtal", anchor=False)
    rows = read(
        "provider_framework_prices", asked.user.scope, asked.state, provider_code=provider, care_form=form
    )
    if rows.empty:
        explain.note(st, "Utföraren har inget ramavtal för vårdformen.")
        return
    day = min(asked.state.data_through or "9999-12-31", f"{asked.chosen.year}-12-31")
    valid = [
        float(row["daily_price_kr"])
        for row in rows.to_dict("records")
        if formats.known(row["daily_price_kr"]) and _holds(row, day)
    ]
    if valid:
        low, high = min(valid), max(valid)
        told = formats.number(low) if low == high else f"{formats.number(low)}–{formats.number(high)}"
        explain.note(
            st, f"Ramavtalspriset {day} är {told} kr per dygn. Kostnaden per dygn ovan har också tillägg."
        )
    else:
        explain.note(st, f"Inget ramavtal med känt pris gällde {day}.")
    draw.folded_table(Table("Ramavtal", _PRICES, rows), account, "utforarens-ramavtal")


def _holds(row: dict[Any, Any], day: str) -> bool:
    until = str(row["valid_to"])[:10] if formats.known(row["valid_to"]) else dt.date.max.isoformat()
    return str(row["valid_from"])[:10] <= day <= until


def ends(asked: Asked, one: dict[str, str], account: Account) -> None:
    """How placements ended, planned against broken off, whatever the year."""
    st.header("Hur placeringarna avslutades", anchor=False)
    rows = read("provider_ends", asked.user.scope, asked.state, **one)
    if rows.empty:
        explain.note(st, "Ingen placering har avslutats.")
        return
    held = rows.to_dict("records")
    shown = rows.assign(
        kind=[
            kind_of_end(str(row["end_reason"]) if formats.known(row["end_reason"]) else None) for row in held
        ],
        end_reason=[
            str(row["end_reason_label"]) if formats.known(row["end_reason"]) else "okänd" for row in held
        ],
    )
    sums = shown.groupby("kind")["placements"].sum().to_dict()
    told = ", ".join(f"{str(kind).lower()} {formats.number(number)}" for kind, number in sorted(sums.items()))
    own = " i dina enheter" if asked.user.scope.units is not None else ""
    explain.note(
        st,
        f"Alla år{own}: {told}. Planerat är enligt plan, upphörd LVU- eller LVM-vård, vårdnadsöverflyttning och "
        "åldersgräns; avbrutet är avbrott, omplacering och avtal eller ekonomi.",
    )
    total: dict[str, object] = {
        "placements": int(rows["placements"].sum()),
        "kind": "Totalt",
        "end_reason": "",
        "year": None,
    }
    draw.folded_table(Table("Avslutade placeringar", _ENDS, shown, total), account, "utforarens-avslut")
