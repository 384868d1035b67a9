"""Charts are valid Vega-Lite, with Swedish words and one colour a care form."""

from __future__ import annotations

import csv
import datetime as dt
import itertools
from decimal import Decimal
from pathlib import Path

import altair as alt
import numpy as np
import pandas as pd
import pytest

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


PERIODS = ("maj 2025–juni 2025", "Året före, maj 2024–juni 2024")
# What red and green are seen as without the cones for long and for middle waves (Machado and others, 2009).
SEEN = {
    "all": np.eye(3),
    "protan": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deutan": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
}
# The least distance in OKLab: about four times what can just be told apart side by side.
APART = 0.08


def oklab(colour: str, seen: np.ndarray) -> np.ndarray:
    """A colour as it is seen, in a space where distance is difference."""
    coded = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    linear = np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)
    light = np.clip(seen @ linear, 0, 1)
    cones = np.array([[0.41222, 0.53633, 0.05145], [0.21190, 0.68070, 0.10740], [0.08830, 0.28172, 0.62998]])
    mixed = np.array(
        [[0.21045, 0.79362, -0.00407], [1.97800, -2.42859, 0.45059], [0.02590, 0.78277, -0.80868]]
    )
    found: np.ndarray = mixed @ np.cbrt(cones @ light)
    return found


@pytest.mark.parametrize("eyes", SEEN)
def test_no_two_care_forms_have_colours_too_alike(eyes: str) -> None:
    seen = {form: oklab(colour, SEEN[eyes]) for form, colour in charts.CARE_FORM_COLOURS.items()}
    alike = {
        (one, other): float(np.linalg.norm(seen[one] - seen[other]))
        for one, other in itertools.combinations(seen, 2)
        if np.linalg.norm(seen[one] - seen[other]) < APART
    }
    assert not alike


def test_a_form_without_a_known_value_is_no_bar_of_nothing() -> None:
    figure = charts.by_form(MONTHS.iloc[1:], "cost_per_day_kr", "Dygnskostnad per vårdform", "kr per dygn")
    assert figure.specification["data"]["values"] == []


def test_charts_are_valid() -> None:
    for figure in (
        charts.cost_per_day(MONTHS, "Dygnskostnad", "Dygnskostnad", PERIODS),
        charts.days_by_form(MONTHS, "Vårddygn", "vårddygn"),
        charts.by_form(MONTHS, "cost_per_day_kr", "Dygnskostnad per vårdform", "kr per dygn"),
    ):
        alt.Chart.from_dict(figure.specification, validate=True)
        assert figure.specification["config"]["locale"]["number"]["decimal"] == ","


def test_only_what_is_known_is_drawn() -> None:
    figure = charts.cost_per_day(MONTHS, "Dygnskostnad", "Dygnskostnad", PERIODS)
    assert [name for name, _, _ in figure.legend] == [PERIODS[0]]


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
