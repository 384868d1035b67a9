"""The generated passwords of the database's logins, one file each in secrets/."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

from domain.errors import StoreError
from store.home import Home, prepare_secrets


def password(place: Home, login: str) -> str:
    """The login's password in this home; made and written (0600) the first time it is asked for."""
    path = place.secrets / f"{login}.password"
    try:
        if not path.exists():
            prepare_secrets(place)
            write_once(path, secrets.token_urlsafe(32).encode())
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise StoreError(
            f"Lösenordet i {path} kan inte läsas. Kör kommandot som den användare som äger "
            f"{place.secrets}, eller som root."
        ) from error


def write_once(path: Path, content: bytes) -> bool:
    """Write a secret file, whole or not at all, unless it is there already; whether it was written."""
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(temporary, path)
        except FileExistsError:
            return False
        return True
    finally:
        os.unlink(temporary)
