"""Flows, steps and spells after random sequences of loads, against the slow count; and as of every earlier load."""

from __future__ import annotations

import tempfile
from collections import Counter
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
from tests.spec import oracle_flow as oracle
from tests.spec.flow_deliveries import FLOW
from tests.spec.following import empty, follow
from tests.spec.oracle import Delivery

Shown = dict[tuple[Any, ...], Any]
LEAD_TIME = "step, unit, subject, kind, started_on, ended_on, days, deadline_on, overdue, open, reversed, lapsed, steps"


EDGE = "select activity, next_activity, transitions, cases, mean_seconds from report.flow_edge"
VARIANT = "select activities, cases from report.flow_variant"
SPELL = "select started_on, ended_on, kinds, interventions, is_transfer from report.parallel_spell"


def shown(as_of: int | None) -> Shown:
    """What the manager of the whole board is shown."""
    with asking(role="ik_manager", as_of=as_of) as connection:
        edges, variants, steps, spells = (
            connection.execute(statement.encode()).fetchall()
            for statement in (EDGE, VARIANT, f"select {LEAD_TIME} from report.lead_time_count", SPELL)
        )
    return {
        **{("edge", a, b): (n, c, float(seconds)) for a, b, n, c, seconds in edges},
        **{("variant", *activities): cases for activities, cases in variants},
        **{("step", *row[:-1]): row[-1] for row in steps},
        **Counter(("spell", first, last, tuple(kinds), *rest) for first, last, kinds, *rest in spells),
    }


def expected(said: list[Delivery]) -> Shown:
    world = oracle.World(said)
    return {
        **{("edge", *pair): value for pair, value in oracle.edges(world).items()},
        **{("variant", *activities): cases for activities, cases in oracle.variants(world).items()},
        **{("step", *row): number for row, number in oracle.lead_times(world).items()},
        **{("spell", *row): number for row, number in oracle.spells(world).items()},
    }


@pytest.mark.parametrize("by_touch_alone", [False, True])
def test_flows_after_any_sequence_of_loads(
    connect: Callable[..., psycopg.Connection], monkeypatch: pytest.MonkeyPatch, by_touch_alone: bool
) -> None:
    """Late, corrected, complete, repeated and undone deliveries of everything that a flow is made of.

    `by_touch_alone`: also the first load brings just what it touched up to date, and nothing is filled at once.
    """
    if by_touch_alone:
        monkeypatch.setattr(derive, "_is_first", lambda connection: False)
    store, loader = connect(autocommit=True), loader_connection()

    @settings(
        max_examples=6,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(drawn.histories(FLOW))
    def holds(history: tuple[list[drawn.Written], list[drawn.Load | drawn.Undo]]) -> None:
        empty(store)
        with tempfile.TemporaryDirectory() as folder:
            follow(store, loader, history, Path(folder), shown, expected)

    with loader:
        holds()
