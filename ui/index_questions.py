"""The questions of a provider's follow-ups beside the group's, over the years."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from domain import formats
from ui import draw, explain, index_charts
from ui.exports import Account
from ui.tables import Column, Kind, Table

FEW = "för få svar"
_PARAMETERS = (
    Column("year", "År", Kind.LABEL),
    Column("question", "Fråga", Kind.SENTENCE),
    Column("mean_said", "Utföraren (intervall)", Kind.SAID),
    Column("group_said", "Gruppen", Kind.SAID),
    Column("answers", "Utförarens svar", Kind.COUNT),
    Column("group_answers", "Gruppens svar", Kind.COUNT),
    Column("dont_know", "Vet ej", Kind.COUNT),
    Column("outside_scale", "Utanför skalan", Kind.COUNT),
)
_EXPORTED = (
    *_PARAMETERS[:2],
    Column("mean", "Utförarens medel", Kind.PRECISE),
    Column("low", "Utförarens medel, undre gräns", Kind.PRECISE),
    Column("high", "Utförarens medel, övre gräns", Kind.PRECISE),
    Column("group_mean", "Gruppens medel", Kind.PRECISE),
    *_PARAMETERS[4:],
)


def show(rows: pd.DataFrame, account: Account) -> None:
    """The means by question and year, drawn and listed. `rows` from `quality_parameters`."""
    st.header("Frågorna, mot gruppen", anchor=False)
    if rows.empty:
        explain.note(st, "Inga svar om utföraren i den här gruppen.")
        return
    if rows["mean"].notna().any():
        figure = index_charts.over_time(rows, "Medel per fråga och år")
        draw.chart(st.container(), figure, "Utföraren mot gruppen. Värdena står i tabellen per fråga.")
    else:
        explain.note(st, "För få svar om utföraren för att visa medel.")
    held = rows.to_dict("records")
    shown = rows.assign(
        mean_said=[
            index_charts.between(row["mean"], row["low"], row["high"]) if formats.known(row["mean"]) else FEW
            for row in held
        ],
        group_said=[
            formats.number(row["group_mean"]) if formats.known(row["group_mean"]) else FEW for row in held
        ],
    ).sort_values(["year", "question"], ascending=[False, True])
    explain.note(
        st,
        "Skalan kan ha ändrats mellan år; varje svar läggs på 0–100 efter skalan den dagen. ”För få svar” står där "
        "svaren är färre än gränsen eller gäller färre än tre personer, så att ingen enskilds svar kan läsas.",
    )
    title = "Per fråga och år"
    whole = Table(title, _EXPORTED, shown)
    draw.table(Table(title, _PARAMETERS, shown), account, "utforaren-per-fraga", whole=lambda: whole)
