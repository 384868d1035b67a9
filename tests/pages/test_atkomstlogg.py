"""The page Åtkomstlogg on a real store: what the reviewer sees, filters and signs, and what stays hidden."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import psycopg
import pytest
from streamlit.testing.v1 import AppTest

from tests.pages import town

ROOT = Path(__file__).parents[2]
LINE = """
insert into access.log (
    board_id, who, happened_at, role, page, purpose, kind, about, filter, person_keys, case_id, individuals, row_count
)
values (
    (select board_id from core.board where board = %s), %s, %s::timestamp at time zone 'Europe/Stockholm',
    'ik_manager', %s, %s, %s, 'Iakttagelser', %s, %s, %s, %s, %s
)
"""


@pytest.fixture
def log(store: psycopg.Connection) -> psycopg.Connection:
    """Two boards' lines in March 2025."""
    town.build(store)
    town.grant(store, "ik_reviewer")
    key = "0123456789abcdef" * 2
    priced, whole = '{"Regel": "Pris saknas"}', "{}"
    mine, quality, follow_up = town.BOARD, "kvalitetssakring", "uppfoljning"
    for line in (
        (mine, "eva", "2025-03-03 10:00", "datakvalitet", quality, "oppning", priced, None, None, 12, None),
        (mine, "eva", "2025-03-04 10:00", "datakvalitet", follow_up, "export", whole, [key], None, None, 41),
        (mine, "bo", "2025-03-08 23:30", "individflode", follow_up, "oppning", whole, None, "C7", None, None),
        (
            "Annan nämnd",
            "kim",
            "2025-03-03 10:00",
            "datakvalitet",
            quality,
            "oppning",
            whole,
            None,
            "C9",
            1,
            None,
        ),
    ):
        store.execute(LINE, line)
    store.commit()
    return store


def opened(**address: str) -> AppTest:
    page = AppTest.from_file(ROOT / "pages" / "atkomstlogg.py", default_timeout=60)
    for name, value in ({"logg_fran": "2025-03-01", "logg_till": "2025-03-31"} | address).items():
        page.query_params[name] = value
    return page.run()


def said(page: AppTest) -> str:
    parts = [*page.title, *page.markdown, *page.info, *page.warning, *page.error, *page.success]
    return "\n".join([*(str(p.value) for p in parts), *(str(h.proto.body) for h in page.get("html"))])


def table(page: AppTest, title: str) -> list[list[str]]:
    """The cells of a table by its caption, without its last row."""
    html = next(str(h.proto.body) for h in page.get("html") if f"<caption>{title}<" in str(h.proto.body))
    rows = re.findall(r"<tr>(.*?)</tr>", html.split("<tbody>")[1].split("</tbody>")[0])
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows]


def test_the_reviewer_sees_who_when_why_and_what_of_the_own_board(log: psycopg.Connection) -> None:
    page = opened()
    assert not page.exception
    assert table(page, "Vem öppnade vad") == [
        ["2025-03-08 23:30", "bo", "Uppföljning", "Öppning: Iakttagelser", "ärende C7", "Allt", "Individflöde",
         "IFO-chef", "–"],
        ["2025-03-04 10:00", "eva", "Uppföljning", "Export: Iakttagelser", "01234567", "Allt", "Datakvalitet",
         "IFO-chef", "41"],
        ["2025-03-03 10:00", "eva", "Kvalitetssäkring", "Öppning: Iakttagelser", "12\u00a0enskilda",
         "Regel: Pris saknas", "Datakvalitet", "IFO-chef", "–"],
    ]  # fmt: skip
    assert "kim" not in said(page) and "C9" not in said(page)


def test_filters_narrow_the_list(log: psycopg.Connection) -> None:
    page = opened(andamal="Kvalitetssäkring")
    assert [row[1] for row in table(page, "Vem öppnade vad")] == ["eva"]
    page = opened()
    page.multiselect(key="who").set_value(["bo"]).run()
    assert [row[1] for row in table(page, "Vem öppnade vad")] == ["bo"]
    assert [row[1] for row in table(page, "Dagar som sticker ut")] == ["bo"]


def test_nights_and_weekends_stand_out(log: psycopg.Connection) -> None:
    page = opened()
    assert table(page, "Dagar som sticker ut") == [
        ["2025-03-08", "bo", "1", "inga tidigare", "1 klockan 22–06, helg"]
    ]


def test_a_period_without_lines_says_so(log: psycopg.Connection) -> None:
    page = opened(logg_fran="2024-01-01", logg_till="2024-01-31")
    assert "Ingenting står i loggen" in said(page)
    assert "Ingen dag i perioden sticker ut" in said(page)


@pytest.mark.parametrize("rubbish", ["'; drop table access.log; --", "x" * 10_000, "9999-99-99", "\x00"])
def test_rubbish_in_the_address_is_dropped(log: psycopg.Connection, rubbish: str) -> None:
    page = opened(logg_fran=rubbish, logg_till=rubbish, sida=rubbish, andamal=rubbish)
    assert not page.exception
    assert "Åtkomstlogg" in said(page)


def test_a_period_that_ends_before_it_begins_is_read_the_other_way_round(log: psycopg.Connection) -> None:
    page = opened(logg_fran="2025-03-31", logg_till="2025-03-01")
    assert len(table(page, "Vem öppnade vad")) == 3


def test_a_review_is_signed_with_a_note_and_stays(log: psycopg.Connection) -> None:
    page = opened()
    button = next(b for b in page.button if b.label == "Signera granskningen")
    button.click().run()
    assert "Skriv en anteckning" in said(page)
    page.text_area[0].set_value("Stickprov på tio rader, inget att anmärka.")
    next(b for b in page.button if b.label == "Signera granskningen").click().run()
    assert "Granskningen är signerad" in said(page)
    (signed,) = table(page, "Granskningar")
    assert signed[1:] == ["local", "2025-03-01–2025-03-31", "3", "Stickprov på tio rader, inget att anmärka."]
    assert signed[0].startswith(date.today().isoformat()[:4])


@pytest.mark.parametrize("role", ["ik_manager", "ik_controller", "ik_board", "ik_publisher"])
def test_nobody_else_sees_the_log(log: psycopg.Connection, role: str) -> None:
    log.execute("update access.granted set role = %s", (role,))
    log.commit()
    page = opened()
    assert "Sidan hör inte till din roll" in said(page)
    assert "eva" not in said(page) and "C7" not in said(page)
