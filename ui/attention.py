"""What needs a decision: each item with how many there are, what it means, and the way to its list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote_plus

import pandas as pd
import streamlit as st

from domain import formats
from domain.definitions import Definition, attention, quality
from ui import sign_in
from ui.placement_choice import LIST_KEY, LISTS
from ui.placement_choice import PAGE as LISTS_PAGE
from ui.quality import NO_UNIT
from ui.tables import Column, Kind, Table


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to see to. `page` and `address` lead to its list."""

    code: str
    words: str
    definition: Definition
    page: str
    address: tuple[tuple[str, str], ...] = ()

    def link(self, kept_units: Sequence[str]) -> str:
        """The list's address, with the units chosen here where that list has them."""
        key = _UNIT_KEYS.get((self.page, self.address), _UNIT_KEYS.get((self.page, ())))
        pairs = [*self.address, *((key, _unit_words(key, unit)) for unit in kept_units if key)]
        query = "&".join(f"{name}={quote_plus(value)}" for name, value in pairs)
        return f"{self.page}{f'?{query}' if query else ''}"


def _unit_words(key: str, unit: str) -> str:
    return NO_UNIT if key == _ROW_UNIT and unit == "Okänd" else unit


_ROWS = (("visa", "Avvisade rader"),)
_FINDINGS = (("visa", "Iakttagelser"),)
_RUNNING = (("visa", "Pågår nu"), ("lista", "Över tiden"), ("galler", "Barn"))
_ROW_UNIT = "radens-enhet"
_UNIT_KEYS = {
    (LISTS_PAGE, ()): "enhet",
    ("fakturakontroll", ()): "enhet",
    ("datakvalitet", _ROWS): _ROW_UNIT,
    ("floden", ()): "arendets-enhet",
}
"""The name of the filter by unit in the address of each list that has one."""


def _placements(code: str, words: str, definition: Definition) -> Item:
    return Item(code, words, definition, LISTS_PAGE, ((LIST_KEY, LISTS[code]),))


GROUPS: dict[str, tuple[Item, ...]] = {
    "Avtal": (
        _placements(
            "agreement_passed",
            "placeringar pågår fast avtalet har gått ut",
            attention.AGREEMENTS_PASSED,
        ),
        _placements("agreement_ends_30", "avtal går ut inom 30 dagar", attention.AGREEMENTS_ENDING),
        _placements("agreement_ends_60", "avtal går ut inom 60 dagar", attention.AGREEMENTS_ENDING),
        _placements("agreement_ends_90", "avtal går ut inom 90 dagar", attention.AGREEMENTS_ENDING),
        _placements("agreement_unsigned", "avtal saknar underskrift", attention.UNSIGNED),
    ),
    "Köp och pris": (
        _placements(
            "outside_framework", "placeringar är köpta utanför ramavtal", attention.OUTSIDE_FRAMEWORK
        ),
        _placements("outside_without_reason", "av dem saknar skäl", attention.OUTSIDE_FRAMEWORK),
        _placements("unpriced", "placeringar har dygn utan pris", attention.UNPRICED_STAYS),
    ),
    "Fakturor": (
        Item(
            "invoices_wrong",
            "fakturarader avviker och är inte granskade",
            attention.INVOICES_WRONG,
            "fakturakontroll",
            (("status", "Ny"),),
        ),
    ),
    "Tider": (
        _placements("jourhem_over_limit", "jourhem har pågått över tiden", attention.EMERGENCY_OVER_LIMIT),
        Item(
            "child_preliminary_over_limit",
            "förhandsbedömningar av barn är över 14 dagar",
            attention.PRELIMINARY_OVER_LIMIT,
            "floden",
            (*_RUNNING, ("steg", "Förhandsbedömning")),
        ),
        Item(
            "child_investigations_over_limit",
            "utredningar av barn är över fyra månader",
            attention.INVESTIGATIONS_OVER_LIMIT,
            "floden",
            (*_RUNNING, ("steg", "Utredning")),
        ),
    ),
    "Uppgifterna": (
        Item("rows_rejected", "rader är avvisade", quality.REJECTED, "datakvalitet", _ROWS),
        Item("rows_waiting", "rader väntar på sin placering", quality.WAITING, "datakvalitet", _ROWS),
        Item("findings_wrong", "iakttagelser är fel", quality.FINDINGS, "datakvalitet", _FINDINGS),
        Item("findings_doubtful", "iakttagelser är varningar", quality.FINDINGS, "datakvalitet", _FINDINGS),
    ),
}
"""Every item in the order it is read. What a role is not told of is left out."""


def show(rows: pd.DataFrame, kept_units: Sequence[str], of: Sequence[str] = (), *, level: str = "h3") -> None:
    """Draw the items in groups. `rows` is the answer to `attention`; `of` keeps those with a list on certain pages.

    `level` is that of the groups' headings: one below the heading that stands above them.
    """
    numbers = _numbers(rows)
    groups = "".join(
        _group(heading, told, numbers, kept_units, level)
        for heading, items in GROUPS.items()
        if (told := [i for i in items if i.code in numbers and (not of or i.page in of)])
    )
    st.html(f'<div class="ik-groups">{groups}</div>')


def table(rows: pd.DataFrame) -> Table:
    """The same as a table, for the export."""
    numbers = _numbers(rows)
    listed = [
        (heading, item.definition.name, item.words, numbers[item.code])
        for heading, items in GROUPS.items()
        for item in items
        if item.code in numbers
    ]
    columns = (
        Column("group", "Grupp", Kind.TEXT),
        Column("name", "Siffra", Kind.TEXT),
        Column("words", "Vad", Kind.TEXT),
        Column("number", "Antal", Kind.COUNT),
    )
    names = [column.name for column in columns]
    return Table("Kräver beslut", columns, pd.DataFrame(listed, columns=names, dtype=object))


def definitions() -> tuple[Definition, ...]:
    """The definitions of all the items, each once."""
    return tuple(dict.fromkeys(item.definition for items in GROUPS.values() for item in items))


def _numbers(rows: pd.DataFrame) -> dict[str, object]:
    return dict(zip(rows["item"], rows["number"], strict=True))


def _group(
    heading: str, items: Sequence[Item], numbers: dict[str, object], kept_units: Sequence[str], level: str
) -> str:
    lines = "".join(_line(item, numbers[item.code], kept_units) for item in items)
    return f'<section><{level}>{escape(heading)}</{level}><ul class="ik-list">{lines}</ul></section>'


def _line(item: Item, number: object, kept_units: Sequence[str]) -> str:
    words = escape(item.words)
    if number:
        words = f'<a href="{escape(sign_in.followed(item.link(kept_units)))}">{words}</a>'
    means = (
        f'<a class="ik-means" href="{escape(sign_in.followed(item.definition.link))}" '
        f'aria-label="Definition: {escape(item.definition.name)}">?</a>'
    )
    quiet = "" if number else " ik-none"
    return f'<li class="ik-item{quiet}"><b>{formats.number(number)}</b><span>{words}</span>{means}</li>'
