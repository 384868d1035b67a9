"""The commands of `python -m store` on a store that was migrated: copies, the key, addresses, errors."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from domain.errors import SettingError, StoreError
from store.addresses import app_address, compose, parse, role_address
from store.backup import backup
from store.connect import app_connection, connect, loader_connection, owner_connection
from store.identity_key import fingerprint, key_path, load_key
from store.migrate import current_version, migrate, newest_version
from store.restore import restore
from tests.conftest import Cluster, store_command

Connect = Callable[..., psycopg.Connection]


@pytest.fixture
def empty_database(cluster: Cluster) -> Iterator[str]:
    """The address of a database without anything in it."""
    cluster.drop_database("ik_empty")
    yield cluster.create_database("ik_empty")
    cluster.drop_database("ik_empty")


@pytest.fixture
def kept_key(cluster: Cluster) -> Iterator[Path]:
    """The home's key file; whatever the test does to it is undone."""
    before = key_path().read_bytes() if key_path().exists() else None
    yield key_path()
    for path in cluster.home.secrets.glob("identity*.key"):
        path.unlink()
    if before is not None:
        key_path().write_bytes(before)
        key_path().chmod(0o600)


def test_each_login_gets_the_role_it_should(store_url: str) -> None:
    who = "select session_user::text, current_user::text"
    with owner_connection() as connection:
        assert connection.execute(who).fetchone() == ("ik_owner", "ik_owner")
    with loader_connection() as connection:
        assert connection.execute(who).fetchone() == ("ik_owner", "ik_loader")
    with app_connection() as connection:
        assert connection.execute(who).fetchone() == ("ik_app", "ik_app")
        for role in ("ik_manager", "ik_controller", "ik_board", "ik_publisher", "ik_reviewer"):
            connection.execute(f"set role {role}".encode())
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("set role ik_loader")


def test_the_app_login_may_do_nothing_by_itself(store_url: str) -> None:
    for statement in ("select * from core.placements", "create temp table t ()", "create schema mine"):
        with app_connection() as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(statement.encode())


@pytest.mark.parametrize("role", ["ik_board", "reader"])
def test_the_printed_address_of_a_role_logs_in(store_url: str, role: str) -> None:
    result = store_command("url", "--role", role)
    assert result.returncode == 0, result.stderr
    with psycopg.connect(result.stdout.strip()) as connection:
        row = connection.execute("select session_user::text").fetchone()
    assert row == (role if role.startswith("ik_") else f"ik_{role}",)


def test_the_printed_address_without_a_role_is_the_owners(store_url: str) -> None:
    assert store_command("url").stdout.strip() == store_url


def test_only_two_roles_log_in_directly(store_url: str) -> None:
    with pytest.raises(SettingError, match="ik_board och ik_reader"):
        role_address("ik_manager")


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://u:p%40ss@db.example.se:5433/kommun?sslmode=verify-full",
        "postgresql://u@/kommun?host=%2Frun%2Fpg&port=5432",
        "postgresql://u:p@[::1]:5432/kommun",
        "host=a,b port=1,2 dbname='my db' user=u",
    ],
)
def test_an_address_survives_being_taken_apart_and_composed(address: str) -> None:
    assert parse(compose(parse(address))) == parse(address)


def test_the_apps_address_follows_the_owners(monkeypatch: pytest.MonkeyPatch, cluster: Cluster) -> None:
    monkeypatch.setenv("INSATSKOLLEN_DATABASE_URL", "postgresql://kommun:hemligt@db:5433/ik?sslmode=require")
    parts = parse(app_address())
    assert {name: parts[name] for name in ("user", "host", "port", "dbname", "sslmode")} == {
        "user": "ik_app",
        "host": "db",
        "port": "5433",
        "dbname": "ik",
        "sslmode": "require",
    }
    assert parts["password"] != "hemligt"


def test_a_wrong_address_is_not_repeated_in_the_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSATSKOLLEN_DATABASE_URL", "postgresql://u:hemligt@h/d?okänd=1")
    result = store_command("status")
    assert result.returncode == 2
    assert "hemligt" not in result.stdout + result.stderr
    assert result.stderr.count("\n") == 1


def test_a_database_that_does_not_answer_gets_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSATSKOLLEN_DATABASE_URL", "postgresql://u:p@127.0.0.1:9/d")
    result = store_command("migrate")
    assert (result.returncode, result.stderr.count("\n")) == (2, 1)
    assert "svarar inte" in result.stderr


@pytest.mark.parametrize(
    "arguments", [[], ["nonsense"], ["grant", "local"], ["grant", "local", "owner"], ["key"]]
)
def test_a_command_that_is_not_understood_is_told_so(arguments: list[str]) -> None:
    result = store_command(*arguments)
    assert result.returncode == 2
    assert "Kommandot är inte rätt skrivet" in result.stderr


def test_migrating_twice_changes_nothing(store_url: str) -> None:
    migrate()
    with owner_connection() as connection:
        assert current_version(connection) == newest_version() is not None


def test_a_copy_comes_back_whole(
    connect: Connect, store_url: str, empty_database: str, short_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with connect() as connection:
        connection.execute("insert into core.store_identity (fingerprint) values ('åäö')")
    file = short_folder / "copy.dump"
    result = store_command("backup", str(file))
    assert result.returncode == 0, result.stderr
    assert "nyckel" in result.stdout
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not list(short_folder.glob(".copy*"))

    monkeypatch.setenv("INSATSKOLLEN_DATABASE_URL", empty_database)
    result = store_command("restore", str(file))
    assert result.returncode == 0, result.stderr
    for restored, original in zip(_look(empty_database), _look(store_url), strict=True):
        assert restored == original


def test_a_used_store_is_not_written_over(store_url: str, connect: Connect, short_folder: Path) -> None:
    file = short_folder / "used.dump"
    with connect() as connection:
        connection.execute("create table access.mark as select 1 as number")
    backup(store_url, file)
    with pytest.raises(StoreError, match="inte tom"):
        restore(store_url, file)


def test_a_copy_that_is_cut_off_changes_nothing(
    store_url: str, empty_database: str, short_folder: Path
) -> None:
    file = short_folder / "cut.dump"
    backup(store_url, file)
    file.write_bytes(file.read_bytes()[:-2000])
    with pytest.raises(StoreError, match="som förut"):
        restore(empty_database, file)
    with connect(empty_database) as connection:
        assert current_version(connection) is None


def test_a_file_that_is_no_copy_is_refused(store_url: str, short_folder: Path) -> None:
    file = short_folder / "other.dump"
    file.write_text("inget", encoding="utf-8")
    with pytest.raises(StoreError, match="ingen säkerhetskopia"):
        restore(store_url, file)
    with pytest.raises(StoreError, match="finns inte"):
        restore(store_url, short_folder / "missing.dump")


def test_a_copy_that_cannot_be_written_leaves_the_old_one(store_url: str, short_folder: Path) -> None:
    with pytest.raises(StoreError, match="kan inte skrivas"):
        backup(store_url, short_folder / "no folder" / "copy.dump")


def test_the_key_is_made_once_and_travels_by_file(
    store_url: str, connect: Connect, kept_key: Path, short_folder: Path
) -> None:
    file = short_folder / "exported.key"
    file.unlink(missing_ok=True)
    result = store_command("key", "export", str(file))
    assert result.returncode == 0, result.stderr
    assert stat.S_IMODE(file.stat().st_mode) == stat.S_IMODE(kept_key.stat().st_mode) == 0o600
    with connect() as connection:
        key = load_key(connection)
        assert connection.execute("select fingerprint from core.store_identity").fetchall() == [
            (fingerprint(key),)
        ]
    assert store_command("key", "export", str(file)).returncode == 2

    kept_key.unlink()
    with connect() as connection, pytest.raises(StoreError, match="saknas"):
        load_key(connection)
    assert store_command("key", "import", str(file)).returncode == 0
    with connect() as connection:
        assert load_key(connection) == key


def test_another_key_is_refused(store_url: str, connect: Connect, kept_key: Path, short_folder: Path) -> None:
    with connect() as connection:
        load_key(connection)
    before = kept_key.read_bytes()
    other = short_folder / "other.key"
    other.write_text("ab" * 32, encoding="ascii")
    result = store_command("key", "import", str(other))
    assert (result.returncode, kept_key.read_bytes()) == (2, before)
    assert "annan nyckel" in result.stderr

    kept_key.write_text("ab" * 32, encoding="ascii")
    with connect() as connection, pytest.raises(StoreError, match="annan nyckel"):
        load_key(connection)
    kept_key.write_text("kort", encoding="ascii")
    with connect() as connection, pytest.raises(StoreError, match="ingen identitetsnyckel"):
        load_key(connection)


RIGHTS = (
    "(select array_agg(item::text order by item::text)"
    " from unnest(coalesce({0}acl, acldefault('{1}', {0}owner))) as item)"
)
LOOKS = (
    "select relnamespace::regnamespace::text, relname, relkind, relowner::regrole::text, relrowsecurity,"
    f" {RIGHTS.format('rel', 'r')}, reloptions::text from pg_class"
    " where relnamespace::regnamespace::text !~ '^pg_|^information_schema$' order by 1, 2",
    f"select nspname, nspowner::regrole::text, {RIGHTS.format('nsp', 'n')}"
    " from pg_namespace where nspname !~ '^pg_' order by 1",
    f"select oid::regprocedure::text, proowner::regrole::text, {RIGHTS.format('pro', 'f')} from pg_proc"
    " where pronamespace::regnamespace::text !~ '^pg_|^information_schema$' order by 1",
    "select tablename, policyname, roles::text, qual, with_check from pg_policies order by 1, 2",
    "select fingerprint from core.store_identity",
)


def _look(address: str) -> list[list[tuple[object, ...]]]:
    """Everything with its owner and rights, the row security, and what the test wrote."""
    with connect(address) as connection:
        return [connection.execute(look.encode()).fetchall() for look in LOOKS]
