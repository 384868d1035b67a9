"""What has been said of some keys, by whom and when: the claims that are weighed against each other.

A claim that does not count (its load is undone) is none. docs/decisions/0002-versions.md tells why.
"""

from __future__ import annotations

from dataclasses import dataclass

from domain.entities import Entity
from etl.key_sql import listed, same

FORGET_CLAIMS = "drop table spoken, said_again"
"""Run when the claims that were brought to hand have been weighed."""

# one row per complete load that counts for the entity and board: from its stamp on, what it lacks is gone
FLOORS = """
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


@dataclass(frozen=True, slots=True)
class Claims:
    """The SQL that brings the claims of one entity to hand. Parameters are named: board_id, entity."""

    entity: Entity

    def at_hand(self, keys: str) -> tuple[str, ...]:
        """What brings the claims for the keys in the temporary table `keys` to hand, to be run one by one.

        `spoken` is every version of those keys, `said_again` the ranges of facts that each file confirmed, with an
        index of ranges: without it each version would be held against each range.
        """
        e = self.entity
        return (
            f"analyze {keys}",
            f"""
            create temporary table spoken on commit drop as
            select v.fact_id, v.file_id, v.from_load, {listed("v", e.stored_key)}
            from {keys} as q
            inner join {e.table} as v on v.board_id = %(board_id)s and {same("v", "q", e.stored_key)}
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
    def claims(self) -> str:
        """All claims that count for the keys whose claims are at hand: who said which version, and when.

        A version that an undoing wrote again is no claim of its own (its file is of an earlier load).
        """
        key = listed("v", self.entity.stored_key)
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
