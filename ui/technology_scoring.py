"""Scoring planned welfare technology: the eight factors with what each level means, and who scored what when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from domain import formats
from domain.definitions import technology
from domain.personnummer import scrub
from domain.technology import BENEFIT, FACTORS, FEASIBILITY, LEVELS, Factor
from queries import door
from ui import address, draw, explain, states
from ui.tables import Column, Kind, Table
from ui.technology_asked import Asked, Row, written

_CHOSEN, _SAID = "satsning", "_scored_just_now"
_LONGEST_NOTE = 500
_NOT_JUDGED = "Inte bedömd"


def show(asked: Asked) -> None:
    """The part "Bedöm"."""
    if asked.plan_through is None:
        states.nothing_found("Ingen plan är levererad.", "Läs in initiatives.")
        return
    found, history = asked.rows_now("initiatives"), asked.rows_now("initiative_scores")
    if said := st.session_state.pop(_SAID, None):
        st.success(said)
    labels = _labels(found)
    address.look(_CHOSEN, "Satsning", labels)
    picked = st.selectbox(
        "Satsning", list(labels), key=_CHOSEN, bind="query-params", filter_mode="contains", width=560
    )
    states.said_of_the_address(address.remarks((picked,)))
    if picked not in labels:
        return
    row = labels[picked]
    of_it = [said for said in history if said["initiative_id"] == row["initiative_id"]]
    _holds(row)
    _form(asked, row, of_it)
    account = asked.account("bedömningar", asked.plan_through, technology.SCORE)
    st.header("Historik", anchor=False)
    if of_it or _is_delivered(row):
        draw.table(
            _history(f"Bedömningar av {row['name']}", of_it, row), account, "bedomningar-av-satsningen"
        )
    else:
        explain.note(st, "Ingen har bedömt satsningen än.")
    if history:
        draw.folded_table(_history("Alla inmatade bedömningar", history), account, "alla-bedomningar")


def _labels(found: Sequence[Row]) -> dict[str, Row]:
    """Initiatives by name; those of one name are told apart by their id."""
    names = [row["name"] for row in found]
    return {
        row["name"] if names.count(row["name"]) == 1 else f"{row['name']} ({row['initiative_id']})": row
        for row in sorted(found, key=lambda row: str(row["name"]).casefold())
    }


def _is_delivered(row: Row) -> bool:
    return row["score_source"] == "levererad" or formats.known(row["delivered_score"])


def _holds(row: Row) -> None:
    """What holds now, and from where."""
    if formats.known(row["score"]):
        told = (
            f"Värde {formats.number(row['score'], 2)}: genomförbarhet {formats.number(row['feasibility_mean'], 2)}, "
            f"nytta {formats.number(row['benefit_mean'], 2)}. Lågt är bra."
        )
    elif row["scored_factors"]:
        told = f"{row['scored_factors']} av {len(FACTORS)} faktorer är bedömda. Utan alla åtta finns inget värde."
    else:
        told = "Satsningen är inte bedömd."
    explain.sentence(told)
    if row["score_source"] == "inmatad":
        delivered = formats.number(row["delivered_score"], 2) if formats.known(row["delivered_score"]) else ""
        explain.note(
            st,
            f"Inmatad {formats.minute(row['scored_at'])} av {row['scored_by']}. Den gäller framför det levererade.",
            f"Levererat värde: {delivered}." if delivered else "",
        )
    elif row["score_source"] == "levererad":
        explain.note(st, "Levererad. Det som sparas här gäller framför den, och båda finns kvar.")


def _form(asked: Asked, row: Row, of_it: Sequence[Row]) -> None:
    """The eight factors as they hold, to be judged anew; what another has saved since is not written over."""
    seen = int(of_it[0]["score_id"]) if of_it else None
    key = f"{row['initiative_id']}-{seen or 0}"
    with st.form(f"bedom-{key}", border=False):
        places = st.columns(2)
        judged: dict[str, int | None] = {}
        for place, heading, factors in zip(
            places, ("Genomförbarhet", "Nytta"), (FEASIBILITY, BENEFIT), strict=True
        ):
            place.subheader(heading, anchor=False)
            for factor in factors:
                judged[factor.name] = _factor(place, factor, row[factor.name], key)
        note = st.text_input(
            "Anteckning", max_chars=_LONGEST_NOTE, placeholder="Varför", key=f"anteckning-{key}"
        )
        pressed = st.form_submit_button("Spara bedömningen", type="primary")
    if pressed:
        if all(value is None for value in judged.values()):
            st.warning("Bedöm minst en faktor.")
        else:
            _write(asked, row, judged, scrub(note.strip()), seen)
    if row["score_source"] == "inmatad":
        with st.popover("Ta tillbaka bedömningen"):
            st.write("Det levererade gäller då igen. Det som har sparats finns kvar i historiken.")
            if st.button("Ja, ta tillbaka", key=f"ta-tillbaka-{key}"):
                _write(asked, row, dict.fromkeys(judged), "", seen)


def _factor(place: Any, factor: Factor, now: object, key: str) -> int | None:
    options = [None, *LEVELS]

    def words(level: int | None) -> str:
        return _NOT_JUDGED if level is None else f"{level} – {factor.levels[level - 1]}"

    value = place.radio(
        f"{factor.label}: {factor.asks[:1].lower()}{factor.asks[1:]}",
        options,
        index=options.index(int(str(now))) if formats.known(now) else 0,
        format_func=words,
        key=f"faktor-{factor.name}-{key}",
    )
    return None if value is None else int(value)


def _write(asked: Asked, row: Row, judged: dict[str, int | None], note: str, seen: int | None) -> None:
    values: dict[str, Any] = {"note": note or None, "seen": seen, "initiative_id": row["initiative_id"]}
    made = door.write("score_initiative", asked.user.scope, **judged, **values).to_dict("records")
    if not made:
        st.warning("Satsningen finns inte längre i planen. Ladda om sidan.")
    elif not formats.known(made[0]["score_id"]):
        st.warning(
            f"{made[0]['was_scored_by']} har bedömt satsningen sedan sidan visades. Ladda om sidan och bedöm igen."
        )
    else:
        taken_back = all(value is None for value in judged.values())
        st.session_state[_SAID] = "Bedömningen är tillbakatagen." if taken_back else "Bedömningen är sparad."
        st.rerun()


def _history(title: str, said: Sequence[Row], delivered: Row | None = None) -> Table:
    """Everything entered, the latest first, and under it what is delivered where that is known."""
    rows = [
        {
            **row,
            "who": row["scored_by"],
            "name": row["name"] if formats.known(row["name"]) else row["initiative_id"],
            "what": "Tillbakatagen" if row["is_withdrawal"] else "Gäller" if row["holds"] else "Ersatt",
            "value": "" if row["is_withdrawal"] else _value(row["score"]),
            "note": written(row["note"]),
            **{f.name: "" if not formats.known(row[f.name]) else row[f.name] for f in FACTORS},
        }
        for row in said
    ]
    if delivered is not None and _is_delivered(delivered):
        holds = delivered["score_source"] == "levererad"
        rows.append(
            {
                "scored_at": "",
                "who": "Levererad",
                "name": delivered["name"],
                "what": "Gäller" if holds else "Ersatt",
                "value": _value(delivered["delivered_score"]),
                "note": "",
                **{
                    f.name: delivered[f.name] if holds and formats.known(delivered[f.name]) else ""
                    for f in FACTORS
                },
            }
        )
    columns = (
        *((Column("name", "Satsning", Kind.TEXT),) if delivered is None else ()),
        Column("scored_at", "När", Kind.TIME),
        Column("who", "Vem", Kind.TEXT),
        Column("what", "Läge", Kind.TEXT),
        Column("value", "Värde", Kind.DECIMAL),
        *(Column(f.name, f.label, Kind.COUNT) for f in FACTORS),
        Column("note", "Anteckning", Kind.TEXT),
    )
    return Table(title, columns, pd.DataFrame(rows, columns=[c.name for c in columns], dtype=object))


def _value(score: object) -> str:
    return formats.number(score, 2) if formats.known(score) else "inget"
