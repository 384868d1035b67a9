"""Charts: a frame in, a figure out. Swedish numbers and months, zero baseline, one colour a care form.

The figures are Vega-Lite specifications, written as they are: building them with Altair took 90 ms of each
rerun of a page, more than all else together. The tests check them against the schema with Altair.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from domain import formats
from domain.colours import ACCENT as ACCENT
from domain.colours import QUIET as QUIET

Specification = dict[str, Any]
HEIGHT = 260

CARE_FORM_COLOURS = {
    "familjehem_eget": "#2fbce9",
    "natverkshem": "#80e1fe",
    "familjehem_konsulent": "#518de3",
    "jourhem_eget": "#254495",
    "jourhem_konsulent": "#3b66bd",
    "stodboende": "#fcc952",
    "hvb_egen": "#e99736",
    "hvb_privat": "#a24b07",
    "hvb_kommun": "#c37033",
    "skyddat_boende": "#3c2656",
    "sarskilt_ungdomshem": "#4a4a4a",
    "lvm_hem": "#b4ae99",
    "traningslagenhet": "#96e6b2",
    "bistand_boende": "#2e3800",
    "placering_i_hemmet": "#825f75",
    "annan": "#8b8b8b",
}
"""One fixed colour a care form, on every screen. Kin have a hue in common. Chosen so that the two that are most alike
stay apart also for those who do not see red or green (tests/unit/test_formats_charts.py)."""

LOCALE = {
    "number": {
        "decimal": ",",
        "thousands": formats.NBSP,
        "grouping": [3],
        "currency": ["", f"{formats.NBSP}kr"],
    },
    "time": {
        "dateTime": "%Y-%m-%d %H:%M",
        "date": "%Y-%m-%d",
        "time": "%H:%M",
        "periods": ["fm", "em"],
        "days": ["söndag", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag"],
        "shortDays": ["sön", "mån", "tis", "ons", "tors", "fre", "lör"],
        "months": list(formats.MONTHS),
        "shortMonths": [
            *("jan", "feb", "mars", "apr", "maj", "juni"),
            *("juli", "aug", "sep", "okt", "nov", "dec"),
        ],
    },
}
_NEW_YEAR = "(utcmonth(toDate(datum.value)) == 0 || datum.index == 0)"
_EACH = "(width / length(domain('x')))"
# Wide months have their name, narrow ones its first letter, and where not even that fits the year stands alone.
_MONTH_AXIS = {
    "labelExpr": f"{_EACH} >= 30"
    f" ? ({_NEW_YEAR} ? [utcFormat(toDate(datum.value), '%b'), utcFormat(toDate(datum.value), '%Y')]"
    " : utcFormat(toDate(datum.value), '%b'))"
    f" : {_EACH} >= 13"
    f" ? ({_NEW_YEAR} ? [upper(slice(utcFormat(toDate(datum.value), '%b'), 0, 1)),"
    " utcFormat(toDate(datum.value), '%Y')]"
    " : upper(slice(utcFormat(toDate(datum.value), '%b'), 0, 1)))"
    " : (utcmonth(toDate(datum.value)) == 0 ? utcFormat(toDate(datum.value), '%Y') : '')",
    "labelAngle": 0,
    "labelOverlap": False,
    "grid": False,
    "ticks": False,
}


_MOST_TICKS = 7


def time_ticks(first: dt.date, last: dt.date) -> dict[str, Any]:
    """Ticks for days from `first` to `last`, each with a label of its own: years, months or days."""
    months = (last.year - first.year) * 12 + last.month - first.month
    if months > 12 * 2:
        steps = {"interval": "year", "step": 1 if months <= 12 * 12 else 5}
        return {"format": "%Y", "tickCount": steps, "labelOverlap": True}
    if months >= 2:
        steps = {"interval": "month", "step": next(n for n in (1, 2, 3, 6) if months <= n * _MOST_TICKS)}
        return {"format": "%b %Y", "tickCount": steps, "labelOverlap": True}
    days = max(1, -(-(last - first).days // _MOST_TICKS))
    return {"format": "%-d %b", "tickCount": {"interval": "day", "step": days}, "labelOverlap": True}


@dataclass(frozen=True, slots=True)
class Figure:
    """A Vega-Lite chart, the finding that is its title, and its legend: name, colour, whether it is dashed."""

    title: str
    specification: Specification
    legend: tuple[tuple[str, str, bool], ...]


def cost_per_day(months: pd.DataFrame, title: str, measure: str, periods: tuple[str, str]) -> Figure:
    """Cost per day by month as a line, with the same months the year before in grey.

    `months` has month, cost_per_day_kr and before_cost_per_day_kr (kr, None where unknown); `periods` says in
    words what the two lines are.
    """
    now, before = periods
    series = {now: ("cost_per_day_kr", ACCENT), before: ("before_cost_per_day_kr", QUIET)}
    values = [
        {"month": month.isoformat(), "when": formats.month(month), "series": name, "value": float(value)}
        for name, (column, _) in series.items()
        for month, value in zip(months["month"], months[column], strict=True)
        if formats.known(value)
    ]
    drawn = [name for name in series if any(value["series"] == name for value in values)]
    colours = [series[name][1] for name in drawn]
    encoding = {
        "x": months_axis(months),
        "y": {"field": "value", "type": "quantitative", "title": "kr per dygn", "scale": {"zero": True}},
        "color": {"field": "series", "type": "nominal", "legend": None, "scale": _scale(drawn, colours)},
        "tooltip": tooltip(("when", "Månad"), ("series", "Visar"), ("value", f"{measure}, kr")),
    }
    dashes = _scale(drawn, [[1, 0] if name == now else [5, 4] for name in drawn])
    dashed = {"strokeDash": {"field": "series", "type": "nominal", "legend": None, "scale": dashes}}
    layers = [
        {"mark": {"type": "line", "strokeWidth": 2.5}, "encoding": {**encoding, **dashed}},
        {"mark": {"type": "circle", "size": 45, "opacity": 1}, "encoding": encoding},
    ]
    legend = tuple((name, series[name][1], name == before) for name in drawn)
    return Figure(title, dressed(values, {"layer": layers}), legend)


def by_form(forms: pd.DataFrame, column: str, title: str, measure: str) -> Figure:
    """One measure by care form as bars with their labels and values beside them: for a single month.

    `forms` has care_form, label and the column; forms in which it is unknown are left out.
    """
    values: list[dict[str, Any]] = [
        {
            "form": form,
            "label": label,
            "value": float(value),
            "written": formats.number(value),
        }
        for form, label, value in zip(forms["care_form"], forms["label"], forms[column], strict=True)
        if formats.known(value)
    ]
    values.sort(key=lambda value: -value["value"])
    top = max((value["value"] for value in values), default=1.0)
    drawn = sorted({str(value["form"]) for value in values})
    colours = [CARE_FORM_COLOURS.get(form, QUIET) for form in drawn]
    place = {
        "field": "label",
        "type": "nominal",
        "title": None,
        "sort": [value["label"] for value in values],
        "axis": {"labelLimit": 170, "labelOverlap": False, "ticks": False, "domain": False},
    }
    encoding = {
        "y": place,
        "x": {
            "field": "value",
            "type": "quantitative",
            "title": measure,
            "axis": {"format": ",.0f", "tickCount": 4},
            # room for the value beside the longest bar
            "scale": {"domain": [0, top * 1.25], "nice": False},
        },
        "tooltip": tooltip(("label", "Vårdform"), ("value", measure.capitalize())),
    }
    colour = {"field": "form", "type": "nominal", "legend": None, "scale": _scale(drawn, colours)}
    written = {"field": "written", "type": "nominal"}
    layers = [
        {"mark": "bar", "encoding": {**encoding, "color": colour}},
        {"mark": {"type": "text", "align": "left", "dx": 4}, "encoding": {**encoding, "text": written}},
    ]
    return Figure(title, {**dressed(values, {"layer": layers}), "height": {"step": 24}}, ())


def days_by_form(months: pd.DataFrame, title: str, measure: str) -> Figure:
    """Counted days by month, stacked by care form. `months` has month, care_form, label and days."""
    rows = list(zip(months["month"], months["care_form"], months["label"], months["days"], strict=True))
    totals: dict[str, int] = {}
    for _, form, _, days in rows:
        totals[form] = totals.get(form, 0) + int(days)
    order = sorted(totals, key=lambda form: -totals[form])
    colours = [CARE_FORM_COLOURS.get(form, QUIET) for form in order]
    values = [
        {
            "month": month.isoformat(),
            "when": formats.month(month),
            "form": form,
            "label": label,
            "value": int(days),
            "rank": order.index(form),
        }
        for month, form, label, days in rows
    ]
    encoding = {
        "x": months_axis(months),
        "y": {"field": "value", "type": "quantitative", "title": measure, "axis": {"format": ",.0f"}},
        "color": {"field": "form", "type": "nominal", "legend": None, "scale": _scale(order, colours)},
        "order": {"field": "rank", "type": "quantitative"},
        "tooltip": tooltip(("when", "Månad"), ("label", "Vårdform"), ("value", measure.capitalize())),
    }
    labels = {form: str(label) for _, form, label, _ in rows}
    legend = tuple((labels[form], colour, False) for form, colour in zip(order, colours, strict=True))
    return Figure(title, dressed(values, {"mark": "bar", "encoding": encoding}), legend)


def finding(measure: str, change: str | None, when: str) -> str:
    """What a chart shows, in one line: up, down or unchanged against the period it is compared with."""
    if change is None:
        return f"{measure} per månad"
    size = change.lstrip(f"+{formats.MINUS}")
    if change == size:
        return f"{measure}: oförändrat mot {when}"
    return f"{measure}: {'upp' if change.startswith('+') else 'ned'} {size} mot {when}"


def months_axis(months: pd.DataFrame) -> Specification:
    """Every month from the first to the last has its own place, the same for bars and lines."""
    every = pd.date_range(min(months["month"]), max(months["month"]), freq="MS").strftime("%Y-%m-%d")
    return {
        "field": "month",
        "type": "ordinal",
        "title": None,
        "axis": _MONTH_AXIS,
        "scale": {"domain": list(every)},
    }


def _scale(domain: Sequence[str], shown_as: Sequence[object]) -> Specification:
    return {"domain": list(domain), "range": list(shown_as)}


def tooltip(*fields: tuple[str, str]) -> list[Specification]:
    """What is said of what the pointer is on: fields with their headings; `value` is a number."""
    numbers = {"type": "quantitative", "format": ",.0f"}
    return [
        {"field": field, "title": title, **(numbers if field == "value" else {"type": "nominal"})}
        for field, title in fields
    ]


def dressed(values: list[dict[str, Any]], drawing: Specification) -> Specification:
    """A drawing of values in Swedish, in the height that charts have unless it says another."""
    return {
        "data": {"values": values},
        "height": HEIGHT,
        "config": {"locale": LOCALE, "view": {"stroke": None}},
        **drawing,
    }
