"""Goals in a small drawn board, one of each kind, and the store's outcomes against a slow count over drawn loads."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest

from etl.undo import undo
from store.check import check
from tests.etl.loading import DAY, Loader, asked, loader
from tests.pages import goal_board
from tests.spec.goal_oracle import Said, judged

__all__ = ["loader"]

ALL = "null, null, 'ibic', null, null, null"
JUDGED = (
    "select case_id, first_level, goal_level, last_level, outcome, unknown_because, is_contradicted "
    "from report.goal_change where instrument = 'ibic' and life_area = 'd5'"
)


@pytest.fixture
def board(loader: Loader) -> Loader:
    goal_board.load(loader)
    return loader


def of_manager(question: str, **scope: Any) -> list[tuple[Any, ...]]:
    return asked(question, **{"role": "ik_manager", "protected": True, **scope})


def test_the_worked_example(board: Loader) -> None:
    assert of_manager(JUDGED) == [
        ("CA", 3, 1, 1, "uppnatt", None, False),
        ("CB", 3, 1, 2, "delvis", None, False),
        ("CC", 3, 1, 3, "ej", None, False),
        ("CD", 2, 2, 2, "uppnatt", None, False),
        ("CE", 2, 2, 3, "ej", None, False),
        ("CF", 3, 1, None, "okant", "ej_bedomd", False),
        ("CG", 3, 1, None, "okant", "bedomd_utan_niva", False),
        ("CH", 2, 1, 2, "okant", "motsagt", True),
        ("CS", 3, 1, 1, "uppnatt", None, False),
    ]
    sums = (
        "select is_total, code, is_withheld, persons, goals, reached, partly, not_reached, unknown, kept, contradicted "
        f"from report.goal_outcomes({ALL}, 'life_area')"
    )
    withheld = (False, None, True, *[None] * 8)
    # d6 is A's alone; d7 of five persons would tell of it, since the whole is told
    assert of_manager(sums) == [
        (False, "d5", False, 9, 9, 3, 1, 2, 3, 1, 1),
        withheld,
        withheld,
        (True, None, False, 9, 15, 3, 1, 7, 4, 1, 1),
    ]


def test_eight_is_missing_in_ibic_and_a_level_in_asi_and_nothing_is_read_without_a_scale(
    board: Loader,
) -> None:
    outcome = "select first_level, last_level, outcome from report.goal_change where instrument = 'asi'"
    assert of_manager(outcome) == [(8, 8, "ej")]
    assert of_manager(f"{JUDGED} and case_id = 'CG'")[0][3] is None
    head = goal_board.DELIVERY["assessments.csv"].split("\n")[0]
    rows = ["A;annat;x;2025-01-01;avsett;CA;IA;1;behalla", "A;bbic;halsa;2025-01-01;bedomt;CA;IA;7;behalla"]
    board({"assessments.csv": "\n".join((head, *rows))}, source="other", data_through=DAY)
    told = (
        "select instrument, unknown_because, outside_scale from report.goal_change "
        "where instrument in ('annat', 'bbic')"
    )
    assert of_manager(told) == [("annat", "utan_skala", 0), ("bbic", "bedomd_utan_niva", 1)]


def test_what_nobody_has_followed_up_and_who_carries_it_out(board: Loader) -> None:
    waiting = (
        "select is_total, goals, late, never_followed_up "
        "from report.goal_waiting('ibic', null, null, null, 'unit')"
    )
    # D's intervention has ended: eight goals in d5 (F's late), four in d7 (all late), one in d6
    assert of_manager(waiting) == [(False, 13, 5, 1), (True, 13, 5, 1)]
    # a private home is never told of as a provider
    providers = "select distinct provider_code from report.goal_change"
    assert of_manager(providers) == [("B101",), (None,)]
    values = "select code, label from report.goal_values() where dimension = 'provider_code'"
    assert of_manager(values) == [("B101", "Stödet AB"), (None, None)]


def test_levels_from_first_to_last_are_told_of_five_persons_or_more(board: Loader) -> None:
    moved = "select first_level, last_level, changes from report.goal_transitions({}, '{}')"
    assert of_manager(moved.format(ALL, "d5")) == [(2, 2, 2), (2, 3, 1), (3, 1, 2), (3, 2, 1), (3, 3, 1)]
    assert of_manager(moved.format(ALL, "d7")) == [(2, 2, 5)]
    assert of_manager(moved.format("null, '2024-09-01', 'ibic', null, null, '{F909}'", "d7")) == []


def test_a_period_holds_the_goals_last_assessed_in_it(board: Loader) -> None:
    total = "select goals from report.goal_outcomes({}, 'unit') where is_total"
    assert of_manager(total.format("'2025-01-01', '2025-06-30', 'ibic', null, null, null")) == [(9,)]
    # F's and the five of d7
    assert of_manager(total.format("'2024-01-01', '2024-12-31', 'ibic', null, null, null")) == [(6,)]


def drawn(chance: random.Random, number: int) -> dict[tuple[str, ...], Said]:
    """Some assessments, one of each key."""
    rows: dict[tuple[str, ...], Said] = {}
    for _ in range(number):
        row = Said(
            chance.choice("ABCX"),
            chance.choice(("ibic", "ibic", "asi", "annat")),
            chance.choice(("d1", "d2")),
            date(2024, 1, 1) + timedelta(days=30 * chance.randrange(8)),
            chance.choice(("aktuellt", "avsett", "bedomt", "bedomt")),
            chance.choice((None, "I1", "I1", "I2")),
            chance.choice((0, 1, 2, 3, 4, 8, 5)),
            chance.choice((None, "behalla", "forbattra")),
            chance.random() < 0.15,
        )
        rows[row.person, row.instrument, row.area, str(row.on), row.kind] = row
    return rows


def written(rows: list[Said]) -> str:
    head = "person_id;instrument;life_area;assessed_on;kind;case_id;intervention_id;level;goal;preliminary"
    lines = [
        f"{r.person};{r.instrument};{r.area};{r.on};{r.kind};{'A' if r.person == 'X' else r.person};"
        f"{r.intervention or ''};{r.level};{r.goal or ''};{'ja' if r.preliminary else 'nej'}"
        for r in rows
    ]
    return "\n".join((head, *lines))


def shown(as_of: int | None = None) -> dict[Any, Any]:
    question = (
        "select case_id, instrument, life_area, intervention_id, first_level, goal_level, goal, last_level, outcome "
        "from report.goal_change"
    )
    return {row[:4]: row[4:] for row in of_manager(question, as_of=as_of)}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_outcomes_are_those_of_the_slow_count(loader: Loader, seed: int) -> None:
    chance = random.Random(seed)
    first, second = drawn(chance, 70), drawn(chance, 40)
    begun = loader(
        {"assessments.csv": written(list(first.values()))}, source="a", data_through=date(2025, 5, 31)
    )
    alone = judged(first.values(), {})
    by_case: dict[Any, Any] = {}
    for (person, *rest), outcome in alone.items():
        by_case[person, *rest] = outcome
    # before the two keys are one, X' rows are a person's own; they name A's case
    assert len(shown()) <= len(by_case)
    later = loader(
        {
            "assessments.csv": written(list(second.values())),
            "person_merges.csv": "old_person_id;new_person_id\nX;A\n",
        },
        source="a",
        data_through=DAY,
    )
    both = {**first, **second}
    assert shown() == judged(both.values(), {"X": "A"})
    assert check(loader.connection) == []
    then = {key: value for key, value in shown(as_of=begun.load_id).items() if key[0] != "A"}
    assert then == {key: value for key, value in by_case.items() if key[0] not in "AX"}
    outcomes = {value[-1] for value in shown().values()}
    assert "okant" in outcomes and len(outcomes) >= 3
    # undone, both keys of the person are two again, and nothing kept differs from its facts
    undo(loader.connection, later.load_id)
    loader.connection.commit()
    assert {key: value for key, value in shown().items() if key[0] != "A"} == then
    assert check(loader.connection) == []
