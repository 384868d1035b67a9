"""What to take up with a provider: questions plainly below the group, its comment, and the action agreed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from domain import formats
from domain.personnummer import scrub
from queries import door
from ui import draw, explain
from ui.exports import Account
from ui.index_asked import Asked
from ui.tables import Column, Kind, Table

_SAVED, _SEEN = "_matter_just_saved", "_matter_seen"
_LONGEST = 1000
_BELOW = (
    Column("question", "Fråga", Kind.SENTENCE),
    Column("year", "År", Kind.LABEL),
    Column("mean", "Utföraren", Kind.COUNT),
    Column("group_mean", "Gruppen", Kind.COUNT),
    Column("answers", "Svar", Kind.COUNT),
    Column("comment", "Utförarens kommentar", Kind.SENTENCE),
    Column("commented_on", "Kommentarens dag", Kind.DATE_IF_ANY),
    Column("action", "Överenskommen åtgärd", Kind.SENTENCE),
)
_HISTORY = (
    Column("question", "Fråga", Kind.SENTENCE),
    Column("set_at", "Skrivet", Kind.TIME),
    Column("set_by", "Av", Kind.TEXT),
    Column("comment", "Utförarens kommentar", Kind.SENTENCE),
    Column("commented_on", "Kommentarens dag", Kind.DATE_IF_ANY),
    Column("action", "Överenskommen åtgärd", Kind.SENTENCE),
)


def show(asked: Asked, one: dict[str, Any], parameters: pd.DataFrame, account: Account) -> None:
    """The questions to take up, what was said of them, and the form that writes it."""
    st.header("Att ta upp med utföraren", anchor=False)
    # not kept between reruns: what somebody has just written must be seen
    written = door.run("provider_matters", asked.user.scope, **one).to_dict("records")
    latest: dict[str, dict[Any, Any]] = {}
    for row in written:
        latest.setdefault(str(row["parameter"]), row)
    year = asked.chosen.year
    below = [row for row in parameters.to_dict("records") if row["is_below"] and row["year"] == year]
    if below:
        rows = [row | _said(latest.get(str(row["parameter"]), {})) for row in below]
        draw.table(Table(f"Tydligt under gruppen {year}", _BELOW, pd.DataFrame(rows)), account, "att-ta-upp")
        explain.note(st, "Hela intervallet ligger under gruppens medel. Det säger inte varför.")
    else:
        explain.note(st, f"Ingen fråga ligger tydligt under gruppen {asked.year_words}.")
    questions = {str(row["parameter"]): str(row["question"]) for row in parameters.to_dict("records")}
    if questions:
        _form(asked, one, questions, latest, [str(row["parameter"]) for row in below])
    if written:
        history = [
            {**row, **_said(row), "question": questions.get(str(row["parameter"]), row["parameter"])}
            for row in written
        ]
        draw.folded_table(
            Table("Vad som har skrivits", _HISTORY, pd.DataFrame(history)), account, "tagits-upp"
        )


def _said(row: dict[Any, Any]) -> dict[str, Any]:
    def text(name: str) -> str:
        return str(row[name]) if formats.known(row.get(name)) else ""

    return {
        "comment": text("provider_comment"),
        "commented_on": row.get("commented_on"),
        "action": text("action"),
    }


def _form(
    asked: Asked,
    one: dict[str, Any],
    questions: dict[str, str],
    latest: dict[str, dict[Any, Any]],
    first: list[str],
) -> None:
    told = st.session_state.pop(_SAVED, "")
    if told:
        st.success(told)
    with st.expander("Skriv utförarens kommentar och åtgärd"):
        codes = [*first, *(code for code in questions if code not in first)]
        picked = st.selectbox("Fråga", codes, format_func=lambda code: questions.get(code, code), key="fraga")
        parameter = str(picked or codes[0])
        held = _said(latest.get(parameter, {}))
        # what is saved was written against what stood on the screen, and the click itself reads anew
        key = (*one.values(), parameter)
        now = int(latest[parameter]["matter_id"]) if parameter in latest else None
        seen = st.session_state.get(_SEEN, {}).get(key, now)
        st.session_state[_SEEN] = {key: now}
        with st.form(f"ta-upp-{'-'.join(key)}", border=False):
            comment = st.text_area("Utförarens kommentar", held["comment"], max_chars=_LONGEST)
            day = st.date_input(
                "Kommentarens dag",
                held["commented_on"] if formats.known(held["commented_on"]) else None,
                max_value=dt.date.today(),
                format="YYYY-MM-DD",
            )
            action = st.text_area("Överenskommen åtgärd", held["action"], max_chars=_LONGEST)
            explain.note(
                st,
                "Skriv inga namn eller personnummer. Det sparas med ditt namn och kan läsas av nämndens "
                "chefer och controller.",
            )
            pressed = st.form_submit_button("Spara")
    if pressed:
        _save(asked, one, parameter, (comment, day, action), seen)


def _save(
    asked: Asked, one: dict[str, Any], parameter: str, written: tuple[str, Any, str], seen: int | None
) -> None:
    comment, day, action = scrub(written[0].strip()), written[1], scrub(written[2].strip())
    if not comment and not action:
        st.warning("Skriv en kommentar eller en åtgärd.")
        return
    said = door.write(
        "take_up_with_provider",
        asked.user.scope,
        **one,
        parameter=parameter,
        provider_comment=comment or None,
        commented_on=day if comment else None,
        action=action or None,
        seen=seen,
    ).to_dict("records")[0]
    if not formats.known(said["matter_id"]):
        st.warning(
            f"{said['was_set_by']} skrev om frågan {formats.minute(said['was_set_at'])}, efter att du öppnade den. "
            "Det du skrev är inte sparat. Se vad som gäller nu och spara igen om det behövs."
        )
        return
    st.session_state[_SAVED] = "Sparat."
    st.rerun()
