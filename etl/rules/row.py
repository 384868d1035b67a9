"""Rules on several cells of one row. The column given is the one that the fault is shown at."""

from __future__ import annotations

import polars as pl

from domain.entities import Column
from etl.rows import Rows
from etl.rules.registry import Cells, Rule

FOSTER_HOME = "familjehem"


def missing_one_of(rows: Rows, column: Column) -> pl.Series | None:
    """None of several columns is filled in, of which one must be."""
    for group in rows.entity.one_of:
        if group[0] == column.name:
            empty = [rows.values[name].is_null().alias(name) for name in group]
            return pl.DataFrame(empty).select(pl.all_horizontal(pl.all())).to_series()
    return None


def missing_name(rows: Rows, column: Column) -> pl.Series | None:
    """A provider that is no familjehem has no name."""
    if rows.entity.name != "providers" or column.name != "name":
        return None
    foster = (rows.values["operator"] == FOSTER_HOME).fill_null(False)
    return rows.values["name"].is_null() & ~foster


def ends_before_start(rows: Rows, column: Column) -> pl.Series | None:
    """The row ends before it begins."""
    found: pl.Series | None = None
    for order in rows.entity.orders:
        if order.later == column.name:
            broken = (rows.values[order.later] < rows.values[order.earlier]).fill_null(False)
            found = broken if found is None else found | broken
    return found


def _one_of_sentence(rows: Rows, column: Column, cells: Cells) -> str:
    group = next(group for group in rows.entity.one_of if group[0] == column.name)
    headings = " eller ".join(rows.heading(rows.entity.column(name)) for name in group)
    return f"{headings} saknas: fyll i minst en av dem."


def _name_sentence(rows: Rows, column: Column, cells: Cells) -> str:
    return f"{rows.heading(column)} saknas: bara ett familjehem får vara utan namn."


def _order_sentence(rows: Rows, column: Column, cells: Cells) -> str:
    order = next(order for order in rows.entity.orders if order.later == column.name)
    start = rows.entity.column(order.earlier)
    return f"{rows.heading(column)} ligger före {rows.heading(start)}: rätta något av datumen i källan."


ROW_RULES = (
    Rule("missing", "En av flera uppgifter saknas", "se entiteten", missing_one_of, _one_of_sentence),
    Rule("missing", "Namn saknas på utförare", "providers.name", missing_name, _name_sentence),
    Rule("ends_before_start", "Slutar före sin början", "slutdatum", ends_before_start, _order_sentence),
)
