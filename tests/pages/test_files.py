"""A file is made at the click: whoever may no longer see the page is given none, and nothing is logged of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import SimpleNamespace

import psycopg
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from domain.errors import AccessError
from queries import door
from store.access import grant, revoke
from tests.pages import opening, town
from tests.pages.files import Files, clicked, files
from tests.pages.test_openings import PAGE, board, lines, opened
from ui import claims, sign_in
from ui.provider import ClaimSettings

__all__ = ["board", "files"]

EVA = "eva@kommun.se"
COST = "CSV: per vårdform"
Ended = Callable[[psycopg.Connection, pytest.MonkeyPatch], None]


@pytest.fixture
def evas(store: psycopg.Connection, files: Files, monkeypatch: pytest.MonkeyPatch) -> psycopg.Connection:
    """The town with Dygnskostnad drawn for Eva, who has signed in for ten minutes."""
    town.build(store)
    grant(store, EVA, "ik_controller", town.BOARD)
    monkeypatch.setenv("INSATSKOLLEN_OIDC_CLIENT_ID", "insatskollen")
    monkeypatch.setattr(type(st.user), "to_dict", lambda _: dict(CLAIMS))
    assert not opening.opened("pages/dygnskostnad.py").exception
    return store


CLAIMS = {
    "is_logged_in": True,
    "email": EVA,
    "email_verified": True,
    "iat": time.time() - 60,
    "exp": time.time() + 36_000,
}


def revoked(store: psycopg.Connection, _: pytest.MonkeyPatch) -> None:
    revoke(store, EVA)


def narrowed(store: psycopg.Connection, _: pytest.MonkeyPatch) -> None:
    grant(store, EVA, "ik_controller", town.BOARD, units=["bou"])


def signed_out(_: psycopg.Connection, __: pytest.MonkeyPatch) -> None:
    person = claims.read(CLAIMS, ClaimSettings("email", None, None), time.time())
    assert isinstance(person, claims.Person) and person.sign_in
    door.sign_out(person.sign_in)


def run_out(_: psycopg.Connection, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(claims, "time", SimpleNamespace(time=lambda: CLAIMS["exp"]))


def test_the_file_of_an_open_page_is_made_at_the_click(evas: psycopg.Connection, files: Files) -> None:
    assert "HVB, privat" in clicked(files[COST]).decode("utf-8-sig")


@pytest.mark.parametrize("end", [revoked, narrowed, signed_out, run_out])
def test_whoever_may_no_longer_see_the_page_is_given_no_file(
    evas: psycopg.Connection, files: Files, monkeypatch: pytest.MonkeyPatch, end: Ended
) -> None:
    end(evas, monkeypatch)
    for make in files.values():
        with pytest.raises(AccessError, match="gäller inte längre"):
            clicked(make)


def test_a_file_about_individuals_is_logged_only_if_it_may_still_be_made(
    board: psycopg.Connection, files: Files
) -> None:
    opened(AppTest.from_file(PAGE, default_timeout=60).run())
    assert clicked(files["Hämta"]) == b"csv"
    before = lines(board)
    assert [line[3] for line in before] == ["oppning", "export"]
    board.execute("update access.granted set individuals = false")
    board.commit()
    with pytest.raises(AccessError, match="gäller inte längre"):
        clicked(files["Hämta"])
    assert lines(board) == before


def test_without_a_page_that_has_asked_for_its_role_there_is_no_file() -> None:
    with pytest.raises(AccessError, match="gäller inte längre"):
        sign_in.still_granted(lambda: b"x")()
