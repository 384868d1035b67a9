"""Whom the days of each provider were for: age, legal basis and level of need, and where that plainly differs."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from domain import formats
from domain.quality import case_mix
from ui import draw, explain
from ui.exports import Account
from ui.index_asked import Asked
from ui.index_rows import by_group
from ui.reading import read
from ui.tables import Column, Kind, Table

_GROUP = ("care_form", "target_group")
_MIX = (
    Column("form", "Vårdform", Kind.TEXT),
    Column("target", "Målgrupp", Kind.TEXT),
    Column("dimension", "Avser", Kind.TEXT),
    Column("value", "Värde", Kind.TEXT),
    Column("provider", "Utförare", Kind.TEXT),
    Column("share", "Andel av utförarens dygn", Kind.SHARE),
    Column("days", "Dygn", Kind.COUNT),
)
_DIMENSIONS = {"age_group": "Ålder", "legal_basis": "Lagrum", "level": "Behovsnivå"}
_UNKNOWN = {"age_group": "okänd ålder", "legal_basis": "okänt lagrum", "level": "okänd behovsnivå"}


def show(asked: Asked, told: pd.DataFrame, account: Account) -> None:
    """Whom the days were for, and where that plainly differs between providers of a group. `told`: with an index."""
    st.header("Vilka placeringarna gäller", anchor=False)
    found = read("provider_case_mix", asked.user.scope, asked.state, year=asked.chosen.year, **asked.kept)
    if found.empty:
        explain.note(st, "Inga dygn under året.")
        return
    if asked.user.scope.units is not None:
        explain.note(st, "Räknat på dygnen i dina enheter.")
    if not ((found["dimension"] == "level") & (found["code"] != "")).any():
        explain.note(st, "Behovsnivån är okänd: ingen av placeringarna har en nivå i sitt beslut.")
        found = found[found["dimension"] != "level"]
    drawn = {(str(row["care_form"]), str(row["target_group"])) for row in told.to_dict("records")}
    compared: list[str] = []
    others: list[str] = []
    for (form, target), rows in by_group(found):
        (compared if (form, target) in drawn else others).extend(_differences(asked, form, target, rows))
    if compared:
        st.markdown("**Placeringarna skiljer sig tydligt, så jämför med försiktighet:**")
        explain.note(st, *compared)
    elif drawn:
        explain.note(st, "Ingen utförare skiljer sig tydligt från de andra i grupperna med ett index.")
    if others:
        with st.expander("Skillnader i grupper utan något index"):
            explain.note(st, *others)
    draw.folded_table(
        Table("Ålder, lagrum och nivå per utförare", _MIX, _shares(asked, found)),
        account,
        "vilka-dygnen-galler",
    )


def _differences(asked: Asked, form: str, target: str, rows: list[dict[Any, Any]]) -> list[str]:
    """What plainly differs in a group, a sentence each."""
    lines = []
    for dimension in _DIMENSIONS:
        days: dict[str, dict[str, int]] = {}
        for row in rows:
            if row["dimension"] == dimension:
                days.setdefault(asked.provider(str(row["provider_code"])), {})[str(row["code"])] = int(
                    row["days"]
                )
        lines += [_unlike(asked, form, target, one) for one in case_mix.unlike(dimension, days)]
    return lines


def _unlike(asked: Asked, form: str, target: str, one: case_mix.Unlike) -> str:
    value = _value(asked, one.dimension, one.code)
    return (
        f"{asked.group(form, target)}: {value} är {formats.share(one.share, 0)} av dygnen hos {one.provider}, "
        f"{formats.share(one.others, 0)} hos de andra."
    )


def _value(asked: Asked, dimension: str, code: str) -> str:
    if not code:
        return _UNKNOWN[dimension]
    if dimension == "level":
        return f"nivå {code}"
    label = asked.options.label(dimension, code)
    return f"{label} år" if dimension == "age_group" and label[-1:] in "+0123456789" else label


def _shares(asked: Asked, found: pd.DataFrame) -> pd.DataFrame:
    whole = found.groupby([*_GROUP, "provider_code", "dimension"])["days"].transform("sum")
    shown = found.assign(share=found["days"] / whole)
    held = shown.to_dict("records")
    return shown.assign(
        form=[asked.form(str(row["care_form"])) for row in held],
        target=[asked.target(str(row["target_group"])) for row in held],
        provider=[asked.provider(str(row["provider_code"])) for row in held],
        dimension=[_DIMENSIONS[str(row["dimension"])] for row in held],
        value=[_value(asked, str(row["dimension"]), str(row["code"])) for row in held],
    )
