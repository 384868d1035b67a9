"""What ties the figures of one report: rows and parts to their whole, and tables that are about the same persons."""

from __future__ import annotations

from dataclasses import replace

from domain.board_report.content import CARE_GROUPS, WHOLE, Table
from report.figures import FigureKey
from report.links import Links, no_more


def link_across(at: Links, table: Table) -> None:
    """Rows that make the row of all, parts that make the part of all; of distinct persons only that they bound it."""
    for key in [key for key in at.cells if key.table == table.code]:
        for axis, categories in (("row", table.rows), ("part", table.parts or {})):
            if getattr(key, axis) != WHOLE or len(categories) < 2:
                continue
            beside = [_beside(key, axis, code) for code in categories if code != WHOLE]
            parts = tuple(at.cells[other] for other in beside if other in at.cells)
            total = at.cells[key]
            if len(parts) < len(categories) - 1:
                continue
            if table.adds_up and at.beside(total, parts) == 0:
                at.tie(table.code, total, parts)
            elif not table.adds_up:
                at.bound(table.code, no_more(total, parts), *(no_more(part, (total,)) for part in parts))


def _beside(key: FigureKey, axis: str, code: str) -> FigureKey:
    return replace(key, row=code) if axis == "row" else replace(key, part=code)


def link_tables(at: Links) -> None:
    """Who is placed on the last day is placed in the period, each on one day or more, in one placement or more."""
    for key, cell in list(at.cells.items()):
        more: list[FigureKey] = []
        if key.table == "placerade_sista_dagen":
            more = [other for other in at.cells if _is_of(other, key, "placerade_perioden")]
            if key.row in CARE_GROUPS or key.row == WHOLE:
                more.append(FigureKey("kopform", WHOLE, key.row, key.from_on, key.to_on))
        elif key.table == "placerade_perioden":
            more = [replace(key, table="dygn")]
        for other in more:
            if other in at.cells:
                at.bound(key.table, no_more(cell, (at.cells[other],)))


def _is_of(other: FigureKey, key: FigureKey, table: str) -> bool:
    return other.table == table and other.row == key.row and other.from_on <= key.from_on <= other.to_on
