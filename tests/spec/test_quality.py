"""The placement index in the store against figures by hand, and an oracle in plain Python over drawn boards."""

from __future__ import annotations

import random
import statistics
from collections import defaultdict
from decimal import Decimal
from typing import Any

from etl.undo import undo
from store.check import check
from store.connect import owner_connection
from tests.etl.loading import DAY, Loader, asked, loader
from tests.pages import quality_board

__all__ = ["loader"]

SHOWN = (
    "select provider_code, follow_ups, answers, dont_know, quality_mean, quality, cost_per_day, cost_ratio, "
    "placement_index, withheld_because from report.provider_quality where year = {} and care_form = '{}'"
)
D = Decimal


def told(form: str = "hvb_privat", year: int = 2025, **scope: Any) -> list[tuple[Any, ...]]:
    return asked(SHOWN.format(year, form), **scope)


def no_difference() -> None:
    with owner_connection() as connection:
        assert check(connection) == []


def written(where: str) -> set[tuple[Any, ...]]:
    """The rows kept of some groups, with the transaction that wrote each."""
    with owner_connection() as connection:
        found = connection.execute(
            f"select xmin::text, ctid::text, provider_code, care_form, year from core.provider_quality where {where}"
        )
        return set(found.fetchall())


def test_the_figures_of_the_small_board(loader: Loader) -> None:
    quality_board.load(loader)
    # the group's fourteen follow-ups: (6 * 75 + 6 * 100 + 100 + 0) / 14; the median of 2 000, 2 500, 3 000, 4 000
    a, b, c, d, hidden = told()
    assert a == ("B101", 6, 12, 0, 75, D("78.246753"), 2000, D("0.727273"), D("107.589245"), None)
    assert b == ("B102", 6, 12, 0, 100, D("91.883117"), 3000, D("1.090909"), D("84.226198"), None)
    assert c == ("B103", 1, 2, 0, None, None, 2500, D("0.909091"), None, "for_fa_uppfoljningar")
    assert d == ("B104", 0, 0, 0, None, None, None, None, None, "inga_uppfoljningar")
    assert hidden == ("skyddad", 1, 2, 0, None, None, None, None, None, "skyddad")
    # in 2024 the scale ended at 4: (100 + 2 * 33.3) / 3, of one follow-up alone
    assert told(year=2024)[0][:2] == ("B101", 1)
    assert told("skyddat_boende") == [("B112", 2, 0, 4, None, None, 1500, None, None, "inga_svar")]
    assert told("familjehem_eget") == []
    no_difference()

    # due: A's and B's were done in April, D's never
    due = asked(
        "select provider_code, running, late, never_followed_up from report.follow_up_due where unit = 'vux'"
    )
    assert due == [("B103", 1, 0, 0), ("B104", 1, 0, 1), ("B112", 1, 0, 0)]
    in_time = asked(
        "select provider_code, started, lasted, in_time, not_yet, ended_before, before_known "
        "from report.follow_up_in_time where year = 2024"
    )
    # A9 and the home began before the first follow-up that is known
    assert in_time == [
        ("B101", 7, 6, 6, 0, 0, 1),
        ("B102", 6, 6, 6, 0, 0, 0),
        ("B103", 1, 1, 1, 0, 0, 0),
        ("egna_hem", 1, 0, 0, 0, 0, 1),
    ]
    # a follow-up of a placement that never was is counted apart
    assert asked("select without_placement, of_other_interventions from report.follow_up_reach") == [(1, 0)]
    few = asked("select distinct answer, is_told from report.answers_given('{2024}', null, null, null)")
    assert few == [(None, False)]

    # a later answer changes the group, and undoing it changes it back
    before = told()
    untouched = written("not (care_form = 'hvb_privat' and year = 2025)")
    touched = written("care_form = 'hvb_privat' and year = 2025")
    late = "follow_up_id;parameter;placement_id;followed_up_on;answer\nNY;vardplan;C0;2025-05-01;1\n"
    result = loader({"follow_ups.csv": late}, source="test", data_through=DAY, revision=2)
    assert told()[2][1] == 2 and told()[0][5] != before[0][5]
    # that group is reckoned anew, all of it, and no other
    assert untouched and written("not (care_form = 'hvb_privat' and year = 2025)") == untouched
    assert not touched & written("care_form = 'hvb_privat' and year = 2025")
    no_difference()
    undo(loader.connection, result.load_id)
    loader.connection.commit()
    assert told() == before
    no_difference()

    # what a board reckons with is its own; it is told so until the next load
    with owner_connection() as connection:
        connection.execute("update core.board set minimum_follow_ups = 7")
    with owner_connection() as connection:
        assert len(check(connection)) == 2
    loader({"follow_ups.csv": late}, source="test", data_through=DAY, revision=3)
    assert {row[-1] for row in told()[:2]} == {"for_fa_uppfoljningar"}
    no_difference()


def test_days_by_the_level_of_the_decision_and_names_that_tell_of_no_place(loader: Loader) -> None:
    quality_board.load(loader)
    placement = (
        "placement_id;case_id;person_id;provider_id;care_form;target_group;moved_in_on;unit;decision_id\n"
    )
    levels = {
        "decisions.csv": "decision_id;case_id;person_id;decided_on;outcome;legal_basis;level;unit\n"
        "D1;AB0;KB0;2024-09-01;bifall;sol2001_4_1;3;bou\n",
        "placements.csv": placement + "B0;AB0;KB0;U2;hvb_privat;ungdom_13_17;2024-10-01;bou;D1\n",
    }
    loader(levels, source="test", data_through=DAY, revision=2)
    days = (
        "select level, sum(placement_days) from report.graded_level where month >= '2025-01-01' and {} "
        "group by 1 order by 1"
    )
    # from 1 January to 30 June are 181 days; five of B's six have no decision
    assert asked(days.format("provider_code = 'B102'")) == [(3, 181), (None, 5 * 181)]
    assert asked(days.format("provider_code in ('B105', 'F001')")) == []
    assert asked(days.format("true"), units=["vux"]) == [(None, 181 * 3)]
    names = {row[0] for row in asked("select name from report.provider_name")}
    assert {"Lönnen AB", "Björken AB"} <= names and not names & {"Kvinnohuset AB", "Svensson familjehem"}


def drawn(seed: int) -> tuple[dict[str, str], list[dict[str, Any]], list[dict[str, Any]]]:
    """A board drawn by chance: its files, its stays, and its answers."""
    draw = random.Random(seed)
    stays: list[dict[str, Any]] = [
        {
            "id": f"P{n}",
            "provider": draw.choice(["U1", "U2", "U3"]),
            "target": draw.choice(["", "barn_0_12"]),
            "price": draw.choice([None, 1000, 1500, 2250]),
        }
        for n in range(24)
    ]
    answers: list[dict[str, Any]] = [
        {
            "follow_up": f"F{n}",
            "parameter": parameter,
            "stay": stay,
            "day": day,
            "answer": draw.choice(["1", "2", "3", "4", "5", "vet_ej", "vet ej", "9", "3,5"]),
        }
        for n in range(70)
        for stay, day in [(draw.choice(stays), draw.choice(["2024-11-01", "2025-03-01", "2025-06-30"]))]
        for parameter in draw.sample(["vardplan", "skillnad"], draw.choice([1, 2]))
    ]
    files = quality_board.delivery()
    files |= {
        "placements.csv": "placement_id;person_id;provider_id;care_form;target_group;moved_in_on\n"
        + "\n".join(
            f"{s['id']};K{s['id']};{s['provider']};hvb_privat;{s['target']};2024-10-01" for s in stays
        ),
        "placement_prices.csv": "placement_id;valid_from;daily_price\n"
        + "\n".join(f"{s['id']};2024-10-01;{s['price']}" for s in stays if s["price"]),
        "follow_ups.csv": "follow_up_id;parameter;placement_id;followed_up_on;answer\n"
        + "\n".join(
            f"{a['follow_up']};{a['parameter']};{a['stay']['id']};{a['day']};{a['answer']}" for a in answers
        ),
    }
    for name in ("placement_secrecy.csv", "placement_legal_bases.csv"):
        del files[name]
    return files, stays, answers


def oracle(stays: list[dict[str, Any]], answers: list[dict[str, Any]]) -> dict[tuple[str, str, int], Any]:
    """Follow-ups, answers, quality before rounding, and cost ratio, counted slowly."""
    codes = {"U1": "B101", "U2": "B102", "U3": "B103"}
    # 2024 counts 92 days, 2025 counts 181
    costs: dict[tuple[str, str, int], list[int]] = defaultdict(list)
    for stay in stays:
        for year, days in ((2024, 92), (2025, 181)):
            costs[codes[stay["provider"]], stay["target"], year] += [stay["price"]] * days
    follow_ups: dict[tuple[str, str, int], dict[str, list[tuple[float, int]]]] = defaultdict(dict)
    for answer in answers:
        year, top = int(answer["day"][:4]), 4 if answer["day"] < "2025" else 5
        key = (codes[answer["stay"]["provider"]], answer["stay"]["target"], year)
        held = follow_ups[key].setdefault(answer["follow_up"], [])
        said = answer["answer"].replace(",", ".")
        if not said.startswith("vet") and 1 <= float(said) <= top:
            weight = 2 if answer["parameter"] == "skillnad" else 1
            held.append(((float(said) - 1) / (top - 1) * 100, weight))
    found = {}
    for key in {*costs, *follow_ups}:
        scores = {
            other: [sum(v * w for v, w in held) / sum(w for _, w in held) for held in given.values() if held]
            for other, given in follow_ups.items()
            if other[1:] == key[1:]
        }
        own = scores.get(key, [])
        group = [value for values in scores.values() for value in values]
        quality = None
        if len(own) >= 5:
            quality = (sum(own) + 5 * sum(group) / len(group)) / (len(own) + 5)
        perday = {}
        for other, paid in costs.items():
            priced = [price for price in paid if price is not None]
            if other[1:] == key[1:] and priced:
                perday[other] = sum(priced) / len(priced)
        ratio = (
            perday[key] / statistics.median(perday.values()) if key in perday and len(perday) > 1 else None
        )
        found[key] = (len(follow_ups.get(key, {})), len(own), quality, ratio)
    return found


def test_drawn_boards_are_as_the_oracle_counts_them(loader: Loader) -> None:
    for seed in (1, 2):
        files, stays, answers = drawn(seed)
        loader(files, source="test", data_through=DAY, revision=seed, complete=True, confirm=True)
        rows = asked(
            "select provider_code, coalesce(target_group, ''), year, follow_ups, graded_follow_ups, quality, "
            "cost_ratio from report.provider_quality"
        )
        expected = oracle(stays, answers)
        assert {row[:3] for row in rows} == set(expected)
        for *key, follow_ups, graded, quality, ratio in rows:
            count, n, wanted, cost = expected[tuple(key)]
            assert (follow_ups, graded) == (count, n), key
            assert (quality is None) == (wanted is None) and (ratio is None) == (cost is None), key
            assert wanted is None or abs(float(quality) - wanted) < 1e-6, key
            assert cost is None or abs(float(ratio) - cost) < 1e-6, key
    assert any(row[5] is not None for row in rows)
    no_difference()
