"""Who gets what of welfare technology: managers and controllers, in the own board and units; the publisher the sums."""

from __future__ import annotations

import psycopg
import pytest

from store.access import add_board
from store.addresses import app_address
from store.connect import owner_connection
from tests.etl.loading import BOARD, Loader, asked, asking, loader
from tests.pages import technology_board

__all__ = ["loader"]

OTHER = "Annan nämnd"
VIEWS = (
    "report.deployment",
    "report.initiative",
    "report.initiative_cost",
    "report.benefit",
    "report.initiative_score",
    "report.technology_breadth()",
    "report.technology_years()",
    "report.technology_reach()",
    "report.inhabitants_from('{65}')",
)
OF_BOARD = "report.board_technology('2025-06-01', '2025-06-30')"
SCORE = "select score_id from desk.score_initiative('S2', 1, 1, 1, 1, 1, 1, 1, 1, null, null)"


def scored(role: str, board: str = BOARD) -> list[tuple[int | None]]:
    with psycopg.connect(app_address()) as connection:
        for name, value in {"ik.user": "eva", "ik.board": board, "ik.units": "*", "role": role}.items():
            connection.execute("select set_config(%s, %s, true)", (name, value))
        return connection.execute(SCORE).fetchall()


def test_the_wall(loader: Loader) -> None:
    with owner_connection() as connection:
        add_board(connection, OTHER)
    technology_board.load(loader)

    for role in ("ik_board", "ik_publisher", "ik_reviewer"):
        for source in (*VIEWS, *(() if role == "ik_publisher" else (OF_BOARD,))):
            with asking(role) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"select * from {source}".encode())
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            scored(role)

    assert scored("ik_controller") and scored("ik_manager", OTHER) == []
    for role in ("ik_manager", "ik_controller"):
        for source in (*VIEWS, OF_BOARD):
            # no row is about an individual, and none needs an opening
            here = asked(f"select * from {source}", role=role, opened=False)
            assert here == asked(f"select * from {source}", role=role) != [], source
            there = asked(f"select * from {source}", role=role, board=OTHER)
            assert not [row for row in there if any(row)], source
            nowhere = asked(f"select * from {source}", role=role, board=None)
            assert not [row for row in nowhere if any(row)], source
        for statement in (
            "select * from desk.initiative_score",
            "delete from desk.initiative_score",
            "update desk.initiative_score set competence = 4",
            "insert into desk.initiative_score (board_id, initiative_id, scored_by) values (1, 'S1', 'kim')",
        ):
            with asking(role) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement.encode())
        units = "select deployment_id from report.deployment"
        assert asked(units, role=role, units=["b"]) == [("T3",), ("T7",), ("T8",)]
        assert asked(f"select * from {OF_BOARD}", role=role, units=["b"]) == []

    with owner_connection() as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(SCORE.encode())
