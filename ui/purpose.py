"""Asking why before rows about individuals are shown: one form, one answer for what is opened, one line logged.

A page says what it wants to open and is given an opening, or nothing as long as the purpose is not told:

    opening = purpose.ask(user, Subject("datakvalitet", "Iakttagelser med nycklar", filter=words))
    if opening is not None:
        rows = reading.read_individuals(opening, "finding_rows", rule=None)
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

import streamlit as st

from domain.errors import InsatskollenError
from ui import explain, openings
from ui.openings import PURPOSES, Opening, Purpose, Subject
from ui.sign_in import User

_KEPT = "_openings"
_ZONE = ZoneInfo("Europe/Stockholm")

_What = tuple[object, ...]


def ask(user: User, subject: Subject) -> Opening | None:
    """The opening of the subject: kept in this session, or made when the purpose is told in the form drawn here.

    Nothing is opened without the grant for individuals. When only the selection changes the purpose holds,
    and a line for the new selection is written.
    """
    if not may_open(user):
        return None
    kept = _kept().get(_what(user, subject), {})
    opening = kept.get(subject.selection)
    if opening is not None and opening.holds:
        return _shown(opening)
    latest = max((other for other in kept.values() if other.holds), key=lambda o: o.opened_at, default=None)
    purpose = _form(user, subject) if latest is None else latest.purpose
    if purpose is None:
        return None
    return _open(user, subject, purpose)


def may_open(user: User) -> bool:
    """Whether the grant covers individuals; says so where it does not."""
    if not user.scope.individuals:
        st.info(
            "Din behörighet gäller inte uppgifter om enskilda. "
            "Den som sköter Insatskollen kan ge den, om nämnden har beslutat om ändamålet."
        )
    return user.scope.individuals


def tell(user: User, subject: Subject, purpose: Purpose) -> None:
    """Open a subject for a purpose that has been told elsewhere: `ask` gives the opening and asks no more.

    Raises as `openings.record` does.
    """
    kept = _kept().setdefault(_what(user, subject), {})
    kept[subject.selection] = openings.record(user.scope, subject, purpose)


def logged_note(user: User) -> None:
    """That it is logged, and what the board has decided, under the choice of a purpose."""
    explain.note(
        st,
        "Vem, när, vad och ändamål skrivs i åtkomstloggen, som granskas.",
        f"Nämndens ändamål för din behörighet: {user.grant.purpose}." if user.grant.purpose else "",
    )


def _open(user: User, subject: Subject, purpose: Purpose) -> Opening | None:
    try:
        tell(user, subject, purpose)
    except InsatskollenError as error:
        st.error(str(error))
        return None
    return _shown(_kept()[_what(user, subject)][subject.selection])


def _form(user: User, subject: Subject) -> Purpose | None:
    place = st.empty()
    with place.container(), st.form(f"andamal-{subject.page}-{subject.about}"):
        st.write(f"**{subject.about}** är uppgifter om enskilda. Varför behöver du dem?")
        told = st.radio("Ändamål", PURPOSES[subject.page], format_func=lambda p: Purpose(p).label, index=None)
        logged_note(user)
        pressed = st.form_submit_button("Öppna")
        if pressed and told is None:
            st.warning("Välj ett ändamål.")
    if not pressed or told is None:
        return None
    place.empty()
    return Purpose(told)


def _shown(opening: Opening) -> Opening:
    time = opening.opened_at.astimezone(_ZONE)
    explain.note(st, f"Öppnat {time:%H:%M} för {opening.purpose.label.lower()}. Det står i åtkomstloggen.")
    return opening


def _what(user: User, subject: Subject) -> _What:
    """What one answer holds for: this user in this grant, this thing on this page; not its selection."""
    return (user.name, user.scope, subject.page, subject.about, subject.person_keys, subject.case_id)


def _kept() -> dict[_What, dict[str, Opening]]:
    """The openings of this session: never shared with another, gone when it ends."""
    kept: dict[_What, dict[str, Opening]] = st.session_state.setdefault(_KEPT, {})
    return kept
