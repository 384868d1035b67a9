"""`python -m store dispose`: what is due is shown or disposed of, and the protocol is printed."""

from __future__ import annotations

import getpass
from argparse import Namespace
from datetime import date

from domain import formats
from domain.titles import ENTITIES
from store.boards import board_named
from store.connect import owner_connection
from store.disposal.dispose import Disposed, dispose
from store.disposal.staying import REASONS
from store.migrate import ensure_current

_TABLES = {
    "raw.rejected_row": "Avvisade rader",
    "raw.remark": "Anmärkningar på rader",
    "raw.confirmation": "Filer som hade sagt samma sak igen",
    "desk.invoice_status": "Granskningar av fakturarader",
    "desk.entry": "Inmatningar som tömts på det som gällde dem",
    "access.protection": "Skydd som satts för hand",
}


def run(arguments: Namespace) -> int:
    """Dispose, or show what would go."""
    ensure_current()
    with owner_connection() as connection:
        board_id, board = board_named(connection, arguments.board)
        found = dispose(
            connection, board_id, arguments.before, _who(),
            today=date.today(), confirmed=arguments.confirm, tell=print,
        )  # fmt: skip
    for line in protocol(found, board, arguments.before, confirmed=arguments.confirm):
        print(line)
    return 0


def protocol(found: Disposed, board: str, before_on: date, *, confirmed: bool) -> list[str]:
    """What went and who stays, in Swedish; nobody is named."""
    did = "Gallrat" if confirmed else "Skulle gallras"
    lines = [
        f"{did} i {board}, sista anteckning före {before_on}: "
        f"{formats.count(found.persons, 'person', 'personer')}, "
        f"{formats.count(found.cases, 'ärende', 'ärenden')}.",
        *(
            f"  {_label(table)}: {formats.count(count, 'rad', 'rader')}"
            for table, count in found.rows.items()
        ),
        *(
            f"Kvar, {REASONS[because]}: {formats.count(count, 'person', 'personer')}."
            for because, count in found.staying.items()
        ),
    ]
    if not found.rows:
        return [f"Inget att gallra i {board} före {before_on}.", *lines[1:]]
    if confirmed:
        lines.append(
            "Publicerade rapporter är orörda. Säkerhetskopior och källans egna system gallras för sig."
        )
    else:
        lines.append("Inget är ändrat. Gallra med --confirm; det går inte att ångra.")
    return lines


def _label(table: str) -> str:
    return _TABLES[table] if table in _TABLES else ENTITIES[table.removeprefix("core.")]


def _who() -> str:
    try:
        return f"kommando ({getpass.getuser()})"
    except (KeyError, OSError):
        return "kommando"
