"""The reviewer's desk: choosing among the lines of the access log, taking them out as files, signing a review."""

from __future__ import annotations

import datetime as dt
from functools import partial
from zoneinfo import ZoneInfo

import streamlit as st

from queries import door
from ui import draw, explain, openings
from ui.access_log import HEADINGS, UNUSUAL, Choice, label
from ui.exports import Account
from ui.openings import LOG_PAGE, Purpose, Subject
from ui.reading import board_state
from ui.sign_in import User
from ui.tables import Table

_ZONE = ZoneInfo("Europe/Stockholm")
_DAYS_FROM_START = 30
_KEYS = {"page": "sida", "purpose": "andamal"}


def choose(user: User) -> Choice:
    """The filters, in a row; who is chosen stays out of the address."""
    today = dt.datetime.now(_ZONE).date()
    first, second, *places = st.columns(5)
    from_on = _day(first, "Från och med", "logg_fran", today - dt.timedelta(days=_DAYS_FROM_START), today)
    to_on = _day(second, "Till och med", "logg_till", today, today)
    from_on, to_on = min(from_on, to_on), max(from_on, to_on)
    found = door.run("access_log_values", user.scope, from_on=from_on, to_on=to_on)
    kept = {}
    for place, (name, heading) in zip(places, HEADINGS.items(), strict=True):
        chosen = place.multiselect(
            heading,
            found.loc[found["dimension"] == name, "code"].tolist(),
            format_func=partial(label, name),
            key=_KEYS.get(name, name),
            bind="query-params" if name in _KEYS else None,
            placeholder="Alla",
            select_all=False,
        )
        kept[name] = tuple(chosen) or None
    return Choice(from_on, to_on, kept)


def show(table: Table, user: User, choice: Choice, file_name: str) -> None:
    """A table with its two exports, each logged before it is made."""
    said = Account(
        f"Åtkomstlogg: {table.title}",
        (
            ("Innehåll", f"Åtkomstlogg: {table.title}"),
            ("Nämnd", user.scope.board),
            *choice.words.items(),
            ("Hämtad", f"{dt.datetime.now(_ZONE):%Y-%m-%d %H:%M}"),
            ("Ovanligt", UNUSUAL),
        ),
    )
    account = explain.marked(said, board_state(user.scope).is_demo)
    subject = Subject(LOG_PAGE, f"Åtkomstlogg: {table.title}", choice.words)
    draw.table(
        table, account, file_name, log=partial(openings.logged_export, user.scope, subject, Purpose.REVIEW)
    )


def sign_review(user: User, choice: Choice) -> None:
    """The form that signs that the period's log has been reviewed, all of it whatever is filtered."""
    with st.form("granskning", clear_on_submit=True):
        st.write(f"Granskningen gäller hela loggen {choice.words['Period']}, också det som filtren döljer.")
        note = st.text_area(
            "Anteckning", placeholder="Vad som granskades och vad som följs upp", max_chars=2000
        )
        pressed = st.form_submit_button("Signera granskningen")
    if pressed and not note.strip():
        st.warning("Skriv en anteckning om vad som granskades.")
    elif pressed:
        door.write("record_review", user.scope, **choice.period, note=note.strip())
        st.success("Granskningen är signerad.")


def _day(
    place: st.delta_generator.DeltaGenerator, label: str, key: str, default: dt.date, last: dt.date
) -> dt.date:
    chosen = place.date_input(
        label, default, max_value=last, key=key, format="YYYY-MM-DD", bind="query-params"
    )
    return chosen if isinstance(chosen, dt.date) else default
