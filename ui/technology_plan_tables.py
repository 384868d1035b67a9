"""The tables of planned welfare technology: the order to do it in, the plan as a list, and what could not be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from domain import formats
from ui import technology_words
from ui.tables import Column, Kind, Table
from ui.technology_asked import Row, written

_NOT_TO_DO = "Bör inte göras: hög kostnad och låg nytta"
_SOURCES = {"inmatad": "Inmatad här", "levererad": "Levererad"}


def order(numbered: Sequence[Row]) -> Table:
    """Those that are scored, in the order to do them."""
    rows = [
        {
            **row,
            "named": f"{row['order']}. {row['name']}",
            "advice": _NOT_TO_DO if row["costs_more_than_it_gives"] else "",
            "shown": formats.number(row["score"], 2),
            "ease": formats.number(row["feasibility_mean"], 2),
            "gain": formats.number(row["benefit_mean"], 2),
        }
        for row in numbered
    ]
    columns = (
        Column("named", "Satsning", Kind.TEXT),
        Column("shown", "Värde", Kind.DECIMAL),
        Column("ease", "Genom\u00adförbarhet", Kind.DECIMAL),
        Column("gain", "Nytta", Kind.DECIMAL),
        Column("advice", "Råd", Kind.TEXT),
    )
    return Table("Ordning att göra", columns, pd.DataFrame(rows, dtype=object))


def initiatives(found: Sequence[Row], costs: Mapping[str, Sequence[Row]]) -> Table:
    """The plan as a list."""
    rows = [
        {
            "name": row["name"],
            "status": row["status"],
            "reason": written(row["status_reason"]),
            "years": technology_words.years(row),
            "priority": technology_words.priority(row),
            "cost": technology_words.costs(costs.get(row["initiative_id"], ()), row["cost_text"]),
            "cost_text": written(row["cost_text"]),
            "effect": row["wanted_effect"],
            "score": formats.number(row["score"], 2) if formats.known(row["score"]) else "ingen",
            "source": _SOURCES.get(row["score_source"], ""),
            "delayed": _late(row["delayed"]),
        }
        for row in found
    ]
    columns = (
        Column("name", "Satsning", Kind.TEXT),
        Column("status", "Status", Kind.TEXT),
        Column("reason", "Skäl till status", Kind.TEXT),
        Column("years", "År", Kind.TEXT),
        Column("priority", "Prioritet", Kind.TEXT),
        Column("cost", "Kostnad", Kind.TEXT),
        Column("score", "Värde", Kind.DECIMAL),
        Column("source", "Bedömning", Kind.TEXT),
        Column("delayed", "Försenad", Kind.TEXT),
        Column("effect", "Önskad effekt", Kind.SENTENCE),
        Column("cost_text", "Kostnad i källan", Kind.TEXT),
    )
    return Table("Satsningar", columns, pd.DataFrame(rows, dtype=object))


def unread(odd: Sequence[Row]) -> Table:
    """What could not be read as values, as it stands in the source."""
    rows = [
        {
            "name": row["name"],
            "unread": technology_words.unread(row),
            "years": written(row["years_text"]),
            "priority": written(row["priority_text"]),
            "cost": written(row["cost_text"]),
        }
        for row in odd
    ]
    columns = (
        Column("name", "Satsning", Kind.TEXT),
        Column("unread", "Okänt", Kind.TEXT),
        Column("years", "År i källan", Kind.TEXT),
        Column("priority", "Prioritet i källan", Kind.TEXT),
        Column("cost", "Kostnad i källan", Kind.TEXT),
    )
    return Table("Text som inte kunde läsas som värden", columns, pd.DataFrame(rows, dtype=object))


def _late(value: object) -> str:
    return formats.UNKNOWN if not formats.known(value) else "Ja" if value else "Nej"
