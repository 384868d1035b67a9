"""The charts of Välfärdsteknik: what is in use by year, the years of the plan, planned against measured."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from domain import formats
from ui import charts
from ui.charts import ACCENT, QUIET, Figure
from ui.technology_asked import Row
from ui.technology_words import years

KINDS = {
    "valfardsteknik": ("Välfärdsteknik", ACCENT),
    "it": ("IT för personal och medborgare", QUIET),
    "okand": ("Kategori okänd", "#c9cdd0"),
}
"""What is in use by kind, with its name and colour."""

_STATUS = {
    "undersoks": "#80b6ba",
    "beslutad": "#518de3",
    "pagar": ACCENT,
    "klar": "#254495",
    "avstas": "#b4ae99",
    "": "#8b8b8b",
}
_INK = "#1f2a30"


def in_use(rows: Sequence[Row], title: str) -> Figure:
    """How many ran at each year's end, stacked by kind. `rows` of grain kind."""
    found = [row for row in rows if row["grain"] == "kind" and int(row["running"])]
    order = [kind for kind in KINDS if any(row["kind"] == kind for row in found)]
    values = [
        {
            "when": row["day"].isoformat(),
            "kind": KINDS[row["kind"]][0],
            "value": int(row["running"]),
            "rank": order.index(row["kind"]),
        }
        for row in found
    ]
    names, colours = [KINDS[kind][0] for kind in order], [KINDS[kind][1] for kind in order]
    encoding: dict[str, Any] = {
        "x": {"field": "when", "type": "ordinal", "title": None, "axis": {"labelAngle": 0, "ticks": False}},
        "y": {
            "field": "value",
            "type": "quantitative",
            "title": "införanden",
            "axis": {"format": ",.0f", "tickMinStep": 1},
        },
        "color": {
            "field": "kind",
            "type": "nominal",
            "legend": None,
            "scale": {"domain": names, "range": colours},
        },
        "order": {"field": "rank", "type": "quantitative"},
        "tooltip": charts.tooltip(("when", "Dag"), ("kind", "Slag"), ("value", "Införanden")),
    }
    legend = tuple((name, colour, False) for name, colour in zip(names, colours, strict=True))
    drawing = {"mark": {"type": "bar", "width": {"band": 0.6}}, "encoding": encoding}
    return Figure(title, charts.dressed(values, drawing), legend)


def plan(rows: Sequence[Row], title: str, today: dt.date | None) -> Figure:
    """The years of each initiative as a bar, those that begin first on top. `rows` have both years."""
    listed = sorted(rows, key=lambda row: (row["year_from"], row["year_to"], row["name"]))
    values = [
        {
            "name": row["name"],
            "from": f"{int(row['year_from'])}-01-01",
            "to": f"{int(row['year_to']) + 1}-01-01",
            "years": years(row),
            "status": row["status"] if formats.known(row["status"]) else "Status okänd",
            "code": row["status_code"] if formats.known(row["status_code"]) else "",
        }
        for row in listed
    ]
    codes = [code for code in _STATUS if any(value["code"] == code for value in values)]
    codes += sorted({value["code"] for value in values} - set(codes))
    labels = {value["code"]: value["status"] for value in values}
    colours = [_STATUS.get(code, QUIET) for code in codes]
    first = min(int(row["year_from"]) for row in listed)
    last = max(int(row["year_to"]) for row in listed) + 1
    axis = {
        "format": "%Y",
        "tickCount": {"interval": "year", "step": 1 if last - first <= 12 else 5},
        "labelAlign": "left",
        "orient": "top",
    }
    encoding: dict[str, Any] = {
        "y": {
            "field": "name",
            "type": "nominal",
            "title": None,
            "sort": [value["name"] for value in values],
            "axis": {
                "labelLimit": {"expr": "width < 400 ? 130 : 300"},
                "ticks": False,
                "labelOverlap": False,
            },
        },
        "x": {"field": "from", "type": "temporal", "title": None, "axis": axis},
        "x2": {"field": "to"},
        "color": {
            "field": "status",
            "type": "nominal",
            "legend": None,
            "scale": {"domain": [labels[code] for code in codes], "range": colours},
        },
        "tooltip": [
            {"field": field, "title": heading, "type": "nominal"}
            for field, heading in (("name", "Satsning"), ("years", "År"), ("status", "Status"))
        ],
    }
    layers: list[dict[str, Any]] = [
        {"data": {"values": values}, "mark": {"type": "bar", "height": {"band": 0.6}}, "encoding": encoding}
    ]
    legend = tuple((labels[code], colour, False) for code, colour in zip(codes, colours, strict=True))
    if today is not None and first <= today.year < last:
        legend += ((f"Uppgifterna når hit, {formats.date(today)}", _INK, True),)
        rule = {"type": "rule", "color": _INK, "strokeDash": [3, 3]}
        here = {"x": {"field": "day", "type": "temporal"}}
        layers.append({"data": {"values": [{"day": today.isoformat()}]}, "mark": rule, "encoding": here})
    return Figure(title, {**charts.dressed([], {"layer": layers}), "height": {"step": 26}}, legend)


def taken_home(rows: Sequence[Row], title: str, through: int) -> Figure:
    """Benefits planned to have come and those measured, summed year by year. `rows` have a year.

    What is measured is drawn through the year that the facts reach, and not into the plan's.
    """
    series = {"Planerade": ("planned", QUIET), "Mätta": ("measured", ACCENT)}
    values = []
    for name, (column, _) in series.items():
        total = 0
        for row in rows:
            total += int(row[column])
            if column == "planned" or int(row["year"]) <= through:
                values.append({"year": str(int(row["year"])), "series": name, "value": total})
    names, colours = list(series), [colour for _, colour in series.values()]
    scale = {"domain": names, "range": colours}
    encoding: dict[str, Any] = {
        "x": {"field": "year", "type": "ordinal", "title": None, "axis": {"labelAngle": 0, "ticks": False}},
        "y": {
            "field": "value",
            "type": "quantitative",
            "title": "nyttor, sammanlagt",
            "axis": {"format": ",.0f", "tickMinStep": 1},
        },
        "color": {"field": "series", "type": "nominal", "legend": None, "scale": scale},
        "tooltip": charts.tooltip(("year", "År"), ("series", "Visar"), ("value", "Nyttor")),
    }
    drawing = {"mark": {"type": "line", "strokeWidth": 2.5, "point": {"size": 40}}, "encoding": encoding}
    legend = tuple((name, colour, False) for name, colour in zip(names, colours, strict=True))
    return Figure(title, charts.dressed(values, drawing), legend)


def realised(rows: Sequence[Row], title: str) -> Figure:
    """Kronor taken home by year of measurement. `rows` have a year and known kronor."""
    values = [{"year": str(int(row["year"])), "value": float(row["realised_kr"])} for row in rows]
    encoding: dict[str, Any] = {
        "x": {"field": "year", "type": "ordinal", "title": None, "axis": {"labelAngle": 0, "ticks": False}},
        "y": {"field": "value", "type": "quantitative", "title": "kronor", "axis": {"format": ",.0f"}},
        "tooltip": charts.tooltip(("year", "År"), ("value", "Kronor")),
    }
    drawing = {"mark": {"type": "bar", "color": ACCENT, "width": {"band": 0.5}}, "encoding": encoding}
    return Figure(title, charts.dressed(values, drawing), ())
