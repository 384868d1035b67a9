"""`python -m report`: list the published reports, publish one, and compute one again."""

from __future__ import annotations

import argparse
import sys

from domain.board_report.period import ReportKind, ReportPeriod
from domain.errors import InsatskollenError
from queries import door
from queries.scope import Role, Scope
from report.demo import publish_demo
from report.draft import draft, published, texts
from report.publish import publish
from report.reproduce import Outcome, reproduce
from store.boards import board_named
from store.connect import owner_connection

DONE, DIFFERENT, UNUSABLE = 0, 1, 2
_OPERATOR = "kommando"


def main(arguments: list[str] | None = None) -> int:
    """Carry out one command; the exit code is 0, 1 where a report came out otherwise, 2 where it could not be done."""
    asked = parser().parse_args(arguments)
    try:
        with owner_connection() as connection:
            _, board = board_named(connection, asked.board)
        scope = Scope(_OPERATOR, Role.PUBLISHER, board, None, protected=False, individuals=False)
        code: int = asked.carry_out(scope, asked)
    except InsatskollenError as error:
        print(error, file=sys.stderr)
        return UNUSABLE
    return code


def _list(scope: Scope, _: argparse.Namespace) -> int:
    reports = published(scope)
    for report in reports:
        period = ReportPeriod(ReportKind(report["kind"]), report["period_from"])
        print(
            f"{report['dnr']}  {report['kind']} {period.code}  version {report['version']}  "
            f"{report['published_at']:%Y-%m-%d}  {report['sha256']}"
        )
    if not reports:
        print("Ingen rapport är publicerad.")
    return DONE


def _demo(scope: Scope, _: argparse.Namespace) -> int:
    is_demo = bool(door.run("board_state", scope)["is_demo"].iloc[0])
    # facts of somebody's own are left alone, as the demo's filling leaves them
    number = publish_demo(scope) if is_demo else 0
    if number:
        print(f"{number} rapporter för demokommunen är publicerade.")
    return DONE


def _publish(scope: Scope, asked: argparse.Namespace) -> int:
    period = ReportPeriod.read(ReportKind(asked.kind), asked.period)
    made = draft(scope, period)
    publish(scope, made, texts(scope, period), asked.dnr, asked.difference)
    hidden = sum(cell.hidden for cell in made.cells.values())
    print(f"Rapporten för {period.label}, version {made.version}, är publicerad. {hidden} tal är dolda.")
    return DONE


def _reproduce(scope: Scope, asked: argparse.Namespace) -> int:
    period = ReportPeriod.read(ReportKind(asked.kind), asked.period)
    made = reproduce(scope, asked.dnr, period, asked.version)
    print(f"{made.dnr}, {period.label}, version {made.version}: {made.outcome.value}")
    print(made.sha256)
    for place in made.differing:
        print("  " + " / ".join(place))
    return DONE if made.outcome in (Outcome.SAME, Outcome.DISPOSED) else DIFFERENT


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    made = argparse.ArgumentParser(prog="python -m report", description="Rapporter till nämnden.")
    made.add_argument("--board", help="nämnden, om databasen har flera")
    commands = made.add_subparsers(required=True, metavar="kommando")
    listed = commands.add_parser("list", help="lista publicerade rapporter")
    listed.set_defaults(carry_out=_list)
    shown = commands.add_parser("demo", help="publicera demokommunens senaste månad och dem den jämförs med")
    shown.set_defaults(carry_out=_demo)
    for name, words, carry_out in (
        ("publish", "publicera en rapport ur de uppgifter som finns nu", _publish),
        ("reproduce", "räkna om en publicerad rapport ur uppgifterna som de var", _reproduce),
    ):
        command = commands.add_parser(name, help=words)
        command.add_argument("dnr", help="diarienummer")
        command.add_argument("kind", choices=[kind.value for kind in ReportKind], help="slag av rapport")
        command.add_argument("period", help="2026-10, 2026-T2 eller 2026")
        command.set_defaults(carry_out=carry_out)
        if name == "publish":
            command.add_argument("--difference", default="", help="vad en rättelse ändrar och varför")
        else:
            command.add_argument("--version", type=int, help="version, annars den senaste")
    return made


if __name__ == "__main__":
    sys.exit(main())
