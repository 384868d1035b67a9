"""The counts that pages show without any individual: the same for every role, and of the asker's own units."""

from __future__ import annotations

from datetime import date

import pytest

from tests.etl.loading import Loader, asked, asking, loader
from tests.store.test_wall import DELIVERY, READ, town

__all__ = ["loader", "town"]

COUNTS = {
    "attention": "select item, sum(number) from report.attention where item not like 'child%' group by item",
    "finding_count": "select rule, entity, sum(findings) from report.finding_count group by rule, entity",
    "completeness": "select entity, field, sum(facts), sum(filled) from report.completeness group by entity, field",
    "freshness": "select source, entity, data_through, open_placements from report.freshness",
    "persons": "select * from report.persons_on_days(array[date '2025-04-30', date '2025-06-30'])",
}


@pytest.mark.parametrize("name", COUNTS)
def test_every_role_with_the_whole_board_is_told_the_same(town: Loader, name: str) -> None:
    """Protected persons and secret places are counted, whoever asks."""
    told = {
        str(asked(COUNTS[name], role=role, protected=protected))
        for role in READ
        for protected in (False, True)
    }
    assert len(told) == 1
    assert told != {"[]"}


def test_the_protected_are_counted_among_the_others(town: Loader) -> None:
    # P4 of S, who is protected, ends on 2025-05-01; A and B have more than one stay each
    assert asked(COUNTS["persons"]) == [(date(2025, 4, 30), 3, 5), (date(2025, 6, 30), 2, 4)]


def test_who_has_one_unit_is_told_of_that_unit_alone(town: Loader) -> None:
    for role in READ:
        for view in ("attention", "finding_count", "completeness"):
            units = {unit for (unit,) in asked(f"select unit from report.{view}", role=role, units=["Barn"])}
            assert units <= {"Barn", None}, view
            # what has no unit is for the whole board; attention names its items without a number
        assert asked("select 1 from report.finding_count where unit is null", role=role, units=["Barn"]) == []
        assert asked(
            "select sum(number) from report.attention where unit is null", role=role, units=["Barn"]
        ) == [(0,)]
        open_ones = "select sum(number) from report.attention where item = 'open_placements'"
        assert asked(open_ones, role=role, units=["Barn"]) == [(1,)]
        assert asked(open_ones, role=role) == [(4,)]


def test_no_count_holds_what_names_somebody(town: Loader) -> None:
    with asking("ik_manager", protected=True) as connection:
        for view in ("attention", "finding_count", "completeness", "freshness"):
            told = str(connection.execute(f"select * from report.{view}".encode()).fetchall())
            for secret in ("P1", "C1", "U1", "B101", "Hem AB"):
                assert f"'{secret}'" not in told, view
    assert "P1" in DELIVERY["placements.csv"]


def test_as_of_an_earlier_load_there_are_no_counts_of_now(town: Loader) -> None:
    for view in ("attention", "finding_count", "completeness", "freshness"):
        assert asked(f"select 1 from report.{view}", as_of=1) == [], view


def test_every_role_knows_its_board_and_no_other(town: Loader) -> None:
    for role in (*READ, "ik_board", "ik_publisher", "ik_reviewer"):
        assert asked("select board, day_rule, is_demo from published.board", role=role) == [
            ("Socialnämnden", "natt", False)
        ]
        assert asked("select 1 from published.board", role=role, board=None) == []
