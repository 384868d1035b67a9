"""What every test can ask for: one embedded server for the whole run, and a fresh store for each test.

A test that needs the database fails when there is none; it is never skipped.
"""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings
from psycopg import sql

from queries import door
from store import server
from store.addresses import OWNER, SUPERUSER, embedded_address
from store.home import Home
from store.migrate import migrate
from store.processes import processes_of
from store.roles import open_database

# How long an example takes says something of the machine and nothing of us.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# A commit still reaches the operating system, so that a killed server loses nothing.
FAST = "fsync=off full_page_writes=off shared_buffers=64MB max_wal_size=1GB"
TEMPLATE = "ik_template"

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Cluster:
    """The test run's own server: where it lives, and how to reach a database in it."""

    home: Home

    def address(self, login: str, database: str) -> str:
        """The libpq address of a login in one of the server's databases."""
        return embedded_address(self.home, login, database)

    def execute(self, statement: sql.SQL | sql.Composed) -> None:
        """Run one statement as the superuser, outside every store."""
        with psycopg.connect(self.address(SUPERUSER, "postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def create_database(self, name: str, template: str | None = None, owner: str = OWNER) -> str:
        """Create a database and return its owner's address (ik_owner's, whoever owns it)."""
        # Copying files is twice as quick as logging their pages, and a test makes a store of its own.
        from_files = sql.SQL(" template {} strategy file_copy")
        copy = from_files.format(sql.Identifier(template)) if template else sql.SQL("")
        names = (sql.Identifier(name), sql.Identifier(owner), copy)
        self.execute(sql.SQL("create database {} owner {}{}").format(*names))
        return self.address(OWNER, name)

    def drop_database(self, name: str) -> None:
        """Drop a database together with every connection to it."""
        self.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def store_command(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m store …` as a person would, in the test's environment."""
    return subprocess.run([sys.executable, "-m", "store", *arguments], capture_output=True, text=True)


@pytest.fixture(scope="session")
def short_folder() -> Iterator[Path]:
    """A folder that the server's uid reaches, with room for a socket's name (not so tmp_path)."""
    folder = Path(tempfile.mkdtemp(prefix="ik-", dir="/tmp"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def own_home(short_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """A home of the test's own, empty and the environment's; a server started in it is stopped."""
    place = Home(short_folder / f"own-{next(_numbers)}")
    monkeypatch.setenv("INSATSKOLLEN_HOME", str(place.path))
    monkeypatch.setenv("INSATSKOLLEN_SERVER_OPTIONS", FAST)
    monkeypatch.delenv("INSATSKOLLEN_DATABASE_URL", raising=False)
    monkeypatch.delenv("INSATSKOLLEN_APP_DATABASE_URL", raising=False)
    yield place
    server.down(place)
    assert not processes_of(place.data)


@pytest.fixture(scope="session")
def cluster(short_folder: Path) -> Iterator[Cluster]:
    """One embedded server for the whole run, with a migrated database to copy from."""
    with pytest.MonkeyPatch.context() as patch:
        place = Home(short_folder / "home")
        patch.setenv("INSATSKOLLEN_HOME", str(place.path))
        patch.setenv("INSATSKOLLEN_SERVER_OPTIONS", FAST)
        patch.delenv("INSATSKOLLEN_DATABASE_URL", raising=False)
        patch.delenv("INSATSKOLLEN_APP_DATABASE_URL", raising=False)
        server.up(place)
        try:
            cluster = Cluster(place)
            migrate(cluster.create_database(TEMPLATE))
            yield cluster
        finally:
            server.down(place)


@pytest.fixture
def store_url(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The owner's address of a fresh, migrated, empty store, which is the store of this test.

    The environment names it, so that store.connect and every `python -m …` started by the test use it.
    """
    name = f"ik_test_{os.getpid()}_{next(_numbers)}"
    address = cluster.create_database(name, TEMPLATE)
    monkeypatch.setenv("INSATSKOLLEN_DATABASE_URL", address)
    with psycopg.connect(address, autocommit=True) as connection:
        # The rights to a database itself are not copied with it.
        open_database(connection)
    # the door keeps its connections: none of another test's store, and none that dropping this one would cut off
    door._engine().dispose()
    yield address
    door._engine().dispose()
    cluster.drop_database(name)


@pytest.fixture
def connect(store_url: str) -> Iterator[Callable[..., psycopg.Connection]]:
    """`connect()` opens the test's store as its owner, `connect(address)` another address; closed after."""
    opened: list[psycopg.Connection] = []

    def open_connection(address: str = store_url, *, autocommit: bool = False) -> psycopg.Connection:
        connection = psycopg.connect(address, autocommit=autocommit)
        opened.append(connection)
        return connection

    yield open_connection
    for connection in opened:
        connection.close()


@pytest.fixture
def store(connect: Callable[..., psycopg.Connection]) -> psycopg.Connection:
    """An open connection (as the owner, not in autocommit) to a fresh, migrated, empty store."""
    return connect()
