"""The rooms of the house: which page is where, for whom, and whether it shares the filters."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from queries.scope import Role
from ui.filters import Shared
from ui.sign_in import User

_PAGES = Path(__file__).parent.parent / "pages"
_NO_NAME = "Insatskollen"
MARK = str(Path(__file__).with_name("mark.svg"))
"""Our own icon: one of Streamlit's named icons would be fetched from another server."""


@dataclass(frozen=True, slots=True)
class Room:
    """One page: its file (and address), its name in the menu, the roles it is open to, its filters."""

    name: str
    title: str
    icon: str
    roles: frozenset[Role]
    filters: Shared = Shared.NONE


_OF_FIGURES = frozenset({Role.CONTROLLER, Role.MANAGER})

ROOMS = (
    Room("oversikt", "Översikt", ":material/home:", _OF_FIGURES, Shared.MONTH_AND_UNIT),
    Room("individflode", "Individflöde", ":material/timeline:", frozenset({Role.MANAGER})),
    Room("floden", "Flöden", ":material/account_tree:", frozenset({Role.MANAGER})),
    Room("inflode", "Inflöde", ":material/move_to_inbox:", frozenset({Role.MANAGER})),
    Room("parallella_insatser", "Parallella insatser", ":material/join_inner:", frozenset({Role.MANAGER})),
    Room("dygnskostnad", "Dygnskostnad", ":material/payments:", _OF_FIGURES, Shared.ALL),
    Room("placeringar", "Placeringar", ":material/list_alt:", _OF_FIGURES, Shared.GROUPS),
    Room("mal", "Mål", ":material/flag:", _OF_FIGURES),
    Room("behov", "Behov och resurser", ":material/stacked_bar_chart:", _OF_FIGURES),
    Room("valfardsteknik", "Välfärdsteknik", ":material/devices:", _OF_FIGURES),
    Room("prognos", "Prognos", ":material/trending_up:", _OF_FIGURES),
    Room("kvalitet", "Kvalitet i förhållande till kostnad", ":material/balance:", _OF_FIGURES),
    Room("komplettera", "Komplettera", ":material/edit_note:", _OF_FIGURES),
    Room("fakturakontroll", "Fakturakontroll", ":material/receipt_long:", _OF_FIGURES),
    Room(
        "manadsrapport",
        "Månadsrapport",
        ":material/description:",
        frozenset({Role.BOARD, Role.MANAGER, Role.CONTROLLER, Role.PUBLISHER}),
    ),
    Room("datakvalitet", "Datakvalitet", ":material/fact_check:", _OF_FIGURES),
    Room("atkomstlogg", "Åtkomstlogg", ":material/visibility:", frozenset({Role.REVIEWER})),
    Room("definitioner", "Definitioner", ":material/menu_book:", frozenset(Role)),
)
"""In the order of the menu; the first that is open to a role is where that role begins."""


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


def filters_of(page: Page, user: User | None) -> Shared:
    """Which of the shared filters belong beside this page, for this user."""
    mine = [room for room in ROOMS if _is_open(room, user)]
    here = [room for room in mine if room.name == page.url_path] or ([] if page.url_path else mine[:1])
    return here[0].filters if here else Shared.NONE


def _is_open(room: Room, user: User | None) -> bool:
    return user is not None and user.role in room.roles


def _page(room: Room, is_open: bool) -> Page:
    if is_open:
        return st.Page(_file(room), title=room.title, icon=room.icon, url_path=room.name)
    return st.Page(_file(room), title=_NO_NAME, url_path=room.name, visibility="hidden")


def _file(room: Room) -> Path:
    return _PAGES / f"{room.name}.py"
