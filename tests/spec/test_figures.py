"""Care days and cost after random sequences of loads, against the slow count; and as of every earlier load."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from etl import bulk
from store import derive
from store.connect import app_connection, loader_connection
from tests.spec import deliveries as drawn
from tests.spec.following import empty, follow
from tests.spec.oracle import MEASURES, Key, age_group, care_months, counts_under, facts


def counted(app: psycopg.Connection, load_id: int | None = None) -> dict[Key, dict[str, int]]:
    """What a controller is shown, by the oracle's dimensions; groups without anything left out.

    `load_id`: as of that load.
    """
    result: dict[Key, dict[str, int]] = defaultdict(lambda: dict.fromkeys(MEASURES, 0))
    with app.transaction():
        app.execute(
            "select set_config('role', 'ik_controller', true), set_config('ik.board', 'Socialnämnden', true), "
            "set_config('ik.units', '*', true)"
        )
        app.execute("select report.as_of(%s)", (load_id,))
        rows = app.execute(
            "select month, care_form, sex, age_group, legal_basis, provider_code, unit, "
            f"{', '.join(MEASURES)} from report.care_slice"
        ).fetchall()
    for row in rows:
        for name, value in zip(MEASURES, row[7:], strict=True):
            result[tuple(row[:7])][name] += int(value)
    return {key: measures for key, measures in result.items() if any(measures.values())}


@pytest.mark.parametrize(("smallest_bulk", "share_worth_all"), [(0, 0.3), (bulk.SMALLEST_FILE_BYTES, 100.0)])
def test_figures_after_any_sequence_of_loads(
    connect: Callable[..., psycopg.Connection],
    monkeypatch: pytest.MonkeyPatch,
    smallest_bulk: int,
    share_worth_all: float,
) -> None:
    """Late, corrected, complete, repeated and undone deliveries with rejected and waiting rows."""
    monkeypatch.setattr(bulk, "SMALLEST_FILE_BYTES", smallest_bulk)
    monkeypatch.setattr(derive, "SHARE_WORTH_ALL", share_worth_all)
    store, loader, app = connect(autocommit=True), loader_connection(), app_connection()

    @settings(
        max_examples=12,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(drawn.histories())
    def holds(history: tuple[list[drawn.Written], list[drawn.Load | drawn.Undo]]) -> None:
        empty(store)
        with tempfile.TemporaryDirectory() as folder:
            follow(store, loader, history, Path(folder), partial(counted, app), care_months)

    with loader, app:
        holds()


@given(st.sampled_from(["natt", "in_och_ut", "endast_in", "endast_ut"]), drawn.days, st.none() | drawn.days)
def test_the_oracle_counts_as_the_table_of_day_rules(rule: str, moved_in: Any, moved_out: Any) -> None:
    """The oracle itself, against the closed formulas of the counting table."""
    if moved_out is None or moved_out < moved_in:
        return
    nights = (moved_out - moved_in).days
    expected = {"natt": nights, "in_och_ut": nights + 1}.get(rule, max(1, nights))
    days = [d for d in _all_days() if counts_under(rule, d, moved_in, moved_out)]
    assert len(days) == expected


def _all_days() -> list[Any]:
    from datetime import timedelta

    return [drawn.FIRST_DAY + timedelta(days=n) for n in range((drawn.LAST_DAY - drawn.FIRST_DAY).days + 1)]


def test_facts_of_no_delivery_are_none() -> None:
    assert all(not rows for rows in facts([]).values())
    assert age_group(12) == "0-12" and age_group(65) == "65+"
