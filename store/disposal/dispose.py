"""Disposal (gallring): what is due goes in every version, in one transaction; a protocol of counts stays."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import psycopg

from domain.entities import Entity
from domain.errors import SettingError
from store.derive import recompute
from store.disposal import about
from store.disposal.staying import BORN, REASONS, SETTING, Keeps, keeps, staying
from store.load_lock import lock_store

_YEARS = 5


@dataclass(frozen=True, slots=True)
class Disposed:
    """What went: rows by table, and how many persons and cases that was; and why how many persons stay."""

    persons: int
    cases: int
    rows: dict[str, int]
    staying: dict[str, int]


def dispose(
    connection: psycopg.Connection,
    board_id: int,
    before_on: date,
    who: str,
    *,
    today: date,
    confirmed: bool,
    tell: Callable[[str], None] = lambda _: None,
) -> Disposed:
    """Dispose of everybody in a board whose last entry lies before a day; unless `confirmed`, nothing is changed.

    SettingError for a day less than five years ago, and where the municipality keeps everything.
    """
    latest = today.replace(
        year=today.year - _YEARS, day=min(today.day, 28) if today.month == 2 else today.day
    )
    if before_on > latest:
        raise SettingError(
            f"Uppgifter gallras tidigast fem år efter den sista anteckningen. Ange {latest} eller en tidigare dag."
        )
    kept = keeps()
    if kept is Keeps.ALL:
        raise SettingError(f"Kommunen bevarar allt ({SETTING} är alla), så inget gallras.")
    with connection.transaction(force_rollback=not confirmed):
        connection.execute("set local role ik_loader")
        # No load runs beside it, and none begins.
        lock_store(connection, tell)
        named = {"board_id": board_id, "before_on": before_on}
        _find(connection, named, kept)
        rows = _delete(connection, named)
        found = Disposed(_count(connection, "person"), _count(connection, "case"), rows, _staying(connection))
        if confirmed and found.rows:
            recompute(connection, tell)
            _write_protocol(connection, board_id, before_on, who, found)
        connection.execute("reset role")
        return found


def _find(connection: psycopg.Connection, named: dict[str, object], kept: Keeps) -> None:
    """Leave the nodes that are due in the temporary table `due`, and those that stay with their reason in `stays`."""
    run = connection.execute
    run(
        "create temporary table said on commit drop as select q.node, max(q.last_on) as last_on from ("
        + " union all ".join(about.said())
        + ") as q group by q.node",
        named,
    )
    run(
        "create temporary table link on commit drop as select q.one, q.other from ("
        + " union ".join(about.links())
        + ") as q",
        named,
    )
    run("insert into link select other, one from link")
    run("create index on link (one)")
    run("analyze said, link")
    run(BORN, named)
    run("create temporary table stays (node text primary key, because text not null) on commit drop")
    for because, question in staying(kept):
        run(
            f"insert into stays (node, because) select q.node, '{because}' from ({question}) as q (node) "
            "on conflict do nothing",
            named,
        )
    _spread(connection, "stays", "node, because", "l.other, s.because")
    # What has no day at all may be of yesterday: due is what hangs together with an old day.
    run("create temporary table due (node text primary key) on commit drop")
    run(
        "insert into due select s.node from said as s "
        "where s.last_on is not null and not exists (select from stays as k where k.node = s.node)"
    )
    _spread(connection, "due", "node", "l.other")
    run(
        "insert into stays (node, because) select s.node, 'utan_dag' from said as s "
        "where not exists (select from due as d where d.node = s.node) on conflict do nothing"
    )
    run("analyze due, stays")


def _spread(connection: psycopg.Connection, table: str, columns: str, values: str) -> None:
    """Let what is joined to a node follow it, until nothing more does."""
    while connection.execute(
        f"insert into {table} ({columns}) select {values} from {table} as s inner join link as l on s.node = l.one "
        "on conflict do nothing"
    ).rowcount:
        pass


def _delete(connection: psycopg.Connection, named: dict[str, object]) -> dict[str, int]:
    """Take the rows out, in every version and where deliveries are remembered; how many by table."""
    run = connection.execute
    run(
        "create temporary table gone (entity text, fact_id bigint, file_id integer, line integer, key text) "
        "on commit drop"
    )
    rows: dict[str, int] = {}
    for entity in about.entities():
        run(_GONE.format(entity=entity, key=_key(entity), is_due=about.is_due(entity, "f")), named)
        rows[entity.table] = run(
            f"delete from {entity.table} as f using gone as g where g.entity = %(entity)s and f.fact_id = g.fact_id",
            {"entity": entity.name},
        ).rowcount
    run("analyze gone")
    begun_by = ", ".join(f"('{entity}', '{kind}')" for entity, kind in about.begun_by())
    rows["raw.rejected_row"] = run(_REJECTED.format(begun_by=begun_by), named).rowcount
    rows["raw.remark"] = run(_REMARKED).rowcount
    rows["raw.confirmation"] = run(_CONFIRMED).rowcount
    # what people write belongs to the store's owner
    run("grant select on due, gone to public")
    run("reset role")
    for table, statement in _WRITTEN.items():
        rows[table] = run(statement, named).rowcount
    run("set local role ik_loader")
    return {table: count for table, count in rows.items() if count}


def _key(entity: Entity) -> str:
    """The beginning of a fact's key as rejected rows and the desk spell it: enough where it names a node."""
    return " || '|' || ".join(f"f.{name}::text" for name in entity.stored_key)


def _count(connection: psycopg.Connection, kind: str) -> int:
    row = connection.execute("select count(*) from due where node like %s", (f"{kind}|%",)).fetchone()
    return int(row[0]) if row else 0


def _staying(connection: psycopg.Connection) -> dict[str, int]:
    rows = connection.execute(
        "select because, count(*) from stays where node like 'person|%' group by because"
    ).fetchall()
    found = {str(because): int(count) for because, count in rows}
    return {because: found[because] for because in REASONS if because in found}


def _write_protocol(
    connection: psycopg.Connection, board_id: int, before_on: date, who: str, found: Disposed
) -> None:
    connection.execute(
        "insert into core.disposal (board_id, before_on, disposed_by, counts) values (%s, %s, %s, %s)",
        (
            board_id,
            before_on,
            who,
            json.dumps({"persons": found.persons, "cases": found.cases, **found.rows}),
        ),
    )


_GONE = """
    insert into gone (entity, fact_id, file_id, line, key)
    select '{entity.name}', f.fact_id, f.file_id, f.line, {key}
    from {entity.table} as f
    where f.board_id = %(board_id)s and {is_due}
"""

# A rejected row has no values but its key: it goes with the fact of that key, or where its key names what is due.
_REJECTED = """
    delete from raw.rejected_row as r using raw.file as f, raw.load as l
    where
        r.file_id = f.file_id and f.load_id = l.load_id and l.board_id = %(board_id)s
        and (
            exists (select from gone as g where g.entity = f.entity and g.key = r.key)
            or exists (select from gone as g where g.file_id = r.file_id and g.line = r.line)
            or exists (
                select from due as d
                where
                    split_part(d.node, '|', 1) = (
                        select b.kind from (values {begun_by}) as b (entity, kind) where b.entity = f.entity
                    )
                    and substr(d.node, strpos(d.node, '|') + 1) = split_part(r.key, '|', 1)
            )
        )
"""

_REMARKED = """
    delete from raw.remark as r
    where exists (select from gone as g where g.file_id = r.file_id and g.line = r.line)
"""

# The numbers of facts that are gone are free again: no file may be taken to have said their successors.
_CONFIRMED = """
    update raw.confirmation as c
    set facts = c.facts - (
        select range_agg(int8range(g.fact_id, g.fact_id, '[]'))
        from gone as g
        where g.entity = f.entity and c.facts @> g.fact_id
    )
    from raw.file as f
    where
        c.file_id = f.file_id
        and exists (select from gone as g where g.entity = f.entity and c.facts @> g.fact_id)
"""

_WRITTEN = {
    "desk.invoice_status": """
        delete from desk.invoice_status as s using gone as g
        where
            s.board_id = %(board_id)s and g.entity = 'invoices' and g.key = s.invoice_id || '|' || s.line_no
    """,
    "access.protection": """
        delete from access.protection as p using due as d
        where p.board_id = %(board_id)s and d.node = p.kind || '|' || p.key
    """,
    # an entry is one act of many changes: those about the disposed are emptied where they stand
    "desk.entry": """
        update desk.entry as e
        set
            changes = (
                select jsonb_agg(
                    case
                        when d.node is null then c.change
                        else c.change || '{"key": {}, "was": null, "value": null, "disposed": true}'
                    end
                    order by c.place
                )
                from jsonb_array_elements(e.changes) with ordinality as c (change, place)
                left join due as d on d.node = 'placement|' || (c.change -> 'key' ->> 'placement_id')
            ),
            outcome = (
                select jsonb_agg(
                    case when d.node is null then o.said else o.said - 'message' - 'stands' end
                    order by o.place
                )
                from jsonb_array_elements(e.outcome) with ordinality as o (said, place)
                cross join lateral (select e.changes -> (o.said ->> 'change')::integer -> 'key' as key) as k
                left join due as d on d.node = 'placement|' || (k.key ->> 'placement_id')
            )
        where
            e.board_id = %(board_id)s
            and exists (
                select from jsonb_array_elements(e.changes) as c (change)
                inner join due as d on d.node = 'placement|' || (c.change -> 'key' ->> 'placement_id')
            )
    """,
}
