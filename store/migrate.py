"""Bringing the store to the newest schema: roles first, then Alembic's revisions, as the owner."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import psycopg
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from domain.errors import StoreError
from store.addresses import is_embedded, owner_address
from store.connect import connect
from store.roles import ensure_roles

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
VERSIONS = MIGRATIONS / "versions"


def migrate(address: str | None = None, versions: Path = VERSIONS) -> None:
    """Make the roles and bring the schema to its newest state; nothing happens if it is there already."""
    address = address or owner_address()
    with connect(address, autocommit=True) as connection:
        ensure_roles(connection)
    engine = create_engine(
        "postgresql+psycopg://", creator=lambda: connect(address), poolclass=NullPool, use_native_hstore=False
    )
    configuration = _configuration(versions)
    with engine.connect() as sqlalchemy_connection:
        configuration.attributes["connection"] = sqlalchemy_connection
        try:
            command.upgrade(configuration, "head")
            sqlalchemy_connection.commit()
        except Exception as error:
            _tell_missing_rights(error)
            raise


def current_version(connection: psycopg.Connection) -> str | None:
    """The revision that the store is at, None if it was never migrated."""
    row = connection.execute("select to_regclass('store.alembic_version') is not null").fetchone()
    if row is None or not row[0]:
        return None
    row = connection.execute("select version_num from store.alembic_version").fetchone()
    return row[0] if row else None


@cache
def newest_version(versions: Path = VERSIONS) -> str | None:
    """The newest revision among the files."""
    return ScriptDirectory.from_config(_configuration(versions)).get_current_head()


def ensure_current() -> None:
    """Migrate the embedded store if it is behind; another PostgreSQL is migrated only when asked to be."""
    with connect(owner_address()) as connection:
        found = current_version(connection)
    if found == newest_version():
        return
    if not is_embedded():
        raise StoreError("Databasens tabeller är inte de senaste. Kör först python -m store migrate.")
    migrate()


def _configuration(versions: Path) -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", _escaped(MIGRATIONS))
    configuration.set_main_option("version_locations", _escaped(versions))
    configuration.set_main_option("path_separator", "newline")
    return configuration


def _escaped(path: Path) -> str:
    """A path as a value of Alembic's configuration, in which `%` has a meaning."""
    return str(path).replace("%", "%%")


def _tell_missing_rights(error: Exception) -> None:
    """Raise a StoreError in place of a driver's error that says that a right is missing."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, psycopg.errors.InsufficientPrivilege):
        cause = cause.__cause__
    if cause is not None:
        raise StoreError(
            "Databasens ägare saknar en rätt som migreringen behöver. Ange databasens ägare i "
            "INSATSKOLLEN_DATABASE_URL och kör python -m store migrate igen."
        ) from error
