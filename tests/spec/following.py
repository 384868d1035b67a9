"""Following a random sequence of loads and undoings, with the slow count beside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import psycopg
import pytest

from domain.errors import DeliveryError
from etl.load import LoadOptions, load
from etl.undo import undo
from store.check import check
from tests.spec import deliveries as drawn
from tests.spec.oracle import Delivery

Shown = TypeVar("Shown")

EMPTIED = """
    truncate {facts}, raw.confirmation, raw.rejected_row, raw.remark, raw.file, raw.effect, raw.load,
        core.stay, core.slice, core.finding, core.waiting, core.case_flow, core.step, core.spell, core.goal,
        core.invoice_check, core.touched
    restart identity cascade
"""


def empty(store: psycopg.Connection) -> None:
    """Make the store as new, its codes and boards kept."""
    names = store.execute(
        "select string_agg(format('core.%I', table_name), ', ') from information_schema.columns "
        "where table_schema = 'core' and column_name = 'to_load'"
    ).fetchone()
    assert names is not None
    store.execute(EMPTIED.format(facts=names[0]).encode())


def follow(
    store: psycopg.Connection,
    loader: psycopg.Connection,
    history: tuple[list[drawn.Written], list[drawn.Load | drawn.Undo]],
    folder: Path,
    shown: Callable[[int | None], Shown],
    expected: Callable[[list[Delivery]], Shown],
) -> None:
    """Load and undo step by step; what is shown is the slow count after each, and as of each at the end.

    `shown` takes the load as of which to read, None for now. Nothing kept may differ from its facts.
    """
    written, steps = history
    said: list[Delivery] = []  # in the order of arrival
    undone: dict[int, int | Delivery] = {}  # a load -> what it undid or delivered
    loads: list[int] = []
    seen: dict[int, Shown] = {}
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
        found, wanted = shown(None), expected(said)
        assert found == wanted, f"after step {number}, {step}: {differing(found, wanted)}"
        seen[result.load_id] = found
        assert check(store) == []
    for load_id, found in seen.items():
        then = shown(load_id)
        assert then == found, f"as of load {load_id}: {differing(then, found)}"


def differing(found: Any, wanted: Any) -> str:
    """What is shown and not counted, and what is counted and not shown."""
    extra = {key: value for key, value in found.items() if wanted.get(key) != value}
    lacking = {key: value for key, value in wanted.items() if found.get(key) != value}
    return f"shown {extra}, counted {lacking}"


def _counts(load_id: int, undone: dict[int, int | Delivery]) -> bool:
    """A load counts unless a load that counts undoes it."""
    return not any(what == load_id and _counts(by, undone) for by, what in undone.items())
