"""Readers of dates, numbers, codes and identities: what they read, what they leave; none ever raises."""

from __future__ import annotations

import hmac
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.person_key import keys_that_may_be, normalise, person_key
from domain.personnummer import find, luhn, scrub
from etl.identity import Hasher, birth_dates, normalise_column
from etl.validation import value_class
from etl.values.codes import nearest, read_codes, read_flags
from etl.values.dates import EARLIEST, LATEST, read_dates, read_months, read_times
from etl.values.numbers import Notation, read_numbers, to_integers, to_ore

DAY = date(2025, 6, 30)
days = st.dates(EARLIEST, LATEST)
texts = st.lists(st.one_of(st.none(), st.text(max_size=25)), max_size=8)
looks = st.lists(st.one_of(st.none(), st.from_regex(r"\A[-\u22120-9 .,/:TZ+\u00a0kr]{1,25}\Z")), max_size=8)


def column(*cells: str | None) -> pl.Series:
    return pl.Series("cells", cells, pl.String)


@pytest.mark.parametrize("born", ["19261122", "19261123", "19400501", "20261122", "20120501", "19261231"])
def test_ten_digits_may_be_of_either_century(born: str) -> None:
    today, secret = date(2026, 11, 22), b"k" * 32
    wanted = person_key(secret, "Nämnd", born + "1236", today)
    assert wanted in keys_that_may_be(secret, "Nämnd", born[2:] + "1236", today)
    assert keys_that_may_be(secret, "Nämnd", born + "1236", today) == (wanted,)


@given(st.lists(days, min_size=1))
def test_every_day_comes_back(wanted: list[date]) -> None:
    for form in ("%Y-%m-%d", "%Y%m%d", "%Y-%m-%d 13:45", "%Y-%m-%dT00:00:01"):
        assert read_dates(column(*(f"{day:{form}}" for day in wanted))).to_list() == wanted
    assert (
        read_dates(column(*(f"{d.day}/{d.month}/{d.year}" for d in wanted)), ["%d/%m/%Y"]).to_list() == wanted
    )


@pytest.mark.parametrize(
    "cell",
    ["2025-13-01", "31/02/2025", "45321", "1/7/2025", "2025-02-30", "9999-12-31", "25-07-01", "x", "2025"],
)
def test_no_day(cell: str) -> None:
    assert read_dates(column(cell)).to_list() == [None]


@given(looks | texts)
def test_readers_never_raise(cells: list[str | None]) -> None:
    series = column(*cells)
    for read in (read_dates, read_months, read_times, read_flags):
        assert read(series).len() == series.len()
    assert read_dates(series, ["%d/%m/%Y", "%d.%m.%y"]).len() == series.len()
    before = series.to_list()
    for notation in (Notation(), Notation(","), Notation(",", "."), Notation(".", ",")):
        numbers = read_numbers(series, notation, money=True)
        assert to_ore(numbers.literals).len() == series.len()
        assert to_integers(numbers.literals).len() == series.len()
        for literal in numbers.literals.drop_nulls():
            Decimal(literal)
    assert series.to_list() == before
    assert read_codes(series, {"a", "B"}).len() == series.len()
    assert normalise_column(series, DAY).len() == series.len()
    birth_dates(normalise_column(series, DAY))
    for cell in series.drop_nulls():
        assert len(value_class(cell)) <= 20
        nearest(cell, {"a"})


def test_months() -> None:
    first = date(2025, 7, 1)
    read = read_months(column("2025-07", "202507", "2025-07-01", "2025-07-02", "202513", None))
    assert read.to_list() == [first, first, first, None, None, None]


@given(st.datetimes(datetime(1950, 1, 1), datetime(2035, 1, 1)))
def test_stockholm_time_as_the_standard_library_says(local: datetime) -> None:
    local = local.replace(microsecond=0)
    stockholm = ZoneInfo("Europe/Stockholm")
    wanted = local.replace(tzinfo=stockholm).astimezone(UTC)
    if wanted.astimezone(stockholm).replace(tzinfo=None) != local:
        wanted = (local + timedelta(hours=1)).replace(tzinfo=stockholm).astimezone(UTC)
    assert read_times(column(f"{local:%Y-%m-%d %H:%M:%S}")).to_list() == [wanted]


def test_time_stamps_with_zone() -> None:
    read = read_times(
        column("2025-07-01T10:00Z", "2025-07-01T10:00:00.5+02:00", "2025-07-01 10:00-0530", "24:00")
    )
    assert read.to_list() == [
        datetime(2025, 7, 1, 10, tzinfo=UTC),
        datetime(2025, 7, 1, 8, 0, 0, 500000, tzinfo=UTC),
        datetime(2025, 7, 1, 15, 30, tzinfo=UTC),
        None,
    ]


@given(
    st.integers(-(10**12), 10**12),
    st.sampled_from([",", "."]),
    st.sampled_from(["", " ", "\u00a0", "\u202f"]),
    st.sampled_from(["front", "behind", "unicode"]),
    st.sampled_from(["", " kr", "kr"]),
)
def test_amounts_come_back(ore: int, decimal: str, gap: str, minus: str, kr: str) -> None:
    kronor, rest = divmod(abs(ore), 100)
    text = f"{kronor:,}".replace(",", gap) + f"{decimal}{rest:02}"
    if ore < 0:
        text = {"front": f"-{text}", "behind": f"{text}-", "unicode": f"\u2212{text}"}[minus]
    assert to_ore(read_numbers(column(text + kr), money=True).literals).to_list() == [ore]


@pytest.mark.parametrize(
    ("cell", "literal", "ambiguous"),
    [
        ("1.250", None, True),
        ("-1,250", None, True),
        ("0,125", "0.125", False),
        ("1234,567", "1234.567", False),
        ("12 345,678", "12345.678", False),
        ("1.234,56", None, False),
        ("1 2", None, False),
        ("-5-", None, False),
        ("1e5", None, False),
    ],
)
def test_numbers_that_go_two_ways(cell: str, literal: str | None, ambiguous: bool) -> None:
    read = read_numbers(column(cell))
    assert read.literals.to_list() == [literal]
    assert (read.ambiguous is not None) is ambiguous


def test_the_mapping_decides() -> None:
    cells = column("1.234,56", "1.250", "1,250", "1.25")
    assert read_numbers(cells, Notation(",", ".")).literals.to_list() == ["1234.56", "1250", "1.250", None]
    assert read_numbers(column("59.329"), thousands_fit=False).literals.to_list() == ["59.329"]


def test_codes_and_flags() -> None:
    assert read_codes(column("NATT", "nat", None), {"natt"}).to_list() == ["natt", None, None]
    assert read_flags(column("Ja", "x", "0", "false", "kanske")).to_list() == [True, True, False, False, None]
    assert nearest("famljehem", {"familjehem", "hvb"}) == ("familjehem", True)
    assert nearest("Anna", {"familjehem"}) == ("familjehem", False)


@pytest.mark.parametrize(
    ("delivered", "normal"),
    [
        ("19850101-1234", "198501011234"),
        ("198501011234", "198501011234"),
        ("850101-1234", "198501011234"),
        ("850101\u20131234", "198501011234"),
        (" 8501 01 1234", "198501011234"),
        ("850101+1234", "188501011234"),
        ("250630-1234", "202506301234"),
        ("250701-1234", "192507011234"),
        ("850161-1234", "198501611234"),
        ("850101-t123", "19850101T123"),
        ("ab 12", "AB12"),
        ("398768", "398768"),
    ],
)
def test_one_person_one_spelling(delivered: str, normal: str) -> None:
    assert normalise(delivered, DAY) == normal
    assert normalise_column(column(delivered, None), DAY).to_list() == [normal, None]


@given(st.binary(max_size=100), st.text(max_size=20), st.lists(st.text(max_size=40)))
def test_keys_are_hmac_sha_256(key: bytes, board: str, ids: list[str]) -> None:
    wanted = [hmac.digest(key, f"{board}\x1f{text}".encode(), "sha256").hex()[:32] for text in ids]
    hasher = Hasher(key, board)
    assert hasher.keys(ids) == wanted
    assert hasher.column(column(*ids, None)).to_list() == [*wanted, None]


def number(day: date, last: int) -> str:
    ten = f"{day:%y%m%d}{last:03}"
    return next(ten + str(check) for check in range(10) if luhn(ten + str(check)))


@given(st.dates(date(1900, 1, 1), DAY), st.integers(0, 999), st.booleans())
def test_every_personnummer_is_found(day: date, last: int, coordination: bool) -> None:
    ten = number(day, last)
    if coordination:
        ten = f"{ten[:4]}{day.day + 60}{ten[6:9]}"
        ten += next(str(check) for check in range(10) if luhn(ten + str(check)))
    century = str(day.year)[:2]
    for text in (
        ten,
        century + ten,
        f"{ten[:6]}-{ten[6:]}",
        f"{century}{ten[:6]} - {ten[6:]}",
        f"{ten[:6]}+{ten[6:]}",
    ):
        assert scrub(f"Se {text}.") == "Se [personnummer borttaget]."


@pytest.mark.parametrize(
    "text", ["556000-0001", "018-123456", "2025-07-01", "8513011234", "123456789012345", "A12", "ÄR-850101"]
)
def test_other_numbers_stay(text: str) -> None:
    assert list(find(text)) == []


@given(st.text())
def test_scrubbing_never_raises_and_leaves_nothing(text: str) -> None:
    assert list(find(scrub(text))) == []
