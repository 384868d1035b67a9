"""Rows whose key stands more than once among those read: alike they are one, with other values none is right."""

from __future__ import annotations

from dataclasses import dataclass

from domain.entities import Entity
from etl.key_sql import key_text, listed, row_of, same, unit_of


@dataclass(frozen=True, slots=True)
class Repeated:
    """A row whose key stands more than once among those read; `differs`: with other values."""

    file_id: int
    line: int
    key: str
    differs: bool
    in_many_files: bool
    unit: str | None = None


def take_out_repeated(entity: Entity, table: str) -> str:
    """Take out of a table of rows as read those whose key comes again; gives them as `Repeated` rows.

    Rows that are alike in everything are one: all but the first go. Where they differ, all of them go.
    """
    key, row = listed("s", entity.stored_key), row_of("s", entity.stored_columns)
    return f"""
        with repeated as (
            select {key}
            from {table} as s
            group by {key}
            having count(*) > 1
        ),
        numbered as (
            select
                s.ctid as place, s.file_id, s.line, {key_text("s", entity)} as key, {unit_of("s", entity)} as unit,
                row_number() over (partition by {key}, {row} order by s.file_id, s.line) as copy,
                min(s.file_id) over w <> max(s.file_id) over w as in_many_files,
                dense_rank() over (partition by {key} order by {row}) as variant
            from {table} as s
            inner join repeated as r on {same("s", "r", entity.stored_key)}
            window w as (partition by {key})
        ),
        judged as (
            select n.*, max(n.variant) over (partition by n.key) > 1 as differs from numbered as n
        ),
        gone as (
            delete from {table} as s using judged as j
            where s.ctid = j.place and (j.differs or j.copy > 1)
        )
        select j.file_id, j.line, j.key, j.differs, j.in_many_files, j.unit
        from judged as j
        where j.differs or j.copy > 1
        order by j.file_id, j.line
    """
