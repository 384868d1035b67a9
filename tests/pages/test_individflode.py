"""The page Individflöde: found without telling, opened for a purpose, everything in words, nothing kept."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from streamlit.runtime.state.session_state import SessionState
from streamlit.testing.v1 import AppTest

from queries import door
from queries.scope import Grant, Role, Scope
from store.connect import owner_connection
from tests.etl.loading import BOARD, Loader
from tests.pages import individuals, opening, small_board
from tests.pages.files import Files, clicked, files
from tests.pages.opening import beside, cards, table, texts
from ui import individual_search, reference
from ui.individual_search import By
from ui.openings import Purpose
from ui.sign_in import User

__all__ = ["files"]

PAGE = "pages/individflode.py"
TITLE = "I tidsordning"


@pytest.fixture
def town(loader: Loader) -> Loader:
    individuals.load(loader)
    return loader


def searched(text: str, by: By = By.CASE, page: AppTest | None = None) -> AppTest:
    """The page after a search, whose purpose is follow-up."""
    page = page or opening.opened(PAGE)
    page.radio(key="sok-pa").set_value(by)
    page.radio(key="sok-andamal").set_value(Purpose.FOLLOW_UP)
    (field,) = page.text_input
    field.set_value(text)
    return press(page, "Sök och öppna")


def press(page: AppTest, label: str) -> AppTest:
    return next(button for button in page.button if button.label == label).click().run()


def lines() -> list[tuple[Any, ...]]:
    """The access log: about, purpose, kind, filter, how many keys, case."""
    with owner_connection() as connection:
        return connection.execute(
            "select about, purpose, kind, filter, cardinality(person_keys), case_id from access.log order by log_id"
        ).fetchall()


def sent(page: AppTest) -> str:
    """All that the browser is sent of the page's body."""
    return "\n".join(str(getattr(part, "proto", "")) for part in page.main)


def held(page: AppTest) -> str:
    """All that the server's session holds between runs, its widgets too."""
    state: Any = page.session_state
    while not isinstance(state, SessionState):
        state = state._state
    return str((state._old_state, state._new_session_state, dict(state._new_widget_state.states)))


_Line = tuple[Any, ...]
SEARCH, OPENED = ("Sökning", "uppfoljning", "oppning"), ("Individflöde", "uppfoljning", "oppning")


def test_a_person_is_found_by_case_key_and_id_and_each_way_is_logged(town: Loader) -> None:
    individuals.grant(units=["Barn"])
    person = individuals.key_of("C1")
    for by, text in ((By.CASE, " C1 "), (By.KEY, person[:8].upper()), (By.PERSON, "120501-1239")):
        page = searched(text, by)
        assert not page.exception
        assert f"Person: <b>Flicka, 13\u00a0år</b> · Nyckel: <b>{person[:8]}</b>" in texts(page), by
        assert reference.KEY in page.query_params and person not in str(page.query_params)
    expected: list[_Line] = []
    for by in By:
        expected.append((*SEARCH, {"Sökt på": by.value}, None, None))
        expected.append((*OPENED, {}, 1, "C1" if by is By.CASE else None))
    assert lines() == expected


def test_the_personal_id_is_kept_nowhere(town: Loader, caplog: pytest.LogCaptureFixture) -> None:
    individuals.grant(units=["Vuxen"])
    caplog.set_level(logging.DEBUG)
    for typed in (individuals.CHILD, "20130101-9990"):
        page = searched(typed, By.PERSON)
        assert typed not in sent(page) + held(page) and typed not in str(page.query_params)
        assert typed not in caplog.text and typed.replace("-", "") not in caplog.text
    with owner_connection() as connection:
        logged = connection.execute("select string_agg(log::text, ' ') from access.log as log").fetchone()
    assert logged is not None
    assert not any(part in logged[0] for part in ("20120501", "120501", "20130101", "130101"))


@pytest.mark.parametrize("by", [By.CASE, By.KEY])
def test_a_personal_id_under_another_choice_is_sent_nowhere(
    town: Loader, by: By, monkeypatch: pytest.MonkeyPatch
) -> None:
    individuals.grant()
    asked: list[str] = []
    run, write = door.run, door.write

    def heard(question: str, scope: Scope, **params: Any) -> Any:
        asked.append(str(params))
        return run(question, scope, **params)

    def written(question: str, scope: Scope, **params: Any) -> Any:
        asked.append(str(params))
        return write(question, scope, **params)

    monkeypatch.setattr(door, "run", heard)
    monkeypatch.setattr(door, "write", written)
    for typed in (individuals.CHILD, "120501-1239", f"ärende {individuals.CHILD}"):
        page = searched(typed, by)
        assert individual_search.WRONG_CHOICE in texts(page)
        assert typed not in sent(page) + held(page) + "".join(asked)
        assert reference.KEY not in page.query_params
        assert press(page, "Sök igen").text_input[0].value == ""
    assert asked and lines() == []


def test_ten_digits_find_whoever_they_may_be(loader: Loader) -> None:
    delivery = {
        "persons.csv": "person_id;birth_year;sex\n19400501-1236;1940;man\n20250610-1238;2025;kvinna\n",
        "referrals.csv": """
            referral_id;case_id;person_id;received_on;kind;subject;unit
            R1;C1;19400501-1236;2025-06-01;ansokan;vuxen;Vuxen
            R2;C2;20250610-1238;2025-06-15;anmalan;barn;Barn
            """,
    }
    loader(delivery, source="utan placeringar", data_through=date(2025, 6, 30), confirm=True)
    individuals.grant()
    for typed, case in (("400501-1236", "C1"), ("250610-1238", "C2")):
        page = searched(typed, By.PERSON)
        assert f"Nyckel: <b>{individuals.key_of(case)[:8]}</b>" in texts(page), typed
    # and where the placements of the board reach no further than to before a birth
    placed = "placement_id;case_id;person_id;provider_id;care_form;moved_in_on\n"
    placed += "P1;C1;19400501-1236;U1;hvb_privat;2025-01-01\n"
    loader({"placements.csv": placed}, source="placeringar", data_through=date(2025, 5, 31), confirm=True)
    page = searched("250610-1238", By.PERSON)
    assert f"Nyckel: <b>{individuals.key_of('C2')[:8]}</b>" in texts(page)


def test_no_answer_tells_what_is_not_there_from_what_is_not_ones_own(town: Loader) -> None:
    individuals.grant(units=["Barn"])
    protected, other = individuals.key_of("C2"), individuals.key_of("C3")
    asked = [(By.CASE, case) for case in ("finns inte", "C2", "C3")]
    asked += [(By.KEY, key) for key in ("f" * 32, protected, other)]
    answers: dict[By, list[str]] = {by: [] for by, _ in asked}
    for by, text in asked:
        page = searched(text, by)
        assert reference.KEY not in page.query_params
        answers[by].append(sent(page).replace(text, "…"))
        assert individual_search.NOBODY in texts(page)
    for by, given in answers.items():
        assert len(given) == 3 and len(set(given)) == 1, by
    assert {line[:3] for line in lines()} == {SEARCH}


def revoked() -> None:
    with owner_connection() as connection:
        connection.execute("update access.granted set revoked_at = now()")


def test_a_page_that_stops_keeps_nothing_of_what_was_typed(town: Loader) -> None:
    individuals.grant()
    page = opening.opened(PAGE)
    revoked()
    page = searched(individuals.CHILD, By.PERSON, page)
    assert "behörighet" in texts(page) and not page.text_input
    assert individuals.CHILD not in sent(page) + held(page) and "Typed(" not in held(page)
    individuals.grant()
    page.run()
    assert reference.KEY not in page.query_params and lines() == []


def test_a_purpose_is_told_for_one_and_opens_no_other(town: Loader) -> None:
    individuals.grant()
    page = searched("C1")
    label = next(b.label for b in page.button if b.label.startswith("Kvinna, 40"))
    revoked()
    page = press(page, label)
    individuals.grant()
    scope = Scope("local", Role.MANAGER, BOARD, None, protected=False, individuals=True)
    child = reference.of(User("local", Grant(scope), ()), person_key=individuals.key_of("C1"))
    page.query_params[reference.KEY] = child
    page.run()
    assert "Varför behöver du dem?" in texts(page) and "HVB, privat" not in texts(page)
    assert [line[:3] for line in lines()] == [SEARCH]


def test_nothing_is_looked_for_before_the_purpose_is_told(town: Loader) -> None:
    individuals.grant()
    page = opening.opened(PAGE)
    page.text_input[0].set_value("C1")
    page = press(page, "Sök och öppna")
    assert "Välj ett ändamål." in texts(page) and lines() == []
    page.radio(key="sok-andamal").set_value(Purpose.QUALITY)
    page.text_input[0].set_value("  ")
    page = press(page, "Sök och öppna")
    assert "Skriv vad du söker." in texts(page) and lines() == []


def test_without_the_grant_for_individuals_there_is_nothing_to_search_in(town: Loader) -> None:
    small_board.grant("ik_manager")
    page = opening.opened(PAGE)
    assert "Din behörighet gäller inte uppgifter om enskilda" in texts(page)
    assert not page.text_input and not page.radio and lines() == []


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MANAGER])
def test_the_page_is_the_managers_alone(town: Loader, role: Role) -> None:
    small_board.grant(role.value)
    page = opening.opened(PAGE)
    assert "Sidan hör inte till din roll" in texts(page)
    assert not page.text_input and "Hitta" not in texts(page)


def test_everything_is_said_in_words_and_in_order(town: Loader) -> None:
    individuals.grant(protected=True)
    page = searched(individuals.key_of("C1"), By.KEY)
    rows = table(page, TITLE)
    assert rows[0] == ["Datum", "Vad", "Till och med", "Senast", "Frist", "Mer", "Enhet", "Ärende"]
    said = {(row[0], row[1]): row[2:6] for row in rows[1:]}
    assert [row[0] for row in rows[1:]] == sorted(row[0] for row in rows[1:])
    expected = """
        2025-01-01 | Aktualisering: Anmälan | | | |
        2025-01-20 | Förhandsbedömning | | | | Utredning inleds
        2025-01-01 | Frist för förhandsbedömning | | 2025-01-15 | ▲ överskriden 5 dagar |
        2025-01-20 | Frist för utredning | | 2025-05-20 | hållen |
        2025-05-11 | Placering: HVB, privat | 2025-06-10 | | | utförare B101; 30 dygn; 30 500 kr
        2025-02-15 | Insats: Kontaktperson | pågår | | | utförare B101; 3 timmar i veckan
        2025-05-15 | Övervägande | | 2025-05-25 | ▲ överskriden 7 dagar | Vården fortsätter
        2025-06-01 | Övervägande | | 2025-12-01 | upphörde 2025-06-10 |
        2025-06-14 | Bedömning: Bedömt vid uppföljning | | | | halsa, nivå 2; förbättra; BBIC
        2025-05-11 | Parallella insatser: HVB, privat, Kontaktperson | 2025-05-31 | | |
        """
    for line in expected.strip().splitlines():
        day, what, *rest = (cell.strip() for cell in line.split("|"))
        assert said[day, what] == rest, what


def frister(page: AppTest) -> list[list[str]]:
    """First day, last allowed day and outcome of each clock in the table."""
    return [[row[0], row[3], row[4]] for row in table(page, TITLE)[1:] if row[1].startswith("Frist för")]


def test_a_decision_that_lapsed_lets_its_clock_run_no_longer(loader: Loader) -> None:
    delivery = {
        "persons.csv": "person_id;birth_year;sex\nA;1990;man\n",
        "decisions.csv": """
            decision_id;case_id;person_id;decided_on;outcome;legal_basis;intervention_type;unit;valid_to
            D1;C1;A;2024-01-01;bifall;sol2001_4_1;kontaktperson;Vuxen;2024-02-15
            D2;C2;A;2024-01-02;bifall;sol2001_4_1;boendestod;Vuxen;2024-04-11
            """,
        "interventions.csv": """
            intervention_id;person_id;intervention_type;started_on;unit
            K1;A;familjebehandling;2023-01-01;Vuxen
            """,
    }
    loader(delivery, source="test", data_through=date(2025, 6, 30), confirm=True)
    individuals.grant()
    page = searched("C1")
    assert frister(page) == [
        ["2024-01-01", "2024-04-01", "beslutet upphörde 2024-02-15"],
        ["2024-01-02", "2024-04-02", "▲ överskriden 9 dagar, beslutet upphörde 2024-04-11"],
    ]
    assert cards(page)["Överskridna frister hittills"] == "1 frist"


REFERRED = {
    "persons.csv": "person_id;birth_year;sex\nA;2015;kvinna\n",
    "referrals.csv": """
        referral_id;case_id;person_id;received_on;kind;subject;unit
        R1;C1;A;2025-06-01;anmalan;barn;Barn
        R2;C1;A;2025-06-20;anmalan;barn;Barn
        """,
}


@pytest.mark.parametrize("placements", [True, False])
def test_a_clock_is_judged_by_the_facts_it_is_read_from(loader: Loader, placements: bool) -> None:
    placed = (
        "placement_id;case_id;person_id;provider_id;care_form;moved_in_on\nP1;C1;A;U1;hvb_privat;2025-01-01\n"
    )
    if placements:
        loader({"placements.csv": placed}, source="p", data_through=date(2025, 5, 31), confirm=True)
    loader(REFERRED, source="r", data_through=date(2025, 6, 30), confirm=True)
    individuals.grant()
    page = searched("C1")
    assert "Uppgifter till och med 2025-06-30." in texts(page)
    assert frister(page) == [
        ["2025-06-01", "2025-06-15", "▲ överskriden 15 dagar, inte gjort"],
        ["2025-06-20", "2025-07-04", "löper"],
    ]


def test_the_file_of_a_made_up_person_says_so(town: Loader, files: Files) -> None:
    town.connection.execute("update raw.load set is_demo = true")
    town.connection.commit()
    individuals.grant(units=["Barn"])
    page = searched("C1")
    assert not page.exception
    (csv,) = [clicked(make) for label, make in files.items() if label.startswith("CSV")]
    assert "Obs;Demokommun – påhittade uppgifter" in csv.decode("utf-8-sig")


def test_the_figures_can_be_counted_by_hand(town: Loader) -> None:
    individuals.grant()
    page = searched("C1")
    page = press(page, next(b.label for b in page.button if b.label.startswith("Flicka, 13\u00a0år")))
    # 30 nights; 3 hours a week for 136 days and 5 for 14
    assert cards(page) == {
        "Överskridna frister hittills": "2 frister",
        "Vårddygn hittills": "30 dygn",
        "Placeringskostnad hittills": "30 500 kr",
        "Timmar hittills": "68 timmar",
    }


def test_a_manager_of_a_unit_is_told_what_is_not_shown(town: Loader) -> None:
    individuals.grant(units=["Barn"])
    page = searched("C1")
    rows = {row[1]: row for row in table(page, TITLE)}
    assert rows["Insats: Kontaktperson"][5:] == ["annan enhet: bara slag och dagar visas", "Vuxna", ""]
    assert "D3" not in sent(page) and "Bifall" not in rows["Beslut"][5]
    assert "rader utan enhet visas inte" in texts(page)
    assert cards(page)["Timmar hittills"] == "10 timmar"


def test_persons_of_one_case_are_opened_each_for_itself(town: Loader) -> None:
    individuals.grant()
    page = searched("C1")
    assert "Flera personer hör hit" in texts(page)
    labels = [b.label for b in page.button if ", nyckel " in b.label]
    assert sorted(label.split(", nyckel")[0] for label in labels) == [
        "Flicka, 13\u00a0år",
        "Kvinna, 40\u00a0år",
    ]
    page = press(page, next(label for label in labels if "40\u00a0år" in label))
    assert "Skyddat boende" in texts(page) and "HVB, privat" not in texts(page)
    assert [line[4:] for line in lines()] == [(None, None), (1, "C1")]
    # the other is not open: its purpose is asked for
    page = press(page, next(b.label for b in page.button if b.label.startswith("Flicka, 13\u00a0år")))
    assert "Varför behöver du dem?" in texts(page) and "HVB, privat" not in texts(page)
    page.radio[0].set_value(Purpose.EVALUATION)
    page = press(page, "Öppna")
    assert "HVB, privat" in texts(page) and lines()[-1][1] == "utvardering"


def test_a_link_of_another_sign_in_leads_to_the_form(town: Loader) -> None:
    individuals.grant()
    person = individuals.key_of("C1")
    scope = Scope("local", Role.MANAGER, BOARD, None, protected=False, individuals=True)
    mine = reference.of(User("local", Grant(scope), ()), person_key=person)
    page = opening.opened(PAGE, arende=mine)
    assert "Varför behöver du dem?" in texts(page) and lines() == []
    narrower = replace(scope, units=("Barn",))
    for text in (
        reference.of(User("local", Grant(narrower), ()), person_key=person),
        mine[:-3],
        "C1",
        person,
    ):
        page = opening.opened(PAGE, arende=text)
        assert individual_search.DEAD in texts(page) and "Hitta ett ärende" in texts(page)
        assert person not in sent(page)
    assert lines() == []


def test_leaving_goes_back_to_an_empty_form(town: Loader) -> None:
    individuals.grant(units=["Barn"])
    page = press(searched("C1"), "Sök en annan")
    assert reference.KEY not in page.query_params
    assert page.text_input[0].value == "" and "HVB" not in texts(page)


def test_without_the_stores_key_a_personal_id_is_not_looked_for(
    town: Loader, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    individuals.grant()
    monkeypatch.setattr("store.identity_key.key_path", lambda: tmp_path / "identity.key")
    (tmp_path / "identity.key").write_text("ab" * 32)
    page = searched(individuals.CHILD, By.PERSON)
    assert "identitetsnyckel finns inte på servern" in texts(page)
    assert individuals.CHILD not in sent(page) + held(page)


def test_a_log_of_five_thousand_events_is_drawn_by_month_and_listed_whole(loader: Loader) -> None:
    loader(individuals.DELIVERY, source="test", data_through=date(2025, 6, 30), confirm=True)
    loader(individuals.long_log(5000), source="logg", data_through=date(2025, 6, 30), confirm=True)
    individuals.grant()
    page = searched("LOGG")
    assert not page.exception
    assert "5 000 händelser är många" in texts(page).replace("\u00a0", " ")
    assert "Här visas de första 200 raderna. Filerna har alla." in texts(page)
    (chart,) = page.get("vega_lite_chart")
    assert len(chart.proto.spec) < 400_000
    assert len(table(page, TITLE)) == 201
    assert [part.proto.label for part in page.get("download_button")] == [
        "CSV: i tidsordning",
        "XLSX: i tidsordning",
    ]


def test_a_case_with_one_event_is_a_line_of_one(town: Loader) -> None:
    town(
        {
            "case_events.csv": "case_id;activity;occurred_at;unit\nE1;inkommen;2025-06-01T10:00:00+02:00;Barn\n"
        },
        source="en",
        data_through=date(2025, 6, 30),
    )
    individuals.grant(units=["Barn"])
    page = searched("E1")
    assert not page.exception
    assert table(page, TITLE)[1:] == [["2025-06-01 10:00", "inkommen", "", "", "", "", "Barn och unga", "E1"]]
    assert cards(page) == {"Överskridna frister hittills": "0 frister"}
    assert beside(page, "Överskridna frister hittills") == ""


def test_an_empty_store_says_so(store_url: str) -> None:
    small_board.grant("ik_manager")
    page = opening.opened(PAGE)
    assert "Inga placeringar är inlästa än" in texts(page)
