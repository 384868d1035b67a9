"""The page Dygnskostnad on a real store: who sees it, what it says, and what is in its address."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from streamlit.testing.v1 import AppTest

from queries import door
from tests.pages import town

ROOT = Path(__file__).parents[2]
PAGE = "pages/dygnskostnad.py"


@pytest.fixture(autouse=True)
def _fresh_pool(store_url: str) -> Iterator[None]:
    """Each test has a store of its own: no connection, no answer of another one is left."""
    import streamlit as st

    st.cache_data.clear()
    door._engine().dispose()
    yield
    door._engine().dispose()


def opened(script: str = PAGE, **address: str | list[str]) -> AppTest:
    page = AppTest.from_file(ROOT / script, default_timeout=60)
    for name, value in address.items():
        page.query_params[name] = value
    return page.run()


def texts(page: AppTest) -> str:
    """Everything the page says, tables and figures included."""
    parts = [*page.title, *page.subheader, *page.markdown, *page.caption, *page.error, *page.info, *page.code]
    said = [str(part.value) for part in parts] + [f"{m.label}: {m.value}" for m in page.metric]
    return "\n".join([*said, *(str(html.proto.body) for html in page.get("html"))])


def test_without_a_grant_the_page_says_how_to_get_one(store: psycopg.Connection) -> None:
    town.build(store)
    page = opened()
    assert "python -m store grant local controller" in texts(page)
    assert not page.metric
    assert "Familjehem" not in texts(page)


def test_another_role_is_told_whose_page_it_is(store: psycopg.Connection) -> None:
    town.build(store)
    town.grant(store, "ik_board")
    page = opened()
    assert "Sidan hör inte till din roll" in texts(page)
    assert not page.metric


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
    assert page.metric[0].value.replace("\u00a0", "") == f"{days[0]}dygn"


def test_boendedygn_are_kept_apart(store: psycopg.Connection) -> None:
    town.build(store)
    town.grant(store, "ik_controller")
    page = opened(slag="Boende")
    assert page.metric[0].label == "Boendedygn"
    assert "Träningslägenhet" in texts(page)
    assert "HVB, privat" not in texts(page)


def test_filters_come_from_the_address_by_their_labels(store: psycopg.Connection) -> None:
    town.build(store)
    town.grant(store, "ik_controller")
    page = opened(vardform=["HVB, privat"], fran="2025-06", till="2025-06")
    assert "Vårdform: **HVB, privat**" in texts(page)
    assert "juni 2025" in texts(page)
    assert "Stödboende" not in texts(page)


@pytest.mark.parametrize("rubbish", ["'; drop table core.stay; --", "x" * 10_000, "\x00", "<script>"])
def test_rubbish_in_the_address_is_dropped(store: psycopg.Connection, rubbish: str) -> None:
    town.build(store)
    town.grant(store, "ik_controller")
    page = opened(vardform=rubbish, fran=rubbish, per=rubbish, enhet=rubbish, slag=rubbish)
    assert not page.exception
    assert "juli 2024–juni 2025" in texts(page)


def test_days_without_any_price_have_an_unknown_cost(store: psycopg.Connection) -> None:
    town.build(store, priced=False)
    town.grant(store, "ik_controller")
    page = opened()
    assert [metric.value for metric in page.metric[1:3]] == ["okänt", "okänt"]
    assert "Dygnskostnad är okänd" in texts(page)


def test_a_selection_without_days_says_so(store: psycopg.Connection) -> None:
    town.build(store)
    town.grant(store, "ik_controller")
    page = opened(
        kon="Kvinna", alder="65+", vardform=["Särskilt ungdomshem (SiS)"], malgrupp="Ungdom 13–17 år"
    )
    assert not page.exception
    assert page.metric or "Inga dygn finns i urvalet" in texts(page)


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
    assert page.metric
    store.execute("update access.granted set revoked_at = now()")
    store.commit()
    page.run()
    assert not page.metric


def test_several_grants_give_a_choice(store: psycopg.Connection) -> None:
    town.build(store)
    town.grant(store, "ik_board")
    town.grant(store, "ik_controller")
    page = opened("app.py")
    assert "Controller, Socialnämnden (hela nämnden)" in page.sidebar.selectbox(key="roll").options
    assert page.metric


def test_a_database_that_is_down_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSATSKOLLEN_APP_DATABASE_URL", "postgresql://ik_app@127.0.0.1:1/nothing")
    page = opened()
    assert [error.value for error in page.error] == [
        "Databasen svarar inte just nu. Försök igen om en stund."
    ]
    assert not page.exception


def test_a_new_load_shows_at_the_next_rerun(store: psycopg.Connection) -> None:
    town.build(store)
    town.grant(store, "ik_controller")
    page = opened()
    before = page.metric[0].value
    store.execute("update core.slice set placement_days = placement_days * 2")
    store.execute(
        "insert into raw.load (board_id, source, started_at, finished_at) values (1, 'test', now(), now())"
    )
    store.commit()
    page.run()
    assert page.metric[0].value != before
