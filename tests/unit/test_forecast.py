"""The method of the forecast, by hand where it can be done, and what must hold whatever the history."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.forecast import back_test
from domain.forecast.assumptions import Assumptions, Measure, Move, assume
from domain.forecast.basis import Basis, Length, MonthCost, NewPrice, PriceChange, Running, Started
from domain.forecast.calendar import months_later, steps
from domain.forecast.inflow import inflow
from domain.forecast.lasting import BANDS, risks
from domain.forecast.outcome import interval
from domain.forecast.prices import index, prices, unpriced_forms
from domain.forecast.simulation import simulate
from domain.forecast.year import Year

JUNE_30, DECEMBER = dt.date(2025, 6, 30), dt.date(2025, 12, 1)
HVB, HOME = "hvb_privat", "familjehem_eget"


def history(form: str, stays: int, ended: int) -> list[Length]:
    """So many days seen and ended in each band: a risk a day that is the same however long one has stayed."""
    return [Length(form, band, stays * 100, ended) for band in BANDS]


def basis(months: int = 24, scale: int = 1, begun: int = 2) -> Basis:
    """Ten stays in HVB at 3 000 a day and ten homes at 20 000 a month; `scale` times as much history."""
    every = [months_later(dt.date(2025, 6, 1), -back) for back in range(months)]
    return Basis(
        cut_off=JUNE_30,
        history_from=min(every),
        unpriced=0,
        running=(
            Running(HVB, "bou", 60, None, 10, 10, 3_000_000, 0),
            Running(HOME, "bou", 360, None, 10, 10, 0, 20_000_000),
        ),
        lengths=(*history(HVB, 10 * scale, 5 * scale), *history(HOME, 10 * scale, scale)),
        started=tuple(Started(month, form, "bou", begun) for month in every for form in (HVB, HOME)),
        new_prices=(
            NewPrice(HVB, "bou", 24, 24 * 300_000, 0, 24 * 9.13e6, 24 * 9.13e6**2),
            NewPrice(HOME, "bou", 24, 0, 24 * 2_000_000, 24 * 2e6, 24 * 2e6**2),
        ),
        price_changes=tuple(
            PriceChange(month, 100, 103 if month.month == 1 else 100) for month in every[:-1]
        ),
        months=tuple(
            MonthCost(month, form, "bou", 90_000_000, 0, 5_400_000 if form == HVB else 0, True)
            for month in every
            for form in (HVB, HOME)
        ),
    )


def total(built_on: Basis, assumed: Assumptions | None = None, runs: int = 400) -> np.ndarray:
    courses = simulate(built_on, DECEMBER, runs)
    found: np.ndarray = assume(courses, assumed or Assumptions()).total.sum(1)
    return found


# The parts by hand


def test_the_steps_are_months_and_the_first_may_be_a_part() -> None:
    whole = steps(dt.date(2025, 10, 31), DECEMBER)
    assert [(step.from_on.isoformat(), step.days) for step in whole] == [
        ("2025-11-01", 30),
        ("2025-12-01", 31),
    ]
    part = steps(dt.date(2025, 11, 15), DECEMBER)
    assert (part[0].from_on, part[0].days, part[0].share) == (dt.date(2025, 11, 16), 15, 0.5)
    assert steps(dt.date(2025, 12, 31), DECEMBER) == ()


def test_a_risk_a_day_is_ends_against_days_where_there_are_many() -> None:
    found = risks(history(HVB, 100_000, 5_000), (HVB,))
    # 5 000 ends in 10 000 000 days
    assert found.expected[0] == pytest.approx(np.full(len(BANDS), 0.0005), rel=0.01)
    assert found.lasting(HVB, 365) == pytest.approx(np.exp(-0.0005 * 365), rel=0.01)
    # what has been stayed does not matter where the risk is the same
    assert found.lasting(HVB, 365, stayed=800) == pytest.approx(found.lasting(HVB, 365), rel=0.01)


def test_a_thin_form_leans_on_the_others_and_a_thick_one_does_not() -> None:
    many = history(HVB, 10_000, 1_000)
    alone = risks([*many, Length(HOME, 0, 30, 0)], (HVB, HOME))
    thick = risks([*many, *history(HOME, 10_000, 100)], (HVB, HOME))
    assert alone.lasting(HOME, 180) == pytest.approx(alone.lasting(HVB, 180), abs=0.1)
    assert thick.lasting(HOME, 180) > 0.9 > thick.lasting(HVB, 180)


def test_the_inflow_is_the_level_of_late_and_its_season() -> None:
    flat = inflow(basis())
    assert flat.expected == pytest.approx([2, 2])
    assert flat.season == pytest.approx([1.0] * 12)
    summer = replace(
        basis(),
        started=tuple(replace(one, stays=0 if one.month.month == 7 else 3) for one in basis().started),
    )
    season = inflow(summer).season
    assert season[6] == min(season) < 1 and np.mean(season) == pytest.approx(1)


def test_a_history_under_a_year_has_no_season() -> None:
    short = replace(basis(8), started=tuple(replace(s, stays=s.month.month) for s in basis(8).started))
    assert not short.has_season and inflow(short).season == (1.0,) * 12
    assert basis(12).has_season


def test_prices_move_as_they_have_done_in_the_same_month() -> None:
    found = index(basis())
    assert found.is_known and found.factors[0] == pytest.approx(1.03) and found.factors[5] == pytest.approx(1)
    ahead = steps(JUNE_30, dt.date(2026, 2, 1))
    assert found.expected(ahead, JUNE_30) == pytest.approx([1] * 6 + [1.03] * 2)
    assert not index(basis(6)).is_known


def test_a_new_place_costs_what_new_stays_cost_with_extras() -> None:
    (home, hvb) = prices(basis()).of_step(steps(JUNE_30, DECEMBER)[0])
    assert hvb == pytest.approx(31 * 300_000) and home == pytest.approx(2_000_000)
    dearer = replace(
        basis(), months=tuple(replace(m, gross_ore=99_000_000, extra_ore=9_000_000) for m in basis().months)
    )
    assert prices(dearer).of_step(steps(JUNE_30, DECEMBER)[0])[1] == pytest.approx(31 * 330_000)


def test_stays_that_never_end_and_none_that_come_cost_what_they_do_now() -> None:
    still = replace(
        basis(),
        lengths=(*history(HVB, 10**9, 1), *history(HOME, 10**9, 1)),
        started=(),
        price_changes=(),
    )
    # 184 days at 30 000 for ten, and six months of 200 000
    expected = 184 * 30_000 + 6 * 200_000
    found = interval(total(still))
    assert found.middle == pytest.approx(expected, rel=0.01)
    assert found.low > 0.9 * expected and found.high < 1.1 * expected


def test_a_known_end_is_kept_to() -> None:
    ends = Running(HVB, "bou", 60, dt.date(2025, 7, 16), 1, 1, 300_000, 0)
    told = replace(basis(), running=(ends,), started=())
    courses = simulate(told, DECEMBER, 50)
    # fifteen of July's 31 days: the out day does not count
    assert courses.running_places[:, 0].sum(1) == pytest.approx(np.full(50, 15 / 31))
    assert courses.running_places[:, 1:].sum() == 0


def test_a_stay_without_a_price_costs_what_new_ones_do_and_is_never_free() -> None:
    unpriced = replace(basis(), running=(Running(HVB, "bou", 60, None, 10, 0, 0, 0), basis().running[1]))
    assert interval(total(unpriced)).middle == pytest.approx(interval(total(basis())).middle, rel=0.01)


def unpriced_homes(number: int = 10) -> Basis:
    """Of homes no price has ever been delivered."""
    homes = Running(HOME, "bou", 360, None, number, 0, 0, 0)
    return replace(basis(), new_prices=basis().new_prices[:1], running=(basis().running[0], homes))


def test_a_form_that_none_has_begun_in_with_a_price_costs_what_those_placed_in_it_do() -> None:
    none_begun = replace(basis(), new_prices=basis().new_prices[:1])
    (home, _) = prices(none_begun).of_step(steps(JUNE_30, DECEMBER)[0])
    assert home == pytest.approx(2_000_000)
    assert interval(total(none_begun)).middle == pytest.approx(interval(total(basis())).middle, rel=0.01)
    # also of those placed in it who have no price: two of three groups tell it
    part = replace(
        none_begun,
        running=(
            none_begun.running[0],
            Running(HOME, "bou", 360, None, 4, 4, 0, 8_000_000),
            Running(HOME, "vux", 30, None, 4, 4, 0, 8_000_000),
            Running(HOME, "bou", 30, None, 2, 0, 0, 0),
        ),
    )
    assert unpriced_forms(part) == ()
    assert interval(total(part)).middle == pytest.approx(interval(total(basis())).middle, rel=0.02)


def test_a_form_of_which_no_price_is_known_has_an_unknown_forecast_and_not_none() -> None:
    unknown = unpriced_homes()
    assert unpriced_forms(unknown) == (HOME,) and unpriced_forms(basis()) == ()
    courses = simulate(unknown, DECEMBER, 50)
    homes, hvb = frozenset({(HOME, "bou")}), frozenset({(HVB, "bou")})
    assert courses.unpriced == homes
    planned = {(dt.date(2025, m, 1), cell): 1_000_000.0 for m in (3, 9) for cell in courses.cells}
    cells = frozenset(courses.cells)
    told = Year(2025, unknown, courses, assume(courses, Assumptions()), planned, cells)
    assert told.is_unknown(homes) and not told.is_unknown(hvb) and not told.is_unknown()
    assert replace(told, kept=homes).is_unknown()
    # what has come is held against its budget; what is to come and unknown is not
    assert told.over(homes) == pytest.approx(900_000 - 1_000_000)
    # nor is what has come at a cost that is unknown
    paid = tuple(
        replace(m, gross_ore=0, is_known=False) if m.care_form == HOME else m for m in unknown.months
    )
    assert replace(told, basis=replace(unknown, months=paid)).over(homes) is None
    assert back_test.said(replace(unknown, new_prices=(), running=unknown.running[1:]), 20) == []
    # two whose price is known are two, however many there are without
    two = replace(unknown, running=(replace(unknown.running[0], stays=2, priced=2), unknown.running[1]))
    assert not replace(told, basis=two).is_told()


# What must hold


def test_the_same_basis_gives_the_same_forecast() -> None:
    assert (total(basis()) == total(basis())).all()


def test_less_history_gives_a_wider_interval() -> None:
    little, much = interval(total(basis(scale=1), runs=1000)), interval(total(basis(scale=100), runs=1000))
    assert little.high - little.low > much.high - much.low


def test_the_interval_grows_with_the_months() -> None:
    courses = simulate(basis(), DECEMBER)
    cost = assume(courses, Assumptions()).total
    widths = [interval(cost[:, at]).high - interval(cost[:, at]).low for at in range(6)]
    assert widths[5] > widths[2] > widths[0]


@settings(max_examples=15)
@given(st.floats(0, 3), st.floats(0, 3))
def test_more_inflow_never_lowers_any_course(one: float, other: float) -> None:
    courses = simulate(basis(), DECEMBER, 50)
    less, more = sorted((one, other))
    low = assume(courses, Assumptions(inflow_share=less)).total
    high = assume(courses, Assumptions(inflow_share=more)).total
    assert (high >= low * (1 - 1e-6)).all()


def test_more_who_have_begun_cost_more() -> None:
    assert interval(total(basis(begun=3))).middle > interval(total(basis(begun=2))).middle


def test_a_scenario_that_assumes_nothing_is_the_base() -> None:
    courses = simulate(basis(), DECEMBER, 100)
    base = assume(courses, Assumptions())
    nothing = assume(courses, Assumptions(price_from=DECEMBER))
    assert Assumptions().is_base and Assumptions(price_from=DECEMBER).is_base
    assert (base.by_cell == nothing.by_cell).all() and (base.total == nothing.total).all()
    assert (base.by_cell == courses.running_kr + courses.coming_kr).all()


def test_a_measure_is_its_kronor_from_its_month() -> None:
    courses = simulate(basis(), DECEMBER, 100)
    measure = Measure("Egna hem", -100_000, dt.date(2025, 10, 1))
    change = assume(courses, Assumptions(measures=(measure,))).total - assume(courses, Assumptions()).total
    assert change == pytest.approx(np.tile([0, 0, 0, -100_000, -100_000, -100_000], (100, 1)))


def test_prices_rise_from_their_month() -> None:
    courses = simulate(basis(), DECEMBER, 100)
    raised = assume(courses, Assumptions(price_share=0.04, price_from=dt.date(2025, 12, 1))).total
    part = raised / assume(courses, Assumptions()).total
    assert part == pytest.approx(np.tile([1, 1, 1, 1, 1, 1.04], (100, 1)), rel=1e-5)


def test_moved_places_take_the_price_of_the_other_form_and_are_no_more_than_there_are() -> None:
    still = replace(
        basis(),
        lengths=(*history(HVB, 10**9, 1), *history(HOME, 10**9, 1)),
        started=(Started(dt.date(2023, 7, 1), HOME, "bou", 1),),
        price_changes=(),
    )
    courses = simulate(still, dt.date(2025, 7, 1), 200)
    base = assume(courses, Assumptions()).total
    for places, moved in ((5, 5), (400, 10)):
        move = Move(places, HVB, HOME, dt.date(2025, 7, 1))
        change = assume(courses, Assumptions(moves=(move,))).total - base
        # a place costs 31 x 3 000 in HVB (give or take what is registered late) and 20 000 in a home
        assert np.median(change) == pytest.approx(moved * (20_000 - 93_000), rel=0.05)


def test_assumptions_read_as_they_were_written() -> None:
    kept = Assumptions(
        0.1,
        -0.02,
        DECEMBER,
        (Move(5, HVB, HOME, DECEMBER),),
        (Measure("Egna hem", -100_000, DECEMBER),),
    )
    assert Assumptions.read(kept.written()) == kept
    for wrong in ({}, {**kept.written(), "inflow_share": -2}, {**kept.written(), "moves": [{"places": 0}]}):
        with pytest.raises((ValueError, KeyError)):
            Assumptions.read(wrong)


def test_a_move_between_forms_of_which_one_has_no_known_price_is_refused() -> None:
    courses = simulate(unpriced_homes(), DECEMBER, 20)
    for one, other in ((HVB, HOME), (HOME, HVB)):
        with pytest.raises(ValueError, match="no price is known"):
            assume(courses, Assumptions(moves=(Move(1, one, other, DECEMBER),)))


def test_too_little_history_foretells_nothing() -> None:
    for short in (
        replace(basis(), history_from=None),
        basis(2),
        replace(basis(), lengths=(Length(HVB, 0, 100, 9),)),
        replace(basis(), running=()),
    ):
        assert not short.is_enough and back_test.said(short) == []
        with pytest.raises(ValueError, match="history"):
            simulate(short, DECEMBER)


# The year


def year(budget: dict[tuple[dt.date, tuple[str, str]], float]) -> Year:
    built_on = basis()
    courses = simulate(built_on, DECEMBER, 100)
    cells = frozenset((*courses.cells, *(cell for _, cell in budget)))
    return Year(2025, built_on, courses, assume(courses, Assumptions()), budget, cells)


def test_the_year_is_what_came_and_what_may_come() -> None:
    told = year({})
    # six months of 900 000 in each form
    assert told.so_far_kr == 12 * 900_000
    assert told.ends().middle == pytest.approx(np.median(told.assumed.total.sum(1)) + 12 * 900_000)
    assert told.month(dt.date(2025, 3, 1)).middle == told.month(dt.date(2025, 3, 1)).high == 1_800_000
    assert told.budget_kr is None and told.over() is None


def test_a_budget_is_held_against_what_it_covers_and_nothing_else() -> None:
    part = year({(dt.date(2025, 3, 1), (HVB, "bou")): 1_000_000})
    assert part.over() == pytest.approx(900_000 - 1_000_000)
    without = year({(dt.date(2025, 9, 1), ("stodboende", "bou")): 500_000})
    # a form that nobody is placed in costs nothing of its budget
    assert without.over() == pytest.approx(-500_000)
    assert without.ends(frozenset({("stodboende", "bou")})).high == 0


def test_the_groups_of_a_year_are_counted_each_by_itself() -> None:
    told = year({})
    hvb = told.ends(frozenset({(HVB, "bou")}))
    home = told.ends(frozenset({(HOME, "bou")}))
    assert hvb.middle + home.middle == pytest.approx(told.ends().middle, rel=0.05)
    # 6 % of HVB's share so far, and of what is to come
    assert told.vat_kr() == pytest.approx(0.06 * hvb.middle, rel=0.02)


# How good it was


def test_the_naive_forecast_is_the_last_three_whole_months() -> None:
    assert back_test.naive(basis()) == 2 * 900_000
    assert back_test.naive(replace(basis(), months=basis().months[:4])) is None


def test_what_was_said_is_held_against_what_came() -> None:
    told = back_test.said(basis(), 100)
    assert [one.horizon for one in told] == list(range(1, 12))
    july = dt.date(2025, 7, 1)
    (tried,) = back_test.tried(told, {july: told[0].forecast.middle * 2})
    assert tried.error == pytest.approx(0.5) and not tried.is_within
    (hit,) = back_test.tried(told, {july: told[0].forecast.middle})
    assert hit.error == 0 and hit.is_within
    verdict = back_test.verdict([tried, hit])
    assert verdict is not None and (verdict.number, verdict.error, verdict.within) == (2, 0.25, 0.5)
    assert back_test.verdict([]) is None


def test_a_month_in_part_is_no_outcome() -> None:
    months = [replace(basis().months[0], month=dt.date(2025, m, 1)) for m in (5, 6)]
    assert back_test.came(months, dt.date(2025, 5, 1)) == {dt.date(2025, 5, 1): 900_000}


def test_a_forecast_of_one_or_two_who_are_placed_is_not_told() -> None:
    told = year({})
    two = replace(
        told, basis=replace(told.basis, running=(replace(told.basis.running[0], stays=2, priced=2),))
    )
    assert told.is_told() and not two.is_told() and not two.is_told(frozenset({(HVB, "bou")}))
    # of nobody there is nobody's time to tell of
    assert two.is_told(frozenset({(HOME, "bou")}))


@pytest.mark.parametrize(
    ("placed", "hidden"),
    [
        # a single small one could be had from the total less the others: the next smallest is with it
        ({"a": 1, "b": 9, "c": 4}, {"a", "c"}),
        ({"a": 1, "b": 1, "c": 9, "d": 5}, {"a", "b", "d"}),
        # three together are as many as may be told of
        ({"a": 2, "b": 1, "c": 9, "d": 5}, {"a", "b"}),
        ({"a": 3, "b": 9}, set()),
        # where nobody is placed there is nobody to hide, and nobody to hide behind
        ({"a": 2, "b": 0, "c": 8}, {"a", "c"}),
    ],
)
def test_a_group_of_one_or_two_is_not_to_be_had_from_the_total(
    placed: dict[str, int], hidden: set[str]
) -> None:
    running = tuple(
        Running(form, "bou", 60, None, number, number, number * 300_000, 0)
        for form, number in placed.items()
        if number
    )
    begun = tuple(Started(dt.date(2025, 5, 1), form, "bou", 1) for form in placed)
    built_on = replace(basis(), running=running, started=begun, new_prices=())
    free = tuple(
        NewPrice(form, "bou", 1, 300_000, 0, 9.13e6, 9.13e6**2)
        for form, number in placed.items()
        if not number
    )
    courses = simulate(replace(built_on, new_prices=free), DECEMBER, 10)
    cells = frozenset(courses.cells)
    told = Year(2025, built_on, courses, assume(courses, Assumptions()), {}, cells)
    groups = [frozenset({cell}) for cell in cells]
    assert {form for group in told.untold(groups) for form, _ in group} == hidden
