"""The statements that weigh a delivery's rows against claims that are later than they, or say what one lacks.

They work on the temporary tables of etl/merge.py and on the claims that etl/claims.py brings to hand.
Parameters are named: load_id, board_id, entity, source, data_through, revision.
"""

from __future__ import annotations

from dataclasses import dataclass

from domain.entities import Entity
from etl.claims import FLOORS, Claims
from etl.key_sql import key_text, listed, row_of, same


@dataclass(frozen=True, slots=True)
class WeighingStatements:
    """The SQL for one entity."""

    entity: Entity

    @property
    def late(self) -> str:
        """The rows to judge again when the delivery is not the latest of its entity."""
        return f"""
            create temporary table late on commit drop as
            select s.*
            from decided as d
            inner join staged as s on d.place = s.place
            where
                d.action in ('new', 'changed')
                -- what says again what stands can still be the latest claim of a source that lacks it later
                or exists (
                    select from ({FLOORS}) as f
                    where
                        f.source = %(source)s
                        and (f.data_through, f.revision) > (%(data_through)s, %(revision)s)
                )
        """

    @property
    def decide_late(self) -> str:
        """Judge again the rows in `late`, whose claims are at hand.

        `superseded`: a later claim stands, or a later complete delivery of the source lacks the key.
        `ended`: the row is the latest claim, so that what stands (said earlier) goes with it when a complete
        delivery of its source lacks the key. `conflict`: another value was said for the same date and revision.
        """
        e = self.entity
        return f"""
            with claim as ({Claims(e).claims}),
            latest as (
                select
                    l.place,
                    max((c.data_through - date '1900-01-01')::bigint * 100000 + c.revision) as stamp,
                    bool_or(
                        c.data_through = %(data_through)s and c.revision = %(revision)s
                        and {row_of("l", e.stored_values)} is distinct from {row_of("v", e.stored_values)}
                    ) as conflict
                from late as l
                inner join claim as c on {same("l", "c", e.stored_key)}
                inner join {e.table} as v on c.fact_id = v.fact_id
                group by l.place
            ),
            floor as (
                select f.load_id, f.files
                from ({FLOORS}) as f
                where
                    f.source = %(source)s
                    and (f.data_through, f.revision) > (%(data_through)s, %(revision)s)
            ),
            excused as (
                select r.key, count(distinct f.load_id) as floors
                from floor as f
                inner join raw.rejected_row as r on r.file_id = any (f.files)
                group by r.key
            ),
            lacking as (
                select l.place
                from late as l
                left join excused as x on x.key = {key_text("l", e)}
                where coalesce(x.floors, 0) < (select count(*) from floor)
            )
            update decided as d
            set action = case
                when d.action = 'unchanged' then
                    case
                        when
                            k.place is not null
                            and t.stamp
                            < (%(data_through)s::date - date '1900-01-01')::bigint * 100000 + %(revision)s
                            then 'ended'
                        else 'unchanged'
                    end
                when t.conflict then 'conflict'
                when
                    t.stamp > (%(data_through)s::date - date '1900-01-01')::bigint * 100000 + %(revision)s
                    or k.place is not null and d.current_fact is null
                    then 'superseded'
                when k.place is not null then 'ended'
                else d.action
            end
            from late as l
            left join latest as t on l.place = t.place
            left join lacking as k on l.place = k.place
            where d.place = l.place
        """

    @property
    def unsaid(self) -> str:
        """Facts that a complete delivery did not say. Parameter files: its files of the entity."""
        e = self.entity
        return f"""
            create temporary table unsaid on commit drop as
            with said as (
                select generate_series(lower(r.facts), upper(r.facts) - 1) as fact_id
                from (
                    select unnest(k.facts) as facts from raw.confirmation as k where k.file_id = any (%(files)s)
                ) as r
            )
            select c.fact_id, {listed("c", e.stored_key)}
            from {e.table} as c
            where
                c.board_id = %(board_id)s and c.to_load is null and c.from_load <> %(load_id)s
                and not exists (select from said as s where s.fact_id = c.fact_id)
                and not exists (
                    select from raw.rejected_row as r
                    where r.file_id = any (%(files)s) and r.key = {key_text("c", e)}
                )
        """

    @property
    def lacking(self) -> str:
        """Of the facts in `unsaid`, whose claims are at hand, those last said by the source and before it."""
        e = self.entity
        return f"""
            create temporary table lacked on commit drop as
            with claim as ({Claims(e).claims}),
            last_said as (
                select distinct on (u.fact_id) u.fact_id, c.source, c.data_through, c.revision
                from unsaid as u
                inner join claim as c on {same("u", "c", e.stored_key)}
                -- at the same stamp another source's word keeps the fact
                order by
                    u.fact_id, c.data_through desc, c.revision desc, c.source = %(source)s, c.file_id desc
            )
            select u.fact_id
            from last_said as u
            where
                u.source = %(source)s
                and (u.data_through, u.revision) < (%(data_through)s, %(revision)s)
        """

    @property
    def close_lacked(self) -> str:
        """End the facts that the complete delivery lacks."""
        return f"""
            update {self.entity.table} as c
            set to_load = %(load_id)s
            from lacked as k
            where c.fact_id = k.fact_id
        """
