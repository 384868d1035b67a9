"""The report to the board over a year of the demo municipality: how long it takes, and what plain ways would give away.

Each way of hiding publishes month after month by itself, so that its own earlier months are what an attacker has.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable, Sequence

from bench.home import empty_store
from bench.measure import Ratio
from domain.board_report.period import ReportKind, ReportPeriod
from etl.__main__ import main as etl
from queries.scope import Role, Scope
from report.disclosure.attack import intervals, known_cells
from report.disclosure.cells import Cell
from report.disclosure.ledger import Ledger
from report.disclosure.plain import small_only, two_a_line
from report.disclosure.protect import protect
from report.disclosure.rules import Rules
from report.disclosure.tables import Table
from report.draft import draft
from report.figures import Figures, read_figures
from report.linking import link

_SCOPE = Scope("bench", Role.PUBLISHER, "Socialnämnden", None, protected=False, individuals=False)
_MONTHS = [ReportPeriod(ReportKind.MONTH, dt.date(2026, month, 1)) for month in range(1, 11)]
_DRAFT_SECONDS = 3
_RULES = Rules()
Way = Callable[[Iterable[Table], Ledger, Rules], frozenset[Cell]]


def ratios() -> list[Ratio]:
    """The draft against its limit, and each way's hidden cells with those that can be reckoned out."""
    with empty_store():
        etl(["populate"])
        began = time.perf_counter()
        draft(_SCOPE, _MONTHS[-1])
        seconds = time.perf_counter() - began
        figures = [read_figures(_SCOPE, month) for month in _MONTHS]
    name = "utkast, skyddat"
    drafted = Ratio(name, seconds / _DRAFT_SECONDS, 1, note=f"{seconds:.1f} s")
    ways: dict[str, Way] = {
        "bara små": small_only,
        "två per rad": two_a_line,
        "vårt": lambda tables, ledger, rules: protect(tables, ledger, rules, time_limit=5).hidden,
    }
    return [drafted, *(_year(name, way, figures) for name, way in ways.items())]


def _year(name: str, way: Way, figures: Sequence[Figures]) -> Ratio:
    """A year published in one way: the share of its hidden cells that can be reckoned out in the end."""
    ledger, cells = Ledger(), 0
    for month in figures:
        tables = link(month, ledger, _RULES).tables
        ledger = ledger.append(tables, way(tables, ledger, _RULES))
        cells += sum(len(table.contents) for table in tables)
    known = known_cells(intervals((), frozenset(), ledger, whole=True))
    hidden = len(ledger.hidden)
    return Ratio(
        f"tio månader, {name}: andel dolda som kan räknas ut",
        len(known) / max(1, hidden),
        0 if name == "vårt" else None,
        note=f"{len(known)} av {hidden} dolda, {cells} celler",
    )
