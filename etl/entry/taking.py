"""Taking in what people entered on the pages: each entry a small load of its own, through the same engine.

What is taken in is what stands in desk.entry, where the store has seen to it that the asker may enter it
(docs/decisions/0014-entry.md). Entries that wait, since the server died between, are taken in with the next one.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import psycopg

from domain.errors import DeliveryError
from etl.entry.change import CANNOT, Became, Change, Entered, Outcome
from etl.entry.entering import Entering
from etl.load import Tell, loading
from etl.undo import undo
from store.connect import loader_connection


def take_in(tell: Tell = lambda _: None) -> tuple[Entered, ...]:
    """Take in all that waits, in order, and carry out what was asked to be undone; what became of each entry.

    Raises StoreUnavailable or StoreError; what was not taken in then waits on.
    """
    done = []
    with loader_connection() as connection:
        while (entered := _next(connection, tell)) is not None:
            done.append(entered)
        while _next_undoing(connection, tell):
            pass
    return tuple(done)


def _next(connection: psycopg.Connection, tell: Tell) -> Entered | None:
    with loading(connection, tell):
        row = connection.execute(
            """
            select e.entry_id, e.board_id, b.board, e.changes
            from desk.entry as e
            inner join core.board as b on e.board_id = b.board_id
            where e.taken_at is null
            order by e.entry_id
            limit 1
            """
        ).fetchone()
        if row is None:
            return None
        entry_id, board_id, board, written = row
        entered = _taken_in(connection, entry_id, board_id, board, written, tell)
        connection.execute(
            "update desk.entry set taken_at = now(), load_id = %s, outcome = %s where entry_id = %s",
            (entered.load_id, json.dumps([asdict(one) for one in entered.became]), entry_id),
        )
        return entered


def _taken_in(
    connection: psycopg.Connection, entry_id: int, board_id: int, board: str, written: list[Any], tell: Tell
) -> Entered:
    try:
        changes = [Change(**change) for change in written]
    except TypeError:
        # the store lets in no such entry: one that is there all the same must not stop those after it
        unread = (Became(number, Outcome.REJECTED, CANNOT) for number in range(len(written)))
        return Entered(entry_id, None, tuple(unread))
    return Entering(connection, board_id, board, changes).run(entry_id, tell)


def _next_undoing(connection: psycopg.Connection, tell: Tell) -> bool:
    row = connection.execute(
        """
        select e.entry_id, e.load_id, x.load_id is not null
        from desk.entry as e
        left join raw.effect as x on e.load_id = x.load_id and x.to_load is null
        where e.undo_asked_at is not null and e.undone_at is null
        order by e.entry_id
        limit 1
        """
    ).fetchone()
    if row is None:
        return False
    entry_id, load_id, counts = row
    try:
        with connection.transaction():
            if counts:
                undo(connection, load_id, tell)
            connection.execute("update desk.entry set undone_at = now() where entry_id = %s", (entry_id,))
    except DeliveryError as error:
        # asked again it may go; those after it must not wait for it
        tell(f"Inmatning {entry_id} kunde inte ångras: {error}")
        with connection.transaction():
            connection.execute(
                "update desk.entry set undo_asked_at = null, undo_asked_by = null where entry_id = %s",
                (entry_id,),
            )
    return True
