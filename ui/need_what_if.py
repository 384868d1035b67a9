"""The same needs under another tariff: both side by side, with the difference where it can be told."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from domain import formats
from domain.definitions import needs
from ui.cards import Card, Comparison
from ui.need_figures import Row, level_words
from ui.need_selection import NeedOptions
from ui.tables import Column, Kind, Table

_MEASURES = (
    ("hours_per_week", "without_hours", "Timmar per vecka", Kind.DECIMAL),
    ("full_time_equivalents", "without_full_time_equivalents", "Årsarbetare", Kind.DECIMAL),
    ("compensation_kr", "without_compensation", "Ersättning per månad, kr", Kind.MONEY),
)
_UNITS = {"hours_per_week": "timmar", "full_time_equivalents": "årsarbetare"}


def difference(now: Row, other: Row, column: str, without: str) -> object:
    """The other minus the one that holds; None where they do not reach equally many needs."""
    if not formats.known(now[column]) or not formats.known(other[column]) or now[without] != other[without]:
        return None
    return other[column] - now[column]


def cards(now: Row, other: Row) -> list[Card]:
    """What the other tariff would give, against the one that holds."""
    made = []
    for column, without, label, kind in _MEASURES:
        change = difference(now, other, column, without)
        if kind is Kind.MONEY:
            value, said, before = (
                formats.money(other[column]),
                formats.signed_money(change),
                formats.money(now[column]),
            )
        else:
            unit = _UNITS[column]
            value = formats.with_unit(other[column], unit, 1)
            before, said = formats.with_unit(now[column], unit, 1), _signed(change)
        line = _against(change, said, before)
        reached = int(other["needs"]) - int(other[without])
        note = f"för {formats.number(reached)} av {formats.count(other['needs'], 'behov', 'behov')}"
        made.append(Card(label.replace(", kr", ""), value, needs.OTHER_TARIFF, (line,), note))
    return made


def _against(change: object, said: str, before: str) -> Comparison:
    if not formats.known(change):
        return Comparison("", f"{before} med tariffen på dagen; skillnaden är okänd")
    if not change:
        return Comparison("", "samma som med tariffen på dagen")
    return Comparison(said, f"mot {before} med tariffen på dagen")


def table(now: Sequence[Row], other: Sequence[Row], wholes: tuple[Row, Row], options: NeedOptions) -> Table:
    """Type and level as rows, both tariffs and the difference. Both `now` and `other` of grain level."""
    order = list(options.types)
    found = {(row["intervention_type"], _key(row["level"])): row for row in other}
    listed = []
    for row in sorted(now, key=lambda row: (order.index(row["intervention_type"]), _key(row["level"]))):
        under = found[(row["intervention_type"], _key(row["level"]))]
        first = (options.types[row["intervention_type"]], level_words(row["level"]))
        listed.append((*first, row["needs"], *_pairs(row, under)))
    columns = [
        Column("type", "Insatstyp", Kind.TEXT),
        Column("level", "Nivå", Kind.TEXT),
        Column("needs", "Behov", Kind.COUNT),
    ]
    for column, _, label, kind in _MEASURES:
        short = label.replace(" per månad", "").replace(" per vecka", "")
        columns += [
            Column(column, f"{short}: nu", kind, f"{label}, tariffen på dagen"),
            Column(f"other_{column}", "annan tariff", kind, f"{label}, annan tariff"),
            Column(f"difference_{column}", "skillnad", kind, f"{label}, skillnad"),
        ]
    names = [column.name for column in columns]
    total = dict(zip(names, ("Alla", "", wholes[0]["needs"], *_pairs(*wholes)), strict=True))
    frame = pd.DataFrame(listed, columns=names, dtype=object)
    return Table("Behoven under en annan tariff", tuple(columns), frame, total)


def _pairs(now: Row, other: Row) -> list[object]:
    told: list[object] = []
    for column, without, _, _ in _MEASURES:
        told += [now[column], other[column], difference(now, other, column, without)]
    return told


def _key(level: object) -> int:
    return int(str(level).split(".")[0]) if formats.known(level) else 99


def _signed(change: object) -> str:
    text = formats.number(change, 1)
    return f"+{text}" if formats.known(change) and float(str(change)) > 0 else text
