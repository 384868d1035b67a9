"""Killing the loader or the server in the middle of a load, and looking what is left.

The test runs ten of these, `python -m bench` fifty. After each the store must be as it was before or as after a load
that nobody disturbed; a store that was struck several times must then take the delivery.
"""

from __future__ import annotations

import hashlib
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from bench.home import empty_store
from bench.measure import Ratio
from bench.municipality import DATA_THROUGH, write_delivery
from domain.entities import ENTITIES
from domain.errors import StoreUnavailable
from store.addresses import DATABASE, OWNER, SUPERUSER, embedded_address
from store.check import check
from store.connect import owner_connection
from store.home import Home, home
from store.migrate import migrate
from store.processes import postmaster_of, processes_of, send
from store.roles import open_database

VICTIMS = ("loader", "postmaster", "every process of the server")
KILLS = 50
BEFORE, AFTER = "som förut", "som efter"
_KEPT = "ik_before_{}"
_DERIVED = {
    "core.slice": (
        "select t.placement_id, to_jsonb(s) - 'stay' from core.slice as s inner join core.stay as t using (stay)"
    ),
    "core.stay": "select to_jsonb(t) - 'stay' from core.stay as t",
    "core.finding": "select to_jsonb(f) from core.finding as f",
    "core.waiting": "select to_jsonb(w) - 'file_id' from core.waiting as w",
    "core.touched": "select to_jsonb(t) from core.touched as t",
}
_REMEMBERED = {
    "raw.load": "select to_jsonb(l) - '{load_id,started_at}'::text[] || '{\"finished_at\": null}' from raw.load as l",
    "raw.effect": "select to_load is null from raw.effect",
    "raw.file": "select to_jsonb(f) - '{file_id,load_id}'::text[] from raw.file as f",
    "raw.rejected_row": "select to_jsonb(r) - 'file_id' from raw.rejected_row as r",
    "raw.remark": "select to_jsonb(r) - 'file_id' from raw.remark as r",
    "raw.confirmation": "select file_id is null, (select count(*) from unnest(facts)) from raw.confirmation",
}


@dataclass(frozen=True)
class Crash:
    """One kill: of whom, how long after the loader was started, and how the store was found."""

    scenario: str
    victim: str
    seconds: float
    found: str


@dataclass(frozen=True)
class _Scenario:
    """A store to begin with, a delivery, and what the store is before and after it (as digests)."""

    name: str
    delivery: Path
    revision: int
    seconds: float
    before: str
    after: str


def crashes(
    folder: Path,
    number: int,
    *,
    seed: int,
    placements: int = 13_000,
    tell: Callable[[str], None] = lambda _: None,
) -> Iterator[Crash]:
    """Kill `number` times, in the embedded server of INSATSKOLLEN_HOME; AssertionError if anything is lost."""
    chance = random.Random(seed)
    scenarios = _prepare(folder, placements)
    for place, scenario in enumerate(scenarios):
        _bring_back(scenario.name)
        lasts = scenario.seconds
        for count in range(place, number, len(scenarios)):
            victim = VICTIMS[count // len(scenarios) % len(VICTIMS)]
            crash: Crash | None = None
            while crash is None:
                began = time.monotonic()
                crash = _crash(scenario, victim, chance.uniform(0.25, 1.0) * lasts)
                if crash is None:
                    # Done before the kill: the machine has more time for us now than when the load was timed.
                    lasts = min(lasts, time.monotonic() - began)
                    _bring_back(scenario.name)
            tell(f"{crash.scenario}: {crash.victim} efter {crash.seconds:.2f} s – lagret {crash.found}")
            yield crash
            if crash.found == AFTER:
                _bring_back(scenario.name)
        _load(scenario.delivery, scenario.revision)
        assert digest() == scenario.after, f"inläsningen efter avbrotten: {scenario.name}"
        assert _differences() == []


def ratios() -> list[Ratio]:
    """Fifty kills; each must leave the store as before or as after, or this raises."""
    with empty_store() as folder:
        found = [crash.found for crash in crashes(folder, KILLS, seed=1)]
    return [
        Ratio(
            f"avbrott som lämnar lagret helt, av {KILLS}",
            len(found) / KILLS,
            1.0,
            at_least=True,
            note=f"{found.count(BEFORE)} som förut, {found.count(AFTER)} som efter",
        )
    ]


def digest() -> str:
    """All that the store holds, but numbers that a repeated load would give anew, and times."""
    found = hashlib.sha256()
    questions = {
        entity.table: f"select f.to_load is null, f.from_load = f.to_load, f.line, {columns} from {entity.table} as f"
        for entity in ENTITIES.values()
        for columns in [", ".join(f"f.{name}" for name in entity.stored_columns)]
    }
    with owner_connection() as connection:
        connection.execute("set local role ik_loader")
        for table, question in (questions | _REMEMBERED | _DERIVED).items():
            row = connection.execute(
                f"select count(*), sum(hash_record_extended(q, 0)::numeric) from ({question}) as q".encode()
            ).fetchone()
            found.update(f"{table} {row}\n".encode())
    return found.hexdigest()


def load_process(delivery: Path, revision: int = 1) -> subprocess.Popen[str]:
    """The loader as a process of its own."""
    command = [sys.executable, "-m", "etl", "load", str(delivery)]
    command += ["--data-through", DATA_THROUGH.isoformat(), "--revision", str(revision)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _prepare(folder: Path, placements: int) -> list[_Scenario]:
    """A first load, which takes the way past the indexes, and a delivery that changes much of it."""
    first, second = folder / "first", folder / "second"
    write_delivery(first, placements, placements // 10)
    write_delivery(second, placements // 4, placements // 10, seed=1)
    migrate()
    scenarios = []
    for revision, (name, delivery) in enumerate(
        (("första leveransen", first), ("ändrad leverans", second)), 1
    ):
        _keep(name)
        before, began = digest(), time.monotonic()
        _load(delivery, revision)
        scenarios.append(_Scenario(name, delivery, revision, time.monotonic() - began, before, digest()))
        # Checked once: a store with the same digest holds the same roll-ups over the same facts.
        assert _differences() == []
    return scenarios


def _crash(scenario: _Scenario, victim: str, seconds: float) -> Crash | None:
    """Start the load and kill after so many seconds; None where the load was done before that."""
    process = load_process(scenario.delivery, scenario.revision)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        _kill(victim, process)
    else:
        process.communicate()
        assert process.returncode == 0
        return None
    _, told = process.communicate()
    if victim != "loader" and process.returncode:
        assert process.returncode == 2, told
        assert "Traceback" not in told and "DETAIL" not in told, told
    _wait_until_it_answers()
    found = digest()
    assert found in (scenario.before, scenario.after), (
        f"varken som före eller efter: {scenario.name}, {victim}"
    )
    return Crash(scenario.name, victim, seconds, BEFORE if found == scenario.before else AFTER)


def _kill(victim: str, process: subprocess.Popen[str]) -> None:
    place = home()
    if victim == "loader":
        process.kill()
    elif victim == "postmaster":
        postmaster = postmaster_of(place.data)
        assert postmaster is not None
        send(postmaster, signal.SIGKILL)
    else:
        for number in processes_of(place.data):
            send(number, signal.SIGKILL)


def _load(delivery: Path, revision: int) -> None:
    process = load_process(delivery, revision)
    _, told = process.communicate()
    assert process.returncode == 0, told


def _differences() -> list[str]:
    with owner_connection() as connection:
        return check(connection)


def _wait_until_it_answers() -> None:
    """A killed server is started again by its supervisor; what the loader's session still does must end."""
    deadline = time.monotonic() + 60
    while True:
        try:
            with owner_connection() as connection:
                row = connection.execute(
                    "select count(*) from pg_stat_activity where datname = current_database() "
                    "and pid <> pg_backend_pid() and backend_type = 'client backend'"
                ).fetchone()
                if row == (0,):
                    return
        except (StoreUnavailable, psycopg.OperationalError):
            pass
        assert time.monotonic() < deadline, "databasen kom inte igång igen"
        time.sleep(0.05)


def _name(scenario: str) -> sql.Identifier:
    return sql.Identifier(_KEPT.format(hashlib.sha256(scenario.encode()).hexdigest()[:8]))


def _keep(scenario: str) -> None:
    """Keep a copy of the store as it is now, to come back to.

    As files: the other way of copying forgets, under wal_level minimal, the empty form of an unlogged table, which
    is what a killed server begins again with.
    """
    with _superuser(home()) as connection:
        connection.execute(sql.SQL("drop database if exists {}").format(_name(scenario)))
        copy = sql.SQL("create database {} owner {} template {} strategy file_copy")
        connection.execute(copy.format(_name(scenario), sql.Identifier(OWNER), sql.Identifier(DATABASE)))


def _bring_back(scenario: str) -> None:
    with _superuser(home()) as connection:
        connection.execute(
            sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(DATABASE))
        )
        copy = sql.SQL("create database {} owner {} template {} strategy file_copy")
        connection.execute(copy.format(sql.Identifier(DATABASE), sql.Identifier(OWNER), _name(scenario)))
    with owner_connection() as connection:
        # The rights to a database itself are not copied with it.
        open_database(connection)


def _superuser(place: Home) -> psycopg.Connection:
    return psycopg.connect(embedded_address(place, SUPERUSER, "postgres"), autocommit=True)
