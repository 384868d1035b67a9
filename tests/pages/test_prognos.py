"""Prognos as a controller sees it: where the year ends, what is assumed, what is missing, how it came out before."""

from __future__ import annotations

import datetime as dt
from html import escape

import pytest
from streamlit.testing.v1 import AppTest

from store.connect import owner_connection
from tests.etl.loading import DAY, Loader
from tests.pages import forecast_board, opening, small_board
from tests.pages.opening import beside, cards, defined, heeded, html, table, texts

PAGE = "pages/prognos.py"
FORECAST, SCENARIO = "Prognos 2025", "Scenario 2025"


@pytest.fixture
def board(loader: Loader) -> None:
    forecast_board.load(loader)
    forecast_board.grant()


def opened(**address: str | list[str]) -> AppTest:
    page = opening.opened(PAGE, **address)
    assert not page.exception
    return page


def plain(page: AppTest) -> str:
    return texts(page).replace("\u00a0", " ")


def pressed(page: AppTest, label: str) -> AppTest:
    page = next(button for button in page.button if button.label == label).click().run()
    assert not page.exception
    return page


def test_the_year_in_figures_and_in_a_sentence(board: None) -> None:
    page = opened()
    assert list(cards(page)) == [FORECAST, "Budget", "Prognos mot budget", "Utfall hittills"]
    # twelve months of 100 000 for HVB alone
    assert cards(page)["Budget"] == "1 200 tkr"
    assert "av prognosen saknar budget" in beside(page, "Budget")
    assert "till och med 2025-06-30, med tillägg" in beside(page, "Utfall hittills")
    assert "Året väntas sluta på" in plain(page) and "Med 80 procents sannolikhet blir det mellan" in plain(
        page
    )
    assert "jämfört för de delar som har en budget" in plain(page)
    assert {"Prognos", "Prognosens intervall", "Utfall hittills", "Prognos mot budget"} <= defined(page) | {
        "Prognosens intervall"
    }
    assert not page.warning


def test_what_came_is_what_the_days_cost(board: None) -> None:
    rows = table(opened(), "2025 per månad")
    assert rows[0] == ["Månad", "Utfall, kr", "Prognos, kr", "Lägst, kr", "Högst, kr", "Budget, kr"]
    # HVB: in March three stay all 31 nights, one comes on the 10th and one leaves on the 15th; homes: twelve whole
    # months but one that comes and one that leaves; stödboende: one comes on the 10th
    hvb = (3 * 31 + 22 + 14) * 2000
    homes = 11 * 20_000 + round(20_000 * 22 / 31, 2) + round(20_000 * 14 / 31, 2)
    lodging = 22 * 2000
    march = rows[3]
    assert march[0] == "mars 2025" and march[2:5] == ["", "", ""] and march[5] == "100 000"
    assert float(march[1].replace(" ", "")) == pytest.approx(hvb + homes + lodging, abs=1)
    july = rows[7]
    assert july[1] == "" and all(cell.endswith("000") for cell in july[2:5])
    assert rows[-1][0] == "Hela året"


def test_a_course_that_goes_on_as_before_is_foretold_so(board: None) -> None:
    rows = table(opened(), "2025 per månad")
    june = float(rows[6][1].replace(" ", ""))
    for row in rows[7:13]:
        low, high = (float(row[at].replace(" ", "")) for at in (3, 4))
        assert low < june < high


def test_forms_are_told_each_and_a_few_are_not(board: None) -> None:
    rows = {row[0]: row for row in table(opened(), "2025 per vårdform")[1:]}
    assert rows["HVB, privat"][4] == "1 200 000" and rows["Familjehem, eget"][4:6] == ["ingen", ""]
    # one in stödboende: what is to come would tell how long that stay lasts, and the total less the others what it
    # will cost, so HVB with its four is not told of either; homes have twelve
    assert rows["Stödboende"][1:4] == ["för få"] * 3 and rows["Stödboende"][-1] != "för få"
    assert rows["HVB, privat"][1:4] == ["för få"] * 3 and rows["HVB, privat"][-1] != "för få"
    assert "för få" not in rows["Familjehem, eget"] and "för få" not in rows["Totalt"]
    assert "”För få” står där en eller två placeringar pågår" in texts(opened())


def test_what_it_is_built_on_tells_of_no_form_with_one_or_two(board: None) -> None:
    rows = {row[0]: row for row in table(opened(), "Vad prognosen bygger på")[1:]}
    assert rows["Stödboende"][1] == "1" and rows["Stödboende"][3:] == ["för få"] * 3
    assert "för få" not in rows["HVB, privat"] and "för få" not in rows["Familjehem, eget"]


def test_a_form_without_any_price_is_unknown_and_named(loader: Loader) -> None:
    files = forecast_board.delivery()
    prices = files["placement_prices.csv"].splitlines()
    files["placement_prices.csv"] = "\n".join(line for line in prices if not line.startswith("H"))
    loader(files, source="test", data_through=DAY, confirm=True)
    forecast_board.grant()
    page = opened()
    (said,) = [remark for remark in heeded(page) if "Inget pris" in remark]
    assert "Inget pris är känt för HVB, privat." in said and "okänd" in said
    rows = {row[0]: row for row in table(page, "2025 per vårdform")[1:]}
    # its budget is known; the forecast, and how it stands to the budget, are not
    assert rows["HVB, privat"][1:4] == ["okänt"] * 3 and rows["HVB, privat"][4] == "1 200 000"
    assert "okänt" not in rows["Totalt"][1:4] and rows["Totalt"][5] == "okänt"
    assert "Prognos mot budget" not in cards(page) and "under budgeten" not in plain(page)
    assert "av prognosen saknar budget" in beside(page, "Budget")
    page = opened(**{"prognosens-vardform": "HVB, privat"})
    assert "Inget pris är känt i urvalet." in texts(page) and not cards(page)


def test_a_selection_of_one_or_two_has_no_forecast(board: None) -> None:
    page = opened(**{"prognosens-vardform": "Stödboende"})
    assert "Prognosen visas bara i summor för minst tre" in texts(page)
    assert not cards(page) and "2025 per månad" not in html(page)


def test_the_next_year_has_no_budget_and_nothing_that_came(board: None) -> None:
    page = opened(ar="2026")
    assert list(cards(page)) == ["Prognos 2026", "Budget"]
    assert cards(page)["Budget"] == "saknas"
    assert table(page, "2026 per månad")[0] == ["Månad", "Prognos, kr", "Lägst, kr", "Högst, kr"]


def test_a_budget_for_a_form_without_placements_stands_with_nothing_beside(loader: Loader) -> None:
    forecast_board.load(loader, budget="sarskilt_ungdomshem")
    forecast_board.grant()
    page = opened()
    rows = {row[0]: row for row in table(page, "2025 per vårdform")[1:]}
    assert rows["Särskilt ungdomshem (SiS)"][1:] == ["0", "0", "0", "1 200 000", "−1 200 000", "0"]
    assert cards(page)["Prognos mot budget"] == "−1 200 tkr"


def test_nothing_assumed_is_said_and_something_assumed_is_compared(board: None) -> None:
    assert "Inget är antaget" in texts(opened()) and SCENARIO not in cards(opened())
    page = opened(inflode="10")
    assert SCENARIO in cards(page) and "Inflöde +10 %." in plain(page) and "dyrare" in plain(page)
    names = [row[0] for row in table(page, "Scenariot mot prognosen")]
    assert names == ["Hela 2025", "Prognos", "Scenario", "Skillnad"]
    # what stands beside it is the same as without
    assert cards(page)[FORECAST] == cards(opened())[FORECAST]


def test_moved_places_measures_and_prices_are_told_in_words(board: None) -> None:
    page = opened(
        **{
            "platser": "2",
            "platser-fran": "HVB, privat",
            "platser-till": "Familjehem, eget",
            "platser-manad": "september 2025",
            "priser": "4",
            "priser-fran": "oktober 2025",
            "atgard-1-kr": "-50000",
        }
    )
    said = plain(page)
    assert "2 platser flyttas från HVB, privat till Familjehem, eget från och med september 2025." in said
    assert "Priser +4 % från och med oktober 2025" in said
    assert "Åtgärd 1: −50 000 kr i månaden från och med juli 2025." in said
    assert "billigare" in said


def test_what_an_address_asks_for_in_vain_is_said(board: None) -> None:
    page = opened(ar="1999", inflode="mycket", platser="-3", scenario="Finns inte")
    (years, assumed) = heeded(page)
    assert "År ”1999”" in years
    assert all(
        word in assumed for word in ("Ändrat inflöde, % ”mycket”", "platser ”-3”", "Scenario ”Finns inte”")
    )
    assert "Inget är antaget" in texts(page)


def test_places_are_moved_between_two_forms(board: None) -> None:
    page = opened(platser="2")
    assert [part.value for part in page.warning] == ["Välj två olika vårdformer att flytta platserna mellan."]
    assert SCENARIO not in cards(page)


def test_a_scenario_is_saved_for_the_board_read_again_and_ended(board: None) -> None:
    page = opened(inflode="10")
    page.text_input(key="atgard-1-namn").set_value("Fler hem 19811218-9876")
    page.number_input(key="atgard-1-kr").set_value(-100_000)
    page.text_input[-1].set_value("Fler egna hem")
    page = pressed(page, "Spara scenariot")
    assert page.success[0].value == "Scenariot är sparat."
    before = cards(page)[SCENARIO]

    page = opened(scenario="Fler egna hem")
    assert cards(page)[SCENARIO] == before
    said = plain(page)
    assert "av local för hela nämnden" in said and "Fler hem" in said and "9876" not in said

    page = page.button(key="ta-bort-scenario").click().run()
    assert not page.exception and page.selectbox(key="scenario").options == ["Egna antaganden"]
    assert page.success[0].value == "Scenariot är avslutat."
    with owner_connection() as connection:
        kept = connection.execute("select saved_by, ended_by from desk.forecast_scenario").fetchall()
    assert kept == [("local", "local")]


def test_the_name_of_a_measure_makes_no_link_for_colleagues(board: None) -> None:
    name = "[Klicka](http://exempel.invalid) <b>här</b>"
    page = opened(**{"atgard-1-kr": "-50000"})
    page.text_input(key="atgard-1-namn").set_value(name)
    page = page.run()
    assert not page.exception
    said = [part.value for part in page.markdown]
    assert not any("exempel.invalid" in part for part in said)
    assert escape(name) in html(page) and name not in html(page)


def test_a_scenario_needs_a_name_of_its_own(board: None) -> None:
    said = []
    for name in ("Fler hem", "fler HEM", " "):
        page = opened(inflode="10", scenario="Egna antaganden")
        page.text_input[-1].set_value(name)
        page = pressed(page, "Spara scenariot")
        said.append([part.value for part in (*page.success, *page.warning)])
    assert "är sparat" in said[0][0]
    assert said[1] == ["Nämnden har redan ett scenario med det namnet. Välj ett annat."]
    assert said[2] == ["Ge scenariot ett namn."]


def test_a_history_shorter_than_a_year_says_so(loader: Loader) -> None:
    files = forecast_board.delivery()
    names = {"placements.csv": 5, "placement_prices.csv": 1}
    for name, at in names.items():
        head, *rows = files[name].splitlines()
        kept = [row for row in rows if row.split(";")[at] >= "2024-08-01"]
        files[name] = "\n".join([head, *kept])
    loader(files, source="test", data_through=DAY, confirm=True)
    forecast_board.grant()
    page = opened()
    assert any("kortare än ett år" in said and "ingen säsong" in said for said in heeded(page))
    assert FORECAST in cards(page)


def test_too_little_history_has_no_forecast_and_says_what_it_takes(loader: Loader) -> None:
    small_board.load(loader)
    forecast_board.grant()
    page = opened()
    assert "Historiken räcker inte för en prognos" in texts(page) and not cards(page)
    assert "tre hela månader med tio avslutade placeringar" in " ".join(texts(page).split())


def test_an_empty_store_says_how_it_is_filled(store_url: str) -> None:
    forecast_board.grant()
    assert "Inga placeringar är inlästa än" in texts(opened())


def test_how_good_it_was_is_told_from_what_was_known_then(loader: Loader) -> None:
    for month in (3, 4, 5):
        forecast_board.load(loader, dt.date(2025, month + 1, 1) - dt.timedelta(days=1))
    forecast_board.load(loader)
    forecast_board.grant()
    page = opened()
    assert "Utfall inom intervallet" not in cards(page)
    page.session_state["hur-bra"] = True
    page = page.run()
    assert not page.exception
    rows = table(page, "Tidigare prognoser efter månader framåt")
    # the ends of March, April and May, of the months to June
    assert [row[:2] for row in rows[1:]] == [["1", "3"], ["2", "2"], ["3", "1"]]
    assert beside(page, "Utfall inom intervallet").endswith("6 jämförelser")
    assert "mars 2025–maj 2025" in plain(page)


def test_without_an_earlier_load_there_is_nothing_to_compare(board: None) -> None:
    page = opened()
    page.session_state["hur-bra"] = True
    page = page.run()
    assert "Det finns ännu ingen tidigare månad att jämföra med" in " ".join(part.value for part in page.info)


def test_a_unit_has_its_own_forecast(loader: Loader) -> None:
    forecast_board.load(loader)
    forecast_board.grant(units=["Barn"])
    page = opened()
    assert "Stödboende" not in html(page) and "Vuxna" not in html(page)
    assert [row[0] for row in table(page, "2025 per enhet")[1:]] == ["Barn och unga", "Totalt"]


def test_another_role_gets_nothing(loader: Loader) -> None:
    forecast_board.load(loader)
    forecast_board.grant("ik_board")
    page = opened()
    assert "Sidan hör inte till din roll" in texts(page) and not cards(page)
