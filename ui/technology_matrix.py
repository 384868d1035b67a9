"""The matrix of planned welfare technology: how easily it is done against how much it gives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.technology import MIDDLE
from ui import charts
from ui.charts import ACCENT, QUIET, Figure
from ui.technology_asked import Row

_ZONES = (
    (1.0, 1.0, "left", "top", "Gör först"),
    (4.0, 1.0, "right", "top", "Nytta, men svårt"),
    (1.0, 4.0, "left", "bottom", "Lätt, men låg nytta"),
    (4.0, 4.0, "right", "bottom", "Vänta"),
)
_INK = "#1f2a30"


def matrix(rows: Sequence[Row], title: str) -> Figure:
    """Feasibility across and benefit down, both best at 1.

    `rows` are scored and have `order`, their number in the list. Those on one spot share a mark with all their
    numbers.
    """
    spots: dict[tuple[float, float], list[Row]] = {}
    for row in rows:
        spots.setdefault((float(row["feasibility_mean"]), float(row["benefit_mean"])), []).append(row)
    values = [
        {
            "x": across,
            "y": down,
            "numbers": ", ".join(str(row["order"]) for row in found),
            "names": ", ".join(f"{row['order']} {row['name']}" for row in found),
        }
        for (across, down), found in spots.items()
    ]
    scale = {"domain": [0.8, 4.2], "nice": False, "zero": False}
    ticks = {"values": [1, 2, 3, 4], "format": ".0f", "grid": False}
    across = {"field": "x", "type": "quantitative", "scale": scale, "axis": ticks}
    down = {"field": "y", "type": "quantitative", "scale": {**scale, "reverse": True}, "axis": ticks}
    place = {
        "x": {**across, "title": "Genomförbarhet (1 är lättast)"},
        "y": {**down, "title": "Nytta (1 är störst)"},
    }
    told = [
        {"field": "names", "title": "Satsning", "type": "nominal"},
        {"field": "x", "title": "Genomförbarhet", "type": "quantitative", "format": ",.2f"},
        {"field": "y", "title": "Nytta", "type": "quantitative", "format": ",.2f"},
    ]
    dash = {"type": "rule", "strokeDash": [4, 4], "color": QUIET}
    layers: list[dict[str, Any]] = [
        {"data": {"values": [{"x": MIDDLE}]}, "mark": dash, "encoding": {"x": place["x"]}},
        {"data": {"values": [{"y": MIDDLE}]}, "mark": dash, "encoding": {"y": place["y"]}},
        *(
            {
                "data": {"values": [{"x": x, "y": y, "text": words}]},
                "mark": {
                    "type": "text",
                    "align": align,
                    "baseline": baseline,
                    "dx": -18 if align == "left" else 18,
                    "dy": -20 if baseline == "top" else 20,
                    "color": "#5b656b",
                    "fontStyle": "italic",
                },
                "encoding": {**place, "text": {"field": "text"}},
            }
            for x, y, align, baseline, words in _ZONES
        ),
        {
            "mark": {"type": "circle", "size": 380, "opacity": 0.25, "color": ACCENT},
            "encoding": {**place, "tooltip": told},
        },
        {
            "mark": {"type": "text", "color": _INK, "fontWeight": 600},
            "encoding": {**place, "text": {"field": "numbers"}, "tooltip": told},
        },
    ]
    return Figure(title, {**charts.dressed(values, {"layer": layers}), "height": 380}, ())
