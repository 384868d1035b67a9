"""What a forecast is built on, against a slow count over the same stays; and as it was known at an earlier load."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import pytest

from domain.forecast.basis import Basis
from domain.forecast.lasting import BANDS
from queries.forecast_basis import read_basis
from queries.scope import Role, Scope
from tests.etl.loading import BOARD, DAY, Loader, loader
from tests.pages import forecast_board

__all__ = ["loader"]

MAY = dt.date(2025, 5, 31)
Stay = tuple[str, str, str, dt.date, dt.date | None]


def scope(units: tuple[str, ...] | None = None) -> Scope:
    return Scope(
        user="eva", role=Role.CONTROLLER, board=BOARD, units=units, protected=False, individuals=False
    )


def read(units: tuple[str, ...] | None = None, as_of: int | None = None) -> Basis:
    found = read_basis(scope(units), as_of)
    assert found is not None
    return found


def stays(through: dt.date = DAY) -> list[Stay]:
    return forecast_board.stays(through)


@pytest.fixture
def board(loader: Loader) -> Loader:
    forecast_board.load(loader, MAY)
    forecast_board.load(loader)
    return loader


def test_running_stays_are_counted_and_priced(board: Loader) -> None:
    expected: Counter[Any] = Counter(
        (form, unit, (DAY - moved_in).days // 30 * 30) for _, form, unit, moved_in, out in stays() if not out
    )
    found = {(one.care_form, one.unit, one.days_stayed): one for one in read().running}
    assert {key: one.stays for key, one in found.items()} == expected
    for (form, _, _), one in found.items():
        assert one.priced == one.stays
        by_month = form == "familjehem_eget"
        assert one.daily_ore == (0 if by_month else 200_000 * one.stays)
        assert one.monthly_ore == (2_000_000 * one.stays if by_month else 0)


def test_days_seen_and_ends_are_those_of_each_day(board: Loader) -> None:
    basis = read()
    first = min(out for _, _, _, _, out in stays() if out).replace(day=1)
    assert basis.history_from == first
    seen: Counter[Any] = Counter()
    ended: Counter[Any] = Counter()
    for _, form, _, moved_in, out in stays():
        day = max(moved_in, first)
        while day < (out or DAY):
            seen[form, max(band for band in BANDS if band <= (day - moved_in).days)] += 1
            day += dt.timedelta(days=1)
        if out:
            ended[form, max(band for band in BANDS if band <= (out - moved_in).days)] += 1
    for length in basis.lengths:
        key = length.care_form, length.band
        assert (length.days_seen, length.ended) == (seen[key], ended[key]), key
    assert {(one.care_form, one.band) for one in basis.lengths} >= set(seen)


def test_starts_are_those_of_the_history(board: Loader) -> None:
    basis = read()
    assert basis.history_from
    expected = Counter(
        (moved_in.replace(day=1), form, unit)
        for _, form, unit, moved_in, _ in stays()
        if moved_in >= basis.history_from
    )
    assert {(one.month, one.care_form, one.unit): one.stays for one in basis.started} == expected


def test_new_prices_are_those_of_the_last_year(board: Loader) -> None:
    expected = Counter(
        (form, unit) for _, form, unit, moved_in, _ in stays() if moved_in >= dt.date(2024, 6, 1)
    )
    found = {(one.care_form, one.unit): one for one in read().new_prices}
    assert {cell: one.stays for cell, one in found.items()} == expected
    hvb = found["hvb_privat", "Barn"]
    worth = 200_000 * 365.25 / 12
    assert hvb.worth_ore == pytest.approx(hvb.stays * worth)
    assert hvb.worth_squared == pytest.approx(hvb.stays * worth**2)


def test_prices_that_do_not_change_change_nothing(board: Loader) -> None:
    changes = read().price_changes
    assert len(changes) > 24
    assert all(change.before_ore == pytest.approx(change.after_ore) for change in changes)


def test_a_price_raised_is_seen_in_its_month(loader: Loader) -> None:
    files = forecast_board.delivery()
    raised = [
        f"{number};2025-01-01;2200;"
        for number, form, _, moved_in, out in stays()
        if form == "hvb_privat" and moved_in < dt.date(2025, 1, 1) and (not out or out > dt.date(2025, 1, 1))
    ]
    files["placement_prices.csv"] += "\n" + "\n".join(raised)
    loader(files, source="test", data_through=DAY, confirm=True)
    january = next(one for one in read().price_changes if one.month == dt.date(2025, 1, 1))
    still = [
        (form, 200_000 * 365.25 / 12 if form != "familjehem_eget" else 2_000_000)
        for _, form, _, moved_in, out in stays()
        if moved_in <= dt.date(2024, 12, 31) and (not out or out > dt.date(2025, 1, 31))
    ]
    assert january.before_ore == pytest.approx(sum(worth for _, worth in still))
    rise = sum(worth * 0.1 for form, worth in still if form == "hvb_privat")
    assert rise > 0 and january.after_ore - january.before_ore == pytest.approx(rise)


def test_a_known_end_and_a_missing_price_are_told(loader: Loader) -> None:
    files = {
        "placements.csv": """
            placement_id;case_id;person_id;provider_id;care_form;moved_in_on;moved_out_on;unit
            P1;C1;A;U1;hvb_privat;2025-06-01;2025-08-10;Barn
            P2;C2;B;U1;hvb_privat;2025-06-01;;Barn
            P3;C3;C;U1;hvb_privat;2025-08-01;;Barn
            """,
        "placement_prices.csv": "placement_id;valid_from;daily_price\nP1;2025-06-01;1000\n",
    }
    loader(files, source="test", data_through=DAY)
    basis = read()
    told = {one.ends_on: (one.stays, one.priced, one.daily_ore) for one in basis.running}
    # what is planned to begin after the cut-off has not begun
    assert told == {dt.date(2025, 8, 10): (1, 1, 100_000), None: (1, 0, 0)}
    assert basis.unpriced == 1 and basis.history_from is None and not basis.is_enough


def test_as_of_a_load_nothing_that_came_later_is_known(board: Loader) -> None:
    then, now = read(as_of=1), read()
    assert (then.cut_off, now.cut_off) == (MAY, DAY)
    assert sum(one.stays for one in then.running) == sum(1 for stay in stays(MAY) if not stay[4])
    assert max(one.month for one in then.started) == dt.date(2025, 5, 1)
    assert max(one.month for one in then.months) == dt.date(2025, 5, 1)
    assert sum(one.ended for one in then.lengths) == sum(1 for stay in stays(MAY) if stay[4])


def test_a_unit_has_its_own_history(board: Loader) -> None:
    mine = read(("Vuxen",))
    assert {one.care_form for one in mine.lengths} == {"stodboende"}
    assert set(mine.cells) == {("stodboende", "Vuxen")}
    assert {one.unit for one in mine.months} == {one.unit for one in mine.new_prices} == {"Vuxen"}
