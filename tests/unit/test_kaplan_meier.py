"""Kaplan-Meier against statsmodels on the same data, and against what is obvious."""

from __future__ import annotations

import math
import statistics

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight

from domain.kaplan_meier import Observed, curve

# days and whether it ended: ties, open cases on days when others end, and a day 0
CASES = st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=2, max_size=120).filter(
    lambda cases: any(ended for _, ended in cases)
)


def observed(cases: list[tuple[int, bool]]) -> list[Observed]:
    return [Observed(days, int(ended), int(not ended)) for days, ended in cases]


@given(CASES)
def test_the_curve_is_that_of_a_trusted_library(cases: list[tuple[int, bool]]) -> None:
    ours = curve(observed(cases))
    days, ended = (np.array(column) for column in zip(*cases, strict=True))
    theirs = SurvfuncRight(days, ended.astype(int))
    assert [p.days for p in ours.points] == list(theirs.surv_times)
    assert [p.share for p in ours.points] == pytest.approx(list(theirs.surv_prob), abs=1e-12)
    assert [p.at_risk for p in ours.points] == list(theirs.n_risk)
    # the log-log interval from the library's own standard error
    for point, error in zip(ours.points, theirs.surv_prob_se, strict=True):
        if 0 < point.share < 1:
            wide = 1.959963984540054 * error / (point.share * abs(math.log(point.share)))
            assert point.low == pytest.approx(point.share ** math.exp(wide), abs=1e-9)
            assert point.high == pytest.approx(point.share ** math.exp(-wide), abs=1e-9)


@given(CASES, st.sampled_from([0.25, 0.5, 0.75]))
def test_quantiles_and_their_interval_are_those_of_a_trusted_library(
    cases: list[tuple[int, bool]], share: float
) -> None:
    ours = curve(observed(cases))
    # the library takes the next day where exactly so many have ended, and warns where all have
    assume(not any(abs(p.share - (1 - share)) < 1e-9 or p.share in (0.0, 1.0) for p in ours.points))
    days, ended = (np.array(column) for column in zip(*cases, strict=True))
    theirs = SurvfuncRight(days, ended.astype(int))
    found = ours.days_until(share)
    assert (math.nan if found is None else found) == pytest.approx(theirs.quantile(share), nan_ok=True)
    low, high = theirs.quantile_ci(share)
    ours_low, ours_high = ours.interval(share)
    # the library knows no limit where the curve falls past the whole interval on one day
    if ours_high is not None and not math.isnan(high):
        assert high == ours_high
    if ours_low is not None and low > -math.inf:
        assert low == ours_low


@pytest.mark.parametrize(
    ("share", "middle", "low", "high"), [(0.25, 8, 3, 17), (0.5, 17, 5, 30), (0.75, 30, 11, None)]
)
def test_limits_of_twelve_cases_are_those_found_by_the_library(
    share: float, middle: int, low: int, high: int | None
) -> None:
    """Three run on, the last longer than anything has taken."""
    cases = [(3, 1), (5, 1), (5, 0), (8, 1), (11, 1), (11, 1), (14, 0), (17, 1), (21, 1), (26, 0), (30, 1)]
    told = curve([Observed(days, ended, 1 - ended) for days, ended in [*cases, (34, 0)]])
    assert (told.days_until(share), *told.interval(share)) == (middle, low, high)
    days, ended = (np.array(column) for column in zip(*cases, (34, 0), strict=True))
    theirs = SurvfuncRight(days, ended)
    assert theirs.quantile(share) == middle
    their_low, their_high = theirs.quantile_ci(share)
    assert (their_low, their_high) == (low, math.inf if high is None else high)


def test_an_open_case_counts_for_what_it_is() -> None:
    """Closed ones alone say 20 days; those that still run have shown that it takes longer."""
    closed, running = [10, 20, 30], [40, 40, 40, 40]
    told = curve([Observed(d, 1) for d in closed] + [Observed(d, 0, 1) for d in running])
    assert statistics.median(closed) == 20
    assert told.days_until(0.5) is None
    assert told.days_until(0.25) == 20
    late = curve([*(Observed(d, 1) for d in (10, 20, 30, 90)), *(Observed(d, 0, 1) for d in (15, 25))])
    assert late.days_until(0.5) == 30 > statistics.median([10, 20, 30, 90])


@given(CASES)
def test_open_cases_that_have_run_long_never_make_the_median_shorter(cases: list[tuple[int, bool]]) -> None:
    closed_alone = curve([Observed(days, 1) for days, ended in cases if ended]).days_until(0.5)
    assert closed_alone is not None
    # open cases that have run longer than the rest
    longest = max(days for days, _ in cases)
    moved = [(days if ended else longest, ended) for days, ended in cases]
    late = curve(observed(moved)).days_until(0.5)
    assert late is None or late >= closed_alone


def test_what_ends_on_a_day_goes_before_what_runs_on() -> None:
    told = curve([Observed(5, 1, 1), Observed(9, 1)])
    assert [(p.days, p.at_risk, round(p.share, 4)) for p in told.points] == [(5, 3, 0.6667), (9, 1, 0.0)]
    assert (told.ended, told.running, told.longest_days) == (2, 1, 9)


def test_nothing_observed_has_no_median() -> None:
    empty = curve([])
    assert empty.points == ()
    assert empty.days_until(0.5) is None
    assert empty.interval(0.5) == (None, None)


def test_a_negative_number_of_days_is_no_observation() -> None:
    with pytest.raises(ValueError, match="not negative"):
        Observed(-1, 1)
