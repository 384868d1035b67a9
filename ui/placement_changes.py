"""What loads have changed among the placements: counts by kind for all, and the placements after a purpose."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from domain import formats
from domain.definitions import placements as definitions
from ui import (
    address,
    draw,
    explain,
    openings,
    person_words,
    placement_list,
    purpose,
    states,
)
from ui.openings import Subject
from ui.placement_asked import Asked
from ui.placement_choice import PAGE
from ui.reading import read, read_individuals
from ui.selection import kept_words
from ui.tables import Column, Kind, Table

_WEEK = dt.timedelta(days=7)
_LOAD, _CHANGE = "inlasning", "andring"
CHANGES = {
    "tillkom": "Ny placering",
    "borta": "Finns inte längre i listan",
    "avslutad": "Avslutad",
    "in_dag": "Annan in-dag",
    "ut_dag": "Annan ut-dag",
    "vardform": "Annan vårdform",
    "utforare": "Annan utförare",
    "pris": "Annat pris",
    "upphandling": "Annan upphandling",
    "underskrift": "Avtalet undertecknat en annan dag",
    "avtalets_slut": "Annan sista dag i avtalet",
}
"""The kinds of change in the order they are told."""

_ABOUT = "Ändrade placeringar"


def show(asked: Asked) -> None:
    """Choose since which load, say how many changed, ask for the purpose, and list them."""
    held = read("loads", asked.user.scope, asked.state)
    loads = since_loads(held)
    load = _load(loads, of_last_week(held, asked.state.data_through))
    if load is None:
        states.nothing_found(
            "Det finns ingen tidigare inläsning att jämföra med.",
            "Ändringar visas från den andra inläsningen.",
        )
        return
    units = asked.kept.get("unit")
    units_kept = {"unit": units} if units else {}
    words = {"Ändrat av": loads[load], **kept_words(units_kept, asked.options)}
    explain.selected(words)
    if len(asked.kept) > len(units_kept):
        explain.note(st, "Av urvalet till vänster gäller bara enhet här.")
    counted = read("placement_change_counts", asked.user.scope, asked.state, load=load, units=units)
    numbers = dict(zip(counted["change"], counted["placements"], strict=True))
    if not numbers:
        states.nothing_found("Inga placeringar har ändrats sedan dess.", "Välj en tidigare inläsning.")
        return
    account = asked.account(words, (definitions.CHANGED,))
    draw.table(counts(numbers), account, "andringar")
    offered = {code: name for code, name in CHANGES.items() if code in numbers}
    address.look(_CHANGE, "Ändring", offered.values())
    change = st.selectbox(
        "Visa placeringarna med ändringen",
        list(offered),
        format_func=lambda code: offered.get(code, code),
        key=_CHANGE,
        bind="query-params",
    )
    told = {**words, "Ändring": offered[change]}
    subject = Subject(PAGE, _ABOUT, told)
    opening = purpose.ask(asked.user, subject)
    if opening is None:
        return
    found = read_individuals(opening, "placement_changes", load=load, change=change, units=units)
    log = partial(openings.logged_export, asked.user.scope, subject, opening.purpose)
    draw.table(
        listed(found, asked, offered[change]),
        asked.account(told, (definitions.CHANGED,)),
        "andrade-placeringar",
        log=log,
    )
    if len(found) < int(str(numbers[change])):
        explain.note(st, "Personer med skyddade personuppgifter är med i antalet men inte i listan.")


def since_loads(loads: pd.DataFrame) -> dict[int, str]:
    """The loads that something can be compared from, the latest first: all that brought something but the first."""
    rows = _brought(loads)
    rows.sort(key=lambda row: int(row["load_id"]), reverse=True)
    return {
        int(
            row["load_id"]
        ): f"inläsning {int(row['load_id'])} och senare ({row['source']}, uppgifter till och med "
        f"{formats.date(row['data_through'])})"
        for row in rows[:-1]
    }


def of_last_week(loads: pd.DataFrame, data_through: str | None) -> int | None:
    """The first load that reached into the last week before the cut-off."""
    if not data_through:
        return None
    since = dt.date.fromisoformat(data_through) - _WEEK
    reached = [int(row["load_id"]) for row in _brought(loads) if row["data_through"] > since]
    return min(reached, default=None)


def _brought(loads: pd.DataFrame) -> list[dict[Any, Any]]:
    """The loads that brought something that stands: none taken back, and none that takes another back."""
    return [
        row
        for row in loads.to_dict("records")
        if not formats.known(row["undone_by"]) and not formats.known(row["undoes"])
    ]


def _load(loads: dict[int, str], default: int | None) -> int | None:
    if not loads:
        return None
    address.look(_LOAD, "Ändrat av", loads.values())
    numbers = list(loads)
    picked = st.selectbox(
        "Ändrat av",
        numbers,
        index=numbers.index(default) if default in loads else 0,
        format_func=lambda number: loads.get(number, str(number)),
        key=_LOAD,
        bind="query-params",
        filter_mode="contains",
    )
    return int(picked) if picked else None


def counts(numbers: dict[str, object]) -> Table:
    """How many placements have changed in each way."""
    rows = [(name, numbers[code]) for code, name in CHANGES.items() if code in numbers]
    columns = (Column("change", "Ändring", Kind.TEXT), Column("placements", "Placeringar", Kind.COUNT))
    frame = pd.DataFrame(rows, columns=[column.name for column in columns], dtype=object)
    return Table("Ändringar", columns, frame)


def listed(rows: pd.DataFrame, asked: Asked, title: str) -> Table:
    """The placements that changed in one way, each a way to the placement where it is still there."""
    found = [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]
    shown = pd.DataFrame(
        [
            {
                "case_id": row["case_id"] or "utan ärende",
                "key": person_words.short(row["person_key"]),
                "care_form": row["care_form"],
                "unit": row["unit"] or formats.UNKNOWN,
                "was": _written(row["change"], row["was"]),
                "becomes": _written(row["change"], row["becomes"]),
                "load_id": row["load_id"],
                "address": placement_list.link(asked.user, row),
            }
            for row in found
        ],
        dtype=object,
    )
    columns = (
        Column("case_id", "Ärende", Kind.TEXT, link="address"),
        Column("key", "Nyckel", Kind.TEXT),
        Column("care_form", "Vårdform", Kind.TEXT),
        Column("unit", "Enhet", Kind.TEXT),
        Column("was", "Före", Kind.TEXT),
        Column("becomes", "Nu", Kind.TEXT),
        Column("load_id", "Inläsning", Kind.LABEL),
    )
    return Table(title, columns, shown)


def _written(change: object, value: object) -> str:
    """A value as it is read; who carries a placement out is not told here, since a place may be secret."""
    if change == "utforare":
        return ""
    if not formats.known(value):
        return "" if change in ("tillkom", "borta", "avslutad") else formats.UNKNOWN
    return formats.with_unit(value, "kr", 2) if change == "pris" else str(value)
