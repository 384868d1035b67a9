"""The commands of the ETL: each takes what was asked for, does it, shows it and gives the exit code."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Callable, Mapping, Sequence

from domain.errors import SettingError
from etl import entry, listing, trial
from etl.demo import municipality
from etl.demo import populate as filling
from etl.load import LoadOptions, LoadResult, to_standard_error
from etl.load import load as take_in
from etl.undo import undo as take_back
from store.connect import loader_connection, owner_connection
from store.migrate import ensure_current

LOADED = 0
FAILED = 1
NOTHING_LOADED = 2

_MOST_SHOWN = 20


def load(options: argparse.Namespace) -> int:
    """Load a delivery and show what became of it."""
    ensure_current()
    with loader_connection() as connection:
        result = take_in(connection, options.paths, _options(options), to_standard_error)
        messages = listing.finding_messages(connection)
    _show(result, messages, as_json=options.json, done=f"Inläsning {result.load_id} är klar.")
    if not options.json and any(file.rejected for file in result.files):
        print(f"Avvisade rader med skäl: python -m etl rejected --load {result.load_id}")
    return LOADED


def check(options: argparse.Namespace) -> int:
    """Try a delivery without loading it."""
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


def undo(options: argparse.Namespace) -> int:
    """Undo a load."""
    ensure_current()
    with loader_connection() as connection:
        result = take_back(connection, options.load, to_standard_error)
        messages = listing.finding_messages(connection)
    done = f"Inläsning {options.load} är ångrad genom inläsning {result.load_id}."
    _show(result, messages, as_json=options.json, done=done)
    return LOADED


def entries(_: argparse.Namespace) -> int:
    """Take in what has been entered on the pages and waits."""
    ensure_current()
    done = entry.take_in(to_standard_error)
    for entered in done:
        load = f"inläsning {entered.load_id}" if entered.load_id is not None else "inget nytt att läsa in"
        print(f"Inmatning {entered.entry_id}: {entered.count(entry.Outcome.TAKEN)} uppgifter, {load}.")
    if not done:
        print("Inget väntar.")
    return LOADED


def sources(_: argparse.Namespace) -> int:
    """List the sources with a mapping."""
    for line in listing.sources():
        print(line)
    return LOADED


def loads(_: argparse.Namespace) -> int:
    """List the loads."""
    ensure_current()
    with loader_connection() as connection:
        lines = listing.loads(connection)
    for line in lines or ["Inga inläsningar."]:
        print(line)
    return LOADED


def rejected(options: argparse.Namespace) -> int:
    """List rejected and waiting rows."""
    ensure_current()
    with loader_connection() as connection:
        headings, rows = listing.rejected(connection, options.load)
    _list(
        headings,
        rows,
        as_csv=options.csv,
        told=lambda row: f"Inläsning {row['load_id']}: {listing.as_sentence(row)}",
        none="Inga avvisade eller väntande rader.",
    )
    return LOADED


def findings(options: argparse.Namespace) -> int:
    """List findings about the current facts."""
    ensure_current()
    with loader_connection() as connection:
        known = listing.rules(connection)
        headings, rows = listing.findings(connection, options.rule)
    if options.rule is not None and options.rule not in known:
        raise SettingError(f"Det finns ingen regel {options.rule}. Reglerna är: {', '.join(known)}.")
    _list(
        headings,
        rows,
        as_csv=options.csv,
        told=lambda row: f"{row['entity']} {row['key']}: {row['message']} [{row['rule']}]",
        none="Inga iakttagelser.",
    )
    return LOADED


def demo(options: argparse.Namespace) -> int:
    """Write the demo municipality's deliveries."""
    size = municipality.Size(options.inhabitants, options.years, options.seed)
    folders = municipality.write(options.folder, size)
    print(
        f"{len(folders)} leveranser skrivna i {options.folder}. Läs in dem i ordning med python -m etl load."
    )
    return LOADED


def populate(_: argparse.Namespace) -> int:
    """Fill an empty store with the demo municipality."""
    ensure_current()
    try:
        with loader_connection() as loader, owner_connection() as owner:
            filling.populate(loader, owner, to_standard_error)
    except KeyboardInterrupt:
        print("Avbrutet. Nästa gång fortsätter inläsningen där den slutade.", file=sys.stderr)
        return NOTHING_LOADED
    return LOADED


def _options(options: argparse.Namespace) -> LoadOptions:
    return LoadOptions(
        source=options.source,
        board=options.board,
        data_through=options.data_through,
        revision=options.revision,
        complete=options.complete,
        confirm=getattr(options, "confirm", False),
    )


def _list(
    headings: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    as_csv: bool,
    told: Callable[[Mapping[str, object]], str],
    none: str,
) -> None:
    """Print rows as CSV, or each as a sentence; `none` where there is no row to tell of."""
    if as_csv:
        writer = csv.writer(sys.stdout, delimiter=";")
        writer.writerow(headings)
        writer.writerows([listing.as_cell(value) for value in row] for row in rows)
        return
    for row in rows:
        print(told(dict(zip(headings, row, strict=True))))
    if not rows:
        print(none)


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
