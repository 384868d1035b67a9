"""Charts are valid Vega-Lite, with Swedish words and one colour a care form."""

from __future__ import annotations

import csv
import datetime as dt
from decimal import Decimal
from pathlib import Path

import altair as alt
import pandas as pd

from ui import charts

MONTHS = pd.DataFrame(
    {
        "month": [dt.date(2025, 5, 1), dt.date(2025, 6, 1)],
        "care_form": ["hvb_privat", "hvb_privat"],
        "label": ["HVB, privat", "HVB, privat"],
        "days": [31, 30],
        "cost_per_day_kr": [Decimal("4200.5"), None],
        "before_cost_per_day_kr": [None, None],
    }
)


def test_charts_are_valid() -> None:
    for figure in (
        charts.cost_per_day(MONTHS, "Dygnskostnad", "Dygnskostnad"),
        charts.days_by_form(MONTHS, "Vårddygn", "vårddygn"),
    ):
        alt.Chart.from_dict(figure.specification, validate=True)
        assert figure.specification["config"]["locale"]["number"]["decimal"] == ","


def test_only_what_is_known_is_drawn() -> None:
    figure = charts.cost_per_day(MONTHS, "Dygnskostnad", "Dygnskostnad")
    assert [name for name, _, _ in figure.legend] == ["Perioden"]


def test_every_care_form_has_a_colour_of_its_own() -> None:
    vocabulary = Path(__file__).parents[2] / "store" / "migrations" / "versions" / "0001_codes.sql"
    forms = [
        row[1].strip().strip("'")
        for row in csv.reader(vocabulary.read_text("utf-8").splitlines())
        if row and row[0] == "('care_form'"
    ]
    assert len(forms) == 16
    assert set(forms) == set(charts.CARE_FORM_COLOURS)
    assert len(set(charts.CARE_FORM_COLOURS.values())) == 16


def test_the_finding_says_up_down_or_unchanged() -> None:
    assert charts.finding("Dygnskostnad", "+3,0 %", "året före") == "Dygnskostnad: upp 3,0 % mot året före"
    assert (
        charts.finding("Dygnskostnad", "\u22123,0 %", "året före") == "Dygnskostnad: ned 3,0 % mot året före"
    )
    assert charts.finding("Dygnskostnad", "0,0 %", "året före") == "Dygnskostnad: oförändrat mot året före"
    assert charts.finding("Dygnskostnad", None, "året före") == "Dygnskostnad per månad"
