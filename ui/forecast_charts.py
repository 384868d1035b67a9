"""The charts of Prognos: the months of a year with their interval, and how far earlier forecasts lay from what came."""

from __future__ import annotations

from typing import Any

import pandas as pd

from domain import formats
from ui import charts
from ui.charts import ACCENT, QUIET, Figure

_OTHER = "#a24b07"
_MNKR = 1_000_000
CAME, FORECAST, SCENARIO, BUDGET = "Utfall", "Prognos, med det som 80 % ryms inom", "Scenario", "Budget"
OURS, NAIVE = "Prognosen", "De tre senaste månaderna"
_PALE = "#93c2c5"
_COLOURS = {CAME: ACCENT, FORECAST: _PALE, SCENARIO: _OTHER, BUDGET: QUIET}


def months(rows: pd.DataFrame, title: str) -> Figure:
    """The months of a year in mnkr. `rows` as `Figures.month_table` has them."""
    values: list[dict[str, Any]] = []
    named = {CAME: "came", FORECAST: "forecast", SCENARIO: "scenario", BUDGET: "budget"}
    for row in rows.to_dict("records"):
        when = {"month": row["month"].isoformat(), "when": formats.month(row["month"])}
        for series, column in named.items():
            if _is_told(row.get(column)):
                low, high = (row["low"] / _MNKR, row["high"] / _MNKR) if series == FORECAST else (None, None)
                value = float(row[column]) / _MNKR
                values.append({**when, "series": series, "mnkr": value, "low": low, "high": high})
    drawn = [series for series in named if any(value["series"] == series for value in values)]
    x = charts.months_axis(rows)
    y = {"field": "mnkr", "type": "quantitative", "title": "mnkr", "scale": {"zero": True}}
    colour = {
        "field": "series",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": drawn, "range": [_COLOURS[series] for series in drawn]},
    }
    told = [
        {"field": "when", "type": "nominal", "title": "Månad"},
        {"field": "series", "type": "nominal", "title": "Visar"},
        {"field": "mnkr", "type": "quantitative", "title": "Mnkr", "format": ",.2f"},
    ]
    of = "datum.series == "
    bars = {
        "transform": [{"filter": f"{of}'{CAME}' || {of}'{FORECAST}'"}],
        "mark": {"type": "bar"},
        "encoding": {
            "x": x,
            "y": y,
            "color": colour,
            "tooltip": told,
        },
    }
    spans = {
        "transform": [{"filter": f"{of}'{FORECAST}'"}],
        "mark": {"type": "rule", "strokeWidth": 2, "color": "#1f2a30"},
        "encoding": {
            "x": x,
            "y": {"field": "low", "type": "quantitative", "title": "mnkr"},
            "y2": {"field": "high"},
        },
    }
    ticks = {
        "transform": [{"filter": f"{of}'{BUDGET}' || {of}'{SCENARIO}'"}],
        "mark": {"type": "tick", "thickness": 3},
        "encoding": {"x": x, "y": y, "color": colour, "tooltip": told},
    }
    legend = tuple((series, _COLOURS[series], False) for series in drawn)
    # a layer without marks would be a picture without a name to a screen reader
    layers = [
        *([bars] if {CAME, FORECAST} & set(drawn) else []),
        *([spans] if FORECAST in drawn else []),
        *([ticks] if {BUDGET, SCENARIO} & set(drawn) else []),
    ]
    return Figure(title, charts.dressed(values, {"layer": layers}), legend)


def horizons(rows: pd.DataFrame, title: str) -> Figure:
    """The median error by how many months ahead. `rows` has horizon, error and naive_error (shares)."""
    colours = {OURS: ACCENT, NAIVE: QUIET}
    values = [
        {"horizon": int(row["horizon"]), "series": series, "value": float(row[column])}
        for row in rows.to_dict("records")
        for series, column in ((OURS, "error"), (NAIVE, "naive_error"))
    ]
    encoding = {
        "x": {
            "field": "horizon",
            "type": "ordinal",
            "title": "månader framåt",
            "axis": {"labelAngle": 0, "grid": False, "ticks": False},
        },
        "y": {
            "field": "value",
            "type": "quantitative",
            "title": "fel, andel av det som kom",
            "scale": {"zero": True},
            "axis": {"format": ".0%"},
        },
        "color": {
            "field": "series",
            "type": "nominal",
            "legend": None,
            "scale": {"domain": list(colours), "range": list(colours.values())},
        },
        "tooltip": [
            {"field": "horizon", "type": "ordinal", "title": "Månader framåt"},
            {"field": "series", "type": "nominal", "title": "Visar"},
            {"field": "value", "type": "quantitative", "title": "Fel", "format": ".1%"},
        ],
    }
    layers = [
        {"mark": {"type": "line", "strokeWidth": 2.5}, "encoding": encoding},
        {"mark": {"type": "circle", "size": 60, "opacity": 1}, "encoding": encoding},
    ]
    legend = tuple((series, colour, False) for series, colour in colours.items())
    return Figure(title, charts.dressed(values, {"layer": layers}), legend)


def _is_told(value: object) -> bool:
    return not isinstance(value, str) and formats.known(value)
