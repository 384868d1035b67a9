"""Who is here, and what that person has been granted: the first statement of every page.

The wall is in the database. This is the door's handle: it takes one of the person's grants as the scope
that every question of the page is asked under, and stops a page whose role it is not.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

import streamlit as st

from domain.errors import AccessError, InsatskollenError
from queries import door
from queries.scope import Grant, Role, Scope
from ui import claims, provider, run_state, states
from ui.claims import Absence, Person

_CHOICE = "roll"
_USER = "user"
_HERE = "_who_the_page_is_drawn_for"


@dataclass(frozen=True, slots=True)
class User:
    """The person at the screen, in the grant chosen for now."""

    name: str
    grant: Grant
    grants: tuple[Grant, ...]
    person: Person = claims.THIS_MACHINE

    @property
    def scope(self) -> Scope:
        """What the page's questions are asked under."""
        return self.grant.scope

    @property
    def role(self) -> Role:
        """The role chosen for now."""
        return self.grant.scope.role


def enter() -> User | None:
    """The user with the grant chosen in the sidebar; None without any. Stops when the store is down.

    Grants are read anew at every rerun, once: one that was revoked closes the page at the next.
    """
    found = _arrived()
    return found if isinstance(found, User) else None


def require(*roles: Role) -> User:
    """The user, if the chosen grant has one of these roles; otherwise a calm page, and the script stops."""
    found = _arrived()
    st.session_state[_HERE] = found
    if isinstance(found, Absence):
        states.sign_in(found)
    if isinstance(found, Person):
        if found.is_local:
            states.no_grant(found.name)
        states.no_grant_yet(found.name)
    if found.role not in roles:
        states.wrong_role(found.role.label, [role.label for role in roles])
    return found


def still_granted(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """What makes a file at the click: for whoever the page is drawn for, if that still may see it.

    The click runs no page, and in its thread nobody is signed in: who it is is settled while the page is
    drawn, the time and the grants are asked for again before anything is read or logged.
    Raises AccessError then, and when no page has asked for its role.
    """
    user = st.session_state.get(_HERE)

    def checked() -> bytes:
        if not isinstance(user, User) or user.person.has_run_out:
            raise AccessError("Inloggningen gäller inte längre. Logga in igen.")
        person = user.person
        grants = door.grants_of(person.name, person.groups, person.sign_in)
        if user.scope not in {grant.scope for grant in grants}:
            raise AccessError("Behörigheten som sidan visades med gäller inte längre.")
        return make()

    return checked


def followed(address: str) -> str:
    """The address of another page, with the role chosen here: a plain link begins anew, in the first of them."""
    user = _arrived()
    if not isinstance(user, User) or user.grant == user.grants[0]:
        return address
    page, mark, place = address.partition("#")
    role = urlencode({_CHOICE: user.grant.label(user.grants)})
    return f"{page}{'&' if '?' in page else '?'}{role}{mark}{place}"


def show() -> None:
    """Who is signed in and in which role, in the sidebar, with the way out."""
    found = _arrived()
    if isinstance(found, Absence):
        return
    person = found.person if isinstance(found, User) else found
    role = found.role.label if isinstance(found, User) else "Utan behörighet"
    name = "På den här datorn" if person.is_local else person.shown
    with st.sidebar:
        st.html(f'<p style="margin: 0; font-size: 0.875rem"><b>{escape(name)}</b><br>{escape(role)}</p>')
        if not person.is_local:
            st.button("Logga ut", on_click=_leave, args=(person,), key="logga-ut")


def _arrived() -> User | Person | Absence:
    """Who has come, once in a run: a user, somebody without any grant, or nobody."""
    return run_state.once(_USER, _arrive)


def _arrive() -> User | Person | Absence:
    try:
        # Without a provider whoever is at this machine is `local`.
        person = claims.person() if provider.configured() else claims.THIS_MACHINE
        if isinstance(person, Absence):
            return person
        grants = door.grants_of(person.name, person.groups, person.sign_in)
        if grants:
            return User(person.name, _chosen(grants), grants, person)
        if person.sign_in and door.is_signed_out(person.sign_in):
            return Absence.SIGNED_OUT
        return person
    except InsatskollenError as error:
        states.failed(error)


def _leave(person: Person) -> None:
    """Sign out: here, at the provider, and for every copy of the cookie."""
    with suppress(InsatskollenError):
        if person.sign_in:
            # With the store down a copy reads nothing either; this browser's cookie goes all the same.
            door.sign_out(person.sign_in)
    st.logout()


def _chosen(grants: tuple[Grant, ...]) -> Grant:
    """One grant, or the one picked in the sidebar where there are several.

    app.py draws the choice; a page that is run without app.py draws it itself.
    """
    if len(grants) == 1:
        return grants[0]
    by_label = {grant.label(grants): grant for grant in grants}
    picked = st.sidebar.selectbox(
        "Din roll",
        list(by_label),
        key=_CHOICE,
        help="Du har fått flera behörigheter. Välj en i taget.",
        bind="query-params",
    )
    return by_label.get(picked, grants[0])
