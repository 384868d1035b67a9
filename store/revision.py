"""What a migration's Python file does: run the statements of .sql files beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import cast

import psycopg
from alembic import op


def run_file(path: Path, names: Mapping[str, str] | None = None) -> None:
    """Execute the statements of a .sql file in the migration's transaction.

    `names` replaces parts of identifiers, so that one text can be made for several sources. Through
    psycopg itself and without parameters: neither `:name` nor `%` means anything then.
    """
    text = path.read_text(encoding="utf-8")
    for found, replacement in (names or {}).items():
        text = text.replace(found, replacement)
    # The driver's own type for a statement is a literal; ours comes from a file of the project.
    raw_connection().execute(text.encode())


def raw_connection() -> psycopg.Connection:
    """The psycopg connection that the running migration uses."""
    return cast(psycopg.Connection, op.get_bind().connection.driver_connection)
