"""A copy of the whole database in one file; store.restore is the way back.

The identity key and the passwords are not in it: they are kept apart (`key export`), so that the copy
alone does not tell who anybody is.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

from domain.errors import StoreError
from store.addresses import compose, parse
from store.binaries import program
from store.connect import connect


def backup(address: str, file: Path) -> None:
    """Write everything in the database to `file` (pg_dump's own format, 0600), whole or not at all."""
    connect(address).close()
    try:
        descriptor, temporary = tempfile.mkstemp(dir=file.absolute().parent, prefix=f".{file.name}-")
        os.close(descriptor)
    except OSError as error:
        raise StoreError(f"Säkerhetskopian kan inte skrivas i {file.absolute().parent}.") from error
    try:
        line, environment = command("pg_dump", address, "--format=custom", f"--file={temporary}")
        result = subprocess.run(line, env=environment, capture_output=True)
        if result.returncode != 0:
            raise StoreError(
                f"Säkerhetskopian kunde inte skrivas till {file}: kontrollera att disken inte är full och "
                "att servern inte är nyare än PostgreSQL 18."
            )
        with open(temporary, "rb") as written:
            os.fsync(written.fileno())
        os.replace(temporary, file)
    finally:
        Path(temporary).unlink(missing_ok=True)


def command(name: str, address: str, *arguments: str) -> tuple[list[str], dict[str, str]]:
    """The command line and the environment of a program of PostgreSQL that works at the address.

    The password goes by the environment, where `ps` does not show it.
    """
    parts = parse(address)
    environment = dict(os.environ)
    if "password" in parts:
        environment["PGPASSWORD"] = parts.pop("password")
    return [program(name), "--no-password", f"--dbname={compose(parts)}", *arguments], environment
