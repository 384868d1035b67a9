"""Definitioner: every figure for everyone who is signed in, with the SQL that the store really has."""

from __future__ import annotations

from datetime import date, timedelta

import psycopg
import pytest

from domain import definitions
from domain.definitions.day_rules import WORKED
from queries import door
from queries.scope import Role, Scope
from tests.pages import opening, town
from tests.pages.opening import texts
from tests.spec.oracle import counts_under

PAGE = "pages/definitioner.py"


@pytest.mark.parametrize("role", list(Role))
def test_everyone_signed_in_reads_every_definition(store: psycopg.Connection, role: Role) -> None:
    town.build(store)
    town.grant(store, role.value)
    page = opening.opened(PAGE)
    assert not page.exception
    assert [part.anchor for part in page.header if part.anchor][: len(definitions.EVERY)] == [
        definition.code for definition in definitions.EVERY
    ]
    # definitions hold no figure: nothing of the town is here
    for secret in ("B101", "Barn och unga", "Anbudsområde 1"):
        assert secret not in texts(page)


def test_nobody_without_a_grant_does(store: psycopg.Connection) -> None:
    page = opening.opened(PAGE)
    assert "Du har ingen behörighet än" in texts(page)
    assert not page.header


def test_search_finds_figures_and_words(store: psycopg.Connection) -> None:
    town.grant(store, "ik_board")
    page = opening.opened(PAGE, sok="moms")
    assert "Momsersättning" in {part.value for part in page.header}
    assert "Placerade personer" not in {part.value for part in page.header}
    page = opening.opened(PAGE, sok="xyzzy <b>")
    assert "Ingen siffra passar" in texts(page)
    assert not page.exception


def test_a_link_from_another_page_shows_that_figure(store: psycopg.Connection) -> None:
    town.grant(store, "ik_board")
    page = opening.opened(PAGE, figur="Placerade personer")
    headings = [part.value for part in page.header]
    assert headings == ["Placerade personer", "Så räknas dygn", "Ordlista"]
    page = opening.opened(PAGE, figur="Hittepå")
    assert "Siffra ”Hittepå”" in opening.heeded(page)[0]


def test_the_sql_of_each_figure_is_the_stores_own(store: psycopg.Connection) -> None:
    town.build(store)
    scope = Scope("local", Role.BOARD, town.BOARD, None, protected=False, individuals=False)
    for definition in definitions.EVERY:
        rows = door.run("view_texts", scope, names=definition.views).to_dict("records")
        assert [row["name"] for row in rows] == list(definition.views), definition.name
        for row in rows:
            assert "SELECT" in row["text"]
            if row["name"].startswith("report."):
                assert row["comment"], row["name"]


def test_an_opened_figure_shows_its_question_and_views(store: psycopg.Connection) -> None:
    town.build(store)
    town.grant(store, "ik_board")
    page = opening.opened(PAGE)
    assert not page.code
    page.session_state["sql-vad-siffrorna-inte-omfattar"] = True
    page.run()
    shown = [part.value for part in page.code]
    assert len(shown) == 4
    assert "from report.care_slice" in shown[0]
    assert all("SELECT" in text for text in shown[1:])


def test_the_worked_example_is_what_is_counted() -> None:
    moved_in, moved_out = date(2025, 1, 30), date(2025, 2, 2)
    days = [moved_in + timedelta(days=n) for n in range(-2, 7)]
    for worked in WORKED:
        counted = [day for day in days if counts_under(worked.code, day, moved_in, moved_out)]
        assert len(counted) == worked.number == sum(worked.by_month)
        assert len([day for day in counted if day.month == 1]) == worked.by_month[0]
        same = [day for day in days if counts_under(worked.code, day, moved_in, moved_in)]
        assert len(same) == worked.same_day
