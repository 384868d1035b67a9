"""The rooms of the house: which page is where, for whom, and whether it shares the filters."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from queries.scope import Role
from ui.sign_in import User

_PAGES = Path(__file__).parent.parent / "pages"
_NO_NAME = "Insatskollen"
MARK = str(Path(__file__).with_name("mark.svg"))
"""Our own icon: one of Streamlit's named icons would be fetched from another server."""


@dataclass(frozen=True, slots=True)
class Room:
    """One page: its file (and address), its name in the menu, the roles it is open to."""

    name: str
    title: str
    icon: str
    roles: frozenset[Role]
    shares_filters: bool = False


ROOMS = (
    Room(
        "dygnskostnad",
        "Dygnskostnad",
        ":material/payments:",
        frozenset({Role.CONTROLLER, Role.MANAGER}),
        shares_filters=True,
    ),
    Room("atkomstlogg", "Åtkomstlogg", ":material/visibility:", frozenset({Role.REVIEWER})),
)


def pages(user: User | None) -> list[Page]:
    """Every room as a page of its own address; the menu names only those that the user's role may open.

    A room that is not the user's is there without its name: its own guard says in Swedish what is missing,
    where Streamlit would open an English dialog. The first open room also answers at `/`.
    """
    mine = [room for room in ROOMS if _is_open(room, user)]
    first = (mine or list(ROOMS))[0]
    title = first.title if mine else _NO_NAME
    front = st.Page(_file(first), title=title, url_path="start", default=True, visibility="hidden")
    return [front, *(_page(room, room in mine) for room in ROOMS)]


def shares_filters(page: Page, user: User | None) -> bool:
    """Whether the shared filters belong beside this page, for this user."""
    mine = [room for room in ROOMS if _is_open(room, user)]
    here = [room for room in mine if room.name == page.url_path] or ([] if page.url_path else mine[:1])
    return any(room.shares_filters for room in here)


def _is_open(room: Room, user: User | None) -> bool:
    return user is not None and user.role in room.roles


def _page(room: Room, is_open: bool) -> Page:
    if is_open:
        return st.Page(_file(room), title=room.title, icon=room.icon, url_path=room.name)
    return st.Page(_file(room), title=_NO_NAME, url_path=room.name, visibility="hidden")


def _file(room: Room) -> Path:
    return _PAGES / f"{room.name}.py"
