"""Who gets what of invoice lines, and who says how they are: units, protected persons, secret places, openings."""

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
from tests.pages import invoice_board

OTHER = "Annan nämnd"
LINES = "select invoice_id, line_no, provider_code, findings from report.invoice_check where findings <> '{}'"
SUMS = "select provider_code, unit, findings, lines, at_stake from report.invoice_sum where findings <> '{}'"
SAY = "select status_id, was_set_by from desk.set_invoice_status(%s, %s, %s, %s, %s)"
STATUS = (
    "select status, status_note, status_set_by, latest_status_id from report.invoice_check "
    "where invoice_id = 'F1' and line_no = 1"
)


@pytest.fixture
def boards(loader: Loader) -> Loader:
    """Two boards with the same delivery."""
    with owner_connection() as connection:
        add_board(connection, OTHER)
    for board in (BOARD, OTHER):
        loader(invoice_board.DELIVERY, board=board, data_through=DAY)
    return loader


@contextmanager
def writing(
    role: str = "ik_controller",
    board: str = BOARD,
    user: str = "eva",
    units: str = "*",
    individuals: str = "ja",
) -> Iterator[psycopg.Connection]:
    """A transaction of the app that is kept."""
    scope = {
        "ik.user": user,
        "ik.board": board,
        "ik.units": units,
        "ik.individuals": individuals,
        "role": role,
    }
    with psycopg.connect(app_address()) as connection:
        for name, value in scope.items():
            connection.execute("select set_config(%s, %s, true)", (name, value))
        yield connection


def said(
    status: str,
    seen: int | None = None,
    line: tuple[str, int] = ("F1", 1),
    note: str | None = None,
    **scope: str,
) -> tuple[Any, ...]:
    with writing(**scope) as connection:
        row = connection.execute(SAY, (*line, status, note, seen)).fetchone()
    assert row is not None
    return row


@pytest.mark.parametrize("role", ["ik_board", "ik_publisher", "ik_reviewer"])
def test_no_other_role_asks_or_writes(boards: Loader, role: str) -> None:
    for view in ("invoice_check", "invoice_sum", "invoice_status_history"):
        with asking(role) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(f"select * from report.{view}".encode())
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        said("granskad", role=role)


@pytest.mark.parametrize("role", ["ik_controller", "ik_manager"])
def test_what_users_wrote_is_read_through_the_views_alone(boards: Loader, role: str) -> None:
    for table in ("desk.invoice_status", "core.invoice_check", "core.seen_invoice_row"):
        with asking(role) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(f"select * from {table}".encode())
    with asking(role) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("select core.seen_invoice_fingerprint('F1', 1)")


def test_lines_are_listed_first_when_they_are_opened_and_sums_always(boards: Loader) -> None:
    assert asked(LINES, opened=False) == []
    assert len(asked(SUMS, opened=False)) == 3


def test_a_protected_person_and_a_secret_place(boards: Loader) -> None:
    """In the sums for all; the person in no list, the place and the invoice's number behind a word."""
    listed = asked(LINES)
    assert listed == [
        ("F1", 1, "B101", ["for_manga_dygn"]),
        ("F4", 1, "B102", ["okand_placering"]),
        ("skyddad", None, "skyddad", ["fel_pris"]),
    ]
    assert asked(LINES, protected=True) == [
        ("F1", 1, "B101", ["for_manga_dygn"]),
        ("F2", 1, "B102", ["fel_pris"]),
        ("F3", 1, "B101", ["for_manga_dygn"]),
        ("F4", 1, "B102", ["okand_placering"]),
    ]
    assert asked(SUMS) == [
        ("B101", "bou", ["for_manga_dygn"], 2, 3000),
        ("B102", None, ["okand_placering"], 1, 15000),
        ("skyddad", "vux", ["fel_pris"], 1, 3000),
    ]


def test_a_unit_sees_its_own_and_nobody_s_lines_are_the_whole_board_s(boards: Loader) -> None:
    assert asked(LINES, units=["bou"]) == [("F1", 1, "B101", ["for_manga_dygn"])]
    assert asked("select unit, lines from report.invoice_sum where findings <> '{}'", units=["vux"]) == [
        ("vux", 1)
    ]
    for scope in ({"board": None}, {"units": None}, {"units": "[]"}):
        assert asked(LINES, **scope) == []
        assert asked(SUMS, **scope) == []


def test_a_placement_protected_by_hand_before_it_is_known_hides_its_invoice(boards: Loader) -> None:
    with owner_connection() as connection:
        connection.execute(
            "insert into access.protection (board_id, kind, key) values (1, 'placement', 'P9')"
        )
    assert ("skyddad", None, "skyddad", ["okand_placering"]) in asked(LINES)
    assert not any(row[0] == "B102" for row in asked(SUMS))


def test_a_status_is_set_seen_and_kept_by_board(boards: Loader) -> None:
    number, _ = said("kontrolleras", note="ringt utföraren")
    assert asked(STATUS) == [("kontrolleras", "ringt utföraren", "eva", number)]
    assert asked(STATUS, board=OTHER) == [("ny", None, None, None)]
    assert asked("select lines from report.invoice_sum where status = 'kontrolleras'") == [(1,)]


def test_the_later_of_two_is_told_and_nothing_is_overwritten(boards: Loader) -> None:
    first, _ = said("kontrolleras")
    assert said("granskad", seen=None, user="kim") == (None, "eva")
    second, _ = said("granskad", seen=first, user="kim")
    assert asked(STATUS) == [("granskad", None, "kim", second)]
    assert asked(
        "select status, set_by from report.invoice_status_history where invoice_id = 'F1' and line_no = 1"
    ) == [("granskad", "kim"), ("kontrolleras", "eva")]


@pytest.mark.parametrize(
    ("line", "scope"),
    [
        (("F2", 1), {}),
        (("F3", 1), {}),
        (("F1", 1), {"units": '["vux"]'}),
        (("F4", 1), {"units": '["vux"]'}),
        (("F1", 1), {"individuals": "nej"}),
        (("F9", 1), {}),
    ],
)
def test_nobody_says_anything_of_a_line_that_is_not_theirs_to_see(
    boards: Loader, line: tuple[str, int], scope: dict[str, Any]
) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        said("granskad", line=line, **scope)
    with owner_connection() as connection:
        assert connection.execute("select count(*) from desk.invoice_status").fetchone() == (0,)


def test_a_status_stays_when_the_line_comes_again_and_goes_when_it_has_changed(boards: Loader) -> None:
    number, _ = said("granskad")
    loader = boards
    loader(
        {"invoices.csv": invoice_board.DELIVERY["invoices.csv"]}, board=BOARD, data_through=DAY, revision=2
    )
    assert asked(STATUS) == [("granskad", None, "eva", number)]
    before = (
        loader(
            {
                "invoices.csv": invoice_board.DELIVERY["invoices.csv"].replace(
                    "32;1000;32000", "33;1000;33000"
                )
            },
            board=BOARD,
            data_through=DAY,
            revision=3,
        ).load_id
        - 1
    )
    assert asked(STATUS) == [("ny", None, None, number)]
    assert asked("select still_holds from report.invoice_status_history") == [(False,)]
    assert asked(STATUS, as_of=before) == [("granskad", None, "eva", number)]
