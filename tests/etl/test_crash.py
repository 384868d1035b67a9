"""The loader or the server killed at any moment, a disk that fills, a database that is down: nothing is lost."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from bench.crash import BEFORE, VICTIMS, crashes, digest, load_process
from bench.municipality import DATA_THROUGH, write_delivery
from etl.failures import sentence
from store.home import Home
from tests.conftest import store_command
from tests.etl.loading import delivered, etl_command

KILLS = 10


def test_ten_kills_leave_the_store_as_before_or_as_after(own_home: Home, tmp_path: Path) -> None:
    told: list[str] = []
    done = list(crashes(tmp_path, KILLS, seed=20250630, tell=told.append))
    assert len(done) == KILLS
    assert {crash.victim for crash in done} == set(VICTIMS)
    # A kill that always came too late would have shown nothing.
    assert sum(crash.found == BEFORE for crash in done) >= KILLS // 2, told


def one_sentence(result: subprocess.CompletedProcess[str]) -> str:
    """What a command said when it failed: a line in Swedish, exit code 2, nothing of the driver's own."""
    assert result.returncode == 2, result.stdout + result.stderr
    (line,) = result.stderr.splitlines()
    assert not re.search(r"Traceback|psycopg|DETAIL|ERROR", line)
    return line


SMALL = {
    "placements.csv": """
    placement_id;person_id;provider_id;care_form;moved_in_on
    P1;A;U1;hvb_privat;2025-01-01
    """
}


def test_a_database_that_is_down_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    place = delivered(tmp_path, SMALL)
    monkeypatch.setenv("INSATSKOLLEN_DATABASE_URL", "postgresql://u:hemligt@127.0.0.1:9/d")
    assert "svarar inte" in one_sentence(etl_command("load", place, "--data-through", "2025-06-30"))


@pytest.fixture
def small_disk(short_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """A home on a disk of its own with little room."""
    place = Home(short_folder / "small")
    place.path.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=160m,mode=711", "tmpfs", str(place.path)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("en liten disk kan bara monteras av root")
    monkeypatch.setenv("INSATSKOLLEN_HOME", str(place.path))
    options = "fsync=off shared_buffers=32MB max_wal_size=32MB min_wal_size=32MB"
    monkeypatch.setenv("INSATSKOLLEN_SERVER_OPTIONS", options)
    monkeypatch.delenv("INSATSKOLLEN_DATABASE_URL", raising=False)
    yield place
    store_command("down")
    subprocess.run(["umount", "-l", str(place.path)], check=True)


def test_a_disk_that_fills_is_told_and_nothing_is_lost(small_disk: Home, tmp_path: Path) -> None:
    assert store_command("migrate").returncode == 0
    loaded = etl_command("load", delivered(tmp_path, SMALL), "--data-through", "2025-06-30")
    assert loaded.returncode == 0, loaded.stderr
    before = digest()
    write_delivery(tmp_path / "large", 8_000, 800)
    free = os.statvfs(small_disk.path)
    filler = small_disk.path / "filler"
    with filler.open("wb") as file:
        file.write(bytes(max(0, free.f_bavail * free.f_frsize - 1_000_000)))
    result = etl_command("load", tmp_path / "large", "--data-through", DATA_THROUGH.isoformat())
    assert result.returncode == 2
    last = result.stderr.splitlines()[-1]
    assert "disk är full" in last or "slutade svara" in last
    assert "Traceback" not in result.stderr
    filler.unlink()
    assert digest() == before
    assert store_command("check").stdout == "Inga skillnader.\n"
    result = etl_command("load", tmp_path / "large", "--data-through", DATA_THROUGH.isoformat())
    assert result.returncode == 0, result.stderr


def test_an_interrupted_load_says_so(store_url: str, tmp_path: Path) -> None:
    write_delivery(tmp_path / "large", 20_000, 2000)
    before = digest()
    process = load_process(tmp_path / "large")
    with psycopg.connect(store_url, autocommit=True) as watching:
        at_work = (
            "select exists (select from pg_stat_activity "
            "where pid <> pg_backend_pid() and datname = current_database())"
        )
        while watching.execute(at_work).fetchone() != (True,):
            assert process.poll() is None
            time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate()
    assert (process.returncode, told.splitlines()[-1]) == (2, "Avbrutet. Inget lästes in.")
    assert digest() == before


def test_no_sentence_repeats_what_an_error_says_of_a_row() -> None:
    for error in (
        psycopg.errors.UniqueViolation("Key (person_id)=(811218-9876) already exists."),
        psycopg.OperationalError("811218-9876"),
        psycopg.errors.DiskFull("811218-9876"),
        psycopg.errors.LockNotAvailable("811218-9876"),
        ValueError("811218-9876"),
        OSError(5, "811218-9876", "811218-9876"),
        MemoryError("811218-9876"),
    ):
        assert "811218" not in sentence(error)
