"""One placement opened: what holds, and its prices, legal bases, absences, extras, invoices and follow-ups."""

from __future__ import annotations

import datetime as dt
from functools import partial
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from domain import formats
from domain.definitions import placements as definitions
from domain.invoice_words import FINDINGS, STATUSES
from ui import (
    draw,
    explain,
    openings,
    person_words,
    placement_columns,
    purpose,
    reference,
    sign_in,
)
from ui.exports import Account
from ui.openings import Opening, Subject
from ui.placement_asked import Asked
from ui.placement_choice import PAGE, Choice
from ui.placement_list import ONE
from ui.reading import read_individuals
from ui.reference import Reference
from ui.tables import Column, Kind, Table

_ALL_TIME = dt.date(1900, 1, 1)
"""Before any placement: one that has ended is found too."""

DEAD = (
    "Länken till placeringen gäller inte längre: den kan bara följas i den inloggning och roll som den visades i. "
    "Öppna placeringen från listan."
)
NOBODY = "Placeringen finns inte, eller omfattas inte av din behörighet."

_FROM = Column("from_on", "Från", Kind.DATE)
_TO = Column("to_on", "Till", Kind.DATE)
_PERIOD = (_FROM, _TO)
_PARTS: dict[str, tuple[str, tuple[Column, ...]]] = {
    "pris": (
        "Priser",
        (
            *_PERIOD,
            Column("daily_price_kr", "Pris per dygn", Kind.MONEY, "Pris per dygn, kr"),
            Column("monthly_amount_kr", "Belopp per månad", Kind.MONEY, "Belopp per månad, kr"),
        ),
    ),
    "lagrum": ("Lagrum", (*_PERIOD, Column("label", "Lagrum", Kind.TEXT))),
    "franvaro": ("Frånvaro", (*_PERIOD, Column("label", "Slag", Kind.TEXT))),
    "tillagg": (
        "Tillägg",
        (
            *_PERIOD,
            Column("label", "Slag", Kind.TEXT),
            Column("amount_kr", "Belopp", Kind.MONEY, "Belopp, kr"),
        ),
    ),
    "overvagande": (
        "Överväganden och omprövningar",
        (
            Column("from_on", "Dag", Kind.DATE),
            Column("label", "Slag", Kind.TEXT),
            Column("said", "Utfall", Kind.TEXT),
            Column("due_on", "Nästa senast", Kind.DATE),
        ),
    ),
    "uppfoljning": (
        "Uppföljningar",
        (
            Column("from_on", "Dag", Kind.DATE),
            Column("label", "Fråga", Kind.TEXT),
            Column("said", "Svar", Kind.TEXT),
        ),
    ),
}
"""The parts of the history in the order they are read, with their columns."""

_ANSWERS = {"vet_ej": "Vet ej"}
_HIDDEN = {"skyddad": "Skyddad"}
"""What stands for the number of an invoice while the place is secret."""

INVOICE_COLUMNS = (
    Column("invoice_id", "Faktura", Kind.TEXT),
    Column("line_no", "Rad", Kind.LABEL),
    Column("kind", "Slag", Kind.TEXT),
    Column("period_from", "Från", Kind.DATE),
    Column("period_to", "Till", Kind.DATE),
    Column("invoiced_days", "Dygn", Kind.COUNT),
    Column("invoiced_price_kr", "Pris", Kind.MONEY, "Pris, kr"),
    Column("invoiced_amount_kr", "Belopp", Kind.MONEY, "Belopp, kr"),
    Column("invoiced_on", "Fakturadag", Kind.DATE),
    Column("expected_amount_kr", "Väntat", Kind.MONEY, "Väntat belopp, kr"),
    Column("found", "Avvikelse", Kind.TEXT),
    Column("said", "Status", Kind.TEXT),
)
"""The lines of invoices as they were delivered, and what Fakturakontroll finds in each."""


def asked_for(asked: Asked) -> Reference | None:
    """Which placement the address leads to; None where to none, and says so where the link has died."""
    text = st.query_params.get(ONE)
    if not text:
        return None
    found = reference.read(asked.user, text)
    if found is None or found.placement_id is None:
        st.warning(DEAD)
        return None
    return found


def show(asked: Asked, found: Reference) -> None:
    """The one placement, after its purpose."""
    st.button("Till listan", on_click=_leave, key="till-listan")
    keys = (found.person_key,) if found.person_key else ()
    opening = purpose.ask(asked.user, Subject(PAGE, "En placering", person_keys=keys, case_id=found.case_id))
    if opening is None:
        return
    rows = _one(asked, opening, str(found.placement_id))
    if rows.empty:
        st.info(NOBODY)
        return
    told = placement_columns.in_words({str(name): value for name, value in rows.iloc[0].items()})
    words = {"Ärende": str(told["case_id"]), "Person": str(told["person"])}
    if found.person_key:
        words["Nyckel"] = person_words.short(found.person_key)
    explain.selected(words)
    account = asked.account(words, (definitions.LISTED,))
    log = partial(openings.logged_export, asked.user.scope, opening.subject, opening.purpose)
    draw.table(_holds(told), account, "placering", log=log)
    if asked.user.scope.entry:
        link = escape(sign_in.followed("komplettera"))
        st.html(f'<p><a href="{link}">Komplettera det som inte levereras</a></p>')
    _history(opening, str(found.placement_id), account, log)


def _one(asked: Asked, opening: Opening, placement_id: str) -> pd.DataFrame:
    """The placement as the list has it on the last day covered, also if it has ended."""
    today = dt.date.fromisoformat(str(asked.state.data_through))
    choice = Choice(None, today, _ALL_TIME, {"placement": (placement_id,)})
    return read_individuals(
        opening, "placement_list", **choice.params, sort="moved_in_on", descending=True, skip=0, most=1
    )


def _holds(told: dict[str, object]) -> Table:
    """What holds for the placement: one row a property."""
    columns = (Column("what", "Uppgift", Kind.TEXT), Column("holds", "Gäller", Kind.TEXT))
    lines = [
        (column.alone, column.written(told[column.name]))
        for column in placement_columns.COLUMNS
        if column.name not in ("case_id", "person")
    ]
    frame = pd.DataFrame(lines, columns=["what", "holds"], dtype=object)
    return Table("Placeringen", columns, frame[frame["holds"] != ""])


def _history(opening: Opening, placement_id: str, account: Account, log: draw.Logged) -> None:
    history = read_individuals(opening, "placement_history", placement=placement_id)
    draw.table(_part(history, "pris"), account, "priser", log=log)
    invoices = read_individuals(opening, "placement_invoices", placement=placement_id)
    draw.table(invoiced(invoices), account, "fakturor", log=log)
    for item in list(_PARTS)[1:]:
        draw.table(_part(history, item), account, item, log=log)


def _part(history: pd.DataFrame, item: str) -> Table:
    title, columns = _PARTS[item]
    rows = history[history["item"] == item]
    shown = rows.assign(
        label=[label or formats.UNKNOWN for label in rows["label"]],
        said=[_ANSWERS.get(str(said), said) if said else formats.UNKNOWN for said in rows["said"]],
        to_on=[_until(item, first, last) for first, last in zip(rows["from_on"], rows["to_on"], strict=True)],
    )
    # a price is told a day or a month, seldom both: a column of nothing says nothing
    kept = tuple(
        column
        for column in columns
        if item != "pris" or not column.name.endswith("_kr") or _any(rows, column)
    )
    return Table(title, kept, shown[[column.name for column in kept]])


def _until(item: str, first: Any, last: Any) -> Any:
    if formats.known(last):
        return last
    return first if item == "tillagg" else "tills vidare"


def _any(rows: pd.DataFrame, column: Column) -> bool:
    return any(formats.known(value) for value in rows[column.name])


def invoiced(rows: pd.DataFrame) -> Table:
    """The lines as they were delivered, and what each is held against. A status stands where something was found."""
    listed = [list(codes) if codes is not None else [] for codes in rows["findings"]]
    rows = rows.assign(
        invoice_id=[_HIDDEN.get(str(number), number) for number in rows["invoice_id"]],
        # a day that is hidden is not unknown
        invoiced_on=[
            "" if number in _HIDDEN else day
            for number, day in zip(rows["invoice_id"], rows["invoiced_on"], strict=True)
        ],
        found=[", ".join(FINDINGS.get(code, code) for code in codes) for codes in listed],
        said=[
            STATUSES.get(str(status), "") if codes else ""
            for codes, status in zip(listed, rows["status"], strict=True)
        ],
    )
    total: dict[str, object] = {column.name: "" for column in INVOICE_COLUMNS}
    total |= {"invoice_id": "Totalt"}
    if len(rows):
        total |= {"invoiced_amount_kr": rows["invoiced_amount_kr"].sum()}
    return Table("Fakturor", INVOICE_COLUMNS, rows[[column.name for column in INVOICE_COLUMNS]], total)


def _leave() -> None:
    st.query_params.pop(ONE, None)
