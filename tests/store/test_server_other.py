"""Another PostgreSQL than our own: what its owner must be able to do, and what is said when it cannot."""

from __future__ import annotations

import subprocess
from pathlib import Path

import psycopg
import pytest

from store import server
from store.addresses import SUPERUSER, embedded_address, role_address
from store.connect import app_connection, loader_connection
from store.home import Home
from store.roles import ALL_ROLES
from tests.conftest import store_command

SETUP = (
    # What our own server made for itself is not there on another.
    "drop database insatskollen",
    "alter role ik_owner rename to somebody",
    "create role kommun login createrole password 'hemligt'",
    "create role granne login createrole password 'hemligt'",
    "create role svag login password 'hemligt'",
    "create database kommun_ik owner kommun",
    "create database svag_ik owner svag",
)


@pytest.fixture
def other(own_home: Home, short_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A PostgreSQL that is not the store's own: three users without superuser's rights, two databases."""
    server.up(own_home)
    with psycopg.connect(embedded_address(own_home, SUPERUSER, "postgres"), autocommit=True) as connection:
        for statement in SETUP:
            connection.execute(statement.encode())
    # The secrets are another home's: nothing of the server's own may be needed.
    monkeypatch.setenv("INSATSKOLLEN_HOME", str(own_home.path.with_name(own_home.path.name + "-secrets")))
    return own_home


def use(place: Home, login: str, database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a database of the other server the store."""
    address = f"postgresql://{login}:hemligt@/{database}?host={place.socket_folder}&port=5432"
    monkeypatch.setenv("INSATSKOLLEN_DATABASE_URL", address)


def test_an_owner_who_may_create_roles_sets_up_everything(
    other: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(other, "kommun", "kommun_ik", monkeypatch)
    for _ in range(2):
        result = store_command("migrate")
        assert result.returncode == 0, result.stderr
    with loader_connection() as connection:
        assert connection.execute("select current_user::text").fetchone() == ("ik_loader",)
        rows = connection.execute(
            "select rolname from pg_roles where rolname = any(%s) and not rolsuper and not rolbypassrls",
            [list(ALL_ROLES)],
        ).fetchall()
        assert {name for (name,) in rows} == set(ALL_ROLES)
    with app_connection() as connection:
        connection.execute("set role ik_controller")
    with psycopg.connect(role_address("ik_board")) as connection:
        assert connection.execute("select session_user::text").fetchone() == ("ik_board",)
    assert store_command("status").returncode == 0


def test_strangers_are_not_let_into_the_database(other: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    use(other, "kommun", "kommun_ik", monkeypatch)
    store_command("migrate")
    use(other, "svag", "kommun_ik", monkeypatch)
    result = store_command("status")
    assert result.returncode == 1
    assert "släpper inte in" in result.stdout


@pytest.mark.parametrize(
    ("login", "database", "sentence"),
    [
        ("svag", "svag_ik", "createrole"),
        ("kommun", "svag_ik", "äger inte databasen"),
    ],
)
def test_missing_rights_get_one_sentence(
    other: Home, monkeypatch: pytest.MonkeyPatch, login: str, database: str, sentence: str
) -> None:
    use(other, login, database, monkeypatch)
    result = store_command("migrate")
    assert (result.returncode, result.stderr.count("\n")) == (2, 1)
    assert sentence in result.stderr


def test_another_owner_of_the_same_server_is_told_what_is_missing(
    other: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(other, "kommun", "kommun_ik", monkeypatch)
    store_command("migrate")
    use(other, "granne", "svag_ik", monkeypatch)
    result = store_command("migrate")
    assert (result.returncode, result.stderr.count("\n")) == (2, 1)
    assert "admin option" in result.stderr


def test_a_role_that_passes_row_security_is_refused(other: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    with psycopg.connect(embedded_address(other, SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute("create role ik_manager bypassrls")
    use(other, "kommun", "kommun_ik", monkeypatch)
    result = store_command("migrate")
    assert result.returncode == 2
    assert "radskydd" in result.stderr


def test_a_copy_of_the_own_server_moves_to_another_owner(
    store_url: str, other: Home, short_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INSATSKOLLEN_DATABASE_URL", store_url)
    file = short_folder / "moved.dump"
    results: list[subprocess.CompletedProcess[str]] = [store_command("backup", str(file))]
    use(other, "kommun", "kommun_ik", monkeypatch)
    results += [store_command("restore", str(file)), store_command("migrate"), store_command("status")]
    assert [result.returncode for result in results] == [0] * 4, results
    with loader_connection() as connection:
        assert connection.execute("select count(*) > 0 from core.code").fetchone() == (True,)
