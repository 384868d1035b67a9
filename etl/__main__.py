"""The command line of the ETL.

python -m etl load | check | sources | loads | undo | rejected | findings | demo | populate
"""

from __future__ import annotations

import argparse
import csv
import json
import logging
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from domain.errors import SettingError
from etl import listing, trial
from etl.demo import municipality
from etl.demo.populate import populate
from etl.failures import sentence
from etl.load import LoadOptions, LoadResult, load, to_standard_error
from etl.undo import undo
from store.connect import loader_connection, owner_connection
from store.migrate import ensure_current

LOADED = 0
FAILED = 1
NOTHING_LOADED = 2

_MOST_SHOWN = 20


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
    commands = parser.add_subparsers(required=True, metavar="KOMMANDO")

    load_command = commands.add_parser("load", help="läs in en leverans: en mapp, filer eller en arbetsbok")
    _delivery_arguments(load_command)
    load_command.add_argument(
        "--confirm", action="store_true", help="läs in fast mycket försvinner eller avvisas"
    )
    load_command.add_argument("--json", action="store_true", help="skriv resultatet som JSON")
    load_command.set_defaults(run=_load)

    check_command = commands.add_parser("check", help="pröva en leverans utan att läsa in den")
    _delivery_arguments(check_command)
    check_command.add_argument("--json", action="store_true", help="skriv resultatet som JSON")
    check_command.set_defaults(run=_check)

    sources_command = commands.add_parser("sources", help="lista källor som har en mappning")
    sources_command.set_defaults(run=_sources)

    loads_command = commands.add_parser("loads", help="lista inläsningar")
    loads_command.set_defaults(run=_loads)

    undo_command = commands.add_parser("undo", help="ångra en inläsning")
    undo_command.add_argument("load", type=int, metavar="INLÄSNING")
    undo_command.add_argument("--json", action="store_true", help="skriv resultatet som JSON")
    undo_command.set_defaults(run=_undo)

    rejected_command = commands.add_parser("rejected", help="lista avvisade och väntande rader")
    rejected_command.add_argument("--load", type=int, metavar="N", help="bara rader från inläsning N")
    rejected_command.add_argument("--csv", action="store_true", help="skriv som CSV med semikolon")
    rejected_command.set_defaults(run=_rejected)

    findings_command = commands.add_parser("findings", help="lista iakttagelser om gällande uppgifter")
    findings_command.add_argument("--rule", metavar="REGEL", help="bara iakttagelser enligt en regel")
    findings_command.add_argument("--csv", action="store_true", help="skriv som CSV med semikolon")
    findings_command.set_defaults(run=_findings)

    demo_command = commands.add_parser("demo", help="skriv en påhittad kommuns leveranser i en ny mapp")
    demo_command.add_argument("folder", type=Path, metavar="MAPP")
    demo_command.add_argument("--inhabitants", type=int, default=municipality.Size().inhabitants, metavar="N")
    demo_command.add_argument("--years", type=int, default=municipality.Size().years, metavar="N")
    demo_command.add_argument("--seed", type=int, default=municipality.Size().seed, metavar="N")
    demo_command.set_defaults(run=_demo)

    populate_command = commands.add_parser("populate", help="fyll en tom databas med demokommunen")
    populate_command.set_defaults(run=_populate)
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


def _options(options: argparse.Namespace) -> LoadOptions:
    return LoadOptions(
        source=options.source,
        board=options.board,
        data_through=options.data_through,
        revision=options.revision,
        complete=options.complete,
        confirm=getattr(options, "confirm", False),
    )


def _load(options: argparse.Namespace) -> int:
    ensure_current()
    with loader_connection() as connection:
        result = load(connection, options.paths, _options(options), to_standard_error)
        messages = listing.finding_messages(connection)
    _show(result, messages, as_json=options.json, done=f"Inläsning {result.load_id} är klar.")
    if not options.json and any(file.rejected for file in result.files):
        print(f"Avvisade rader med skäl: python -m etl rejected --load {result.load_id}")
    return LOADED


def _check(options: argparse.Namespace) -> int:
    ensure_current()
    with loader_connection() as connection:
        result, rejected = trial.check(connection, options.paths, _options(options), to_standard_error)
        messages = listing.finding_messages(connection)
    _show(
        result, messages, as_json=options.json, done="Prövat utan att något lästes in. Så här skulle det bli:"
    )
    if not options.json:
        for line in rejected[:_MOST_SHOWN]:
            print(f"  {line}")
        if len(rejected) > _MOST_SHOWN:
            print(f"  … och {len(rejected) - _MOST_SHOWN} rader till som avvisas eller väntar.")
    return LOADED


def _undo(options: argparse.Namespace) -> int:
    ensure_current()
    with loader_connection() as connection:
        result = undo(connection, options.load, to_standard_error)
        messages = listing.finding_messages(connection)
    done = f"Inläsning {options.load} är ångrad genom inläsning {result.load_id}."
    _show(result, messages, as_json=options.json, done=done)
    return LOADED


def _sources(_: argparse.Namespace) -> int:
    for line in listing.sources():
        print(line)
    return LOADED


def _loads(_: argparse.Namespace) -> int:
    ensure_current()
    with loader_connection() as connection:
        for line in listing.loads(connection):
            print(line)
    return LOADED


def _rejected(options: argparse.Namespace) -> int:
    ensure_current()
    with loader_connection() as connection:
        headings, rows = listing.rejected(connection, options.load)
    if options.csv:
        _as_csv(headings, rows)
    else:
        for row in rows:
            named = dict(zip(headings, row, strict=True))
            print(f"Inläsning {named['load_id']}: {listing.as_sentence(named)}")
        if not rows:
            print("Inga avvisade eller väntande rader.")
    return LOADED


def _findings(options: argparse.Namespace) -> int:
    ensure_current()
    with loader_connection() as connection:
        known = listing.rules(connection)
        headings, rows = listing.findings(connection, options.rule)
    if options.rule is not None and options.rule not in known:
        raise SettingError(f"Det finns ingen regel {options.rule}. Reglerna är: {', '.join(known)}.")
    if options.csv:
        _as_csv(headings, rows)
    else:
        for row in rows:
            named = dict(zip(headings, row, strict=True))
            print(f"{named['entity']} {named['key']}: {named['message']} [{named['rule']}]")
        if not rows:
            print("Inga iakttagelser.")
    return LOADED


def _as_csv(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    writer = csv.writer(sys.stdout, delimiter=";")
    writer.writerow(headings)
    writer.writerows([listing.as_cell(value) for value in row] for row in rows)


def _demo(options: argparse.Namespace) -> int:
    size = municipality.Size(options.inhabitants, options.years, options.seed)
    folders = municipality.write(options.folder, size)
    print(
        f"{len(folders)} leveranser skrivna i {options.folder}. Läs in dem i ordning med python -m etl load."
    )
    return LOADED


def _populate(_: argparse.Namespace) -> int:
    ensure_current()
    try:
        with loader_connection() as loader, owner_connection() as owner:
            populate(loader, owner, to_standard_error)
    except KeyboardInterrupt:
        print("Avbrutet. Nästa gång fortsätter inläsningen där den slutade.", file=sys.stderr)
        return NOTHING_LOADED
    return LOADED


def _show(result: LoadResult, messages: Mapping[str, str], *, as_json: bool, done: str) -> None:
    if as_json:
        print(json.dumps(result.as_json(), ensure_ascii=False))
        return
    print(done)
    for file in result.files:
        print(
            f"  {file.file} ({file.entity}): {file.read} lästa, {file.new} nya, {file.changed} ändrade, "
            f"{file.unchanged} oförändrade, {file.superseded} ersatta av nyare, {file.rejected} avvisade, "
            f"{file.left_out} utelämnade"
        )
    for name in result.left_aside:
        print(f"  Lämnades åt sidan (hör inte till något slags uppgift): {name}")
    for rule, count in result.findings.items():
        print(f"  Att kontrollera ({count}): {messages.get(rule, rule)} [{rule}]")


if __name__ == "__main__":
    sys.exit(main())
