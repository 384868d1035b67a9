"""Connections to the store: the server started if it is ours, its version checked, the role taken."""

from __future__ import annotations

import psycopg

from domain.errors import StoreError, StoreUnavailable
from store import server
from store.addresses import app_address, is_embedded, owner_address
from store.home import home

OLDEST_VERSION = 160000
_ATTEMPTS = 3


def owner_connection() -> psycopg.Connection:
    """A connection as the store's owner, not in autocommit; the embedded server is started if needed."""
    return connect(owner_address())


def loader_connection() -> psycopg.Connection:
    """A connection of the owner's login that has taken the role ik_loader for its whole life."""
    connection = owner_connection()
    try:
        connection.execute("set role ik_loader")
        connection.commit()
    except (psycopg.errors.InvalidParameterValue, psycopg.errors.InsufficientPrivilege) as error:
        connection.close()
        raise StoreError(
            "Databasen är inte förberedd för inläsning. Kör först python -m store migrate."
        ) from error
    return connection


def app_connection() -> psycopg.Connection:
    """A connection as the app's login, which may do nothing until it takes a role."""
    return connect(app_address())


def connect(address: str, *, autocommit: bool = False) -> psycopg.Connection:
    """Connect to the store at that address; StoreUnavailable or StoreError with a sentence if it fails.

    The embedded server is asked only after a failure, so an answering one costs nothing more.
    """
    attempts = _ATTEMPTS if is_embedded() else 1
    for attempt in range(attempts):
        if attempt:
            server.up(home())
        try:
            connection = psycopg.connect(address, autocommit=autocommit, connect_timeout=10)
        except psycopg.OperationalError as error:
            if attempt == attempts - 1:
                raise StoreUnavailable(_unavailable()) from error
            continue
        _check_version(connection)
        return connection
    raise AssertionError("unreachable")


def _check_version(connection: psycopg.Connection) -> None:
    found = connection.info.server_version
    if found < OLDEST_VERSION:
        connection.close()
        raise StoreError(
            f"Databasservern är PostgreSQL {found // 10000}; Insatskollen behöver 16 eller senare. "
            "Uppgradera den, eller ange en annan i INSATSKOLLEN_DATABASE_URL."
        )


def _unavailable() -> str:
    if is_embedded():
        return f"Databasen svarar inte. Försök igen om en stund, eller se loggen i {home().log}."
    return (
        "Databasen i INSATSKOLLEN_DATABASE_URL svarar inte eller släpper inte in användaren. "
        "Kontrollera adressen och lösenordet och att servern är igång."
    )
