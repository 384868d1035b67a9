"""Follow-ups: due and late by unit and provider, followed up in time, and how the questions were answered."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from domain import formats
from domain.definitions import provider_quality as definitions
from ui import cards, draw, explain, sign_in
from ui.cards import Card, Comparison
from ui.index_asked import Asked
from ui.reading import read
from ui.tables import Column, Kind, Table

_DUE = (
    Column("unit", "Enhet", Kind.TEXT),
    Column("provider", "Utförare", Kind.TEXT),
    Column("running", "Pågående placeringar", Kind.COUNT),
    Column("late", "Sena", Kind.COUNT),
    Column("due_within_30", "Att göra inom 30 dagar", Kind.COUNT),
    Column("never_followed_up", "Aldrig uppföljda", Kind.COUNT),
    Column("longest_late_days", "Längst sen, dagar", Kind.COUNT),
)
_TIME = (
    Column("year", "Påbörjade", Kind.LABEL),
    Column("in_time_share", "Uppföljda i tid", Kind.PART),
    Column("in_time", "I tid", Kind.COUNT),
    Column("lasted", "Av placeringar (bas)", Kind.COUNT),
    Column("not_yet", "Inte dags än", Kind.COUNT),
    Column("ended_before", "Avslutade dessförinnan", Kind.COUNT),
    Column("before_known", "Okända: före den första kända uppföljningen", Kind.COUNT),
    Column("base", "Obs", Kind.TEXT),
)
_ANSWERS = (
    Column("question", "Fråga", Kind.SENTENCE),
    Column("year", "År", Kind.LABEL),
    Column("scale", "Skala", Kind.TEXT),
    Column("answer_said", "Svar", Kind.TEXT),
    Column("answers", "Antal", Kind.COUNT),
    Column("share", "Andel av svaren", Kind.PART),
)
_SMALL_BASE = 20
_YEARS = 3
"""Of answers: the year chosen and those before it that a change of scale is seen against."""


def show(asked: Asked) -> None:
    """The part Uppföljningar."""
    words = {name: value for name, value in asked.words().items() if name != "År"}
    if words:
        explain.selected(words)
    explain.note(st, "Räknat på alla år; svaren nederst på året i urvalet och de två före.")
    reach = read("follow_up_reach", asked.user.scope, asked.state).to_dict("records")[0]
    if not reach["is_delivered"]:
        st.info(
            "Uppföljningar har aldrig levererats eller matats in. Vad som är gjort och sent är därför okänt."
        )
        return
    account = asked.account("uppföljningar", words, definitions.FOLLOW_UPS)
    due = read("follow_ups_due", asked.user.scope, asked.state, provider_code=None, **asked.kept)
    time = read("follow_ups_in_time", asked.user.scope, asked.state, provider_code=None, **asked.kept)
    if due.empty and time.empty:
        st.info("Inga placeringar finns i urvalet. Ta bort något filter.")
        return
    cards.show(_cards(asked, due, time))
    st.header(f"Sena och att göra {formats.date(asked.state.data_through)}", anchor=False)
    draw.table(_summed(asked, due, "unit"), account, "uppfoljningar-per-enhet")
    draw.folded_table(_summed(asked, due, "provider"), account, "uppfoljningar-per-utforare")
    st.html(
        f'<p class="ik-note">Vilka placeringarna är står på sidan <a href="{escape(sign_in.followed("placeringar"))}" '
        'target="_self">Placeringar</a>, där de öppnas för ett ändamål.</p>'
    )
    st.header("Uppföljda i tid", anchor=False)
    draw.table(_in_time(asked, time[time["started"] != time["before_known"]]), account, "uppfoljda-i-tid")
    _before_known(time)
    _answers(asked, words)
    _not_covered(reach)


def _cards(asked: Asked, due: pd.DataFrame, time: pd.DataFrame) -> list[Card]:
    running, late, soon, never = (
        int(due[name].sum()) if len(due) else 0
        for name in ("running", "late", "due_within_30", "never_followed_up")
    )
    whole = int(time["lasted"].sum()) if len(time) else 0
    done = int(time["in_time"].sum()) if len(time) else 0
    through = formats.date(asked.state.data_through)
    return [
        Card(
            "Sena uppföljningar",
            formats.number(late),
            definitions.DUE,
            (Comparison("", f"av {formats.count(running, 'pågående placering', 'pågående placeringar')}"),),
            note=f"{through}; {formats.number(never)} är aldrig uppföljda",
        ),
        Card("Att göra inom 30 dagar", formats.number(soon), definitions.DUE, note=f"från {through}"),
        Card(
            f"Uppföljda inom {asked.settings.months_until_due} månader",
            formats.share(done / whole) if whole else formats.UNKNOWN,
            definitions.IN_TIME,
            (Comparison("", f"{formats.number(done)} av {formats.number(whole)} placeringar"),),
            note="alla år från den första kända uppföljningen",
        ),
    ]


def _summed(asked: Asked, due: pd.DataFrame, by: str) -> Table:
    """By unit or by provider."""
    column = "unit" if by == "unit" else "provider_code"
    numbers = ["running", "late", "due_within_30", "never_followed_up"]
    rows = due.groupby(column, as_index=False).agg(
        {**dict.fromkeys(numbers, "sum"), "longest_late_days": "max"}
    )
    label = (
        asked.provider
        if by == "provider"
        else lambda code: asked.options.label("unit", code) if code else "Utan enhet"
    )
    rows[by] = [label(str(code)) for code in rows[column]]
    rows = rows.sort_values(["late", by], ascending=[False, True])
    # where nobody is late there is nothing to tell, which is not the same as not known
    longest = [int(days) if formats.known(days) else "" for days in rows["longest_late_days"]]
    rows["longest_late_days"] = pd.Series(longest, index=rows.index, dtype=object)
    total: dict[str, object] = {
        by: "Totalt",
        "longest_late_days": max((days for days in longest if days != ""), default=""),
        **{name: int(due[name].sum()) for name in numbers},
    }
    columns = tuple(c for c in _DUE if c.name not in ({"unit", "provider"} - {by}))
    return Table(f"Uppföljningar per {'enhet' if by == 'unit' else 'utförare'}", columns, rows, total)


def _in_time(asked: Asked, time: pd.DataFrame) -> Table:
    small = [
        "liten bas" if 0 < row["lasted"] < _SMALL_BASE else ("ingen bas" if not row["lasted"] else "")
        for row in time.to_dict("records")
    ]
    months = asked.settings.months_until_due
    return Table(
        f"Uppföljda inom {months} månader, efter år då de påbörjades", _TIME, time.assign(base=small)
    )


def _before_known(time: pd.DataFrame) -> None:
    """The years of which nothing is known, in a sentence instead of rows of noughts."""
    before = time[time["started"] == time["before_known"]]
    if len(before):
        first, last = int(before["year"].min()), int(before["year"].max())
        number = formats.count(before["started"].sum(), "placering", "placeringar")
        years = str(first) if first == last else f"{first}–{last}"
        explain.note(
            st,
            f"{number} som påbörjades {years} är inte med: det var före den första kända uppföljningen, och om de "
            "följdes upp i tid är okänt.",
        )


def _answers(asked: Asked, words: dict[str, str]) -> None:
    st.header("Hur frågorna besvarades", anchor=False)
    rows = read(
        "follow_up_answers",
        asked.user.scope,
        asked.state,
        years=tuple(range(asked.chosen.year - _YEARS + 1, asked.chosen.year + 1)),
        provider_code=None,
        **asked.kept,
    )
    if rows.empty:
        explain.note(st, "Inga svar i urvalet.")
        return
    explain.note(
        st,
        "År med olika skala visas var för sig. Andelen är av alla svar, vet ej inräknat. Svar visas från fem, om minst "
        "tre personer.",
    )
    account = asked.account("svar", words, definitions.FOLLOW_UPS)
    table = Table("Svar per fråga, år och skala", _ANSWERS, answers(rows))
    draw.folded_table(table, account, "svar-per-fraga")


def answers(rows: pd.DataFrame) -> pd.DataFrame:
    """The answers in words, with the share of each among those of its question, year and scale."""
    held = rows.to_dict("records")
    scales = [
        f"{int(row['scale_min'])}–{int(row['scale_max'])}" if formats.known(row["scale_max"]) else "okänd"
        for row in held
    ]
    shown = rows.assign(scale=scales)
    whole = shown.groupby(["parameter", "year", "scale"])["answers"].transform("sum")
    shown["share"] = [
        number / total if told else None
        for number, total, told in zip(shown["answers"], whole, shown["is_told"], strict=True)
    ]
    shown["answer_said"] = [
        "för få svar"
        if not row["is_told"]
        else "vet ej"
        if row["is_dont_know"]
        else (
            f"{float(row['answer']):g}".replace(".", ",")
            if formats.known(row["answer"])
            else "går inte att läsa"
        )
        for row in held
    ]
    return shown


def _not_covered(reach: Mapping[Any, Any]) -> None:
    left = []
    if reach["without_placement"]:
        number = formats.count(reach["without_placement"], "uppföljning", "uppföljningar")
        left.append(f"{number} gäller placeringar som inte finns i uppgifterna och räknas inte.")
    if reach["of_other_interventions"]:
        number = formats.count(reach["of_other_interventions"], "uppföljning", "uppföljningar")
        left.append(f"{number} gäller andra insatser än placeringar och räknas inte här.")
    if left:
        explain.note(st, *left)
