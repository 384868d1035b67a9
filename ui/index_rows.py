"""The providers of a group as rows: what is written of each, the columns to read, and every number for a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote_plus

import pandas as pd
import streamlit as st

from domain import formats
from domain.quality.words import withheld
from ui import draw, index_charts, sign_in
from ui.exports import Account
from ui.index_asked import Asked
from ui.tables import Column, Kind, Table

TOLD = (
    Column("provider", "Utförare", Kind.TEXT, link="to"),
    Column("form", "Vårdform", Kind.TEXT),
    Column("target", "Målgrupp", Kind.TEXT),
    Column("quality_said", "Kvalitet (intervall)", Kind.SAID),
    Column("mean_said", "Medel före krympning", Kind.SAID),
    Column("graded_follow_ups", "Upp\u00adföljningar", Kind.COUNT),
    Column("cost_per_day_kr", "Kr per dygn", Kind.COUNT),
    Column("ratio_said", "Kostnads\u00adkvot", Kind.SAID),
    Column("index_said", "Index", Kind.SAID),
    Column("placement_days", "Dygn", Kind.COUNT),
)
WITHHELD = (
    Column("provider", "Utförare", Kind.TEXT, link="to"),
    Column("form", "Vårdform", Kind.TEXT),
    Column("target", "Målgrupp", Kind.TEXT),
    Column("why", "Varför inget index visas", Kind.SENTENCE),
    Column("graded_follow_ups", "Upp\u00adföljningar med svar", Kind.COUNT),
    Column("quality_said", "Kvalitet (intervall)", Kind.SAID),
    Column("cost_per_day_kr", "Kr per dygn", Kind.COUNT),
    Column("placement_days", "Dygn", Kind.COUNT),
)
_EXPORTED = (
    Column("provider", "Utförare", Kind.TEXT),
    Column("form", "Vårdform", Kind.TEXT),
    Column("target", "Målgrupp", Kind.TEXT),
    Column("year", "År", Kind.LABEL),
    Column("why", "Varför inget index visas", Kind.SENTENCE),
    Column("follow_ups", "Uppföljningar", Kind.COUNT),
    Column("graded_follow_ups", "Uppföljningar med svar", Kind.COUNT),
    Column("answers", "Svar på skalan", Kind.COUNT),
    Column("dont_know", "Vet ej", Kind.COUNT),
    Column("outside_scale", "Svar utanför skalan", Kind.COUNT),
    Column("quality_mean", "Medel före krympning", Kind.PRECISE),
    Column("quality", "Kvalitet", Kind.PRECISE),
    Column("quality_low", "Kvalitet, undre gräns", Kind.PRECISE),
    Column("quality_high", "Kvalitet, övre gräns", Kind.PRECISE),
    Column("group_quality", "Gruppens medel", Kind.PRECISE),
    Column("group_follow_ups", "Gruppens uppföljningar med svar", Kind.COUNT),
    Column("group_providers", "Gruppens utförare", Kind.COUNT),
    Column("cost_per_day_kr", "Kr per dygn", Kind.MONEY),
    Column("group_cost_per_day_kr", "Gruppens median, kr per dygn", Kind.MONEY),
    Column("cost_ratio", "Kostnadskvot", Kind.PRECISE),
    Column("placement_index", "Index", Kind.PRECISE),
    Column("placement_days", "Dygn", Kind.COUNT),
    Column("priced_days", "Dygn med pris", Kind.COUNT),
    Column("unpriced_days", "Dygn utan pris", Kind.COUNT),
)
"""What a file has of each row: every number by itself, with its decimals."""


def listed(table: Table, account: Account, file_name: str) -> None:
    """A table to read, whose files have every number by itself."""
    draw.table(table, account, file_name, whole=lambda: Table(table.title, _EXPORTED, table.rows))


def no_follow_ups() -> None:
    """Why there is nothing to compare."""
    st.info(
        "Inga uppföljningar av placeringar hos utförare är inlästa. Utan dem är kvaliteten okänd. De läses in som "
        "follow_ups, eller matas in på sidan Komplettera."
    )


def dressed(asked: Asked, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with what is written of them, labels in place of codes."""
    shown = rows.copy()
    held = shown.to_dict("records")
    shown["provider"] = [asked.provider(str(row["provider_code"])) for row in held]
    shown["form"] = [asked.form(str(row["care_form"])) for row in held]
    shown["target"] = [asked.target(str(row["target_group"])) for row in held]
    shown["to"] = [_way(asked, row) for row in held]
    shown["quality_said"] = [
        index_charts.between(row["quality"], row["quality_low"], row["quality_high"])
        if formats.known(row["quality"])
        else "visas inte"
        for row in held
    ]
    shown["mean_said"] = [_said(row["quality_mean"], 0) for row in held]
    shown["ratio_said"] = [_said(row["cost_ratio"], 2) for row in held]
    shown["index_said"] = [_said(row["placement_index"], 0) for row in held]
    shown["why"] = [
        withheld(str(row["withheld_because"]), asked.settings.minimum_follow_ups)
        if formats.known(row["withheld_because"])
        else ""
        for row in held
    ]
    return shown


def _said(value: object, decimals: int) -> str:
    return formats.number(value, decimals) if formats.known(value) else "visas inte"


def _way(asked: Asked, row: Mapping[Any, Any]) -> str:
    """The way to the provider's own part."""
    if row["provider_code"] == "skyddad":
        return ""
    group = quote_plus(asked.group(str(row["care_form"]), str(row["target_group"])))
    provider = quote_plus(asked.provider(str(row["provider_code"])))
    return sign_in.followed(
        f"kvalitet?visa=En+utf%C3%B6rare&uppfoljningsar={asked.chosen.year}&kvalitet-utforare={provider}"
        f"&kvalitet-grupp={group}"
    )


def by_group(rows: pd.DataFrame) -> Iterable[tuple[tuple[str, str], list[dict[Any, Any]]]]:
    """The rows of each care form and target group, in the order they come."""
    held: dict[tuple[str, str], list[dict[Any, Any]]] = {}
    for row in rows.to_dict("records"):
        held.setdefault((str(row["care_form"]), str(row["target_group"])), []).append(row)
    return held.items()
