"""A report's figures protected beside everything that has been published: which are hidden, and how that is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from domain.board_report.content import TABLES
from queries import door
from queries.scope import Scope
from report.disclosure.ledger import Entry, Ledger, from_json, to_json
from report.disclosure.protect import Protection, protect
from report.disclosure.rules import Rules
from report.disclosure.tables import Table
from report.figures import FigureKey, Figures
from report.linking import Linked, link

RULES = Rules()


@dataclass(frozen=True, slots=True)
class Protected:
    """Which figures are hidden. `withheld`: titles of tables that can no longer be shown at all."""

    hidden: frozenset[FigureKey]
    withheld: tuple[str, ...]
    sparse: tuple[str, ...]
    told: str
    """What the report tells, as the next one's ledger reads it."""
    account: Mapping[str, object] = field(default_factory=dict)
    """How the protection was reached, for those who look into it later."""


def read_ledger(scope: Scope, before: int | None = None) -> Ledger:
    """Everything that has been published of the board, `before` a report or until now."""
    entries: list[Entry] = []
    for row in door.run("told", scope).to_dict("records"):
        if before is None or row["report_id"] < before:
            entries.extend(from_json(row["told"]).entries)
    return Ledger(tuple(entries))


def protect_report(figures: Figures, ledger: Ledger, *, time_limit: float) -> Protected:
    """Hide what must be hidden; a table in which something can no longer be hidden is withheld whole."""
    linked = link(figures, ledger, RULES)
    tables, withheld = linked.tables, list[str]()
    while True:
        made = protect(tables, ledger, RULES, time_limit=time_limit)
        if made.publishable or not tables:
            break
        gone = set(made.withhold) or {table.name for table in tables}
        withheld += [table.name for table in tables if table.name in gone]
        tables = _without(tables, gone, ledger)
    return Protected(
        _hidden(figures, linked, made, withheld),
        tuple(withheld),
        made.sparse,
        to_json(Ledger((Entry(tables, made.hidden),))),
        {
            "status": made.status.value,
            "gap": round(made.gap, 4),
            "cells": sum(len(table.contents) for table in tables),
            "hidden": len(made.hidden),
            "primary": len(made.primary),
            "certificates": len(made.certificates),
            "withheld": withheld,
        },
    )


def _without(tables: tuple[Table, ...], gone: set[str], ledger: Ledger) -> tuple[Table, ...]:
    """The tables that are left, with what ties them to one another and to what is out."""
    left = [table for table in tables if table.name not in gone]
    known = {cell for table in left for cell in table.contents} | ledger.contents.keys()
    return tuple(
        replace(
            table,
            sums=tuple(line for line in table.sums if known.issuperset((line.total, *line.parts))),
            bounds=tuple(
                bound for bound in table.bounds if known.issuperset(cell for cell, _ in bound.terms)
            ),
        )
        for table in left
    )


def _hidden(figures: Figures, linked: Linked, made: Protection, withheld: list[str]) -> frozenset[FigureKey]:
    return frozenset(
        key
        for key in figures
        if TABLES[key.table].title in withheld or (key in linked.cells and linked.cells[key] in made.hidden)
    )
