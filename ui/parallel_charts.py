"""The charts of Parallella insatser: months, sets of kinds as bars over dots, and kind against kind."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pandas as pd

from domain import formats
from ui import charts
from ui.charts import ACCENT, Figure

MOST_SETS, MOST_KINDS = 15, 12
"""How many of the commonest sets and kinds are drawn; the tables have all."""

_BARS, _ROW = 150, 24
"""Pixels of the bars, and of a row of dots under them."""

_EMPTY = "#dfe4e6"
_SHADES, _INK = ("#eef6f6", "#7fbcc0"), "#1f2a30"
"""Fewest to most persons, both light enough for the number that stands on them."""


def persons_by_month(months: pd.DataFrame, title: str) -> Figure:
    """Persons on the last day of each month as bars. `months` has month, day and persons."""
    values = [
        {"month": month.isoformat(), "when": formats.date(day), "value": int(persons)}
        for month, day, persons in zip(months["month"], months["day"], months["persons"], strict=True)
    ]
    encoding = {
        "x": charts.months_axis(months),
        "y": {
            "field": "value",
            "type": "quantitative",
            "title": "personer",
            "axis": {"format": ",.0f", "tickMinStep": 1},
        },
        "tooltip": charts.tooltip(("when", "Dag"), ("value", "Personer")),
    }
    return Figure(
        title, charts.dressed(values, {"mark": {"type": "bar", "color": ACCENT}, "encoding": encoding}), ()
    )


def sets(rows: pd.DataFrame, kind: Callable[[str], str], order: list[str], title: str) -> Figure:
    """The commonest sets of kinds: a bar each by how many persons, and under it a dot for each kind of the set.

    One drawing on one scale: the dots' rows lie below zero, where the axis has the kinds' names. `rows` has
    kinds and persons, the commonest first; `order` holds the kinds in the order they are shown.
    """
    drawn = rows.head(MOST_SETS).to_dict("records")
    used = {code for row in drawn for code in row["kinds"]}
    kinds = [code for code in order if code in used] + sorted(used - set(order))
    top = max(int(row["persons"]) for row in drawn)
    step = top * _ROW / _BARS
    place = {code: -(index + 0.75) * step for index, code in enumerate(kinds)}
    bars, dots, lines = [], [], []
    for rank, row in enumerate(drawn, start=1):
        told = {
            "set": f"{rank:02}",
            "value": int(row["persons"]),
            "told": " + ".join(kind(code) for code in kinds if code in row["kinds"]),
        }
        bars.append({**told, "y": int(row["persons"]), "zero": 0})
        heights = [place[code] for code in row["kinds"]]
        lines.append({**told, "y": max(heights), "zero": min(heights)})
        dots += [{**told, "y": place[code], "given": code in row["kinds"]} for code in kinds]
    ticks = _ticks(top)
    names = ", ".join(_quoted(kind(code)) for code in kinds)
    axis = {
        "values": [*ticks, *place.values()],
        "labelExpr": f"datum.value >= 0 ? format(datum.value, ',.0f') "
        f": [{names}][round(-datum.value / {step} - 0.75)]",
        "labelLimit": 220,
        "labelOverlap": False,
        "ticks": False,
        "domain": False,
        "gridColor": {"condition": {"test": "datum.value < 0", "value": "transparent"}, "value": "#e6eaec"},
        "title": None,
    }
    bottom = -(len(kinds) + 0.25) * step
    encoding: dict[str, Any] = {
        "x": {"field": "set", "type": "ordinal", "axis": None},
        "y": {
            "field": "y",
            "type": "quantitative",
            "axis": axis,
            "scale": {"domain": [bottom, top * 1.12], "nice": False, "zero": False},
        },
        "tooltip": charts.tooltip(("told", "Kombination"), ("value", "Personer")),
    }
    spanned = {**encoding, "y2": {"field": "zero"}}
    size = {"type": "circle", "size": 90, "opacity": 1}
    number = {"text": {"field": "value", "type": "quantitative", "format": ",.0f"}}
    layers = [
        _layer(bars, {"type": "bar", "color": ACCENT}, spanned),
        _layer(bars, {"type": "text", "dy": -7}, {**encoding, **number}),
        _layer([dot for dot in dots if not dot["given"]], {**size, "color": _EMPTY}, encoding),
        _layer(lines, {"type": "rule", "strokeWidth": 2.5, "color": ACCENT}, spanned),
        _layer([dot for dot in dots if dot["given"]], {**size, "color": ACCENT}, encoding),
    ]
    height = round(_BARS * 1.12 + (len(kinds) + 0.25) * _ROW)
    return Figure(title, {**charts.dressed([], {"layer": layers}), "height": height}, ())


def pairs(rows: pd.DataFrame, kind: Callable[[str], str], order: list[str], title: str) -> Figure:
    """Kind against kind: how many persons had both, darker for more. `rows` has kind, other_kind and persons."""
    persons: dict[str, int] = {}
    for row in rows.to_dict("records"):
        for code in (row["kind"], row["other_kind"]):
            persons[code] = persons.get(code, 0) + int(row["persons"])
    commonest = sorted(persons, key=lambda code: (-persons[code], code))[:MOST_KINDS]
    shown = [code for code in order if code in commonest] + sorted(set(commonest) - set(order))
    top = int(rows["persons"].max())
    values = []
    for row in rows.to_dict("records"):
        if row["kind"] in shown and row["other_kind"] in shown:
            first, second = sorted((row["kind"], row["other_kind"]), key=shown.index)
            values.append({"kind": kind(first), "other": kind(second), "value": int(row["persons"])})
    columns = [kind(code) for code in shown if any(value["kind"] == kind(code) for value in values)]
    lines = [kind(code) for code in shown if any(value["other"] == kind(code) for value in values)]
    axis = {"labelLimit": 220, "labelOverlap": False, "ticks": False, "domain": False, "title": None}
    encoding: dict[str, Any] = {
        "x": {
            "field": "kind",
            "type": "nominal",
            "sort": None,
            "scale": {"domain": columns},
            "axis": {**axis, "labelAngle": -60, "labelLimit": 180},
        },
        "y": {
            "field": "other",
            "type": "nominal",
            "sort": None,
            "scale": {"domain": lines},
            "axis": axis,
        },
        "tooltip": charts.tooltip(("kind", "Slag"), ("other", "Samtidigt med"), ("value", "Personer")),
    }
    fill = {
        "field": "value",
        "type": "quantitative",
        "legend": None,
        "scale": {"domain": [0, top], "range": list(_SHADES)},
    }
    number = {"field": "value", "type": "quantitative", "format": ",.0f"}
    layers = [
        {"mark": "rect", "encoding": {**encoding, "color": fill}},
        {"mark": {"type": "text", "color": _INK}, "encoding": {**encoding, "text": number}},
    ]
    height = {"step": 28}
    return Figure(title, {**charts.dressed(values, {"layer": layers}), "height": height}, ())


def _layer(values: list[dict[str, Any]], mark: dict[str, Any], encoding: dict[str, Any]) -> dict[str, Any]:
    return {"data": {"values": values}, "mark": mark, "encoding": encoding}


def _ticks(top: int) -> list[int]:
    """A few whole numbers from zero up to the highest."""
    step = max(1, 10 ** math.floor(math.log10(top)))
    step = next(size for size in (step, 2 * step, 5 * step) if top / size <= 5)
    return list(range(0, top + 1, step))


def _quoted(text: str) -> str:
    """A text inside an expression of Vega's."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
