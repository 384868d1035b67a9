"""Who gets what of goals and needs: counts for manager and controller, goals one by one for managers alone."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from store.access import add_board
from store.connect import owner_connection
from tests.etl.loading import BOARD, DAY, Loader, asked, asking, loader
from tests.pages import goal_board, need_board

__all__ = ["loader"]

OTHER = "Annan nämnd"
ALL = "null, null, 'ibic', null, null, null"
COUNTS = (
    f"report.goal_outcomes({ALL}, 'life_area')",
    f"report.goal_transitions({ALL}, 'd5')",
    "report.goal_waiting('ibic', null, null, null, 'life_area')",
    "report.goal_values() where code is not null",
    "report.level_needs('{2025-06-30}', 'Grundmall', null, null, null)",
    "report.level_resource",
    "report.level_values()",
)
ONE_BY_ONE = "select case_id, provider_code from report.goal_change where life_area = 'd5'"


@pytest.fixture
def boards(loader: Loader) -> Loader:
    """Two boards, one of which has goals and needs."""
    with owner_connection() as connection:
        add_board(connection, OTHER)
    loader(goal_board.DELIVERY, board=BOARD, source="test", data_through=DAY)
    # needs of a source of their own; the other board's persons have the same ids
    loader(
        {name: text for name, text in need_board.DELIVERY.items() if name != "persons.csv"},
        board=BOARD,
        source="levels",
        data_through=DAY,
        confirm=True,
    )
    return loader


def of(source: str, **scope: Any) -> list[tuple[Any, ...]]:
    return asked(f"select * from {source}", **scope)


@pytest.mark.parametrize("role", ["ik_board", "ik_publisher", "ik_reviewer"])
def test_no_other_role_asks(boards: Loader, role: str) -> None:
    for source in (*COUNTS, "report.goal_change"):
        with asking(role) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(f"select * from {source}".encode())


def test_what_lies_inside_and_goals_one_by_one_are_not_the_controllers(boards: Loader) -> None:
    inner = (
        "core.goal",
        "core.seen_goal_row",
        "core.seen_need_granted",
        "core.need_on('{2025-06-30}')",
        "core.tariff_on('Grundmall', '2025-06-30')",
        f"core.goal_asked({ALL})",
    )
    for source in inner:
        for role in ("ik_manager", "ik_controller"):
            with asking(role) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"select * from {source}".encode())
    with asking("ik_controller") as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(ONE_BY_ONE.encode())


def test_counts_need_no_opening_and_are_the_same_for_all_of_a_scope(boards: Loader) -> None:
    for source in COUNTS:
        everything = of(source, role="ik_manager", protected=True)
        assert everything, source
        for role in ("ik_manager", "ik_controller"):
            assert of(source, role=role, opened=False) == everything, (source, role)


def test_no_board_another_board_and_no_unit_is_nothing(boards: Loader) -> None:
    scopes: tuple[dict[str, Any], ...] = (
        {"board": None},
        {"board": OTHER},
        {"units": None},
        {"units": "[]"},
        {"units": ["bou"]},
    )
    for scope in scopes:
        for source in COUNTS:
            assert of(source, role="ik_manager", **scope) == [], (source, scope)
        assert asked(ONE_BY_ONE, role="ik_manager", **scope) == []
    assert {row[3] for row in of(COUNTS[4], units=["vux"])} <= {None, "vux"}


def test_goals_one_by_one_ask_for_an_opening_and_leave_the_protected_out(boards: Loader) -> None:
    assert asked(ONE_BY_ONE, role="ik_manager", opened=False) == []
    listed = asked(ONE_BY_ONE, role="ik_manager")
    assert [row[0] for row in listed] == [f"C{person}" for person in "ABCDEFGH"]
    assert ("CS", "B101") in asked(ONE_BY_ONE, role="ik_manager", protected=True)
    # the private home that C is with is nobody's to see as a provider
    assert ("CC", None) in listed


def test_no_count_names_a_person_a_case_or_a_private_home(boards: Loader) -> None:
    with owner_connection() as connection:
        connection.execute("set role ik_loader")
        persons = connection.execute(
            "select distinct person_key from core.goal where board_id = 1"
        ).fetchall()
    secret = {str(key) for (key,) in persons} | {"CA", "CS", "F909", "IA"}
    assert len(secret) > 9
    for source in COUNTS:
        assert not secret & {str(value) for row in of(source) for value in row}, source


def test_a_group_of_few_is_withheld_whole_with_its_numbers(boards: Loader) -> None:
    rows = of(f"report.goal_outcomes({ALL}, 'provider_and_area')", role="ik_controller")
    few = [row for row in rows if row[3]]
    assert few and all(set(row[4:]) == {None} and row[1] is None and row[2] is None for row in few)
    asi = of("report.goal_outcomes(null, null, 'asi', null, null, null, 'unit')")
    assert asi and all(row[3] and set(row[4:]) == {None} for row in asi)
    assert of(f"report.goal_transitions({ALL.replace('ibic', 'asi')}, 'alkohol')") == []


def test_each_board_counts_its_own(boards: Loader) -> None:
    boards(goal_board.DELIVERY, board=OTHER, source="test", data_through=DAY)
    whole = f"select persons, goals from report.goal_outcomes({ALL}, 'unit') where is_total"
    assert asked(whole, board=OTHER) == asked(whole, board=BOARD) == [(9, 15)]
