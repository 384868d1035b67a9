"""What each command of `python -m store` does: prints Swedish lines and returns the exit code."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from domain.errors import SettingError, StoreUnavailable
from store import server
from store.addresses import is_embedded, owner_address, role_address
from store.backup import backup
from store.connect import owner_connection
from store.home import home
from store.identity_key import export_key, import_key
from store.migrate import current_version, ensure_current, migrate, newest_version
from store.restore import restore

DONE, DIFFERENT = 0, 1
ROLES = ("manager", "controller", "board", "publisher", "reviewer", "reader")


def up(_: Namespace) -> int:
    """Start the embedded server, or see that the other PostgreSQL answers."""
    if is_embedded():
        started = server.up(home())
        print("Databasen är startad." if started else "Databasen var redan igång.")
    else:
        owner_connection().close()
        print("Databasen i INSATSKOLLEN_DATABASE_URL svarar; ingen egen server startas.")
    return DONE


def down(_: Namespace) -> int:
    """Stop the embedded server; another PostgreSQL is left alone."""
    stopped = server.down(home())
    print("Databasen är stoppad." if stopped else "Databasen var inte igång.")
    return DONE


def status(_: Namespace) -> int:
    """Say whether the store answers and whether its tables are the newest; 1 if it does not answer."""
    if is_embedded():
        found = server.status(home())
        print(f"Egen databasserver i {home().path}: {'igång' if found.answers else 'inte igång'}.")
        if not found.answers:
            return DIFFERENT
    try:
        with owner_connection() as connection:
            version = current_version(connection)
            number = connection.info.server_version // 10000
    except StoreUnavailable as error:
        print(error)
        return DIFFERENT
    newest = newest_version()
    state = "de senaste" if version == newest else "inte de senaste: kör python -m store migrate"
    print(f"PostgreSQL {number}. Tabellerna är {state} ({version or 'inga'}).")
    return DONE


def url(arguments: Namespace) -> int:
    """Print the owner's address, or a role's."""
    print(role_address(_prefixed(arguments.role)) if arguments.role else owner_address())
    return DONE


def migrate_store(_: Namespace) -> int:
    """Make the roles and the newest tables."""
    migrate()
    print("Databasens roller och tabeller är de senaste.")
    return DONE


def check_store(_: Namespace) -> int:
    """Recompute every roll-up; 1 and a line for each if something differs."""
    from store.check import check

    ensure_current()
    with owner_connection() as connection:
        lines = check(connection)
    for line in lines:
        print(line)
    if not lines:
        print("Inga skillnader.")
    return DIFFERENT if lines else DONE


def write_backup(arguments: Namespace) -> int:
    """Write the whole database to a file."""
    file = Path(arguments.file)
    backup(owner_address(), file)
    print(
        f"Hela databasen är kopierad till {file}. Identitetsnyckeln ingår inte: "
        "spara den för sig med python -m store key export FIL."
    )
    return DONE


def read_backup(arguments: Namespace) -> int:
    """Fill an empty store from a file."""
    file = Path(arguments.file)
    restore(owner_address(), file)
    print(f"Databasen är återställd från {file}. Hämta också nyckeln: python -m store key import FIL.")
    return DONE


def write_key(arguments: Namespace) -> int:
    """Write the identity key to a file."""
    ensure_current()
    with owner_connection() as connection:
        export_key(connection, Path(arguments.file))
    print(f"Nyckeln är skriven till {arguments.file}. Förvara den skild från säkerhetskopiorna.")
    return DONE


def read_key(arguments: Namespace) -> int:
    """Take the identity key from a file."""
    ensure_current()
    with owner_connection() as connection:
        import_key(connection, Path(arguments.file))
    print("Nyckeln är hämtad.")
    return DONE


def add_board(arguments: Namespace) -> int:
    """Add a board to the store."""
    from store import access

    ensure_current()
    with owner_connection() as connection:
        access.add_board(connection, arguments.name)
    print(f"Nämnden {arguments.name} finns.")
    return DONE


def grant(arguments: Namespace) -> int:
    """Give somebody a role and its scope."""
    from store import access

    if bool(arguments.individuals) != bool(arguments.purpose):
        raise SettingError("--individuals och --purpose hör ihop: ange båda eller ingen.")
    ensure_current()
    with owner_connection() as connection:
        access.grant(
            connection,
            arguments.who,
            _prefixed(arguments.role),
            board=arguments.board,
            units=tuple(arguments.unit),
            protected=arguments.protected,
            individuals=arguments.individuals,
            purpose=arguments.purpose,
            entry=arguments.entry,
        )
        strangers = access.unknown_units(connection, tuple(arguments.unit), arguments.board)
    print(f"{arguments.who} har rollen {_prefixed(arguments.role)}.")
    for unit in strangers:
        print(
            f"Enheten {unit} finns inte bland nämndens inlästa enheter. Behörigheten gäller, men visar ingenting "
            "förrän en enhet med den koden läses in.",
            file=sys.stderr,
        )
    return DONE


def revoke(arguments: Namespace) -> int:
    """Take back everything somebody was granted."""
    from store import access

    ensure_current()
    with owner_connection() as connection:
        count = access.revoke(connection, arguments.who)
    print(f"{count} behörigheter återkallade." if count else f"{arguments.who} hade inga behörigheter.")
    return DONE


def protect(arguments: Namespace) -> int:
    """Protect a person or a placement from now on."""
    from store import access

    ensure_current()
    with owner_connection() as connection:
        sentence = access.protect(connection, arguments.what)
    print(sentence)
    return DONE


def _prefixed(role: str) -> str:
    return role if role.startswith("ik_") else f"ik_{role}"
