"""The processes of a PostgreSQL data directory, found by what they are and not by a number in a file.

Every process of a server has the data directory as its working directory and `postgres` as its program, so
neither a reused process number nor a zombie is taken for a server. Linux only (/proc).
"""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

_POLITE_SECONDS = 30.0
_STEP_SECONDS = 0.02


def processes_of(data: Path) -> set[int]:
    """The process numbers of everything that serves the data directory."""
    wanted = os.path.realpath(data)
    found = set()
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            if os.readlink(entry / "cwd") != wanted:
                continue
            program = os.path.basename(os.readlink(entry / "exe")).removesuffix(" (deleted)")
        except OSError:
            continue
        if program == "postgres":
            found.add(int(entry.name))
    return found


def postmaster_of(data: Path) -> int | None:
    """The process number of the data directory's running postmaster, None if there is none."""
    try:
        written = int((data / "postmaster.pid").read_text(encoding="ascii").split("\n", 1)[0])
    except (OSError, ValueError):
        return None
    return written if written in processes_of(data) else None


def end_remains(data: Path) -> bool:
    """End whatever still serves the data directory, politely first; whether there was anything.

    Afterwards nothing holds the directory, so a postmaster.pid left behind is removed: PostgreSQL would
    refuse to start if its number now belonged to another process of the same user.
    """
    found = processes_of(data)
    postmaster = postmaster_of(data)
    if postmaster is not None:
        send(postmaster, signal.SIGINT)
        wait_until_gone(data, _POLITE_SECONDS)
    while remaining := processes_of(data):
        for process in remaining:
            send(process, signal.SIGKILL)
        wait_until_gone(data, 1.0)
    (data / "postmaster.pid").unlink(missing_ok=True)
    return bool(found)


def wait_until_gone(data: Path, seconds: float) -> bool:
    """Wait until nothing serves the data directory; False if something still does after that time."""
    deadline = time.monotonic() + seconds
    while processes_of(data):
        if time.monotonic() > deadline:
            return False
        time.sleep(_STEP_SECONDS)
    return True


def send(process: int, number: signal.Signals) -> None:
    """Send a signal; a process that is already gone is fine."""
    with suppress(ProcessLookupError):
        os.kill(process, number)
