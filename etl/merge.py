"""The statements that take staged rows into the versioned facts of one entity, made from its description.

A delivered row is a claim: these values hold for this key, said at a stamp (data_through, revision) by a
source. The fact that holds is the claim with the latest stamp among loads that count, unless a later complete
delivery of the same source lacks the key. docs/decisions/0002-versions.md tells why.

The statements work on temporary tables: `staged` (file_id, line and the entity's stored columns), `decided`
(one row per staged row with what becomes of it), and where claims must be weighed `spoken` and `said_again`
(see `claims_of`). A line of a file can give several rows, so rows are told apart by their own `place`.
"""

from __future__ import annotations

from dataclasses import dataclass

from domain.entities import Entity, Kind

FACT_COLUMNS = ("fact_id", "board_id", "from_load", "to_load", "file_id", "line")
"""What every table of facts begins with, before the entity's own columns."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """A row whose key stands more than once among those read; `differs`: with other values."""

    file_id: int
    line: int
    key: str
    differs: bool
    in_many_files: bool


@dataclass(frozen=True, slots=True)
class MergeStatements:
    """The SQL for one entity. Parameters are named: load_id, board_id, source, data_through, revision."""

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
                    when {_row("s", e.stored_values)} is not distinct from {_row("c", e.stored_values)}
                        then 'unchanged'
                    else 'changed'
                end as action
            from staged as s
            left join {e.table} as c
                on c.board_id = %(board_id)s and c.to_load is null and {_same("c", "s", e.stored_key)}
        """

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
                    select from ({_FLOORS}) as f
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
            with claim as ({self._claims}),
            latest as (
                select
                    l.place,
                    max((c.data_through - date '1900-01-01')::bigint * 100000 + c.revision) as stamp,
                    bool_or(
                        c.data_through = %(data_through)s and c.revision = %(revision)s
                        and {_row("l", e.stored_values)} is distinct from {_row("v", e.stored_values)}
                    ) as conflict
                from late as l
                inner join claim as c on {_same("l", "c", e.stored_key)}
                inner join {e.table} as v on c.fact_id = v.fact_id
                group by l.place
            ),
            floor as (
                select f.load_id, f.files
                from ({_FLOORS}) as f
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
                left join excused as x on x.key = {_key_text("l", e)}
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
                s.file_id, s.line, {_list("s", e.stored_columns)}
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
            select d.file_id, d.line, {_key_text("s", self.entity)}
            from decided as d
            inner join staged as s on d.place = s.place
            where d.action = 'conflict'
            order by d.file_id, d.line
        """

    @property
    def touch(self) -> str:
        """Note the facts that came, changed or went, by key, and the placements that they belong to."""
        return f"""
            insert into core.touched (board_id, entity, key)
            select distinct v.board_id, '{self.touched_entity}', {self.touched_key("v")}
            from {self.entity.table} as v
            where
                v.board_id = %(board_id)s
                and (v.from_load = %(load_id)s or v.to_load = %(load_id)s)
                and v.from_load is distinct from v.to_load
            on conflict do nothing
        """

    @property
    def touch_decided(self) -> str:
        """The same as `touch` for the rows decided just now, without looking through the facts."""
        return f"""
            insert into core.touched (board_id, entity, key)
            select distinct %(board_id)s::smallint, '{self.touched_entity}', {self.touched_key("s")}
            from decided as d
            inner join staged as s on d.place = s.place
            where d.action in ('new', 'changed', 'ended')
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
                and r.key = {_key_text("s", e)}
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
            select c.fact_id, {_list("c", e.stored_key)}
            from {e.table} as c
            where
                c.board_id = %(board_id)s and c.to_load is null and c.from_load <> %(load_id)s
                and not exists (select from said as s where s.fact_id = c.fact_id)
                and not exists (
                    select from raw.rejected_row as r
                    where r.file_id = any (%(files)s) and r.key = {_key_text("c", e)}
                )
        """

    @property
    def lacking(self) -> str:
        """Of the facts in `unsaid`, whose claims are at hand, those last said by the source and before it."""
        e = self.entity
        return f"""
            create temporary table lacked on commit drop as
            with claim as ({self._claims}),
            last_said as (
                select distinct on (u.fact_id) u.fact_id, c.source, c.data_through, c.revision
                from unsaid as u
                inner join claim as c on {_same("u", "c", e.stored_key)}
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

    @property
    def resolve(self) -> str:
        """Decide anew which claim holds for the keys in the temporary table `key_to_resolve`.

        Gives `resolved`: one row per key with the fact_id of the version whose values hold (null: none) and
        of the version that stands now (null: none).
        """
        e = self.entity
        return f"""
            create temporary table resolved on commit drop as
            with claim as ({self._claims}),
            judged as (
                select
                    c.*,
                    exists (
                        select from ({_FLOORS}) as f
                        where
                            f.source = c.source
                            and (f.data_through, f.revision) > (c.data_through, c.revision)
                            and not exists (
                                select from raw.rejected_row as r
                                where r.file_id = any (f.files) and r.key = {_key_text("c", e)}
                            )
                    ) as is_lacked
                from claim as c
            ),
            -- of two sources that say it at the same stamp the one that still has it counts
            winner as (
                select distinct on ({_list("j", e.stored_key)}) j.*
                from judged as j
                order by
                    {_list("j", e.stored_key)}, j.data_through desc, j.revision desc, j.is_lacked,
                    j.sha256 desc, j.fact_id desc
            ),
            holding as (
                select w.* from winner as w
                where not w.is_lacked
            )
            select h.fact_id as holds, c.fact_id as stands
            from key_to_resolve as k
            left join holding as h on {_same("k", "h", e.stored_key)}
            left join {e.table} as c
                on c.board_id = %(board_id)s and c.to_load is null and {_same("k", "c", e.stored_key)}
            left join {e.table} as v on h.fact_id = v.fact_id
            where
                (h.fact_id is null) <> (c.fact_id is null)
                or {_row("v", e.stored_values)} is distinct from {_row("c", e.stored_values)}
        """

    @property
    def keys_of_load(self) -> str:
        """The keys that a load said or ended (`target`), or all keys when it was complete (`everything`)."""
        e = self.entity
        return f"""
            create temporary table key_to_resolve on commit drop as
            select distinct {_list("v", e.stored_key)}
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
    def keys_rejected(self) -> str:
        """The keys of rows that were rejected, are not resolved, and that some version has."""
        e = self.entity
        return f"""
            create temporary table key_rejected on commit drop as
            select distinct {_list("v", e.stored_key)}
            from {e.table} as v
            where
                v.board_id = %(board_id)s
                and {_key_text("v", e)} in (
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
            with claim as ({self._claims}),
            right_load as (
                select g.file_id, {_key_text("c", e)} as key, min(f.load_id) as load_id
                from claim as c
                inner join raw.file as f on c.file_id = f.file_id
                inner join raw.file as g on g.entity = f.entity and g.load_id < f.load_id
                inner join raw.load as l on g.load_id = l.load_id and l.board_id = %(board_id)s
                group by g.file_id, {_key_text("c", e)}
            )
            update raw.rejected_row as r
            set resolved_by_load = t.load_id
            from right_load as t
            where r.resolved_by_load is null and r.file_id = t.file_id and r.key = t.key
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
                v.board_id, %(load_id)s, null, v.file_id, v.line, {_list("v", e.stored_columns)}
            from resolved as r
            inner join {e.table} as v on r.holds = v.fact_id
        """

    @property
    def touched_entity(self) -> str:
        """Under which entity a change is noted: rows of a placement under the placement."""
        return self.entity.parent or self.entity.name

    def touched_key(self, alias: str) -> str:
        """The key under which a change is noted, as SQL."""
        return f"{alias}.placement_id" if self.entity.parent else _key_text(alias, self.entity)

    def claims_of(self, keys: str) -> tuple[str, ...]:
        """What brings the claims for the keys in the temporary table `keys` to hand, to be run one by one.

        `spoken` is every version of those keys, `said_again` the ranges of facts that each file confirmed, with an
        index of ranges: without it each version would be held against each range.
        """
        e = self.entity
        return (
            f"analyze {keys}",
            f"""
            create temporary table spoken on commit drop as
            select v.fact_id, v.file_id, v.from_load, {_list("v", e.stored_key)}
            from {keys} as q
            inner join {e.table} as v on v.board_id = %(board_id)s and {_same("v", "q", e.stored_key)}
            """,
            "analyze spoken",
            """
            create temporary table said_again on commit drop as
            select f.file_id, unnest(k.facts) as facts
            from raw.confirmation as k
            inner join raw.file as f on k.file_id = f.file_id
            inner join raw.load as l on f.load_id = l.load_id
            where l.board_id = %(board_id)s and f.entity = %(entity)s
            """,
            "create index on said_again using gist (facts)",
            "analyze said_again",
        )

    @property
    def _claims(self) -> str:
        """All claims that count for the keys whose claims are at hand: who said which version, and when.

        A version that an undoing wrote again is no claim of its own (its file is of an earlier load).
        """
        key = _list("v", self.entity.stored_key)
        return f"""
            select {key}, v.fact_id, f.file_id, f.sha256, f.data_through, f.revision, l.source
            from spoken as v
            inner join raw.file as f on v.file_id = f.file_id and v.from_load = f.load_id
            inner join raw.load as l on f.load_id = l.load_id
            inner join raw.effect as x on l.load_id = x.load_id and x.to_load is null
            union all
            select {key}, v.fact_id, f.file_id, f.sha256, f.data_through, f.revision, l.source
            from spoken as v
            inner join said_again as k on v.fact_id <@ k.facts
            inner join raw.file as f on k.file_id = f.file_id
            inner join raw.load as l on f.load_id = l.load_id
            inner join raw.effect as x on l.load_id = x.load_id and x.to_load is null
        """


FORGET_CLAIMS = "drop table spoken, said_again"
"""Run when the claims that were brought to hand have been weighed."""


# one row per complete load that counts for the entity and board: from its stamp on, what it lacks is gone
_FLOORS = """
    select
        l.load_id, l.source, array_agg(f.file_id) as files,
        (array_agg(f.data_through order by f.data_through desc, f.revision desc))[1] as data_through,
        (array_agg(f.revision order by f.data_through desc, f.revision desc))[1] as revision
    from raw.load as l
    inner join raw.effect as x on l.load_id = x.load_id and x.to_load is null
    inner join raw.file as f on l.load_id = f.load_id
    where l.complete and l.board_id = %(board_id)s and f.entity = %(entity)s
    group by l.load_id, l.source
"""


def take_out_repeated(entity: Entity, table: str) -> str:
    """Take out of a table of rows as read those whose key comes again; gives them as `Repeated` rows.

    Rows that are alike in everything are one: all but the first go. Where they differ, all of them go.
    """
    key, row = _list("s", entity.stored_key), _row("s", entity.stored_columns)
    return f"""
        with repeated as (
            select {key}
            from {table} as s
            group by {key}
            having count(*) > 1
        ),
        numbered as (
            select
                s.ctid as place, s.file_id, s.line, {_key_text("s", entity)} as key,
                row_number() over (partition by {key}, {row} order by s.file_id, s.line) as copy,
                min(s.file_id) over w <> max(s.file_id) over w as in_many_files,
                dense_rank() over (partition by {key} order by {row}) as variant
            from {table} as s
            inner join repeated as r on {_same("s", "r", entity.stored_key)}
            window w as (partition by {key})
        ),
        judged as (
            select n.*, max(n.variant) over (partition by n.key) > 1 as differs from numbered as n
        ),
        gone as (
            delete from {table} as s using judged as j
            where s.ctid = j.place and (j.differs or j.copy > 1)
        )
        select j.file_id, j.line, j.key, j.differs, j.in_many_files
        from judged as j
        where j.differs or j.copy > 1
        order by j.file_id, j.line
    """


def _list(alias: str, columns: tuple[str, ...]) -> str:
    return ", ".join(f"{alias}.{column}" for column in columns)


def _row(alias: str, columns: tuple[str, ...]) -> str:
    return f"row({_list(alias, columns)})"


def _same(left: str, right: str, columns: tuple[str, ...]) -> str:
    return " and ".join(f"{left}.{column} = {right}.{column}" for column in columns)


def _key_text(alias: str, entity: Entity) -> str:
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
