"""What runs now: how many steps run, over their clock and standing still, and the lists that lead to each case."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from domain import formats
from domain.case_limits import STILL_DAYS
from ui import reference
from ui.cards import Card
from ui.flow_labels import Labels
from ui.sign_in import User
from ui.tables import Column, Kind, Table

WHY = {True: "Över tiden", False: "Står still"}
"""What a list is of."""

_COUNTS = ("open_steps", "overdue", "still")


def cards(rows: pd.DataFrame, definitions: Mapping[str, object]) -> list[Card]:
    """How many run, are over and stand still. `rows` from `open_step_counts`."""
    sums = {name: int(rows[name].sum()) for name in _COUNTS}
    return [
        Card(
            "Över tiden",
            formats.count(sums["overdue"], "steg", "steg"),
            definitions["overdue"],  # type: ignore[arg-type]
            note=f"av {formats.number(sums['open_steps'])} som pågår",
        ),
        Card(
            "Står still",
            formats.count(sums["still"], "steg", "steg"),
            definitions["still"],  # type: ignore[arg-type]
            note=f"inget har hänt i ärendet på {STILL_DAYS} dagar",
        ),
    ]


def counts(rows: pd.DataFrame, labels: Labels) -> Table:
    """Each step, the units together."""
    names = labels.steps()
    found = (
        rows.astype(dict.fromkeys(_COUNTS, int)).groupby("step")[list(_COUNTS)].sum() if len(rows) else rows
    )
    listed = [(names[step], *found.loc[step]) for step in names if len(rows) and step in found.index]
    columns = (
        Column("step", "Steg", Kind.TEXT),
        Column("open_steps", "Pågår", Kind.COUNT),
        Column("overdue", "Över tiden", Kind.COUNT),
        Column("still", f"Stilla i {STILL_DAYS} dagar", Kind.COUNT),
    )
    frame = pd.DataFrame(listed, columns=[column.name for column in columns], dtype=object)
    return Table("Steg som pågår", columns, frame)


def listed(rows: pd.DataFrame, user: User, labels: Labels, title: str) -> Table:
    """The steps one by one, each a way to its case's flow. `rows` from `open_steps`."""
    shown = rows.assign(
        unit=[labels.label("unit", unit) for unit in rows["unit"]],
        subject=[labels.label("subject", subject) for subject in rows["subject"]],
        case=[case if isinstance(case, str) and case else "utan ärende" for case in rows["case_id"]],
        address=links(rows, user),
    )
    columns = (
        Column("case", "Ärende", Kind.TEXT, link="address"),
        Column("days", "Dagar", Kind.COUNT),
        Column("started_on", "Började", Kind.DATE),
        Column("deadline_on", "Sista dag", Kind.DATE_IF_ANY),
        Column("quiet_days", "Dagar stilla", Kind.COUNT),
        Column("unit", "Enhet", Kind.TEXT),
        Column("subject", "Gäller", Kind.TEXT),
    )
    return Table(title, columns, shown)


def links(rows: pd.DataFrame, user: User) -> list[str]:
    """The way to each row's flow: an opaque reference, never the case or the person."""
    return [
        reference.link(
            user,
            person_key=str(person),
            case_id=case if isinstance(case, str) and case else None,
        )
        for person, case in zip(rows["person_key"], rows["case_id"], strict=True)
    ]
