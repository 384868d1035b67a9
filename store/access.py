"""Boards, grants and protections: who may see what, and what nobody may see."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import psycopg

from domain.errors import SettingError
from domain.person_key import KEY_LENGTH, keys_that_may_be
from domain.personnummer import looks_like_one
from domain.user_name import user_name
from store.boards import board_named
from store.derive import refresh_placements
from store.identity_key import load_key

_KEY = re.compile(rf"[0-9a-f]{{{KEY_LENGTH}}}")

ROLES = (
    "ik_manager",
    "ik_controller",
    "ik_board",
    "ik_publisher",
    "ik_reviewer",
    "ik_reader",
)


def add_board(connection: psycopg.Connection, name: str) -> None:
    """Add a board that deliveries can belong to; SettingError if there is one of that name."""
    try:
        connection.execute("insert into core.board (board) values (%s)", (name,))
    except psycopg.errors.UniqueViolation:
        raise SettingError(f"Nämnden {name} finns redan.") from None
    connection.commit()


def grant(
    connection: psycopg.Connection,
    who: str,
    role: str,
    board: str | None = None,
    units: Sequence[str] = (),
    protected: bool = False,
    individuals: bool = False,
    purpose: str | None = None,
    entry: bool = False,
) -> None:
    """Let somebody take a role in a board. A new grant of the same role and board takes the old one's place."""
    who = user_name(who)
    if not who:
        raise SettingError("Ange vem behörigheten gäller.")
    if role not in ROLES:
        known = ", ".join(name.removeprefix("ik_") for name in ROLES)
        raise SettingError(f"Det finns ingen roll {role.removeprefix('ik_')}. Rollerna är: {known}.")
    if individuals and not purpose:
        raise SettingError("Ange ändamålet med --purpose när --individuals ges.")
    board_id = board_named(connection, board)[0]
    connection.execute(
        "update access.granted set revoked_at = now() "
        "where who = %s and role = %s and board_id = %s and revoked_at is null",
        (who, role, board_id),
    )
    connection.execute(
        """
        insert into access.granted (who, role, board_id, units, protected, individuals, purpose, entry)
        values (%s, %s, %s, %s, %s, %s, %s, %s)
        """,
        (who, role, board_id, list(units) or None, protected, individuals, purpose, entry),
    )
    connection.commit()


def unknown_units(
    connection: psycopg.Connection, units: Sequence[str], board: str | None = None
) -> list[str]:
    """Those of the units that the board has no fact about: a misspelt code, or a name in its place."""
    board_id = board_named(connection, board)[0]
    rows = connection.execute(
        "select unit from core.current_units where board_id = %s", (board_id,)
    ).fetchall()
    known = {unit for (unit,) in rows}
    return [unit for unit in units if unit not in known]


def revoke(connection: psycopg.Connection, who: str) -> int:
    """Take back all that somebody has been granted; how many grants that was."""
    gone = connection.execute(
        "update access.granted set revoked_at = now() where who = %s and revoked_at is null",
        (user_name(who),),
    ).rowcount
    connection.commit()
    return gone


def protect(connection: psycopg.Connection, text: str) -> str:
    """Protect a person (by id or key) or a placement at once, in every board that knows it.

    Returns a sentence that says what was protected. SettingError if nobody knows it.
    """
    key = load_key(connection)
    connection.execute("set local role ik_loader")
    # A load that is running would not see the protection: wait for it, and let none begin.
    connection.execute("lock table core.touched in access exclusive mode")
    persons: list[tuple[int, str]] = []
    placements: list[tuple[int, str]] = []
    for board_id, board in connection.execute("select board_id, board from core.board").fetchall():
        # a clear id never leaves this process, not even in a question
        keys = [*keys_that_may_be(key, board, text, date.today()), *([text] if _KEY.fullmatch(text) else [])]
        persons += connection.execute(
            """
            select board_id, person_key from core.current_persons where board_id = %(b)s and person_key = any(%(k)s)
            union
            select board_id, person_key from core.current_named_person
            where board_id = %(b)s and person_key = any(%(k)s)
            """,
            {"b": board_id, "k": keys},
        ).fetchall()
        if not looks_like_one(text):
            placements += connection.execute(
                "select board_id, placement_id from core.current_placements where board_id = %s and placement_id = %s",
                (board_id, text),
            ).fetchall()
    if not persons and not placements:
        connection.rollback()
        raise SettingError("Ingen person eller placering med den beteckningen finns i lagret.")
    connection.execute("reset role")
    for kind, found in (("person", persons), ("placement", placements)):
        connection.cursor().executemany(
            "insert into access.protection (board_id, kind, key) values (%s, %s, %s) on conflict do nothing",
            [(board_id, kind, name) for board_id, name in found],
        )
    connection.execute("set local role ik_loader")
    for board_id in sorted({board_id for board_id, _ in persons + placements}):
        touched = [name for of, name in placements if of == board_id]
        touched += _placements_of_protected(connection, board_id)
        refresh_placements(connection, board_id, touched)
    connection.execute("reset role")
    connection.commit()
    if persons:
        return "Personen är skyddad från och med nu: kvar i alla summor, men i ingen lista utan särskild behörighet."
    return "Placeringen är skyddad från och med nu: utförare och plats visas bara med särskild behörighet."


def _placements_of_protected(connection: psycopg.Connection, board_id: int) -> list[str]:
    """Placements of persons who are protected, under whichever of their keys, and not yet marked so."""
    rows = connection.execute(
        """
        select t.placement_id
        from core.stay as t
        inner join core.current_protected_person as p on t.board_id = p.board_id and t.person_key = p.person_key
        where t.board_id = %s and not t.is_protected
        """,
        (board_id,),
    ).fetchall()
    return [placement for (placement,) in rows]
