"""Who is here, and what that person has been granted: the first statement of every page.

The wall is in the database. This is the door's handle: it takes one of the person's grants as the scope
that every question of the page is asked under, and stops a page whose role it is not.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from domain.errors import InsatskollenError
from queries import door
from queries.scope import Grant, Role, Scope
from ui import run_state, states

LOCAL = "local"
_CHOICE = "roll"


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


def provider_configured() -> bool:
    """Whether people sign in with a provider. Without one the app serves this machine only."""
    return False


def name() -> str:
    """The name that grants are given to: `local` as long as no provider is configured."""
    return LOCAL


def enter() -> User | None:
    """The user with the grant chosen in the sidebar; None without any. Stops when the store is down.

    Grants are read anew at every rerun: one that was revoked closes the page at the next.
    """
    try:
        grants = door.grants_of(name())
    except InsatskollenError as error:
        states.failed(error)
    if not grants:
        return None
    return User(name(), _chosen(grants), grants)


def require(*roles: Role) -> User:
    """The user, if the chosen grant has one of these roles; otherwise a calm page, and the script stops."""
    user = enter()
    if user is None:
        states.no_grant(name())
    if user.role not in roles:
        states.wrong_role(user.role.label, [role.label for role in roles])
    return user


def _chosen(grants: tuple[Grant, ...]) -> Grant:
    """One grant, or the one picked in the sidebar where there are several.

    app.py draws the choice; a page that is run without app.py draws it itself.
    """
    if len(grants) == 1:
        return grants[0]
    by_label = {grant.label: grant for grant in grants}
    if run_state.drawn(_CHOICE):
        return by_label.get(st.session_state.get(_CHOICE, ""), grants[0])
    picked = st.sidebar.selectbox(
        "Din roll", list(by_label), key=_CHOICE, help="Du har fått flera behörigheter. Välj en i taget."
    )
    run_state.mark(_CHOICE)
    return by_label.get(picked, grants[0])
