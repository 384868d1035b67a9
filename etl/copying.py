"""Copying the batches of a file into a table while the next batch is read."""

from __future__ import annotations

import io
import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import polars as pl
import psycopg
from psycopg import sql

from domain.entities import Entity
from etl.batches import Batch, RejectedRow, Remark
from etl.spool import Spool

_WAITING_BATCHES = 1

Progress = Callable[[int], None]
"""Told how many rows have been read so far."""


@dataclass
class Account:
    """What became of the rows of one file read as one entity."""

    read: int = 0
    left_out: int = 0
    copied: int = 0
    rejected: Spool[RejectedRow] = field(default_factory=Spool)
    remarks: Spool[Remark] = field(default_factory=Spool)


def copy_batches(
    connection: psycopg.Connection,
    batches: Iterator[Batch],
    table: str,
    entity: Entity,
    constants: dict[str, int],
    first_fact: int | None,
    progress: Progress,
) -> Account:
    """Copy the rows of all batches into `table` and return the account.

    `constants` are columns with one value for the file; with `first_fact` the rows are numbered from it on in
    a column fact_id. The reading runs in a thread of its own; if it fails, the copying ends as failed too.
    """
    account = Account()
    columns = ["line", *entity.stored_columns, *constants, *(["fact_id"] if first_fact is not None else [])]
    statement = sql.SQL("copy {} ({}) from stdin with (format csv)").format(
        sql.SQL("pg_temp.{}").format(sql.Identifier(table))
        if "." not in table
        else sql.Identifier(*table.split(".")),
        sql.SQL(", ").join(map(sql.Identifier, columns)),
    )
    with _ahead(batches) as ready, connection.cursor().copy(statement) as copy:
        for batch in ready:
            account.read += batch.read
            account.left_out += batch.left_out
            account.rejected.extend(batch.rejected)
            account.remarks.extend(batch.remarks)
            if batch.rows.height:
                rows = batch.rows.with_columns(**{name: pl.lit(value) for name, value in constants.items()})
                if first_fact is not None:
                    rows = rows.with_row_index("fact_id", first_fact + account.copied)
                copy.write(_as_csv(rows.select(columns)))
                account.copied += batch.rows.height
            progress(account.read)
    return account


def _as_csv(rows: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    rows.write_csv(buffer, include_header=False, null_value="", datetime_format="%Y-%m-%dT%H:%M:%S%.6f%:z")
    return buffer.getvalue()


class _ahead:
    """Runs an iterator in a thread, a few items ahead of the one who takes them.

    The queues are SimpleQueue, whose waiting an interruption (Ctrl-C) leaves whole: with Queue it could leave a
    lock taken, and both sides then waited for ever.
    """

    def __init__(self, batches: Iterator[Batch]) -> None:
        self._batches = batches
        self._items: queue.SimpleQueue[Batch | BaseException | None] = queue.SimpleQueue()
        self._room: queue.SimpleQueue[None] = queue.SimpleQueue()
        # one is taken in, one is in hand, and those between wait
        for _ in range(_WAITING_BATCHES + 2):
            self._room.put(None)
        self._stopped = False
        self._thread = threading.Thread(target=self._read, name="reading", daemon=True)

    def __enter__(self) -> Iterator[Batch]:
        self._thread.start()
        return self._taken()

    def __exit__(self, *_: object) -> None:
        self._stopped = True
        self._room.put(None)
        self._thread.join()

    def _read(self) -> None:
        try:
            for batch in self._batches:
                self._room.get()
                if self._stopped:
                    return
                self._items.put(batch)
            self._items.put(None)
        except BaseException as error:  # handed over to the one who takes, whatever it is
            self._items.put(error)

    def _taken(self) -> Iterator[Batch]:
        while (item := self._items.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item
            self._room.put(None)
