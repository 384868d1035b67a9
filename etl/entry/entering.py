"""One entry on its way into the store, under the lock of loads: weighed change by change, then loaded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date

import polars as pl
import psycopg

from domain.entities import ENTITIES, Column, Entity, Kind
from domain.titles import field
from etl import boards
from etl.apart import ENTRY
from etl.delivery import Delivery
from etl.entry.change import CANNOT, Became, Change, Entered, Outcome
from etl.entry.standing import Standing, standing
from etl.formats.table import LINE
from etl.load import Loading, Tell
from etl.part import Part, Prepared
from etl.rows import Reading
from etl.validation import Validator
from store.identity_key import load_key

ENTERABLE = ("placement_additions", "price_additions", "follow_ups")
"""The entities that can be entered. A closed list: nothing else in desk.entry is taken in."""


class Entering:
    """The changes of one entry. `run` is asked once."""

    def __init__(
        self, connection: psycopg.Connection, board_id: int, board: str, changes: Sequence[Change]
    ) -> None:
        self._connection = connection
        self._board_id = board_id
        self._board = board
        self._changes = changes
        self._became: dict[int, Became] = {}
        self._found: dict[tuple[str, tuple[str, ...]], Standing] = {}
        # by entity and key: the row as it will be, and the numbers of the changes that it carries
        self._rows: dict[tuple[str, tuple[str, ...]], tuple[dict[str, str | None], list[int]]] = {}

    def run(self, entry_id: int, tell: Tell) -> Entered:
        """Weigh each change, and load those that are to be taken; what became of each."""
        for number, change in enumerate(self._changes):
            self._weigh(number, change)
        load_id = self._load(tell) if self._rows else None
        became = tuple(self._became[number] for number in range(len(self._changes)))
        return Entered(entry_id, load_id, became)

    def _weigh(self, number: int, change: Change) -> None:
        """Hold a change against what stands now: under the lock nobody changes it between."""
        entity = ENTITIES.get(change.entity)
        column = next((c for c in entity.columns if c.name == change.column), None) if entity else None
        if entity is None or column is None or entity.name not in ENTERABLE:
            self._became[number] = Became(number, Outcome.REJECTED, CANNOT)
            return
        key = _key(entity, change)
        found = self._found.get((entity.name, key))
        if found is None:
            found = standing(self._connection, entity, self._board_id, key)
            self._found[entity.name, key] = found
        if found.entered.get("placement_id") not in (None, change.key.get("placement_id")):
            # a row of another placement: what it says is not the asker's to hear
            self._became[number] = Became(number, Outcome.REJECTED, CANNOT)
            return
        row, numbers = self._rows.get((entity.name, key), (dict(found.entered), []))
        delivered = found.delivered.get(column.name)
        stands = delivered if delivered is not None else found.entered.get(column.name)
        if _same(column, stands, change.value):
            self._became[number] = Became(number, Outcome.AS_IT_WAS, stands=stands)
        elif delivered is not None:
            self._became[number] = Became(
                number, Outcome.DELIVERED, "Uppgiften levereras nu av källan. Rätta den där.", stands
            )
        elif not _same(column, stands, change.was):
            message = "Någon annan har ändrat uppgiften sedan du öppnade den. Se vad som står och ändra igen."
            self._became[number] = Became(number, Outcome.CHANGED_BY_OTHERS, message, stands)
        else:
            row[column.name] = change.value
            if "placement_id" not in entity.key:
                # the store has seen to it that the placement named beside the key is the asker's
                row["placement_id"] = change.key["placement_id"]
            self._rows[entity.name, key] = (row, [*numbers, number])

    def _load(self, tell: Tell) -> int:
        day = self._data_through()
        parts: list[Part] = []
        lines: dict[tuple[str, int], list[int]] = {}
        content = json.dumps([asdict(change) for change in self._changes], sort_keys=True).encode()
        known: dict[str, frozenset[str]] = {}
        context = boards.read_context(self._connection, self._board, known, load_key(self._connection))
        revision = self._next_revision(day)
        for entity in (ENTITIES[name] for name in ENTERABLE):
            rows = [held for (name, _), held in self._rows.items() if name == entity.name]
            if not rows:
                continue
            frame = _frame(entity, [cells for cells, _ in rows])
            lines |= {(entity.name, line): numbers for line, (_, numbers) in enumerate(rows, start=1)}
            parts.append(
                Part(
                    file_name=ENTRY,
                    size_bytes=len(content),
                    sha256=hashlib.sha256(content).hexdigest(),
                    entity=entity,
                    data_through=day,
                    revision=revision,
                    rows_hint=frame.height,
                    unmapped=(),
                    prepare=lambda frame=frame: iter((Prepared(frame),)),  # type: ignore[misc]
                    validator=Validator(entity, context, _readings(entity), day, width=len(entity.columns)),
                )
            )
        delivery = Delivery(
            ENTRY, self._board, day, revision, complete=False, parts=tuple(parts), left_aside=()
        )
        load_id = Loading(self._connection, delivery, self._board_id, known, True, tell).run().load_id
        rejected = self._rejected(load_id)
        for (name, line), numbers in lines.items():
            message = rejected.get((name, line))
            # as it is read back: nothing is said to hold that does not
            entity = ENTITIES[name]
            key = _key(entity, self._changes[numbers[0]])
            stands = standing(self._connection, entity, self._board_id, key).entered
            for number in numbers:
                self._became[number] = _judged(number, self._changes[number], entity, stands, message)
        return load_id

    def _rejected(self, load_id: int) -> dict[tuple[str, int], str]:
        rows = self._connection.execute(
            """
            select f.entity, r.line, r.message
            from raw.rejected_row as r
            inner join raw.file as f on r.file_id = f.file_id
            where f.load_id = %s
            """,
            (load_id,),
        ).fetchall()
        return {(str(entity), int(line)): str(message) for entity, line, message in rows}

    def _data_through(self) -> date:
        """The day that placements are delivered to: an entry moves no cut-off. A follow-up may be of a later day.

        Never before that of an earlier entry: a delivery that has been undone must not make it the newer.
        """
        row = self._connection.execute(
            """
            select greatest(
                (
                    select c.data_through from core.current_cut_off as c
                    where c.board_id = %(board_id)s and c.entity = 'placements'
                ),
                (
                    select max(f.data_through) from raw.file as f
                    inner join raw.load as l on f.load_id = l.load_id
                    where l.board_id = %(board_id)s and f.entity = any(%(entities)s)
                )
            )
            """,
            {"board_id": self._board_id, "entities": sorted({name for name, _ in self._rows})},
        ).fetchone()
        assert row is not None  # what is entered is about placements that have been delivered
        days = [_day(cells.get("followed_up_on")) for cells, _ in self._rows.values()]
        latest: date = max([row[0], *(day for day in days if day is not None)])
        return latest

    def _next_revision(self, day: date) -> int:
        row = self._connection.execute(
            """
            select coalesce(max(f.revision), 0) + 1
            from raw.file as f
            inner join raw.load as l on f.load_id = l.load_id
            where l.board_id = %s and f.data_through = %s and f.entity = any(%s)
            """,
            (self._board_id, day, list(ENTERABLE)),
        ).fetchone()
        assert row is not None
        return int(row[0])


def _judged(
    number: int, change: Change, entity: Entity, stands: Mapping[str, str | None], rejected: str | None
) -> Became:
    """What became of a change that was loaded, by why its row was rejected (None: it was not) and what stands."""
    if rejected is not None:
        return Became(number, Outcome.REJECTED, rejected)
    if not _same(entity.column(change.column), stands.get(change.column), change.value):
        return Became(number, Outcome.REJECTED, "En senare uppgift gäller framför den.")
    return Became(number, Outcome.TAKEN)


def _key(entity: Entity, change: Change) -> tuple[str, ...]:
    return tuple(str(change.key.get(name, "")) for name in entity.key)


def _frame(entity: Entity, rows: Sequence[Mapping[str, str | None]]) -> pl.DataFrame:
    columns = [pl.Series(LINE, range(1, len(rows) + 1), pl.Int32)]
    columns += [pl.Series(c.name, [row.get(c.name) for row in rows], pl.String) for c in entity.columns]
    return pl.DataFrame(columns)


def _readings(entity: Entity) -> dict[str, Reading]:
    return {column.name: Reading(field(column.name)) for column in entity.columns}


def _same(column: Column, one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return one == other
    if column.kind in (Kind.MONEY, Kind.NUMBER):
        try:
            return float(one) == float(other)
        except ValueError:
            return False
    return one == other


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
