"""Everything that has been published, marks included: nothing is taken out, and what stands there is fixed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from report.disclosure.cells import Amount, Cell, Content, Count
from report.disclosure.errors import ConflictError
from report.disclosure.tables import Bound, Sum, Table


@dataclass(frozen=True, slots=True)
class Entry:
    """Tables that were published together, and which of their cells carry the mark."""

    tables: tuple[Table, ...]
    hidden: frozenset[Cell]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The entries in the order of publication."""

    entries: tuple[Entry, ...] = ()

    def append(self, tables: Iterable[Table], hidden: Iterable[Cell]) -> Ledger:
        """With one publication more; a cell keeps its mark, or its figure, for ever."""
        entry = Entry(tuple(tables), frozenset(hidden))
        cells = {cell for table in entry.tables for cell in table.contents}
        turned = sorted(
            (entry.hidden & self.shown) | ((cells & self.hidden) - entry.hidden) | (entry.hidden - cells)
        )
        if turned:
            raise ConflictError(
                f"{turned[0]} har redan publicerats på annat sätt, eller finns inte i tabellerna."
            )
        return Ledger((*self.entries, entry))

    @property
    def contents(self) -> dict[Cell, Content]:
        """What stands in every cell so far, under the marks too."""
        return {
            cell: content
            for entry in self.entries
            for table in entry.tables
            for cell, content in table.contents.items()
        }

    @property
    def hidden(self) -> frozenset[Cell]:
        """Cells that were published as a mark."""
        return frozenset(cell for entry in self.entries for cell in entry.hidden)

    @property
    def shown(self) -> frozenset[Cell]:
        """Cells whose figure is out."""
        return frozenset(self.contents) - self.hidden

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table that was published."""
        return tuple(table for entry in self.entries for table in entry.tables)


def to_json(ledger: Ledger) -> str:
    """The ledger as text; the same ledger always gives the same text."""
    entries = [
        {
            "tables": [_table(table) for table in entry.tables],
            "hidden": [_cell(cell) for cell in sorted(entry.hidden)],
        }
        for entry in ledger.entries
    ]
    return json.dumps(entries, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def from_json(text: str) -> Ledger:
    """The ledger that `to_json` wrote."""
    return Ledger(
        tuple(
            Entry(
                tuple(_read_table(table) for table in entry["tables"]),
                frozenset(_read_cell(cell) for cell in entry["hidden"]),
            )
            for entry in json.loads(text)
        )
    )


def _cell(cell: Cell) -> list[Any]:
    return [cell.measure, cell.period, list(cell.categories), cell.version]


def _read_cell(written: list[Any]) -> Cell:
    measure, period, categories, version = written
    return Cell(measure, period, tuple(categories), version)


def _content(content: Content) -> dict[str, Any]:
    if isinstance(content, Count):
        return {"count": content.value, "structural": content.structural, "open": content.open}
    return {"amount": content.value, "persons": content.persons, "providers": content.providers}


def _read_content(written: Mapping[str, Any]) -> Content:
    if "count" in written:
        return Count(written["count"], written["structural"], written["open"])
    providers = written["providers"]
    return Amount(
        written["amount"],
        written["persons"],
        None if providers is None else tuple((name, amount) for name, amount in providers),
    )


def _table(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "cells": [[_cell(cell), _content(content)] for cell, content in sorted(table.contents.items())],
        "sums": [[_cell(line.total), [_cell(part) for part in line.parts]] for line in table.sums],
        "bounds": [[[[_cell(cell), by] for cell, by in b.terms], b.at_most] for b in table.bounds],
        "zeros": table.zeros,
        "full_groups": table.full_groups,
        "weight": table.weight,
    }


def _read_table(written: Mapping[str, Any]) -> Table:
    return Table(
        written["name"],
        {_read_cell(cell): _read_content(content) for cell, content in written["cells"]},
        tuple(Sum(_read_cell(total), tuple(map(_read_cell, parts))) for total, parts in written["sums"]),
        tuple(
            Bound(tuple((_read_cell(cell), by) for cell, by in terms), at_most)
            for terms, at_most in written["bounds"]
        ),
        written["zeros"],
        written["full_groups"],
        written["weight"],
    )
