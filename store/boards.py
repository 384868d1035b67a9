"""The board that a command is about: the one that is named, or the only one there is."""

from __future__ import annotations

import psycopg

from domain.errors import SettingError


def board_named(connection: psycopg.Connection, name: str | None) -> tuple[int, str]:
    """Its number and name. SettingError where there is none of that name, or several and none is named."""
    boards = connection.execute("select board_id, board from core.board order by board_id").fetchall()
    names = ", ".join(board for _, board in boards)
    for board_id, board in boards:
        if board == name or (name is None and len(boards) == 1):
            return int(board_id), str(board)
    if name is None:
        raise SettingError(f"Ange nämnd med --board. Nämnderna är: {names}.")
    raise SettingError(f"Det finns ingen nämnd som heter {name}. Nämnderna är: {names}.")
