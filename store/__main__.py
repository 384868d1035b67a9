"""`python -m store`: the commands. Exit 0 done, 1 something differs or is not running, 2 an error."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Callable
from typing import NoReturn

import psycopg

from domain.errors import InsatskollenError
from store import commands
from store.disposal import command

FAILED = 2


class Parser(argparse.ArgumentParser):
    """A parser that tells in Swedish that it did not understand."""

    def error(self, message: str) -> NoReturn:
        """Print how the command is written and leave with 2."""
        self.print_usage(sys.stderr)
        self.exit(FAILED, f"Kommandot är inte rätt skrivet. Se {self.prog} --help.\n")


def build_parser() -> Parser:
    """Every command with its arguments and Swedish help."""
    parser = Parser(prog="python -m store", description="Databasen: start, tabeller, behörigheter, kopior.")
    names = parser.add_subparsers(metavar="KOMMANDO", required=True)

    def add(name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        command = names.add_parser(name, help=text, description=text)
        command.set_defaults(run=run)
        return command

    add("up", commands.up, "Starta den egna databasservern.")
    add("down", commands.down, "Stoppa den egna databasservern.")
    add("status", commands.status, "Visa om databasen är igång och om tabellerna är de senaste.")
    url = add("url", commands.url, "Skriv ut databasens adress (libpq): ägarens, eller en rolls.")
    url.add_argument("--role", choices=("ik_board", "ik_reader", "board", "reader"), help="rollens adress")
    add("migrate", commands.migrate_store, "Skapa eller uppdatera roller och tabeller.")
    add("check", commands.check_store, "Räkna om alla summeringar från grunden och visa skillnader.")
    text = "Kopiera hela databasen till en fil (identitetsnyckeln ingår inte)."
    add("backup", commands.write_backup, text).add_argument("file", metavar="FIL")
    text = "Återställ en kopia till en tom databas."
    add("restore", commands.read_backup, text).add_argument("file", metavar="FIL")
    _add_key(names)
    _add_board(names)
    _add_grant(add("grant", commands.grant, "Ge någon en roll."))
    text = "Återkalla allt som någon har fått."
    add("revoke", commands.revoke, text).add_argument("who", metavar="VEM")
    text = "Skydda en person eller en placering från och med nu."
    add("protect", commands.protect, text).add_argument("what", metavar="PERSON-ELLER-PLACERING")
    text = "Gallra: ta bort uppgifter om personer vars sista anteckning är för gammal."
    _add_disposal(add("dispose", command.run, text))
    return parser


def _add_disposal(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--before", metavar="DATUM", type=dt.date.fromisoformat, required=True,
        help="den dag som den sista anteckningen ska ligga före",
    )  # fmt: skip
    parser.add_argument("--board", metavar="NÄMND", help="nämnden, om databasen har flera")
    how = parser.add_mutually_exclusive_group(required=True)
    how.add_argument("--dry-run", action="store_true", help="visa vad som skulle gallras")
    how.add_argument("--confirm", action="store_true", help="gallra; det går inte att ångra")


def _add_key(names: argparse._SubParsersAction[Parser]) -> None:
    key = names.add_parser("key", help="Spara eller hämta identitetsnyckeln.")
    actions = key.add_subparsers(metavar="export|import", required=True)
    for name, run, text in (
        ("export", commands.write_key, "Skriv nyckeln till en ny fil."),
        ("import", commands.read_key, "Hämta nyckeln från en fil."),
    ):
        action = actions.add_parser(name, help=text, description=text)
        action.add_argument("file", metavar="FIL")
        action.set_defaults(run=run)


def _add_board(names: argparse._SubParsersAction[Parser]) -> None:
    board = names.add_parser("board", help="Lägg till en nämnd.")
    add = board.add_subparsers(metavar="add", required=True).add_parser("add", help="Lägg till en nämnd.")
    add.add_argument("name", metavar="NAMN")
    add.set_defaults(run=commands.add_board)


def _add_grant(grant: argparse.ArgumentParser) -> None:
    roles = [*commands.ROLES, *(f"ik_{role}" for role in commands.ROLES)]
    grant.add_argument("who", metavar="VEM", help="användarens namn vid inloggning; local = utan inloggning")
    grant.add_argument("role", metavar="ROLL", choices=roles, help=", ".join(commands.ROLES))
    grant.add_argument("--board", metavar="NÄMND", help="nämnden som rollen gäller")
    text = "bara den enheten (kan upprepas); annars hela nämnden"
    grant.add_argument("--unit", metavar="ENHET", action="append", default=[], help=text)
    grant.add_argument("--protected", action="store_true", help="även personer med skyddade uppgifter")
    grant.add_argument("--individuals", action="store_true", help="även sidor om enskilda (kräver --purpose)")
    grant.add_argument("--purpose", metavar="TEXT", help="nämndens ändamål med att se enskilda")
    grant.add_argument("--entry", action="store_true", help="får mata in uppgifter")


def main(arguments: list[str] | None = None) -> int:
    """Run one command; an error becomes one Swedish sentence and 2."""
    parsed = build_parser().parse_args(arguments)
    try:
        code: int = parsed.run(parsed)
        return code
    except InsatskollenError as error:
        print(error, file=sys.stderr)
    except psycopg.Error as error:
        # The driver's text can quote a value from a row, its code cannot.
        print(f"Databasen avbröt kommandot (kod {error.sqlstate or 'saknas'}).", file=sys.stderr)
    except OSError as error:
        what = error.filename or "en fil"
        print(
            f"{what} kan inte läsas eller skrivas. Kontrollera rättigheter och diskutrymme.", file=sys.stderr
        )
    except KeyboardInterrupt:
        print("Avbrutet.", file=sys.stderr)
    return FAILED


if __name__ == "__main__":
    sys.exit(main())
