"""What of welfare technology is planned: the years, the matrix, the order to do it in, and what could not be read."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from domain import formats
from domain.definitions import technology
from domain.technology import FACTORS
from ui import (
    cards,
    draw,
    explain,
    states,
    technology_charts,
    technology_matrix,
    technology_plan_tables,
    technology_words,
)
from ui.cards import Card
from ui.exports import Account
from ui.technology_asked import Asked, Row

_CLOSED = ("klar", "avstas")


def show(asked: Asked) -> None:
    """The part "Planerat"."""
    if asked.plan_through is None:
        states.nothing_found("Ingen plan är levererad.", "Läs in initiatives.")
        return
    found, costs = asked.rows_now("initiatives"), by_initiative(asked.rows("initiative_costs"))
    if not found:
        states.nothing_found("Planen har inga satsningar.", "")
        return
    cards.show(_cards(found))
    account = asked.account("planerat", asked.plan_through, technology.SCORE, *technology.EVERY[5:7])
    _matrix(found, account)
    _years(asked, found)
    draw.table(technology_plan_tables.initiatives(found, costs), account, "valfardsteknik-planerat")
    odd = [row for row in found if row["unread"]]
    if odd:
        with st.expander(
            f"Kunde inte läsas ({len(odd)} av {len(found)} satsningar)", expanded=len(odd) < len(found)
        ):
            draw.table(technology_plan_tables.unread(odd), account, "valfardsteknik-olast")


def by_initiative(costs: Sequence[Row]) -> dict[str, list[Row]]:
    """The costs of each initiative."""
    found: dict[str, list[Row]] = {}
    for row in costs:
        found.setdefault(row["initiative_id"], []).append(row)
    return found


def ordered(found: Sequence[Row]) -> list[Row]:
    """Those that have a score and are neither done nor given up, in the order to do them, numbered from 1.

    High cost with low benefit stands last, whatever the score. The rows come with the lowest score first.
    """
    scored = [row for row in found if formats.known(row["score"]) and row["status_code"] not in _CLOSED]
    scored.sort(key=lambda row: bool(row["costs_more_than_it_gives"]))
    return [{**row, "order": number} for number, row in enumerate(scored, 1)]


def _cards(found: Sequence[Row]) -> list[Card]:
    ahead = [row for row in found if row["status_code"] not in _CLOSED]
    scored = sum(formats.known(row["score"]) for row in ahead)
    late = [row["delayed"] for row in ahead]
    unsure = sum(not formats.known(value) for value in late)
    dear = sum(bool(row["costs_more_than_it_gives"]) for row in ahead)
    unsaid = sum(not formats.known(row["status_code"]) for row in found)
    count = formats.count
    return [
        Card(
            "Satsningar",
            count(len(found), "satsning", "satsningar"),
            technology.SCORE,
            note=f"{len(found) - len(ahead)} klara eller avstås"
            + (f", status okänd för {unsaid}" if unsaid else ""),
        ),
        Card(
            "Bedömda",
            f"{scored} av {len(ahead)}",
            technology.SCORE,
            note="av dem som inte är klara eller avstås",
        ),
        Card(
            "Försenade",
            formats.UNKNOWN
            if unsure == len(late) and late
            else count(sum(v is True for v in late), "satsning", "satsningar"),
            technology.DELAYED,
            note=f"okänt för {unsure}: år eller status saknas" if unsure else "",
        ),
        Card(
            "Hög kostnad och låg nytta",
            count(dear, "satsning", "satsningar") if scored else formats.UNKNOWN,
            technology.NOT_TO_DO,
            note=f"av {scored} bedömda" if scored else "ingen är bedömd",
        ),
    ]


def _matrix(found: Sequence[Row], account: Account) -> None:
    numbered = ordered(found)
    without = [row for row in found if not formats.known(row["score"]) and row["status_code"] not in _CLOSED]
    st.header("Genomförbarhet och nytta", anchor=False)
    if not numbered:
        states.nothing_found(
            "Ingen satsning har alla åtta faktorer bedömda. Därför finns ingen matris.",
            "Bedöm satsningar under Bedöm.",
        )
    else:
        left, right = st.columns([1, 1])
        figure = technology_matrix.matrix(numbered, "Genomförbarhet och nytta")
        with left:
            draw.untitled_chart(
                st.container(),
                figure,
                "Genomförbarhet och nytta, en punkt per satsning. Värdena står i tabellen.",
            )
        explain.note(
            right, "Lågt är bra: längst upp till vänster görs först. Numren är ordningen i tabellen."
        )
        with right:
            draw.table(technology_plan_tables.order(numbered), account, "valfardsteknik-ordning")
    if without:
        told = ", ".join(
            f"{row['name']} ({row['scored_factors']} av {len(FACTORS)} faktorer)"
            if row["scored_factors"]
            else row["name"]
            for row in without
        )
        explain.note(st, f"Utan bedömning och därför inte i matrisen ({len(without)}): {told}.")


def _years(asked: Asked, found: Sequence[Row]) -> None:
    with_years = [row for row in found if formats.known(row["year_from"]) and formats.known(row["year_to"])]
    without = [row for row in found if row not in with_years]
    if with_years:
        figure = technology_charts.plan(with_years, "Planen år för år", asked.plan_through)
        draw.chart(st.container(), figure, "Värdena står i tabellen ”Satsningar”.")
    if without:
        told = ", ".join(f"{row['name']} ({technology_words.years(row)})" for row in without)
        explain.note(st, f"Utan år ({len(without)}): {told}.")
