"""What a filled-in grid or workbook says otherwise than what stands."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from ui import additions
from ui.additions import ENDS, PRICE, PRICE_FROM, PROCUREMENT, SIGNED, Codes

CODES = Codes({"procurement": {"ramavtal": "Inom ramavtal", "direktupphandling": "Direktupphandling"}})
TODAY = dt.date(2025, 6, 30)


def row(**values: Any) -> dict[str, Any]:
    standing = dict.fromkeys(
        (
            "main_reason",
            "procurement",
            "outside_reason",
            "agreement_signed_on",
            "agreement_ends_on",
            "daily_price",
        )
    )
    return {
        "placement_id": "P1",
        "case_id": "C1",
        "sex": "kvinna",
        "birth_year": 2010,
        "care_form": "hvb_privat",
        "provider_code": "B1",
        "moved_in_on": dt.date(2025, 6, 1),
        "price_from": None,
        **standing,
        **values,
    }


def change(column: str, was: str | None, value: str | None) -> dict[str, Any]:
    return {
        "entity": "placement_additions",
        "key": {"placement_id": "P1"},
        "column": column,
        "was": was,
        "value": value,
    }


def price(first: str, was: str | None, value: str) -> dict[str, Any]:
    key = {"placement_id": "P1", "valid_from": first}
    return {"entity": "price_additions", "key": key, "column": "daily_price", "was": was, "value": value}


def test_a_grid_that_nobody_touched_changes_nothing() -> None:
    rows = [
        row(agreement_signed_on=TODAY, daily_price=Decimal("1200.5"), price_from=dt.date(2025, 6, 2)),
        row(procurement="ramavtal"),
    ]
    for fields in ((SIGNED, ENDS), (PROCUREMENT,), (PRICE, PRICE_FROM)):
        frame = additions.grid(rows, fields, CODES, TODAY)
        assert "P1" not in frame.to_json()
        assert additions.changes(rows, fields, frame, CODES) == []


def test_each_changed_cell_is_a_change_with_what_it_was() -> None:
    rows = [row(agreement_signed_on=dt.date(2025, 5, 1)), row(procurement="ramavtal")]
    frame = additions.grid(rows, (SIGNED, PROCUREMENT), CODES, TODAY)
    frame.loc[0, SIGNED.heading] = dt.date(2025, 5, 2)
    frame.loc[0, PROCUREMENT.heading] = "Direktupphandling"
    frame.loc[1, PROCUREMENT.heading] = None
    assert additions.changes(rows, (SIGNED, PROCUREMENT), frame, CODES) == [
        change("agreement_signed_on", "2025-05-01", "2025-05-02"),
        change("procurement", None, "direktupphandling"),
        change("procurement", "ramavtal", None),
    ]


@pytest.mark.parametrize(
    ("stood", "filled", "expected"),
    [
        ({}, (950.0, None), [price("2025-06-01", None, "950.00")]),
        ({}, (950.0, dt.date(2025, 6, 10)), [price("2025-06-10", None, "950.00")]),
        ({}, (None, dt.date(2025, 6, 10)), []),
        (
            {"daily_price": Decimal(900), "price_from": dt.date(2025, 6, 1)},
            (950.0, dt.date(2025, 6, 1)),
            [price("2025-06-01", "900.00", "950.00")],
        ),
        (
            {"daily_price": Decimal(900), "price_from": dt.date(2025, 6, 1)},
            (950.0, dt.date(2025, 6, 20)),
            [price("2025-06-20", None, "950.00")],
        ),
    ],
)
def test_a_price_holds_from_a_day(
    stood: dict[str, Any], filled: tuple[float | None, dt.date | None], expected: list[dict[str, Any]]
) -> None:
    rows = [row(**stood)]
    frame = additions.grid(rows, (PRICE, PRICE_FROM), CODES, TODAY).astype(object)
    frame.loc[0, PRICE.heading], frame.loc[0, PRICE_FROM.heading] = filled
    assert additions.changes(rows, (PRICE, PRICE_FROM), frame, CODES) == expected


def test_a_workbook_changes_what_it_says_and_nothing_by_its_empty_cells() -> None:
    stood = row(procurement="ramavtal", daily_price=Decimal(900), price_from=dt.date(2025, 6, 1))
    assert additions.of_cells(stood, {}, CODES) == []
    assert additions.of_cells(stood, {PROCUREMENT: "direktUPPHANDLING", PRICE: "950"}, CODES) == [
        change("procurement", "ramavtal", "direktupphandling"),
        price("2025-06-01", "900.00", "950.00"),
    ]
    # what is no label goes on as it stands, and the load says what is wrong with it
    assert additions.of_cells(stood, {PROCUREMENT: "hemmagjort"}, CODES)[0]["value"] == "hemmagjort"
