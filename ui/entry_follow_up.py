"""Komplettera: the answers of a follow-up, typed in for one placement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import streamlit as st

from domain import formats
from domain.personnummer import scrub
from ui import explain, states
from ui.additions import Change, Codes, Row
from ui.entering import version
from ui.reading import StoreState, read
from ui.sign_in import User

DO_NOT_KNOW = "vet_ej"
_ZONE = ZoneInfo("Europe/Stockholm")
_NOT_ASKED = "Inte ställd"
_LABELS = {DO_NOT_KNOW: "Vet ej"}
_LONGEST_ROLE = 40


def form(user: User, state: StoreState, rows: Sequence[Row], codes: Codes, today: dt.date) -> list[Change]:
    """The changes that a filled-in form makes when it is sent; none before that, and none without placements."""
    if not rows:
        return []
    questions = read("follow_up_questions", user.scope, state, day=today).to_dict("records")
    if not questions:
        states.nothing_found(
            "Uppföljningens frågor är inte levererade.", "Leverera dem i follow_up_parameters först."
        )
        return []
    with st.form(f"uppfoljning-{version()}", border=False):
        place = st.selectbox(
            "Placering",
            range(len(rows)),
            index=None,
            format_func=lambda number: _words(rows[number], codes),
            placeholder="Välj en placering",
            filter_mode="contains",
        )
        left, right = st.columns(2)
        day = left.date_input("Uppföljd", today, max_value=dt.datetime.now(_ZONE).date(), format="YYYY-MM-DD")
        role = right.text_input("Vem svarade (roll, inget namn)", max_chars=_LONGEST_ROLE)
        answers = {str(question["parameter"]): _answer(question) for question in questions}
        sent = st.form_submit_button("Spara uppföljningen", type="primary")
    explain.note(st, "En fråga som inte ställdes lämnas så. ”Vet ej” räknas inte in i svaren.")
    if not sent:
        return []
    told = {parameter: answer for parameter, answer in answers.items() if answer is not None}
    if place is None or not isinstance(day, dt.date) or not told:
        st.warning("Välj en placering och minst ett svar.")
        return []
    return changes(
        str(rows[place]["placement_id"]), day, scrub(role.strip()), told, f"inmatning-{uuid4().hex[:12]}"
    )


def changes(placement: str, day: dt.date, role: str, answers: dict[str, str], number: str) -> list[Change]:
    """The rows of a follow-up, as changes of nothing: one a column."""
    made: list[Change] = []
    for parameter, answer in answers.items():
        values = {"followed_up_on": day.isoformat(), "answer": answer, "answered_by_role": role or None}
        key = {"placement_id": placement, "follow_up_id": number, "parameter": parameter}
        made += [
            {"entity": "follow_ups", "key": key, "column": column, "was": None, "value": value}
            for column, value in values.items()
            if value is not None
        ]
    return made


def _answer(question: dict[Any, Any]) -> str | None:
    low, high = int(question["scale_min"]), int(question["scale_max"])
    options = [_NOT_ASKED, *map(str, range(low, high + 1)), DO_NOT_KNOW]
    picked = st.radio(
        f"{question['question']} ({low}–{high})",
        options,
        format_func=lambda answer: _LABELS.get(answer, answer),
        horizontal=True,
    )
    return None if picked in (None, _NOT_ASKED) else str(picked)


def _words(row: Row, codes: Codes) -> str:
    parts = (
        row["case_id"] or formats.UNKNOWN,
        codes.label("care_form", row["care_form"]),
        row["provider_code"],
        f"in {formats.date(row['moved_in_on'])}",
    )
    return ", ".join(str(part) for part in parts if part)
