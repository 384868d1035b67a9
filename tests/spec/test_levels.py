"""Needs by level in a small drawn board: which run on a day, and what each tariff makes of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from store.check import check
from tests.etl.loading import Loader, asked, loader
from tests.pages import need_board

__all__ = ["loader"]

MEASURED = (
    "persons, needs, decisions, without_level, without_tariff, hours_per_week, without_hours, full_time_equivalents, "
    "without_full_time_equivalents, compensation_ore, without_compensation"
)


@pytest.fixture
def board(loader: Loader) -> Loader:
    need_board.load(loader)
    return loader


def needs(day: str, template: str = "Grundmall", tariff_on: str | None = None) -> tuple[Any, ...]:
    on = f"'{tariff_on}'" if tariff_on else "null"
    (row,) = asked(
        f"select {MEASURED} from report.level_needs('{{{day}}}', '{template}', {on}, null, null) where grain = 'all'"
    )
    return row


def test_the_worked_example(board: Loader) -> None:
    # 6 + 12 + 2 + 2 hours; B has no level, C a level that has a tariff only from July on, D2 no full-time equivalents
    assert needs("2025-06-30") == (5, 6, 5, 1, 1, Decimal(22), 2, Decimal("0.30"), 3, 2900050, 2)
    # in May F's need ran, and level 2 gave 5 hours
    assert needs("2025-05-31") == (6, 7, 6, 1, 1, Decimal(26), 2, Decimal("0.42"), 3, 3700050, 2)
    # an earlier and a later tariff, another template, and one that there is none of
    assert needs("2025-06-30", tariff_on="2025-05-01")[5:7] == (Decimal(21), 2)
    assert needs("2025-06-30", tariff_on="2025-07-01")[3:7] == (1, 0, Decimal(36), 1)
    assert needs("2025-06-30", "Ny mall")[3:7] == (1, 2, Decimal(13), 3)
    assert needs("2025-06-30", "Ingen mall")[4:] == (5, None, 6, None, 6, None, 6)
    assert check(board.connection) == []


def test_the_open_model_has_a_row_per_type_unit_level_and_whole_month(board: Loader) -> None:
    assert asked("select today, history_from from report.level_reach()") == [
        (date(2025, 6, 30), date(2025, 5, 1))
    ]
    rows = asked(
        "select month::text, intervention_type, unit, level, persons, hours_per_week, full_time_equivalents, "
        "compensation, without_tariff, template from report.level_resource where month = '2025-06-01' order by 2, 3, 4"
    )
    told = [(*row[1:5], *(None if v is None else float(v) for v in row[5:8]), row[8]) for row in rows]
    assert sorted(told, key=str) == [
        ("boendestod", "soc", 1, 2, 4.0, 0.12, 8000.0, 0),
        ("boendestod", "soc", 2, 1, 6.0, 0.18, 12000.0, 0),
        ("boendestod", "soc", None, 1, None, None, None, 0),
        ("boendestod", "vux", 7, 1, None, None, None, 1),
        ("sysselsattning", "soc", 3, 1, 12.0, None, 9000.5, 0),
    ]
    assert {row[0] for row in asked("select month::text from report.level_resource")} == {
        "2025-05-01",
        "2025-06-01",
    }
    assert {row[-1] for row in rows} == {"Grundmall"}


def test_granted_hours_stand_beside_delivered_ones_where_both_are_known(board: Loader) -> None:
    question = (
        "select compared, granted_hours, delivered_hours, granted_unknown, delivered_unknown "
        "from report.level_needs('{2025-06-30}', 'Grundmall', null, null, null) where grain = 'all'"
    )
    # A's 10 and 8, S' 5 and 5; D2 is granted in days, D3 in nothing said, N4 has no hours
    assert asked(question) == [(2, Decimal(15), Decimal(13), 2, 1)]


def test_a_level_of_eight_is_rejected_with_its_reason_and_not_counted(board: Loader) -> None:
    rejected = asked('select entity, "column", message from report.rejected_row', role="ik_controller")
    assert len(rejected) == 1 and rejected[0][:2] == ("decisions", "level") and "7" in rejected[0][2]


def test_nothing_delivered_is_no_row_and_no_zero(loader: Loader) -> None:
    for question in (
        "select 1 from report.level_needs('{2025-06-30}', 'Grundmall', null, null, null)",
        "select 1 from report.level_resource",
        "select 1 from report.level_reach()",
        "select 1 from report.level_values()",
        "select 1 from report.goal_outcomes(null, null, 'ibic', null, null, null, 'unit')",
        "select 1 from report.goal_values() where code is not null",
    ):
        assert asked(question) == [], question
