"""Taking a delivery into the store: all of it or nothing, in one transaction."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

import psycopg

from domain.entities import ENTITIES, Entity
from domain.personnummer import scrub
from etl import boards
from etl.apart import keep_apart
from etl.batches import ReadContext
from etl.bulk import BulkTable, first_load_of
from etl.claims import FORGET_CLAIMS, Claims
from etl.copying import Account, copy_batches
from etl.delivery import Delivery, Part, open_delivery
from etl.guard import refuse_if_much_is_rejected, refuse_if_much_would_go
from etl.merge import MergeStatements
from etl.records import FileRecord, begin_load, finish_load
from etl.repeated import Repeated, take_out_repeated
from etl.weighing import WeighingStatements
from store.derive import cut_offs, refresh
from store.identity_key import load_key
from store.load_lock import lock_store

Tell = Callable[[str], None]

_SHARE_GROWN = 0.1


@dataclass(frozen=True)
class LoadOptions:
    """What the command or its caller says about a delivery; None: the delivery says it itself."""

    source: str | None = None
    board: str | None = None
    data_through: date | None = None
    revision: int | None = None
    complete: bool | None = None
    confirm: bool = False


@dataclass
class FileResult:
    """What became of the rows of one file read as one entity; read = accepted + rejected + left_out."""

    file: str
    entity: str
    read: int = 0
    accepted: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    superseded: int = 0
    rejected: int = 0
    left_out: int = 0


@dataclass
class LoadResult:
    """What a load did: its number, each file's account, files that matched nothing, findings by rule."""

    load_id: int
    files: list[FileResult] = field(default_factory=list)
    left_aside: list[str] = field(default_factory=list)
    findings: dict[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """The result as `python -m etl load --json` prints it."""
        return asdict(self)


def load(
    connection: psycopg.Connection, paths: Sequence[Path], options: LoadOptions, tell: Tell = lambda _: None
) -> LoadResult:
    """Load the delivery at `paths`. Raises DeliveryError with one sentence when nothing was loaded."""
    with loading(connection, tell):
        key = load_key(connection)
        known: dict[str, frozenset[str]] = {}

        def context_for(board: str | None) -> ReadContext:
            return boards.read_context(connection, board, known, key)

        delivery = open_delivery(
            paths,
            source=options.source,
            board=options.board,
            data_through=options.data_through,
            revision=options.revision,
            complete=options.complete,
            context_for=context_for,
        )
        keep_apart(connection, delivery.source)
        _tell_unmapped(delivery, tell)
        board_id, _ = boards.board_named(connection, delivery.board)
        _tell_new_source(connection, board_id, delivery.source, tell)
        return Loading(connection, delivery, board_id, known, options.confirm, tell).run()


def _tell_unmapped(delivery: Delivery, tell: Tell) -> None:
    """Say which columns nothing reads, once a file."""
    for file, headings in dict.fromkeys((part.file_name, part.unmapped) for part in delivery.parts):
        if headings:
            tell(f"{file}: kolumner som inte läses: {scrub(', '.join(headings))}.")


def _tell_new_source(connection: psycopg.Connection, board_id: int, source: str, tell: Tell) -> None:
    """Say when a source is heard of for the first time beside others: its name may be a slip of the pen."""
    known = [
        str(name)
        for (name,) in connection.execute(
            "select distinct source from raw.load where board_id = %s order by source", (board_id,)
        )
    ]
    if known and source not in known:
        tell(f"Källan {source} är ny för nämnden, som har {', '.join(known)} sedan förut.")


@contextmanager
def loading(connection: psycopg.Connection, tell: Tell) -> Iterator[None]:
    """One transaction under the lock that keeps loads apart; a second load waits and says so."""
    with connection.transaction():
        lock_store(connection, tell)
        connection.execute("truncate core.touched")
        # a load is one process: room for its sorts is worth more than for many askers
        connection.execute("set local work_mem = '128MB'")
        yield
        connection.execute("truncate core.touched")


class Loading:
    """One delivery on its way into the store."""

    def __init__(
        self,
        connection: psycopg.Connection,
        delivery: Delivery,
        board_id: int,
        known_codes: dict[str, frozenset[str]],
        confirmed: bool,
        tell: Tell,
    ) -> None:
        self._connection = connection
        self._delivery = delivery
        self._board_id = board_id
        self._known_codes = known_codes
        self._confirmed = confirmed
        self._tell = tell
        self._load_id = begin_load(connection, board_id, delivery, confirmed=confirmed)
        self._records: list[FileRecord] = []
        self._filled: set[str] = set()

    def run(self) -> LoadResult:
        """Take in the delivery's files, entity by entity, and bring what is derived up to date."""
        before = cut_offs(self._connection, self._board_id)
        for entity in ENTITIES.values():
            parts = [part for part in self._delivery.parts if part.entity.name == entity.name]
            if parts:
                self._take_in(entity, parts)
        self._analyze_grown()
        finish_load(self._connection, self._load_id)
        findings = refresh(self._connection, self._board_id, before, self._tell)
        return LoadResult(
            load_id=self._load_id,
            files=[_result(record) for record in self._records],
            left_aside=list(self._delivery.left_aside),
            findings=findings,
        )

    def _take_in(self, entity: Entity, parts: list[Part]) -> None:
        stamps = sorted({(part.data_through, part.revision) for part in parts})
        records: list[FileRecord] = []
        for stamp in stamps:
            of_stamp = [part for part in parts if (part.data_through, part.revision) == stamp]
            records += self._merge(entity, stamp, of_stamp)
        if self._delivery.complete:
            self._remove_what_is_lacking(entity, stamps[-1], records)
        if entity.name in ("codes", "units"):
            self._known_codes.update(boards.known_codes(self._connection, self._board_id))
        self._records += records

    def _merge(self, entity: Entity, stamp: tuple[date, int], parts: list[Part]) -> list[FileRecord]:
        """Take in the files of one entity that speak of one date and revision."""
        records = [FileRecord.begin(self._connection, self._load_id, part) for part in parts]
        bulk = first_load_of(self._connection, entity, parts)
        # An empty table may still be spoken for: by a later complete delivery that lacked everything.
        if bulk is not None and self._is_newest(entity, stamp):
            self._fill(bulk, records, parts)
        else:
            self._stage(entity, stamp, records, parts)
        for record in records:
            record.finish(self._connection)
            if not self._confirmed:
                refuse_if_much_is_rejected(record)
        return records

    def _fill(self, bulk: BulkTable, records: list[FileRecord], parts: list[Part]) -> None:
        """The first rows of an entity go straight into their table, and its indexes are built afterwards."""
        bulk.open()
        self._filled.add(bulk.entity.name)
        for record, part in zip(records, parts, strict=True):
            constants = {"board_id": self._board_id, "from_load": self._load_id, "file_id": record.file_id}
            account = self._copy(part, bulk.entity.table, constants, bulk.next_fact)
            bulk.next_fact += account.copied
            record.read_rows(account)
            record.new = account.copied
        for repeated in bulk.close():
            record = _record_of(records, repeated.file_id)
            record.new -= 1
            record.repeated(repeated)

    def _stage(
        self, entity: Entity, stamp: tuple[date, int], records: list[FileRecord], parts: list[Part]
    ) -> None:
        """Later rows are held against the facts, set by set."""
        self._filled.discard(entity.name)
        statements = MergeStatements(entity)
        run = self._connection.execute
        run(statements.create_staged)
        for record, part in zip(records, parts, strict=True):
            record.read_rows(self._copy(part, "staged", {"file_id": record.file_id}, None))
        run("analyze staged")
        named = self._named(entity, stamp)
        for row in run(take_out_repeated(entity, "staged")).fetchall():
            repeated = Repeated(*row)
            _record_of(records, repeated.file_id).repeated(repeated)
        run(statements.decide, named)
        if not self._is_newest(entity, stamp):
            weighing = WeighingStatements(entity)
            run(weighing.late, named)
            self._weigh(entity, "late", weighing.decide_late, named)
        for file_id, line, key, unit in run(statements.conflicts).fetchall():
            _record_of(records, file_id).conflict(line, key, unit)
        run(statements.close_changed, named)
        run(statements.insert_versions, named)
        run(statements.confirm)
        run(statements.touch_decided, named)
        run(statements.resolve_rejected, named)
        for file_id, action, count in run(statements.count_actions).fetchall():
            _record_of(records, file_id).count(action, count)
        run("drop table staged, decided")

    def _analyze_grown(self) -> None:
        """Let the server look again at tables where the board's rows are many more: it plans by what it last saw.

        Measured by the board: of a board that it has not seen it expects one row, however many boards there are.
        A table that was filled in bulk has been looked at when its indexes were built.
        """
        for entity in {record.part.entity.name for record in self._records} - self._filled:
            written = sum(r.new + r.changed for r in self._records if r.part.entity.name == entity)
            table = ENTITIES[entity].table
            row = self._connection.execute(
                f"""
                select count(*) from (
                    select from {table} where board_id = %(board_id)s and to_load is null limit %(enough)s
                ) as f
                """,
                {"board_id": self._board_id, "enough": int(written / _SHARE_GROWN) + 1},
            ).fetchone()
            if row is None or written > _SHARE_GROWN * row[0]:
                self._connection.execute(f"analyze {table}".encode())

    def _copy(self, part: Part, table: str, constants: dict[str, int], first_fact: int | None) -> Account:
        shown = _Progress(part, self._tell)
        return copy_batches(
            self._connection, part.batches(), table, part.entity, constants, first_fact, shown.rows
        )

    def _remove_what_is_lacking(
        self, entity: Entity, stamp: tuple[date, int], records: list[FileRecord]
    ) -> None:
        weighing = WeighingStatements(entity)
        named = self._named(entity, stamp) | {"files": [record.file_id for record in records]}
        run = self._connection.execute
        run(weighing.unsaid, named)
        self._weigh(entity, "unsaid", weighing.lacking, named)
        if not self._confirmed:
            refuse_if_much_would_go(
                self._connection, entity, self._board_id, self._load_id, self._delivery.source
            )
        removed = run(weighing.close_lacked, named).rowcount
        if removed:
            self._tell(f"{entity.label}: {removed} saknas i den fullständiga leveransen och tas bort.")
        run(MergeStatements(entity).touch, named)
        run("drop table lacked")

    def _weigh(self, entity: Entity, keys: str, judge: str, named: dict[str, object]) -> None:
        """Run a statement that weighs the claims for the keys in a temporary table."""
        for statement in Claims(entity).at_hand(keys):
            self._connection.execute(statement, named)
        self._connection.execute(judge, named)
        self._connection.execute(f"{FORGET_CLAIMS}, {keys}")

    def _is_newest(self, entity: Entity, stamp: tuple[date, int]) -> bool:
        """Whether the stamp is later than all that counts for the entity so far."""
        row = self._connection.execute(
            """
            select (f.data_through, f.revision) < (%(data_through)s, %(revision)s)
            from raw.file as f
            inner join raw.load as l on f.load_id = l.load_id and l.board_id = %(board_id)s
            inner join raw.effect as x on l.load_id = x.load_id and x.to_load is null
            where f.entity = %(entity)s and not (
                f.load_id = %(load_id)s
                and (f.data_through, f.revision) = (%(data_through)s, %(revision)s)
            )
            order by f.data_through desc, f.revision desc
            limit 1
            """,
            self._named(entity, stamp),
        ).fetchone()
        return row is None or bool(row[0])

    def _named(self, entity: Entity, stamp: tuple[date, int]) -> dict[str, object]:
        return {
            "load_id": self._load_id,
            "board_id": self._board_id,
            "entity": entity.name,
            "source": self._delivery.source,
            "data_through": stamp[0],
            "revision": stamp[1],
        }


class _Progress:
    """Tells now and then how far the reading of a file has come."""

    _SECONDS_BETWEEN = 2.0

    def __init__(self, part: Part, tell: Tell) -> None:
        self._part = part
        self._tell = tell
        self._began = self._told = time.monotonic()

    def rows(self, read: int) -> None:
        now = time.monotonic()
        if now - self._told < self._SECONDS_BETWEEN or not read:
            return
        self._told = now
        rate = read / (now - self._began)
        left = ""
        if self._part.rows_hint and self._part.rows_hint > read:
            left = f", ungefär {(self._part.rows_hint - read) / rate:.0f} s kvar"
        self._tell(f"{self._part.file_name}: {read} rader lästa, {rate:.0f} rader/s{left}")


def _record_of(records: list[FileRecord], file_id: int) -> FileRecord:
    return next(record for record in records if record.file_id == file_id)


def _result(record: FileRecord) -> FileResult:
    return FileResult(
        file=record.part.file_name,
        entity=record.part.entity.name,
        read=record.read,
        accepted=record.new + record.changed + record.unchanged + record.superseded,
        new=record.new,
        changed=record.changed,
        unchanged=record.unchanged,
        superseded=record.superseded,
        rejected=record.rejected,
        left_out=record.left_out,
    )


def to_standard_error(sentence: str) -> None:
    """Progress goes beside the result, so that --json stays clean."""
    print(sentence, file=sys.stderr, flush=True)
