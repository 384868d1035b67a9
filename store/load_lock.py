"""The lock that keeps loads apart, and disposals from loads."""

from __future__ import annotations

from collections.abc import Callable

import psycopg

_LOCK = "select {} (hashtext('insatskollen.load'))"


def lock_store(connection: psycopg.Connection, tell: Callable[[str], None]) -> None:
    """Wait for a load that is running; held until the transaction ends."""
    row = connection.execute(_LOCK.format("pg_try_advisory_xact_lock")).fetchone()
    if row is None or not row[0]:
        tell("En annan inläsning pågår. Väntar tills den är klar …")
        connection.execute(_LOCK.format("pg_advisory_xact_lock"))
