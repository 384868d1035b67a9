"""The charts of Mål: outcomes as stacked bars, and the change from first to last level as a map of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from domain import formats
from ui import charts
from ui.charts import ACCENT, Figure

OUTCOMES = {
    "reached": ("Uppnått", ACCENT),
    "partly": ("Delvis uppnått", "#7fbcc0"),
    "not_reached": ("Ej uppnått", "#c37033"),
    "unknown": ("Okänt utfall", "#c9cdd0"),
}
"""Columns of an outcome with its name and colour, in the order of the bar; what is unknown stands last and pale."""

_MOST = 20
_SHADES = {"better": ("#eef6f6", "#7fbcc0"), "same": ("#f1f2f3", "#c9cdd0"), "worse": ("#fbf1ea", "#e3a87f")}
"""Fewest to most, all light enough for the number that stands on them."""
_INK = "#1f2a30"
_NARROW = "width < 620 ? split(datum.label, ' ')[0] : datum.label"
"""Where names do not fit a level is its number."""

DIRECTIONS = {"better": "Bättre", "same": "Oförändrad", "worse": "Sämre"}


def outcomes(rows: pd.DataFrame, title: str) -> Figure:
    """Goals by outcome, a bar a group. `rows`: label, share and the outcomes' counts, in the order drawn."""
    drawn = rows.head(_MOST).to_dict("records")
    values = [
        {
            "label": str(row["label"]),
            "outcome": name,
            "value": int(row[column]),
            "rank": rank,
            "share": _share(row),
        }
        for row in drawn
        for rank, (column, (name, _)) in enumerate(OUTCOMES.items())
    ]
    ends = [
        {
            "label": str(row["label"]),
            "value": sum(int(row[column]) for column in OUTCOMES),
            "share": _share(row),
        }
        for row in drawn
    ]
    top = max((int(str(end["value"])) for end in ends), default=1) or 1
    place = {
        "field": "label",
        "type": "nominal",
        "title": None,
        "sort": [end["label"] for end in ends],
        "axis": {
            "labelLimit": {"expr": "width < 620 ? 190 : 340"},
            "labelOverlap": False,
            "ticks": False,
            "domain": False,
        },
    }
    length: dict[str, Any] = {
        "field": "value",
        "type": "quantitative",
        "title": "mål",
        "axis": {"format": ",.0f", "tickCount": 4, "tickMinStep": 1},
        # room for the share beside the longest bar
        "scale": {"domain": [0, top * 1.22], "nice": False},
    }
    names = [name for name, _ in OUTCOMES.values()]
    colours = [colour for _, colour in OUTCOMES.values()]
    bars = {
        "y": place,
        "x": {**length, "stack": "zero"},
        "color": {
            "field": "outcome",
            "type": "nominal",
            "legend": None,
            "scale": {"domain": names, "range": colours},
        },
        "order": {"field": "rank", "type": "quantitative"},
        "tooltip": charts.tooltip(("label", "Grupp"), ("outcome", "Utfall"), ("value", "Mål")),
    }
    text = {"y": place, "x": length, "text": {"field": "share", "type": "nominal"}}
    layers = [
        {"data": {"values": values}, "mark": "bar", "encoding": bars},
        {"data": {"values": ends}, "mark": {"type": "text", "align": "left", "dx": 4}, "encoding": text},
    ]
    legend = tuple((name, colour, False) for name, colour in OUTCOMES.values())
    return Figure(title, {**charts.dressed([], {"layer": layers}), "height": {"step": 26}}, legend)


def changes(rows: pd.DataFrame, levels: Sequence[str], names: Sequence[str], title: str) -> Figure:
    """From first level (down) to last (across): how many. `rows` has first_level, last_level and changes.

    `levels` are the levels of the scale as text, the best first, and `names` what they are called.
    """
    top = max(int(row) for row in rows["changes"])
    values = []
    for row in rows.to_dict("records"):
        first, last = levels.index(str(row["first_level"])), levels.index(str(row["last_level"]))
        values.append(
            {
                "first": names[first],
                "last": names[last],
                "value": int(row["changes"]),
                "direction": DIRECTIONS[direction(first, last)],
            }
        )
    axis = {"labelLimit": 190, "labelOverlap": False, "labelFlush": False, "ticks": False, "domain": False}
    encoding: dict[str, Any] = {
        "x": {
            "field": "last",
            "type": "nominal",
            "sort": None,
            "title": "Senaste nivå",
            "scale": {"domain": list(names)},
            "axis": {**axis, "labelAngle": 0, "labelExpr": _NARROW},
        },
        "y": {
            "field": "first",
            "type": "nominal",
            "sort": None,
            "title": "Första nivå",
            "scale": {"domain": list(names)},
            "axis": axis,
        },
        "tooltip": charts.tooltip(
            ("first", "Första nivå"),
            ("last", "Senaste nivå"),
            ("direction", "Förändring"),
            ("value", "Antal"),
        ),
    }
    layers: list[dict[str, Any]] = []
    for which, shades in _SHADES.items():
        part = [value for value in values if value["direction"] == DIRECTIONS[which]]
        fill = {
            "field": "value",
            "type": "quantitative",
            "legend": None,
            "scale": {"domain": [0, top], "range": list(shades)},
        }
        layers.append({"data": {"values": part}, "mark": "rect", "encoding": {**encoding, "color": fill}})
    number = {"field": "value", "type": "quantitative", "format": ",.0f"}
    layers.append(
        {
            "data": {"values": values},
            "mark": {"type": "text", "color": _INK},
            "encoding": {**encoding, "text": number},
        }
    )
    drawing = {
        **charts.dressed([], {"layer": layers}),
        "height": {"step": 34},
        "resolve": {"scale": {"color": "independent"}},
    }
    legend = tuple((DIRECTIONS[which], shades[1], False) for which, shades in _SHADES.items())
    return Figure(title, drawing, legend)


def direction(first: int, last: int) -> str:
    """Which way it went, by places on a scale that has the best first."""
    return "same" if first == last else "better" if last < first else "worse"


def _share(row: Any) -> str:
    """The share reached, of those assessed, or why it is not told."""
    share = row["share"]
    return share if isinstance(share, str) else formats.share(share, 0)
