"""The lines in which something is found: opened for a purpose, listed, given a status, and taken to the provider."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from domain import formats
from domain.definitions import invoices
from domain.invoice_words import STATUSES, explained
from domain.personnummer import scrub
from queries import door
from ui import (
    draw,
    explain,
    invoice_figures,
    invoice_letter,
    openings,
    purpose,
    reference,
    sign_in,
)
from ui.invoice_asked import Asked
from ui.openings import Opening, Subject
from ui.reading import read_individuals

PAGE = "fakturakontroll"
_SAVED, _SEEN = "_invoice_status_just_set", "_invoice_status_seen"
_LONGEST_NOTE = 500


def show(asked: Asked, unlisted: int) -> None:
    """The list, what is said of a line, and the letters. `unlisted`: marked lines that are not the asker's to see."""
    subject = Subject(PAGE, "Fakturarader med avvikelse", asked.words)
    opening = purpose.ask(asked.user, subject)
    if opening is None:
        return
    rows = read_individuals(opening, "invoice_lines", **asked.chosen.params)
    account = asked.account("rader med avvikelse", invoices.LINE_PART)
    log = partial(openings.logged_export, asked.user.scope, subject, opening.purpose)
    ways = [_way(asked, row) for row in rows.to_dict("records")]
    table = invoice_figures.listed(rows, asked.options, ways)
    draw.table(table, account, "fakturarader-med-avvikelse", log=log)
    if unlisted:
        explain.note(
            st,
            f"{formats.count(unlisted, 'rad', 'rader')} om personer med skyddade uppgifter räknas ovan "
            "men listas bara för den som har rätt till det.",
        )
    if rows.empty:
        return
    _status(asked, opening, rows)
    st.header("Underlag till utföraren", anchor=False)
    invoice_letter.offer(asked, rows, log)


def _way(asked: Asked, row: dict[Any, Any]) -> str:
    """The way to a line's placement; none where it is not known, or hidden."""
    if row["invoice_id"] == "skyddad" or not formats.known(row["person_key"]):
        return ""
    sealed = reference.of(
        asked.user,
        person_key=str(row["person_key"]),
        case_id=row["case_id"] if formats.known(row["case_id"]) else None,
        placement_id=str(row["placement_id"]),
    )
    return sign_in.followed(f"placeringar?placering={sealed}")


def _status(asked: Asked, opening: Opening, rows: pd.DataFrame) -> None:
    """Choose a line, see what has been said of it, and say how it is."""
    st.header("Status för en rad", anchor=False)
    lines = {
        f"{row['invoice_id']}:{row['line_no']}": invoice_figures.clean(row)
        for row in rows.to_dict("records")
        if row["invoice_id"] != "skyddad"
    }
    if not lines:
        explain.note(st, "Ingen av raderna är din att ge en status.")
        return
    picked = st.selectbox("Faktura och rad", list(lines), key="vald-rad", width=420)
    line = lines.get(str(picked)) or next(iter(lines.values()))
    told = st.session_state.pop(_SAVED, "")
    if told:
        st.success(told)
    explain.note(st, explained(line))
    _form(asked, line)
    _history(opening, line)


def _form(asked: Asked, line: dict[str, Any]) -> None:
    # What is saved was written against what stood on the screen, and the click itself reads the line anew.
    key = (line["invoice_id"], line["line_no"])
    shown: dict[Any, int | None] = st.session_state.get(_SEEN, {})
    latest = None if line["latest_status_id"] is None else int(line["latest_status_id"])
    seen = shown.get(key, latest)
    st.session_state[_SEEN] = {key: latest}
    codes = list(STATUSES)
    with st.form("status-for-rad", border=False):
        left, right = st.columns([1, 2])
        status = left.selectbox(
            "Status", codes, index=codes.index(str(line["status"])), format_func=lambda code: STATUSES[code]
        )
        note = right.text_input(
            "Anteckning", max_chars=_LONGEST_NOTE, placeholder="Skriv inga namn eller personnummer"
        )
        pressed = st.form_submit_button("Spara status")
    if not pressed:
        return
    said = door.write(
        "set_invoice_status",
        asked.user.scope,
        invoice_id=line["invoice_id"],
        line_no=line["line_no"],
        status=status,
        note=scrub(note.strip()) or None,
        seen=seen,
    ).to_dict("records")[0]
    if said["status_id"] is None:
        st.warning(
            f"{said['was_set_by']} ändrade raden {formats.minute(said['was_set_at'])}, efter att du öppnade den. "
            "Din status är inte sparad. Se vad som gäller nu och spara igen om det behövs."
        )
        return
    st.session_state[_SAVED] = (
        f"{line['invoice_id']}:{line['line_no']} har fått statusen {STATUSES[status].lower()}."
    )
    st.rerun()


def _history(opening: Opening, line: dict[str, Any]) -> None:
    """What has been said of the line, also of values that it no longer has."""
    found = read_individuals(
        opening, "invoice_history", invoice_id=line["invoice_id"], line_no=line["line_no"]
    )
    if found.empty:
        explain.note(st, "Ingen har sagt något om raden än.")
        return
    lines = [
        f"{formats.minute(row['set_at'])} {row['set_by']}: {STATUSES.get(str(row['status']), row['status'])}"
        f"{'. ' + str(row['note']) if row['note'] else ''}"
        f"{'' if row['still_holds'] else ' (raden har ändrats sedan dess)'}"
        for row in found.to_dict("records")
    ]
    explain.note(st, *lines)
