"""What of welfare technology is in use: cards, the list, by category and unit, the indicator and the years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from domain import formats
from domain.definitions import technology
from ui import cards, draw, explain, states, technology_charts, technology_tables
from ui.cards import Card
from ui.technology_asked import Asked, Row

_APART = {"it": "av IT", "okand": "utan känd kategori"}
"""What is counted apart from welfare technology."""


def show(asked: Asked) -> None:
    """The part "I drift"."""
    if asked.in_use_through is None:
        states.nothing_found("Teknik i drift är inte levererad.", "Läs in deployments.")
        return
    explain.selected(asked.words)
    if not asked.whole_board:
        explain.note(
            st,
            "Införanden utan enhet visas bara för den som har hela nämnden. Breddinförandet gäller hela nämnden.",
        )
    listed, sums = asked.rows("technology_deployments"), asked.rows("technology_sums")
    breadth, years = asked.rows("technology_breadth"), asked.rows("technology_years")
    states.said_of_the_address(_odd(listed))
    cards.show(_cards(sums, breadth, asked.in_use_through))
    account = asked.account("i drift", asked.in_use_through, *technology.EVERY[:4])
    if len({row["day"] for row in years}) > 1:
        figure = technology_charts.in_use(years, _finding(years))
        draw.chart(st.container(), figure, "Värdena står i tabellen ”År för år”.")
    elif years:
        explain.note(st, "Uppgifterna gäller en enda dag: det finns ingen tidigare att jämföra med.")
    running = [row for row in listed if row["in_use"]]
    if running:
        draw.table(
            technology_tables.deployments("I drift nu", running),
            account,
            "valfardsteknik-i-drift",
            technology_tables.whole(running),
        )
    else:
        states.nothing_found("Inget är i drift.", "")
    draw.table(technology_tables.categories(sums, asked.whole_board), account, "valfardsteknik-per-kategori")
    if asked.whole_board:
        told = {row["inhabitants_year"] for row in sums if formats.known(row["inhabitants_year"])}
        explain.note(
            st,
            f"Invånare vid slutet av {max(told)}."
            if told
            else "Befolkning är inte levererad: antal per invånare är okänt.",
        )
    draw.table(technology_tables.breadth(breadth), account, "valfardsteknik-breddinforande")
    draw.folded_table(technology_tables.units(sums), account, "valfardsteknik-per-enhet")
    draw.folded_table(technology_tables.years(years), account, "valfardsteknik-ar-for-ar")
    ended = [row for row in listed if not row["in_use"]]
    if ended:
        with st.expander("Tabell: avslutat och inte påbörjat"):
            draw.table(
                technology_tables.deployments("Avslutat och inte påbörjat", ended, ended=True),
                account,
                "valfardsteknik-avslutat",
                technology_tables.whole(ended),
            )


def _finding(years: Sequence[Row]) -> str:
    """What the chart shows in a line: now against the year's end before."""
    told = [row for row in years if row["grain"] == "kind" and row["kind"] == "valfardsteknik"]
    if not told:
        return "I drift vid årets slut"
    now = formats.count(told[-1]["running"], "införande", "införanden")
    before = f", {told[-2]['running']} den {formats.date(told[-2]['day'])}" if len(told) > 1 else ""
    return f"Välfärdsteknik i drift: {now}{before}"


def _odd(listed: Sequence[Row]) -> list[str]:
    """What a reader must not miss of the list."""
    said = []
    for row in listed:
        if row["reversed"]:
            said.append(
                f"{row['technology']} slutar {formats.date(row['ended_on'])}, före sin början "
                f"{formats.date(row['started_on'])}. Rätta datumen i källan."
            )
    unread = [row for row in listed if formats.known(row["count_text"]) and not formats.known(row["count"])]
    if unread:
        names = ", ".join(f"{row['technology']} (”{row['count_text']}”)" for row in unread)
        said.append(f"Antal som inte kunde läsas: {names}.")
    return said


def _cards(sums: Sequence[Row], breadth: Sequence[Row], today: dt.date) -> list[Card]:
    kinds = [row for row in sums if row["grain"] == "kind"]
    welfare = [row for row in kinds if row["kind"] == "valfardsteknik"]
    number = sum(int(row["deployments"]) for row in welfare)
    apart = [
        f"{formats.count(row['deployments'], 'införande', 'införanden')} {_APART[row['kind']]} därutöver"
        for row in kinds
        if row["kind"] in _APART
    ]
    monthly = [row["monthly_kr"] for row in welfare if formats.known(row["monthly_kr"])]
    without = sum(int(row["without_monthly"]) for row in welfare)
    now = [row for row in breadth if row["kind"] == "nationell" and row["day"] == today]
    broad = sum(row["breadth"] == 2 for row in now)
    unknown = sum(not formats.known(row["breadth"]) for row in now)
    return [
        Card(
            "Välfärdsteknik i drift",
            formats.count(number, "införande", "införanden"),
            technology.IN_USE,
            note=", ".join(apart),
        ),
        Card(
            "Kostnad per månad",
            formats.money(sum(monthly)) if monthly else formats.UNKNOWN,
            technology.COST,
            note=f"för {number - without} av {formats.count(number, 'införande', 'införanden')}",
        ),
        Card(
            "Breddinförda kategorier",
            f"{broad} av {len(now)}" if unknown < len(now) else formats.UNKNOWN,
            technology.BREADTH,
            note=(
                f"okänt för {formats.count(unknown, 'kategori', 'kategorier')}"
                if unknown
                else "av de nationella kategorierna"
            ),
        ),
    ]
