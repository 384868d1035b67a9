"""Ramavtal: how much is bought within framework agreements, and what is bought outside, by provider and year."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from domain import formats
from domain.definitions import placements as definitions
from ui import address, cards, draw, explain, states
from ui.cards import Card
from ui.placement_asked import Asked
from ui.reading import read
from ui.selection import kept_words
from ui.tables import Column, Kind, Table

_DIMENSIONS = (
    "care_form",
    "sex",
    "target_group",
    "main_reason",
    "outside_reason",
    "tender_area",
    "provider_code",
    "unit",
)
"""What belongs to a placement as a whole: age and legal basis change under way, and procurement is what is asked."""

_YEAR = "ar"


def show(asked: Asked) -> None:
    """The share of the latest year, the years as a table, and what each provider has been paid outside."""
    kept = {name: asked.kept.get(name) for name in _DIMENSIONS}
    words = kept_words({name: codes for name, codes in kept.items() if codes}, asked.options)
    if words:
        explain.selected(words)
    if set(asked.kept) - set(_DIMENSIONS):
        explain.note(
            st,
            "Åldersgrupp, lagrum och upphandling filtrerar inte här: årens summor gäller hela placeringar.",
        )
    years = read("framework_share", asked.user.scope, asked.state, **kept)
    awards = read("direct_awards", asked.user.scope, asked.state, **kept)
    if years.empty:
        states.nothing_found("Ingen köpt vård finns i urvalet.", "Ta bort något filter.")
        return
    latest = {str(name): value for name, value in years.iloc[0].items()}
    until = formats.date(asked.state.data_through)
    cards.show(_cards(latest))
    explain.note(
        st,
        f"{latest['year']} räknas till och med {until}." if until[:4] == str(latest["year"]) else "",
        "År före de första levererade uppgifterna har bara de placeringar som fortfarande pågick då.",
    )
    draw.table(by_year(years), asked.account(words, (definitions.FRAMEWORK_SHARE,)), "ramavtalsandel")
    _outside(asked, awards, words)


def _outside(asked: Asked, awards: pd.DataFrame, words: dict[str, str]) -> None:
    """What each provider has been paid outside the framework in one year."""
    if awards.empty:
        explain.note(st, "Ingenting är direktupphandlat i urvalet.")
        return
    offered = [str(year) for year in sorted(set(awards["year"]), reverse=True)]
    address.look(_YEAR, "År", offered)
    year = st.selectbox("Direktupphandlat under", offered, key=_YEAR, bind="query-params", width=200)
    told = {**words, "År": str(year)}
    rows = awards[awards["year"] == int(str(year))]
    draw.table(by_provider(rows), asked.account(told, (definitions.DIRECT_AWARDS,)), "direktupphandlat")
    explain.note(st, _limit(rows["limit_kr"].iloc[0], str(year)))


def _limit(limit: object, year: str) -> str:
    """The limit that held in the year; what began earlier is held against the one that held then."""
    if not formats.known(limit):
        return (
            f"Ingen gräns för dokumentation gällde {year}: den kom den 1 februari 2022 (19 a kap. 11 § LOU)."
        )
    return (
        f"Köp av sociala tjänster över {formats.with_unit(limit, 'kr')} dokumenteras senast 30 dagar efter att avtalet "
        "ingicks (19 a kap. 11 § LOU). Varje placering prövas mot gränsen som gällde när den började; de som började "
        "före den 1 februari 2022 prövas inte."
    )


def _cards(latest: dict[str, Any]) -> list[Card]:
    year, unknown = latest["year"], latest["placements_unknown"]
    unpriced = latest["unpriced_days"]
    within = {
        "placements": (latest["placements_within"], latest["placements_outside"], "placeringar"),
        "days": (latest["days_within"], latest["days_outside"], "dygn"),
    }
    made = [
        Card(
            f"Ramavtalsandel {year}, {name}",
            formats.share(latest[f"{part}_share"]),
            definitions.FRAMEWORK_SHARE,
            note=f"{formats.number(inside)} av {formats.with_unit(inside + outside, name)}"
            + (
                f"; för {formats.number(unknown)} är upphandlingen okänd"
                if unknown and part == "placements"
                else ""
            ),
        )
        for part, (inside, outside, name) in within.items()
    ]
    known = formats.known(latest["within_kr"]) and formats.known(latest["outside_kr"])
    both = latest["within_kr"] + latest["outside_kr"] if known else None
    made.append(
        Card(
            f"Ramavtalsandel {year}, kostnad",
            formats.share(latest["cost_share"]),
            definitions.FRAMEWORK_SHARE,
            note=f"{formats.money(latest['within_kr'])} av {formats.money(both)}"
            + (f"; {formats.number(unpriced)} dygn saknar pris" if unpriced else ""),
        )
    )
    return made


def by_year(rows: pd.DataFrame) -> Table:
    """The years as rows: inside, outside and share of placements, days and cost."""
    columns = (
        Column("year", "År", Kind.LABEL),
        Column("placements_within", "Placeringar inom", Kind.COUNT, "Placeringar inom ramavtal"),
        Column("placements_outside", "Placeringar utanför", Kind.COUNT, "Placeringar utanför ramavtal"),
        Column("placements_share", "Andel inom", Kind.PART, "Ramavtalsandel av placeringarna"),
        Column(
            "placements_unknown", "Upp\u00adhandling okänd", Kind.COUNT, "Placeringar med okänd upphandling"
        ),
        Column("days_within", "Dygn inom", Kind.COUNT, "Dygn inom ramavtal"),
        Column("days_outside", "Dygn utanför", Kind.COUNT, "Dygn utanför ramavtal"),
        Column("days_share", "Andel inom", Kind.PART, "Ramavtalsandel av dygnen"),
        Column("within_kr", "Kostnad inom, kr", Kind.MONEY, "Kostnad inom ramavtal, kr"),
        Column("outside_kr", "Kostnad utanför, kr", Kind.MONEY, "Kostnad utanför ramavtal, kr"),
        Column("cost_share", "Andel inom", Kind.PART, "Ramavtalsandel av kostnaden"),
        Column("unpriced_days", "Dygn utan pris", Kind.COUNT),
    )
    return Table("Inom och utanför ramavtal per år", columns, rows)


def by_provider(rows: pd.DataFrame) -> Table:
    """The providers as rows, the dearest first. A placement with two years is one of each."""
    shown = rows.assign(
        provider=[
            {"skyddad": "Skyddad plats"}.get(str(code), code or formats.UNKNOWN)
            for code in rows["provider_code"]
        ]
    )
    columns = (
        Column("provider", "Utförare", Kind.TEXT, "Utförarens kod"),
        Column("year", "År", Kind.LABEL),
        Column("placements", "Placeringar", Kind.COUNT),
        Column(
            "placements_over_limit", "över gränsen", Kind.COUNT, "Placeringar över gränsen för dokumentation"
        ),
        Column("placements_without_reason", "Utan skäl", Kind.COUNT, "Placeringar utan skäl"),
        Column("days", "Dygn", Kind.COUNT),
        Column("gross_kr", "Kostnad med tillägg, kr", Kind.MONEY),
        Column("unpriced_days", "Dygn utan pris", Kind.COUNT),
    )
    total: dict[str, object] = {
        "provider": "Totalt",
        "year": None,
        **{
            name: rows[name].sum()
            for name in ("placements", "placements_over_limit", "placements_without_reason")
        },
        **{name: rows[name].sum() for name in ("days", "unpriced_days")},
        # with a provider whose cost is not known the sum is of the others
        "gross_kr": rows["gross_kr"].dropna().sum() if rows["gross_kr"].notna().any() else None,
    }
    return Table("Direktupphandlat per utförare", columns, shown, total)
