"""Roles for whoever opens a store of the demo municipality for the first time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import psycopg


@dataclass(frozen=True, slots=True)
class Welcome:
    """A role to give; `units` empty: the whole board. `purpose` lets the person open individuals."""

    role: str
    units: tuple[str, ...] = ()
    purpose: str | None = None
    entry: bool = False


def welcome(connection: psycopg.Connection, who: str, board: str, roles: Sequence[Welcome]) -> bool:
    """Give somebody who was never given anything several roles in a board, all or none; whether it was done.

    Unlike `store.access.grant` it can give one role twice, for the whole board and for a unit. What was taken
    back by hand is not given again.
    """
    known = connection.execute("select exists (select from access.granted where who = %s)", (who,)).fetchone()
    if known and known[0]:
        return False
    for role in roles:
        connection.execute(
            """
            insert into access.granted (who, role, board_id, units, individuals, purpose, entry)
            select %(who)s, %(role)s, b.board_id, %(units)s, %(purpose)s::text is not null, %(purpose)s, %(entry)s
            from core.board as b
            where b.board = %(board)s
            """,
            {
                "who": who,
                "role": role.role,
                "units": list(role.units) or None,
                "purpose": role.purpose,
                "entry": role.entry,
                "board": board,
            },
        )
    connection.commit()
    return True
