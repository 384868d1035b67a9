"""Komplettera: placements as a grid to fill in, on the screen or in a workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from domain import formats
from ui import additions, entry_workbook, explain
from ui.additions import Change, Codes, Field, Kind, Row
from ui.entering import Chosen, version
from ui.entry_workbook import Line
from ui.openings import Opening
from ui.sign_in import User

_FIRST_DAY, _LAST_DAY = dt.date(1990, 1, 1), dt.date(2099, 12, 31)
"""What a day can be: without them a year that is typed takes six figures."""


def show(
    user: User,
    opening: Opening,
    chosen: Chosen,
    rows: Sequence[Row],
    codes: Codes,
    today: dt.date,
    lines_of: Callable[[str, bytes], Sequence[Line]],
) -> list[Change]:
    """The grid, the way out as a workbook and in again; the changes that somebody wants saved, else none."""
    changes: list[Change] = []
    if rows:
        st.write(f"**{entry_workbook.words(chosen, rows)}**")
        changes = fill_in(rows, chosen, codes, today)
        entry_workbook.take_out(user, opening, rows, codes)
    found = entry_workbook.hand_in(opening, lines_of, codes)
    return found.changes if found is not None and entry_workbook.told(found) else changes


def fill_in(found: Sequence[Row], chosen: Chosen, codes: Codes, today: dt.date) -> list[Change]:
    """The grid, and what has been changed in it when somebody wants that saved; else nothing."""
    frame = additions.grid(found, chosen.fields, codes, today)
    fixed = [name for name in frame.columns if name not in {field.heading for field in chosen.fields}]
    filled = st.data_editor(
        frame,
        key=f"rutnat-{version()}",
        hide_index=True,
        num_rows="fixed",
        disabled=fixed,
        width="stretch",
        placeholder="",
        column_config={
            "In": st.column_config.DateColumn("In", format="YYYY-MM-DD"),
            **{field.heading: _column(field, codes) for field in chosen.fields},
        },
    )
    changes = additions.changes(found, chosen.fields, filled, codes)
    return changes if _wants_saved(changes) else []


def _wants_saved(changes: Sequence[Change]) -> bool:
    told = "Inget är ändrat."
    if changes:
        unsaved = formats.count(len(changes), "ändrad uppgift", "ändrade uppgifter")
        told = f"{unsaved} som inte är {'sparad' if len(changes) == 1 else 'sparade'}."
    with st.container(horizontal=True, vertical_alignment="center"):
        pressed = st.button("Spara", type="primary", disabled=not changes, key="spara-rutnat")
        explain.note(st, told)
    return bool(pressed and changes)


def _column(field: Field, codes: Codes) -> Any:
    if field.kind is Kind.CODE:
        options = list(codes.held.get(field.column, {}).values())
        return st.column_config.SelectboxColumn(field.heading, options=options)
    if field.kind is Kind.DAY:
        return st.column_config.DateColumn(
            field.heading, format="YYYY-MM-DD", min_value=_FIRST_DAY, max_value=_LAST_DAY
        )
    return st.column_config.NumberColumn(field.heading, min_value=0.0, step=0.01, format="localized")
