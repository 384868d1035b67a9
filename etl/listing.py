"""What the commands list: the sources, the loads, rejected and waiting rows, findings."""

from __future__ import annotations

from collections.abc import Mapping

import psycopg

from etl.mapping import known_sources

_WAITING = "Raden väntar på sin placering och tas in när den kommer."
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def sources() -> list[str]:
    """One line per source that has a mapping."""
    return [f"{source.name}: {source.title} ({', '.join(source.entities)})" for source in known_sources()]


def loads(connection: psycopg.Connection) -> list[str]:
    """One line per load, the latest last."""
    rows = connection.execute(
        """
        select
            l.load_id, to_char(l.finished_at, 'YYYY-MM-DD HH24:MI'), b.board, l.source, l.data_through, l.undoes,
            x.load_id is not null as counts, coalesce(sum(f.rows_read), 0)
        from raw.load as l
        inner join core.board as b on l.board_id = b.board_id
        left join raw.effect as x on l.load_id = x.load_id and x.to_load is null
        left join raw.file as f on l.load_id = f.load_id
        group by l.load_id, b.board, x.load_id
        order by l.load_id
        """
    ).fetchall()
    lines = []
    for load_id, finished, board, source, data_through, undoes, counts, read in rows:
        what = f"ångrar {undoes}" if undoes else f"till och med {data_through}, {read} rader"
        lines.append(f"{load_id}  {finished}  {board}  {source}  {what}{'' if counts else '  (ångrad)'}")
    return lines


def rejected(
    connection: psycopg.Connection, load_id: int | None
) -> tuple[list[str], list[tuple[object, ...]]]:
    """Headings and rows: rejected rows that have not come right since, and rows that wait."""
    cursor = connection.execute(
        """
        select f.load_id, f.name as file, r.line, f.entity, r.column_name as column, r.rule, r.value_class,
            r.message, false as waiting
        from raw.rejected_row as r
        inner join raw.file as f on r.file_id = f.file_id
        inner join raw.effect as x on f.load_id = x.load_id and x.to_load is null
        where r.resolved_by_load is null and (%(load_id)s::integer is null or f.load_id = %(load_id)s)
        union all
        select f.load_id, f.name, w.line, w.entity, 'placement_id', 'placement_missing', null,
            %(waiting)s, true
        from core.waiting as w
        inner join raw.file as f on w.file_id = f.file_id
        where %(load_id)s::integer is null or f.load_id = %(load_id)s
        order by 1, 2, 3
        """,
        {"load_id": load_id, "waiting": _WAITING},
    )
    return [column.name for column in cursor.description or ()], cursor.fetchall()


def findings(connection: psycopg.Connection, rule: str | None) -> tuple[list[str], list[tuple[object, ...]]]:
    """Headings and rows: what the current facts break, one row per rule and fact; all rules when none is named."""
    cursor = connection.execute(
        """
        select b.board, f.rule, u.severity, f.entity, f.key, f.unit, u.message
        from core.current_found as f
        inner join core.finding_rule as u on f.rule = u.rule
        inner join core.board as b on f.board_id = b.board_id
        where %(rule)s::text is null or f.rule = %(rule)s
        order by b.board, f.rule, f.entity, f.key
        """,
        {"rule": rule},
    )
    return [column.name for column in cursor.description or ()], cursor.fetchall()


def rules(connection: psycopg.Connection) -> list[str]:
    """The codes of the rules whose findings can be listed."""
    return [str(rule) for (rule,) in connection.execute("select rule from core.finding_rule order by rule")]


def finding_messages(connection: psycopg.Connection) -> dict[str, str]:
    """What each finding means, by rule."""
    rows = connection.execute("select rule, message from core.finding_rule").fetchall()
    return {str(rule): str(message) for rule, message in rows} | {"placement_missing": _WAITING}


def as_cell(value: object) -> object:
    """A value as a spreadsheet may have it: a text that would be taken for a formula gets an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value


def as_sentence(row: Mapping[str, object]) -> str:
    """One rejected or waiting row for a person to read: where, and what is wrong."""
    where = f"{row['file']}, rad {row['line']}"
    column = f", kolumn {row['column']}" if row["column"] else ""
    return f"{where}{column}: {row['message']}"
