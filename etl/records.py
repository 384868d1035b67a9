"""What the store remembers of a load: the load itself, its files, the rows rejected and the remarks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import psycopg

from domain.entities import ENTITIES
from etl.batches import RejectedRow
from etl.copying import Account
from etl.delivery import Delivery, Part
from etl.repeated import Repeated


def begin_load(connection: psycopg.Connection, board_id: int, delivery: Delivery, *, confirmed: bool) -> int:
    """Write that a load of the delivery has begun; its number."""
    row = connection.execute(
        """
        insert into raw.load (board_id, source, data_through, revision, complete, is_demo, confirmed, started_at)
        values (%s, %s, %s, %s, %s, %s, %s, clock_timestamp())
        returning load_id
        """,
        (
            board_id,
            delivery.source,
            delivery.data_through,
            delivery.revision,
            delivery.complete,
            delivery.source == "demo",
            confirmed,
        ),
    ).fetchone()
    assert row is not None
    load_id = int(row[0])
    connection.execute("insert into raw.effect (load_id, from_load) values (%s, %s)", (load_id, load_id))
    return load_id


def finish_load(connection: psycopg.Connection, load_id: int) -> None:
    """Write when the load was done."""
    connection.execute("update raw.load set finished_at = clock_timestamp() where load_id = %s", (load_id,))


@dataclass
class FileRecord:
    """One file read as one entity: its place in the store and the account of its rows."""

    file_id: int
    part: Part
    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    superseded: int = 0
    left_out: int = 0
    account: Account = field(default_factory=Account)

    @classmethod
    def begin(cls, connection: psycopg.Connection, load_id: int, part: Part) -> FileRecord:
        """Write the file down before its rows come, so that they can point at it."""
        row = connection.execute(
            """
            insert into raw.file (load_id, entity, name, size_bytes, sha256, data_through, revision)
            values (%s, %s, %s, %s, %s, %s, %s)
            returning file_id
            """,
            (
                load_id,
                part.entity.name,
                part.file_name,
                part.size_bytes,
                part.sha256,
                part.data_through,
                part.revision,
            ),
        ).fetchone()
        assert row is not None
        return cls(int(row[0]), part)

    @property
    def rejected(self) -> int:
        """Rows rejected so far."""
        return len(self.account.rejected)

    @property
    def commonest_reason(self) -> str:
        """What was said of a row rejected by the rule, in the column, that rejected most."""
        counted = Counter((row.rule, row.column) for row in self.account.rejected)
        rule, column = counted.most_common(1)[0][0]
        return next(r.message for r in self.account.rejected if (r.rule, r.column) == (rule, column))

    def read_rows(self, account: Account) -> None:
        """Take over what the reading counted."""
        self.account = account
        self.read = account.read
        self.left_out = account.left_out

    def repeated(self, row: Repeated) -> None:
        """A row whose key comes again: alike it is one with the first, else it cannot be told which is right."""
        if not row.differs:
            self.unchanged += 1
        elif row.in_many_files:
            self.conflict(row.line, row.key, row.unit)
        else:
            message = (
                "Samma nyckel finns flera gånger i filen med olika värden. Behåll den rätta raden i källan."
            )
            self._reject(row.line, "key_twice", message, row.key, row.unit)

    def conflict(self, line: int, key: str, unit: str | None) -> None:
        """A row that says otherwise than another of the same date and revision."""
        message = (
            "En annan fil med samma datum och revision har andra värden för nyckeln. "
            "Ange revision för den rättade leveransen."
        )
        self._reject(line, "revision_needed", message, key, unit)

    def count(self, action: str, rows: int) -> None:
        """Add what the merge decided."""
        match action:
            case "new":
                self.new += rows
            case "changed":
                self.changed += rows
            case "unchanged":
                self.unchanged += rows
            case "superseded" | "ended":
                self.superseded += rows

    def finish(self, connection: psycopg.Connection) -> None:
        """Write the account, the rejected rows and the remarks."""
        connection.execute(
            """
            update raw.file
            set rows_read = %s, rows_new = %s, rows_changed = %s, rows_unchanged = %s, rows_superseded = %s,
                rows_rejected = %s, rows_left_out = %s
            where file_id = %s
            """,
            (
                self.read,
                self.new,
                self.changed,
                self.unchanged,
                self.superseded,
                self.rejected,
                self.left_out,
                self.file_id,
            ),
        )
        with connection.cursor().copy(
            "copy raw.rejected_row (file_id, line, column_name, rule, value_class, message, key, unit) from stdin"
        ) as copy:
            for row in self.account.rejected:
                key = "|".join(row.key) if row.key else None
                copy.write_row(
                    (
                        self.file_id,
                        row.line,
                        row.column,
                        row.rule,
                        row.value_class,
                        row.message,
                        key,
                        row.unit,
                    )
                )
        with connection.cursor().copy(
            "copy raw.remark (file_id, line, column_name, rule, message) from stdin"
        ) as copy:
            for remark in self.account.remarks:
                copy.write_row((self.file_id, remark.line, remark.column, remark.rule, remark.message))

    def _reject(self, line: int, rule: str, message: str, key: str, unit: str | None) -> None:
        column = ", ".join(ENTITIES[self.part.entity.name].key)
        self.account.rejected.append(RejectedRow(line, column, rule, None, message, (key,), unit))
