"""Shares of a whole by month and by unit: a line chart, and tables in which small units are not told of alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd

from domain import formats
from domain.case_limits import FEWEST_CASES
from ui import charts
from ui.charts import ACCENT, QUIET, Figure
from ui.flow_labels import UNKNOWN
from ui.tables import Column, Kind, Table

TOO_FEW = "för få ärenden"
"""Said in place of the figures of a unit under the limit."""


def by_month(rows: pd.DataFrame, base: str, part: str) -> pd.DataFrame:
    """Base, part and share of each month. `rows` has month and the two counts."""
    if rows.empty:
        return pd.DataFrame(columns=["month", base, part, "share"], dtype=object)
    summed = rows[["month", base, part]].astype({base: int, part: int}).groupby("month", as_index=False).sum()
    listed: list[Any] = [_share(row[part], row[base]) for row in summed.to_dict("records")]
    return summed.assign(share=listed)


def total_share(rows: pd.DataFrame, base: str, part: str) -> float | None:
    """The share of all the rows; None where there is nothing to have a share of."""
    return _share(int(rows[part].sum()), int(rows[base].sum())) if len(rows) else None


def figure(
    months: pd.DataFrame, title: str, measure: str, unfinished: frozenset[dt.date] = frozenset()
) -> Figure:
    """The share of each month as a line; to and between months that are not whole it is dashed and grey.

    `months` from `by_month`; those that are not whole are the latest.
    """
    known = [row for row in months.to_dict("records") if formats.known(row["share"])]
    first_unfinished = min((row["month"] for row in known if row["month"] in unfinished), default=None)
    before = max(
        (row["month"] for row in known if first_unfinished and row["month"] < first_unfinished), default=None
    )
    values = [
        {
            "month": row["month"].isoformat(),
            "when": formats.month(row["month"]),
            "value": float(row["share"]),
            "whole": "nej" if row["month"] in unfinished else "ja",
            "dashed": row["month"] in unfinished or row["month"] == before,
        }
        for row in known
    ]
    encoding = {
        "x": charts.months_axis(months),
        "y": {
            "field": "value",
            "type": "quantitative",
            "title": measure,
            "scale": {"domain": [0, 1]}
            if any(float(str(v["value"])) > 0.5 for v in values)
            else {"zero": True},
            "axis": {"format": ".0%"},
        },
        "tooltip": [
            {"field": "when", "type": "nominal", "title": "Månad"},
            {"field": "value", "type": "quantitative", "title": measure.capitalize(), "format": ".1%"},
        ],
    }
    colour = {
        "field": "whole",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": ["ja", "nej"], "range": [ACCENT, QUIET]},
    }
    layers = [
        {
            "transform": [{"filter": "datum.whole == 'ja'"}],
            "mark": {"type": "line", "strokeWidth": 2.5, "color": ACCENT},
            "encoding": encoding,
        },
        {
            "transform": [{"filter": "datum.dashed"}],
            "mark": {"type": "line", "strokeWidth": 2, "color": QUIET, "strokeDash": [4, 4]},
            "encoding": encoding,
        },
        {"mark": {"type": "circle", "size": 60, "opacity": 1}, "encoding": {**encoding, "color": colour}},
    ]
    legend = (("Hela månader", ACCENT, False), ("Ännu inte hela", QUIET, False)) if unfinished else ()
    return Figure(title, charts.dressed(values, {"layer": layers}), legend)


def month_table(
    months: pd.DataFrame, title: str, columns: tuple[Column, ...], words: Mapping[str, str]
) -> Table:
    """The months as rows, with the total of the counts. `words` names the share and the month's heading."""
    shown = (
        Column("month", words["month"], Kind.MONTH),
        *columns,
        Column("share", words["share"], Kind.PART),
    )
    counts = [column.name for column in columns if column.kind is Kind.COUNT]
    total: dict[str, object] = {name: int(months[name].sum()) for name in counts} if len(months) else {}
    total |= {"month": "Totalt", "share": _share(total.get(counts[1], 0), total.get(counts[0], 0))}
    total |= {column.name: "" for column in columns if column.kind is Kind.TEXT}
    return Table(title, shown, months, total)


def unit_table(
    rows: pd.DataFrame, title: str, units: Mapping[str, str], columns: tuple[Column, Column], share: str
) -> Table:
    """The units as rows, base then part; one with fewer than the limit says so in place of its figures."""
    base, part = (column.name for column in columns)
    listed: list[tuple[object, ...]] = []
    summed = (
        rows.assign(unit=[unit or "" for unit in rows["unit"]])
        .groupby("unit", as_index=False)[[base, part]]
        .sum()
    )
    named = [
        (units.get(str(row["unit"]), str(row["unit"]) or UNKNOWN), int(row[base]), int(row[part]))
        for row in summed.to_dict("records")
    ]
    for name, number, held in sorted(named):
        if not number:
            continue
        if number < FEWEST_CASES:
            listed.append((name, TOO_FEW, TOO_FEW, TOO_FEW))
        else:
            listed.append((name, number, held, _share(held, number)))
    shown = (Column("unit", "Enhet", Kind.TEXT), *columns, Column("share", share, Kind.PART))
    names = [column.name for column in shown]
    every, of_all = int(rows[base].sum()), int(rows[part].sum())
    total: dict[str, object] = {"unit": "Totalt", base: every, part: of_all, "share": _share(of_all, every)}
    return Table(title, shown, pd.DataFrame(listed, columns=names, dtype=object), total)


def _share(part: object, base: object) -> float | None:
    return int(part) / int(base) if base else None  # type: ignore[call-overload]
