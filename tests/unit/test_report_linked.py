"""What is published of a year so far beside its months, without a store: figures written by hand, in any order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

import pytest

from domain.board_report.cells import Shown
from domain.board_report.content import TABLES
from domain.board_report.period import ReportKind, ReportPeriod
from report.disclosure.attackers import attackers
from report.disclosure.ledger import Ledger
from report.disclosure.protect import protect
from report.disclosure.rules import Rules
from report.figures import Figure, FigureKey
from report.forecast import with_cost
from report.linking import link
from report.protection import without

RULES = Rules()
TABLE = TABLES["avslutade"]
ENDED = {9: (9, 9, 9), 10: (2, 8, 8)}
"""By month: in families, in HVB and in others; two in October are too few to be told."""
SO_FAR = {9: (50, 50, 50), 10: (52, 58, 58)}


def figures(month: int) -> dict[FigureKey, Figure]:
    last = dt.date(2026, month, 30 if month == 9 else 31)
    found = {}
    for first, numbers in ((last.replace(day=1), ENDED[month]), (dt.date(2026, 1, 1), SO_FAR[month])):
        for row, value in zip(TABLE.rows, (*numbers, sum(numbers)), strict=True):
            key = FigureKey(TABLE.code, row, "alla", first, last)
            found[key] = Figure(key, Decimal(value), value)
    return found


def published(order: tuple[int, ...]) -> Mapping[FigureKey, bool]:
    """Whether each figure is told, when the months have been published in an order."""
    ledger = Ledger()
    told: dict[FigureKey, bool] = {}
    for month in order:
        linked = link(figures(month), ledger, RULES)
        made = protect(linked.tables, ledger, RULES, time_limit=0)
        assert made.publishable
        ledger = ledger.append(linked.tables, made.hidden)
        told |= {key: cell not in made.hidden for key, cell in linked.cells.items()}
    return told


@pytest.mark.parametrize("order", [(9, 10), (10, 9)])
def test_a_month_is_not_told_by_the_years_so_far_on_either_side_of_it(order: tuple[int, ...]) -> None:
    told = published(order)
    whole, before = dt.date(2026, 10, 31), dt.date(2026, 9, 30)
    october = {key.row: is_told for key, is_told in told.items() if key.from_on.month == 10}
    assert not october["familjehem"]
    for row, is_told in october.items():
        years = [told[FigureKey(TABLE.code, row, "alla", dt.date(2026, 1, 1), to)] for to in (before, whole)]
        assert is_told or not all(years), row


def test_the_only_person_in_a_month_is_the_only_one_in_the_years_so_far() -> None:
    """Who knows of themselves in one stretch of time knows it in each that holds it: nothing is told of others."""
    days = [
        (dt.date(2026, first, 1), dt.date(2026, last, 31))
        for first, last in ((8, 8), (1, 8), (10, 10), (1, 10))
    ]
    keys = [FigureKey("placerade_perioden", "skyddat_boende", "alla", *span) for span in days]
    linked = link({key: Figure(key, Decimal(1), 1) for key in keys}, Ledger(), RULES)
    contents = {cell: content for table in linked.tables for cell, content in table.contents.items()}
    nested = [line for table in linked.tables for line in table.nested]
    assert [person.known for person in attackers(contents, contents, nested)] == [contents.keys()]


def test_a_table_that_is_withheld_leaves_nothing_in_the_others_that_names_it() -> None:
    keys = [
        FigureKey("placerade_sista_dagen", "hvb", "alla", dt.date(2026, 10, 31), dt.date(2026, 10, 31)),
        FigureKey("placerade_perioden", "hvb", "alla", dt.date(2026, 10, 1), dt.date(2026, 10, 31)),
    ]
    tables = link({key: Figure(key, Decimal(20), 20) for key in keys}, Ledger(), RULES).tables
    gone = TABLES["placerade_perioden"].title
    left = without(tables, {gone}, Ledger())
    assert any(table.bounds for table in tables) and not any(table.bounds for table in left)
    assert protect(left, Ledger(), RULES, time_limit=0).publishable


@pytest.mark.parametrize("is_hidden", [True, False])
def test_the_forecast_goes_with_the_cost_of_the_year(is_hidden: bool) -> None:
    month = ReportPeriod(ReportKind.MONTH, dt.date(2026, 10, 1))
    cells = {("prognos", row, "period"): Shown(Decimal(1000)) for row in TABLES["prognos"].rows}
    cost = FigureKey("kostnad", "alla", "alla", dt.date(2026, 1, 1), dt.date(2026, 10, 31))
    found = with_cost(cells, {cost} if is_hidden else set(), month)
    told = {row for (_, row, _), cell in found.items() if not cell.hidden}
    assert told == ({"budget"} if is_hidden else set(TABLES["prognos"].rows))
