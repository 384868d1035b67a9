"""Who sees what of quality against cost, in the database itself: roles, boards, units, secret stays, homes, writing."""

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
from tests.pages import quality_board

OTHER = "Annan nämnd"
VIEWS = (
    "report.provider_quality",
    "report.quality_parameter",
    "report.follow_up_due",
    "report.follow_up_in_time",
    "report.placement_end",
    "report.answers_given(null, null, null, null)",
    "report.framework_price",
    "report.provider_matter",
)
WRITE = (
    "select matter_id from "
    "desk.take_up_with_provider(%s, 'hvb_privat', 'ungdom_13_17', 'skillnad', %s, null, 'x', %s)"
)


@pytest.fixture
def boards(loader: Loader) -> Loader:
    with owner_connection() as connection:
        add_board(connection, OTHER)
    loader(quality_board.delivery(), board=BOARD, source="test", data_through=DAY, confirm=True)
    return loader


@contextmanager
def writing(
    role: str = "ik_controller", board: str = BOARD, user: str = "eva", units: str = "*"
) -> Iterator[psycopg.Connection]:
    """A transaction of the app that is kept."""
    with psycopg.connect(app_address()) as connection:
        scope = {"ik.user": user, "ik.board": board, "ik.units": units, "role": role}
        for name, value in scope.items():
            connection.execute("select set_config(%s, %s, true)", (name, value))
        yield connection


def written(code: str, seen: int | None = None, **scope: str) -> int | None:
    with writing(**scope) as connection:
        row = connection.execute(WRITE, (code, "Vi ser över det.", seen)).fetchone()
    assert row is not None
    number: int | None = row[0]
    return number


def of(source: str, **scope: Any) -> list[tuple[Any, ...]]:
    return asked(f"select * from {source}", **scope)


def providers(**scope: Any) -> dict[str, tuple[Any, ...]]:
    found = asked(
        "select provider_code, follow_ups, cost_per_day, withheld_because from report.provider_quality "
        "where year = 2025 and care_form = 'hvb_privat'",
        **scope,
    )
    return {row[0]: row[1:] for row in found}


def test_no_other_role_asks_or_writes(boards: Loader) -> None:
    for role in ("ik_board", "ik_publisher", "ik_reviewer"):
        for source in (*VIEWS, "report.quality_setting", "core.provider_quality", "desk.provider_matter"):
            with asking(role) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"select * from {source}".encode())
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            written("B101", role=role)
    for inside in (
        "core.provider_quality",
        "core.seen_given_answer",
        "core.seen_followed_stay",
        "desk.provider_matter",
    ):
        with asking("ik_controller") as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(f"select * from {inside}".encode())


def test_another_board_has_nothing_of_it(boards: Loader) -> None:
    for role in ("ik_manager", "ik_controller"):
        for source in VIEWS:
            assert of(source, role=role, board=OTHER) == [], source
        assert of("report.quality_setting", role=role, board=OTHER)[0][0] == OTHER
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        written("B101", board=OTHER)


def test_both_roles_see_the_same_without_an_opening_and_nothing_of_persons(boards: Loader) -> None:
    with owner_connection() as connection:
        connection.execute("set role ik_loader")
        names = {
            str(name)
            for row in connection.execute("select placement_id, case_id, person_key from core.stay")
            for name in row
        }
    for source in VIEWS:
        seen = of(source, role="ik_manager", opened=False)
        assert seen == of(source, role="ik_controller", opened=False)
        assert not names & {str(value) for row in seen for value in row}, source


def test_own_homes_are_nowhere_by_code_or_name(boards: Loader) -> None:
    for source in VIEWS:
        said = str(of(source, protected=True))
        assert not any(word in said for word in ("F001", "U7", *quality_board.NAMES)), source
        if "due" not in source and "time" not in source:
            assert "familjehem_eget" not in said, source


def test_a_secret_stay_is_under_no_provider_but_in_every_sum(boards: Loader) -> None:
    for source in VIEWS:
        assert "B105" not in str(of(source)), source
        # A's own row is the same for both
    assert providers()["skyddad"] == (1, None, "skyddad")
    assert providers(protected=True)["B105"][0] == 1 and "skyddad" not in providers(protected=True)
    group = (
        "select distinct group_quality, group_follow_ups, group_cost_per_day from report.provider_quality "
        "where year = 2025"
    )
    assert asked(group) == asked(group, protected=True)
    for source, number in (("follow_up_due", "running"), ("follow_up_in_time", "started")):
        sums = f"select sum({number}) from report.{source}"
        assert asked(sums) == asked(sums, protected=True)
    assert asked("select * from report.answers_given(null, null, null, 'skyddad')") == []


def test_those_with_some_units_see_their_own_and_what_many_stand_behind(boards: Loader) -> None:
    assert providers(units=["bou"]).keys() == {"B101", "B102", "skyddad"}
    # B101 and B102 lie in another unit, and six follow-ups of six persons stand behind each
    assert providers(units=["vux"]) == {code: providers()[code] for code in ("B101", "B102", "B103", "B104")}
    with owner_connection() as connection:
        connection.execute("update core.provider_quality set persons = 2 where provider_code = 'B101'")
        connection.execute(
            "update core.provider_quality set units = '{bou,vux}' where provider_code = 'B103'"
        )
    told = providers(units=["vux"])
    assert "B101" not in told and told["B103"] == (None, None, "andra_enheter")
    for source in ("follow_up_due", "follow_up_in_time", "placement_end"):
        assert {row[1] for row in of(f"report.{source}", units=["vux"])} <= {"vux"}
        assert of(f"report.{source}", units=["annan"]) == []
    assert providers(units=["annan"]).keys() == {"B102"}
    assert of("report.answers_given(null, null, null, null)", units=["annan"]) == []


def test_few_answers_are_told_to_nobody(boards: Loader) -> None:
    few = "select count(mean), count(low), count(*) > 0 from report.quality_parameter where provider_code = 'B103'"
    assert asked(few, protected=True) == [(0, 0, True)]
    told = "select count(answer), count(is_dont_know), sum(answers) from report.answers_given(null, null, null, %s)"
    assert asked(told, "B103") == [(0, 0, 2)]
    assert asked(told, "B112") == [(0, 0, 4)]
    assert asked(told, "B101")[0][0] > 0
    # six answers, all about one person
    with owner_connection() as connection:
        connection.execute("update core.stay set person_key = (select min(person_key) from core.stay)")
    assert asked(told, "B101")[0][0] == 0


def test_what_is_taken_up_is_added_to_and_never_changed(boards: Loader) -> None:
    first = written("B101")
    assert first is not None
    # another has come between: nothing is written
    assert written("B101", user="kim") is None
    assert written("B101", seen=first, user="kim", role="ik_manager") is not None
    said = "select provider_code, set_by, action from report.provider_matter"
    assert asked(said) == [("B101", "eva", "x"), ("B101", "kim", "x")]
    for code in ("B105", "skyddad", "F001", "U7", "finns-inte"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            written(code)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        written("B101", units='["vux"]')
    for statement in ("delete from desk.provider_matter", "update desk.provider_matter set action = 'y'"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), writing() as connection:
            connection.execute(statement.encode())
    with owner_connection() as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(WRITE, ("B101", "x", None))
