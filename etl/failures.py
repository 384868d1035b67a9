"""What a person is told when the database, the disk or the program fails in the middle of a command.

The driver's and the interpreter's own texts can quote a value from a row, so none of them is repeated.
"""

from __future__ import annotations

import traceback

import psycopg
from psycopg import errors

from domain.errors import InsatskollenError

_ALL_OR_NOTHING = "En leverans läses in helt eller inte alls; python -m etl loads visar vad som är inläst."
_FULL = (
    "Databasens disk är full, så inget lästes in och det som fanns är kvar. "
    "Frigör utrymme och läs in leveransen igen."
)
_LOCKED = "Databasen var upptagen av något annat för länge, så inget lästes in. Försök igen om en stund."
_LOST = f"Databasen slutade svara under arbetet. Försök igen om en stund. {_ALL_OR_NOTHING}"
_RIGHTS = (
    "Databasens ägare saknar en rätt som kommandot behöver, så inget lästes in. "
    "Kör python -m store migrate som databasens ägare."
)
_MEMORY = "Minnet tog slut, så inget lästes in. Dela leveransen eller kör på en maskin med mer minne."

_FULL_ERRORS = (errors.DiskFull, errors.ConfigurationLimitExceeded, errors.OutOfMemory)
_LOCK_ERRORS = (
    errors.LockNotAvailable,
    errors.DeadlockDetected,
    errors.QueryCanceled,
    errors.ObjectInUse,
    errors.SerializationFailure,
)


def sentence(error: Exception) -> str:
    """One Swedish sentence or two: what happened, what became of the delivery, what to do next."""
    match error:
        case InsatskollenError():
            return str(error)
        case psycopg.Error():
            return _of_database(error)
        case MemoryError():
            return _MEMORY
        case OSError():
            what = "En fil" if error.filename is None else "En fil eller mapp som kommandot behöver"
            return (
                f"{what} kan inte läsas eller skrivas, så inget lästes in. "
                "Kontrollera rättigheterna och att disken inte är full."
            )
    return (
        f"Ett fel i programmet avbröt kommandot ({type(error).__name__} i {_place(error)}). {_ALL_OR_NOTHING}"
    )


def _of_database(error: psycopg.Error) -> str:
    if isinstance(error, _FULL_ERRORS):
        return _FULL
    if isinstance(error, _LOCK_ERRORS):
        return _LOCKED
    if isinstance(error, errors.InsufficientPrivilege):
        return _RIGHTS
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return _LOST
    code = error.sqlstate or "saknas"
    return f"Databasen avbröt kommandot (kod {code} i {_place(error)}). {_ALL_OR_NOTHING}"


def _place(error: Exception) -> str:
    """Where in our code the error came from: file and line, nothing of what was being done."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "site-packages" not in frame.filename] or frames
    if not ours:
        return "okänd plats"
    return f"{'/'.join(ours[-1].filename.rsplit('/', 2)[1:])} rad {ours[-1].lineno}"
