"""The charts of Kvalitet i förhållande till kostnad: providers by quality and cost, and a question over the years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from domain import formats
from ui import charts
from ui.charts import ACCENT, CARE_FORM_COLOURS, QUIET, Figure

_HEIGHT = 420
_INK = "#5b6165"
_CORNERS = (
    ("Högre kvalitet, lägre kostnad", "left", "top"),
    ("Högre kvalitet, högre kostnad", "right", "top"),
    ("Lägre kvalitet, lägre kostnad", "left", "bottom"),
    ("Lägre kvalitet, högre kostnad", "right", "bottom"),
)
GROUP = "Gruppen"


def scatter(rows: pd.DataFrame, labels: dict[str, str], title: str, middle: float | None) -> Figure:
    """Each provider at its cost ratio and quality, with the interval of quality. `rows` as `provider_quality` has them.

    `middle` is the quality that the horizontal line stands at; the vertical stands at the median cost, 1.
    """
    values = [_point(row, labels) for row in rows.to_dict("records")]
    forms = sorted({value["form"] for value in values})
    x = _axis("ratio", "kostnadskvot (1 är gruppens median)", [value["ratio"] for value in values], 0.1, "x")
    heights = [height for value in values for height in (value["low"], value["high"])]
    y = _axis("quality", "kvalitet, 0–100", heights, 5, "y")
    colour = {
        "field": "form",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": forms, "range": [CARE_FORM_COLOURS.get(form, QUIET) for form in forms]},
    }
    told = [
        *charts.tooltip(("provider", "Utförare"), ("label", "Vårdform"), ("target", "Målgrupp")),
        *({"field": name, "type": "nominal", "title": text} for name, text in _SAID),
    ]
    layers: list[dict[str, Any]] = [
        {"data": {"values": [{"at": 1}]}, "mark": _line(), "encoding": {"x": {**x, "field": "at"}}},
        *([] if middle is None else [_level(middle, y)]),
        *(_corner(*corner) for corner in _CORNERS),
        {
            "mark": {"type": "rule", "strokeWidth": 1.5, "opacity": 0.75},
            "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}, "color": colour},
        },
        {
            "mark": {"type": "circle", "opacity": 0.9, "stroke": "white", "strokeWidth": 1},
            "encoding": {
                "x": x,
                "y": y,
                "color": colour,
                "size": {
                    "field": "days",
                    "type": "quantitative",
                    "legend": None,
                    "scale": {"range": [60, 700], "domainMin": 0},
                },
                "tooltip": told,
            },
        },
        {
            "mark": {"type": "text", "align": "left", "dx": 10, "dy": -6, "fontSize": 11, "color": _INK},
            "encoding": {"x": x, "y": y, "text": {"field": "provider", "type": "nominal"}},
        },
    ]
    names = {str(value["form"]): str(value["label"]) for value in values}
    legend = tuple((names[form], CARE_FORM_COLOURS.get(form, QUIET), False) for form in forms)
    return Figure(title, {**charts.dressed(values, {"layer": layers}), "height": _HEIGHT}, legend)


_SAID = (
    ("said", "Kvalitet, med intervall"),
    ("base", "Uppföljningar"),
    ("cost", "Kr per dygn"),
    ("ratio_said", "Kostnadskvot"),
    ("days_said", "Dygn"),
)


def _point(row: dict[Any, Any], labels: dict[str, str]) -> dict[str, Any]:
    return {
        "provider": str(row["provider"]),
        "form": str(row["care_form"]),
        "label": labels[str(row["care_form"])],
        "target": str(row["target"]),
        "quality": float(row["quality"]),
        "low": float(row["quality_low"]),
        "high": float(row["quality_high"]),
        "ratio": float(row["cost_ratio"]),
        "days": int(row["placement_days"]),
        "said": between(row["quality"], row["quality_low"], row["quality_high"]),
        "base": formats.number(row["graded_follow_ups"]),
        "cost": formats.number(row["cost_per_day_kr"]),
        "ratio_said": formats.number(row["cost_ratio"], 2),
        "days_said": formats.number(row["placement_days"]),
    }


def between(value: object, low: object, high: object) -> str:
    """A figure and its interval in words: 78 (70–86)."""
    return f"{formats.number(value)} ({formats.number(low)}–{formats.number(high)})"


def _axis(field: str, title: str, held: Sequence[float], room: float, way: str) -> dict[str, Any]:
    low, high = min(held), max(held)
    if way == "x":
        low, high = min(low, 1.0), max(high, 1.0)
        domain = [max(0.0, low - room), high + room]
    else:
        domain = [max(0.0, low - room), min(100.0, high + room)]
    return {
        "field": field,
        "type": "quantitative",
        "title": title,
        "scale": {"domain": domain, "nice": False, "zero": False},
        "axis": {"format": ",.2f" if way == "x" else ",.0f", "grid": False, "tickCount": 6},
    }


def _line() -> dict[str, Any]:
    return {"type": "rule", "strokeDash": [4, 4], "color": QUIET}


def _level(middle: float, y: dict[str, Any]) -> dict[str, Any]:
    return {"data": {"values": [{"at": middle}]}, "mark": _line(), "encoding": {"y": {**y, "field": "at"}}}


def _corner(words: str, side: str, height: str) -> dict[str, Any]:
    mark = {
        "type": "text",
        "text": words.split(", "),
        "align": side,
        "baseline": height,
        "lineBreak": "\n",
        "color": _INK,
        "fontSize": 11,
        "fontStyle": "italic",
        "x": 6 if side == "left" else {"expr": "width - 6"},
        "y": 6 if height == "top" else {"expr": "height - 30"},
        **({"baseline": "top"} if height == "bottom" else {}),
    }
    return {"data": {"values": [{}]}, "mark": mark}


def over_time(rows: pd.DataFrame, title: str) -> Figure:
    """The mean of each question by year, the provider's with its interval beside the group's: a small chart a question.

    `rows` as `quality_parameters` has them; years in which a mean is not told are gaps.
    """
    values = []
    for row in rows.to_dict("records"):
        for series, column in (("Utföraren", "mean"), (GROUP, "group_mean")):
            own = series != GROUP
            # a year of which nothing is told stays as a gap: no line is drawn across it
            values.append(
                {
                    "year": str(row["year"]),
                    "question": str(row["question"]),
                    "series": series,
                    "value": float(row[column]) if formats.known(row[column]) else None,
                    "low": float(row["low"]) if own and formats.known(row["low"]) else None,
                    "high": float(row["high"]) if own and formats.known(row["high"]) else None,
                    "base": formats.number(row["answers"] if own else row["group_answers"]),
                }
            )
    x = {
        "field": "year",
        "type": "ordinal",
        "title": None,
        "axis": {"labelAngle": 0, "labelFlush": False, "grid": False},
    }
    y = {
        "field": "value",
        "type": "quantitative",
        "title": "medel, 0–100",
        "scale": {"domain": [0, 100]},
        "axis": {"tickCount": 5},
    }
    colours = {"Utföraren": ACCENT, GROUP: QUIET}
    colour = {
        "field": "series",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": list(colours), "range": list(colours.values())},
    }
    told = [
        *charts.tooltip(("question", "Fråga"), ("year", "År"), ("series", "Visar"), ("base", "Svar")),
        {"field": "value", "type": "quantitative", "title": "Medel", "format": ",.0f"},
    ]
    layers = [
        {"mark": {"type": "line", "strokeWidth": 2}, "encoding": {"x": x, "y": y, "color": colour}},
        {
            "mark": {"type": "rule", "strokeWidth": 2, "opacity": 0.5},
            "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}, "color": colour},
        },
        {
            "mark": {"type": "circle", "size": 55, "opacity": 1},
            "encoding": {"x": x, "y": y, "color": colour, "tooltip": told},
        },
    ]
    head = {"title": None, "labelAlign": "left", "labelAnchor": "start", "labelLimit": 320}
    facet = {"field": "question", "type": "nominal", "header": head}
    drawing = {"facet": facet, "columns": 2, "spec": {"layer": layers, "height": 150, "width": 300}}
    dressed = {name: part for name, part in charts.dressed(values, drawing).items() if name != "height"}
    legend = tuple((name, shade, False) for name, shade in colours.items())
    return Figure(title, dressed, legend)
