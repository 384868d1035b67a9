"""The tables of Prognos: by month, care form and unit, and a scenario beside the forecast.

What is estimated stands to the thousand: more would look surer than it is.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from domain.forecast.basis import Cell
from domain.forecast.calendar import last_day
from domain.forecast.outcome import Interval
from ui.forecast_figures import Figures
from ui.tables import Column, Kind, Table

Row = dict[str, object]
_FORECAST = (
    Column("forecast", "Prognos, kr", Kind.MONEY),
    Column("low", "Lägst, kr", Kind.MONEY, "Intervallets nedre gräns, kr"),
    Column("high", "Högst, kr", Kind.MONEY, "Intervallets övre gräns, kr"),
)
_SCENARIO = Column("scenario", "Scenario, kr", Kind.MONEY)
_BUDGET = Column("budget", "Budget, kr", Kind.MONEY)
_OVER = Column("over", "Prognos mot budget, kr", Kind.MONEY)
_NO_BUDGET, _NOTHING, _TOO_FEW = "ingen", "", "för få"


def months(figures: Figures) -> Table:
    """The months of the year: what came, or is likely to, and the budget."""
    base, rows = figures.base, list[Row]()
    for month in base.months:
        planned = [kr for (when, _), kr in base.planned.items() if when == month]
        row: Row = {"month": month, "budget": sum(planned) if planned else _NO_BUDGET}
        if last_day(month) <= base.basis.cut_off:
            row |= {
                "came": figures.came(month),
                **dict.fromkeys(("forecast", "low", "high", "scenario"), _NOTHING),
            }
        else:
            ends = figures.scenario.month(month) if figures.scenario else None
            row |= {"came": _NOTHING, **_told(base.month(month)), "scenario": _thousands(ends)}
        rows.append(row)
    columns = (
        Column("month", "Månad", Kind.MONTH),
        *((Column("came", "Utfall, kr", Kind.MONEY),) if figures.has_begun else ()),
        *_FORECAST,
        *((_SCENARIO,) if figures.scenario else ()),
        *((_BUDGET,) if base.planned else ()),
    )
    return Table(
        f"{figures.year} per månad", columns, _frame(rows, columns), {"month": "Hela året", **_all(figures)}
    )


def forms(figures: Figures) -> Table:
    """The care forms, the dearest first."""
    return _groups(figures, "Vårdform", "care_form", lambda cell: cell[0])


def units(figures: Figures) -> Table:
    """The units, the dearest first."""
    return _groups(figures, "Enhet", "unit", lambda cell: cell[1])


def scenario(figures: Figures) -> Table:
    """The year without and under the assumptions, and the difference."""
    assert figures.scenario is not None
    named = {
        "Prognos": figures.base.ends(),
        "Scenario": figures.scenario.ends(),
        "Skillnad": figures.difference(),
    }
    rows: list[Row] = [{"name": name, **_told(ends)} for name, ends in named.items()]
    columns = (
        Column("name", f"Hela {figures.year}", Kind.TEXT),
        Column("forecast", "Mitten, kr", Kind.MONEY),
        *_FORECAST[1:],
    )
    return Table("Scenariot mot prognosen", columns, _frame(rows, columns))


def _groups(figures: Figures, heading: str, dimension: str, group: Callable[[Cell], str]) -> Table:
    base, rows = figures.base, list[Row]()
    parts: dict[str, frozenset[Cell]] = {}
    for cell in base.kept:
        parts[group(cell)] = parts.get(group(cell), frozenset()) | {cell}
    untold = base.untold(parts.values())
    for code, cells in parts.items():
        planned = [kr for (_, cell), kr in base.planned.items() if cell in cells]
        came = [part for part in base.came if part[1] in cells]
        is_unknown = bool(came) and all(part in base.unknown for part in came)
        rows.append(
            {
                "label": figures.options.label(dimension, code),
                **_group(figures, cells, is_told=cells not in untold),
                "budget": sum(planned) if planned else _NO_BUDGET,
                "came": None if is_unknown else sum(base.came[part] for part in came),
            }
        )
    rows.sort(key=lambda row: (row["forecast"] == _TOO_FEW, -_number(row["forecast"]), str(row["label"])))
    columns = (
        Column("label", heading, Kind.TEXT),
        *_FORECAST,
        *((_SCENARIO,) if figures.scenario else ()),
        *((_BUDGET, _OVER) if base.planned else ()),
        *((Column("came", "Utfall hittills, kr", Kind.MONEY),) if figures.has_begun else ()),
    )
    total = {"label": "Totalt", **_all(figures)}
    return Table(f"{figures.year} per {heading.lower()}", columns, _frame(rows, columns), total)


def _group(figures: Figures, cells: frozenset[Cell], *, is_told: bool) -> Row:
    """What is to come of a group, unless it would tell of one or two stays; None where no price of it is known."""
    base, names = figures.base, ("forecast", "low", "high", "scenario", "over")
    if not is_told:
        return dict.fromkeys(names, _TOO_FEW)
    if base.is_unknown(cells):
        return dict.fromkeys(names, None)
    return {
        **_told(base.ends(cells)),
        "scenario": _thousands(figures.scenario.ends(cells)) if figures.scenario else None,
        "over": _rounded(base.over(cells)) if any(cell in cells for _, cell in base.planned) else _NOTHING,
    }


def _number(value: object) -> float:
    return float(value) if isinstance(value, int) else 0.0


def _all(figures: Figures) -> Row:
    """The whole year, for the last row."""
    base = figures.base
    return {
        **_told(base.ends()),
        "scenario": _thousands(figures.scenario.ends()) if figures.scenario else None,
        "budget": _NO_BUDGET if base.budget_kr is None else base.budget_kr,
        "over": _rounded(base.over()),
        "came": figures.so_far(),
    }


def _told(ends: Interval) -> Row:
    return {"forecast": _thousands(ends), "low": _rounded(ends.low), "high": _rounded(ends.high)}


def _thousands(ends: Interval | None) -> int | None:
    return None if ends is None else _rounded(ends.middle)


def _rounded(kr: float | None) -> int | None:
    return None if kr is None else round(kr / 1000) * 1000


def _frame(rows: list[Row], columns: tuple[Column, ...]) -> pd.DataFrame:
    names = [column.name for column in columns]
    return pd.DataFrame([[row[name] for name in names] for row in rows], columns=names, dtype=object)
