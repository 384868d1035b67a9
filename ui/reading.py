"""Reading through the door, kept for a short while for the same scope, load and parameters.

Streamlit's own cache is shared by all users: everything that decides what a person may see is part of
the key, and rows about individuals are never read this way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from queries import door
from queries.scope import Scope
from ui.openings import Opening

_KEPT_SECONDS = 60
_KEPT_ANSWERS = 300
_RARELY_CHANGES_SECONDS = 3600

ViewTexts = dict[str, tuple[str, str]]
"""The comment and the SQL of each view by its name."""


@dataclass(frozen=True, slots=True)
class StoreState:
    """How fresh the store is for one board. `latest_load` None: nothing has been loaded.

    `protections` changes when somebody is protected by hand: answers kept from before are then not shown.
    """

    is_demo: bool
    latest_load: int | None
    data_through: str | None
    day_rule: str
    protections: int


@dataclass(frozen=True, slots=True)
class BoardState:
    """What every signed-in role may know of its board."""

    is_demo: bool
    day_rule: str


def store_state(scope: Scope) -> StoreState:
    """The state of the store just now; asked at every rerun, so that a new load shows at once."""
    rows = door.run("store_state", scope).to_dict("records")
    row = rows[0] if rows else {}
    load, through = row.get("latest_load"), row.get("data_through")
    return StoreState(
        is_demo=bool(row.get("is_demo")),
        latest_load=None if load is None else int(load),
        data_through=None if through is None else str(through),
        day_rule=str(row.get("day_rule") or "natt"),
        protections=int(row.get("protections") or 0),
    )


def board_state(scope: Scope) -> BoardState:
    """The board just now, for every role; asked at every rerun."""
    rows = door.run("board_state", scope).to_dict("records")
    row = rows[0] if rows else {}
    return BoardState(is_demo=bool(row.get("is_demo")), day_rule=str(row.get("day_rule") or "natt"))


def read(question: str, scope: Scope, state: StoreState, /, **params: object) -> pd.DataFrame:
    """The answer to a question about groups, as of the store's latest load."""
    return _kept(question, scope, state, tuple(sorted(params.items())))


@st.cache_data(ttl=_KEPT_SECONDS, max_entries=_KEPT_ANSWERS, show_spinner="Hämtar uppgifter …")
def _kept(
    question: str, scope: Scope, state: StoreState, params: tuple[tuple[str, Any], ...]
) -> pd.DataFrame:
    return door.run(question, scope, **dict(params))


def read_individuals(opening: Opening, question: str, /, **params: Any) -> pd.DataFrame:
    """The rows about individuals that an opening is for: read now, and not kept."""
    return door.run(question, opening.scope, opening=opening.number, **params)


def individuals_in_parts(opening: Opening, question: str, /, **params: Any) -> Iterator[pd.DataFrame]:
    """The same a part at a time, for a file of any length."""
    return door.in_parts(question, opening.scope, opening=opening.number, **params)


@st.cache_data(ttl=_RARELY_CHANGES_SECONDS, show_spinner=False)
def view_texts(scope: Scope, names: tuple[str, ...]) -> ViewTexts:
    """The comment and the SQL of each view by name, as the store has them: they change when it is migrated."""
    rows = door.run("view_texts", scope, names=names).to_dict("records")
    return {str(row["name"]): (str(row["comment"]), str(row["text"])) for row in rows}
