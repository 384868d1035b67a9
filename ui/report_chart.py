"""The chart beside a table of a report: a bar for each row in each of its periods."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from domain.board_report.printed import Bars
from ui import charts, draw
from ui.charts import ACCENT, QUIET, Figure

_BAR_HEIGHT = 44


def show(shown: Bars) -> None:
    """The chart, with what it says in words."""
    colours = (ACCENT, QUIET)
    legend = (
        tuple(zip(shown.periods, colours, (False, False), strict=False)) if len(shown.periods) > 1 else ()
    )
    values = [
        {"row": bar.row, "when": bar.when, "value": float(bar.value), "told": bar.told} for bar in shown.bars
    ]
    figure = Figure("", _bars(values, shown.periods, shown.unit), legend)
    draw.untitled_chart(st.container(), figure, shown.told)


def _bars(values: list[dict[str, Any]], names: Sequence[str], unit: str) -> dict[str, Any]:
    rows = list(dict.fromkeys(value["row"] for value in values))
    return charts.dressed(
        values,
        {
            "height": _BAR_HEIGHT * len(rows),
            "mark": {"type": "bar"},
            "encoding": {
                "y": {
                    "field": "row",
                    "type": "nominal",
                    "sort": rows,
                    "title": None,
                    "axis": {"labelLimit": 220},
                },
                "yOffset": {"field": "when", "sort": list(names)},
                "x": {"field": "value", "type": "quantitative", "title": unit, "scale": {"zero": True}},
                "color": {
                    "field": "when",
                    "legend": None,
                    "scale": {"domain": list(names), "range": [ACCENT, QUIET][: len(names)]},
                },
                "tooltip": charts.tooltip(("row", ""), ("when", "Period"), ("told", "Värde")),
            },
        },
    )
