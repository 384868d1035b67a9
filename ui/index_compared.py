"""Providers compared: drawn, listed, told apart where they can be, and withheld with the reason."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from domain import formats
from domain.definitions import provider_quality as definitions
from domain.quality.pairs import Graded, Pair, pairs
from ui import draw, explain, index_charts, index_mix, index_rows, states
from ui.exports import Account
from ui.index_asked import Asked
from ui.index_rows import by_group
from ui.reading import read
from ui.tables import Table

_MOST_PAIRS = 12
_MOST_LEFT_OUT = 12


def show(asked: Asked) -> None:
    """The part Jämförelse."""
    explain.selected(asked.words())
    if not asked.has_any:
        index_rows.no_follow_ups()
        return
    rows = read(
        "provider_quality",
        asked.user.scope,
        asked.state,
        years=(asked.chosen.year,),
        provider_code=None,
        **asked.kept,
    )
    if rows.empty:
        states.nothing_found(
            "Ingen utförare finns i urvalet.", "Ta bort något filter eller välj ett annat år."
        )
        return
    shown = index_rows.dressed(asked, rows)
    told = shown[shown["withheld_because"].isna()]
    account = asked.account("jämförelse", asked.words(), definitions.COMPARED)
    if told.empty:
        st.info("Ingen utförare i urvalet har ett index. Varför står i tabellen nedan.")
    else:
        _drawn(asked, told, account)
    _apart(asked, shown)
    _left_out(asked, shown[shown["withheld_because"].notna()], account)
    index_mix.show(asked, told, account)


def _drawn(asked: Asked, told: pd.DataFrame, account: Account) -> None:
    number = formats.count(len(told), "utförare har ett index", "utförare har ett index")
    labels = {code: asked.form(code) for code in told["care_form"]}
    figure = index_charts.scatter(told, labels, f"{asked.chosen.year}: {number}", _middle(told))
    draw.chart(st.container(), figure, "Kvalitet uppåt, kostnad åt höger. Värdena står i tabellen.")
    explain.note(
        st,
        "Varje punkt är en utförare i en vårdform och målgrupp; större punkt är fler dygn. Strecket är kvalitetens "
        "90-procentsintervall. De streckade linjerna är medianen för kostnad och medlet av de visade gruppernas "
        "kvalitet. Tabellen har varje utförares egen grupp. Den vars namn kan röja en plats står med sin kod.",
        "En skillnad säger inte varför: placeringarna kan skilja sig åt. Se Vilka placeringarna gäller nedan.",
    )
    index_rows.listed(
        Table(f"Kvalitet i förhållande till kostnad {asked.chosen.year}", index_rows.TOLD, told),
        account,
        "kvalitet",
    )


def _left_out(asked: Asked, rows: pd.DataFrame, account: Account) -> None:
    """Those without an index: how many for each reason, and which."""
    st.header("Utförare utan index", anchor=False)
    if rows.empty:
        explain.note(st, "Alla i urvalet har ett index.")
        return
    numbers = rows["why"].value_counts()
    explain.note(st, *(f"{why}: {formats.number(number)}." for why, number in numbers.items()))
    table = Table(f"Utförare utan index {asked.chosen.year}", index_rows.WITHHELD, rows)
    if len(rows) <= _MOST_LEFT_OUT:
        index_rows.listed(table, account, "utforare-utan-index")
    else:
        with st.expander(f"Tabell: {table.title[:1].lower()}{table.title[1:]}"):
            index_rows.listed(table, account, "utforare-utan-index")


def _middle(told: pd.DataFrame) -> float | None:
    """The mean of all follow-ups of the groups drawn."""
    groups = {
        (row["care_form"], row["target_group"]): (float(row["group_quality"]), int(row["group_follow_ups"]))
        for row in told.to_dict("records")
        if formats.known(row["group_quality"])
    }
    weight = sum(number for _, number in groups.values())
    return sum(mean * number for mean, number in groups.values()) / weight if weight else None


def _apart(asked: Asked, shown: pd.DataFrame) -> None:
    """Which providers can be told apart, group by group, in plain words."""
    st.header("Vilka utförare kan skiljas åt", anchor=False)
    lines = []
    for (form, target), rows in by_group(shown):
        graded = [
            Graded(str(row["provider"]), float(row["quality_low"]), float(row["quality_high"]))
            for row in rows
            if formats.known(row["quality_low"])
        ]
        if len(graded) > 1:
            lines.append(f"{asked.group(form, target)}: {told_apart(pairs(graded))}")
    if not lines:
        explain.note(st, "Ingen grupp har två utförare med tillräckligt många uppföljningar att jämföra.")
        return
    explain.note(st, *lines)
    explain.note(
        st,
        "Två utförare skiljs åt bara om deras intervall inte går in i varandra. Jämför inte utförare i olika grupper.",
    )


def told_apart(found: list[Pair]) -> str:
    """The pairs of a group in a sentence or two."""
    apart = [pair for pair in found if pair.are_apart]
    rest = len(found) - len(apart)
    if not apart:
        return "skillnaden kan inte avgöras mellan några utförare."
    said = "; ".join(f"{pair.higher} har högre kvalitet än {pair.lower}" for pair in apart[:_MOST_PAIRS])
    if len(apart) > _MOST_PAIRS:
        said += f"; och {len(apart) - _MOST_PAIRS} par till"
    left = f" För {formats.count(rest, 'par', 'par')} kan skillnaden inte avgöras." if rest else ""
    return f"{said}.{left}"
