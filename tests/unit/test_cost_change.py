"""The split of a change: the textbook's answer, and that it adds up whatever it is given."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.cost_change import Around, Effect, GroupCost, split
from ui.care_figures import DAY_KINDS
from ui.cost_change import CostChange


def kr(amount: float) -> int:
    return round(amount * 100)


def test_the_worked_example() -> None:
    """That of docs/figures.md: HVB 100 -> 130 days at 5 000 -> 5 200 kr, familjehem 300 -> 280 at 900 -> 950 kr."""
    found = split(
        [
            GroupCost("hvb", 100, kr(500_000), 130, kr(676_000)),
            GroupCost("familjehem", 300, kr(270_000), 280, kr(266_000)),
        ],
        Around(kr(10_000), kr(46_800)),
        Around(kr(14_000), kr(57_360)),
    )
    # 400 days cost 770 000 kr before, 1 925 kr a day; now they are 410
    assert found.effect.volume_ore == kr(19_250)
    # 130 at 5 000 and 280 at 900 would have cost 902 000: 112 750 more than 410 at 1 925
    assert found.effect.mix_ore == kr(112_750)
    # 130 * 200 + 280 * 50
    assert found.effect.price_ore == kr(40_000)
    assert (found.extras_ore, found.vat_ore) == (kr(4_000), -kr(10_560))
    assert (found.before_ore, found.now_ore) == (kr(733_200), kr(898_640))
    assert found.groups["hvb"] == Effect(kr(12_500), kr(137_500), kr(26_000))
    assert found.groups["familjehem"] == Effect(kr(6_750), -kr(24_750), kr(14_000))


def test_a_new_group_is_mix_and_one_that_is_gone_has_no_price() -> None:
    stays = GroupCost("lika", 20, 8000, 20, 8000)
    found = split([stays, GroupCost("ny", 0, 0, 10, 5000)])
    # ten days more at the mean price of 400; the new group's other thousand is that it is dearer
    assert found.effect == Effect(4000, 1000, 0)
    assert found.groups["ny"] == Effect(0, 5000, 0)
    found = split([stays, GroupCost("borta", 10, 6000, 0, 0)])
    assert found.effect == Effect(-4667, -1333, 0)
    assert found.groups["borta"] == Effect(-2000, -4000, 0)


def test_where_nothing_had_a_price_before_everything_is_volume() -> None:
    assert split([GroupCost("a", 0, 0, 3, 900)]).effect == Effect(900, 0, 0)
    assert split([]).effect == Effect(0, 0, 0)


AMOUNT = st.integers(0, 10**11)
DAYS = st.integers(0, 5000)


@st.composite
def groups(draw: st.DrawFn) -> list[GroupCost]:
    made = []
    for number in range(draw(st.integers(0, 12))):
        before, now = draw(DAYS), draw(DAYS)
        cost = draw(AMOUNT) if before else 0, draw(AMOUNT) if now else 0
        made.append(GroupCost(str(number), before, cost[0], now, cost[1]))
    return made


@given(groups(), AMOUNT, AMOUNT, AMOUNT, AMOUNT)
def test_the_parts_add_up_to_the_ore(held: list[GroupCost], e0: int, v0: int, e1: int, v1: int) -> None:
    found = split(held, Around(e0, v0), Around(e1, v1))
    assert found.before_ore + found.effect.total_ore + found.extras_ore + found.vat_ore == found.now_ore
    for group in held:
        assert found.groups[group.code].total_ore == group.cost_now_ore - group.cost_before_ore


@given(groups())
def test_each_part_is_the_slow_count_to_an_ore_a_group(held: list[GroupCost]) -> None:
    found = split(held)
    d0, d1 = sum(g.days_before for g in held), sum(g.days_now for g in held)
    c0, c1 = sum(g.cost_before_ore for g in held), sum(g.cost_now_ore for g in held)
    if not d0:
        assert found.effect == Effect(c1 - c0, 0, 0)
        return
    at_old_price = sum(
        (
            Fraction(g.days_now * g.cost_before_ore, g.days_before)
            if g.days_before
            else Fraction(g.cost_now_ore)
            for g in held
        ),
        Fraction(0),
    )
    volume = Fraction(c0 * d1, d0) - c0
    assert abs(found.effect.volume_ore - volume) <= 1
    assert abs(found.effect.price_ore - (c1 - at_old_price)) <= len(held)
    assert abs(found.effect.mix_ore - (at_old_price - c0 - volume)) <= len(held) + 1


@given(groups())
def test_prices_alone_make_no_volume_and_no_mix(held: list[GroupCost]) -> None:
    same = [
        GroupCost(
            g.code, g.days_before, g.cost_before_ore, g.days_before, g.cost_now_ore if g.days_before else 0
        )
        for g in held
    ]
    effect = split(same).effect
    assert (effect.volume_ore, effect.mix_ore) == (0, 0)


@given(groups(), st.integers(1, 5))
def test_more_of_the_same_is_volume_alone(held: list[GroupCost], times: int) -> None:
    more = [
        GroupCost(g.code, g.days_before, g.cost_before_ore, g.days_before * times, g.cost_before_ore * times)
        for g in held
    ]
    effect = split(more).effect
    assert (effect.mix_ore, effect.price_ore) == (0, 0)


def test_a_negative_number_of_days_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        split([GroupCost("a", -1, 0, 0, 0)])


def test_a_day_that_costs_and_is_no_care_day_is_part_of_the_change() -> None:
    """A stay of one day under `endast_in` has a priced day and no night."""
    before = answer(group("hvb", 10, 10, 5000), total=(10, 10, 5000))
    now = answer(group("hvb", 10, 10, 5000), group("jour", 0, 1, 900), total=(10, 11, 5900))
    found = CostChange.read((before, now), "care_form", DAY_KINDS["heldygnsvard"], ("då", "nu"))
    assert (found.found.before_ore, found.found.now_ore) == (500_000, 590_000)
    assert set(found.found.groups) == {"hvb", "jour"}


def group(code: str, days: int, priced: int, cost: int) -> dict[str, object]:
    return {
        "level": "group",
        "kind": "heldygnsvard",
        "bucket": code,
        "days": days,
        "priced_days": priced,
        "cost_kr": cost,
    }


def answer(*groups: dict[str, object], total: tuple[int, int, int]) -> pd.DataFrame:
    whole = {**group("", *total), "level": "total", "extra_kr": 0, "vat_kr": 0, "unpriced_days": 0}
    return pd.DataFrame([*groups, whole], dtype=object)
