"""Computing a published report again from the store as it was, and holding the two together byte for byte."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from domain.board_report.cells import Place, Shown
from domain.board_report.period import ReportPeriod
from domain.errors import ReportError
from queries import door
from queries.scope import Scope
from report.draft import compared, open_cells, own_cells, published, published_cells, published_texts
from report.figures import read_figures
from report.freeze import Head, checksum, content


class Outcome(StrEnum):
    """What came of it; the value is what a person is told."""

    SAME = "Rapporten räknades om ur uppgifterna som de var och blev densamma, byte för byte."
    DISPOSED = "Underlaget är gallrat. Det som är publicerat stämmer med sin kontrollsumma."
    DIFFERS = "Rapporten räknades om ur uppgifterna som de var och blev inte densamma."
    BROKEN = "Det som är publicerat stämmer inte med sin kontrollsumma."


@dataclass(frozen=True, slots=True)
class Reproduced:
    """The outcome, with the places that came out otherwise."""

    outcome: Outcome
    dnr: str
    version: int
    sha256: str
    differing: tuple[Place, ...] = ()


def reproduce(scope: Scope, dnr: str, period: ReportPeriod, version: int | None = None) -> Reproduced:
    """Reproduce a published report, its latest version unless said. ReportError where there is none."""
    reports = published(scope)
    found = [
        r
        for r in reports
        if r["dnr"] == dnr
        and r["kind"] == period.kind
        and r["period_from"] == period.first
        and (version is None or r["version"] == version)
    ]
    if not found:
        which = f"version {version} av " if version else ""
        raise ReportError(
            f"Det finns ingen publicerad {which}rapport för {period.label} med diarienummer {dnr}."
        )
    return _again(scope, max(found, key=lambda r: r["version"]), period, reports)


def _again(
    scope: Scope, report: Mapping[str, Any], period: ReportPeriod, reports: list[dict[str, Any]]
) -> Reproduced:
    number, load_id = int(report["report_id"]), int(report["load_id"])
    head = Head(
        scope.board, report["dnr"], period, int(report["version"]), load_id, report["definition_version"]
    )
    kept = published_cells(scope, number)
    texts = published_texts(scope, number)

    def made(outcome: Outcome, differing: tuple[Place, ...] = ()) -> Reproduced:
        return Reproduced(outcome, report["dnr"], head.version, report["sha256"], differing)

    if checksum(content(head, kept, texts)) != report["sha256"]:
        return made(Outcome.BROKEN)
    if _is_disposed(scope, report):
        return made(Outcome.DISPOSED)
    figures = read_figures(scope, period, load_id)
    cells = {
        **dict(own_cells(figures, frozenset(), period)),
        **compared(scope, period, reports, before=number),
        **open_cells(scope, period, load_id),
    }
    tables = {table for table, _, _ in kept}
    laid = {
        place: Shown(None, hidden=True) if place in kept and kept[place].hidden else cell
        for place, cell in cells.items()
        # a table that reports have been given since then is no part of this one
        if place[0] in tables
    }
    if checksum(content(head, laid, texts)) == report["sha256"]:
        return made(Outcome.SAME)
    places = sorted(kept.keys() | laid.keys())
    return made(Outcome.DIFFERS, tuple(place for place in places if kept.get(place) != laid.get(place)))


def _is_disposed(scope: Scope, report: Mapping[str, Any]) -> bool:
    """Whether rows that the figures rest on may have been disposed of since it was published."""
    rows = door.run("disposals", scope)
    return any(at > report["published_at"] for at in rows["disposed_at"])
