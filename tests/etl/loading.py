"""What the tests of loading share: deliveries drawn as text, loads, and reading as the app does."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest

from etl.__main__ import main
from etl.load import FileResult, LoadOptions, LoadResult, load
from store.addresses import app_address
from store.connect import loader_connection, owner_connection
from tests.etl.reading import write

DAY = date(2025, 6, 30)
BOARD = "Socialnämnden"


def etl_command(*arguments: str | Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run `python -m etl …` as a person would, in the test's environment."""
    command = [sys.executable, "-m", "etl", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, input=stdin)


def etl_here(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The same without a process of its own, which is quicker."""
    said, told = io.StringIO(), io.StringIO()
    with redirect_stdout(said), redirect_stderr(told):
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = int(end.code or 0)
    return subprocess.CompletedProcess([], code, said.getvalue(), told.getvalue())


def etl_json(*arguments: str | Path) -> dict[str, Any]:
    """What a command of the ETL prints with --json; it must have loaded."""
    result = etl_command(*arguments, "--json")
    assert result.returncode == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def foreign_data(*parts: str) -> Path:
    """A file or folder that nobody here wrote; without INSATSKOLLEN_FOREIGN_DATA the test is skipped."""
    folder = os.environ.get("INSATSKOLLEN_FOREIGN_DATA")
    if folder is None:
        pytest.skip("INSATSKOLLEN_FOREIGN_DATA säger inte var de främmande filerna finns")
    path = Path(folder, *parts)
    assert path.exists(), f"{path} saknas fast INSATSKOLLEN_FOREIGN_DATA är satt"
    return path


def delivered(folder: Path, files: Mapping[str, str | bytes], name: str = "delivery") -> Path:
    """A new folder with the files of a delivery."""
    place = folder / name
    number = 1
    while place.exists():
        number += 1
        place = folder / f"{name}-{number}"
    place.mkdir()
    return write(place, files)


class Loader:
    """Loads deliveries drawn as text, each as the command would, in the test's own process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.connection = loader_connection()
        self.told: list[str] = []

    def __call__(self, files: Mapping[str, str | bytes], **options: Any) -> LoadResult:
        """Load the files; `data_through` is DAY where nothing else is said."""
        return self.paths([delivered(self._folder, files)], **options)

    def paths(self, paths: Sequence[Path], **options: Any) -> LoadResult:
        if "data_through" not in options and "source" not in options:
            options["data_through"] = DAY
        try:
            result = load(self.connection, paths, LoadOptions(**options), self.told.append)
        except BaseException:
            self.connection.rollback()
            raise
        self.connection.commit()
        return result


@pytest.fixture
def loader(store_url: str, tmp_path: Path) -> Iterator[Loader]:
    """Loads into the test's store."""
    made = Loader(tmp_path)
    yield made
    made.connection.close()


def account(result: LoadResult) -> dict[str, dict[str, int]]:
    """What became of the rows, by file; counts of nothing are left out. Every row is accounted for."""
    found = {}
    for file in result.files:
        check_account(file)
        numbers = {"read", "new", "changed", "unchanged", "superseded", "rejected", "left_out"}
        found[file.file] = {name: n for name in sorted(numbers) if (n := getattr(file, name))}
    return found


def check_account(file: FileResult) -> None:
    """The two sums of promise 3."""
    assert file.read == file.accepted + file.rejected + file.left_out
    assert file.accepted == file.new + file.changed + file.unchanged + file.superseded


@contextmanager
def asking(
    role: str | None = "ik_controller",
    *,
    board: str | None = BOARD,
    units: Sequence[str] | str | None = "*",
    protected: bool = False,
    as_of: int | None = None,
    user: str = "local",
    opened: bool = True,
) -> Iterator[psycopg.Connection]:
    """A transaction as the app opens one: its own login, then role and scope; rolled back.

    `opened`: with the grant for individuals and an opening in the access log, so that lists have rows.
    """
    settings: dict[str, str] = {"ik.user": user}
    if opened:
        settings |= {"ik.individuals": "ja", "ik.opening": opening(role, board, user)}
    if role is not None:
        settings["role"] = role
    if board is not None:
        settings["ik.board"] = board
    if units is not None:
        settings["ik.units"] = units if isinstance(units, str) else json.dumps(units)
    if protected:
        settings["ik.protected"] = "ja"
    with psycopg.connect(app_address()) as connection:
        for name, value in settings.items():
            connection.execute("select set_config(%s, %s, true)", (name, value))
        if as_of is not None:
            connection.execute("select report.as_of(%s)", (as_of,))
        yield connection
        connection.rollback()


def opening(role: str | None, board: str | None, user: str) -> str:
    """The number of a line in the access log, committed; '' where there is no such board to open."""
    line = (
        "insert into access.log (board_id, who, role, page, purpose, kind, about, filter) "
        "select board_id, %s, %s, 'test', 'uppfoljning', 'oppning', 'test', '{}' from core.board where board = %s "
        "returning log_id"
    )
    with owner_connection() as connection:
        made = connection.execute(line, (user, role or "none", board)).fetchone()
    return str(made[0]) if made else ""


def rows(connection: psycopg.Connection, question: str, *parameters: object) -> list[tuple[Any, ...]]:
    """The rows of a question, sorted."""
    found = connection.execute(question.encode(), parameters or None).fetchall()
    return sorted(found, key=lambda row: [(value is None, str(value)) for value in row])


def asked(question: str, *parameters: object, **scope: Any) -> list[tuple[Any, ...]]:
    """The rows of one question asked under a scope (see `asking`), sorted."""
    with asking(**scope) as connection:
        return rows(connection, question, *parameters)
