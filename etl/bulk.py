"""The first rows of an entity: copied straight into the empty table, indexes built afterwards.

Building an index over rows that are there is several times faster than keeping it while they come. It is done
in the load's own transaction, so nobody ever sees the table without its indexes or half full.
"""

from __future__ import annotations

from collections.abc import Sequence

import psycopg
from psycopg import sql

from domain.entities import Entity
from etl.delivery import Part
from etl.repeated import Repeated, take_out_repeated

SMALLEST_FILE_BYTES = 2_000_000
"""Below this the ordinary way is quick enough and takes no lock that readers wait for."""


def first_load_of(connection: psycopg.Connection, entity: Entity, parts: Sequence[Part]) -> BulkTable | None:
    """The entity's table, if the files are worth it and nothing leans on what is new.

    That is: the table has never had a row, nothing has been derived yet (or what is new would have to be
    touched), and no rejected row waits for its key.
    """
    if sum(part.size_bytes for part in parts) < SMALLEST_FILE_BYTES:
        return None
    row = connection.execute(
        f"""
        select
            exists (select from {entity.table})
            or exists (select from core.stay)
            or exists (select from raw.rejected_row as r inner join raw.file as f on r.file_id = f.file_id
                where f.entity = %s and r.resolved_by_load is null)
        """,
        (entity.name,),
    ).fetchone()
    return None if row is None or row[0] else BulkTable(connection, entity)


class BulkTable:
    """An empty table of facts that is being filled."""

    def __init__(self, connection: psycopg.Connection, entity: Entity) -> None:
        self._connection = connection
        self.entity = entity
        self.next_fact = 1
        self._indexes: list[str] = []

    def open(self) -> None:
        """Empty the table in this transaction (the server then need not log the rows) and drop its indexes."""
        table = sql.Identifier(*self.entity.table.split("."))
        self._connection.execute(sql.SQL("truncate {}").format(table))
        rows = self._connection.execute(
            """
            select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid), c.conname
            from pg_index as i
            left join pg_constraint as c on c.conindid = i.indexrelid
            where i.indrelid = %s::regclass
            order by i.indisprimary desc, i.indisunique desc, 1
            """,
            (self.entity.table,),
        ).fetchall()
        for name, definition, constraint in rows:
            if constraint:
                drop = sql.SQL("alter table {} drop constraint {}").format(table, sql.Identifier(constraint))
                self._indexes.append(f"alter table {self.entity.table} add primary key (fact_id)")
            else:
                drop = sql.SQL("drop index {}").format(sql.Identifier(*name.split(".")))
                self._indexes.append(definition)
            self._connection.execute(drop)

    def close(self) -> list[Repeated]:
        """Build the indexes; the rows whose key comes twice are taken out and returned."""
        repeated: list[Repeated] = []
        for definition in self._indexes:
            try:
                with self._connection.transaction():
                    self._connection.execute(definition.encode())
            except psycopg.errors.UniqueViolation:
                repeated = self._take_out_repeated()
                self._connection.execute(definition.encode())
        self._connection.execute(sql.SQL("analyze {}").format(sql.Identifier(*self.entity.table.split("."))))
        return repeated

    def _take_out_repeated(self) -> list[Repeated]:
        rows = self._connection.execute(take_out_repeated(self.entity, self.entity.table)).fetchall()
        return [Repeated(*row) for row in rows]
