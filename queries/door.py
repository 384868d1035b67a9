"""The one door to the store: a question, asked under somebody's scope, answered as a frame.

Each question is one transaction as the app's powerless login, which takes the asker's role and scope in
its first statement and loses both when it ends. It only reads, except for a question whose header says
`writes`: those go through `write`, still with no more rights than the asker's role has.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

import pandas as pd
import psycopg
import sqlalchemy as sa
from sqlalchemy import exc

from domain.errors import AccessError, InsatskollenError, QueryError, StoreError, StoreUnavailable
from domain.user_name import GROUP
from queries import questions
from queries.scope import Grant, Role, Scope
from store import addresses

_LOG = logging.getLogger("insatskollen.queries")
# A plan for any period and any units, which the server takes to after five questions, was four times slower than one
# for those asked about.
_LIMITS = {
    "statement_timeout": "15s",
    "lock_timeout": "2s",
    "jit": "off",
    "plan_cache_mode": "force_custom_plan",
}
_PART = 2000
"""Rows at a time, of an answer that is read in parts."""
_FILE_TIMEOUT = "120s"
"""A file of 100,000 rows takes longer than anybody waits for a page."""
_DOWN = "Databasen svarar inte just nu. Försök igen om en stund."
_SLOW = "Frågan tog för lång tid och avbröts. Välj en kortare period eller ett snävare urval."
_FORBIDDEN = "Din behörighet räcker inte för det här."
_BROKEN = "Databasen kunde inte svara på frågan. Kör ”python -m store migrate” och försök igen."


def run(
    question: str,
    scope: Scope,
    /,
    *,
    as_of: int | None = None,
    opening: int | None = None,
    **params: object,
) -> pd.DataFrame:
    """Ask a question under a scope and return its rows.

    `as_of` is a load: the facts are read as they stood after it. `opening` is the line in the access log
    without which the store gives no row about an individual. A tuple is sent as an array.
    Raises QueryError (wrong name or parameters), AccessError, StoreUnavailable or StoreError.
    """
    settings = scope.settings()
    if as_of is not None:
        settings["ik.as_of"] = str(as_of)
    return _ask(_reading(question, params, settings, opening), settings, params)


def in_parts(
    question: str, scope: Scope, /, *, opening: int | None = None, **params: object
) -> Iterator[pd.DataFrame]:
    """As `run`, a part at a time, all from one transaction: an answer of any length takes little memory.

    Raises as `run` does, when it is read.
    """
    settings = {**scope.settings(), "statement_timeout": _FILE_TIMEOUT}
    sql = _reading(question, params, settings, opening)
    try:
        with _transaction(settings) as connection:
            streamed = connection.execution_options(stream_results=True, max_row_buffer=_PART)
            result = streamed.exec_driver_sql(sql, _sent(params))
            columns = list(result.keys())
            for part in result.partitions(_PART):
                yield pd.DataFrame([tuple(row) for row in part], columns=columns, dtype=object)
    except (exc.SQLAlchemyError, psycopg.Error) as error:
        raise _told(error) from error


def write(question: str, scope: Scope, /, *, opening: int | None = None, **params: object) -> pd.DataFrame:
    """Carry out a question whose header says `writes`, whole or not at all, and return its rows.

    `opening` as for `run`, where what is written is about individuals. Raises as `run` does.
    """
    asked = questions.named(question)
    asked.check(set(params))
    if not asked.writes:
        raise QueryError(f"Frågan {question} läser bara och ställs inte genom den skrivande dörren.")
    if asked.individuals and opening is None:
        raise AccessError("Uppgifter om enskilda skrivs först när öppningen står i åtkomstloggen.")
    settings = scope.settings()
    if opening is not None:
        settings["ik.opening"] = str(opening)
    return _ask(asked.bound, settings, params, writes=True)


def sign_out(sign_in: str) -> None:
    """End a sign-in, named by its fingerprint: it gives no grant any more."""
    _ask(questions.named("sign_out").bound, {}, {"sign_in": sign_in}, writes=True)


def is_signed_out(sign_in: str) -> bool:
    """Whether a sign-in has been ended."""
    rows = _ask(questions.named("sign_in_state").bound, {}, {"sign_in": sign_in})
    return bool(rows["is_signed_out"].iloc[0])


def grants_of(who: str, groups: Sequence[str] = (), sign_in: str | None = None) -> tuple[Grant, ...]:
    """What somebody has been granted just now, in the order of the roles; roles unknown here are left out.

    `groups` are names as grants to groups have them; `sign_in` is the fingerprint of the sign-in.
    """
    asked = questions.named("grants")
    names = (who, *groups)
    columns, found = _rows(asked.bound, {}, {"names": names, "sign_in": sign_in})
    rows = [dict(zip(columns, row, strict=True)) for row in found]
    known = [row for row in rows if row["role"] in set(Role) and row["board"]]
    grants = [
        Grant(
            Scope(
                user=who,
                role=Role(row["role"]),
                board=row["board"],
                units=None if row["units"] is None else tuple(row["units"]),
                protected=bool(row["protected"]),
                individuals=bool(row["individuals"]),
                entry=bool(row["entry"]),
            ),
            purpose=row["purpose"] or None,
            through=None if row["who"] == who else str(row["who"]).removeprefix(GROUP),
        )
        for row in known
    ]
    order = list(Role)
    return tuple(
        sorted(
            grants,
            key=lambda g: (order.index(g.scope.role), g.scope.board, g.scope.units or (), g.through or ""),
        )
    )


def _reading(
    question: str, params: Mapping[str, object], settings: dict[str, str], opening: int | None
) -> str:
    """What is sent for a question that reads; the opening is put among the settings."""
    asked = questions.named(question)
    asked.check(set(params))
    if asked.writes:
        raise QueryError(f"Frågan {question} skriver och ställs genom den skrivande dörren.")
    if asked.individuals and opening is None:
        raise AccessError("Uppgifter om enskilda läses först när öppningen står i åtkomstloggen.")
    if opening is not None:
        settings["ik.opening"] = str(opening)
    return asked.bound


def _ask(
    sql: str, settings: Mapping[str, str], params: Mapping[str, object], *, writes: bool = False
) -> pd.DataFrame:
    columns, rows = _rows(sql, settings, params, writes=writes)
    return pd.DataFrame(rows, columns=columns, dtype=object)


def _rows(
    sql: str, settings: Mapping[str, str], params: Mapping[str, object], *, writes: bool = False
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The columns and rows of one transaction; a frame of few rows costs more than asking for them."""
    try:
        with _transaction(settings, writes=writes) as connection:
            result = connection.exec_driver_sql(sql, _sent(params))
            return list(result.keys()), [tuple(row) for row in result.fetchall()]
    except (exc.SQLAlchemyError, psycopg.Error) as error:
        raise _told(error) from error


@contextmanager
def _transaction(settings: Mapping[str, str], *, writes: bool = False) -> Iterator[sa.Connection]:
    """One transaction under limits, role and scope."""
    engine = _engine().execution_options(postgresql_readonly=not writes)
    with engine.connect() as connection, connection.begin():
        _take(connection, {**_LIMITS, **settings})
        yield connection


def _sent(params: Mapping[str, object]) -> dict[str, object]:
    """The parameters as the driver takes them: a tuple goes as an array."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in params.items()}


def _take(connection: sa.Connection, settings: Mapping[str, str]) -> None:
    """Set limits, role and scope for this transaction, all in one statement: 0.7 ms and never half done."""
    calls = ", ".join("set_config(%s, %s, true)" for _ in settings)
    flat = tuple(part for pair in settings.items() for part in pair)
    connection.exec_driver_sql(f"select {calls}", flat)


def _told(error: Exception) -> InsatskollenError:
    """The error as a sentence for a person; what is logged holds no value that was asked with."""
    cause = getattr(error, "orig", None) or error
    _LOG.warning("a question failed: %s %s", type(cause).__name__, getattr(cause, "sqlstate", None) or "")
    if isinstance(cause, psycopg.errors.QueryCanceled):
        return StoreUnavailable(_SLOW)
    if isinstance(cause, psycopg.errors.InsufficientPrivilege):
        return AccessError(_FORBIDDEN)
    if isinstance(cause, psycopg.OperationalError | psycopg.InterfaceError | exc.TimeoutError):
        return StoreUnavailable(_DOWN)
    return StoreError(_BROKEN)


@cache
def _engine() -> sa.Engine:
    """The pool of connections, made at the first question and not when the module is read.

    The address is asked for at each new connection, and an idle one is tried before use: a database
    that was restarted, elsewhere too, works again at the next question.
    """
    return sa.create_engine(
        "postgresql+psycopg://",
        creator=_connect,
        pool_pre_ping=True,
        pool_size=5,
        max_overflow=10,
        pool_timeout=5,
    )


def _connect() -> psycopg.Connection[Any]:
    # Prepared statements turn to generic plans, which cannot leave out filters that are not set: 30 % slower.
    return psycopg.connect(addresses.app_address(), connect_timeout=3, prepare_threshold=None)
