"""Providers compared: drawn, listed, told apart where they can be, withheld with the reason, and whom they are for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote_plus

import pandas as pd
import streamlit as st

from domain import formats
from domain.definitions import provider_quality as definitions
from domain.quality import case_mix
from domain.quality.pairs import Graded, Pair, pairs
from domain.quality.words import withheld
from ui import draw, explain, index_charts, sign_in, states
from ui.exports import Account
from ui.index_asked import Asked
from ui.reading import read
from ui.tables import Column, Kind, Table

_GROUP = ("care_form", "target_group")
_ROWS = (
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
_WITHHELD = (
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
_MIX = (
    Column("form", "Vårdform", Kind.TEXT),
    Column("target", "Målgrupp", Kind.TEXT),
    Column("dimension", "Avser", Kind.TEXT),
    Column("value", "Värde", Kind.TEXT),
    Column("provider", "Utförare", Kind.TEXT),
    Column("share", "Andel av utförarens dygn", Kind.SHARE),
    Column("days", "Dygn", Kind.COUNT),
)
_DIMENSIONS = {"age_group": "Ålder", "legal_basis": "Lagrum"}
_MOST_PAIRS = 12
_MOST_LEFT_OUT = 12


def show(asked: Asked) -> None:
    """The part Jämförelse."""
    explain.selected(asked.words())
    if not asked.has_any:
        no_follow_ups()
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
    shown = dressed(asked, rows)
    told = shown[shown["withheld_because"].isna()]
    account = asked.account("jämförelse", asked.words(), definitions.COMPARED)
    if told.empty:
        st.info("Ingen utförare i urvalet har ett index. Varför står i tabellen nedan.")
    else:
        _drawn(asked, told, account)
    _apart(asked, shown)
    _left_out(asked, shown[shown["withheld_because"].notna()], account)
    _mix(asked, account)


def _drawn(asked: Asked, told: pd.DataFrame, account: Account) -> None:
    number = formats.count(len(told), "utförare har ett index", "utförare har ett index")
    labels = {code: asked.form(code) for code in told["care_form"]}
    figure = index_charts.scatter(told, labels, f"{asked.chosen.year}: {number}", _middle(told))
    draw.chart(st.container(), figure, "Kvalitet uppåt, kostnad åt höger. Värdena står i tabellen.")
    explain.note(
        st,
        "Varje punkt är en utförare i en vårdform och målgrupp; större punkt är fler dygn. Strecket är kvalitetens "
        "90-procentsintervall. De streckade linjerna är medianen för kostnad och medlet av de visade gruppernas "
        "kvalitet. Tabellen har varje utförares egen grupp.",
        "En skillnad säger inte varför: placeringarna kan skilja sig åt. Se Vilka placeringarna gäller nedan.",
    )
    listed(
        Table(f"Kvalitet i förhållande till kostnad {asked.chosen.year}", _ROWS, told), account, "kvalitet"
    )


def _left_out(asked: Asked, rows: pd.DataFrame, account: Account) -> None:
    """Those without an index: how many for each reason, and which."""
    st.header("Utförare utan index", anchor=False)
    if rows.empty:
        explain.note(st, "Alla i urvalet har ett index.")
        return
    numbers = rows["why"].value_counts()
    explain.note(st, *(f"{why}: {formats.number(number)}." for why, number in numbers.items()))
    table = Table(f"Utförare utan index {asked.chosen.year}", _WITHHELD, rows)
    if len(rows) <= _MOST_LEFT_OUT:
        listed(table, account, "utforare-utan-index")
    else:
        with st.expander(f"Tabell: {table.title[:1].lower()}{table.title[1:]}"):
            listed(table, account, "utforare-utan-index")


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
    provider = quote_plus(str(row["provider_code"]))
    return sign_in.followed(
        f"kvalitet?visa=En+utf%C3%B6rare&uppfoljningsar={asked.chosen.year}&kvalitet-utforare={provider}"
        f"&kvalitet-grupp={group}"
    )


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
    for (form, target), rows in _by_group(shown):
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


def _mix(asked: Asked, account: Account) -> None:
    """Whom the days were for, and where that plainly differs between providers of a group."""
    st.header("Vilka placeringarna gäller", anchor=False)
    found = read("provider_case_mix", asked.user.scope, asked.state, year=asked.chosen.year, **asked.kept)
    if found.empty:
        explain.note(st, "Inga dygn under året.")
        return
    lines = []
    for (form, target), rows in _by_group(found):
        for dimension in _DIMENSIONS:
            days: dict[str, dict[str, int]] = {}
            for row in rows:
                if row["dimension"] == dimension:
                    days.setdefault(asked.provider(str(row["provider_code"])), {})[str(row["code"])] = int(
                        row["days"]
                    )
            lines += [_unlike(asked, form, target, one) for one in case_mix.unlike(dimension, days)]
    if asked.user.scope.units is not None:
        explain.note(st, "Räknat på dygnen i dina enheter.")
    if lines:
        st.markdown("**Placeringarna skiljer sig tydligt, så jämför med försiktighet:**")
        explain.note(st, *lines)
    else:
        explain.note(st, "Ingen utförare skiljer sig tydligt från de andra i sin grupp i ålder eller lagrum.")
    draw.folded_table(
        Table("Ålder och lagrum per utförare", _MIX, _shares(asked, found)), account, "vilka-dygnen-galler"
    )


def _unlike(asked: Asked, form: str, target: str, one: case_mix.Unlike) -> str:
    value = _value(asked, one.dimension, one.code)
    return (
        f"{asked.group(form, target)}: {value} är {formats.share(one.share, 0)} av dygnen hos {one.provider}, "
        f"{formats.share(one.others, 0)} hos de andra."
    )


def _value(asked: Asked, dimension: str, code: str) -> str:
    if not code:
        return "okänd ålder" if dimension == "age_group" else "okänt lagrum"
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


def _by_group(rows: pd.DataFrame) -> Iterable[tuple[tuple[str, str], list[dict[Any, Any]]]]:
    held: dict[tuple[str, str], list[dict[Any, Any]]] = {}
    for row in rows.to_dict("records"):
        held.setdefault((str(row["care_form"]), str(row["target_group"])), []).append(row)
    return held.items()
