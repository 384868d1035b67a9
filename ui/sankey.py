"""A Sankey diagram of the ways through the stages, as a Vega-Lite figure: ribbons between stops.

Widths and heights are laid out here; Vega-Lite draws areas, rectangles and words. On a narrow screen the words
shrink and the table beside has all of it.
"""

from __future__ import annotations

from typing import Any

from domain import formats
from ui import charts
from ui.charts import ACCENT, QUIET, Figure
from ui.stages import STAGES, Fate, Stop, Ways

HEIGHT = 440
_GAP, _TOP, _WIDE, _SAMPLES = 18, 22, 0.045, 14
"""Pixels between stops, and above them; the width of a stop in columns; points along a ribbon."""

_COLOURS = {
    Fate.ONWARD: "#518de3",
    Fate.OPEN: "#e99736",
    Fate.DONE: ACCENT,
    Fate.ENDED: QUIET,
    Fate.UNKNOWN: "#a07cc5",
}
_WORDS = {
    Fate.ONWARD: "Går vidare",
    Fate.OPEN: "Pågår eller väntar",
    Fate.DONE: "Verkställt",
    Fate.ENDED: "Slutar här",
    Fate.UNKNOWN: "Okänt",
}


def figure(ways: Ways, title: str) -> Figure:
    """The diagram; each stop as high as its cases, each ribbon as high as those that went that way."""
    tops = _tops(ways)
    unit = _unit(ways)
    fates = [fate for fate in _COLOURS if any(stop.fate is fate for stop in ways.stops)]
    colour = {
        "field": "fate",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": [_WORDS[f] for f in fates], "range": [_COLOURS[f] for f in fates]},
    }
    x = {
        "field": "x",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, len(STAGES)], "nice": False},
    }
    y = {
        "field": "y",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, HEIGHT], "reverse": True, "nice": False, "zero": False},
    }
    ribbons = {
        "data": {"values": _ribbons(ways, tops, unit)},
        "mark": {"type": "area", "opacity": 0.38, "interpolate": "linear"},
        "encoding": {
            "x": x,
            "y": y,
            "y2": {"field": "y2"},
            "detail": {"field": "link"},
            "color": colour,
            "tooltip": charts.tooltip(("way", "Väg"), ("value", "Ärenden")),
        },
    }
    stops = {
        "data": {"values": [_stop(stop, tops[stop], unit) for stop in ways.stops]},
        "mark": {"type": "rect"},
        "encoding": {
            "x": x,
            "x2": {"field": "x2"},
            "y": y,
            "y2": {"field": "y2"},
            "color": colour,
            "tooltip": charts.tooltip(("name", "Läge"), ("value", "Ärenden")),
        },
    }
    drawing = {"height": HEIGHT, "layer": [ribbons, stops, _names(ways, tops, unit, x, y), _headings(x, y)]}
    legend = tuple((_WORDS[fate], _COLOURS[fate], False) for fate in fates)
    return Figure(title, charts.dressed([], drawing), legend)


def _unit(ways: Ways) -> float:
    """Pixels a case: the fullest stage fills the height."""
    stages = range(len(STAGES))
    most = max(len([s for s in ways.stops if s.stage == stage]) for stage in stages)
    return (HEIGHT - _TOP - _GAP * most) / max(1, ways.cases)


def _tops(ways: Ways) -> dict[Stop, float]:
    unit = _unit(ways)
    tops: dict[Stop, float] = {}
    below = [float(_TOP)] * len(STAGES)
    for stop in ways.stops:
        tops[stop] = below[stop.stage] + _GAP / 2
        below[stop.stage] += stop.cases * unit + _GAP
    return tops


def _stop(stop: Stop, top: float, unit: float) -> dict[str, Any]:
    return {
        "x": stop.stage,
        "x2": stop.stage + _WIDE,
        "y": top,
        # one case is seen too
        "y2": top + max(1.5, stop.cases * unit),
        "fate": _WORDS[stop.fate],
        "name": stop.name,
        "value": stop.cases,
    }


def _ribbons(ways: Ways, tops: dict[Stop, float], unit: float) -> list[dict[str, Any]]:
    out, into = dict(tops), dict(tops)
    values: list[dict[str, Any]] = []
    for number, (here, there, cases) in enumerate(ways.links):
        high = cases * unit
        for step in range(_SAMPLES + 1):
            along = step / _SAMPLES
            bend = along * along * (3 - 2 * along)
            y = out[here] + (into[there] - out[here]) * bend
            values.append(
                {
                    "x": here.stage + _WIDE + (there.stage - here.stage - _WIDE) * along,
                    "y": y,
                    "y2": y + max(high, 0.6),
                    "link": number,
                    "fate": _WORDS[there.fate],
                    "way": f"{here.name} → {there.name}",
                    "value": cases,
                }
            )
        out[here] += high
        into[there] += high
    return values


def _names(ways: Ways, tops: dict[Stop, float], unit: float, x: Any, y: Any) -> dict[str, Any]:
    values = [
        {
            "x": stop.stage + _WIDE * 1.4,
            "y": tops[stop] + stop.cases * unit / 2,
            "text": f"{stop.name} {formats.number(stop.cases)}",
        }
        for stop in ways.stops
    ]
    return {
        "data": {"values": values},
        "mark": {
            "type": "text",
            "align": "left",
            "baseline": "middle",
            "fontSize": {"expr": "width < 520 ? 9 : 12"},
            "limit": {"expr": f"width / {len(STAGES)} * 0.93"},
        },
        "encoding": {"x": x, "y": y, "text": {"field": "text"}},
    }


def _headings(x: Any, y: Any) -> dict[str, Any]:
    values = [{"x": stage, "y": _TOP / 2, "text": name} for stage, name in enumerate(STAGES.values())]
    return {
        "data": {"values": values},
        "mark": {
            "type": "text",
            "align": "left",
            "fontWeight": "bold",
            "baseline": "middle",
            "fontSize": {"expr": "width < 520 ? 9 : 12"},
            "limit": {"expr": f"width / {len(STAGES)} * 0.97"},
        },
        "encoding": {"x": x, "y": y, "text": {"field": "text"}},
    }
