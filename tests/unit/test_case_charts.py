"""What is drawn of cases: valid charts, ribbons that lose nobody, a map whose names are never markup."""

from __future__ import annotations

import datetime as dt
from typing import Any

import altair as alt
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import formats
from domain.kaplan_meier import Observed, curve
from ui import case_filters, inflow, lead_times, sankey, shares
from ui.charts import Figure
from ui.flow_labels import Labels
from ui.flow_map import FlowMap
from ui.lead_times import Lead
from ui.stages import Ways

LABELS = Labels({"activity": {"a": "Först"}})
WAYS = pd.DataFrame(
    [
        ("anmalan", "inleds", "avslutad", "bifall", "verkstallt", 7),
        ("anmalan", "inleds_ej", None, None, None, 5),
        ("ansokan", "ingen", "pagar", "vantar", None, 3),
        ("eget_slag", "ingen", "ingen", None, None, 1),
    ],
    columns=["case_kind", "preliminary", "investigation", "decision", "execution", "cases"],
    dtype=object,
)


def valid(figure: Figure) -> Any:
    return alt.LayerChart.from_dict(figure.specification, validate=True)


def test_what_comes_into_a_stop_goes_out_of_it() -> None:
    ways = Ways.of(WAYS, LABELS)
    assert ways.cases == 16
    for stop in ways.stops:
        came = sum(n for _, there, n in ways.links if there == stop)
        went = sum(n for here, _, n in ways.links if here == stop)
        assert stop.stage == 0 or came == stop.cases
        assert went + stop.ended == stop.cases
    assert sum(stop.ended for stop in ways.stops) == sum(s.cases for s in ways.stops if s.stage == 0) == 16
    # a kind that is none of ours is drawn as it is called
    assert "eget_slag" in {stop.name for stop in ways.stops}


def test_the_diagram_keeps_within_its_height() -> None:
    figure = sankey.figure(Ways.of(WAYS, LABELS), "Titel")
    valid(figure)
    for layer in figure.specification["layer"]:
        assert all(0 <= value["y"] <= sankey.HEIGHT for value in layer["data"]["values"])


def test_curves_shares_and_weeks_are_valid_charts() -> None:
    lead = Lead("investigation", "Utredning", curve([Observed(3, 2, 1), Observed(9, 1)]), 3, 0, 0, None)
    figure = lead_times.figure(lead)
    valid(figure)
    assert figure.title == "Utredning: median 3\u00a0dagar (3–9)"
    months = shares.by_month(
        pd.DataFrame({"month": [dt.date(2025, 1, 1)] * 2, "base": [3, 1], "part": [1, 1]}), "base", "part"
    )
    assert list(months["share"]) == [0.5]
    valid(shares.figure(months, "Titel", "andel", frozenset({dt.date(2025, 1, 1)})))
    weeks = pd.DataFrame(
        {
            "week": [dt.date(2025, 6, 23), dt.date(2025, 6, 30)],
            "through_on": [dt.date(2025, 6, 29), dt.date(2025, 6, 30)],
            **{name: [1, 2] for name in ("received", "waiting", "opened", "closed", "running")},
        }
    )
    alt.Chart.from_dict(inflow.came_and_went(weeks).specification, validate=True)
    # the second week is not whole
    assert inflow.investigations(weeks).title == "1\u00a0utredning inledd och 1\u00a0avslutad"


@given(st.text(max_size=60))
def test_a_name_in_the_map_is_never_markup(name: str) -> None:
    rows = pd.DataFrame(
        [("a", name, 4, 3, 0, 8, 1), (name, "a", 4, 3, 0.5, 8, 1)],
        columns=[
            "activity",
            "next_activity",
            "transitions",
            "cases",
            "median_days",
            "all_transitions",
            "all_edges",
        ],
        dtype=object,
    )
    dot = FlowMap.of(rows, 3, 0).dot(LABELS)
    inside = escaped = False
    for sign in dot:
        if escaped:
            escaped = False
        elif sign == "\\" and inside:
            escaped = True
        elif sign == '"':
            inside = not inside
    assert not inside
    # every line stays one statement
    assert dot.count("\n") == 4 + len({"a", name}) + 2


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "0 dagar"),
        (1, "1 dag"),
        (2.54, "2,5 dagar"),
        (41.6, "42 dagar"),
        (0.5, "12 tim"),
        (0.01, "14 min"),
        (None, "okänt"),
    ],
)
def test_a_duration_is_told_in_the_unit_that_fits(days: float | None, words: str) -> None:
    assert formats.duration(days).replace("\u00a0", " ") == words


def test_quarters_go_back_from_that_of_a_day() -> None:
    quarters = case_filters.quarters_to(dt.date(2025, 2, 10), 3)
    assert quarters[0] == (dt.date(2025, 1, 1), dt.date(2025, 3, 31))
    assert quarters[1:] == [
        (dt.date(2024, 10, 1), dt.date(2024, 12, 31)),
        (dt.date(2024, 7, 1), dt.date(2024, 9, 30)),
    ]
    assert case_filters.quarter_words(quarters[1][0]) == "kvartal 4 2024"
