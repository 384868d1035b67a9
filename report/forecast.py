"""The year's forecast in the report: where it ends, how sure that is, and what has come."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from domain.board_report.cells import Place, Shown
from domain.board_report.content import Column
from domain.board_report.period import ReportPeriod
from domain.forecast.assumptions import Assumptions, assume
from domain.forecast.basis import Basis
from domain.forecast.simulation import simulate
from domain.forecast.year import Year
from queries import door
from queries.forecast_basis import read_basis
from queries.scope import Scope

_THOUSAND = Decimal(1000)
_ROWS = ("prognos", "lag", "hog", "budget", "utfall")


def forecast(scope: Scope, period: ReportPeriod, as_of: int | None = None) -> dict[Place, Shown]:
    """The forecast's cells, in whole thousands of kronor; unknown where the facts reach past the period or are short.

    A forecast is made from all that is known, so only that of the last period can be made.
    """
    basis = read_basis(scope, as_of)
    year = None
    if basis is not None and basis.is_enough and basis.cut_off == period.last:
        year = _year(scope, basis, as_of)
    values: dict[str, float | None] = dict.fromkeys(_ROWS)
    if year is not None and year.is_told() and not year.is_unknown():
        ends = year.ends()
        came = sum(year.came.values())
        values = {
            "prognos": ends.middle,
            "lag": ends.low,
            "hog": ends.high,
            "budget": year.budget_kr,
            "utfall": came,
        }
    return {("prognos", row, Column.PERIOD): Shown(_rounded(values[row])) for row in _ROWS}


def _year(scope: Scope, basis: Basis, as_of: int | None) -> Year:
    last = basis.cut_off.replace(month=12, day=1)
    courses = simulate(basis, last)
    asked = {"from_month": last.replace(month=1), "to_month": last}
    rows = door.run("board_forecast_budget", scope, as_of=as_of, opening=None, **asked).to_dict("records")
    budget = {
        (row["month"], (str(row["care_form"]), str(row["unit"]))): int(row["budget_ore"]) / 100
        for row in rows
    }
    cells = {*courses.cells, *(cell for _, cell in budget)}
    cells |= {(cost.care_form, cost.unit) for cost in basis.months if cost.month.year == last.year}
    return Year(last.year, basis, courses, assume(courses, Assumptions()), budget, frozenset(cells))


def _rounded(value: float | None) -> Decimal | None:
    if value is None:
        return None
    return (Decimal(str(value)) / _THOUSAND).quantize(Decimal(1), ROUND_HALF_UP) * _THOUSAND
