"""The charts of Prognos: what is drawn is what there is, and the specifications are ones that Vega-Lite takes."""

from __future__ import annotations

import datetime as dt

import altair as alt
import pandas as pd

from ui import forecast_charts
from ui.charts import Figure

COLUMNS = ("month", "came", "forecast", "low", "high", "scenario", "budget")
CAME = (dt.date(2025, 11, 1), 2_000_000, "", "", "", "", "ingen")
COMING = (dt.date(2025, 12, 1), "", 3_000_000, 2_500_000, 3_500_000, 2_900_000, 2_800_000)


def drawn(*rows: tuple[object, ...]) -> Figure:
    figure = forecast_charts.months(pd.DataFrame(rows, columns=list(COLUMNS), dtype=object), "Året")
    alt.LayerChart.from_dict(figure.specification)
    return figure


def test_a_year_is_drawn_with_what_it_has() -> None:
    figure = drawn(CAME, COMING)
    values = {(value["series"], value["mnkr"]) for value in figure.specification["data"]["values"]}
    assert values == {
        (forecast_charts.CAME, 2.0),
        (forecast_charts.FORECAST, 3.0),
        (forecast_charts.SCENARIO, 2.9),
        (forecast_charts.BUDGET, 2.8),
    }
    assert [name for name, _, _ in figure.legend] == [
        forecast_charts.CAME,
        forecast_charts.FORECAST,
        forecast_charts.SCENARIO,
        forecast_charts.BUDGET,
    ]
    assert len(figure.specification["layer"]) == 3


def test_nothing_is_drawn_of_what_is_not_there() -> None:
    figure = drawn(CAME)
    assert [name for name, _, _ in figure.legend] == [forecast_charts.CAME]
    assert len(figure.specification["layer"]) == 1


def test_errors_are_drawn_beside_those_of_the_naive_forecast() -> None:
    rows = pd.DataFrame([(1, 0.03, 0.06)], columns=["horizon", "error", "naive_error"])
    figure = forecast_charts.horizons(rows, "Fel")
    alt.LayerChart.from_dict(figure.specification)
    found = [(value["series"], value["value"]) for value in figure.specification["data"]["values"]]
    assert found == [(forecast_charts.OURS, 0.03), (forecast_charts.NAIVE, 0.06)]
