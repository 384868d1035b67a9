"""What came of the goals: cards, by a dimension, by provider and life area, and why outcomes are unknown."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from domain import formats
from domain.definitions import goals
from ui.cards import Card
from ui.goal_selection import GoalOptions
from ui.tables import Column, Kind, Table

GROUPINGS = {
    "life_area": "Livsområde",
    "intervention_type": "Insatstyp",
    "unit": "Enhet",
    "provider_code": "Utförare",
}
"""What outcomes are shown by."""

FEWEST_ASSESSED = 5
"""Of fewer assessed goals no share is told; their number is."""
_COUNTS = ("goals", "reached", "partly", "not_reached", "unknown")
_WHY = {
    "not_assessed": "Inte bedömt sedan målet sattes",
    "assessed_without_level": "Bedömt utan nivå (ej specificerat eller ej tillämpbart)",
    "goal_without_level": "Målet har ingen nivå",
    "first_missing": "Nuläget är inte bedömt",
    "unjudged_contradicted": "Målets nivå och inriktning säger emot varandra",
    "without_scale": "Instrumentet har ingen skala här",
}
_BESIDE = {
    "without_goal": "Livsområden som är bedömda utan att ett mål är satt",
    "preliminary_only": "Livsområden med bara preliminära bedömningar",
    "outside_scale": "Bedömningar med en nivå som inte finns på skalan",
    "contradicted": "Mål vars nivå och inriktning säger emot varandra",
}

Row = Mapping[Hashable, Any]


def total(rows: pd.DataFrame) -> Row | None:
    """The whole of `goal_outcomes`; None where nothing belongs to the selection."""
    return next((row for row in rows.to_dict("records") if row["is_total"]), None)


def attainment(row: Row) -> float | None:
    """The share reached of the goals that were assessed; None where none was."""
    base = assessed(row)
    return int(row["reached"]) / base if base else None


def assessed(row: Row) -> int:
    """How many goals were assessed: the base of the share."""
    return int(row["reached"]) + int(row["partly"]) + int(row["not_reached"])


def told_share(row: Row) -> float | str:
    """The share reached, or why it says nothing: one of one is no share of anything."""
    share = attainment(row)
    if share is None:
        return "inga bedömda"
    return share if assessed(row) >= FEWEST_ASSESSED else "för få bedömda"


def cards(row: Row) -> list[Card]:
    """The selection in a few figures."""
    base = assessed(row)
    share = attainment(row)
    return [
        Card(
            "Måluppfyllelse",
            formats.share(share, 0) if share is not None else formats.UNKNOWN,
            goals.ATTAINMENT,
            note=f"{formats.number(row['reached'])} av {formats.count(base, 'bedömt mål', 'bedömda mål')}",
        ),
        Card(
            "Därav behållen funktion",
            formats.count(row["kept"], "mål", "mål"),
            goals.KEPT,
            note="målet var att behålla, och det gick",
        ),
        Card(
            "Okänt utfall",
            formats.count(row["unknown"], "mål", "mål"),
            goals.UNKNOWN,
            note=f"av {formats.number(row['goals'])}; inte med i andelen",
        ),
        Card(
            "Personer",
            formats.count(row["persons"], "person", "personer"),
            goals.ATTAINMENT,
            note="med en bedömning i urvalet",
        ),
    ]


def shown(rows: pd.DataFrame, options: GoalOptions, instrument: str, grouping: str) -> pd.DataFrame:
    """The groups that are told, with their labels, in the order they are shown."""
    told = [row for row in rows.to_dict("records") if not row["is_total"] and not row["is_withheld"]]
    order = options.order(grouping, instrument)
    told.sort(key=lambda row: order.index(row["code"]) if row["code"] in order else len(order))
    listed = [
        {
            **row,
            "label": options.label(grouping, instrument, str(row["code"])),
            "share": told_share(row),
            "assessed": assessed(row),
        }
        for row in told
        if row["goals"]
    ]
    return pd.DataFrame(listed, columns=["label", "persons", *_COUNTS, "assessed", "share"], dtype=object)


def withheld(rows: pd.DataFrame) -> int:
    """How many groups hold too few persons to be told of."""
    return sum(1 for row in rows.to_dict("records") if not row["is_total"] and row["is_withheld"])


def table(rows: pd.DataFrame, whole: Row, grouping: str) -> Table:
    """The groups as rows, and the whole."""
    columns = (Column("label", GROUPINGS[grouping], Kind.TEXT), *_columns())
    total_row: dict[str, object] = {
        "label": "Alla",
        **{name: whole[name] for name in ("persons", *_COUNTS)},
        "assessed": assessed(whole),
        "share": told_share(whole),
    }
    return Table(f"Måluppfyllelse per {GROUPINGS[grouping].lower()}", columns, rows, total_row)


def by_provider_and_area(rows: pd.DataFrame, options: GoalOptions, instrument: str) -> Table:
    """Results per provider and life area. `rows` from `goal_outcomes` by provider_and_area."""
    listed = []
    for row in rows.to_dict("records"):
        if row["is_total"] or row["is_withheld"] or not row["goals"]:
            continue
        provider = options.label("provider_code", instrument, str(row["code"]))
        area = options.label("life_area", instrument, str(row["life_area"]))
        listed.append(
            {**row, "provider": provider, "area": area, "share": told_share(row), "assessed": assessed(row)}
        )
    order = options.order("life_area", instrument)
    places = {options.label("life_area", instrument, code): place for place, code in enumerate(order)}
    listed.sort(key=lambda row: (str(row["provider"]).casefold(), places.get(str(row["area"]), 0)))
    columns = (
        Column("provider", "Utförare", Kind.TEXT),
        Column("area", "Livsområde", Kind.TEXT),
        *_columns(),
    )
    frame = pd.DataFrame(listed, columns=[column.name for column in columns], dtype=object)
    return Table("Måluppfyllelse per utförare och livsområde", columns, frame)


def unknown(whole: Row) -> Table:
    """Why outcomes are unknown, and what is no goal or no level at all."""
    why = [(words, "Mål med okänt utfall", whole[name]) for name, words in _WHY.items() if whole[name]]
    beside = [(words, "Vid sidan av", whole[name]) for name, words in _BESIDE.items() if whole[name]]
    columns = (
        Column("why", "Skäl", Kind.TEXT),
        Column("where", "Räknas", Kind.TEXT),
        Column("number", "Antal", Kind.COUNT),
    )
    frame = pd.DataFrame([*why, *beside], columns=[column.name for column in columns], dtype=object)
    return Table("Varför utfallet är okänt", columns, frame)


def _columns() -> tuple[Column, ...]:
    return (
        Column("share", "Andel uppnådda", Kind.PART, "Andel uppnådda av bedömda"),
        Column("assessed", "Bedömda", Kind.COUNT, "Bedömda mål"),
        Column("reached", "Upp\u00adnådda", Kind.COUNT, "Uppnådda mål"),
        Column("partly", "Delvis", Kind.COUNT, "Delvis uppnådda mål"),
        Column("not_reached", "Ej upp\u00adnådda", Kind.COUNT, "Ej uppnådda mål"),
        Column("unknown", "Okänt utfall", Kind.COUNT, "Mål med okänt utfall"),
        Column("goals", "Alla mål", Kind.COUNT),
        Column("persons", "Personer", Kind.COUNT),
    )
