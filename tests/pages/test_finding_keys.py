"""The keys behind a finding on Datakvalitet: opened for a purpose, logged first, sent to nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from store.connect import owner_connection
from tests.etl.loading import Loader
from tests.pages import opening, small_board
from tests.pages.opening import table, texts
from ui.openings import Purpose

PAGE = "pages/datakvalitet.py"
FINDING, KEYS = "Inget pris alls", "Uppgifter med iakttagelsen"


@pytest.fixture
def board(loader: Loader) -> None:
    small_board.load(loader)


def grant(units: list[str] | None = None) -> None:
    """A manager with a purpose for individuals."""
    small_board.grant("ik_manager", units)
    with owner_connection() as connection:
        connection.execute("update access.granted set individuals = true, purpose = 'beslut 7'")


def lines() -> list[tuple[Any, ...]]:
    with owner_connection() as connection:
        return connection.execute(
            "select who, page, purpose, kind, filter ->> 'Iakttagelse' from access.log order by log_id"
        ).fetchall()


def chosen() -> AppTest:
    page = opening.opened(PAGE, visa="Iakttagelser")
    return page.selectbox(key="iakttagelse").set_value("price_missing").run()


def answered(page: AppTest) -> AppTest:
    page.radio[0].set_value(Purpose.QUALITY)
    return next(button for button in page.button if button.label == "Öppna").click().run()


def sent(page: AppTest) -> str:
    """All that the browser is sent of the page's body."""
    return "\n".join(str(getattr(part, "proto", "")) for part in page.main)


def test_the_keys_are_shown_when_the_purpose_is_told_and_logged(board: None) -> None:
    grant()
    page = chosen()
    assert "Varför behöver du dem" in texts(page) and "beslut 7" in texts(page)
    assert "P2" not in sent(page) and lines() == []
    page = answered(page)
    assert not page.exception
    assert "P2" in sent(page)
    assert table(page, KEYS) == [
        ["Nyckel i källan", "Slags uppgift", "Enhet"],
        ["P2", "Placeringar", "Barn och unga"],
    ]
    assert lines() == [("local", "datakvalitet", "kvalitetssakring", "oppning", FINDING)]


def test_without_the_grant_there_is_a_calm_sentence_and_no_key(board: None) -> None:
    small_board.grant("ik_manager")
    page = chosen()
    assert "Din behörighet gäller inte uppgifter om enskilda" in texts(page)
    assert not page.radio and not page.error
    assert "P2" not in sent(page) and lines() == []


def test_a_manager_of_another_unit_has_no_such_finding_to_open(board: None) -> None:
    grant(["vux"])
    page = opening.opened(PAGE, visa="Iakttagelser", iakttagelse=FINDING)
    assert f"”{FINDING}”" in texts(page)
    assert not page.radio and "P2" not in sent(page) and lines() == []
