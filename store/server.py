"""Starting and stopping the embedded server: who is asked, what is made the first time, when it is ready.

Alive means that a connection succeeds. Everything else here may be repeated: a start that was cut off at
any point is taken up by the next one.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from domain.errors import StoreError, StoreUnavailable
from store.addresses import DATABASE, OWNER, SUPERUSER, embedded_address
from store.binaries import check_runnable, program
from store.home import PROJECT, Home, ServerUser, as_user, prepare, server_user
from store.locks import held, is_locked
from store.passwords import password
from store.processes import postmaster_of, send
from store.supervisor import ALREADY_SUPERVISED

_STEP_SECONDS = 0.02
_START_SECONDS = 120.0
_LOCK_SECONDS = 180.0
_LOG_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Status:
    """What is known of the embedded server: whether it answers, and the processes behind it."""

    answers: bool
    supervisor: int | None
    postmaster: int | None


def up(place: Home) -> bool:
    """Make sure that the server answers; whether it had to be started."""
    if answers(place):
        return False
    if sys.platform != "linux":
        raise StoreError("Den inbyggda databasservern finns för Linux. Ange INSATSKOLLEN_DATABASE_URL.")
    user = server_user(place)
    prepare(place, user)
    with held(place.start_lock, _LOCK_SECONDS):
        if answers(place):
            return False
        if not is_locked(place.supervisor_lock):
            check_runnable(user)
            _create_data(place, user)
            _launch_supervisor(place)
        _wait_and_equip(place)
    return True


def down(place: Home) -> bool:
    """Stop the server and its supervisor, and wait until both are gone; whether there was one."""
    if not is_locked(place.supervisor_lock):
        return False
    with held(place.start_lock, _LOCK_SECONDS):
        supervisor = _supervisor_of(place)
        if supervisor is None:
            return False
        try:
            send(supervisor, signal.SIGTERM)
        except PermissionError as error:
            raise StoreError("Databasen startades av en annan användare, som får stoppa den.") from error
        deadline = time.monotonic() + _LOCK_SECONDS
        while is_locked(place.supervisor_lock):
            if time.monotonic() > deadline:
                raise StoreUnavailable(f"Databasen har inte stannat än. Se {place.log}.")
            time.sleep(_STEP_SECONDS)
    return True


def status(place: Home) -> Status:
    """What is known of the server just now; nothing is started."""
    postmaster = postmaster_of(place.data) if place.data.exists() else None
    return Status(answers(place), _supervisor_of(place), postmaster)


def answers(place: Home) -> bool:
    """Whether the owner can connect to the store in the server of that home."""
    if not place.socket_folder.exists():
        return False
    return _connects(embedded_address(place, OWNER))


def _connects(address: str) -> bool:
    try:
        psycopg.connect(address, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def _supervisor_of(place: Home) -> int | None:
    if not is_locked(place.supervisor_lock):
        return None
    try:
        return int(place.supervisor_lock.read_text(encoding="ascii"))
    except ValueError:
        return None


def _create_data(place: Home, user: ServerUser) -> None:
    """Make the data directory the first time: beside its place, then moved there when it is complete."""
    if place.data.exists():
        return
    beside = place.path / "pg.new"
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(mode=0o700)
    with tempfile.NamedTemporaryFile("w", dir=place.path, prefix=".initdb-") as file:
        file.write(password(place, SUPERUSER))
        file.flush()
        if user.is_other:
            os.chown(beside, user.uid, user.gid)
            os.chown(file.name, user.uid, user.gid)
        command = [program("initdb"), "-D", str(beside), f"--pwfile={file.name}", f"--username={SUPERUSER}"]
        command += ["--auth=scram-sha-256", "--encoding=UTF8", "--data-checksums"]
        command += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        result = subprocess.run(command, capture_output=True, text=True, cwd="/", **as_user(user))
    if result.returncode != 0:
        place.log.joinpath("initdb.log").write_text(result.stdout + result.stderr, encoding="utf-8")
        raise StoreError(f"Databasen kunde inte skapas i {place.data}. Se {place.log / 'initdb.log'}.")
    beside.rename(place.data)


def _launch_supervisor(place: Home) -> None:
    path = place.log / "supervisor.log"
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW
    if path.exists() and path.stat().st_size > _LOG_BYTES:
        flags |= os.O_TRUNC
    log = os.open(path, flags, 0o600)
    try:
        command = [sys.executable, "-m", "store.supervisor", str(place.path)]
        result = subprocess.run(
            command, cwd=PROJECT, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
    finally:
        os.close(log)
    if result.returncode not in (0, ALREADY_SUPERVISED):
        raise StoreUnavailable(f"Databasen kunde inte startas. Se {path}.")


def _wait_and_equip(place: Home) -> None:
    """Wait for the server and make the owner and the database, the first time."""
    address = embedded_address(place, SUPERUSER, "postgres")
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            with psycopg.connect(address, autocommit=True, connect_timeout=5) as connection:
                _equip(connection, place)
            return
        except psycopg.OperationalError as error:
            if time.monotonic() > deadline or not is_locked(place.supervisor_lock):
                raise StoreUnavailable(
                    f"Databasen kom inte igång. Se {_newest(place.log)} och kontrollera att disken "
                    "inte är full."
                ) from error
            time.sleep(_STEP_SECONDS)


def _equip(connection: psycopg.Connection, place: Home) -> None:
    name, secret = sql.Identifier(OWNER), password(place, OWNER)
    verifier = connection.pgconn.encrypt_password(secret.encode(), OWNER.encode(), b"scram-sha-256").decode()
    if not connection.execute("select from pg_roles where rolname = %s", [OWNER]).fetchall():
        connection.execute(sql.SQL("create role {} login nosuperuser createrole createdb").format(name))
    connection.execute(sql.SQL("alter role {} password {}").format(name, sql.Literal(verifier)))
    if not connection.execute("select from pg_database where datname = %s", [DATABASE]).fetchall():
        database = sql.Identifier(DATABASE)
        connection.execute(sql.SQL("create database {} owner {}").format(database, name))


def _newest(folder: Path) -> Path:
    files = [path for path in folder.rglob("*.log") if path.is_file()]
    return max(files, key=lambda path: path.stat().st_mtime, default=folder)
