"""A report before it is published: its figures, what they are compared with, what is hidden, and what is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from domain.board_report.cells import Cells, Place, Shown, Text
from domain.board_report.content import DERIVED, NOT_COUNTED, SECTIONS, TABLES, WHOLE, Column, Table
from domain.board_report.period import ReportKind, ReportPeriod
from domain.errors import ReportError
from queries import door
from queries.scope import Scope
from report.derived import parts_of, reckon
from report.errors import not_ready
from report.figures import FigureKey, Figures, key, read_figures
from report.forecast import forecast, with_cost
from report.protection import Protected, protect_report, read_ledger

LEAST_BEHIND_A_MEDIAN = 5


@dataclass(frozen=True, slots=True)
class Draft:
    """A report that can be published as it stands. `raw`: the same cells unprotected, for those who may see them."""

    board: str
    period: ReportPeriod
    version: int
    load_id: int
    cells: Cells
    raw: Cells
    protected: Protected


def draft(scope: Scope, period: ReportPeriod, *, time_limit: float = 60.0) -> Draft:
    """The draft of a period from live figures, protected. ReportError where the facts do not reach its last day."""
    if scope.units is not None:
        raise ReportError("Rapporten gäller hela nämnden. Den som ser några enheter kan inte göra den.")
    load_id = _latest_load(scope)
    figures = read_figures(scope, period)
    not_ready(period, figures)
    reports = published(scope)
    same = [r for r in reports if r["kind"] == period.kind and r["period_from"] == period.first]
    protected = protect_report(figures, read_ledger(scope), time_limit=time_limit)
    beside = {**compared(scope, period, reports), **open_cells(scope, period)}
    return Draft(
        scope.board,
        period,
        1 + max((r["version"] for r in same), default=0),
        load_id,
        {
            **dict(own_cells(figures, protected.hidden, period)),
            **with_cost(beside, protected.hidden, period),
        },
        {**dict(own_cells(figures, frozenset(), period)), **beside},
        protected,
    )


def published(scope: Scope) -> list[dict[str, Any]]:
    """Every published report, the latest first."""
    rows = door.run("published_reports", scope).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]


def published_cells(scope: Scope, report_id: int) -> Cells:
    """The cells of a published report."""
    return {
        (row["table_code"], row["row_code"], row["column_code"]): Shown(row["value"], bool(row["suppressed"]))
        for row in door.run("published_cells", scope, reports=(report_id,)).to_dict("records")
    }


def compared(
    scope: Scope, period: ReportPeriod, reports: list[dict[str, Any]], before: int | None = None
) -> dict[Place, Shown]:
    """What the period is compared with: the latest published version of each; what is not published is left out.

    `before`: only what was published earlier than that report.
    """
    found: dict[Place, Shown] = {}
    for other, columns in (
        (period.before, {Column.PERIOD: Column.BEFORE}),
        (period.year_ago, {Column.PERIOD: Column.YEAR_AGO, Column.YEAR: Column.YEAR_BEFORE}),
    ):
        numbers = [
            r["report_id"]
            for r in reports
            if r["kind"] == other.kind
            and r["period_from"] == other.first
            and (before is None or r["report_id"] < before)
        ]
        if not numbers:
            continue
        for (table, row, column), cell in published_cells(scope, max(numbers)).items():
            for own, shown_as in columns.items():
                if column == own and table in TABLES and shown_as in TABLES[table].columns:
                    found[table, row, shown_as] = cell
    return found


def own_cells(
    figures: Figures, hidden: frozenset[FigureKey], period: ReportPeriod
) -> Iterator[tuple[Place, Shown]]:
    """The cells of the report's own figures, and of what is made of them."""
    for section in SECTIONS:
        for table in section.tables:
            if table.measure in NOT_COUNTED:
                continue
            for place, figure in _places(table, period):
                if table.measure in DERIVED:
                    yield place, _derived(figure, figures, hidden)
                else:
                    is_hidden = figure in hidden
                    yield place, Shown(None if is_hidden else figures[figure].value, is_hidden)


def _places(table: Table, period: ReportPeriod) -> Iterator[tuple[Place, FigureKey]]:
    """Where the table's own figures stand."""
    for row in table.rows:
        if table.parts is not None:
            for part in table.parts:
                yield (table.code, row, part), key(table, row, part, period, year=False)
            continue
        yield (table.code, row, Column.PERIOD), key(table, row, WHOLE, period, year=False)
        if Column.YEAR in table.columns:
            yield (table.code, row, Column.YEAR), key(table, row, WHOLE, period, year=True)


def _derived(figure: FigureKey, figures: Figures, hidden: frozenset[FigureKey]) -> Shown:
    parts = parts_of(figure)
    few = figure.table == "utredningstid" and 0 < figures[parts[0]].persons < LEAST_BEHIND_A_MEDIAN
    if few or any(part in hidden for part in parts):
        return Shown(None, hidden=True)
    return Shown(reckon(figure, figures))


def open_cells(scope: Scope, period: ReportPeriod, as_of: int | None = None) -> dict[Place, Shown]:
    """The cells that say nothing of persons, as of now or after a load: the budget, the forecast, the rows rejected."""
    rejected = door.run("board_rejected", scope, as_of=as_of)["rejected"].iloc[0]
    return {
        **budget(scope, period, as_of),
        **forecast(scope, period, as_of),
        **_technology(scope, period, as_of),
        ("avvisade", WHOLE, Column.PERIOD): Shown(Decimal(rejected)),
    }


def _technology(scope: Scope, period: ReportPeriod, as_of: int | None) -> dict[Place, Shown]:
    """Welfare technology; what has never been delivered, or does not reach the period's last day, is unknown."""
    rows = door.run("board_technology", scope, as_of=as_of, from_on=period.first, to_on=period.last)
    known = {
        (row["row_code"], row["column_code"]): row["value"]
        for row in rows.to_dict("records")
        if row["reached"] is not None and row["reached"] >= period.last
    }

    def shown(row: str, part: str) -> Shown:
        value = known.get((row, part))
        return Shown(None if value is None else Decimal(value))

    return {
        ("valfardsteknik", "i_drift", Column.PERIOD): shown("i_drift", "valfardsteknik"),
        ("valfardsteknik", "paborjade", Column.PERIOD): shown("paborjade", "valfardsteknik"),
        ("valfardsteknik", "forsenade", Column.PERIOD): shown("forsenade", WHOLE),
        ("hemtaget", WHOLE, Column.PERIOD): shown("hemtaget_period", WHOLE),
        ("hemtaget", WHOLE, Column.YEAR): shown("hemtaget_ar", WHOLE),
    }


def budget(scope: Scope, period: ReportPeriod, as_of: int | None = None) -> dict[Place, Shown]:
    """The budget's cells, as it is now or was after a load."""
    found: dict[Place, Shown] = {}
    for column, from_on in ((Column.BUDGET, period.first), (Column.YEAR_BUDGET, period.year_from)):
        rows = door.run("board_budget", scope, as_of=as_of, from_on=from_on, to_on=period.last)
        for row in rows.to_dict("records"):
            found["kostnad", row["row_code"], column] = Shown(
                Decimal(row["budget_kr"]).quantize(Decimal("0.01"))
            )
    return found


def texts(scope: Scope, period: ReportPeriod) -> tuple[Text, ...]:
    """What is written to a report that is not published."""
    rows = door.run("report_texts", scope, kind=period.kind.value, period_from=period.first)
    return tuple(
        Text(row["section"], row["text_kind"], row["text"]) for row in rows.to_dict("records") if row["text"]
    )


def published_texts(scope: Scope, report_id: int) -> tuple[Text, ...]:
    """The texts of a published report."""
    rows = door.run("published_texts", scope, report=report_id).to_dict("records")
    return tuple(Text(row["section"], row["kind"], row["text"]) for row in rows)


def _latest_load(scope: Scope) -> int:
    load_id = door.run("latest_load", scope)["load_id"].iloc[0]
    if load_id is None:
        raise ReportError("Det finns inga uppgifter att redovisa. Läs in en leverans först.")
    return int(load_id)


def newest_periods(scope: Scope) -> dict[ReportKind, ReportPeriod]:
    """The latest period of each kind that the facts reach the end of; none before any delivery."""
    rows = door.run("report_reach", scope)
    reached = rows["reached"].iloc[0] if len(rows) else None
    if reached is None:
        return {}
    found = {}
    for kind in ReportKind:
        current = ReportPeriod.containing(kind, reached)
        found[kind] = current if current.last <= reached else current.before
    return found


def version_before(reports: Sequence[Mapping[str, Any]], report: Mapping[str, Any]) -> int | None:
    """The number of the version before a published one; None for the first."""
    for other in reports:
        same = (other["kind"], other["period_from"]) == (report["kind"], report["period_from"])
        if same and other["version"] == report["version"] - 1:
            return int(other["report_id"])
    return None
