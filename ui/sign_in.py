"""Who is here, and what that person has been granted: the first statement of every page.

The wall is in the database. This is the door's handle: it takes one of the person's grants as the scope
that every question of the page is asked under, and stops a page whose role it is not.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import NoReturn

import streamlit as st

from domain.errors import InsatskollenError
from domain.user_name import LOCAL
from queries import door
from queries.scope import Grant, Role, Scope
from ui import claims, explain, provider, run_state, states
from ui.claims import Absence, Person

_CHOICE = "roll"
_USER = "user"


@dataclass(frozen=True, slots=True)
class User:
    """The person at the screen, in the grant chosen for now."""

    name: str
    grant: Grant
    grants: tuple[Grant, ...]

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
    return run_state.once(_USER, _enter)


def require(*roles: Role) -> User:
    """The user, if the chosen grant has one of these roles; otherwise a calm page, and the script stops."""
    user = enter()
    if user is None:
        _closed()
    if user.role not in roles:
        states.wrong_role(user.role.label, [role.label for role in roles])
    return user


def show(user: User | None) -> None:
    """Who is signed in and in which role, in the sidebar, with the way out."""
    person = _person()
    if isinstance(person, Absence):
        return
    with st.sidebar:
        if isinstance(person, Person):
            explain.note(st, f"Inloggad: {person.shown}", user.role.label if user else "Utan behörighet")
            st.button("Logga ut", on_click=_leave, args=(person,), key="logga-ut")
        elif user is not None and len(user.grants) == 1:
            explain.note(st, f"{user.role.label}, på den här datorn")


def _person() -> Person | Absence | None:
    """Who has signed in; None where there is no provider and whoever is at this machine is `local`."""
    return claims.person() if provider.configured() else None


def _enter() -> User | None:
    try:
        person = _person()
        if isinstance(person, Absence):
            return None
        if person is None:
            name, grants = LOCAL, door.grants_of(LOCAL)
        else:
            name, grants = person.name, door.grants_of(person.name, person.groups, person.sign_in)
    except InsatskollenError as error:
        states.failed(error)
    return User(name, _chosen(grants), grants) if grants else None


def _closed() -> NoReturn:
    """Say what is missing, signing in or a grant, and stop."""
    person = _person()
    if isinstance(person, Person):
        with states.told():
            if door.is_signed_out(person.sign_in):
                states.sign_in(Absence.SIGNED_OUT)
        states.no_grant_yet(person.name)
    if isinstance(person, Absence):
        states.sign_in(person)
    states.no_grant(LOCAL)


def _leave(person: Person) -> None:
    """Sign out: here, at the provider, and for every copy of the cookie."""
    with suppress(InsatskollenError):
        # With the store down nothing can be read by a copy either; this browser's cookie goes all the same.
        door.sign_out(person.sign_in)
    st.logout()


def _chosen(grants: tuple[Grant, ...]) -> Grant:
    """One grant, or the one picked in the sidebar where there are several.

    app.py draws the choice; a page that is run without app.py draws it itself.
    """
    if len(grants) == 1:
        return grants[0]
    by_label = {grant.label: grant for grant in grants}
    picked = st.sidebar.selectbox(
        "Din roll", list(by_label), key=_CHOICE, help="Du har fått flera behörigheter. Välj en i taget."
    )
    return by_label.get(picked, grants[0])
