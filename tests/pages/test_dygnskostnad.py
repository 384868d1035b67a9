"""The page Dygnskostnad on a real store: who sees it, what it says, and what is in its address."""

from __future__ import annotations

from decimal import Decimal

import psycopg
import pytest
from streamlit.testing.v1 import AppTest

from domain import definitions
from tests.pages import opening, town
from tests.pages.opening import beside, cards, heeded, texts
from ui.selection import GROUPINGS

PAGE = "pages/dygnskostnad.py"


def opened(**address: str | list[str]) -> AppTest:
    return opening.opened(PAGE, **address)


def test_without_a_grant_the_page_says_how_to_get_one(store: psycopg.Connection) -> None:
    town.build(store)
    page = opened()
    assert "python -m store grant local controller" in texts(page)
    assert not cards(page)
    assert "Familjehem" not in texts(page)


def test_another_role_is_told_whose_page_it_is(store: psycopg.Connection) -> None:
    town.build(store)
    town.grant(store, "ik_board")
    page = opened()
    assert "Sidan hör inte till din roll" in texts(page)
    assert not cards(page)


def test_an_empty_store_says_how_it_is_filled(store: psycopg.Connection) -> None:
    town.grant(store, "ik_controller")
    page = opened()
    assert "python -m etl load" in texts(page)
    assert not page.exception


def test_a_controller_sees_the_last_twelve_months(store: psycopg.Connection) -> None:
    town.build(store)
    town.grant(store, "ik_controller")
    page = opened()
    assert not page.exception
    assert "Uppgifter till och med 2025-06-30" in texts(page)
    assert "juli 2024–juni 2025" in texts(page)
    days = store.execute(
        "select sum(s.placement_days) from core.slice as s join core.stay as t using (stay)"
        " where s.month between '2024-07-01' and '2025-06-01' and t.care_form <> 'traningslagenhet'"
    ).fetchone()
    assert days is not None
    assert cards(page)["Vårddygn"].replace(" ", "") == f"{days[0]}dygn"


def test_boendedygn_are_kept_apart(store: psycopg.Connection) -> None:
    town.build(store)
    town.grant(store, "ik_controller")
    page = opened(slag="Boende")
    assert "Boendedygn" in cards(page) and "Vårddygn" not in cards(page)
    assert "Träningslägenhet" in texts(page)
    assert "HVB, privat" not in texts(page)


def test_filters_come_from_the_address_by_their_labels(store: psycopg.Connection) -> None:
    town.build(store)
    town.grant(store, "ik_controller")
    page = opened(vardform=["HVB, privat"], fran="juni 2025", till="juni 2025")
    assert "Vårdform: <b>HVB, privat</b>" in texts(page)
    assert "juni 2025" in texts(page)
    assert "Stödboende" not in texts(page)


@pytest.mark.parametrize("rubbish", ["'; drop table core.stay; --", "x" * 10_000, "\x00", "<script>"])
def test_rubbish_in_the_address_is_not_followed_and_said(store: psycopg.Connection, rubbish: str) -> None:
    town.build(store)
    town.grant(store, "ik_controller")
    page = opened(vardform=rubbish, fran=rubbish, per=rubbish, enhet=rubbish, slag=rubbish)
    assert not page.exception
    assert "juli 2024–juni 2025" in texts(page)
    (said,) = heeded(page)
    assert "Vårdform" in said and "Enhet" in said and "Från och med" in said
    assert len(said) < 700
    assert "<script>" not in texts(page)


def test_another_boards_unit_in_the_address_opens_nothing(store: psycopg.Connection) -> None:
    town.build(store)
    town.grant(store, "ik_manager", ["bou"])
    alone = cards(opened())
    page = opened(enhet=["Vuxen"])
    assert "Enhet ”Vuxen”" in heeded(page)[0]
    assert cards(page) == alone


def test_what_was_said_of_the_address_goes_when_something_is_chosen(store: psycopg.Connection) -> None:
    town.build(store)
    town.grant(store, "ik_controller")
    page = opened(vardform="Hittepå")
    page.run()
    assert heeded(page)
    page.sidebar.multiselect(key="vardform").select("hvb_privat").run()
    assert not heeded(page)
    assert "Vårdform: <b>HVB, privat</b>" in texts(page)


def test_a_reversed_period_is_read_the_other_way_round_and_said(store: psycopg.Connection) -> None:
    town.build(store)
    town.grant(store, "ik_controller")
    page = opened(fran="juni 2025", till="april 2025")
    assert heeded(page)[0] == ("Perioden slutar före den börjar. Den läses som april 2025–juni 2025.")
    assert cards(page) == cards(opened(fran="april 2025", till="juni 2025"))


def test_a_year_before_without_days_is_nothing_and_not_unknown(store: psycopg.Connection) -> None:
    town.build(store)
    town.grant(store, "ik_controller")
    store.execute(
        "delete from core.slice as s using core.stay as t where s.stay = t.stay and s.month < '2024-07-01' "
        "and t.care_form = 'hvb_egen'"
    )
    store.commit()
    rows = opening.table(opened(per="Vårdform"), "Per vårdform")
    column, cost = rows[0].index("Dygn året före"), rows[0].index("Året före per dygn, kr")
    before = {row[0]: (row[column], row[cost]) for row in rows[1:]}
    assert before["HVB, egen regi"] == ("0", "okänt")
    assert "okänt" not in {days for days, _ in before.values()}


def test_a_year_before_that_the_data_do_not_reach_is_unknown(store: psycopg.Connection) -> None:
    town.build(store)
    town.grant(store, "ik_controller")
    page = opened(fran="mars 2023", till="februari 2024", per="Månad")
    rows = opening.table(page, "Per månad")
    column = rows[0].index("Dygn året före")
    before = {row[0]: row[column] for row in rows[1:]}
    assert before["mars 2023"] == "okänt"
    assert before["februari 2024"] != "okänt"
    # some months of the year before are there: no measure of a whole year
    assert before["Totalt"] == "okänt"
    assert "inget att jämföra med" in beside(page, "Vårddygn")


def test_every_dimension_adds_up_to_the_whole(store: psycopg.Connection) -> None:
    town.build(store)
    town.grant(store, "ik_controller")
    whole = None
    for words in (*GROUPINGS.values(),):
        rows = opening.table(opened(per=words), f"Per {words.lower()}")
        days = rows[0].index("Vårddygn")
        parts = [int(row[days].replace(" ", "")) for row in rows[1:]]
        assert sum(parts[:-1]) == parts[-1], words
        whole = whole or parts[-1]
        assert parts[-1] == whole
        assert "HVB, privat" not in {row[0] for row in rows} or words == "Vårdform"


def test_the_parts_of_the_cost_add_up(store: psycopg.Connection) -> None:
    town.build(store)
    town.grant(store, "ik_controller")
    page = opened()
    parts = {row[0]: _kr(row[1]) for row in opening.table(page, "Från pris till kostnad efter moms")[1:]}
    assert parts["Avtalat pris"] + parts["Tillägg"] == parts["Kostnad med tillägg"]
    rest = parts["Kostnad med tillägg"] + parts["Momsersättning"]
    assert abs(rest - parts["Kostnad efter momsersättning"]) <= 1
    assert parts["Momsersättning"] < 0


def test_every_figure_has_its_definition(store: psycopg.Connection) -> None:
    town.build(store)
    town.grant(store, "ik_controller")
    page = opened()
    assert len(cards(page)) == 4
    assert opening.defined(page) <= {definition.name for definition in definitions.EVERY}
    assert len(opening.defined(page)) >= 4


def test_days_without_any_price_have_an_unknown_cost(store: psycopg.Connection) -> None:
    town.build(store, priced=False)
    town.grant(store, "ik_controller")
    page = opened()
    assert [cards(page)[name] for name in ("Kostnad", "Dygnskostnad")] == ["okänt", "okänt"]
    assert "Dygnskostnad är okänd" in texts(page)


def test_a_selection_without_days_says_so(store: psycopg.Connection) -> None:
    town.build(store)
    town.grant(store, "ik_controller")
    page = opened(
        kon="Kvinna", alder="65+", vardform=["Särskilt ungdomshem (SiS)"], malgrupp="Ungdom 13–17 år"
    )
    assert not page.exception
    assert cards(page) or "Inga dygn finns i urvalet" in texts(page)


def test_a_controller_of_one_unit_sees_that_unit_only(store: psycopg.Connection) -> None:
    town.build(store)
    town.grant(store, "ik_manager", ["bou"])
    page = opened(per="Enhet")
    assert "Barn och unga" in texts(page)
    assert "Vuxen" not in texts(page)


def test_a_revoked_grant_closes_the_page_at_the_next_rerun(store: psycopg.Connection) -> None:
    town.build(store)
    town.grant(store, "ik_controller")
    page = opened()
    assert cards(page)
    store.execute("update access.granted set revoked_at = now()")
    store.commit()
    page.run()
    assert not cards(page)


def test_several_grants_give_a_choice(store: psycopg.Connection) -> None:
    town.build(store)
    town.grant(store, "ik_board")
    town.grant(store, "ik_controller")
    page = opening.opened("app.py")
    assert "Controller (hela nämnden)" in page.sidebar.selectbox(key="roll").options
    assert cards(page)


def test_a_database_that_is_down_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSATSKOLLEN_APP_DATABASE_URL", "postgresql://ik_app@127.0.0.1:1/nothing")
    page = opened()
    assert [error.value for error in page.error] == [
        "Databasen svarar inte just nu. Försök igen om en stund."
    ]
    assert [title.value for title in page.title] == ["Uppgifterna kan inte hämtas just nu"]
    assert page.button(key="forsok-igen").label == "Försök igen"
    assert not page.exception


def test_a_database_that_comes_back_answers_at_the_click(
    store: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.build(store)
    town.grant(store, "ik_controller")
    with monkeypatch.context() as down:
        down.setenv("INSATSKOLLEN_APP_DATABASE_URL", "postgresql://ik_app@127.0.0.1:1/nothing")
        page = opened()
        assert not cards(page)
    page.button(key="forsok-igen").click().run()
    assert cards(page) and not page.error


def test_a_new_load_shows_at_the_next_rerun(store: psycopg.Connection) -> None:
    town.build(store)
    town.grant(store, "ik_controller")
    page = opened()
    before = cards(page)["Vårddygn"]
    store.execute("update core.slice set placement_days = placement_days * 2")
    store.execute(
        "insert into raw.load (board_id, source, started_at, finished_at) values (1, 'test', now(), now())"
    )
    store.commit()
    page.run()
    assert cards(page)["Vårddygn"] != before


def _kr(text: str) -> int:
    return int(text.replace(" ", "").replace("\u2212", "-"))


def test_why_the_cost_changed_adds_up_to_the_ore(store: psycopg.Connection) -> None:
    town.build(store)
    town.grant(store, "ik_controller")
    page = opened(visa="Varför ändrades kostnaden?", efter="Kön")
    assert not page.exception
    rows = opening.table(page, "Ändringens delar, efter momsersättning")
    amounts = [Decimal(row[1].replace(" ", "").replace(",", ".").replace("\u2212", "-")) for row in rows[1:]]
    assert len(amounts) == 7 and sum(amounts[:-1]) == pytest.approx(amounts[-1], abs=Decimal(3))
    whole = store.execute(
        "select sum((s.cost_ore + s.extra_cost_ore) * (1000 - s.vat_permille)) / 100000 from core.slice as s "
        "join core.stay as t using (stay) where s.month between '2024-07-01' and '2025-06-01' "
        "and t.care_form <> 'traningslagenhet'"
    ).fetchone()
    assert whole is not None and amounts[-1] == pytest.approx(whole[0], abs=1)
    assert "Kostnaden efter momsersättning" in texts(page) and "mot juli 2023–juni 2024" in texts(page)
    assert [row[0] for row in opening.table(page, "Ändringen per kön")[1:]][-1] == "Totalt"


def test_a_change_is_not_told_where_the_period_before_is_not_known(store: psycopg.Connection) -> None:
    town.build(store)
    town.grant(store, "ik_controller")
    page = opened(visa="Varför ändrades kostnaden?", fran="januari 2023", till="december 2023")
    assert not page.exception
    assert any("är inte känd" in said.value for said in page.info)
