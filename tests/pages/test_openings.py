"""Rows about individuals on a page: the purpose first, the line in the log before them, kept for nobody else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg
import pytest
from streamlit.testing.v1 import AppTest

from domain.errors import AccessError
from queries.scope import Role, Scope
from tests.pages import town
from ui import openings, reading
from ui.openings import PURPOSES, Kind, Purpose, Subject

PAGE = Path(__file__).with_name("opening_page.py")


@pytest.fixture
def board(store: psycopg.Connection) -> psycopg.Connection:
    """The town, in which some placements lack a price, and a manager who may open individuals."""
    town.build(store)
    for placement in ("pl1", "pl2"):
        store.execute(
            "insert into core.finding (board_id, rule, entity, key, person_key) "
            "values (1, 'price_gap', 'placements', %s, 'p1') on conflict do nothing",
            (placement,),
        )
    store.execute("delete from core.finding where rule = 'price_gap' and key not in ('pl1', 'pl2')")
    store.execute(
        "insert into access.granted (who, role, board_id, individuals, purpose) "
        "values ('local', 'ik_manager', 1, true, 'uppföljning enligt beslut 7')"
    )
    store.commit()
    return store


def lines(store: psycopg.Connection) -> list[tuple[Any, ...]]:
    store.commit()
    return store.execute(
        "select who, page, purpose, kind, filter ->> 'Regel', row_count from access.log order by log_id"
    ).fetchall()


def said(page: AppTest) -> str:
    parts = [*page.markdown, *page.info, *page.warning, *page.error]
    return "\n".join([*(str(p.value) for p in parts), *(str(h.proto.body) for h in page.get("html"))])


def opened(page: AppTest, told: str = "Kvalitetssäkring") -> AppTest:
    page.radio[0].set_value(next(p for p in Purpose if p.label == told))
    return next(b for b in page.button if b.label == "Öppna").click().run()


def test_nothing_is_read_before_the_purpose_is_told(board: psycopg.Connection) -> None:
    page = AppTest.from_file(PAGE, default_timeout=60).run()
    assert not page.exception
    assert list(page.radio[0].options) == ["Kvalitetssäkring", "Uppföljning"]
    assert "uppföljning enligt beslut 7" in said(page)
    assert "rader" not in said(page) and lines(board) == []
    next(b for b in page.button if b.label == "Öppna").click().run()
    assert "Välj ett ändamål" in said(page) and lines(board) == []


def test_the_line_is_there_when_the_rows_are(board: psycopg.Connection) -> None:
    page = AppTest.from_file(PAGE, default_timeout=60).run()
    page.selectbox(key="regel").set_value("price_gap").run()
    opened(page)
    assert "2 rader: pl1, pl2" in said(page)
    assert "för kvalitetssäkring" in said(page)
    assert not page.radio
    assert lines(board) == [("local", "datakvalitet", "kvalitetssakring", "oppning", "price_gap", None)]


def test_one_answer_holds_for_the_session_and_each_selection_is_logged_once(
    board: psycopg.Connection,
) -> None:
    page = AppTest.from_file(PAGE, default_timeout=60).run()
    opened(page)
    page.run()
    assert len(lines(board)) == 1
    page.selectbox(key="regel").set_value("price_gap").run()
    assert "2 rader" in said(page)
    page.selectbox(key="regel").set_value("price_missing").run()
    assert [line[4] for line in lines(board)] == ["price_missing", "price_gap"]
    other = AppTest.from_file(PAGE, default_timeout=60).run()
    assert other.radio and "rader" not in said(other)


def test_without_the_grant_for_individuals_nothing_is_asked_and_nothing_shown(
    board: psycopg.Connection,
) -> None:
    board.execute("update access.granted set individuals = false")
    board.commit()
    page = AppTest.from_file(PAGE, default_timeout=60).run()
    assert "gäller inte uppgifter om enskilda" in said(page)
    assert not page.radio and lines(board) == []


def test_a_grant_for_individuals_that_is_taken_back_closes_what_was_open(board: psycopg.Connection) -> None:
    page = opened(AppTest.from_file(PAGE, default_timeout=60).run())
    assert "rader" in said(page)
    board.execute("update access.granted set individuals = false")
    board.commit()
    page.run()
    assert "rader" not in said(page)


def test_when_the_log_cannot_be_written_nothing_is_shown(board: psycopg.Connection) -> None:
    board.execute("revoke execute on all functions in schema access from ik_manager")
    board.execute("grant execute on function access.has_opened(), access.board_id() to ik_manager")
    board.commit()
    page = opened(AppTest.from_file(PAGE, default_timeout=60).run())
    assert "Din behörighet räcker inte" in said(page)
    assert "rader" not in said(page) and lines(board) == []


SCOPE = Scope("eva", Role.MANAGER, town.BOARD, None, protected=False, individuals=True)
SUBJECT = Subject("datakvalitet", "Iakttagelser", {"Regel": "price_gap"})


def test_an_export_is_logged_with_its_rows_before_it_is_made(board: psycopg.Connection) -> None:
    seen: list[list[tuple[Any, ...]]] = []

    def make() -> bytes:
        seen.append(lines(board))
        return b"made"

    export = openings.logged_export(SCOPE, SUBJECT, Purpose.QUALITY, 7, make)
    assert lines(board) == []
    assert export() == b"made"
    assert seen == [[("eva", "datakvalitet", "kvalitetssakring", "export", "price_gap", 7)]]


def test_an_export_that_cannot_be_logged_is_not_made(board: psycopg.Connection) -> None:
    made: list[bytes] = []

    def make() -> bytes:
        made.append(b"x")
        return b"x"

    nobody = Scope("eva", Role.MANAGER, town.BOARD, None, protected=False, individuals=False)
    export = openings.logged_export(nobody, SUBJECT, Purpose.QUALITY, 7, make)
    with pytest.raises(AccessError):
        export()
    assert made == [] and lines(board) == []


def test_a_purpose_belongs_to_its_page(board: psycopg.Connection) -> None:
    with pytest.raises(AccessError, match="hör inte till sidan"):
        openings.record(SCOPE, SUBJECT, Purpose.INVOICES)
    with pytest.raises(AccessError, match="inga ändamål"):
        Subject("dygnskostnad", "Placeringar")
    assert all(purposes for purposes in PURPOSES.values())


def test_what_looks_like_a_personnummer_is_not_logged(board: psycopg.Connection) -> None:
    subject = Subject("datakvalitet", "Sökt 19900101-1239", {"Regel": "811218-9876"}, individuals=1)
    openings.record(SCOPE, subject, Purpose.QUALITY, Kind.EXPORT, 1)
    written = board.execute("select log::text from access.log as log").fetchone()
    assert written is not None and "1239" not in written[0] and "9876" not in written[0]


def test_rows_about_individuals_are_never_kept_between_questions(board: psycopg.Connection) -> None:
    opening = openings.record(SCOPE, SUBJECT, Purpose.QUALITY)
    first = reading.read_individuals(opening, "finding_rows", rule=("price_gap",))
    board.execute("delete from core.finding where key = 'pl1'")
    board.commit()
    second = reading.read_individuals(opening, "finding_rows", rule=("price_gap",))
    assert (len(first), len(second)) == (2, 1)
    state = reading.store_state(SCOPE)
    with pytest.raises(AccessError, match="åtkomstloggen"):
        reading.read("finding_rows", SCOPE, state, rule=None)
