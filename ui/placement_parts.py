"""The parts of Placeringar, and the questions and figures behind each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from domain.definitions import Definition
from domain.definitions import placements as definitions
from ui import address, bought, placement_changes, placement_history, placement_list
from ui.placement_asked import Asked

_KEY = "del"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page: what draws it, its figures and its questions."""

    show: Callable[[Asked], None]
    definitions: tuple[Definition, ...]
    questions: tuple[str, ...]


PARTS = {
    "Listan": Part(placement_list.show, definitions.EVERY[:2], ("placement_counts", "placement_list")),
    "Ändringar": Part(
        placement_changes.show, (definitions.CHANGED,), ("placement_change_counts", "placement_changes")
    ),
    "Ramavtal": Part(
        bought.show,
        (definitions.FRAMEWORK_SHARE, definitions.DIRECT_AWARDS),
        ("framework_share", "direct_awards"),
    ),
}
"""In the order they are offered."""

_ONE = Part(
    lambda asked: None, (definitions.LISTED,), ("placement_list", "placement_history", "placement_invoices")
)


def show(asked: Asked) -> Part:
    """One placement where the address leads to one, else the part that is chosen."""
    found = placement_history.asked_for(asked)
    if found is not None:
        placement_history.show(asked, found)
        return _ONE
    address.look(_KEY, "Visa", PARTS)
    name = st.segmented_control(
        "Visa", list(PARTS), default="Listan", required=True, key=_KEY, bind="query-params"
    )
    part = PARTS.get(str(name), PARTS["Listan"])
    part.show(asked)
    return part
