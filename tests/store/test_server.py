"""The embedded server from outside: started, found again, stopped, and who is let in."""

from __future__ import annotations

import os
import pwd
import stat
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from domain.errors import StoreError
from store import server
from store.addresses import OWNER, embedded_address
from store.connect import connect
from store.home import SOCKET_PATH_LIMIT, Home, first_unreachable, prepare, server_user
from store.locks import is_locked
from store.processes import processes_of
from tests.conftest import FAST, store_command


def wait_for(condition: Callable[[], bool], seconds: float = 20.0) -> float:
    """Wait until the condition holds; how long it took."""
    started = time.monotonic()
    while not condition():
        assert time.monotonic() - started < seconds, "it never happened"
        time.sleep(0.01)
    return time.monotonic() - started


def test_commands_start_show_and_stop_the_server(own_home: Home) -> None:
    assert store_command("status").returncode == 1
    first = store_command("up")
    assert (first.returncode, first.stdout) == (0, "Databasen är startad.\n")
    assert store_command("up").stdout == "Databasen var redan igång.\n"
    assert store_command("status").returncode == 0
    assert store_command("down").stdout == "Databasen är stoppad.\n"
    assert not processes_of(own_home.data)
    assert store_command("down").stdout == "Databasen var inte igång.\n"
    assert store_command("status").returncode == 1


def test_a_second_up_takes_milliseconds(own_home: Home) -> None:
    assert server.up(own_home) is True
    started = time.perf_counter()
    assert server.up(own_home) is False
    assert time.perf_counter() - started < 0.2


def test_two_that_start_at_once_get_one_server(own_home: Home) -> None:
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda _: store_command("up"), range(2)))
    assert [result.returncode for result in results] == [0, 0], results
    found = server.status(own_home)
    assert found.answers and found.postmaster is not None and found.supervisor is not None


def test_a_killed_server_is_started_again_and_nothing_is_lost(own_home: Home) -> None:
    server.up(own_home)
    address = embedded_address(own_home, OWNER)
    with psycopg.connect(address) as connection:
        connection.execute("create table kept (number integer)")
        connection.execute("insert into kept values (1)")
    before = server.status(own_home)
    assert before.postmaster is not None
    os.kill(before.postmaster, 9)
    with connect(address) as connection:
        assert connection.execute("select number from kept").fetchall() == [(1,)]
    after = server.status(own_home)
    assert after.supervisor == before.supervisor
    assert after.postmaster not in (None, before.postmaster)


def test_a_killed_supervisor_takes_the_server_along_and_the_next_start_works(own_home: Home) -> None:
    server.up(own_home)
    before = server.status(own_home)
    assert before.supervisor is not None
    os.kill(before.supervisor, 9)
    server.up(own_home)
    wait_for(lambda: server.status(own_home).supervisor not in (None, before.supervisor))
    server.up(own_home)
    after = server.status(own_home)
    assert after.answers
    assert before.postmaster not in processes_of(own_home.data)


def test_without_a_next_start_no_server_is_left_behind(own_home: Home) -> None:
    server.up(own_home)
    supervisor = server.status(own_home).supervisor
    assert supervisor is not None
    os.kill(supervisor, 9)
    wait_for(lambda: not processes_of(own_home.data))


def test_a_stale_process_number_does_not_hinder_the_start(own_home: Home) -> None:
    server.up(own_home)
    server.down(own_home)
    user = server_user(own_home)
    with subprocess.Popen(["/bin/sleep", "60"], user=user.uid) as other:
        pid_file = own_home.data / "postmaster.pid"
        pid_file.write_text(f"{other.pid}\n{own_home.data}\n", encoding="ascii")
        os.chown(pid_file, user.uid, user.gid)
        try:
            assert server.up(own_home) is True
            assert other.poll() is None
        finally:
            other.kill()


def test_a_start_that_was_cut_off_while_creating_is_taken_up(own_home: Home) -> None:
    prepare(own_home, server_user(own_home))
    (own_home.path / "pg.new").mkdir()
    (own_home.path / "pg.new" / "PG_VERSION").write_text("18", encoding="ascii")
    assert server.up(own_home) is True


def test_a_wrong_password_is_refused_and_there_is_no_way_without(own_home: Home) -> None:
    server.up(own_home)
    address = embedded_address(own_home, OWNER)
    for wrong in (
        address.replace(OWNER + ":", OWNER + ":x"),
        address.replace(address.split("@")[0], "postgresql://postgres"),
    ):
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(wrong)


def test_files_belong_to_whom_they_should(own_home: Home) -> None:
    server.up(own_home)
    user = server_user(own_home)

    def look(path: Path) -> tuple[int, int]:
        found = path.stat()
        return found.st_uid, stat.S_IMODE(found.st_mode)

    assert look(own_home.data) == (user.uid, 0o700)
    assert look(own_home.socket_folder) == (user.uid, 0o700)
    assert look(own_home.secrets) == (os.geteuid(), 0o700)
    assert {look(path) for path in own_home.secrets.iterdir()} == {(os.geteuid(), 0o600)}
    if user.is_other:
        assert first_unreachable(own_home.secrets, user) == own_home.secrets


def test_a_home_that_the_server_cannot_reach_gets_one_sentence(
    short_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = short_folder / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.setenv("INSATSKOLLEN_HOME", str(closed / "home"))
    monkeypatch.delenv("INSATSKOLLEN_DATABASE_URL", raising=False)
    if os.geteuid() != 0:
        closed.chmod(0o000)
    result = store_command("up")
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert str(closed) in result.stderr
    closed.chmod(0o700)


def test_a_home_made_by_mktemp_is_opened_just_enough(own_home: Home) -> None:
    own_home.path.mkdir(mode=0o700)
    server.up(own_home)
    assert stat.S_IMODE(own_home.path.stat().st_mode) in (0o711, 0o700)


def test_somebody_elses_folder_in_the_place_of_the_socket_is_refused(own_home: Home) -> None:
    own_home.path.mkdir()
    foreign = own_home.socket_folder
    foreign.mkdir()
    if os.geteuid() == 0:
        os.chown(foreign, pwd.getpwnam("daemon").pw_uid, -1)
        with pytest.raises(StoreError, match="tillhör någon annan"):
            prepare(own_home, server_user(own_home))


def test_a_long_path_gets_its_socket_elsewhere(tmp_path: Path) -> None:
    near, far = Home(Path("/srv/insatskollen/var")), Home(tmp_path / ("å" * 60))
    assert near.socket_folder == near.path / "run"
    assert far.path not in far.socket_folder.parents
    assert len(os.fsencode(far.socket_folder)) + 14 <= SOCKET_PATH_LIMIT
    assert Home(Path("/srv/a,b")).socket_folder.parent != Path("/srv/a,b")


def test_a_server_runs_in_a_home_with_a_long_path(
    short_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Home(short_folder / ("lång mapp " + "x" * 90))
    monkeypatch.setenv("INSATSKOLLEN_SERVER_OPTIONS", FAST)
    try:
        assert server.up(place) is True
    finally:
        server.down(place)
        place.socket_folder.rmdir()


def test_a_home_that_is_removed_takes_its_server_along(own_home: Home) -> None:
    server.up(own_home)
    postmaster = server.status(own_home).postmaster
    assert postmaster is not None
    own_home.path.rename(own_home.path.with_name("removed"))
    wait_for(lambda: not Path(f"/proc/{postmaster}").exists())
    wait_for(lambda: not is_locked(own_home.path.with_name("removed") / "supervisor.lock"))


def test_the_log_tells_nothing_of_rows(own_home: Home) -> None:
    server.up(own_home)
    with psycopg.connect(embedded_address(own_home, OWNER), autocommit=True) as connection:
        connection.execute("create table kept (number integer primary key, on_date date)")
        for statement in (
            "insert into kept values (731942), (731942)",
            "select '731942'::date",
            "broken 731942",
        ):
            with pytest.raises(psycopg.Error):
                connection.execute(statement.encode())
        with pytest.raises(psycopg.Error):
            connection.execute("insert into kept (on_date) values (%s)", ["731942"])
    server.down(own_home)
    logs = [path for path in own_home.log.rglob("*") if path.is_file()]
    assert logs
    assert not [path for path in logs if b"731942" in path.read_bytes()]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives the server another user")
def test_without_a_user_postgres_the_server_runs_as_nobody_and_stays_so(
    own_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = pwd.getpwnam

    def without_postgres(name: str) -> pwd.struct_passwd:
        if name == "postgres":
            raise KeyError(name)
        return known(name)

    with monkeypatch.context() as patch:
        patch.setattr(pwd, "getpwnam", without_postgres)
        server.up(own_home)
    nobody = known("nobody").pw_uid
    assert own_home.data.stat().st_uid == nobody
    postmaster = server.status(own_home).postmaster
    assert Path(f"/proc/{postmaster}").stat().st_uid == nobody
    assert server_user(own_home).name == "nobody"
