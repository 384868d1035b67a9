"""The columns of the list of placements: which there are, which are shown, and what the rows are ordered by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from domain import formats
from ui import address, person_words
from ui.placement_choice import LISTS, SIGNATURES
from ui.tables import Column, Kind

Row = Mapping[str, Any]

CASE = Column("case_id", "Ärende", Kind.TEXT, link="address")
_UNENDED = "pågår"
_CHILD_YEARS = 18

COLUMNS = (
    CASE,
    Column("person", "Person", Kind.TEXT),
    Column("provider_code", "Utförare", Kind.TEXT, "Utförarens kod"),
    Column("provider_name", "Utförarens namn", Kind.TEXT),
    Column("care_form", "Vårdform", Kind.TEXT),
    Column("target_group", "Målgrupp", Kind.TEXT),
    Column("main_reason", "Huvudorsak", Kind.TEXT),
    Column("legal_basis", "Lagrum", Kind.TEXT),
    Column("unit", "Enhet", Kind.TEXT),
    Column("moved_in_on", "In", Kind.DATE, "In-dag"),
    Column("moved_out_on", "Ut", Kind.DATE, "Ut-dag"),
    Column("daily_price_kr", "Pris per dygn", Kind.MONEY, "Pris per dygn, kr"),
    Column("procurement", "Upphandling", Kind.TEXT),
    Column("outside_reason", "Skäl utanför ramavtal", Kind.TEXT),
    Column("tender_area", "Anbudsområde", Kind.TEXT),
    Column("agreement_ends_on", "Avtalets sista dag", Kind.DATE_IF_ANY),
    Column("signature", "Under\u00adskrift", Kind.TEXT),
    Column("agreement_signed_on", "Avtal under\u00adtecknat", Kind.DATE_IF_ANY),
    Column("framework_from_on", "Ramavtal från", Kind.DATE_IF_ANY),
    Column("framework_to_on", "Ramavtal till", Kind.DATE_IF_ANY),
    Column("next_due_on", "Nästa över\u00advägande", Kind.DATE_IF_ANY),
    Column("care_days", "Dygn", Kind.COUNT),
    Column("extra_kr", "Tillägg hittills", Kind.MONEY, "Tillägg hittills, kr"),
    Column("cost_kr", "Kostnad hittills", Kind.MONEY, "Kostnad hittills utan tillägg, kr"),
    Column("end_reason", "Orsak till avslut", Kind.TEXT),
)
_SHOWN_FIRST = (
    "case_id",
    "person",
    "provider_code",
    "care_form",
    "moved_in_on",
    "care_days",
    "daily_price_kr",
    "cost_kr",
    "agreement_ends_on",
    "signature",
)
_ADDED = {
    "outside_framework": ("procurement", "outside_reason"),
    "outside_without_reason": ("procurement", "outside_reason"),
    "agreement_unsigned": ("agreement_signed_on",),
}
"""What a ready-made list shows beside, since it is about that."""

_FIRST_BY = dict.fromkeys((item for item in LISTS if item.startswith("agreement")), "agreement_ends_on") | {
    "jourhem_over_limit": "moved_in_on"
}
_BY_NAME = {column.alone: column for column in COLUMNS}


@dataclass(frozen=True, slots=True)
class Shown:
    """The columns shown, and the order of the rows."""

    columns: tuple[Column, ...]
    sort: str
    descending: bool

    @property
    def params(self) -> dict[str, object]:
        """The parameters of the question about the list."""
        return {"sort": "age_years" if self.sort == "person" else self.sort, "descending": self.descending}


def choose(item: str | None) -> Shown:
    """The columns and the order, as they stand in the address, else those that the list begins with."""
    first = [c.alone for c in COLUMNS if c.name in (*_SHOWN_FIRST, *_ADDED.get(item or "", ()))]
    by = _FIRST_BY.get(item or "", "moved_in_on")
    names = list(_BY_NAME)
    left, middle, right = st.columns([4, 2, 1], vertical_alignment="bottom")
    # one of each for every list: what is the first choice of one is not that of another
    of_list = f"-{1 + list(LISTS).index(item)}" if item else ""
    with left:
        address.look(f"kolumner{of_list}", "Kolumner", names)
        picked = st.multiselect(
            "Kolumner",
            names,
            default=first,
            key=f"kolumner{of_list}",
            select_all=False,
            filter_mode="contains",
            bind="query-params",
        )
    with middle:
        address.look(f"ordning{of_list}", "Ordna efter", names)
        default = next(place for place, column in enumerate(COLUMNS) if column.name == by)
        sort = st.selectbox(
            "Ordna efter",
            names,
            index=default,
            key=f"ordning{of_list}",
            bind="query-params",
            filter_mode="contains",
        )
    with right:
        descending = st.toggle("Fallande", value=item is None, key=f"fallande{of_list}", bind="query-params")
    wanted = {CASE.alone, *(picked or first)}
    columns = tuple(column for column in COLUMNS if column.alone in wanted)
    return Shown(columns, _BY_NAME.get(str(sort), COLUMNS[default]).name, bool(descending))


def as_shown(rows: pd.DataFrame, shown: Shown, link: Callable[[Row], str] | None) -> pd.DataFrame:
    """The rows in words, and of them the columns that are shown alone: what is not shown is not sent.

    `link` gives the way to each placement; a file has none.
    """
    found = [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]
    told = [in_words(row) for row in found]
    names = [column.name for column in shown.columns]
    frame = pd.DataFrame([[row[name] for name in names] for row in told], columns=names, dtype=object)
    return frame if link is None else frame.assign(address=[link(row) for row in found])


def in_words(row: Row) -> dict[str, object]:
    """One placement in words. What is not delivered is said to be unknown; what does not apply is left empty."""
    said: dict[str, object] = {
        column.name: row[column.name] if formats.known(row[column.name]) else _missing(column)
        for column in COLUMNS
        if column.name != "person"
    }
    said["case_id"] = row["case_id"] or "utan ärende"
    said["person"] = person_words.who(row["sex"], row["age_years"])
    said["provider_code"] = {"skyddad": "Skyddad plats"}.get(str(row["provider_code"]), said["provider_code"])
    # a name that is not told is not unknown: homes and protected places have none here
    said["provider_name"] = row["provider_name"] or ""
    said["moved_out_on"] = row["moved_out_on"] if formats.known(row["moved_out_on"]) else _UNENDED
    said["signature"] = SIGNATURES.get(str(row["signature"]), formats.UNKNOWN)
    needs_agreement = row["signature"] != "behovs_inte"
    for name in ("agreement_signed_on", "agreement_ends_on"):
        if not formats.known(row[name]):
            said[name] = formats.UNKNOWN if needs_agreement else ""
    if not formats.known(row["outside_reason"]):
        said["outside_reason"] = formats.UNKNOWN if row["is_outside"] else ""
    if not formats.known(row["next_due_on"]) and _is_child(row["age_years"]):
        said["next_due_on"] = formats.UNKNOWN
    if not formats.known(row["end_reason"]):
        said["end_reason"] = formats.UNKNOWN if formats.known(row["moved_out_on"]) else ""
    return said


def _missing(column: Column) -> object:
    return None if column.kind is not Kind.TEXT else formats.UNKNOWN


def _is_child(age_years: object) -> bool:
    return not formats.known(age_years) or int(str(age_years)) < _CHILD_YEARS
