"""Inflöde: what comes in, waits and goes out by week, how long what runs has run, and services without assessment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from domain import formats
from domain.definitions import Definition, inflow
from ui import charts
from ui.cards import Card, against
from ui.charts import ACCENT, QUIET, Figure
from ui.flow_labels import UNKNOWN
from ui.tables import Column, Kind, Table

AGES = {
    "0-30": "Högst 30 dagar",
    "31-60": "31–60 dagar",
    "61-4m": "61 dagar till 4 månader",
    "4m+": "Över 4 månader",
}
"""How long an investigation has run, in order."""

_WEEKLY = ("received", "waiting", "opened", "closed", "running")
_WHOLE_WEEK = dt.timedelta(days=6)


def week_words(monday: dt.date) -> str:
    """A week as it is said: v. 27 2026."""
    year, week, _ = monday.isocalendar()
    return f"v.{formats.NBSP}{week} {year}"


def _whole(weeks: pd.DataFrame) -> list[dict[Hashable, Any]]:
    return [row for row in weeks.to_dict("records") if row["through_on"] - row["week"] == _WHOLE_WEEK]


def cards(weeks: pd.DataFrame) -> list[Card]:
    """The latest week against the one before. `weeks` from `inflow_weeks`; a part of a week is left out."""
    whole = _whole(weeks)
    if not whole:
        return []
    now, before = whole[-1], whole[-2] if len(whole) > 1 else None
    when = week_words(now["week"])
    told: tuple[tuple[str, str, Definition, str, str], ...] = (
        ("received", "Inkomna", inflow.RECEIVED, "aktualisering", "aktualiseringar"),
        ("waiting", "Väntar på ett första beslut", inflow.WAITING, "aktualisering", "aktualiseringar"),
        ("opened", "Inledda", inflow.OPENED, "utredning", "utredningar"),
        ("closed", "Avslutade", inflow.CLOSED, "utredning", "utredningar"),
        ("running", "Pågår", inflow.RUNNING, "utredning", "utredningar"),
    )
    made = []
    for name, label, definition, one, many in told:
        earlier = before[name] if before else None
        line = against(now[name], earlier, formats.number(earlier), "veckan före")
        made.append(Card(label, formats.count(now[name], one, many), definition, (line,), when))
    return made


def is_known(weeks: pd.DataFrame, *names: str) -> bool:
    """Whether any of these figures has been delivered: a column is known in every week or in none."""
    return bool(weeks[list(names)].notna().any(axis=None))


def came_and_went(weeks: pd.DataFrame) -> Figure:
    """What came in and what still waited, by week."""
    series = {"Inkomna aktualiseringar": ("received", ACCENT), "Väntar vid veckans slut": ("waiting", QUIET)}
    return _lines(weeks, series, "aktualiseringar", "Aktualiseringar per vecka")


def investigations(weeks: pd.DataFrame) -> Figure:
    """Investigations opened and closed, by week: where more are opened than closed what runs grows."""
    whole = _whole(weeks)
    title = "Utredningar per vecka"
    if whole and is_known(weeks, "opened"):
        opened, closed = (sum(int(row[name]) for row in whole) for name in ("opened", "closed"))
        begun = formats.count(opened, "utredning inledd", "utredningar inledda")
        title = f"{begun} och {formats.count(closed, 'avslutad', 'avslutade')}"
    series = {"Inledda": ("opened", ACCENT), "Avslutade": ("closed", "#a24b07")}
    return _lines(weeks, series, "utredningar", title)


def _lines(weeks: pd.DataFrame, series: Mapping[str, tuple[str, str]], unit: str, title: str) -> Figure:
    """Lines over the whole weeks: a part of a week at the end would look like a fall."""
    whole = _whole(weeks)
    series = {name: drawn for name, drawn in series.items() if is_known(weeks, drawn[0])}
    values = [
        {
            "week": row["week"].isoformat(),
            "when": week_words(row["week"]),
            "series": name,
            "value": int(row[column]),
        }
        for name, (column, _) in series.items()
        for row in whole
    ]
    scale = {"domain": list(series), "range": [colour for _, colour in series.values()]}
    encoding = {
        "x": {
            "field": "week",
            "type": "temporal",
            "title": None,
            "axis": {**charts.time_ticks(weeks["week"].iloc[0], weeks["week"].iloc[-1]), "grid": False},
        },
        "y": {
            "field": "value",
            "type": "quantitative",
            "title": f"{unit} per vecka",
            "scale": {"zero": True},
            "axis": {"format": ",.0f"},
        },
        "color": {"field": "series", "type": "nominal", "legend": None, "scale": scale},
        "tooltip": charts.tooltip(("when", "Vecka"), ("series", "Visar"), ("value", unit.capitalize())),
    }
    legend = tuple((name, colour, False) for name, (_, colour) in series.items())
    drawing = {"mark": {"type": "line", "strokeWidth": 2, "point": {"size": 18}}, "encoding": encoding}
    return Figure(title, charts.dressed(values, drawing), legend)


def week_table(weeks: pd.DataFrame) -> Table:
    """The weeks as rows, the latest first; the last may be a part of a week."""
    shown = weeks.iloc[::-1].assign(
        name=[
            week_words(row["week"])
            if row["through_on"] - row["week"] == _WHOLE_WEEK
            else f"{week_words(row['week'])}, till och med {formats.date(row['through_on'])}"
            for row in weeks.iloc[::-1].to_dict("records")
        ]
    )
    columns = (
        Column("name", "Vecka", Kind.TEXT),
        Column("week", "Från", Kind.DATE),
        Column("received", "Inkomna aktualiseringar", Kind.COUNT),
        Column("waiting", "Väntar på ett första beslut", Kind.COUNT),
        Column("opened", "Inledda utredningar", Kind.COUNT),
        Column("closed", "Avslutade utredningar", Kind.COUNT),
        Column("running", "Pågående utredningar", Kind.COUNT),
    )
    return Table("Per vecka", columns, shown)


def ages(rows: pd.DataFrame, units: Mapping[str, str]) -> Table:
    """How long what runs has run, by unit. `rows` from `running_by_age`."""
    found: dict[str, dict[str, object]] = {}
    for row in rows.to_dict("records"):
        name = units.get(row["unit"] or "", row["unit"] or UNKNOWN)
        line = found.setdefault(str(name), dict.fromkeys(AGES, 0))
        line[str(row["age"])] = row["investigations"]
    listed = [
        {"unit": name, **line, "all": sum(map(int, map(str, line.values())))}
        for name, line in sorted(found.items())
    ]
    columns = (
        Column("unit", "Enhet", Kind.TEXT),
        *(Column(age, words, Kind.COUNT) for age, words in AGES.items()),
        Column("all", "Alla", Kind.COUNT),
    )
    names = [column.name for column in columns]
    frame = pd.DataFrame(listed, columns=names, dtype=object)
    total: dict[str, object] = {name: int(frame[name].sum()) for name in names[1:]}
    return Table("Pågående utredningar efter ålder", columns, frame, {"unit": "Totalt", **total})


def running_on(selection_last: dt.date, data_through: str | None) -> dt.date:
    """The day on which what runs is counted: the period's last, or the last that the data cover."""
    through = dt.date.fromisoformat(data_through) if data_through else selection_last
    return min(selection_last, through)


def services_summed(rows: pd.DataFrame, units: Mapping[str, str]) -> Table:
    """Each service and unit over the period; a sum in which anything is unknown is unknown."""
    listed = []
    for (service, unit), held in rows.groupby(["service", "unit"], sort=True):
        visits = None if held["visits"].isna().any() else int(held["visits"].sum())
        mean = None if held["participants"].isna().any() else int(held["participants"].sum()) / len(held)
        listed.append((service, units.get(str(unit), str(unit)), len(held), visits, mean))
    columns = (
        Column("service", "Insats", Kind.TEXT),
        Column("unit", "Enhet", Kind.TEXT),
        Column("months", "Månader", Kind.COUNT),
        Column("visits", "Besök", Kind.COUNT),
        Column("participants", "Deltagare en månad, medel", Kind.COUNT),
    )
    names = [column.name for column in columns]
    frame = pd.DataFrame(listed, columns=names, dtype=object)
    return Table("Besök och deltagare i perioden", columns, frame)


def services(rows: pd.DataFrame, units: Mapping[str, str]) -> Table:
    """Services without assessment as they were delivered; what was not delivered is unknown."""
    shown = rows.assign(
        unit=[units.get(unit, unit) for unit in rows["unit"]],
        month=[month.replace(day=1) for month in rows["month"]],
    )
    columns = (
        Column("service", "Insats", Kind.TEXT),
        Column("unit", "Enhet", Kind.TEXT),
        Column("month", "Månad", Kind.MONTH),
        Column("visits", "Besök", Kind.COUNT),
        Column("participants", "Deltagare", Kind.COUNT),
    )
    return Table("Besök och deltagare per månad", columns, shown)
