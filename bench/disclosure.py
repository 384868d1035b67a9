"""The disclosure library on one core: large tables, a report's linked tables month by month, and plain ways beside.

A month is measured with its whole history in the ledger. Time is that of the processor: everything runs on one
core. Besides the ratios it tells what is hidden by us, by whole rows and by two a line, and how much of what they
hide can be reckoned out.
"""

from __future__ import annotations

import time

from bench.disclosed import Year, grid
from bench.measure import Ratio
from report.disclosure.attack import intervals, known_cells
from report.disclosure.certify import audit
from report.disclosure.ledger import Ledger
from report.disclosure.plain import small_only, two_a_line, whole_rows
from report.disclosure.protect import Protection, protect
from report.disclosure.rules import Rules
from report.disclosure.tables import Table

MONTHS = 3
DECISIONS = 800
_RULES = Rules()
_HEURISTIC_SECONDS, _OPTIMISED_SECONDS, _AUDIT_SECONDS = 30, 90, 30
_TIME_TO_OPTIMISE = 40.0


def ratios() -> list[Ratio]:
    """Times against their limits."""
    return [
        *_table("60 x 12 med summor", grid(1, 60, 12, mean=20), 2),
        *_table("12 x 8 x 2 med summor", grid(1, 12, 8, 2, mean=20), 5),
        *_months(),
    ]


def _table(name: str, table: Table, limit: float) -> list[Ratio]:
    found, seconds = _timed((table,), Ledger())
    best, longer = _timed((table,), Ledger(), _TIME_TO_OPTIMISE)
    rows = whole_rows([table], Ledger(), _RULES)
    return [
        Ratio(
            f"dölja i {name}",
            seconds / limit,
            1,
            note=f"{seconds:.2f} s, {_said(found)}; hela rader {len(rows)}",
        ),
        Ratio(
            f"dölja i {name}, optimerat",
            longer / _OPTIMISED_SECONDS,
            1,
            note=f"{longer:.1f} s, {_said(best)}",
        ),
    ]


def _months() -> list[Ratio]:
    year, ledger, found = Year(DECISIONS), Ledger(), []
    tables: tuple[Table, ...] = ()
    for number in range(1, MONTHS + 1):
        tables = year.tables()
        protection, seconds = _timed(tables, ledger)
        started = time.process_time()
        audit(tables, ledger, protection.hidden - ledger.hidden, protection.certificates, _RULES)
        audited = time.process_time() - started
        note = f"{seconds:.1f} s, {len(tables)} tabeller, {_said(protection)}"
        found.append(Ratio(f"månad {number}, heuristik", seconds / _HEURISTIC_SECONDS, 1, note=note))
        found.append(Ratio(f"månad {number}, revision", audited / _AUDIT_SECONDS, 1, note=f"{audited:.1f} s"))
        if number == 2:
            best, longer = _timed(tables, ledger, _TIME_TO_OPTIMISE)
            note = f"{longer:.1f} s, {_said(best)}, gap {best.gap:.0%}"
            found.append(Ratio("månad 2, optimerat", longer / _OPTIMISED_SECONDS, 1, note=note))
            found += _plain(tables, ledger, protection)
        ledger = ledger.append(tables, protection.hidden)
    return found


def _plain(tables: tuple[Table, ...], ledger: Ledger, ours: Protection) -> list[Ratio]:
    """What can be reckoned out of the month's own marks, as a share; of ours nothing that must not."""
    ways = {
        "bara de små": small_only(tables, ledger, _RULES),
        "två per rad": two_a_line(tables, ledger, _RULES),
    }
    found = []
    for name, hidden in (*ways.items(), ("insatskollen", ours.hidden)):
        known = set(known_cells(intervals(tables, hidden, ledger)))
        must = (ours.primary | ledger.hidden) & known
        note = f"{len(hidden)} dolda, {len(known & hidden)} kan räknas ut"
        limit = 0.0 if hidden is ours.hidden else None
        found.append(
            Ratio(
                f"månad 2, {name}: som inte får räknas ut", float(len(must & ours.primary)), limit, note=note
            )
        )
    return found


def _timed(tables: tuple[Table, ...], ledger: Ledger, limit: float = 0.0) -> tuple[Protection, float]:
    started = time.process_time()
    protection = protect(tables, ledger, _RULES, time_limit=limit)
    return protection, time.process_time() - started


def _said(found: Protection) -> str:
    cells = len({cell for table in found.tables for cell in table.contents})
    proof = "prövat" if found.publishable else f"{len(found.lost)} går inte att skydda"
    return f"{cells} celler, {len(found.primary)} små, {len(found.hidden)} dolda, {proof}, {found.status}"
