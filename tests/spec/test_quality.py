"""The placement index in the store, against figures reckoned by hand and against an oracle in plain Python."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from etl.undo import undo
from store.check import check
from store.connect import owner_connection
from tests.etl.loading import Loader, asked, loader
from tests.pages import quality_board

__all__ = ["loader"]

SHOWN = (
    "select provider_code, follow_ups, graded_follow_ups, answers, dont_know, quality_mean, quality, cost_per_day, "
    "cost_ratio, placement_index, withheld_because from report.provider_quality "
    "where year = 2025 and care_form = %s order by provider_code"
)
D = Decimal


def told(form: str, **scope: Any) -> list[tuple[Any, ...]]:
    return asked(SHOWN.replace("%s", f"'{form}'"), **scope)


def test_x(loader: Loader) -> None:
    quality_board.load(loader)
    for row in told("hvb_privat"):
        print(row)
    for row in told("hvb_privat", protected=True):
        print(row)
    for row in told("skyddat_boende"):
        print(row)
    print(asked("select * from report.quality_parameter"))
    print(asked("select * from report.follow_up_due"))
    print(asked("select * from report.follow_up_in_time"))
    print(asked("select * from report.placement_end"))
    print(asked("select * from report.answers_given(null,null,null,null)"))
    print(asked("select * from report.follow_up_reach"))
    with owner_connection() as c:
        print(check(c))
    assert 0
