"""Which rows are about individuals, and how they hang together: read from the description of the entities.

A node is a person, a case or one of what hangs on them; a row joins the nodes that it names. Whoever is joined to
somebody who stays, stays: a case of two siblings is not disposed of for one of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from domain.entities import ENTITIES, Entity, Kind

NODES = {
    "person_key": "person",
    "old_person_key": "person",
    "new_person_key": "person",
    "case_id": "case",
    "referral_id": "referral",
    "investigation_id": "investigation",
    "decision_id": "decision",
    "intervention_id": "intervention",
    "placement_id": "placement",
}
"""What a column names."""


def entities() -> tuple[Entity, ...]:
    """The entities whose rows are about individuals."""
    return tuple(entity for entity in ENTITIES.values() if columns(entity))


def columns(entity: Entity) -> tuple[str, ...]:
    """The columns of an entity that name a node."""
    return tuple(name for name in entity.stored_columns if name in NODES)


def node(alias: str, column: str) -> str:
    """The node that a column names, as SQL; null where it names none."""
    return f"'{NODES[column]}|' || {alias}.{column}"


def links() -> Iterator[str]:
    """Questions for the pairs of nodes that a row joins, in every version of every fact."""
    for entity in entities():
        for one, other in combinations(columns(entity), 2):
            yield f"""
                select distinct {node("f", one)} as one, {node("f", other)} as other
                from {entity.table} as f
                where f.board_id = %(board_id)s and f.{one} is not null and f.{other} is not null
            """


def said() -> Iterator[str]:
    """Questions for each node and the last day that any version of its rows speaks of; null where none has a day."""
    for entity in entities():
        days = _days(entity)
        last = f"max(greatest({', '.join(days)}))" if days else "null::date"
        for column in columns(entity):
            yield f"""
                select {node("f", column)} as node, {last} as last_on
                from {entity.table} as f
                where f.board_id = %(board_id)s and f.{column} is not null
                group by f.{column}
            """


def begun_by() -> Iterator[tuple[str, str]]:
    """The entities whose key begins with a node, and its kind: a rejected row tells of nobody but by its key."""
    for entity in entities():
        if entity.stored_key[0] in NODES:
            yield entity.name, NODES[entity.stored_key[0]]


def is_due(entity: Entity, alias: str) -> str:
    """That a row names a node that is due, as SQL over the temporary table `due`."""
    named = ", ".join(node(alias, column) for column in columns(entity))
    return f"exists (select from due as d where d.node in ({named}))"


def _days(entity: Entity) -> list[str]:
    """The columns that hold a day, a month or a time, as the last day that they speak of."""
    written = {
        Kind.DATE: "f.{}",
        Kind.MONTH: "(f.{} + interval '1 month' - interval '1 day')::date",
        Kind.TIME: "(f.{} at time zone 'UTC')::date",
    }
    return [written[c.kind].format(c.stored) for c in entity.columns if c.kind in written]
