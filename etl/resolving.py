"""The statements that decide anew which claim holds, when a load is undone.

Parameters are named: load_id (the undoing), target (the load whose claims came or went), board_id, entity, everything.
"""

from __future__ import annotations

from dataclasses import dataclass

from domain.entities import Entity
from etl.claims import FLOORS, Claims
from etl.key_sql import key_text, listed, row_of, same
from etl.merge import FACT_COLUMNS


@dataclass(frozen=True, slots=True)
class ResolvingStatements:
    """The SQL for one entity."""

    entity: Entity

    @property
    def keys_of_load(self) -> str:
        """The keys that a load said or ended (`target`), or all keys when it was complete (`everything`)."""
        e = self.entity
        return f"""
            create temporary table key_to_resolve on commit drop as
            select distinct {listed("v", e.stored_key)}
            from {e.table} as v
            where
                v.board_id = %(board_id)s
                and (
                    %(everything)s
                    or v.to_load = %(target)s
                    or v.file_id in (select f.file_id from raw.file as f where f.load_id = %(target)s)
                    or v.fact_id in (
                        select generate_series(lower(r.facts), upper(r.facts) - 1)
                        from (
                            select unnest(k.facts) as facts
                            from raw.confirmation as k
                            inner join raw.file as f on k.file_id = f.file_id
                            where f.load_id = %(target)s and f.entity = '{e.name}'
                        ) as r
                    )
                )
        """

    @property
    def resolve(self) -> str:
        """Decide anew which claim holds for the keys in the temporary table `key_to_resolve`.

        Gives `resolved`: one row per key with the fact_id of the version whose values hold (null: none) and
        of the version that stands now (null: none).
        """
        e = self.entity
        return f"""
            create temporary table resolved on commit drop as
            with claim as ({Claims(e).claims}),
            judged as (
                select
                    c.*,
                    exists (
                        select from ({FLOORS}) as f
                        where
                            f.source = c.source
                            and (f.data_through, f.revision) > (c.data_through, c.revision)
                            and not exists (
                                select from raw.rejected_row as r
                                where r.file_id = any (f.files) and r.key = {key_text("c", e)}
                            )
                    ) as is_lacked
                from claim as c
            ),
            -- of two sources that say it at the same stamp the one that still has it counts
            winner as (
                select distinct on ({listed("j", e.stored_key)}) j.*
                from judged as j
                order by
                    {listed("j", e.stored_key)}, j.data_through desc, j.revision desc, j.is_lacked,
                    j.sha256 desc, j.fact_id desc
            ),
            holding as (
                select w.* from winner as w
                where not w.is_lacked
            )
            select h.fact_id as holds, c.fact_id as stands
            from key_to_resolve as k
            left join holding as h on {same("k", "h", e.stored_key)}
            left join {e.table} as c
                on c.board_id = %(board_id)s and c.to_load is null and {same("k", "c", e.stored_key)}
            left join {e.table} as v on h.fact_id = v.fact_id
            where
                (h.fact_id is null) <> (c.fact_id is null)
                or {row_of("v", e.stored_values)} is distinct from {row_of("c", e.stored_values)}
        """

    @property
    def close_resolved(self) -> str:
        """End what no longer holds."""
        return f"""
            update {self.entity.table} as c
            set to_load = %(load_id)s
            from resolved as r
            where c.fact_id = r.stands
        """

    @property
    def insert_resolved(self) -> str:
        """Write again what holds, pointing at the file and line where it was delivered."""
        e = self.entity
        return f"""
            insert into {e.table} ({", ".join((*FACT_COLUMNS, *e.stored_columns))})
            select
                (select coalesce(max(fact_id), 0) from {e.table}) + row_number() over (order by v.fact_id),
                v.board_id, %(load_id)s, null, v.file_id, v.line, {listed("v", e.stored_columns)}
            from resolved as r
            inner join {e.table} as v on r.holds = v.fact_id
        """

    @property
    def keys_rejected(self) -> str:
        """The keys of rows that were rejected, are not resolved, and that some version has."""
        e = self.entity
        return f"""
            create temporary table key_rejected on commit drop as
            select distinct {listed("v", e.stored_key)}
            from {e.table} as v
            where
                v.board_id = %(board_id)s
                and {key_text("v", e)} in (
                    select r.key
                    from raw.rejected_row as r
                    inner join raw.file as f on r.file_id = f.file_id
                    where r.resolved_by_load is null and f.entity = %(entity)s
                )
        """

    @property
    def resolve_rejected_again(self) -> str:
        """Say anew of rejected rows which load, among those that count, was the first to bring the key right."""
        e = self.entity
        return f"""
            with claim as ({Claims(e).claims}),
            right_load as (
                select g.file_id, {key_text("c", e)} as key, min(f.load_id) as load_id
                from claim as c
                inner join raw.file as f on c.file_id = f.file_id
                inner join raw.file as g on g.entity = f.entity and g.load_id < f.load_id
                inner join raw.load as l on g.load_id = l.load_id and l.board_id = %(board_id)s
                group by g.file_id, {key_text("c", e)}
            )
            update raw.rejected_row as r
            set resolved_by_load = t.load_id
            from right_load as t
            where r.resolved_by_load is null and r.file_id = t.file_id and r.key = t.key
        """
