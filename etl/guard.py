"""The guard for the day when the list is empty: what looks like a mistake loads nothing unless confirmed."""

from __future__ import annotations

import psycopg

from domain.entities import Entity
from domain.errors import DeliveryError
from etl.records import FileRecord

LARGEST_SHARE_REJECTED = 0.20
LARGEST_SHARE_REMOVED = 0.10


def refuse_if_much_is_rejected(record: FileRecord) -> None:
    """Stop when more than a fifth of a file's rows would be rejected."""
    of_entity = record.read - record.left_out
    if record.rejected > LARGEST_SHARE_REJECTED * of_entity:
        raise DeliveryError(
            f"{record.part.file_name}: {record.rejected} av {of_entity} rader skulle avvisas, så inget lästes "
            f"in. Vanligaste skälet: {record.commonest_reason} Lägg till --confirm om det ändå är rätt."
        )


def refuse_if_much_would_go(
    connection: psycopg.Connection, entity: Entity, board_id: int, load_id: int, source: str
) -> None:
    """Stop when a complete delivery would remove more than a tenth of what its source has said of an entity.

    Other sources' facts are no measure: among many of theirs all of one's own would be a small share.
    """
    row = connection.execute(
        f"""
        select
            (select count(*) from lacked),
            (
                select count(*)
                from {entity.table} as v
                inner join raw.file as f on v.file_id = f.file_id
                inner join raw.load as l on f.load_id = l.load_id
                where
                    v.board_id = %(board_id)s and l.source = %(source)s
                    and v.from_load < %(load_id)s and (v.to_load is null or v.to_load = %(load_id)s)
            )
        """,
        {"board_id": board_id, "load_id": load_id, "source": source},
    ).fetchone()
    assert row is not None
    lacked, stood = row
    if lacked > LARGEST_SHARE_REMOVED * stood:
        raise DeliveryError(
            f"Leveransen sägs vara fullständig men saknar {lacked} av {stood} i {entity.label.lower()}, som "
            "skulle tas bort. Inget lästes in. Lägg till --confirm om det är rätt."
        )
