"""The line of time of one individual as a chart: lanes from referral to goals, clocks, parallel spells behind them.

A row stands for one kind of thing, so that a person with forty interventions over eight years has some twenty
rows. What has passed its clock is red, has a triangle and says so; other units' rows are hollow.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from domain import formats
from ui import charts
from ui.charts import ACCENT, CARE_FORM_COLOURS, LOCALE, QUIET, Figure, Specification
from ui.individual import ITEMS, Individual, Row, clock, clock_end, due, judged_on, more, until, what, when

LANES = {
    "process": "Process",
    "decision": "Beslut",
    "legal_basis": "Lagrum",
    "placement": "Placeringar",
    "intervention": "Andra insatser",
    "follow_up": "Uppföljningar",
    "consideration": "Överväganden",
    "goal": "Mål och bedömningar",
    "event": "Levererade händelser",
}
"""The lanes from above, with their headings."""

LATE = "#c0271d"
SHADE = "#e0a100"
MOST_POINTS, MOST_SPANS, MOST_ACTIVITIES = 500, 400, 12
OTHERS = "Övriga händelser"

_CLOCK_ROWS = {
    "preliminary_assessment": ("process", ITEMS["forhandsbedomning"]),
    "investigation": ("process", ITEMS["utredning"]),
    "decision_to_execution": ("decision", "Verkställighet"),
}
_STEP = 22
_LABEL = "windowSize()[0] < 640 ? 125 : 240"
_TOOLTIP = [
    {"field": name, "type": "nominal", "title": title}
    for name, title in (
        ("what", "Vad"),
        ("when", "Datum"),
        ("until", "Till och med"),
        ("due_on", "Senast"),
        ("clock", "Frist"),
        ("more", "Mer"),
        ("unit", "Enhet"),
    )
]


@dataclass(slots=True)
class Marks:
    """What is drawn, by kind of mark; `left_out` says in words what is not drawn as it is."""

    spans: list[dict[str, Any]] = field(default_factory=list)
    points: list[dict[str, Any]] = field(default_factory=list)
    clocks: list[dict[str, Any]] = field(default_factory=list)
    shades: list[dict[str, Any]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def figure(individual: Individual, since: dt.date | None = None) -> tuple[Figure, list[str]]:
    """The chart, from a day on where one is given, and what it leaves out."""
    inside = [row for row in individual.rows if since is None or _last(row, individual.through) >= since]
    marks = _marks(inside, individual.through)
    rows = _rows(inside)
    first = since or min((row["started_on"] for row in inside), default=individual.through)
    last = (
        max(individual.through, *(_day(c["due"]) for c in marks.clocks))
        if marks.clocks
        else individual.through
    )
    margin = max((last - first).days // 60, 3) * dt.timedelta(days=1)
    domain = [_at(first if since else first - margin), _at(last + margin)]
    spec: Specification = {
        "height": {"step": _STEP},
        "config": {"locale": LOCALE, "view": {"stroke": None}, "concat": {"spacing": 0}},
        "layer": _layers(marks, individual.through, rows, domain),
    }
    return Figure(individual.finding(), spec, _legend(marks)), marks.left_out


def _rows(inside: Iterable[Row]) -> list[str]:
    """The rows of the chart from above: each lane's heading, then its kinds in the order in which they begin."""
    found: dict[str, dict[str, None]] = {lane: {} for lane in LANES}
    common = _activities(inside)
    for row in inside:
        if (place := _place(row, common)) is not None:
            found[place[0]][place[1]] = None
    order = list(ITEMS.values())
    ranked = {lane: sorted(names, key=order.index) for lane, names in found.items() if lane == "process"}
    return [
        line
        for lane, names in {**found, **ranked}.items()
        if names
        for line in (f"#|{LANES[lane]}", *(f"{lane}|{name}" for name in names))
    ]


def _place(row: Row, common: set[str]) -> tuple[str, str] | None:
    """The lane of a row and its place in the lane; none for a spell, which shades them all."""
    if row["lane"] == "parallel":
        return None
    if row["lane"] == "clock":
        return _CLOCK_ROWS[row["item"]]
    if row["lane"] == "process":
        return "process", ITEMS[row["item"]]
    if row["lane"] == "decision":
        return "decision", "Beslut" if row["item"] == "beslut" else "Erbjudanden och avbrott"
    if row["lane"] == "follow_up":
        return "follow_up", "Uppföljning"
    name = str(row["label"] or ITEMS[row["item"]])
    return row["lane"], name if row["lane"] != "event" or name in common else OTHERS


def _activities(inside: Iterable[Row]) -> set[str]:
    """The delivered activities that have a row of their own: the commonest."""
    times = Counter(str(row["label"]) for row in inside if row["lane"] == "event")
    most = MOST_ACTIVITIES if len(times) <= MOST_ACTIVITIES else MOST_ACTIVITIES - 1
    return {name for name, _ in times.most_common(most)}


def _marks(inside: list[Row], through: dt.date) -> Marks:
    marks = Marks()
    common = _activities(inside)
    for row in inside:
        said = _said(row, through)
        if row["lane"] == "parallel":
            if not row["outcome"]:
                marks.shades.append({**said, "from": _at(row["started_on"]), "to": _at(_end(row, through))})
            continue
        place = _place(row, common)
        said["row"] = "|".join(place or ())
        if row["lane"] in ("clock", "consideration") and _runs(row, through):
            marks.clocks.append(_clock(row, said, through))
        if row["lane"] == "clock":
            continue
        if until(row):
            marks.spans.append(_span(row, said, through))
        else:
            marks.points.append(_point(row, said))
    _thin(marks)
    return marks


def _thin(marks: Marks) -> None:
    """Draw the many as few, and say so: the table has them all."""
    if len(marks.points) > MOST_POINTS:
        number = len(marks.points)
        months: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for point in marks.points:
            months.setdefault((point["row"], point["from"][:7]), []).append(point)
        marks.points = [_together(month, found) for (_, month), found in months.items()]
        marks.left_out.append(
            f"{formats.number(number)} händelser är många. I diagrammet står en punkt för en månad och ett slag."
        )
    if len(marks.spans) > MOST_SPANS:
        left = len(marks.spans) - MOST_SPANS
        marks.spans = sorted(marks.spans, key=lambda span: str(span["to"]))[left:]
        marks.left_out.append(f"De {formats.number(left)} insatser som slutade först är inte ritade.")


def _together(month: str, points: list[dict[str, Any]]) -> dict[str, Any]:
    if len(points) == 1:
        return points[0]
    number = f"{formats.number(len(points))} under {formats.month(dt.date.fromisoformat(f'{month}-01'))}"
    return {**points[0], "from": f"{month}-15", "when": number, "more": "", "what": points[0]["what"]}


def _said(row: Row, through: dt.date) -> dict[str, Any]:
    return {
        "what": what(row),
        "when": when(row),
        "until": until(row),
        "due_on": due(row),
        "clock": clock(row, through),
        "more": "; ".join(more(row)),
        "unit": row["unit"] or "",
        "own": bool(row["is_own"]),
    }


def _span(row: Row, said: dict[str, Any], through: dt.date) -> dict[str, Any]:
    colour = CARE_FORM_COLOURS.get(str(row["code"]), QUIET) if row["lane"] == "placement" else ACCENT
    if row["lane"] in ("process", "legal_basis"):
        colour = "#5b6b7a"
    end = _end(row, through)
    # a day has a width of its own; one that ends before it begins is drawn as its first day
    to = max(end, row["started_on"]) + dt.timedelta(days=1)
    return {
        **said,
        "from": _at(row["started_on"]),
        "to": _at(to),
        "colour": colour,
        "runs": said["until"] == "pågår",
    }


def _point(row: Row, said: dict[str, Any]) -> dict[str, Any]:
    at = row["occurred_at"]
    return {**said, "from": f"{at:%Y-%m-%dT%H:%M:%SZ}" if formats.known(at) else _at(row["started_on"])}


def _runs(row: Row, through: dt.date) -> bool:
    """Whether there is a clock to draw: not one whose ground ended before it could run out."""
    if not formats.known(row["due_on"]):
        return False
    last = min(judged_on(row, through), row["due_on"])
    return formats.known(row["done_on"]) or min(clock_end(row, through), row["due_on"]) >= last


def _clock(row: Row, said: dict[str, Any], through: dt.date) -> dict[str, Any]:
    end = clock_end(row, through)
    return {
        **said,
        "from": _at(row["started_on"]),
        "to": _at(max(end, row["started_on"])),
        "due": _at(row["due_on"]),
        "late": bool(row["is_late"]),
        "over": _at(end if row["is_late"] else row["due_on"]),
    }


def _layers(marks: Marks, through: dt.date, rows: list[str], domain: list[str]) -> list[Specification]:
    scale = {"type": "utc", "domain": domain, "nice": False}
    axis: Specification = {
        "title": None,
        **charts.time_ticks(*(dt.date.fromisoformat(day[:10]) for day in domain)),
        "grid": True,
    }
    x = {"field": "from", "type": "temporal", "scale": scale, "axis": {**axis, "orient": "top"}}
    y = {
        "field": "row",
        "type": "nominal",
        "title": None,
        "scale": {"domain": rows, "paddingInner": 0.35},
        "sort": None,
        "axis": {
            "domain": False,
            "ticks": False,
            "labelLimit": {"expr": _LABEL},
            "labelOverlap": False,
            "labelExpr": "split(datum.label, '|')[1]",
            "labelFontWeight": {
                "condition": {"test": "slice(datum.value, 0, 1) == '#'", "value": 700},
                "value": 400,
            },
        },
    }
    colour = {"field": "colour", "type": "nominal", "scale": None, "legend": None}
    place = {"x": x, "x2": {"field": "to"}, "y": y}
    own = {"test": "datum.own"}
    late = {"test": "datum.late"}
    return [
        _layer(
            marks.shades, {"type": "rect", "color": SHADE, "opacity": 0.16}, {"x": x, "x2": {"field": "to"}}
        ),
        {
            "data": {"values": [{"from": _at(through)}]},
            "mark": {"type": "rule", "color": QUIET, "strokeDash": [2, 3]},
            "encoding": {"x": x},
        },
        _layer(
            marks.spans,
            {"type": "bar", "cornerRadius": 2, "strokeWidth": 1.4, "minBandSize": 8},
            {
                **place,
                "color": colour,
                "stroke": colour,
                "fillOpacity": {"condition": {**own, "value": 0.85}, "value": 0},
                "strokeDash": {"condition": {**own, "value": [1, 0]}, "value": [4, 3]},
            },
        ),
        _layer(
            [{**span, "from": span["to"]} for span in marks.spans if span["runs"]],
            {"type": "point", "shape": "triangle-right", "size": 60, "filled": True, "opacity": 1},
            {"x": x, "y": y, "color": colour},
        ),
        _layer(marks.clocks, {"type": "rule", "color": QUIET, "strokeWidth": 1.5}, place),
        _layer(
            [{**c, "from": c["due"], "to": c["over"]} for c in marks.clocks if c["late"]],
            {"type": "rule", "color": LATE, "strokeWidth": 4},
            place,
        ),
        _layer(
            marks.points,
            {"type": "point", "size": 55, "opacity": 1, "strokeWidth": 1.6},
            {
                "x": x,
                "y": y,
                "color": {"value": ACCENT},
                "fill": {"condition": {**own, "value": ACCENT}, "value": "transparent"},
            },
        ),
        _layer(
            [{**c, "from": c["due"]} for c in marks.clocks],
            {"type": "point", "opacity": 1, "strokeWidth": 2},
            {
                "x": x,
                "y": y,
                "shape": {"condition": {**late, "value": "triangle-up"}, "value": "stroke"},
                "angle": {"condition": {**late, "value": 0}, "value": 90},
                "size": {"condition": {**late, "value": 90}, "value": 160},
                "color": {"condition": {**late, "value": LATE}, "value": "#5b6b7a"},
                "fill": {"condition": {**late, "value": LATE}, "value": "transparent"},
            },
        ),
    ]


def _layer(values: list[dict[str, Any]], mark: Specification, encoding: Specification) -> Specification:
    return {"data": {"values": values}, "mark": mark, "encoding": {**encoding, "tooltip": _TOOLTIP}}


def _legend(marks: Marks) -> tuple[tuple[str, str, bool], ...]:
    said = (
        (marks.shades, ("Flera slags insatser samtidigt", f"{SHADE}55", False)),
        ([s for s in marks.spans if not s["own"]], ("Annan enhet", ACCENT, True)),
        ([c for c in marks.clocks if c["late"]], ("Överskriden frist ▲", LATE, False)),
        ([c for c in marks.clocks if not c["late"]], ("Frist |", QUIET, True)),
    )
    return tuple(entry for found, entry in said if found)


def _last(row: Row, through: dt.date) -> dt.date:
    """The last day that a row has anything to do with."""
    ends = [row["started_on"], row["due_on"], row["done_on"], _end(row, through) if until(row) else None]
    known: list[dt.date] = [day for day in ends if formats.known(day)]
    return max(known)


def _end(row: Row, through: dt.date) -> dt.date:
    started: dt.date = row["started_on"]
    end: dt.date = row["ended_on"] if formats.known(row["ended_on"]) else max(through, started)
    return end


def _at(day: dt.date) -> str:
    return day.isoformat()


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
