"""Flöden: the way of the cases, their times, what waits and who comes back; and what bad input leads to."""

from __future__ import annotations

import re

import psycopg
import pytest
from streamlit.testing.v1 import AppTest

from tests.etl.loading import DAY, Loader
from tests.pages import case_board, opening
from tests.pages.opening import cards, table, texts

PAGE = "pages/floden.py"
PARTS = ("Flödet", "Ledtider", "Inom tiden", "Pågår nu", "Ej verkställda beslut", "Återkomst")


@pytest.fixture
def board(loader: Loader) -> Loader:
    case_board.load(loader)
    return loader


def opened_for(page: AppTest, purpose: str = "uppfoljning") -> AppTest:
    """The page after its purpose has been told."""
    page.radio[0].set_value(purpose)
    return page.button[0].click().run()


def test_what_comes_into_a_stage_goes_out_of_it(board: Loader) -> None:
    case_board.grant()
    page = opening.opened(PAGE)
    assert not page.exception
    rows = table(page, "Ärendenas väg")[1:]
    found = {(row[0], row[1]): [int(cell) for cell in row[2:5]] for row in rows[:-1]}
    assert found[("Slag", "Anmälan")] == [4, 4, 0]
    assert found[("Förhandsbedömning", "Inleds ej")] == [1, 0, 1]
    assert found[("Förhandsbedömning", "Förhandsbedömning pågår")] == [2, 0, 2]
    assert found[("Utredning", "Utredning pågår")] == [1, 1, 0]
    assert found[("Beslut", "Inget beslut än")] == [1, 0, 1]
    assert found[("Verkställighet", "Väntar på verkställighet")] == [1, 0, 1]
    assert all(came == onward + ended for came, onward, ended in found.values())
    # every case ends somewhere
    assert rows[-1][2] == rows[-1][4] == "5"
    assert "Kartan visar" in texts(page)
    assert table(page, "Vanligaste varianterna")[0][:2] == ["Händelser i ordning", "Ärenden"]


def test_lead_times_count_what_runs(board: Loader) -> None:
    case_board.grant()
    page = opening.opened(PAGE, visa="Ledtider")
    headings, *rows = table(page, "Ledtider per steg")
    by_step = {row[0]: dict(zip(headings, row, strict=True)) for row in rows}
    assessed = by_step["Förhandsbedömning"]
    assert (assessed["Började"], assessed["Klara"], assessed["Pågår"]) == ("4", "2", "2")
    # the two that were assessed took 8 and 9 days: half of four on the ninth, half of the two at 8,5
    assert (assessed["Median"], assessed["Median, bara klara"]) == ("9 dagar", "8,5 dagar")
    assert "Andel klara per dag" in texts(page)


def test_a_small_unit_is_not_told_of_alone(board: Loader) -> None:
    case_board.grant()
    page = opening.opened(PAGE, visa="Inom tiden", steg="Förhandsbedömning")
    rows = table(page, "Inom tiden per enhet, hela månader")
    assert rows[1] == ["Barn och unga", "för få ärenden", "för få ärenden", "för få ärenden"]
    assert rows[-1][1:] == ["4", "2", "50,0 %"]


def test_lists_are_read_after_the_purpose_and_logged(board: Loader, store: psycopg.Connection) -> None:
    case_board.grant()
    page = opening.opened(PAGE, visa="Pågår nu", steg="Förhandsbedömning")
    assert cards(page)["Över tiden"] == "4 steg"
    assert "C.4" not in texts(page) and "individflode?" not in texts(page)
    page = opened_for(page)
    assert [row[0] for row in table(page, "Över tiden: förhandsbedömning")[1:]] == ["C.4"]
    # the protected one is counted, not listed
    assert "C.5" not in texts(page)
    said = texts(page)
    assert 'href="individflode?arende=' in said and "arende=C.4" not in said
    lines = store.execute("select page, purpose, kind, about, case_id from access.log").fetchall()
    assert lines == [("floden", "uppfoljning", "oppning", "Ärenden över tiden eller som står still", None)]


def test_the_report_to_ivo_is_one_row_a_person(board: Loader) -> None:
    case_board.grant()
    page = opening.opened(PAGE, visa="Ej verkställda beslut", kvartal="kvartal 2 2025")
    assert cards(page)["Ej verkställt"] == "1 beslut"
    # the council is told of no few persons by themselves
    assert "Kontaktperson" not in texts(page)
    assert "2025-04-10" not in texts(page)
    (row,) = table(opened_for(page), "Rapport till IVO, en rad per person")[1:]
    assert re.fullmatch(r"Man, 35 år \([0-9a-f]{8}\)", row[0]) and row[6] == "C.3"
    assert "Erbjudande 2025-04-10, Erbjudande som avböjts 2025-04-12" in row[4]
    # in the quarter before three months had not passed
    page = opening.opened(PAGE, visa="Ej verkställda beslut", kvartal="kvartal 1 2025")
    assert cards(page)["Ej verkställt"] == "0 beslut"


def test_a_child_is_called_so_in_the_report_to_ivo(loader: Loader) -> None:
    delivery = {
        **case_board.DELIVERY,
        "persons.csv": "person_id;birth_year;sex;protected_identity\nC;2012;man;nej\n",
    }
    loader(delivery, source="test", data_through=DAY)
    case_board.grant()
    page = opened_for(opening.opened(PAGE, visa="Ej verkställda beslut", kvartal="kvartal 2 2025"))
    (row,) = table(page, "Rapport till IVO, en rad per person")[1:]
    assert row[0].startswith("Pojke, 13 år (")


WITHOUT = {
    "Flödet": ("investigations.csv", "interventions.csv", "decisions.csv"),
    "Ledtider": ("investigations.csv",),
    "Inom tiden": ("investigations.csv",),
    "Pågår nu": ("investigations.csv",),
    "Ej verkställda beslut": ("interventions.csv",),
    "Återkomst": ("investigations.csv",),
}


@pytest.mark.parametrize("part", PARTS)
def test_what_was_never_delivered_is_said_to_be_unknown(loader: Loader, part: str) -> None:
    held = {name: text for name, text in case_board.DELIVERY.items() if name not in WITHOUT[part]}
    loader(held, source="test", data_through=DAY)
    case_board.grant()
    page = opening.opened(PAGE, visa=part)
    assert not page.exception and not page.error
    said = texts(page).lower()
    assert "okänt" in said
    assert part == "Flödet" or re.search("okänt: (insatser|utredningar) är inte levererade", said)
    if part == "Flödet":
        stops = {(row[0], row[1]) for row in table(page, "Ärendenas väg")[1:-1]}
        assert ("Utredning", "Okänt") in stops and ("Utredning", "Ingen utredning") not in stops
    if part == "Ej verkställda beslut":
        assert set(cards(page).values()) == {"okänt"} and len(cards(page)) == 3
        # a report that nobody can know is not made
        assert not page.radio and "Rapport till IVO" not in texts(page)


def test_cohorts_that_have_not_had_their_year_are_told_apart(board: Loader) -> None:
    case_board.grant()
    page = opening.opened(PAGE, visa="Återkomst", fran="januari 2025", till="juni 2025")
    rows = {row[0]: row[1:] for row in table(page, "Återaktualisering per månad")[1:]}
    assert rows["februari 2024"] == ["1", "1", "hel", "100,0 %"]
    assert rows["april 2024"] == ["1", "0", "hel", "0,0 %"]
    assert rows["mars 2025"] == ["1", "0", "inte hel än", "0,0 %"]


@pytest.mark.parametrize("part", PARTS)
def test_without_the_grant_for_individuals_nothing_is_listed(board: Loader, part: str) -> None:
    case_board.grant(individuals=False)
    page = opening.opened(PAGE, visa=part)
    assert not page.exception and not page.error
    assert "individflode?" not in texts(page) and not page.radio


@pytest.mark.parametrize("part", PARTS)
def test_a_period_without_cases_and_rubbish_are_said(board: Loader, part: str) -> None:
    case_board.grant()
    page = opening.opened(PAGE, visa=part, fran="maj 2024", till="maj 2024", galler="Vuxen")
    assert not page.exception and not page.error
    page = opening.opened(
        PAGE, visa=part, steg="'; drop table core.step; --", **{"arendets-enhet": "x" * 999}
    )
    assert not page.exception
    assert "Adressen anger något som inte finns" in opening.heeded(page)[0]


def test_an_event_log_of_other_words_is_drawn_as_delivered(loader: Loader) -> None:
    """One event a case, events of the same second, and a name that would break out of the map if it could."""
    log = 'case_id;activity;occurred_at\nL1;"pack ""; x [label=bad]";2025-06-01T10:00:00\n'
    log += "L1;ship;2025-06-01T10:00:00\nL2;ship;2025-06-02T10:00:00\n"
    log += "L3;order;2025-06-01T08:00\nL3;ship;2025-06-01T08:30\n"
    loader({"case_events.csv": log, "units.csv": "unit;name\nbou;Barn\n"}, data_through=DAY)
    case_board.grant()
    page = opening.opened(PAGE, fran="juni 2025", till="juni 2025")
    assert not page.exception and not page.error
    rows = table(page, "Övergångar")[1:]
    assert ["order", "ship", "1", "1", "30 min", "30 min"] in rows
    assert len(rows) == 2
    (drawn,) = page.get("graphviz_chart")
    assert '\\"; x [label=bad]' in drawn.proto.spec


def test_many_activities_do_not_hang_the_map(loader: Loader) -> None:
    lines = [f"L{n % 50};a{n};2025-06-01T{n % 24:02d}:{n % 60:02d}:00" for n in range(10_000)]
    text = "\n".join(["case_id;activity;occurred_at", *lines])
    loader({"case_events.csv": text}, data_through=DAY)
    case_board.grant()
    page = opening.opened(PAGE, fran="juni 2025", till="juni 2025", dolj="0")
    assert not page.exception and not page.error
    (told,) = re.findall(r"Kartan visar (\d+) av (\d+)händelser", texts(page).replace("\u00a0", ""))
    assert told == ("14", "10000")


def test_an_empty_store_says_how_it_is_filled(store_url: str) -> None:
    case_board.grant()
    assert "python -m etl load" in texts(opening.opened(PAGE))


@pytest.mark.parametrize("role", ["controller", "board", "reviewer"])
def test_another_role_is_told_whose_page_it_is(board: Loader, role: str) -> None:
    case_board.grant(role, individuals=False)
    page = opening.opened(PAGE)
    assert "Sidan hör inte till din roll" in texts(page) and not cards(page)
