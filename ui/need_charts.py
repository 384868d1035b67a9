"""The charts of Behov och resurser: needs by level, and a measure month by month."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain import formats
from ui import charts
from ui.charts import ACCENT, QUIET, Figure
from ui.need_figures import NO_LEVEL, Row, level_words
from ui.need_selection import NeedOptions

_COLOURS = (ACCENT, "#c37033", "#254495", "#825f75", "#2e3800", "#3c2656")
"""The types in their order; further ones are grey."""


def levels(rows: Sequence[Row], options: NeedOptions, title: str) -> Figure:
    """Needs by level as bars, stacked by type. `rows` of grain level."""
    order = [code for code in options.types if any(row["intervention_type"] == code for row in rows)]
    labels = [options.types[code] for code in order]
    values = [
        {
            "level": level_words(row["level"]),
            "type": options.types[row["intervention_type"]],
            "value": int(row["needs"]),
            "rank": order.index(row["intervention_type"]),
        }
        for row in rows
    ]
    told = {str(value["level"]) for value in values}
    domain = [f"Nivå {level}" for level in range(1, 8)] + ([NO_LEVEL] if NO_LEVEL in told else [])
    encoding: dict[str, Any] = {
        "x": {
            "field": "level",
            "type": "nominal",
            "sort": None,
            "title": None,
            "scale": {"domain": domain},
            "axis": {"labelAngle": 0, "labelOverlap": False, "ticks": False, "labelExpr": _NARROW},
        },
        "y": {
            "field": "value",
            "type": "quantitative",
            "title": "behov",
            "axis": {"format": ",.0f", "tickMinStep": 1},
        },
        "color": {
            "field": "type",
            "type": "nominal",
            "legend": None,
            "scale": {"domain": labels, "range": [_colour(place) for place in range(len(labels))]},
        },
        "order": {"field": "rank", "type": "quantitative"},
        "tooltip": charts.tooltip(("level", "Nivå"), ("type", "Insatstyp"), ("value", "Behov")),
    }
    legend = tuple((label, _colour(place), False) for place, label in enumerate(labels))
    return Figure(title, charts.dressed(values, {"mark": "bar", "encoding": encoding}), legend)


_NARROW = "width < 420 ? replace(datum.label, 'Nivå ', '') : datum.label"
"""On a phone a level is its number."""


def months(rows: Sequence[Row], column: str, unit: str, title: str, other: Sequence[Row] = ()) -> Figure:
    """A measure on the last day of each month as a line; `other`: the same under another tariff, dashed.

    A month in which the measure is unknown has no point.
    """
    drawn = {"Tariffen på dagen": rows, **({"Annan tariff": other} if other else {})}
    values = [
        {
            "day": row["day"].isoformat(),
            "when": formats.date(row["day"]),
            "series": name,
            "value": float(row[column]),
        }
        for name, found in drawn.items()
        for row in found
        if formats.known(row[column])
    ]
    days = [row["day"] for row in rows]
    names = list(drawn)
    encoding: dict[str, Any] = {
        "x": {
            "field": "day",
            "type": "temporal",
            "title": None,
            "axis": {**charts.time_ticks(min(days), max(days)), "grid": False},
        },
        "y": {
            "field": "value",
            "type": "quantitative",
            "title": unit,
            "scale": {"zero": True},
            "axis": {"format": ",.0f"},
        },
        "color": {
            "field": "series",
            "type": "nominal",
            "legend": None,
            "scale": {"domain": names, "range": [ACCENT, "#c37033"][: len(names)]},
        },
        "strokeDash": {
            "field": "series",
            "type": "nominal",
            "legend": None,
            "scale": {"domain": names, "range": [[1, 0], [5, 4]][: len(names)]},
        },
        "tooltip": charts.tooltip(("when", "Dag"), ("series", "Visar"), ("value", unit.capitalize())),
    }
    drawing = {"mark": {"type": "line", "strokeWidth": 2.5, "point": {"size": 30}}, "encoding": encoding}
    legend = (("Tariffen på dagen", ACCENT, False), ("Annan tariff", "#c37033", True)) if other else ()
    return Figure(title, charts.dressed(values, drawing), legend)


def _colour(place: int) -> str:
    return _COLOURS[place] if place < len(_COLOURS) else QUIET
