"""The charts of parallel interventions are valid Vega-Lite and draw what is counted."""

from __future__ import annotations

import datetime as dt
from typing import Any

import altair as alt
import pandas as pd

from ui import parallel_charts
from ui.parallel_charts import MOST_KINDS, MOST_SETS

MONTHS = pd.DataFrame(
    {"month": [dt.date(2025, 5, 1), dt.date(2025, 6, 1)], "day": [dt.date(2025, 5, 31), dt.date(2025, 6, 30)]}
).assign(persons=[3, 0])
MANY = [f"slag_{number:02}" for number in range(40)]


def sets(number: int) -> pd.DataFrame:
    """So many sets, the commonest first; each holds all kinds after its own."""
    kinds = [[MANY[n % 38], *MANY[n % 38 + 1 :]] for n in range(number)]
    return pd.DataFrame({"kinds": kinds, "persons": [number - n for n in range(number)]})


def pairs() -> pd.DataFrame:
    found = [(one, other, 1) for one in MANY for other in MANY if one < other]
    return pd.DataFrame(found, columns=["kind", "other_kind", "persons"])


def layer(specification: dict[str, Any], mark: str) -> list[dict[str, Any]]:
    (found,) = [part for part in specification["layer"] if part["mark"]["type"] == mark]
    values: list[dict[str, Any]] = found["data"]["values"]
    return values


def test_charts_are_valid() -> None:
    for figure in (
        parallel_charts.persons_by_month(MONTHS, "Personer"),
        parallel_charts.sets(sets(3), str.upper, MANY, "Kombinationer"),
        parallel_charts.pairs(pairs(), str.upper, MANY, "Två slag"),
    ):
        alt.Chart.from_dict(figure.specification, validate=True)


def test_of_very_many_sets_the_commonest_are_drawn() -> None:
    figure = parallel_charts.sets(sets(300), str, MANY, "Kombinationer")
    bars = layer(figure.specification, "bar")
    assert [bar["value"] for bar in bars] == list(range(300, 300 - MOST_SETS, -1))


def test_a_set_is_a_bar_over_the_dots_of_its_kinds() -> None:
    rows = pd.DataFrame({"kinds": [["a", "c"], ["b", "c"]], "persons": [5, 2]})
    figure = parallel_charts.sets(rows, {"a": "A'", "b": "B", "c": "C"}.__getitem__, ["c", "b", "a"], "Två")
    dots = [
        (dot["set"], dot["y"], dot["given"])
        for part in figure.specification["layer"]
        if part["mark"]["type"] == "circle"
        for dot in part["data"]["values"]
    ]
    first, second, third = sorted({y for _, y, _ in dots}, reverse=True)
    assert sorted((number, y) for number, y, given in dots if given) == sorted(
        [("01", first), ("01", third), ("02", first), ("02", second)]
    )
    assert len(dots) == 6 and first < 0
    expression = figure.specification["layer"][0]["encoding"]["y"]["axis"]["labelExpr"]
    assert "['C', 'B', 'A\\'']" in expression


def test_of_very_many_kinds_the_commonest_are_set_against_each_other() -> None:
    figure = parallel_charts.pairs(pairs(), str, MANY, "Två slag")
    values = figure.specification["data"]["values"]
    assert len(values) == MOST_KINDS * (MOST_KINDS - 1) / 2
    assert all(value["kind"] < value["other"] for value in values)
