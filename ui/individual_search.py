"""Finding one individual: by case number, by key, or by a personal id that is hashed in the server and kept nowhere.

The purpose is told before anything is looked for, and the search is a line in the access log that says what
kind of thing was searched for, never what. What does not exist, what belongs to another unit and who is protected give
the very same answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import pandas as pd
import streamlit as st

from domain import formats
from domain.errors import InsatskollenError
from domain.personnummer import looks_like_one
from queries import identity
from ui import openings, person_words, purpose, reference, run_state
from ui.openings import PURPOSES, Opening, Purpose, Subject
from ui.reading import StoreState, read_individuals
from ui.reference import KEY, PAGE, Reference
from ui.sign_in import User

_FIELD, _BY, _WHY = "sokt", "sok-pa", "sok-andamal"
_TYPED, _MISSING = "typed_in_the_search", "_missing_in_the_search"
_ANSWER, _TOLD = "_answer_of_the_search", "_purpose_of_the_search"

NOBODY = (
    "Sökningen gav ingen träff. Kontrollera det du skrev. Samma svar ges när ärendet eller personen inte omfattas av "
    "din behörighet."
)
WRONG_CHOICE = "Det du skrev ser ut som ett personnummer. Välj Personnummer och skriv det igen."
DEAD = "Länken gäller inte längre: den kan bara följas i den inloggning och roll som den visades i. Sök igen."


class By(StrEnum):
    """What can be searched for."""

    CASE = "Ärendenummer"
    KEY = "Nyckel"
    PERSON = "Personnummer"


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed in the form, for which purpose."""

    by: By
    text: str = field(repr=False)
    told: Purpose


def chosen(user: User) -> Reference | None:
    """Whom the address leads to; None where nobody is asked for, and says so where the link has died."""
    text = st.query_params.get(KEY)
    if not text:
        return None
    found = reference.read(user, text)
    if found is None:
        st.warning(DEAD)
    return found


def subject(found: Reference) -> Subject:
    """What the opening of one individual says in the access log."""
    keys = (found.person_key,) if found.person_key else ()
    return Subject(PAGE, "Individflöde", person_keys=keys, case_id=found.case_id)


def opening(user: User, found: Reference) -> Opening | None:
    """The opening of one individual: for the purpose that the search was made for, else asked for here."""
    followed, told = st.session_state.pop(_TOLD, (None, None))
    if told is not None and followed == st.query_params.get(KEY) and user.scope.individuals:
        try:
            purpose.tell(user, subject(found), told)
        except InsatskollenError as error:
            st.error(str(error))
            return None
    return purpose.ask(user, subject(found))


def typed() -> Typed | None:
    """What has just been typed. Taken before anything else that may end the run, so that it stays nowhere."""
    found = run_state.handed(_TYPED)
    return found if isinstance(found, Typed) else None


def form(user: User, state: StoreState, asked: Typed | None) -> None:
    """The form, or what the search gave instead of it: a field that is not drawn is forgotten, also by Streamlit."""
    if not purpose.may_open(user):
        return
    if asked is not None:
        _search(user, state, asked)
    if _ANSWER in st.session_state:
        _show(st.session_state[_ANSWER])
        return
    with st.form("sok-individ"):
        st.subheader("Hitta ett ärende eller en person", anchor=False)
        st.radio("Sök på", list(By), horizontal=True, key=_BY)
        st.text_input(
            "Ärendenummer, nyckel (minst åtta tecken) eller personnummer",
            key=_FIELD,
            autocomplete="off",
            max_chars=200,
        )
        st.radio("Ändamål", PURPOSES[PAGE], format_func=lambda p: Purpose(p).label, index=None, key=_WHY)
        purpose.logged_note(user)
        st.form_submit_button("Sök och öppna", type="primary", on_click=_take)
    if missing := st.session_state.pop(_MISSING, ""):
        st.warning(missing)


def leave() -> None:
    """A way back to the form."""
    st.button("Sök en annan", on_click=_left, key="sok-en-annan")


def named(row: Mapping[str, object], state: StoreState) -> str:
    """A person as a screen says it, with the age in the last year that the facts cover."""
    year = int(state.data_through[:4]) if state.data_through else None
    return person_words.who_in(year, row.get("sex"), row.get("birth_year"))


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a search gave: a sentence, or several to choose between, each with its reference."""

    said: str
    matches: tuple[tuple[str, str], ...] = ()
    told: Purpose | None = None


def _take() -> None:
    """Take what was typed out of the field, which keeps nothing; the page looks for it, with the grant of now."""
    kept = st.session_state
    typed, by = str(kept[_FIELD]).strip(), By(kept[_BY])
    if by is not By.PERSON and looks_like_one(typed):
        # only what is hashed may leave this process: a case or a key is sent to the store as it is
        del kept[_FIELD]
        kept[_ANSWER] = _Answer(WRONG_CHOICE)
        return
    if not typed or kept[_WHY] is None:
        kept[_MISSING] = "Välj ett ändamål." if typed else "Skriv vad du söker."
        return
    # deleted, since Streamlit keeps what a field has been sent when the script that should draw it is stopped
    del kept[_FIELD]
    run_state.hand(_TYPED, Typed(by, typed, Purpose(kept[_WHY])))


def _search(user: User, state: StoreState, asked: Typed) -> None:
    """Look for what has just been typed; one alone is opened at once."""
    case_id = asked.text if asked.by is By.CASE else None
    try:
        matches = [_match(user, row, state, case_id) for row in _rows(_found(user, asked))]
    except InsatskollenError as error:
        st.session_state[_ANSWER] = _Answer(str(error))
        return
    if len(matches) == 1:
        _follow(matches[0][1], asked.told)
        st.rerun()
    st.session_state[_ANSWER] = _Answer("" if matches else NOBODY, tuple(matches), asked.told)


def _found(user: User, asked: Typed) -> pd.DataFrame:
    logged = openings.record(user.scope, Subject(PAGE, "Sökning", {"Sökt på": asked.by.value}), asked.told)
    cases = (asked.text,) if asked.by is By.CASE else None
    keys: tuple[str | None, ...] = (asked.text.lower() if asked.by is By.KEY else None,)
    if asked.by is By.PERSON:
        keys = identity.keys_of(asked.text, user.scope)
    found = [read_individuals(logged, "find_individual", key=key, cases=cases) for key in keys]
    return pd.concat(found, ignore_index=True) if len(found) > 1 else found[0]


def _rows(frame: pd.DataFrame) -> list[dict[str, object]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _match(user: User, row: dict[str, object], state: StoreState, case_id: str | None) -> tuple[str, str]:
    if not formats.known(row["person_key"]):
        case = str(row["case_id"])
        return f"Ärende {case}", reference.of(user, case_id=case)
    key = str(row["person_key"])
    return f"{named(row, state)}, nyckel {person_words.short(key)}", reference.of(
        user, person_key=key, case_id=case_id
    )


def _show(answer: _Answer) -> None:
    if answer.said:
        st.info(answer.said)
    if answer.matches:
        st.write("Flera personer hör hit. Var och en öppnas för sig, och varje öppning loggas.")
    for number, (label, text) in enumerate(answer.matches):
        st.button(label, on_click=_follow, args=(text, answer.told), key=f"traff-{number}")
    st.button("Sök igen", on_click=_again, key="sok-igen")


def _follow(text: str, told: Purpose | None) -> None:
    """Lead the address to one individual, to be opened for the purpose that has been told, and that one alone."""
    st.session_state.pop(_ANSWER, None)
    st.session_state[_TOLD] = (text, told)
    st.query_params[KEY] = text


def _again() -> None:
    st.session_state.pop(_ANSWER, None)


def _left() -> None:
    st.query_params.pop(KEY, None)
