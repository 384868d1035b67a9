"""Which days Parallella insatser counts: a year before is counted only where the facts then were whole."""

from __future__ import annotations

import datetime as dt

import pytest

from ui.parallel_selection import Chosen, Reach

REACH = Reach(
    first_on=dt.date(2020, 1, 1),
    comparable_from=dt.date(2021, 3, 1),
    today=dt.date(2023, 6, 30),
    placements_through=dt.date(2023, 6, 30),
    interventions_through=dt.date(2023, 6, 30),
    kinds={},
    units={},
)


@pytest.mark.parametrize(
    ("day", "is_compared"),
    [
        ("2021-12-31", False),  # a year before, what began before the first delivered start is missing
        ("2022-02-28", False),
        ("2022-03-01", True),
        ("2023-06-30", True),
    ],
)
def test_a_year_before_is_counted_where_the_facts_are_whole(day: str, is_compared: bool) -> None:
    asked = dt.date.fromisoformat(day)
    chosen = Chosen(asked, REACH.today, REACH.today, ())
    assert (chosen.year_before in chosen.days(REACH)) is is_compared
