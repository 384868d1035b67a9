"""What a page says when there is nothing to show: not signed in, no grant, nothing loaded or found, an error."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from typing import NoReturn

import streamlit as st

from domain.errors import InsatskollenError, StoreUnavailable
from queries.scope import Role
from ui.claims import Absence

_SIGN_IN = {
    Absence.NOT_SIGNED_IN: (
        "Logga in i Insatskollen",
        "Du kommer tillbaka till den här sidan när du har loggat in.",
    ),
    Absence.EXPIRED: ("Inloggningen har gått ut", "Logga in igen. Du kommer tillbaka till den här sidan."),
    Absence.SIGNED_OUT: ("Du har loggat ut", "Logga in igen om du vill fortsätta."),
    Absence.NAMELESS: (
        "Inloggningen saknar ditt namn",
        "Leverantören av inloggningen lämnade inte den uppgift som behörigheter ges till. "
        "Kontakta den som sköter Insatskollen, eller logga in med ett annat konto.",
    ),
    Absence.UNVERIFIED: (
        "E-postadressen är inte bekräftad",
        "Leverantören av inloggningen intygar inte att e-postadressen är din, och den ger därför ingen behörighet. "
        "Den som sköter Insatskollen kan låta leverantören lämna `email_verified`, eller välja en annan uppgift "
        "med `INSATSKOLLEN_OIDC_NAME_CLAIM`; för Entra ID `oid`.",
    ),
}


def sign_in(why: Absence) -> NoReturn:
    """Nobody is signed in: say why, give the way in, and stop."""
    title, text = _SIGN_IN[why]
    st.title(title, anchor=False)
    st.write(text)
    st.button("Logga in", on_click=st.login, type="primary", key="logga-in")
    st.stop()


def no_grant_yet(name: str) -> NoReturn:
    """Somebody who has signed in and has no grant: say whom to ask, and stop."""
    st.title("Du har ingen behörighet än", anchor=False)
    st.write(
        "Be den som sköter Insatskollen i er kommun om en behörighet. Uppge då namnet du är inloggad med:"
    )
    st.code(name, language=None)
    st.write("Ladda om sidan när det är gjort.")
    st.stop()


_COMMAND = ".venv/bin/python -m"
_LOAD = "etl load MAPP --source NAMN"


def no_grant(who: str) -> NoReturn:
    """Somebody without any grant: say how one is given, and stop."""
    st.title("Du har ingen behörighet än", anchor=False)
    st.write("Den som sköter Insatskollen på er server ger den med kommandot:")
    _command(f"store grant {who} controller")
    roles = ", ".join(role.value.removeprefix("ik_") for role in Role)
    st.write(f"Roller att välja mellan: {roles}. Ladda om sidan när det är gjort.")
    st.stop()


def wrong_role(mine: str, needed: list[str]) -> NoReturn:
    """Somebody whose role does not open the page: say which roles do, and stop."""
    st.title("Sidan hör inte till din roll", anchor=False)
    st.write(f"Du är här som {mine}. Sidan är öppen för: {', '.join(needed)}.")
    st.stop()


def no_entry(role: Role) -> NoReturn:
    """Somebody whose grant does not cover entering facts: say whom to ask, and stop."""
    st.header("Din behörighet omfattar inte inmatning", anchor=False)
    st.write("Den som sköter Insatskollen kan ge den med tillägget nedan.")
    _command(f"store grant NAMN {role.value.removeprefix('ik_')} --entry")
    st.stop()


def nothing_loaded() -> NoReturn:
    """A store without care days: say how a delivery is loaded, and stop."""
    st.header("Inga placeringar är inlästa än", anchor=False)
    st.write("Läs in en leverans med kommandot nedan. Sidan visar siffrorna när den laddas om.")
    _command(_LOAD)
    st.write(f"”{_COMMAND} etl sources” visar vilka källor som kan läsas.")
    st.stop()


def no_cases_loaded() -> NoReturn:
    """A store without cases: say which facts the page needs, and stop."""
    st.header("Inga ärenden är inlästa än", anchor=False)
    st.write(
        "Sidan visar aktualiseringar, utredningar, beslut och insatser. "
        "Läs in en leverans som har dem och ladda om sidan."
    )
    _command(_LOAD)
    st.stop()


def no_invoices_loaded() -> NoReturn:
    """A store without invoices: say how a delivery is loaded, and stop."""
    st.header("Inga fakturor är inlästa än", anchor=False)
    st.write("Läs in en leverans med fakturarader (invoices) och ladda om sidan.")
    _command(_LOAD)
    st.stop()


def no_assessments_loaded() -> NoReturn:
    """A store without assessments of goals: say which facts the page needs, and stop."""
    st.header("Inga bedömningar är inlästa än", anchor=False)
    st.write(
        "Sidan visar bedömningar i livsområden (assessments). Läs in en leverans som har dem och ladda om sidan."
    )
    _command(_LOAD)
    st.stop()


def no_levels_loaded() -> NoReturn:
    """A store without needs that have a level: say which facts the page needs, and stop."""
    st.header("Inga behov med nivå är inlästa än", anchor=False)
    st.write(
        "Sidan visar beslut och insatser av de insatstyper som har en behovsnivå. "
        "Läs in en leverans som har dem och ladda om sidan."
    )
    _command(_LOAD)
    st.stop()


def no_technology_loaded() -> NoReturn:
    """A store without welfare technology: say which facts the page needs, and stop."""
    st.header("Ingen välfärdsteknik är inläst än", anchor=False)
    st.write(
        "Sidan visar teknik i drift (deployments), planerade satsningar (initiatives) och nyttor (benefits). "
        "Läs in en leverans som har något av dem och ladda om sidan."
    )
    _command(_LOAD)
    st.stop()


def no_interventions() -> NoReturn:
    """A store without placements and other interventions: say how a delivery is loaded, and stop."""
    st.header("Inga insatser är inlästa än", anchor=False)
    st.write("Läs in en leverans med kommandot nedan. Sidan visar siffrorna när den laddas om.")
    _command(_LOAD)
    st.stop()


def _command(text: str) -> None:
    """A command to copy; uncoloured, since the colours of a shell are too faint to be read by all."""
    st.code(f"{_COMMAND} {text}", language=None)


def nothing_found(
    what: str = "Inga dygn finns i urvalet.",
    way_on: str = "Välj en längre period eller ta bort något filter.",
) -> None:
    """A selection that nothing belongs to, and what to try instead."""
    st.info(f"{what} {way_on}")


def said_of_the_address(remarks: Sequence[str]) -> None:
    """What in the address could not be followed: the page must not look as if it had been.

    Not Markdown, which would make a link of whatever in the address looks like one.
    """
    for remark in remarks:
        st.html(f'<p class="ik-heed" role="status">{escape(remark)}</p>')


def failed(error: InsatskollenError, *, under_a_title: bool = False) -> NoReturn:
    """An error that a person can be told about: a heading, its own sentence, a way on, and stop."""
    heading = (
        "Uppgifterna kan inte hämtas just nu" if isinstance(error, StoreUnavailable) else "Något gick fel"
    )
    (st.header if under_a_title else st.title)(heading, anchor=False)
    st.error(str(error))
    # The click itself runs the page again.
    st.button("Försök igen", key="forsok-igen")
    st.stop()


@contextmanager
def told() -> Iterator[None]:
    """Say an error of ours in its own sentence, under the page's title, instead of a page half drawn."""
    try:
        yield
    except InsatskollenError as error:
        failed(error, under_a_title=True)
