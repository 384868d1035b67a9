"""An entity's columns and key as SQL: lists, rows, comparisons, and the key as one text."""

from __future__ import annotations

from domain.entities import Entity, Kind


def listed(alias: str, columns: tuple[str, ...]) -> str:
    """Columns of one table, with commas between."""
    return ", ".join(f"{alias}.{column}" for column in columns)


def row_of(alias: str, columns: tuple[str, ...]) -> str:
    """Columns of one table as one row."""
    return f"row({listed(alias, columns)})"


def same(left: str, right: str, columns: tuple[str, ...]) -> str:
    """That two tables agree on columns that are never null."""
    return " and ".join(f"{left}.{column} = {right}.{column}" for column in columns)


def key_text(alias: str, entity: Entity) -> str:
    """The key as one text, as rejected rows keep it: spelled alike whatever the server's settings."""
    parts = []
    for name in entity.key:
        column = entity.column(name)
        part = f"{alias}.{column.stored}"
        if column.kind in (Kind.DATE, Kind.MONTH):
            part = f"to_char({part}, 'YYYY-MM-DD')"
        elif column.kind is Kind.TIME:
            part = f"to_char({part} at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US')"
        parts.append(part)
    return f"concat_ws('|', {', '.join(parts)})"


def unit_of(alias: str, entity: Entity) -> str:
    """The row's unit; null where the entity has none."""
    return f"{alias}.unit" if "unit" in entity.stored_columns else "null::text"
