"""Who gets what of the forecast's basis and of its scenarios: managers and controllers, in the own board and units."""

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
from tests.pages import forecast_board

OTHER = "Annan nämnd"
BASIS = (
    "report.forecast_reach(36)",
    "report.forecast_running()",
    "report.forecast_lengths('2022-07-01', '{0,30}')",
    "report.forecast_starts('2022-07-01')",
    "report.forecast_new_prices('2022-07-01')",
    "report.forecast_price_changes('2022-07-01')",
)
SAVED = "select desk.save_forecast_scenario(%s, '{}')"
ENDED = "select desk.end_forecast_scenario(%s)"
NAMES = "select name, saved_by from desk.forecast_scenario where ended_at is null"


@pytest.fixture
def boards(loader: Loader) -> Loader:
    """Two boards, one of which has placements."""
    with owner_connection() as connection:
        add_board(connection, OTHER)
    loader(forecast_board.delivery(), board=BOARD, source="test", data_through=DAY, confirm=True)
    return loader


@contextmanager
def writing(
    role: str = "ik_controller", board: str = BOARD, user: str = "eva"
) -> Iterator[psycopg.Connection]:
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


def of(source: str, **scope: Any) -> list[tuple[Any, ...]]:
    return asked(f"select * from {source}", **scope)


def test_the_publisher_reads_sums_for_the_report_and_keeps_no_scenario(boards: Loader) -> None:
    assert len(of(BASIS[0], role="ik_publisher")) == 1
    with asking("ik_publisher") as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("select * from desk.forecast_scenario")


@pytest.mark.parametrize("role", ["ik_board", "ik_reviewer"])
def test_no_other_role_asks_or_writes(boards: Loader, role: str) -> None:
    for source in (*BASIS, "desk.forecast_scenario"):
        with asking(role) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(f"select * from {source}".encode())
    for statement, value in ((SAVED, "x"), (ENDED, 1)):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), writing(role) as connection:
            connection.execute(statement.encode(), (value,))


def test_what_lies_inside_is_for_nobody(boards: Loader) -> None:
    for inner in ("core.forecast_stay()", "core.forecast_price()", "core.forecast_price_today()"):
        for role in ("ik_manager", "ik_controller"):
            with asking(role) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"select * from {inner}".encode())


@pytest.mark.parametrize("role", ["ik_manager", "ik_controller"])
def test_sums_need_no_opening_and_are_those_of_the_own_units(boards: Loader, role: str) -> None:
    for source in BASIS:
        everything = of(source, role=role, opened=False)
        assert everything == of(source, role=role)
        if source != BASIS[-1]:
            assert of(source, role=role, units=["Vuxen"]) != everything
        assert of(source, role=role, units=["Annan"]) == []
    forms = {row[0] for row in of(BASIS[2], role=role, units=["Vuxen"])}
    assert forms == {"stodboende"}


def test_no_board_another_board_and_no_unit_is_nothing(boards: Loader) -> None:
    scopes: tuple[dict[str, Any], ...] = (
        {"board": None},
        {"board": OTHER},
        {"units": None},
        {"units": "[]"},
    )
    for scope in scopes:
        for source in BASIS:
            assert of(source, **scope) == [], (source, scope)


def test_no_row_names_a_placement_or_a_person(boards: Loader) -> None:
    with owner_connection() as connection:
        connection.execute("set role ik_loader")
        names = {
            str(name)
            for row in connection.execute("select placement_id, case_id, person_key from core.stay")
            for name in row
        }
    for source in BASIS:
        assert not names & {str(value) for row in of(source) for value in row}, source


def test_each_board_has_its_own_scenarios_which_are_ended_and_never_deleted(boards: Loader) -> None:
    mine, theirs = saved("Färre i HVB"), saved("Färre i HVB", board=OTHER, user="kim", role="ik_manager")
    assert mine and theirs and saved("färre i hvb") is None
    assert asked(NAMES) == [("Färre i HVB", "eva")]
    assert asked(NAMES, board=OTHER) == [("Färre i HVB", "kim")]
    for statement in (
        "delete from desk.forecast_scenario",
        "update desk.forecast_scenario set name = 'x'",
        "insert into desk.forecast_scenario (board_id, name, assumptions, saved_by) values (1, 'x', '{}', 'kim')",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), writing() as connection:
            connection.execute(statement.encode())
    with writing() as connection:
        assert connection.execute(ENDED, (theirs,)).fetchone() == (None,)
    with writing(user="kim") as connection:
        assert connection.execute(ENDED, (mine,)).fetchone() == (mine,)
        assert connection.execute(ENDED, (mine,)).fetchone() == (None,)
    assert asked(NAMES) == []
    kept = asked("select name, saved_by, ended_by from desk.forecast_scenario where ended_at is not null")
    assert kept == [("Färre i HVB", "eva", "kim")]


def test_only_the_app_writes(boards: Loader) -> None:
    with owner_connection() as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(SAVED.encode(), ("x",))
