"""Alembic's entry: run the revisions on the connection that store.migrate hands over."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection, text

VERSION_SCHEMA = "store"


def run(connection: Connection) -> None:
    """Upgrade in one transaction: the store is as before or as after, never between."""
    context.configure(
        connection=connection,
        version_table="alembic_version",
        version_table_schema=VERSION_SCHEMA,
    )
    with context.begin_transaction():
        # Two that migrate at once: the second waits here, and then finds nothing left to do.
        connection.execute(text("select pg_advisory_xact_lock(hashtext('insatskollen.migrate'))"))
        connection.execute(text(f"create schema if not exists {VERSION_SCHEMA}"))
        context.run_migrations()


run(context.config.attributes["connection"])
