"""The command line of the ETL.

python -m etl load | check | sources | loads | undo | rejected | findings | demo | populate
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from domain.errors import SettingError
from etl import commands
from etl.commands import FAILED, NOTHING_LOADED
from etl.demo import municipality
from etl.failures import sentence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code: 0 done, 1 the output could not be written, 2 nothing loaded."""
    # What the driver tells its log beside an error is for developers, and can hold more than we may show.
    logging.getLogger("psycopg").setLevel(logging.CRITICAL)
    try:
        options = _parser().parse_args(arguments)
        return int(options.run(options))
    except BrokenPipeError:
        # Whoever read our output has gone: nothing more to tell.
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - for the interpreter's own last flush
        return FAILED
    except Exception as error:
        print(sentence(error), file=sys.stderr)
        return NOTHING_LOADED
    except KeyboardInterrupt:
        print("Avbrutet. Inget lästes in.", file=sys.stderr)
        return NOTHING_LOADED


class _Parser(argparse.ArgumentParser):
    """A parser that tells in Swedish that it did not understand."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(NOTHING_LOADED, f"Kommandot är inte rätt skrivet. Se {self.prog} --help.\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m etl", description="Läser in leveranser i lagret.")
    kinds = parser.add_subparsers(required=True, metavar="KOMMANDO")

    load_command = kinds.add_parser("load", help="läs in en leverans: en mapp, filer eller en arbetsbok")
    _delivery_arguments(load_command)
    load_command.add_argument(
        "--confirm", action="store_true", help="läs in fast mycket försvinner eller avvisas"
    )
    load_command.add_argument("--json", action="store_true", help="skriv resultatet som JSON")
    load_command.set_defaults(run=commands.load)

    check_command = kinds.add_parser("check", help="pröva en leverans utan att läsa in den")
    _delivery_arguments(check_command)
    check_command.add_argument("--json", action="store_true", help="skriv resultatet som JSON")
    check_command.set_defaults(run=commands.check)

    sources_command = kinds.add_parser("sources", help="lista källor som har en mappning")
    sources_command.set_defaults(run=commands.sources)

    loads_command = kinds.add_parser("loads", help="lista inläsningar")
    loads_command.set_defaults(run=commands.loads)

    undo_command = kinds.add_parser("undo", help="ångra en inläsning")
    undo_command.add_argument("load", type=int, metavar="INLÄSNING")
    undo_command.add_argument("--json", action="store_true", help="skriv resultatet som JSON")
    undo_command.set_defaults(run=commands.undo)

    entries_command = kinds.add_parser("entries", help="läs in det som matats in på sidorna och väntar")
    entries_command.set_defaults(run=commands.entries)

    rejected_command = kinds.add_parser("rejected", help="lista avvisade och väntande rader")
    rejected_command.add_argument("--load", type=int, metavar="N", help="bara rader från inläsning N")
    rejected_command.add_argument("--csv", action="store_true", help="skriv som CSV med semikolon")
    rejected_command.set_defaults(run=commands.rejected)

    findings_command = kinds.add_parser("findings", help="lista iakttagelser om gällande uppgifter")
    findings_command.add_argument("--rule", metavar="REGEL", help="bara iakttagelser enligt en regel")
    findings_command.add_argument("--csv", action="store_true", help="skriv som CSV med semikolon")
    findings_command.set_defaults(run=commands.findings)

    demo_command = kinds.add_parser("demo", help="skriv en påhittad kommuns leveranser i en ny mapp")
    demo_command.add_argument("folder", type=Path, metavar="MAPP")
    demo_command.add_argument("--inhabitants", type=int, default=municipality.Size().inhabitants, metavar="N")
    demo_command.add_argument("--years", type=int, default=municipality.Size().years, metavar="N")
    demo_command.add_argument("--seed", type=int, default=municipality.Size().seed, metavar="N")
    demo_command.set_defaults(run=commands.demo)

    populate_command = kinds.add_parser("populate", help="fyll en tom databas med demokommunen")
    populate_command.set_defaults(run=commands.populate)
    return parser


def _delivery_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="SÖKVÄG")
    parser.add_argument("--source", metavar="NAMN", help="källans namn; en mappning med det namnet används")
    parser.add_argument("--board", metavar="NÄMND", help="nämnden som leveransen gäller")
    parser.add_argument(
        "--data-through", type=_day, metavar="ÅÅÅÅ-MM-DD", help="källans uppgifter gäller till och med"
    )
    parser.add_argument(
        "--revision", type=int, metavar="N", help="2, 3 … för en rättad leverans av samma datum"
    )
    parser.add_argument(
        "--complete",
        action="store_true",
        default=None,
        help="det som leveransen saknar är borttaget i källan",
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise SettingError("--data-through är inget datum: skriv till exempel 2025-06-30.") from None


if __name__ == "__main__":
    sys.exit(main())
