"""The board that a delivery belongs to and the codes that may be used in it."""

from __future__ import annotations

import psycopg

from domain.errors import DeliveryError
from etl.batches import UNITS, Codes, ReadContext


def board_named(connection: psycopg.Connection, name: str | None) -> tuple[int, str]:
    """The number and name of a board; without a name the only one there is. DeliveryError otherwise."""
    boards = connection.execute("select board_id, board from core.board order by board_id").fetchall()
    names = ", ".join(board for _, board in boards)
    if name is None:
        if len(boards) == 1:
            return int(boards[0][0]), str(boards[0][1])
        raise DeliveryError(f"Ange vilken nämnd leveransen gäller med --board. Nämnderna är: {names}.")
    for number, board in boards:
        if board == name:
            return int(number), str(board)
    raise DeliveryError(
        f"Det finns ingen nämnd som heter {name}. Nämnderna är: {names}. "
        "En ny läggs till med python -m store board add NAMN."
    )


def known_codes(connection: psycopg.Connection, board_id: int) -> dict[str, frozenset[str]]:
    """The codes that the board may use, by vocabulary: the field's own and those that the board added.

    Its units stand among them under UNITS: a rejected row is kept with its unit only where that is one of them.
    """
    rows = connection.execute(
        """
        select vocabulary, array_agg(code) from (
            select vocabulary, code from core.code
            union
            select vocabulary, code from core.current_codes where board_id = %(board_id)s
            union
            select %(units)s, unit from core.current_units where board_id = %(board_id)s
        ) as known
        group by vocabulary
        """,
        {"board_id": board_id, "units": UNITS},
    ).fetchall()
    return {vocabulary: frozenset(codes) for vocabulary, codes in rows}


def read_context(
    connection: psycopg.Connection, board: str | None, known: dict[str, frozenset[str]], key: bytes
) -> ReadContext:
    """What reading must know. `known` is filled in here and may grow while the delivery's own codes are read."""
    board_id, name = board_named(connection, board)
    known.update(known_codes(connection, board_id))
    return ReadContext(board=name, codes=Codes(known), identity_key=key)
