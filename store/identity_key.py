"""The key that a person's id is hashed with: kept outside the database, recognised by its fingerprint.

Without the key of a store nothing new can be joined to the persons it has; with another key every person
would become a new one. So the store keeps the fingerprint, and a key that does not fit is refused.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

import psycopg

from domain.errors import StoreError
from store.home import home, prepare_secrets
from store.passwords import write_once

KEY_BYTES = 32
_FINGERPRINT_OF = b"insatskollen identity key"


def fingerprint(key: bytes) -> str:
    """What tells one key from another without telling the key: HMAC-SHA-256 of a constant, in hex."""
    return hmac.new(key, _FINGERPRINT_OF, hashlib.sha256).hexdigest()


def load_key(connection: psycopg.Connection) -> bytes:
    """The store's key; made and its fingerprint written the first time, in the caller's transaction.

    StoreError if the store was loaded with another key or if its key is not here.
    """
    expected = _stored_fingerprint(connection)
    key = _read(key_path())
    if key is None:
        if expected is not None:
            raise StoreError(
                f"Databasens identitetsnyckel saknas i {key_path().parent}. "
                "Hämta den med python -m store key import FIL."
            )
        key = _create()
    if expected is None:
        connection.execute("insert into core.store_identity (fingerprint) values (%s)", [fingerprint(key)])
    elif not hmac.compare_digest(expected, fingerprint(key)):
        raise StoreError(
            f"Databasen är laddad med en annan nyckel än den i {key_path()}. "
            "Hämta rätt nyckel med python -m store key import FIL."
        )
    return key


def present_key() -> bytes | None:
    """The key of this home for those who only look, None where there is none. StoreError if it cannot be read."""
    return _read(key_path())


def export_key(connection: psycopg.Connection, file: Path) -> None:
    """Write the store's key to a new file (0600), in hex; an existing file is never overwritten."""
    key = load_key(connection)
    try:
        written = write_once(file, _as_text(key))
    except OSError as error:
        raise StoreError(f"Nyckeln kunde inte skrivas till {file}. Kontrollera mappen.") from error
    if not written:
        raise StoreError(f"{file} finns redan och skrivs inte över. Ange en annan fil.")


def import_key(connection: psycopg.Connection, file: Path) -> None:
    """Make the key in the file this home's key; refused if the store was loaded with another.

    A key that is replaced is kept beside it under its fingerprint: another store may need it.
    """
    key = _read(file)
    if key is None:
        raise StoreError(f"Filen {file} finns inte.")
    expected = _stored_fingerprint(connection)
    if expected is not None and not hmac.compare_digest(expected, fingerprint(key)):
        raise StoreError(f"Databasen är laddad med en annan nyckel än den i {file}. Ingenting är ändrat.")
    prepare_secrets(home())
    present = _read(key_path())
    if present == key:
        return
    if present is not None:
        key_path().rename(key_path().with_name(f"identity-{fingerprint(present)[:12]}.key"))
    write_once(key_path(), _as_text(key))


def key_path() -> Path:
    """Where this home keeps its key."""
    return home().secrets / "identity.key"


def _create() -> bytes:
    prepare_secrets(home())
    write_once(key_path(), _as_text(secrets.token_bytes(KEY_BYTES)))
    # Read back: another process may have been first.
    key = _read(key_path())
    if key is None:
        raise StoreError(f"Identitetsnyckeln kunde inte skrivas till {key_path()}.")
    return key


def _read(path: Path) -> bytes | None:
    try:
        if not os.path.lexists(path):
            return None
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except OSError as error:
        raise StoreError(
            f"Identitetsnyckeln i {path} kan inte läsas. Kör kommandot som den användare som äger den."
        ) from error
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise StoreError(f"Filen {path} är ingen identitetsnyckel (den ska ha 64 hexadecimala tecken).")
    return key


def _as_text(key: bytes) -> bytes:
    return key.hex().encode() + b"\n"


def _stored_fingerprint(connection: psycopg.Connection) -> str | None:
    row = connection.execute("select to_regclass('core.store_identity') is not null").fetchone()
    if row is None or not row[0]:
        raise StoreError("Databasen har inga tabeller än. Kör först python -m store migrate.")
    row = connection.execute("select fingerprint from core.store_identity").fetchone()
    return row[0] if row else None
