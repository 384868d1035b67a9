"""Lead times per step: curves of Kaplan-Meier, medians with their intervals, and what is kept apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

import pandas as pd

from domain import formats
from domain.kaplan_meier import Curve, Observed, curve
from ui import charts
from ui.charts import ACCENT, Figure
from ui.tables import Column, Kind, Table

QUARTILES = (0.25, 0.5, 0.75)


@dataclass(frozen=True, slots=True)
class Lead:
    """One step: its curve, and what stands beside it. `mean_days` is of those that ended in the period."""

    step: str
    name: str
    curve: Curve
    closed_median_days: float | None
    lapsed: int
    reversed: int
    mean_days: object

    @property
    def begun(self) -> int:
        """How many began in the period and are in the curve."""
        return self.curve.ended + self.curve.running

    @property
    def median_words(self) -> str:
        """The median with its interval, as it is said."""
        middle = self.curve.days_until(0.5)
        if middle is None:
            return formats.UNKNOWN
        return f"{formats.count(middle, 'dag', 'dagar')} ({self.interval_words})"

    @property
    def interval_words(self) -> str:
        """The median's 95 % interval: without an upper limit where so many run on that there is none."""
        low, high = self.curve.interval(0.5)
        if low is None:
            return formats.UNKNOWN
        return (
            f"minst {formats.number(low)}"
            if high is None
            else f"{formats.number(low)}–{formats.number(high)}"
        )


def leads(rows: pd.DataFrame, means: pd.DataFrame, names: Mapping[str, str]) -> dict[str, Lead]:
    """The steps that have anything, in the order of the process. From `lead_times` and `lead_means`."""
    mean = dict(zip(means["step"], means["mean_days"], strict=True))
    found = {}
    for step, name in names.items():
        of_step = rows[rows["step"] == step].to_dict("records")
        if not of_step and step not in mean:
            continue
        observed = [
            Observed(int(row["days"]), int(row["ended"]), int(row["still_open"]) + int(row["lapsed"]))
            for row in of_step
            if row["days"] >= 0
        ]
        closed = [one.days for one in observed for _ in range(one.ended)]
        found[step] = Lead(
            step,
            name,
            curve(observed),
            median(closed) if closed else None,
            sum(int(row["lapsed"]) for row in of_step),
            sum(int(row["reversed"]) for row in of_step),
            mean.get(step),
        )
    return found


def table(found: Mapping[str, Lead]) -> Table:
    """A row for each step."""
    listed = [
        (
            lead.name,
            lead.begun,
            lead.curve.ended,
            lead.curve.running - lead.lapsed,
            lead.curve.days_until(0.25),
            lead.curve.days_until(0.5),
            lead.interval_words,
            lead.curve.days_until(0.75),
            lead.closed_median_days,
            lead.mean_days,
            lead.lapsed,
            lead.reversed,
        )
        for lead in found.values()
    ]
    columns = (
        Column("name", "Steg", Kind.TEXT),
        Column("begun", "Började", Kind.COUNT),
        Column("ended", "Klara", Kind.COUNT),
        Column("running", "Pågår", Kind.COUNT),
        Column("lower", "En fjärdedel klara", Kind.DURATION, "En fjärdedel klara, dagar"),
        Column("median", "Median", Kind.DURATION, "Median, dagar"),
        Column("interval", "95 % intervall, dagar", Kind.TEXT),
        Column("upper", "Tre fjärdedelar klara", Kind.DURATION, "Tre fjärdedelar klara, dagar"),
        Column("closed", "Median, bara klara", Kind.DURATION, "Median, bara klara, dagar"),
        Column(
            "mean",
            "Medel, avslutade i perioden",
            Kind.DURATION,
            "Medel, avslutade i perioden (som Kolada), dagar",
        ),
        Column("lapsed", "Beslut som upphörde", Kind.COUNT),
        Column("reversed", "Omvända", Kind.COUNT),
    )
    names = [column.name for column in columns]
    return Table("Ledtider per steg", columns, pd.DataFrame(listed, columns=names, dtype=object))


def figure(lead: Lead) -> Figure:
    """The share that has ended by day, with its interval: a step at each day on which something ended."""
    points = lead.curve.points
    start = {"days": 0, "value": 0.0, "low": 0.0, "high": 0.0}
    values: list[dict[str, float]] = [
        *([] if points and points[0].days == 0 else [start]),
        *({"days": p.days, "value": 1 - p.share, "low": 1 - p.high, "high": 1 - p.low} for p in points),
    ]
    last = {**values[-1], "days": lead.curve.longest_days}
    values.append(last)
    x = {"field": "days", "type": "quantitative", "title": "dagar", "axis": {"format": ",.0f", "grid": False}}
    scale = {"domain": [0, 1]}
    y = {
        "field": "value",
        "type": "quantitative",
        "title": "andel klara",
        "scale": scale,
        "axis": {"format": ".0%"},
    }
    words = [
        {"field": "days", "type": "quantitative", "title": "Dag", "format": ",.0f"},
        {"field": "value", "type": "quantitative", "title": "Andel klara", "format": ".1%"},
        {"field": "low", "type": "quantitative", "title": "Lägst (95 %)", "format": ".1%"},
        {"field": "high", "type": "quantitative", "title": "Högst (95 %)", "format": ".1%"},
    ]
    band = {
        "mark": {"type": "area", "interpolate": "step-after", "opacity": 0.2, "color": ACCENT},
        "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}},
    }
    line = {
        "mark": {"type": "line", "interpolate": "step-after", "strokeWidth": 2.5, "color": ACCENT},
        "encoding": {"x": x, "y": y, "tooltip": words},
    }
    title = f"{lead.name}: median {lead.median_words}"
    if lead.curve.days_until(0.5) is None:
        title = f"{lead.name}: mindre än hälften är klara"
    legend = (("Andel klara", ACCENT, False),)
    return Figure(title, charts.dressed(values, {"layer": [band, line]}), legend)


def curve_table(lead: Lead) -> Table:
    """The curve as rows."""
    listed = [(p.days, p.at_risk, p.ended, 1 - p.share, 1 - p.high, 1 - p.low) for p in lead.curve.points]
    columns = (
        Column("days", "Dag", Kind.LABEL),
        Column("at_risk", "Kan bli klara", Kind.COUNT),
        Column("ended", "Klara den dagen", Kind.COUNT),
        Column("share", "Andel klara", Kind.SHARE),
        Column("low", "Lägst (95 %)", Kind.SHARE),
        Column("high", "Högst (95 %)", Kind.SHARE),
    )
    names = [column.name for column in columns]
    frame = pd.DataFrame(listed, columns=names, dtype=object)
    return Table(f"Andel klara per dag: {lead.name}", columns, frame)
