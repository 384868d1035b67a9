"""A store of the bench's own, with the server's ordinary settings, gone when the bench is done."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store import server
from store.home import Home
from store.migrate import migrate

_SETTINGS = ("INSATSKOLLEN_HOME", "INSATSKOLLEN_DATABASE_URL", "INSATSKOLLEN_APP_DATABASE_URL")


@contextmanager
def empty_store() -> Iterator[Path]:
    """Run with INSATSKOLLEN_HOME at a fresh, migrated store; yields a folder for files."""
    folder = Path(tempfile.mkdtemp(prefix="ik-bench-", dir="/tmp"))
    folder.chmod(0o711)
    kept = {name: os.environ.pop(name, None) for name in _SETTINGS}
    home = Home(folder / "home")
    os.environ["INSATSKOLLEN_HOME"] = str(home.path)
    try:
        migrate()
        files = folder / "files"
        files.mkdir()
        yield files
    finally:
        server.down(home)
        for name, value in kept.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
        shutil.rmtree(folder, ignore_errors=True)
