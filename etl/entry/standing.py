"""What stands of a row that is about to be entered: what was entered before, and what a source delivers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import psycopg
from psycopg import sql

from domain.entities import Entity, Kind


@dataclass(frozen=True, slots=True)
class Standing:
    """Values by column, as the text of a delivery; None where there is none. The key stands among the entered."""

    entered: Mapping[str, str | None]
    delivered: Mapping[str, str | None]


def standing(connection: psycopg.Connection, entity: Entity, board_id: int, key: tuple[str, ...]) -> Standing:
    """What stands now. For a placement's fields a delivered value stands above an entered one."""
    entered = _row(connection, entity, entity.table, board_id, key)
    named = dict(zip(entity.key, key, strict=True))
    delivered: Mapping[str, str | None] = {}
    if entity.name == "placement_additions":
        delivered = _row(connection, entity, "core.current_delivered_placements", board_id, key) or {}
    return Standing({**dict.fromkeys(c.name for c in entity.columns), **(entered or {}), **named}, delivered)


def _row(
    connection: psycopg.Connection, entity: Entity, table: str, board_id: int, key: tuple[str, ...]
) -> dict[str, str | None] | None:
    is_table = table == entity.table
    statement = sql.SQL("select {columns} from {table} where board_id = %s and {key}{now}").format(
        columns=sql.SQL(", ").join(map(sql.Identifier, entity.stored_columns)),
        table=sql.Identifier(*table.split(".")),
        key=sql.SQL(" and ").join(
            sql.SQL("{}::text = %s").format(sql.Identifier(name)) for name in entity.stored_key
        ),
        now=sql.SQL(" and to_load is null") if is_table else sql.SQL(""),
    )
    row = connection.execute(statement, (board_id, *key)).fetchone()
    if row is None:
        return None
    return {column.name: _text(column.kind, value) for column, value in zip(entity.columns, row, strict=True)}


def _text(kind: Kind, value: Any) -> str | None:
    if value is None:
        return None
    if kind is Kind.MONEY:
        return f"{Decimal(value) / 100:.2f}"
    if kind is Kind.FLAG:
        return "ja" if value else "nej"
    return str(value)
