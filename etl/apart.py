"""The demo municipality and a municipality's own deliveries are never in one store."""

from __future__ import annotations

import psycopg

from domain.errors import DeliveryError

DEMO = "demo"
ENTRY = "inmatning"
"""The source of facts typed in on pages: it belongs to whichever store it is typed into."""

_ELSEWHERE = "Ange en annan databas, till exempel en annan mapp i INSATSKOLLEN_HOME."


def has_own_loads(connection: psycopg.Connection) -> bool:
    """Whether anything but the demo was ever loaded: what is typed in is the demo's own once that is there."""
    return _exists(connection, "l.source not in (%(demo)s, %(entry)s)") or (
        _exists(connection, "l.source = %(entry)s") and not has_demo_loads(connection)
    )


def has_demo_loads(connection: psycopg.Connection) -> bool:
    """Whether the demo was ever loaded."""
    return _exists(connection, "l.source = %(demo)s")


def keep_apart(connection: psycopg.Connection, source: str) -> None:
    """DeliveryError where a load of the source would mix the demo with something else."""
    if source == ENTRY:
        return
    if source == DEMO and has_own_loads(connection):
        raise DeliveryError(
            f"Databasen har egna inläsningar. Demokommunen läses bara in i en databas för sig. {_ELSEWHERE}"
        )
    if source != DEMO and has_demo_loads(connection):
        raise DeliveryError(
            f"Databasen innehåller demokommunen, som inte får blandas med annat. {_ELSEWHERE}"
        )


def _exists(connection: psycopg.Connection, condition: str) -> bool:
    row = connection.execute(
        f"select exists (select from raw.load as l where {condition})".encode(),
        {"demo": DEMO, "entry": ENTRY},
    ).fetchone()
    return bool(row and row[0])
