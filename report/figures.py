"""The report's own figures, read from the store as it is now or as it was after a load."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from domain.board_report.content import NOT_COUNTED, TABLES, WHOLE, Column, Measure, Table
from domain.board_report.period import ReportPeriod
from queries import door
from queries.scope import Scope

ON_LAST_DAY = frozenset(
    {
        "placerade_sista_dagen",
        "kopform",
        "orsaker",
        "ramavtalsandel",
        "utredningar_pagaende",
        "over_fyra_manader",
        "ej_verkstallda",
        "parallella",
        "mal",
    }
)
"""Tables of a state on the last day, which is one and the same in the period and in the year so far."""
_OF_YEAR = (Column.YEAR, Column.YEAR_BUDGET)


@dataclass(frozen=True, slots=True, order=True)
class FigureKey:
    """Which figure: table and parts, and the days that it is about. The same figure is the same wherever it stands."""

    table: str
    row: str
    part: str
    from_on: dt.date
    to_on: dt.date


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with what its protection must know. `value` None is unknown; `shares`: öre by provider."""

    key: FigureKey
    value: Decimal | None
    persons: int = 0
    shares: Mapping[str, int] | None = None


Figures = Mapping[FigureKey, Figure]


def key(table: Table, row: str, part: str, period: ReportPeriod, *, year: bool) -> FigureKey:
    """The key of a figure of the period, or of the year so far."""
    if table.code in ON_LAST_DAY:
        return FigureKey(table.code, row, part, period.last, period.last)
    return FigureKey(table.code, row, part, period.year_from if year else period.first, period.last)


def read_figures(scope: Scope, period: ReportPeriod, as_of: int | None = None) -> dict[FigureKey, Figure]:
    """Every figure of a report's period and of its year so far.

    What the facts do not reach, or have never held, is unknown. Raises as queries.door does.
    """
    ask = partial(_rows, scope, as_of)
    found: dict[FigureKey, Figure] = {}
    for year in (False, True):
        from_on = period.year_from if year else period.first
        asked = {"from_on": from_on, "to_on": period.last}
        rows = [
            *ask("board_placed", **asked),
            *ask("board_crossed", to_on=period.last),
            *ask("board_cases", **asked),
            *ask("board_parallel", to_on=period.last),
            *ask("board_quality", **asked),
        ]
        read = {(row["table_code"], row["row_code"], row["column_code"]): row for row in rows}
        for table in TABLES.values():
            for figure in _of_table(table, read, period, year=year):
                found.setdefault(figure.key, figure)
    return found


def _of_table(
    table: Table, read: Mapping[tuple[str, str, str], Mapping[str, Any]], period: ReportPeriod, *, year: bool
) -> Iterator[Figure]:
    if table.measure in (Measure.SHARE, Measure.COST_PER_DAY) or table.measure in NOT_COUNTED:
        return
    reached = {row["reached"] for (code, _, _), row in read.items() if code == table.code}
    # a crossed table has no row where nobody is counted
    is_known = bool(reached) and min(reached) >= period.last
    for row in table.rows:
        for part in table.parts or (WHOLE,):
            this = key(table, row, part, period, year=year)
            found = read.get((table.code, row, part))
            if not is_known:
                yield Figure(this, None)
            elif found is None:
                yield Figure(this, Decimal(0))
            else:
                yield _figure(this, found)


def _figure(this: FigureKey, row: Mapping[str, Any]) -> Figure:
    value = None if row["value"] is None else Decimal(row["value"])
    if value is not None and TABLES[this.table].measure is Measure.COST:
        value = value.quantize(Decimal("0.01"))
    return Figure(this, value, int(row["persons"]), row.get("shares"))


def _rows(scope: Scope, as_of: int | None, question: str, **params: object) -> list[dict[str, Any]]:
    return [
        {str(name): value for name, value in row.items()}
        for row in door.run(question, scope, as_of=as_of, opening=None, **params).to_dict("records")
    ]
