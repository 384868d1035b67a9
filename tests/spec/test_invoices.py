"""Findings after random sequences of loads, against the slow check; and as of every earlier load."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from store import derive
from store.connect import loader_connection
from tests.etl.loading import asking
from tests.spec import deliveries as drawn
from tests.spec import invoice_oracle as oracle
from tests.spec.following import empty, follow
from tests.spec.invoice_deliveries import INVOICED

CHECKED = (
    "select invoice_id, line_no, state, expected_days, expected_amount, findings from report.invoice_check"
)


def shown(as_of: int | None) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    with asking(as_of=as_of) as connection:
        rows = connection.execute(CHECKED.encode()).fetchall()
    return {
        (invoice, number): (state, days, None if amount is None else int(amount * 100), tuple(found))
        for invoice, number, state, days, amount, found in rows
    }


@pytest.mark.parametrize("by_touch_alone", [False, True])
def test_findings_after_any_sequence_of_loads(
    connect: Callable[..., psycopg.Connection], monkeypatch: pytest.MonkeyPatch, by_touch_alone: bool
) -> None:
    """Late, corrected, complete, repeated and undone deliveries of invoices and of what they are held against."""
    if by_touch_alone:
        monkeypatch.setattr(derive, "_is_first", lambda connection: False)
        monkeypatch.setattr(derive, "SHARE_WORTH_ALL", 100.0)
    store, loader = connect(autocommit=True), loader_connection()

    @settings(
        max_examples=6,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(drawn.histories(INVOICED))
    def holds(history: tuple[list[drawn.Written], list[drawn.Load | drawn.Undo]]) -> None:
        empty(store)
        with tempfile.TemporaryDirectory() as folder:
            follow(store, loader, history, Path(folder), shown, oracle.findings)

    with loader:
        holds()
