"""What a page says when there is nothing to show: no grant, nothing loaded, nothing found, or an error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import streamlit as st

from domain.errors import InsatskollenError
from queries.scope import Role


def no_grant(who: str) -> NoReturn:
    """Somebody without any grant: say how one is given, and stop."""
    st.title("Du har ingen behörighet än")
    st.write("Den som sköter Insatskollen på er server ger den med kommandot:")
    st.code(f"python -m store grant {who} controller", language="bash")
    roles = ", ".join(role.value.removeprefix("ik_") for role in Role)
    st.write(f"Roller att välja mellan: {roles}. Ladda om sidan när det är gjort.")
    st.stop()


def wrong_role(mine: str, needed: list[str]) -> NoReturn:
    """Somebody whose role does not open the page: say which roles do, and stop."""
    st.title("Sidan hör inte till din roll")
    st.write(f"Du är här som {mine}. Sidan är öppen för: {', '.join(needed)}.")
    st.stop()


def nothing_loaded() -> NoReturn:
    """A store without care days: say how a delivery is loaded, and stop."""
    st.header("Inga placeringar är inlästa än")
    st.write("Läs in en leverans med kommandot nedan. Sidan visar siffrorna när den laddas om.")
    st.code("python -m etl load MAPP --source NAMN", language="bash")
    st.write("”python -m etl sources” visar vilka källor som kan läsas.")
    st.stop()


def nothing_found() -> None:
    """A selection that no care day belongs to."""
    st.info("Inga dygn finns i urvalet. Välj en längre period eller ta bort något filter.")


def failed(error: InsatskollenError) -> NoReturn:
    """An error that a person can be told about: its own sentence, and stop."""
    st.error(str(error))
    st.stop()


@contextmanager
def told() -> Iterator[None]:
    """Say an error of ours in its own sentence instead of leaving the page half drawn."""
    try:
        yield
    except InsatskollenError as error:
        failed(error)
