"""Large figures in a row: value, unit, what it is compared with, the way here, and a link to its definition.

Our own HTML, all in one piece: it is there at once, nothing jumps, and it folds to one column on a phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from domain import formats
from domain.definitions import Definition
from ui import sign_in

_FEWEST_BARS, _MOST_IN_A_ROW = 3, 4


@dataclass(frozen=True, slots=True)
class Comparison:
    """A line under the figure: the change as written (empty: no change can be told) and with what."""

    change: str
    with_what: str


@dataclass(frozen=True, slots=True)
class Card:
    """One large figure. `way` is the way here, oldest first, None where unknown; `way_words` says what it spans."""

    label: str
    value: str
    definition: Definition
    comparisons: tuple[Comparison, ...] = ()
    note: str = ""
    way: tuple[float | None, ...] = ()
    way_words: str = ""


def against(now: object, before: object, before_written: str, when: str) -> Comparison:
    """A figure against an earlier one; says so where there is nothing to compare with."""
    if not formats.known(before):
        return Comparison("", f"inget att jämföra med {when}")
    change = formats.change(now, before)
    return Comparison(change or "", f"{'mot ' if change else ''}{before_written} {when}")


def show(cards: Sequence[Card]) -> None:
    """Draw the cards: in one row up to four, else in rows of three."""
    row = len(cards) if len(cards) <= _MOST_IN_A_ROW else 3
    held = "".join(_card(card) for card in cards)
    st.html(f'<div class="ik-cards ik-row-{row}">{held}</div>')


def _card(card: Card) -> str:
    listed = "".join(
        f"<li>{_change(line.change)}{escape(line.with_what)}</li>"
        for line in card.comparisons
        if line.change or line.with_what
    )
    comparisons = f"<ul>{listed}</ul>" if listed else ""
    number, _, unit = card.value.rpartition(formats.NBSP)
    value = f"{escape(number)}{formats.NBSP}<small>{escape(unit)}</small>" if number else escape(unit)
    note = f'<p class="ik-note">{escape(card.note)}</p>' if card.note else ""
    return (
        '<section class="ik-card">'
        f'<h2><a href="{escape(sign_in.followed(card.definition.link))}">{escape(card.label)}</a></h2>'
        f'<p class="ik-value">{value}</p>'
        f"{comparisons}"
        f"{note}"
        f"{_way(card)}</section>"
    )


def _change(change: str) -> str:
    if not change:
        return ""
    arrow = "▲" if change.startswith("+") else "▼" if change.startswith(formats.MINUS) else "■"
    return f'<b><span aria-hidden="true">{arrow}</span> {escape(change)}</b> '


def _way(card: Card) -> str:
    """A small row of bars from zero to the highest: where the figure comes from, for the eye."""
    known = [value for value in card.way if value is not None]
    if len(known) < _FEWEST_BARS or max(known) <= 0:
        return ""
    top = max(known)
    bars = "".join(
        "<i></i>" if value is None else f'<i style="height:{max(value, 0) / top * 100:.0f}%"></i>'
        for value in card.way
    )
    return (
        f'<figure><div class="ik-way" aria-hidden="true">{bars}</div>'
        f"<figcaption>{escape(card.way_words)}</figcaption></figure>"
    )
