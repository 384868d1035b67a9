"""What is typed in fills what no source delivers, gives way to what one does, and is as versioned as the rest."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from etl.undo import undo
from store.check import check
from tests.etl.loading import Loader, asking, loader

__all__ = ["loader"]

PLACEMENT = """
    placement_id;case_id;person_id;provider_id;care_form;moved_in_on;moved_out_on;main_reason;agreement_signed_on
    P1;C1;A;U1;hvb_privat;2025-06-01;2025-06-11;;
    P2;C2;B;U1;hvb_privat;2025-06-01;2025-06-11;;2025-05-30
    """
PRICES = """
    placement_id;valid_from;valid_to;daily_price
    P1;2025-06-04;2025-06-06;1000
    """
ADDED = """
    placement_id;main_reason;procurement;agreement_signed_on
    P1;;ramavtal;2025-06-02
    P2;;direktupphandling;2025-06-03
    """
ADDED_PRICES = """
    placement_id;valid_from;valid_to;daily_price
    P1;2025-06-01;;3000
    P2;2025-06-05;2025-06-06;2000
    """
DAY = date(2025, 6, 30)


@pytest.fixture
def board(loader: Loader) -> Loader:
    loader({"placements.csv": PLACEMENT, "placement_prices.csv": PRICES}, source="a", data_through=DAY)
    return loader


def add(loader: Loader, revision: int = 1) -> int:
    files = {"placement_additions.csv": ADDED, "price_additions.csv": ADDED_PRICES}
    return loader(files, source="inmatning", data_through=DAY, revision=revision).load_id


def rows(as_of: int | None = None) -> list[tuple[Any, ...]]:
    with asking(as_of=as_of) as connection:
        return connection.execute(
            "select placement_id, procurement, agreement_signed_on::text, cost::float from report.placement "
            "order by placement_id"
        ).fetchall()


def findings() -> list[tuple[str, str]]:
    with asking() as connection:
        return connection.execute(
            "select rule, key from report.finding where rule like 'entered%' order by rule, key"
        ).fetchall()


def test_what_is_typed_in_fills_what_no_source_delivers(board: Loader) -> None:
    first = board.connection.execute("select max(load_id) from raw.load").fetchone()
    assert first is not None
    assert rows() == [("P1", None, None, 3000.0), ("P2", None, "2025-05-30", None)]
    added = add(board)
    # P1: ten nights, three of them at the delivered 1 000 kr, seven at 3 000; P2: two nights of ten have a price
    filled = [("P1", "ramavtal", "2025-06-02", 24000.0), ("P2", "direktupphandling", "2025-05-30", 4000.0)]
    assert rows() == filled
    assert findings() == [("entered_differs", "P2"), ("entered_price_differs", "P1")]
    assert rows(as_of=int(first[0])) == [("P1", None, None, 3000.0), ("P2", None, "2025-05-30", None)]
    assert rows(as_of=added) == filled
    assert check(board.connection) == []


def test_a_later_delivery_that_says_nothing_empties_nothing(board: Loader) -> None:
    add(board)
    later = date(2025, 7, 31)
    board({"placements.csv": PLACEMENT, "placement_prices.csv": PRICES}, source="a", data_through=later)
    assert rows()[0] == ("P1", "ramavtal", "2025-06-02", 24000.0)


def test_a_later_delivery_that_says_otherwise_stands(board: Loader) -> None:
    add(board)
    told = PLACEMENT.replace("2025-06-11;;\n", "2025-06-11;;2025-06-01\n")
    whole = PRICES.replace("2025-06-04;2025-06-06", "2025-06-01;")
    board({"placements.csv": told, "placement_prices.csv": whole}, source="a", data_through=date(2025, 7, 31))
    assert rows()[0] == ("P1", "ramavtal", "2025-06-01", 10000.0)
    assert ("entered_differs", "P1") in findings()
    assert check(board.connection) == []


def test_an_undone_entry_leaves_the_delivered_alone(board: Loader) -> None:
    before = rows()
    undo(board.connection, add(board))
    board.connection.commit()
    assert rows() == before and findings() == []
    assert check(board.connection) == []


def test_in_whichever_order_they_come_the_facts_are_the_same(loader: Loader) -> None:
    add(loader)
    loader({"placements.csv": PLACEMENT, "placement_prices.csv": PRICES}, source="a", data_through=DAY)
    assert rows()[0] == ("P1", "ramavtal", "2025-06-02", 24000.0)
    assert check(loader.connection) == []
