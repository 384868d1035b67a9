"""Who gets what of parallel interventions and of the board's rules: the manager alone, in the own board and units."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest

from store.access import add_board
from store.addresses import app_address
from store.connect import owner_connection
from tests.etl.loading import BOARD, DAY, Loader, asked, asking
from tests.pages import parallel_board

OTHER = "Annan nämnd"
RULE = "'2025-06-30', null, null, false, 2, null, null, null"
ASKED = (
    "report.parallel_reach()",
    "report.parallel_values()",
    f"report.parallel_rule_count({RULE})",
    f"report.parallel_persons({RULE})",
    "desk.parallel_rule",
)
SAVED = "select desk.save_parallel_rule(%s, '{kontaktperson}', 2, 10, null, null)"
ENDED = "select desk.end_parallel_rule(%s)"
PERSONS = f"select kinds, sex, hours_per_week, daily_cost from report.parallel_persons({RULE})"
NAMES = "select name, saved_by from desk.parallel_rule where ended_at is null"


@pytest.fixture
def boards(loader: Loader) -> Loader:
    """Two boards with the same delivery."""
    with owner_connection() as connection:
        add_board(connection, OTHER)
    for board in (BOARD, OTHER):
        loader(parallel_board.DELIVERY, board=board, data_through=DAY)
    return loader


@contextmanager
def writing(role: str = "ik_manager", board: str = BOARD, user: str = "eva") -> Iterator[psycopg.Connection]:
    """A transaction of the app that is kept."""
    with psycopg.connect(app_address()) as connection:
        for name, value in {"ik.user": user, "ik.board": board, "ik.units": "*", "role": role}.items():
            connection.execute("select set_config(%s, %s, true)", (name, value))
        yield connection


def saved(name: str, **scope: str) -> int | None:
    with writing(**scope) as connection:
        row = connection.execute(SAVED, (name,)).fetchone()
    assert row is not None
    number: int | None = row[0]
    return number


def manager(statement: str, **scope: Any) -> list[tuple[Any, ...]]:
    return asked(statement, role="ik_manager", **scope)


@pytest.mark.parametrize("role", ["ik_controller", "ik_board", "ik_publisher", "ik_reviewer"])
def test_no_other_role_asks_or_writes(boards: Loader, role: str) -> None:
    for source in ASKED:
        with asking(role) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(f"select * from {source}".encode())
    for statement, value in ((SAVED, "x"), (ENDED, 1)):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), writing(role) as connection:
            connection.execute(statement.encode(), (value,))


def test_what_lies_inside_is_for_nobody(boards: Loader) -> None:
    for inner in ("core.parallel_person_day('{2025-06-30}', null)", f"core.parallel_matching({RULE})"):
        for role in ("ik_manager", "ik_controller"):
            with asking(role) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"select * from {inner}".encode())


def test_persons_are_listed_first_when_they_are_opened(boards: Loader) -> None:
    assert manager(PERSONS, opened=False) == []
    assert len(manager(PERSONS)) == 2
    assert manager(f"select persons from report.parallel_rule_count({RULE})", opened=False) == [(3,)]


def test_a_protected_person_is_counted_for_all_and_listed_for_who_may(boards: Loader) -> None:
    assert len(manager(PERSONS, protected=True)) == 3
    for protected in (False, True):
        assert manager(f"select persons from report.parallel_rule_count({RULE})", protected=protected) == [
            (3,)
        ]


def test_a_unit_is_told_of_own_persons_with_own_hours_and_cost(boards: Loader) -> None:
    assert manager(PERSONS, units=["Barn"]) == [(["hvb_privat", "kontaktperson"], "kvinna", 2, None)]
    assert manager(PERSONS, units=["Vuxen"]) == [
        (["boendestod", "traningslagenhet"], "kvinna", None, None),
        (["hvb_privat", "kontaktperson"], "kvinna", None, 1000),
    ]
    assert manager("select code from report.parallel_values() where dimension = 'kind'", units=["Barn"]) == [
        ("hvb_privat",),
        ("kontaktperson",),
    ]
    assert manager(PERSONS, units=["Annan"]) == []


def test_no_board_and_no_unit_is_nothing(boards: Loader) -> None:
    for scope in ({"board": None}, {"board": "Ingen nämnd"}, {"units": None}, {"units": "[]"}):
        assert manager(PERSONS, **scope) == []
        assert manager("select * from report.parallel_values()", **scope) == []


def test_each_board_has_its_own_persons_and_rules(boards: Loader) -> None:
    keys = [
        set(manager(f"select person_key from report.parallel_persons({RULE})", board=b))
        for b in (BOARD, OTHER)
    ]
    assert keys[0] and keys[1] and not keys[0] & keys[1]
    mine, theirs = saved("Mycket stöd"), saved("Mycket stöd", board=OTHER, user="kim")
    assert mine and theirs
    assert manager(NAMES) == [("Mycket stöd", "eva")]
    assert manager(NAMES, board=OTHER) == [("Mycket stöd", "kim")]
    with writing() as connection:
        assert connection.execute(ENDED, (theirs,)).fetchone() == (None,)
    assert manager(NAMES, board=OTHER) == [("Mycket stöd", "kim")]


def test_a_rule_is_ended_and_never_changed_or_deleted(boards: Loader) -> None:
    number = saved("Mycket stöd")
    assert saved("mycket STÖD") is None
    for statement in (
        "delete from desk.parallel_rule",
        "update desk.parallel_rule set name = 'x'",
        "insert into desk.parallel_rule (board_id, name, least_kinds, saved_by) values (1, 'x', 2, 'kim')",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), writing() as connection:
            connection.execute(statement.encode())
    with writing(user="kim") as connection:
        assert connection.execute(ENDED, (number,)).fetchone() == (number,)
        assert connection.execute(ENDED, (number,)).fetchone() == (None,)
    assert manager(NAMES) == []
    kept = manager("select name, saved_by, ended_by from desk.parallel_rule where ended_at is not null")
    assert kept == [("Mycket stöd", "eva", "kim")]
    assert saved("Mycket stöd") is not None
