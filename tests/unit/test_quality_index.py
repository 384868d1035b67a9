"""The placement index by itself: the worked example of docs/figures.md, and how often the interval keeps its promise.

The simulations print what they find (pytest -s); seeds are fixed.
"""

from __future__ import annotations

import random
from decimal import Decimal
from itertools import combinations

import numpy as np
import pytest

from domain.quality import case_mix, interval, score
from domain.quality.facts import Answer, Cost, Group
from domain.quality.index import SeenBy, Told, reckon
from domain.quality.interval import Sample, are_apart, margins
from domain.quality.pairs import Graded, Pair, pairs
from domain.quality.settings import Settings

GROUP = Group("hvb_privat", "ungdom_13_17", 2025)
DEFAULT = Settings()


def answer(
    provider: str,
    follow_up: str,
    said: float | None,
    *,
    is_secret: bool = False,
    low: float = 1,
    high: float = 5,
) -> Answer:
    """An answer to one question on a scale."""
    key = f"{provider}-{follow_up}"
    return Answer(provider, GROUP, is_secret, "bou", key, key, "skillnad", said, said is None, low, high, 1.0)


def cost(provider: str, price_kr: int, days: int = 100) -> Cost:
    return Cost(provider, GROUP, False, "bou", days, days, 0, price_kr * days * 100)


def told(answers: list[Answer], costs: list[Cost], settings: Settings = DEFAULT) -> dict[str, Told]:
    return {row.provider_code: row for row in reckon(answers, costs, settings)[0]}


def example() -> tuple[list[Answer], list[Cost]]:
    """A: 1 follow-up at 100. B: 50 at 90. C: 49 at 50. On a scale 0-100, so that each number is an answer."""
    said = {"A": [100.0], "B": [90.0] * 50, "C": [50.0] * 49}
    answers = [
        answer(code, str(n), value, low=0, high=100)
        for code, values in said.items()
        for n, value in enumerate(values)
    ]
    return answers, [cost("A", 2000), cost("B", 3000), cost("C", 2500)]


def test_the_worked_example() -> None:
    rows = told(*example())
    # (100 + 50 * 90 + 49 * 50) / 100
    assert {row.group_quality for row in rows.values()} == {Decimal("70.5")}
    # (50 * 90 + 5 * 70.5) / 55 and (49 * 50 + 5 * 70.5) / 54
    assert rows["B"].quality == Decimal("88.227273")
    assert rows["C"].quality == Decimal("51.898148")
    # 3000 / 2500, and 88.227273 / 1.2
    assert rows["B"].cost_ratio == Decimal("1.2")
    assert rows["B"].placement_index == Decimal("73.522728")
    assert rows["A"].withheld_because == "for_fa_uppfoljningar" and rows["A"].quality is None


def test_one_excellent_does_not_stand_above_fifty_very_good() -> None:
    one = score.shrunk(100.0, 1, 70.5, DEFAULT.shrinkage)
    fifty = score.shrunk(90.0, 50, 70.5, DEFAULT.shrinkage)
    assert (round(one, 6), round(fifty, 6)) == (75.416667, 88.227273)
    assert one < fifty


def test_neither_order_nor_other_groups_change_a_row() -> None:
    answers, costs = example()
    before = told(answers, costs)
    random.Random(3).shuffle(answers)
    elsewhere = Group("stodboende", None, 2025)
    others = [answer("Z", str(n), n % 5 + 1.0)._replace(group=elsewhere) for n in range(30)]
    after = told([*others, *answers], [cost("Z", 10)._replace(group=elsewhere), *reversed(costs)])
    assert {code: after[code] for code in before} == before


def test_scales_of_two_years_are_put_on_the_same_hundred() -> None:
    assert [score.on_hundred(said, 1, 4) for said in (1, 4)] == [0, 100]
    assert score.on_hundred(4, 1, 5) == 75
    assert [score.on_hundred(said, 1, 4) for said in (0, 5, None)] == [None] * 3
    assert score.on_hundred(1, 3, 3) is None


def test_what_is_not_known_is_left_out_of_the_base() -> None:
    assert score.of_follow_up([(100, 1), (50, 3)]) == 62.5
    assert score.of_follow_up([]) is None
    answers = [answer("A", str(n), 5) for n in range(5)] + [answer("A", "x", None), answer("A", "y", 9)]
    row = told(answers, [cost("A", 100), cost("B", 100)])["A"]
    assert (row.follow_ups, row.graded_follow_ups, row.answers, row.dont_know, row.outside_scale) == (
        7,
        5,
        5,
        1,
        1,
    )
    assert row.quality_mean == 100


@pytest.mark.parametrize(
    ("answers", "costs", "why"),
    [
        ([], [cost("A", 100)], "inga_uppfoljningar"),
        ([answer("A", "1", None)], [cost("A", 100)], "inga_svar"),
        ([answer("A", "1", 5)], [cost("A", 100)], "for_fa_uppfoljningar"),
        ([answer("A", str(n), 5) for n in range(5)], [], "okand_kostnad"),
        ([answer("A", str(n), 5) for n in range(5)], [cost("A", 0)], "okand_kostnad"),
        ([answer("A", str(n), 5) for n in range(5)], [cost("A", 100)], None),
    ],
)
def test_why_an_index_is_withheld(answers: list[Answer], costs: list[Cost], why: str | None) -> None:
    others = [answer("B", str(n), 3) for n in range(5)]
    row = told([*answers, *others], [*costs, cost("B", 200)])["A"] if answers or costs else None
    assert row is not None and row.withheld_because == why
    assert (row.placement_index is None) == (why is not None)


def test_a_provider_alone_has_its_own_quality_and_no_index() -> None:
    row = told([answer("A", str(n), n % 2 + 3.0) for n in range(6)], [cost("A", 100)])["A"]
    assert row.withheld_because == "ensam_i_gruppen"
    assert row.quality == row.quality_mean == Decimal("62.5") and row.cost_ratio is None


def test_a_secret_stay_is_in_the_group_and_under_no_provider() -> None:
    answers = [answer("A", str(n), 5) for n in range(5)] + [answer("A", "s", 1, is_secret=True)]
    answers += [answer("B", str(n), 3) for n in range(5)]
    rows, _ = reckon(answers, [cost("A", 100), cost("B", 100)], DEFAULT)
    seen = {(row.seen_by, row.provider_code): row.follow_ups for row in rows}
    assert seen == {
        (SeenBy.SEES_PROTECTED, "A"): 6,
        (SeenBy.OTHERS, "A"): 5,
        (SeenBy.OTHERS, "skyddad"): 1,
        (SeenBy.ALL, "B"): 5,
    }
    assert len({row.group_quality for row in rows}) == 1


def simulated(seed: int, truths: list[float], number: int) -> list[tuple[float, float, float]]:
    """Quality and interval of providers of these true qualities, answered on three questions of 1-5."""
    draws = np.random.default_rng(seed)
    scores = []
    for truth in truths:
        shared = draws.normal(0, 0.12, (number, 1))
        said = np.clip(np.rint(1 + 4 * (truth / 100 + shared + draws.normal(0, 0.16, (number, 3)))), 1, 5)
        scores.append(sorted(float(value) for value in (said.mean(axis=1) - 1) * 25))
    spread = float(np.sqrt(np.mean([np.var(own, ddof=1) for own in scores])))
    group = float(np.mean(scores))
    found = margins([Sample(tuple(own), spread) for own in scores], DEFAULT)
    told = []
    for own, margin in zip(scores, found, strict=True):
        assert margin is not None
        quality = score.shrunk(float(np.mean(own)), number, group, DEFAULT.shrinkage)
        told.append((quality, quality + margin[0], quality + margin[1]))
    return told


@pytest.mark.parametrize("number", [5, 12, 40])
def test_equal_providers_are_told_apart_no_more_often_than_the_interval_promises(number: int) -> None:
    apart = whole = inside = 0
    for seed in range(20):
        rows = simulated(seed, [65.0] * 40, number)
        found = [are_apart(one[1:], other[1:]) for one, other in combinations(rows, 2)]
        apart, whole = apart + sum(found), whole + len(found)
        inside += sum(low <= 65 <= high for _, low, high in rows)
    print(
        f"{number} uppföljningar: {apart} av {whole} lika par skildes åt; {inside / 800:.1%} av intervallen höll"
    )
    assert apart / whole <= 1 - DEFAULT.level
    assert inside / 800 >= DEFAULT.level - 0.02


def test_unlike_providers_of_a_whole_group_lie_in_their_intervals() -> None:
    inside = whole = 0
    for seed in range(30):
        truths = [float(truth) for truth in np.random.default_rng(1000 + seed).normal(60, 10, 40)]
        for number in (5, 15):
            rows = simulated(seed, truths, number)
            inside += sum(low <= truth <= high for truth, (_, low, high) in zip(truths, rows, strict=True))
            whole += len(rows)
    print(f"{inside / whole:.1%} av {whole} intervall höll den sanna kvaliteten")
    assert inside / whole >= DEFAULT.level - 0.02


def test_providers_twenty_points_apart_are_nearly_always_told_apart() -> None:
    apart = 0
    for seed in range(100):
        rows = simulated(seed, [50.0, 70.0], 40)
        apart += are_apart(rows[0][1:], rows[1][1:])
    print(f"{apart} av 100 par med 20 poäng emellan skildes åt")
    assert apart >= 95


def test_the_draws_are_those_of_whole_follow_ups_and_of_a_fixed_seed() -> None:
    counts, _ = interval._draws(7, 1000)
    assert (counts.sum(axis=1) == 7).all()
    assert (interval._draws(7, 1000)[0] == counts).all()


def test_all_alike_is_not_certain() -> None:
    (margin,) = margins([Sample((75.0,) * 6, 0.0)], DEFAULT)
    assert margin is not None and margin[0] < -1 and margin[1] > 1
    assert margins([Sample((75.0,), 10.0)], DEFAULT) == [None]


def test_pairs_say_who_is_higher_only_where_nothing_is_shared() -> None:
    found = pairs([Graded("A", 60, 70), Graded("B", 71, 80), Graded("C", 65, 75)])
    assert found == [Pair("B", "A", True), Pair("A", "C", False), Pair("B", "C", False)]


def test_a_plainly_other_mix_is_found_and_a_small_base_is_not() -> None:
    days = {"A": {"13-17": 300}, "B": {"13-17": 100, "0-12": 100}, "C": {"0-12": 10}}
    found = case_mix.unlike("age_group", days)
    assert [(one.provider, one.code) for one in found] == [("A", "0-12"), ("B", "0-12")]
    assert found[0].share == 0 and round(found[0].others, 3) == 0.524
