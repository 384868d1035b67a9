"""What invoice lines were held against and what was found, kept up to date by a load (docs/decisions/0011).

An invoice touches its placement, and a placement all of its lines: duplicates, overlaps and credits look across them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import psycopg

CHECK_COLUMNS = (
    "line, board_id, month, placement_id, stay, provider_id, kind, state, amount_ore, credited_ore, net_days, "
    "expected_days, expected_price_ore, expected_ore, shared_days, earlier_line, at_stake_ore, findings"
)


_MANY = 2_000
"""From so many lines on they are joined by hashing: the steps are many, and the planner thinks each gives a row."""


def fill(connection: psycopg.Connection) -> None:
    """Write everything into the empty table, its indexes built afterwards."""
    with _hashing(connection):
        for statement in _FILL:
            connection.execute(statement)


def refresh(connection: psycopg.Connection) -> None:
    """Hold the lines of the placements touched against them anew. The placements' stays are written already."""
    for statement in _DELETE:
        connection.execute(statement)
    row = connection.execute("select count(*) from core.touched_invoices").fetchone()
    with _hashing(connection) if row and row[0] >= _MANY else nullcontext():
        connection.execute(_insert("touched"))


@contextmanager
def _hashing(connection: psycopg.Connection) -> Iterator[None]:
    connection.execute("set local enable_nestloop = off")
    yield
    connection.execute("set local enable_nestloop = on")


def _insert(source: str) -> str:
    return (
        f"insert into core.invoice_check ({CHECK_COLUMNS}) "
        f"select {CHECK_COLUMNS} from core.{source}_invoice_check_calculated"
    )


_DELETE = (
    """
    delete from core.invoice_check as c using core.touched as t
    where t.entity = 'placements' and c.board_id = t.board_id and c.placement_id = t.key
    """,
    """
    delete from core.invoice_check as c using core.touched as t
    where
        t.entity = 'invoice_provider' and c.board_id = t.board_id and c.provider_id = t.key
        and c.placement_id is null
    """,
)

_FILL = (
    "truncate core.invoice_check",
    "alter table core.invoice_check drop constraint invoice_check_pkey",
    "drop index core.invoice_check_month, core.invoice_check_placement",
    _insert("current"),
    "alter table core.invoice_check add primary key (line)",
    "create index invoice_check_month on core.invoice_check (board_id, month)",
    "create index invoice_check_placement on core.invoice_check (board_id, placement_id)",
    "analyze core.invoice_check",
)
