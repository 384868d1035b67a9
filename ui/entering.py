"""Komplettera: which placements to fill in, the grid, and what became of what was saved."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from domain import formats
from domain.errors import InsatskollenError
from queries import door
from ui import additions, address, explain, states, tables
from ui.additions import WAYS, Change, Codes, Field, Row
from ui.openings import Opening
from ui.reading import read_individuals
from ui.sign_in import User
from ui.tables import Column, Table
from ui.tables import Kind as Cell

PAGE = "komplettera"
RULES = (
    "Det som en källa levererar gäller alltid framför det som matas in. Säger de olika står det i Datakvalitet.",
    "Varje inmatning är en egen inläsning med vem och när. Den kan ångras och påverkar inget annat.",
    "Ett pris läggs till från en dag. Ett felaktigt pris tas bort genom att inmatningen ångras.",
)
"""What holds for what is entered, said under the page."""

MOST = 500
"""Rows of a grid; a longer list is narrowed."""

FOLLOW_UP = "Uppföljning"
"""The way that is no field of placements."""

_GRID = "_grid_being_filled"
_SAVED = "_entry_just_saved"
_OUTCOMES = {
    "inmatad": "Inmatad",
    "oforandrad": "Stod redan så",
    "andrad": "Ändrad av någon annan",
    "levererad": "Levereras av källan",
    "avvisad": "Avvisad",
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is filled in: the name of the way, and whether stays that ended within a year are along."""

    way: str
    with_ended: bool

    @property
    def is_follow_up(self) -> bool:
        """Whether it is the answers of a follow-up that are filled in, and not fields of placements."""
        return self.way == FOLLOW_UP

    @property
    def lacking(self) -> str | None:
        """The question's name of it; None for all placements."""
        return None if self.is_follow_up else WAYS[self.way][0]

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields that are filled in."""
        return () if self.is_follow_up else WAYS[self.way][1]

    @property
    def words(self) -> dict[str, str]:
        """The choice as headings and labels."""
        ended = "pågående och avslutade det senaste året" if self.with_ended else "pågående"
        return {"Matas in": self.way.lower(), "Placeringar": ended}

    def since(self, today: dt.date) -> dt.date:
        """Stays that ended before this day are left out."""
        return today - dt.timedelta(days=365) if self.with_ended else today


def choose() -> Chosen:
    """What to fill in, from the address and the row of choices."""
    names = [*WAYS, FOLLOW_UP]
    address.look("saknar", "Saknar", names)
    way = st.segmented_control(
        "Det som inte levereras", names, default=names[0], required=True, key="saknar", bind="query-params"
    )
    with_ended = st.toggle("Även avslutade det senaste året", key="avslutade", bind="query-params")
    return Chosen(str(way or names[0]), bool(with_ended))


def remarks(chosen: Chosen) -> list[str]:
    """What of the address could not be followed."""
    return address.remarks(chosen)


def rows(opening: Opening, chosen: Chosen, today: dt.date) -> tuple[Row, ...]:
    """The placements to fill in, as they stood when the grid was opened: kept until it is saved or fetched anew.

    A grid knows its rows by their place: were they read anew while somebody types, what is typed could land on another.
    """
    which = (opening.number, chosen, today)
    kept = st.session_state.get(_GRID)
    if kept is None or kept[0] != which:
        found = read_individuals(
            opening,
            "placement_additions",
            since=chosen.since(today),
            lacking=chosen.lacking,
            units=None,
            placements=None,
            most=MOST,
        )
        kept = (which, tuple(found.to_dict("records")), version() + 1)
        st.session_state[_GRID] = kept
    found_rows: tuple[Row, ...] = kept[1]
    return found_rows


def fetch_anew() -> None:
    """Let go of the grid: the next run reads the rows anew."""
    kept = st.session_state.get(_GRID)
    if kept is not None:
        st.session_state[_GRID] = (None, (), kept[2])


def save(user: User, opening: Opening, changes: Sequence[Change], take_in: Callable[[], object]) -> None:
    """Write the changes down, take them in, and remember what to tell when the page has been drawn anew.

    Written down is not lost: what could not be taken in just now is taken in with the next entry.
    """
    written = door.write(
        "enter_changes", user.scope, opening=opening.number, changes=json.dumps(list(changes))
    )
    st.session_state[_SAVED] = int(written["entry_id"].iloc[0])
    fetch_anew()
    try:
        take_in()
    except InsatskollenError as error:
        st.session_state[_SAVED] = (
            f"Det är sparat men inte inläst än. Det läses in med nästa inmatning. {error}"
        )
    st.rerun()


def tell_saved(opening: Opening, codes: Codes) -> None:
    """What became of what was just saved."""
    saved = st.session_state.pop(_SAVED, None)
    if isinstance(saved, str):
        st.warning(saved)
    if not isinstance(saved, int):
        return
    told = read_individuals(opening, "entry_outcome", entry=saved).to_dict("records")
    taken = [row for row in told if row["outcome"] == "inmatad"]
    if taken:
        number = formats.count(len(taken), "uppgift är inmatad", "uppgifter är inmatade")
        st.success(f"{number} (inläsning {taken[0]['load_id']}).")
    others = [row for row in told if row["outcome"] != "inmatad"]
    if others:
        st.warning(f"{formats.count(len(others), 'uppgift', 'uppgifter')} togs inte in.")
        listed = [
            {
                "case": row["case_id"],
                "field": additions.NAMES.get(str(row["field"]), str(row["field"])),
                "outcome": _OUTCOMES.get(str(row["outcome"]), str(row["outcome"])),
                "stands": codes.label(str(row["field"]), row["stands"]) or "",
                "message": row["message"] or "",
            }
            for row in others
        ]
        columns = (
            Column("case", "Ärende", Cell.TEXT),
            Column("field", "Uppgift", Cell.TEXT),
            Column("outcome", "Vad det blev", Cell.TEXT),
            Column("stands", "Det som står", Cell.TEXT),
            Column("message", "Så här gör du", Cell.SENTENCE),
        )
        tables.show(Table("Inte inmatat", columns, pd.DataFrame(listed, dtype=object)))


def entered_lately(user: User, opening: Opening, take_in: Callable[[], object]) -> None:
    """Who has entered what, and the way to undo it. No rows about individuals."""
    listed = door.run("entries", user.scope, most=20).to_dict("records")
    if not listed:
        explain.note(st, "Inget är inmatat än.")
        return
    columns = (
        Column("entry_id", "Nummer", Cell.LABEL),
        Column("entered_at", "När", Cell.TIME),
        Column("entered_by", "Vem", Cell.TEXT),
        Column("placements", "Placeringar", Cell.COUNT),
        Column("taken", "Inmatade uppgifter", Cell.COUNT),
        Column("state", "Läge", Cell.TEXT),
    )
    frame = pd.DataFrame([{**row, "state": _state(row)} for row in listed], dtype=object)
    tables.show(Table("Senast inmatat", columns, frame[[column.name for column in columns]]))
    undoable = [
        row["entry_id"]
        for row in listed
        if row["load_id"] is not None and row["undone_at"] is None and not row["is_waiting"]
    ]
    if not undoable:
        return
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    number = left.selectbox("Ångra inmatning", undoable, index=None, placeholder="Nummer", key="angra")
    if right.button("Ångra", disabled=number is None) and number is not None:
        asked = door.write("undo_entry", user.scope, opening=opening.number, entry=int(number))
        if asked["entry_id"].iloc[0] is None:
            st.warning("Bara den som matade in, eller den som har hela nämnden, kan ångra.")
            return
        with states.told():
            take_in()
        fetch_anew()
        st.rerun()


def _state(row: dict[Any, Any]) -> str:
    if row["undone_at"] is not None:
        return f"Ångrad av {row['undone_by']}"
    if row["is_waiting"]:
        return "Väntar på inläsning"
    return f"Inläsning {row['load_id']}" if row["load_id"] is not None else "Inget nytt att läsa in"


def version() -> int:
    """Counted up when the grid is fetched anew: what was filled in before is not taken along."""
    kept = st.session_state.get(_GRID)
    return int(kept[2]) if kept else 0
