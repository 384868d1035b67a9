"""Filling an empty store with the demo, or going on where that was interrupted."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import psycopg

from etl.apart import DEMO, has_demo_loads, has_own_loads
from etl.boards import board_named
from etl.demo.municipality import Size, write
from etl.demo.period import Period
from etl.demo.revising import stamps
from etl.demo.units import YOUTH
from etl.formats.probe import probe
from etl.load import LoadOptions, Tell, load
from store.newcomer import Welcome, welcome

DEFAULT = Size()
WHO = "local"
ROLES = (
    Welcome("ik_manager", purpose="uppföljning"),
    Welcome("ik_manager", units=(YOUTH,), purpose="uppföljning"),
    Welcome("ik_controller", purpose="kontroll av fakturor", entry=True),
    Welcome("ik_board"),
    Welcome("ik_publisher"),
    Welcome("ik_reviewer"),
)
"""One of each role, and a manager of one unit, to choose between on the page."""

Stamp = tuple[date, int]


def populate(loader: psycopg.Connection, owner: psycopg.Connection, tell: Tell, size: Size = DEFAULT) -> None:
    """Load what of the demo is not there yet, each delivery all or nothing, and give `local` its roles.

    Nothing happens in a store with own loads, or with another demo than the one that would be written.
    """
    if has_own_loads(loader):
        return
    if not _is_whole(loader, size) and not _load_rest(loader, tell, size):
        return
    _, board = board_named(owner, None)
    welcome(owner, WHO, board, ROLES)


def _is_whole(loader: psycopg.Connection, size: Size) -> bool:
    expected = {(date.fromordinal(day), revision) for day, revision in stamps(Period.of(size.years))}
    return expected <= _loaded(loader)


def _loaded(loader: psycopg.Connection) -> set[Stamp]:
    rows = loader.execute("select data_through, revision from raw.load where source = %s", (DEMO,)).fetchall()
    loader.commit()
    return {(day, int(revision)) for day, revision in rows}


def _load_rest(loader: psycopg.Connection, tell: Tell, size: Size) -> bool:
    """Write the demo aside and load what is not loaded; False where the store has another demo."""
    tell("Skriver demokommunen …")
    with tempfile.TemporaryDirectory(prefix="insatskollen-demo-") as aside:
        folders = write(Path(aside), size)
        loader.commit()
        if has_demo_loads(loader) and not _is_this_demo(loader, folders):
            tell("Databasen har en annan demokommun, som lämnas som den är.")
            return False
        for number, folder in enumerate(folders, 1):
            if _stamp_of(folder) in _loaded(loader):
                continue
            tell(f"Läser in demokommunen: leverans {number} av {len(folders)} ({folder.name})")
            load(loader, [folder], LoadOptions(), tell)
            loader.commit()
    return True


def _stamp_of(folder: Path) -> Stamp:
    day, _, revision = folder.name.partition("-revision-")
    return date.fromisoformat(day), int(revision or 1)


def _is_this_demo(loader: psycopg.Connection, folders: list[Path]) -> bool:
    """Whether every file of the demo that was loaded is one of those just written."""
    written = set(_hashes(folders))
    rows = loader.execute(
        """
        select f.sha256
        from raw.file as f
        inner join raw.load as l on f.load_id = l.load_id
        where l.source = %s
        """,
        (DEMO,),
    ).fetchall()
    loader.commit()
    return all(sha256 in written for (sha256,) in rows)


def _hashes(folders: list[Path]) -> Iterator[str]:
    for folder in folders:
        for path in folder.glob("*.csv"):
            yield probe(path).sha256
