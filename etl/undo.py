"""Undoing a load: a load of its own that puts back what would hold had the load never been."""

from __future__ import annotations

import psycopg

from domain.entities import ENTITIES, Entity
from domain.errors import DeliveryError
from etl.claims import FORGET_CLAIMS, Claims
from etl.load import LoadResult, Tell, loading
from etl.merge import MergeStatements
from etl.records import finish_load
from etl.resolving import ResolvingStatements
from store.derive import cut_offs, refresh


def undo(connection: psycopg.Connection, load_id: int, tell: Tell = lambda _: None) -> LoadResult:
    """Undo a load (or an undoing). Later loads stay as they are: only what rested on this one changes."""
    with loading(connection, tell):
        row = connection.execute(
            """
            select l.board_id, l.source, l.undoes, x.load_id is not null
            from raw.load as l
            left join raw.effect as x on l.load_id = x.load_id and x.to_load is null
            where l.load_id = %s
            """,
            (load_id,),
        ).fetchone()
        if row is None:
            raise DeliveryError(
                f"Det finns ingen inläsning {load_id}. python -m etl loads visar dem som finns."
            )
        board_id, source, undoes, counts = row
        if not counts:
            raise DeliveryError(f"Inläsning {load_id} är redan ångrad.")
        before = cut_offs(connection, board_id)
        undoing = _begin(connection, board_id, source, load_id)
        delivery = _turn(connection, undoing, load_id, undoes)
        for entity in ENTITIES.values():
            _resolve(connection, entity, board_id, undoing, delivery)
        finish_load(connection, undoing)
        return LoadResult(load_id=undoing, findings=refresh(connection, board_id, before, tell))


def _begin(connection: psycopg.Connection, board_id: int, source: str, undone: int) -> int:
    row = connection.execute(
        """
        insert into raw.load (board_id, source, undoes, started_at) values (%s, %s, %s, clock_timestamp())
        returning load_id
        """,
        (board_id, source, undone),
    ).fetchone()
    assert row is not None
    connection.execute("insert into raw.effect (load_id, from_load) values (%s, %s)", (row[0], row[0]))
    return int(row[0])


def _turn(connection: psycopg.Connection, undoing: int, load_id: int, undoes: int | None) -> int:
    """End the effect of a load; when it was an undoing, what it undid counts again, and so on down.

    Returns the delivery whose claims have come or gone.
    """
    connection.execute(
        "update raw.effect set to_load = %s where load_id = %s and to_load is null", (undoing, load_id)
    )
    turned = load_id
    comes_back = True
    while undoes is not None:
        turned = undoes
        connection.execute(
            "insert into raw.effect (load_id, from_load) values (%(turned)s, %(undoing)s)"
            if comes_back
            else "update raw.effect set to_load = %(undoing)s where load_id = %(turned)s and to_load is null",
            {"turned": turned, "undoing": undoing},
        )
        comes_back = not comes_back
        row = connection.execute("select undoes from raw.load where load_id = %s", (turned,)).fetchone()
        undoes = row[0] if row else None
    connection.execute(
        "update raw.rejected_row set resolved_by_load = null where resolved_by_load = %s", (turned,)
    )
    return turned


def _resolve(
    connection: psycopg.Connection, entity: Entity, board_id: int, undoing: int, delivery: int
) -> None:
    """Decide anew what holds for the keys that the delivery said or ended."""
    row = connection.execute(
        """
        select l.complete from raw.file as f
        inner join raw.load as l on f.load_id = l.load_id
        where f.load_id = %s and f.entity = %s
        limit 1
        """,
        (delivery, entity.name),
    ).fetchone()
    if row is None:
        return
    statements, claims = ResolvingStatements(entity), Claims(entity)
    named = {
        "board_id": board_id,
        "load_id": undoing,
        "target": delivery,
        "entity": entity.name,
        "everything": bool(row[0]),
    }
    run = connection.execute
    run(statements.keys_of_load, named)
    for statement in claims.at_hand("key_to_resolve"):
        run(statement, named)
    run(statements.resolve, named)
    run(FORGET_CLAIMS)
    run(statements.close_resolved, named)
    run(statements.insert_resolved, named)
    run(MergeStatements(entity).touch, named)
    run("drop table key_to_resolve, resolved")
    run(statements.keys_rejected, named)
    for statement in claims.at_hand("key_rejected"):
        run(statement, named)
    run(statements.resolve_rejected_again, named)
    run(f"{FORGET_CLAIMS}, key_rejected")
