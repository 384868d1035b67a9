"""The part Karta of Dygnskostnad: where bought care is given, as a map without tiles and as a table beside it.

What reaches the browser is what the store has told: the borders go there without names, and only municipalities and
points of the answer have more than a border.
"""

from __future__ import annotations

import math
from functools import cache
from html import escape
from typing import Any

import pandas as pd
import pydeck
import streamlit as st

from domain import formats
from domain.definitions import places
from ui import address, draw, explain, filters, states
from ui.bought_places import MEASURES, BoughtPlaces, Measure
from ui.care_figures import CareFigures, DayKind
from ui.cost_asked import Asked
from ui.municipalities import municipalities
from ui.reading import read
from ui.selection import Options

_HEIGHT = 620
_LAND, _BORDER, _POINT = [140, 152, 158, 40], [140, 152, 158, 150], [176, 72, 16, 235]
_UNKNOWN = [140, 152, 158, 120]
_SWEDEN = ((10.6, 55.2), (24.3, 69.2))


def show(asked: Asked) -> None:
    """The map, its legend and its table; a sentence instead where nothing may be told."""
    kind = _kind(asked)
    if kind is None:
        states.nothing_found()
        return
    params = {**asked.selection.params(), "kind": kind.code}
    found = BoughtPlaces(read("bought_care_places", asked.user.scope, asked.state, **params), kind)
    if found.is_empty:
        states.nothing_found(f"Ingen köpt vård finns i urvalet ({kind.label.lower()}).")
        return
    if found.shown.empty:
        st.info(
            "Ingen kommun har minst tre personer i köpt vård i urvalet, eller så är utförarnas kommuner inte "
            "levererade. Välj en längre period eller ta bort något filter."
        )
        return
    measure = _measure()
    points = read("bought_care_points", asked.user.scope, asked.state, **params)
    st.header(found.sentence(), anchor=False)
    left, right = st.columns([2, 3])
    with left:
        _map(found, points, measure, asked.options)
    with right:
        more = {"Slag av dygn": kind.label}
        account = asked.account("Köpt vård per kommun", places.EVERY, "", **more)
        draw.table(found.table(), account, "kopt-vard-per-kommun")
        explain.note(
            st,
            "Kommunen är den där utföraren finns. Egen regi och egna familjehem är inte köpt vård. Skyddade personer, "
            "hemlig vistelseort, skyddat boende och utförare med skyddad plats står alltid bland övriga. "
            "Är färre än tre personer kvar där läggs den minsta av de andra kommunerna till.",
        )


def _kind(asked: Asked) -> DayKind | None:
    """The kind of day, among those that the selection has."""
    rows = read("cost_per_day", asked.user.scope, asked.state, **asked.selection.params(), dimension="sex")
    return filters.day_kind(CareFigures.kinds(rows))


def _measure() -> Measure:
    address.look("farg", "Färga kartan efter", MEASURES)
    picked = st.segmented_control(
        "Färga kartan efter",
        list(MEASURES),
        default=next(iter(MEASURES)),
        required=True,
        key="farg",
        bind="query-params",
    )
    return MEASURES.get(str(picked), next(iter(MEASURES.values())))


def _map(found: BoughtPlaces, points: pd.DataFrame, measure: Measure, options: Options) -> None:
    areas = _areas(found, measure)
    marks = _marks(points, options)
    layers = [
        _polygons("land", _background(), _LAND, pickable=False),
        _polygons("kommuner", areas, "fill", pickable=True),
        pydeck.Layer(
            "ScatterplotLayer",
            marks,
            id="utforare",
            get_position="place",
            get_fill_color=_POINT,
            get_line_color=[255, 255, 255],
            stroked=True,
            radius_units=pydeck.types.String("pixels"),
            get_radius=6,
            line_width_min_pixels=1.5,
            pickable=True,
        ),
    ]
    deck = pydeck.Deck(
        layers,
        initial_view_state=pydeck.ViewState(**_view(areas)),
        map_provider=None,
        tooltip={
            "html": "<b>{title}</b><br>{told}",
            "style": {"color": "#1f2a30", "backgroundColor": "#ffffff", "border": "1px solid #d5dcde"},
        },
    )
    st.pydeck_chart(
        deck,
        height=_HEIGHT,
        key="karta",
        alt=f"Karta över köpt vård per kommun, färgad efter {measure.label.lower()}. Värdena står i tabellen.",
    )
    keys = [*found.legend(measure)]
    if marks:
        keys.append(("#b04810", "utförare med minst tre personer"))
    st.html(
        '<div class="ik-legend">'
        + "".join(
            f'<span><i class="ik-filled" style="border-color:{colour}"></i>{told}</span>'
            for colour, told in keys
        )
        + "</div>"
    )
    explain.note(
        st, "Grå kommuner visas inte för sig. Är rutan tom kan webbläsaren inte rita kartor (WebGL)."
    )


def _polygons(name: str, data: list[dict[str, Any]], fill: object, *, pickable: bool) -> pydeck.Layer:
    return pydeck.Layer(
        "PolygonLayer",
        data,
        id=name,
        get_polygon="polygon",
        get_fill_color=fill,
        get_line_color=_BORDER,
        line_width_min_pixels=0.5,
        stroked=True,
        pickable=pickable,
        auto_highlight=pickable,
    )


@cache
def _background() -> list[dict[str, Any]]:
    """The borders of all municipalities, without a word of which is which."""
    return [{"polygon": part} for each in municipalities().values() for part in each.parts]


def _areas(found: BoughtPlaces, measure: Measure) -> list[dict[str, Any]]:
    """The parts of the municipalities that are shown, with colour and what is read when one is pointed at."""
    starts = found.classes(measure)
    areas = []
    for row in found.shown.to_dict("records"):
        known = municipalities().get(str(row["municipality_code"]))
        if known is None:
            continue
        colour = found.colour(row[measure.column], starts)
        words = _words(
            known.name,
            formats.count(row["persons"], "person", "personer"),
            formats.with_unit(row["days"], found.kind.days),
            f"Kostnad: {formats.money(row['cost_kr'])}",
            f"{found.kind.per_day}: {formats.money(row['cost_per_day_kr'])}",
        )
        fill = [*bytes.fromhex(colour[1:]), 255] if colour else _UNKNOWN
        areas += [{"polygon": part, "fill": fill, **words} for part in known.parts]
    return areas


def _marks(points: pd.DataFrame, options: Options) -> list[dict[str, Any]]:
    """The providers that may be shown where they are."""
    return [
        {
            "place": [float(row["longitude"]), float(row["latitude"])],
            **_words(
                options.label("provider_code", str(row["provider_code"])),
                str(row["operator"]),
                ", ".join(options.label("care_form", str(form)) for form in row["care_forms"]),
                formats.count(row["persons"], "person", "personer"),
            ),
        }
        for row in points.to_dict("records")
    ]


def _words(title: str, *lines: str) -> dict[str, str]:
    """What is read when something is pointed at; the browser takes it as HTML."""
    return {"title": escape(title), "told": "<br>".join(map(escape, lines))}


def _view(areas: list[dict[str, Any]]) -> dict[str, float]:
    """Where the map begins: at what is shown, and never closer than a county or farther than the country."""
    corners = [place for area in areas for place in area["polygon"][0]] or list(_SWEDEN)
    west, east = min(x for x, _ in corners), max(x for x, _ in corners)
    south, north = min(y for _, y in corners), max(y for _, y in corners)
    tall = _mercator(north) - _mercator(south)
    wide = math.radians(east - west)
    # a map of zoom z has 512 · 2^z pixels around the world; a phone is some 330 wide
    zoom = math.log2(2 * math.pi / 512 * min(_HEIGHT / max(tall, 1e-6), 330 / max(wide, 1e-6))) - 0.15
    middle = (_mercator(north) + _mercator(south)) / 2
    return {
        "longitude": (west + east) / 2,
        "latitude": math.degrees(2 * math.atan(math.exp(middle)) - math.pi / 2),
        "zoom": min(max(zoom, 3.3), 8),
        "min_zoom": 3,
        "max_zoom": 11,
    }


def _mercator(latitude: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))
