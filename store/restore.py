"""Filling an empty store from a copy that store.backup wrote.

In one transaction, in this order: schemas, everything in them, rights. A role can only be given a table or
a view while it may create in that schema, and the rights of the copy come last; so the owners get that
right before and lose it after, and nobody sees the time between.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psycopg
from psycopg import sql

from domain.errors import StoreError
from store.backup import command
from store.binaries import program
from store.connect import connect
from store.migrate import migrate
from store.roles import ensure_roles

# Facts come with a load, and core also holds codes that come with the migrations.
_WRITTEN_SCHEMAS = ["raw", "published", "desk", "access"]
_RIGHTS = ("ACL ", "DEFAULT ACL ")
# Written by our pg_restore, not understood by a server older than 17.
_TOO_NEW = b"SET transaction_timeout = 0;"


@dataclass(frozen=True)
class _Contents:
    """The lines of a copy's list of contents, in the three parts that are run one after the other."""

    schemas: list[str]
    things: list[str]
    rights: list[str]
    owner_of_schema: dict[str, str]
    owners: list[str]


def restore(address: str, file: Path) -> None:
    """Fill an empty store from a copy, in one transaction, and bring it to the newest schema.

    A store that was migrated but never used counts as empty.
    """
    if not file.is_file():
        raise StoreError(f"Filen {file} finns inte.")
    contents = _contents(file)
    with connect(address, autocommit=True) as connection:
        if not _is_empty(connection):
            raise StoreError(
                f"Databasen {connection.info.dbname} är inte tom och skrivs inte över. Återställ till en "
                "tom: ange en ny INSATSKOLLEN_HOME eller en ny databas i INSATSKOLLEN_DATABASE_URL."
            )
        ensure_roles(connection)
        for owner in contents.owners:
            _ensure_owner(connection, owner)
        present = _schemas(connection)
        before = [sql.SQL("drop schema {} cascade").format(sql.Identifier(schema)) for schema in present]
        text = [statement.as_string(connection) for statement in before]
    if not _run(address, file, contents, text):
        raise StoreError(f"Säkerhetskopian {file} kunde inte läsas tillbaka. Databasen är som förut.")
    migrate(address)


def _run(address: str, file: Path, contents: _Contents, before: list[str]) -> bool:
    """Run the three parts in one transaction; whether it was committed.

    The commit is sent only after every part was written whole: a reader that dies in the middle, or a copy
    that is cut off, leaves the store as it was.
    """
    line, environment = command("psql", address, "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1")
    with subprocess.Popen(
        line,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as psql:
        assert psql.stdin is not None
        try:
            _say(psql.stdin, ["begin", *before])
            whole = _pour(file, contents.schemas, psql.stdin)
            _say(psql.stdin, _create_rights(contents, "grant create on schema {} to {}"))
            whole = whole and _pour(file, contents.things, psql.stdin)
            _say(psql.stdin, _create_rights(contents, "revoke create on schema {} from {}"))
            whole = whole and _pour(file, contents.rights, psql.stdin)
            if whole:
                _say(psql.stdin, ["commit"])
            psql.stdin.close()
        except BrokenPipeError:
            return False
    return whole and psql.returncode == 0


def _say(stream: IO[bytes], statements: list[str]) -> None:
    stream.write("".join(f"{statement};\n" for statement in statements).encode())
    stream.flush()


def _pour(file: Path, part: list[str], stream: IO[bytes]) -> bool:
    """Write the statements of one part of the copy to the stream; whether all of it could be read."""
    if not part:
        return True
    with tempfile.NamedTemporaryFile("w", suffix=".list") as wanted:
        wanted.write("\n".join(part) + "\n")
        wanted.flush()
        line = [program("pg_restore"), f"--use-list={wanted.name}", "--file=-", str(file)]
        with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as reader:
            assert reader.stdout is not None
            for text in reader.stdout:
                if text.rstrip() != _TOO_NEW:
                    stream.write(text)
                if text.startswith(b"SELECT pg_catalog.set_config('search_path'"):
                    break
            shutil.copyfileobj(reader.stdout, stream)
    return reader.returncode == 0


def _create_rights(contents: _Contents, statement: str) -> list[str]:
    return [
        sql.SQL(statement).format(sql.Identifier(schema), sql.Identifier(owner)).as_string(None)
        for schema, schema_owner in contents.owner_of_schema.items()
        for owner in contents.owners
        if owner != schema_owner
    ]


def _contents(file: Path) -> _Contents:
    """Sort the copy's list of contents: `id; table object KIND schema name owner`."""
    result = subprocess.run([program("pg_restore"), "--list", str(file)], capture_output=True, text=True)
    if result.returncode != 0:
        raise StoreError(f"{file} är ingen säkerhetskopia som python -m store backup har skrivit.")
    contents = _Contents([], [], [], {}, [])
    for line in result.stdout.splitlines():
        if not line or line.startswith(";"):
            continue
        entry, owner = line.split(" ", 3)[3], line.rsplit(" ", 1)[1]
        if owner not in contents.owners:
            contents.owners.append(owner)
        if entry.startswith("SCHEMA "):
            contents.schemas.append(line)
            contents.owner_of_schema[entry.split(" ")[2]] = owner
        elif entry.startswith(_RIGHTS):
            contents.rights.append(line)
        else:
            contents.things.append(line)
    return contents


def _ensure_owner(connection: psycopg.Connection, owner: str) -> None:
    """Make sure that this database's owner can give things to the owner named in the copy."""
    name = sql.Identifier(owner)
    if not connection.execute("select from pg_roles where rolname = %s", [owner]).fetchall():
        connection.execute(sql.SQL("create role {} nologin").format(name))
    row = connection.execute(
        "select pg_has_role(session_user, %(role)s, 'usage') and pg_has_role(session_user, %(role)s, 'set')",
        {"role": owner},
    ).fetchone()
    if row is None or not row[0]:
        try:
            connection.execute(sql.SQL("grant {} to session_user with inherit true, set true").format(name))
        except psycopg.errors.InsufficientPrivilege as error:
            raise StoreError(
                f"Kopians ägare {owner} finns på servern men {connection.info.user} är inte medlem i den. "
                f"Låt serverns administratör köra grant {owner} to {connection.info.user}."
            ) from error
    database = sql.Identifier(connection.info.dbname)
    connection.execute(sql.SQL("grant create on database {} to {}").format(database, name))


def _schemas(connection: psycopg.Connection) -> list[str]:
    rows = connection.execute(
        "select nspname from pg_namespace where nspname not like 'pg\\_%' escape '\\'"
        " and nspname not in ('information_schema', 'public')"
    )
    return [name for (name,) in rows.fetchall()]


def _is_empty(connection: psycopg.Connection) -> bool:
    """Whether nothing was loaded, granted or written: the tables of codes that come with migrations aside."""
    tables = connection.execute(
        "select table_schema, table_name from information_schema.tables"
        " where table_type = 'BASE TABLE' and table_schema = any(%s)",
        [_WRITTEN_SCHEMAS],
    ).fetchall()
    return not any(_has_rows(connection, schema, table) for schema, table in tables)


def _has_rows(connection: psycopg.Connection, schema: str, table: str) -> bool:
    statement = sql.SQL("select exists (select from {})").format(sql.Identifier(schema, table))
    row = connection.execute(statement).fetchone()
    return bool(row and row[0])
