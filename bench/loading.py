"""Loading a million placements with their prices, against a plain COPY of the same rows, already clean."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import psycopg

from bench.home import empty_store
from bench.measure import Ratio, seconds
from bench.municipality import DATA_THROUGH, write_delivery
from store.connect import loader_connection

PLACEMENTS = 1_000_000
PERSONS = 100_000
CHANGED = 10_000
MOST_MEGABYTES = 400

_TABLES = ("placements", "placement_prices")
# Runs a command and tells the most memory that it took, in kilobytes, as the last line on standard error. A process
# between us and the command: what a child is said to have taken begins at what its parent had taken.
_MEASURED = (
    "import resource, subprocess, sys; code = subprocess.call(sys.argv[1:]); "
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr); sys.exit(code)"
)
_BLOCK = 1 << 20


def ratios() -> list[Ratio]:
    """The ratios of issue "Foundation": first load, load again, one per cent, memory."""
    with empty_store() as folder:
        write_delivery(folder / "full", PLACEMENTS, PERSONS)
        write_delivery(folder / "part", CHANGED, PERSONS, first=PLACEMENTS - CHANGED, seed=1)
        first = _load(folder / "full", revision=1)
        again = _load(folder / "full", revision=1)
        part = _load(folder / "part", revision=2)
        plain = _plain_copy(folder)
    return [
        Ratio(
            "första inläsningen utan det uträknade, fart mot COPY",
            plain / first.before_derived,
            0.6,
            True,
            f"{first.before_derived:.1f} s mot {plain:.1f} s",
        ),
        Ratio(
            "första inläsningen med vårddygn och kostnader, fart mot COPY",
            plain / first.before_flows,
            0.35,
            True,
            f"{first.before_flows:.1f} s",
        ),
        Ratio(
            "flöden och parallella insatser, tid mot resten av inläsningen",
            first.seconds / first.before_flows - 1,
            0.25,
            note=f"{first.seconds - first.before_flows:.1f} s",
        ),
        Ratio(
            "samma leverans igen, tid mot första",
            again.seconds / first.seconds,
            1.0,
            note=f"{again.seconds:.1f} s",
        ),
        Ratio(
            "en procent av raderna, tid mot första",
            part.seconds / first.seconds,
            0.1,
            note=f"{part.seconds:.1f} s",
        ),
        Ratio(
            "inläsarens minne mot 400 MB",
            max(first.megabytes, again.megabytes) / MOST_MEGABYTES,
            1.0,
            note=f"{max(first.megabytes, again.megabytes):.0f} MB",
        ),
    ]


class _Loaded:
    """How one run of the command went."""

    def __init__(self, seconds: float, before_derived: float, before_flows: float, megabytes: float) -> None:
        self.seconds = seconds
        self.before_derived = before_derived
        self.before_flows = before_flows
        self.megabytes = megabytes


def _load(folder: Path, revision: int) -> _Loaded:
    """Run `python -m etl load` and note when it had taken in the rows and began to compute."""
    command = [sys.executable, "-c", _MEASURED]
    command += [sys.executable, "-m", "etl", "load", str(folder), "--json", "--source", "bench"]
    command += ["--data-through", DATA_THROUGH.isoformat(), "--revision", str(revision)]
    line = ""
    began = time.perf_counter()
    derived = flows = 0.0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None and process.stdout is not None
        for line in process.stderr:
            if line.startswith("Räknar vårddygn"):
                derived = time.perf_counter() - began
            elif line.startswith("Räknar flöden"):
                flows = time.perf_counter() - began
        result = json.loads(process.stdout.read())
    took = time.perf_counter() - began
    assert process.returncode == 0 and all(file["rejected"] == 0 for file in result["files"])
    return _Loaded(took, derived or took, flows or took, int(line) / 1024)


def _plain_copy(folder: Path) -> float:
    """COPY the loaded rows, as clean text, into empty tables like those of the facts, indexes in place."""
    total = 0.0
    with loader_connection() as connection:
        for table in _TABLES:
            clean = folder / f"{table}.clean"
            _copy_out(connection, table, clean)
            connection.execute(f"create table core.plain_{table} (like core.{table} including all)")
            connection.commit()
            total += seconds(lambda table=table, clean=clean: _copy_in(connection, table, clean))  # type: ignore[misc]
            connection.execute(f"drop table core.plain_{table}")
            connection.commit()
    return total


def _copy_out(connection: psycopg.Connection, table: str, file: Path) -> None:
    statement = (
        f"copy (select * from core.{table} where to_load is null order by fact_id) to stdout (format csv)"
    )
    with connection.cursor().copy(statement.encode()) as copy, file.open("wb") as out:
        for block in copy:
            out.write(block)


def _copy_in(connection: psycopg.Connection, table: str, file: Path) -> None:
    statement = f"copy core.plain_{table} from stdin (format csv)"
    with connection.cursor().copy(statement.encode()) as copy, file.open("rb") as rows:
        while block := rows.read(_BLOCK):
            copy.write(block)
    connection.commit()
