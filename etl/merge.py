"""The statements that take staged rows into the versioned facts of one entity, made from its description.

A delivered row is a claim: these values hold for this key, said at a stamp (data_through, revision) by a
source. The fact that holds is the claim with the latest stamp among loads that count, unless a later complete
delivery of the same source lacks the key. docs/decisions/0002-versions.md tells why.

The statements work on temporary tables: `staged` (file_id, line and the entity's stored columns) and `decided`
(one row per staged row with what becomes of it). A line of a file can give several rows, so rows are told apart
by their own `place`. Where later claims must be weighed, etl/weighing.py goes on with the same tables.
"""

from __future__ import annotations

from dataclasses import dataclass

from domain.entities import Entity
from etl.key_sql import key_text, listed, row_of, same, unit_of
from etl.touching import noted

FACT_COLUMNS = ("fact_id", "board_id", "from_load", "to_load", "file_id", "line")
"""What every table of facts begins with, before the entity's own columns."""


@dataclass(frozen=True, slots=True)
class MergeStatements:
    """The SQL for one entity. Parameters are named: load_id, board_id."""

    entity: Entity

    @property
    def create_staged(self) -> str:
        """An empty table for the rows as read. Temporary tables leave no trace after a crash."""
        columns = ", ".join(f"{c.stored} {c.sql_type}" for c in self.entity.columns)
        return (
            "create temporary table staged (place integer generated always as identity, "
            f"file_id integer not null, line integer not null, {columns}) on commit drop"
        )

    @property
    def decide(self) -> str:
        """Hold every staged row against the fact that holds now: new, changed or unchanged."""
        e = self.entity
        return f"""
            create temporary table decided on commit drop as
            select
                s.place, s.file_id, s.line, c.fact_id as current_fact,
                case
                    when c.fact_id is null then 'new'
                    when {row_of("s", e.stored_values)} is not distinct from {row_of("c", e.stored_values)}
                        then 'unchanged'
                    else 'changed'
                end as action
            from staged as s
            left join {e.table} as c
                on c.board_id = %(board_id)s and c.to_load is null and {same("c", "s", e.stored_key)}
        """

    @property
    def close_changed(self) -> str:
        """End the versions that the load replaces."""
        return f"""
            update {self.entity.table} as c
            set to_load = %(load_id)s
            from decided as d
            where d.action in ('changed', 'ended') and c.fact_id = d.current_fact
        """

    @property
    def insert_versions(self) -> str:
        """Write new and changed rows as versions from this load, superseded ones as versions that never held."""
        e = self.entity
        return f"""
            insert into {e.table} ({", ".join((*FACT_COLUMNS, *e.stored_columns))})
            select
                (select coalesce(max(fact_id), 0) from {e.table})
                + row_number() over (order by s.place),
                %(board_id)s, %(load_id)s,
                case when d.action in ('superseded', 'ended') then %(load_id)s end,
                s.file_id, s.line, {listed("s", e.stored_columns)}
            from staged as s
            inner join decided as d on s.place = d.place
            where d.action in ('new', 'changed', 'superseded', 'ended')
        """

    @property
    def confirm(self) -> str:
        """Remember which facts each file said again, as ranges: a newer stamp for them, without writing them."""
        return """
            insert into raw.confirmation (file_id, facts)
            select i.file_id, range_agg(int8range(i.first_fact, i.last_fact, '[]'))
            from (
                select n.file_id, min(n.current_fact) as first_fact, max(n.current_fact) as last_fact
                from (
                    select
                        d.file_id, d.current_fact,
                        d.current_fact - row_number() over (partition by d.file_id order by d.current_fact) as run
                    from decided as d
                    where d.action = 'unchanged'
                ) as n
                group by n.file_id, n.run
            ) as i
            group by i.file_id
        """

    @property
    def count_actions(self) -> str:
        """Rows by file and action."""
        return "select d.file_id, d.action, count(*) from decided as d group by d.file_id, d.action"

    @property
    def conflicts(self) -> str:
        """The rows that another delivery of the same date and revision contradicts."""
        return f"""
            select d.file_id, d.line, {key_text("s", self.entity)}, {unit_of("s", self.entity)}
            from decided as d
            inner join staged as s on d.place = s.place
            where d.action = 'conflict'
            order by d.file_id, d.line
        """

    @property
    def touch(self) -> str:
        """Note the facts that came, changed or went, by key, and what else they touch, as they were and as they are."""
        return self._noting(
            f"""
            select v.*
            from {self.entity.table} as v
            where
                v.board_id = %(board_id)s
                and (v.from_load = %(load_id)s or v.to_load = %(load_id)s)
                and v.from_load is distinct from v.to_load
            """
        )

    @property
    def touch_decided(self) -> str:
        """The same as `touch` for the rows decided just now, without looking through the facts."""
        columns = self.entity.stored_columns
        return self._noting(
            f"""
            select {listed("s", columns)}
            from decided as d
            inner join staged as s on d.place = s.place
            where d.action in ('new', 'changed', 'ended')
            union all
            select {listed("c", columns)}
            from decided as d
            inner join {self.entity.table} as c on d.current_fact = c.fact_id
            where d.action in ('changed', 'ended')
            """
        )

    def _noting(self, rows: str) -> str:
        """Note what the rows (SQL) touch. The key of a fact is the same before and after."""
        also = noted(self.entity, "v")
        return f"""
            insert into core.touched (board_id, entity, key)
            select distinct %(board_id)s::smallint, n.entity, n.key
            from ({rows}) as v
            cross join
                lateral (
                    values ('{self.touched_entity}', {self.touched_key("v")}){", " + also if also else ""}
                ) as n (entity, key)
            where n.key is not null
            on conflict do nothing
        """

    @property
    def resolve_rejected(self) -> str:
        """Rows rejected earlier whose key has now come right."""
        e = self.entity
        return f"""
            update raw.rejected_row as r
            set resolved_by_load = %(load_id)s
            from staged as s
            inner join decided as d on s.place = d.place
            where
                r.resolved_by_load is null
                and r.key = {key_text("s", e)}
                and d.action <> 'conflict'
                and r.file_id in (
                    select f.file_id from raw.file as f
                    inner join raw.load as l on f.load_id = l.load_id
                    where
                        l.board_id = %(board_id)s and f.entity = '{e.name}'
                        and f.load_id <> %(load_id)s
                )
        """

    @property
    def touched_entity(self) -> str:
        """Under which entity a change is noted: rows of a placement under the placement."""
        return self.entity.parent or self.entity.name

    def touched_key(self, alias: str) -> str:
        """The key under which a change is noted, as SQL."""
        return f"{alias}.placement_id" if self.entity.parent else key_text(alias, self.entity)
