"""The directly-follows map: activities as nodes, transitions as arrows with how many and how long, in DOT.

The layout is made in the browser by what Streamlit brings with it. However many activities there are, the
commonest are drawn and what is left out is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import pandas as pd

from domain import formats
from domain.case_limits import MOST_ACTIVITIES, MOST_EDGES
from ui.flow_labels import Labels
from ui.tables import Column, Kind, Table

_THIN, _THICK = 1.0, 6.0
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class FlowMap:
    """What of the flow is drawn: `edges` are rows of `flow_edges`, the commonest first."""

    edges: pd.DataFrame
    activities: tuple[str, ...]
    all_activities: int
    all_edges: int
    drawn_share: float | None

    @classmethod
    def of(cls, rows: pd.DataFrame, cases: int, rarest_percent: int) -> FlowMap:
        """The commonest edges, in at least that share of the cases, as far as there is room for their activities."""
        size: Counter[str] = Counter()
        lean: Counter[str] = Counter()
        for row in rows.to_dict("records"):
            for activity, sign in ((row["activity"], 1), (row["next_activity"], -1)):
                size[activity] += row["transitions"]
                lean[activity] += sign * row["transitions"]
        common: set[str] = set()
        places: list[int] = []
        for place, row in enumerate(rows.to_dict("records")):
            if float(row["cases"]) * 100 < cases * rarest_percent or len(places) == MOST_EDGES:
                break
            both = {row["activity"], row["next_activity"]}
            if len(common | both) <= MOST_ACTIVITIES:
                common |= both
                places.append(place)
        kept = rows.iloc[places]
        drawn = {*kept["activity"], *kept["next_activity"]}
        every = int(rows["all_transitions"].iloc[0]) if len(rows) else 0
        return cls(
            kept,
            # what more often leads to something than follows on something is drawn first
            tuple(sorted(drawn, key=lambda activity: (-lean[activity] / size[activity], activity))),
            len(size),
            int(rows["all_edges"].iloc[0]) if len(rows) else 0,
            int(kept["transitions"].sum()) / every if every else None,
        )

    @property
    def left_out(self) -> str:
        """What the map does not draw, in one sentence."""
        told = (
            f"Kartan visar {formats.number(len(self.activities))} av "
            f"{formats.count(self.all_activities, 'händelse', 'händelser')} och {formats.number(len(self.edges))} av "
            f"{formats.count(self.all_edges, 'övergång', 'övergångar')}"
        )
        return f"{told}, {formats.share(self.drawn_share)} av alla gånger en händelse följer på en annan."

    def dot(self, labels: Labels) -> str:
        """The map as Graphviz reads it. Names are text, never markup."""
        top = max((int(number) for number in self.edges["transitions"]), default=1)
        place = {activity: f"n{number}" for number, activity in enumerate(self.activities)}
        nodes = [
            f"{place[a]} [label={_quoted(_short(labels.label('activity', a)))}];" for a in self.activities
        ]
        edges = [
            f"{place[row['activity']]} -> {place[row['next_activity']]} "
            f"[label={_quoted(_edge(row))}, penwidth={_THIN + (_THICK - _THIN) * row['transitions'] / top:.2f}];"
            for row in self.edges.to_dict("records")
        ]
        return "\n".join(
            [
                "digraph {",
                'bgcolor="transparent"; rankdir="TB"; nodesep=0.35; ranksep=0.45;',
                'node [shape=box, style="rounded,filled", fillcolor="#e6f1f2", color="#0b6e75", '
                'fontname="sans-serif", fontsize=13, fontcolor="#10282a"];',
                'edge [color="#0b6e75", fontname="sans-serif", fontsize=11, fontcolor="#5b6670"];',
                *nodes,
                *edges,
                "}",
            ]
        )


def table(rows: pd.DataFrame, labels: Labels) -> Table:
    """The transitions behind the map, the commonest first."""
    shown = rows.assign(
        activity=[labels.label("activity", code) for code in rows["activity"]],
        next_activity=[labels.label("activity", code) for code in rows["next_activity"]],
    )
    columns = (
        Column("activity", "Händelse", Kind.TEXT),
        Column("next_activity", "Följs av", Kind.TEXT),
        Column("cases", "Ärenden", Kind.COUNT),
        Column("transitions", "Gånger", Kind.COUNT),
        Column("median_days", "Mediantid", Kind.DURATION, "Mediantid, dagar"),
        Column("mean_days", "Medeltid", Kind.DURATION, "Medeltid, dagar"),
    )
    return Table("Övergångar", columns, shown)


def variants(rows: pd.DataFrame, labels: Labels) -> Table:
    """The commonest orders of activities, and the rest in one row."""
    listed: list[tuple[object, ...]] = []
    for row in rows.to_dict("records"):
        order = " → ".join(labels.label("activity", code) for code in row["activities"])
        listed.append((order, row["cases"], int(row["cases"]) / row["all_cases"], row["median_days"]))
    columns = (
        Column("variant", "Händelser i ordning", Kind.SENTENCE),
        Column("cases", "Ärenden", Kind.COUNT),
        Column("share", "Andel", Kind.SHARE),
        Column("median_days", "Mediantid", Kind.DURATION, "Mediantid, dagar"),
    )
    names = [column.name for column in columns]
    return Table("Vanligaste varianterna", columns, pd.DataFrame(listed, columns=names, dtype=object))


def variants_left_out(rows: pd.DataFrame) -> str:
    """How many variants and cases the table does not show."""
    if rows.empty or int(rows["all_variants"].iloc[0]) <= len(rows):
        return ""
    every, cases = int(rows["all_variants"].iloc[0]), int(rows["all_cases"].iloc[0])
    rest = cases - int(rows["cases"].sum())
    return (
        f"De visade är {formats.number(len(rows))} av {formats.count(every, 'variant', 'varianter')}. Övriga gäller "
        f"{formats.count(rest, 'ärende', 'ärenden')}, {formats.share(rest / cases)} av alla."
    )


def _edge(row: Mapping[Hashable, object]) -> str:
    days = row["median_days"]
    return f"{formats.number(row['transitions'])} · {formats.duration(days) if days else 'samma dag'}"


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


def _quoted(text: str) -> str:
    """A DOT string: quotes and backslashes escaped, so that a name can never be read as more than a name."""
    plain = "".join(sign if sign.isprintable() else " " for sign in text)
    escaped = plain.replace("\\", "\\\\").replace('"', '\\"')
    return f'" {escaped} "'
