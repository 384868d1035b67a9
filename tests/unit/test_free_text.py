"""Readers of free text: what people write, and that nothing makes them raise."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.readers import READERS

PIECES = (
    "ca,kr,tkr,mkr,/,år,per,månad,Månadskostnad,st,-,samt,12,1 000,2022,2023/24,Q3,Prioritet,.,\u00a0,\u2013"
)
words = st.sampled_from([*PIECES.split(","), ",", "1,5", "9" * 30])


@given(st.one_of(st.text(), st.lists(words).map(" ".join), st.lists(words).map("".join)))
def test_no_reader_raises(text: str) -> None:
    for kind in READERS.values():
        for options in ({}, {"words": ["prioritet"], "low": 1, "high": 3}, {"span": "low"}):
            found = kind.read(text, options)
            assert found.rows or found.unread or not text.strip()
            for row in found.rows:
                assert set(row) <= set(kind.parts)
                assert all(isinstance(value, str) for value in row.values())


@pytest.mark.parametrize(
    ("text", "value", "low", "high", "approximate"),
    [
        ("Ca 380 st", "380", "380", "380", "ja"),
        ("5st", "5", "5", "5", "nej"),
        ("1 200", "1200", "1200", "1200", "nej"),
        ("ca 380-400 st", None, "380", "400", "ja"),
    ],
)
def test_counts(text: str, value: str | None, low: str, high: str, approximate: str) -> None:
    (row,) = READERS["approximate_number"].read(text, {}).rows
    assert (row.get("value"), row["low"], row["high"], row["approximate"]) == (value, low, high, approximate)


@pytest.mark.parametrize("text", ["fem", "-5", "400-380", "", "2 av 3"])
def test_no_count(text: str) -> None:
    found = READERS["approximate_number"].read(text, {})
    assert (found.rows, found.unread) == ((), True)


@pytest.mark.parametrize(
    ("text", "costs"),
    [
        ("1,5 mkr", [("engang", 1_500_000, 1_500_000)]),
        ("150 tkr/år", [("ar", 150_000, 150_000)]),
        ("6000 kr månadskostnad", [("manad", 6000, 6000)]),
        ("Engångskostnad 10 000 kr och 200 kr per månad", [("engang", 10000, 10000), ("manad", 200, 200)]),
        ("Månadskostnad", [("manad", None, None)]),
        ("15 000", [("engang", 15000, 15000)]),
        ("Tid", []),
        ("Tid, lönekostnad", []),
        ("1.500 kr", []),
        ("5 000 kr eller 7 000 kr", []),
        ("60-40 kr", []),
    ],
)
def test_costs(text: str, costs: list[tuple[str, int | None, int | None]]) -> None:
    found = READERS["costs"].read(text, {})
    rows = [(row["per"], *(int(row[n]) if n in row else None for n in ("low", "high"))) for row in found.rows]
    assert rows == costs
    assert found.unread is not bool(costs)


@given(st.integers(0, 10**9), st.sampled_from(["kr", "tkr", "mkr"]), st.booleans())
def test_amounts_come_back(amount: int, currency: str, about: bool) -> None:
    text = f"{'ca ' if about else ''}{amount:,} {currency}".replace(",", " ")
    (row,) = READERS["costs"].read(text, {}).rows
    assert Decimal(row["low"]) == amount * {"kr": 1, "tkr": 1000, "mkr": 1_000_000}[currency]
    assert row["approximate"] == ("ja" if about else "nej")


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2022-2024", (2022, 2024)),
        ("Löpande under 2022-2024", (2022, 2024)),
        ("2023, verkställas 2024", (2023, 2024)),
        ("2023/24", (2023, 2024)),
        ("hösten 2022", (2022, 2022)),
        ("Q3 2024", (2024, 2024)),
        ("På sikt", None),
        ("2011-12", None),
    ],
)
def test_years(text: str, years: tuple[int, int] | None) -> None:
    found = READERS["years"].read(text, {})
    assert [(int(row["from"]), int(row["to"])) for row in found.rows] == ([years] if years else [])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Prioritet 1 Avvaktar tills 2024.", "1"),
        ("prio 2", "2"),
        ("3", "3"),
        ("2023", None),
        ("Vi är med i option 1", None),
    ],
)
def test_leading_number(text: str, value: str | None) -> None:
    found = READERS["leading_number"].read(text, {"words": ["prioritet", "prio"], "low": 1, "high": 3})
    assert [row["value"] for row in found.rows] == ([value] if value else [])
