"""Komplettera without a browser: to whom it opens, what is listed, and what is said of what was entered."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from etl import entry
from queries import door
from store.connect import owner_connection
from tests.etl.loading import Loader, asking
from tests.etl.test_entry import DAY, change, written
from tests.pages import opening
from tests.pages.opening import heeded, table, texts
from ui import entry_workbook, openings
from ui.additions import Codes
from ui.openings import Purpose

DELIVERY = {
    "persons.csv": "person_id;birth_year;sex\nA;2010;kvinna\nB;1980;man\n",
    "units.csv": "unit;name\nBarn;Barn och unga\nVuxen;Vuxna\n",
    "placements.csv": """
        placement_id;case_id;person_id;provider_id;care_form;moved_in_on;moved_out_on;agreement_signed_on;agreement_ends_on;unit
        P1;C1;A;U1;hvb_privat;2025-06-01;;;;Barn
        P2;C2;B;U1;hvb_privat;2025-06-01;;2025-05-30;2025-12-31;Vuxen
        P3;C3;B;U1;hvb_privat;2025-03-01;2025-05-31;;;Vuxen
        """,
}


@pytest.fixture
def board(loader: Loader) -> None:
    loader(DELIVERY, source="a", data_through=DAY)


def grant(role: str = "ik_controller", *, units: list[str] | None = None, can_enter: bool = True) -> None:
    with owner_connection() as connection:
        connection.execute(
            "insert into access.granted (who, role, board_id, units, individuals, purpose, entry) "
            "values ('local', %s, 1, %s, true, 'beslut 7', %s)",
            (role, units, can_enter),
        )


def opened(**address: str) -> AppTest:
    page = opening.opened("pages/komplettera.py", **address)
    assert not page.exception
    return page


def answered(page: AppTest) -> AppTest:
    page.radio[0].set_value(Purpose.QUALITY)
    page = next(button for button in page.button if button.label == "Öppna").click().run()
    assert not page.exception
    return page


def cases(page: AppTest) -> list[str]:
    frames = [part.value for part in page.dataframe]
    return [str(case) for frame in frames for case in frame["Ärende"]]


def test_what_no_source_delivers_is_listed_for_a_purpose(board: None) -> None:
    grant()
    page = opened()
    assert "C1" not in texts(page) and not page.dataframe
    page = answered(page)
    assert "**1 placering saknar avtal i det som levereras, 1 av dem är inte ifyllda här.**" in texts(
        page
    ).replace("\u00a0", " ")
    assert cases(page) == ["C1"]
    page = answered(opened(avslutade="true"))
    assert cases(page) == ["C1", "C3"]
    page = answered(opened(saknar="Pris"))
    assert sorted(cases(page)) == ["C1", "C2"]


def test_a_workbook_with_ended_placements_can_be_handed_in(board: None) -> None:
    grant()
    with asking(user="local") as connection:
        found = connection.execute("select count(*) from report.placement_addition").fetchone()
    assert found == (3,)
    scope = door.grants_of("local")[0].scope
    subject = openings.Subject("komplettera", "test")
    kept = openings.record(scope, subject, Purpose.QUALITY)
    read = entry_workbook.read(
        kept, [entry.Line(2, {"Placering": "P3", "Avtal undertecknat": "2025-03-01"})], Codes({})
    )
    assert (read.placements, read.remarks) == (1, [])
    assert [one["value"] for one in read.changes] == ["2025-03-01"]


def test_a_unit_fills_in_its_own(board: None) -> None:
    grant("ik_manager", units=["Vuxen"])
    page = answered(opened(saknar="Pris"))
    assert cases(page) == ["C2"]


def test_what_was_entered_is_told_with_who_and_can_be_undone(board: None) -> None:
    grant()
    written(change("agreement_signed_on", "2025-06-03"), **{"ik.user": "local"})
    entry.take_in()
    page = answered(opened())
    assert table(page, "Senast inmatat")[1][2:] == ["local", "1", "1", "Inläsning 2"]
    page = page.selectbox(key="angra").set_value(1).run()
    page = next(button for button in page.button if button.label == "Ångra").click().run()
    assert not page.exception
    assert table(page, "Senast inmatat")[1][5] == "Ångrad av local"


def test_a_follow_up_is_typed_in_for_a_placement(board: None, loader: Loader) -> None:
    loader(
        {
            "follow_up_parameters.csv": """
                parameter;valid_from;question;scale_min;scale_max
                plan;2020-01-01;Följs planen?;1;5
                """
        },
        source="a",
        data_through=DAY,
    )
    grant()
    page = answered(opened(saknar="Uppföljning"))
    page.selectbox[0].set_value(0)
    page.radio[0].set_value("4")
    page = next(button for button in page.button if button.label == "Spara uppföljningen").click().run()
    assert not page.exception
    assert table(page, "Senast inmatat")[1][2:5] == ["local", "1", "2"]
    with owner_connection() as connection:
        connection.execute("set role ik_loader")
        found = connection.execute("select parameter, answer from core.current_follow_ups").fetchall()
    assert found == [("plan", "4")]


def test_without_the_grant_to_enter_the_page_says_how_to_get_it(board: None) -> None:
    grant(can_enter=False)
    page = opened()
    assert "Din behörighet omfattar inte inmatning" in texts(page)
    assert not page.radio and not page.dataframe


@pytest.mark.parametrize("role", ["ik_board", "ik_publisher", "ik_reviewer"])
def test_the_page_does_not_open_for_other_roles(board: None, role: str) -> None:
    grant(role)
    assert "Sidan hör inte till din roll" in texts(opened())


def test_rubbish_in_the_address_is_said(board: None) -> None:
    grant()
    assert any("Saknar ”Allt”" in line for line in heeded(opened(saknar="Allt")))


def test_nothing_is_taken_in_twice(board: None) -> None:
    grant()
    written(change("agreement_signed_on", "2025-06-03"))
    assert len(entry.take_in()) == 1 and entry.take_in() == ()
    with owner_connection() as connection:
        (outcome,) = connection.execute("select outcome from desk.entry").fetchone() or (None,)
    assert json.loads(json.dumps(outcome))[0]["outcome"] == "inmatad"
