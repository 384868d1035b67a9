"""Who gets what of the report to the board: members what is published, and nobody a way to change it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest

from queries import door
from queries.scope import Role
from report.draft import draft, published
from report.publish import publish
from store.access import add_board
from store.addresses import app_address, role_address
from store.connect import owner_connection
from tests.etl.loading import BOARD, Loader, asked, asking
from tests.spec import report_board
from tests.spec.test_board_report import MARCH

OTHER = "Annan nämnd"
FIGURES = (
    "report.board_placed('2025-03-01', '2025-03-31')",
    "report.board_crossed('2025-03-31')",
    "report.board_cases('2025-03-01', '2025-03-31')",
    "report.board_parallel('2025-03-31')",
    "report.board_budget('2025-03-01', '2025-03-31')",
    "report.told()",
    "report.report_texts('manad', '2025-03-01')",
    "report.latest_load()",
)
TEXT = "select desk.write_report_text('manad', '2025-03-01', 'ekonomi', 'kommentar', 'Enligt plan.')"
PUBLISHED = {"published.report": "dnr", "published.cell": "value", "published.text": "text"}


@pytest.fixture
def boards(loader: Loader) -> Loader:
    """Two boards, one of which has a published report."""
    with owner_connection() as connection:
        add_board(connection, OTHER)
    loader(
        report_board.delivery(report_board.end(3)),
        board=BOARD,
        source="test",
        data_through=report_board.end(3),
        confirm=True,
    )
    publish(report_board.scope(), draft(report_board.scope(), MARCH, time_limit=60), (), "SN 1")
    return loader


@contextmanager
def writing(role: str, board: str = BOARD, units: str = "*") -> Iterator[psycopg.Connection]:
    """A transaction of the app that is kept."""
    with psycopg.connect(app_address()) as connection:
        for name, value in {"ik.user": "eva", "ik.board": board, "ik.units": units, "role": role}.items():
            connection.execute("select set_config(%s, %s, true)", (name, value))
        yield connection


def of(source: str, **scope: Any) -> list[tuple[Any, ...]]:
    return asked(f"select * from {source}", **scope)


@pytest.mark.parametrize("role", ["ik_board", "ik_reviewer"])
def test_nobody_else_reads_the_figures_or_writes(boards: Loader, role: str) -> None:
    for source in FIGURES:
        with asking(role) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(f"select * from {source}".encode())
    with writing(role) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(TEXT)


@pytest.mark.parametrize("role", ["ik_board", "ik_publisher", "ik_manager", "ik_controller"])
def test_what_is_published_is_read_and_changed_by_nobody(boards: Loader, role: str) -> None:
    for source in list(PUBLISHED)[:2]:
        assert of(source, role=role)
        assert of(source, role=role, board=OTHER) == []
    for source, column in PUBLISHED.items():
        for statement in (
            f"delete from {source}",
            f"update {source} set {column} = null",
            f"truncate {source}",
        ):
            with writing(role) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement.encode())


@pytest.mark.parametrize("role", ["ik_board", "ik_reviewer", "ik_manager", "ik_controller", "ik_publisher"])
def test_what_was_hidden_is_in_no_table_that_anybody_reads(boards: Loader, role: str) -> None:
    for source in ("core.publication", "core.disposal", "desk.report_text"):
        with asking(role) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(f"select * from {source}".encode())


def test_the_publisher_reads_sums_and_nothing_of_individuals(boards: Loader) -> None:
    assert of(FIGURES[0], role="ik_publisher")
    for source in (
        "report.placement",
        "report.care_slice",
        "report.care_month",
        "report.intervention",
        "report.finding",
    ):
        with asking("ik_publisher") as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(f"select * from {source}".encode())


def test_figures_are_the_whole_boards_or_none(boards: Loader) -> None:
    for source in FIGURES[:-1]:
        assert of(source, role="ik_controller", units=["Alla"]) == []
        assert of(source, role="ik_controller", board=OTHER) == [], source
    with (
        writing("ik_controller", units='["Alla"]') as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(TEXT)


def test_providers_of_a_cost_stand_under_no_name_of_theirs(boards: Loader) -> None:
    text = str(of(FIGURES[0], role="ik_publisher"))
    assert "Hem H1" not in text and "'H1'" not in text


@pytest.mark.parametrize("role", ["ik_manager", "ik_controller", "ik_board"])
def test_only_the_publisher_publishes(boards: Loader, role: str) -> None:
    with writing(role) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("select desk.publish_report('{}', '', '{}')")


def test_a_report_of_another_board_is_refused(boards: Loader) -> None:
    content = '{"report":{"board":"Annan nämnd","version":1},"cells":[],"texts":[]}'
    with writing("ik_publisher") as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("select desk.publish_report(%s, '', '{}')", (content,))


def test_a_member_with_a_login_of_its_own_reads_what_is_published(boards: Loader) -> None:
    with owner_connection() as connection:
        connection.execute(
            "insert into access.granted (who, role, board_id) values ('ik_board', 'ik_board', 1)"
        )
    with psycopg.connect(role_address("ik_board")) as member:
        assert member.execute("select count(*) from published.cell").fetchone() != (0,)
        for source in (
            "report.care_month",
            "core.placements",
            FIGURES[0],
            "core.publication",
            "access.opening",
        ):
            with pytest.raises(psycopg.Error), member.transaction():
                member.execute(f"select * from {source}".encode())


def test_a_text_is_written_and_the_latest_holds(boards: Loader) -> None:
    scope = report_board.scope(Role.MANAGER)
    for text in ("Första.", "Andra.", ""):
        door.write(
            "write_report_text", scope, kind="manad", period_from=MARCH.first, section="ekonomi",
            text_kind="kommentar", text=text,
        )  # fmt: skip
        rows = door.run("report_texts", scope, kind="manad", period_from=MARCH.first)
        assert list(rows["text"]) == [text]
    assert len(published(scope)) == 1
