"""What can be entered of placements: fields and ways to choose among them, grids, and the changes that they make."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum, auto
from typing import Any

import pandas as pd

from domain import formats
from domain.titles import field as field_name
from ui import person_words
from ui.reading import StoreState, read
from ui.selection import told_apart
from ui.sign_in import User

Row = Mapping[Any, Any]
Change = dict[str, Any]


class Kind(Enum):
    """What a field holds."""

    CODE = auto()
    DAY = auto()
    MONEY = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """One field that can be entered: its column in the store, what it is called, what it holds, and for whom it is.

    `locked` names the column that says whether a source delivers it: then it is not entered.
    """

    column: str
    kind: Kind
    locked: str
    entity: str = "placement_additions"

    @property
    def heading(self) -> str:
        """The field as a heading."""
        return _HEADINGS.get(self.column) or field_name(self.column)


_HEADINGS = {"daily_price": "Pris per dygn, kr", "price_from": "Priset gäller från"}

SIGNED = Field("agreement_signed_on", Kind.DAY, "has_delivered_agreement_signed_on")
ENDS = Field("agreement_ends_on", Kind.DAY, "has_delivered_agreement_ends_on")
PROCUREMENT = Field("procurement", Kind.CODE, "has_delivered_procurement")
OUTSIDE = Field("outside_reason", Kind.CODE, "has_delivered_outside_reason")
REASON = Field("main_reason", Kind.CODE, "has_delivered_main_reason")
PRICE = Field("daily_price", Kind.MONEY, "has_delivered_price", "price_additions")
PRICE_FROM = Field("price_from", Kind.DAY, "has_delivered_price", "price_additions")

WAYS: dict[str, tuple[str, tuple[Field, ...]]] = {
    "Avtal": ("agreement", (SIGNED, ENDS)),
    "Pris": ("price", (PRICE, PRICE_FROM)),
    "Upphandling": ("procurement", (PROCUREMENT, OUTSIDE)),
    "Skäl utanför ramavtal": ("outside_reason", (OUTSIDE,)),
    "Huvudorsak": ("main_reason", (REASON,)),
}
"""What no source delivers, and the fields that are entered then."""

NAMES = {
    field.column: field.heading for field in (SIGNED, ENDS, PROCUREMENT, OUTSIDE, REASON, PRICE, PRICE_FROM)
}
"""What the fields are called, by column."""

EVERY = (SIGNED, ENDS, PROCUREMENT, OUTSIDE, REASON, PRICE, PRICE_FROM)
"""All fields, in the order of the workbook."""


@dataclass(frozen=True, slots=True)
class Codes:
    """What the codes are called, by vocabulary, in order; two codes of one name are told apart."""

    held: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, user: User, state: StoreState) -> Codes:
        """As the store has them now."""
        found: dict[str, dict[str, str]] = {}
        for row in read("entry_labels", user.scope, state).to_dict("records"):
            found.setdefault(str(row["vocabulary"]), {})[str(row["code"])] = str(row["label"])
        return cls({name: told_apart(labels) for name, labels in found.items()})

    def label(self, vocabulary: str, code: object) -> str | None:
        """What a code is called; None for none."""
        return self.held.get(vocabulary, {}).get(str(code), str(code)) if formats.known(code) else None

    def code(self, vocabulary: str, words: str) -> str:
        """The code of a label, in whichever case; what is no label stands as it is written."""
        by_label = {label.casefold(): code for code, label in self.held.get(vocabulary, {}).items()}
        return by_label.get(words.casefold(), words)


def grid(rows: Sequence[Row], fields: Sequence[Field], codes: Codes, today: dt.date) -> pd.DataFrame:
    """The rows as they are filled in: what tells the placement, then the fields. No id and no key is in it."""
    shown = [
        {
            "Ärende": row["case_id"] or formats.UNKNOWN,
            "Person": person_words.who_in(today.year, row["sex"], row["birth_year"]),
            "Vårdform": codes.label("care_form", row["care_form"]),
            "Utförare": row["provider_code"],
            "In": row["moved_in_on"],
            **{field.heading: _shown(field, row[field.column], codes) for field in fields},
        }
        for row in rows
    ]
    return pd.DataFrame(shown)


def changes(rows: Sequence[Row], fields: Sequence[Field], filled: pd.DataFrame, codes: Codes) -> list[Change]:
    """What the filled-in grid says otherwise than the rows it was made from."""
    made: list[Change] = []
    for row, line in zip(rows, filled.to_dict("records"), strict=True):
        told = {field: _told(field, line[field.heading], codes) for field in fields}
        made += _of_row(row, {str(field.column): (field, value) for field, value in told.items()})
    return made


def of_cells(row: Row, cells: Mapping[Field, str], codes: Codes) -> list[Change]:
    """What the cells of a workbook say otherwise than the row; an empty cell says nothing."""
    told = {field: _of_cell(field, text, codes) for field, text in cells.items()}
    kept: dict[str, tuple[Field, str | None]] = {
        field.column: (field, value) for field, value in told.items()
    }
    for field in (PRICE, PRICE_FROM):
        if field.column not in kept and (PRICE.column in kept or PRICE_FROM.column in kept):
            kept[field.column] = (field, _told(field, row[field.column], codes))
    return _of_row(row, kept)


def _of_cell(field: Field, text: str, codes: Codes) -> str:
    """A cell as a delivery would hold it; what cannot be read so stands as it is written, for the load to judge."""
    if field.kind is Kind.CODE:
        return codes.code(field.column, text)
    if field.kind is Kind.MONEY:
        try:
            return f"{Decimal(text.replace(formats.NBSP, '').replace(' ', '').replace(',', '.')):.2f}"
        except InvalidOperation:
            return text
    return text


def _of_row(row: Row, told: Mapping[str, tuple[Field, str | None]]) -> list[Change]:
    made = [
        _change(field, {"placement_id": row["placement_id"]}, _told(field, row[column], None), value)
        for column, (field, value) in told.items()
        if field.entity == "placement_additions" and _told(field, row[column], None) != value
    ]
    price, since = told.get(PRICE.column), told.get(PRICE_FROM.column)
    if price is None or since is None or price[1] is None:
        return made
    first = since[1] or str(row["moved_in_on"])
    was = _told(PRICE, row["daily_price"], None) if str(row["price_from"]) == first else None
    if was != price[1]:
        key = {"placement_id": row["placement_id"], "valid_from": first}
        made.append(_change(PRICE, key, was, price[1]))
    return made


def _change(field: Field, key: Mapping[str, str], was: str | None, value: str | None) -> Change:
    return {"entity": field.entity, "key": dict(key), "column": field.column, "was": was, "value": value}


def _shown(field: Field, value: object, codes: Codes) -> object:
    if not formats.known(value):
        return None
    if field.kind is Kind.CODE:
        return codes.label(field.column, value)
    return float(str(value)) if field.kind is Kind.MONEY else value


def _told(field: Field, value: object, codes: Codes | None) -> str | None:
    """A value as a delivery would hold it; None for nothing. With `codes` a code is told by its label."""
    if not formats.known(value) or value == "":
        return None
    if field.kind is Kind.MONEY:
        return f"{float(str(value)):.2f}"
    if field.kind is Kind.DAY:
        return value.isoformat()[:10] if isinstance(value, dt.date) else str(value)[:10]
    return codes.code(field.column, str(value)) if codes else str(value)
