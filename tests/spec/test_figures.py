"""Care days and cost after random sequences of loads, against the slow count; and as of every earlier load."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from domain.errors import DeliveryError
from etl import bulk
from etl.load import LoadOptions, load
from etl.undo import undo
from store import derive
from store.check import check
from store.connect import app_connection, loader_connection
from tests.spec import deliveries as drawn
from tests.spec.oracle import MEASURES, Delivery, Key, age_group, care_months, counts_under, facts

EMPTIED = """
    truncate {facts}, raw.confirmation, raw.rejected_row, raw.remark, raw.file, raw.effect, raw.load,
        core.stay, core.slice, core.finding, core.touched restart identity
"""


def empty(store: psycopg.Connection) -> None:
    """Make the store as new, its codes and boards kept."""
    names = store.execute(
        "select string_agg(format('core.%I', table_name), ', ') from information_schema.columns "
        "where table_schema = 'core' and column_name = 'to_load'"
    ).fetchone()
    assert names is not None
    store.execute(EMPTIED.format(facts=names[0]).encode())


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
        max_examples=25,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(drawn.histories())
    def holds(history: tuple[list[drawn.Written], list[drawn.Load | drawn.Undo]]) -> None:
        written, steps = history
        empty(store)
        with tempfile.TemporaryDirectory() as folder:
            _follow(store, app, loader, written, steps, Path(folder))

    with loader, app:
        holds()


def _follow(
    store: psycopg.Connection,
    app: psycopg.Connection,
    loader: psycopg.Connection,
    written: list[drawn.Written],
    steps: list[drawn.Load | drawn.Undo],
    folder: Path,
) -> None:
    said: list[Delivery] = []  # in the order of arrival
    undone: dict[int, int | Delivery] = {}  # a load -> what it undid or delivered
    loads: list[int] = []
    seen: dict[int, dict[Key, dict[str, int]]] = {}
    for number, step in enumerate(steps):
        if isinstance(step, drawn.Load):
            place = folder / str(number)
            delivery = written[step.number].said
            drawn.write(written[step.number], place)
            result = load(
                loader,
                [place],
                LoadOptions(
                    source=delivery.source,
                    data_through=delivery.stamp[0],
                    revision=delivery.stamp[1],
                    complete=delivery.complete,
                    confirm=True,
                ),
            )
            copy = Delivery(
                delivery.source, delivery.stamp, delivery.complete, delivery.rows, delivery.rejected
            )
            said.append(copy)
            undone[result.load_id] = copy
            for file in result.files:
                assert file.read == file.accepted + file.rejected + file.left_out
                assert file.accepted == file.new + file.changed + file.unchanged + file.superseded
                assert file.rejected == len(delivery.rejected[file.entity])
        else:
            target = loads[step.step]
            if not _counts(target, undone):
                with pytest.raises(DeliveryError):
                    undo(loader, target)
                loader.rollback()
                loads.append(target)
                continue
            result = undo(loader, target)
            undone[result.load_id] = target
            for load_id, what in undone.items():
                if isinstance(what, Delivery):
                    what.counts = _counts(load_id, undone)
        loads.append(result.load_id)
        loader.commit()
        found = counted(app)
        assert found == _expected(said), f"after step {number}: {step}"
        seen[result.load_id] = found
        assert check(store) == []
    for load_id, found in seen.items():
        assert counted(app, load_id) == found, f"as of load {load_id}"


def _counts(load_id: int, undone: dict[int, int | Delivery]) -> bool:
    """A load counts unless a load that counts undoes it."""
    return not any(what == load_id and _counts(by, undone) for by, what in undone.items())


def _expected(said: list[Delivery]) -> dict[Key, dict[str, int]]:
    return care_months(said)


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
