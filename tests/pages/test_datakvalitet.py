"""Datakvalitet: what came in, what did not and why, and what the figures therefore leave out."""

from __future__ import annotations

from datetime import date

import pytest

from domain import titles
from etl.undo import undo
from tests.etl.loading import Loader
from tests.pages import opening, small_board
from tests.pages.opening import cards, table, texts

PAGE = "pages/datakvalitet.py"


@pytest.fixture
def board(loader: Loader) -> Loader:
    small_board.load(loader)
    return loader


def test_how_it_stands(board: Loader) -> None:
    small_board.grant("ik_controller")
    page = opening.opened(PAGE)
    assert not page.exception
    shown = cards(page)
    assert (shown["Avvisade rader"], shown["Väntande rader"]) == ("1 rad", "1 rad")
    left_out = {row[0]: row[1:] for row in table(page, "Vad siffrorna inte omfattar")[1:]}
    assert left_out["Dygn utan pris: de räknas, men deras kostnad är okänd"][0] == "10"
    assert left_out["Avvisade placeringar, som inte är med i någon siffra"] == ["1", ""]
    # all but P1 have no legal basis; what is whole is not told of
    assert "Dygn utan lagrum" in left_out
    assert "Dygn för personer med okänt kön" not in left_out


def test_a_source_that_reaches_less_far_is_named(board: Loader) -> None:
    """Its open stay is counted to the other source's last day: said, since the figures can change."""
    placements = """
        placement_id;person_id;provider_id;care_form;moved_in_on;moved_out_on;unit
        X1;A;U1;hvb_privat;2025-01-01;;bou
        X2;B;U1;hvb_privat;2025-01-01;2025-02-01;bou
        """
    board({"placements.csv": placements}, source="gamla listan", data_through=date(2025, 3, 31))
    small_board.grant("ik_manager")
    said = texts(opening.opened(PAGE))
    assert (
        "Källan gamla listan når till 2025-03-31, men dess 1\u00a0pågående placering räknas till 2025-06-30"
        in said
    )
    fresh = table(opening.opened(PAGE), "Hur färska uppgifterna är")
    assert ["Placeringar", "gamla listan", "2025-03-31", "91", "2"] in fresh


def test_freshness_is_read_in_the_order_of_a_delivery(board: Loader) -> None:
    small_board.grant("ik_controller")
    headings, *rows = table(opening.opened(PAGE), "Hur färska uppgifterna är")
    kinds = [row[0] for row in rows]
    assert kinds == [name for name in titles.ENTITIES.values() if name in kinds]
    assert kinds[:2] == ["Personer", "Enheter"]
    # with one source there is none to be behind
    assert headings == ["Slags uppgift", "Källa", "Till och med", "Senaste inläsning"]


def test_loads_are_accounted_for(board: Loader) -> None:
    small_board.grant("ik_controller")
    page = opening.opened(PAGE, visa="Inläsningar")
    (headings, row) = table(page, "Inläsningar")
    load = dict(zip(headings, row, strict=True))
    assert (load["Källa"], load["Till och med"], load["Läge"]) == ("test", "2025-06-30", "gäller")
    read, accepted, rejected, left_out = (
        int(load[name]) for name in ("Lästa rader", "Godtagna", "Avvisade", "Utelämnade")
    )
    assert read == accepted + rejected + left_out
    assert rejected == 1
    headings, *files = table(page, "Filer i inläsning 1")
    total = dict(zip(headings, files[-1], strict=True))
    assert (int(total["Lästa"]), int(total["Avvisade"])) == (read, rejected)


def test_an_undone_load_says_so(board: Loader) -> None:
    undo(board.connection, 1)
    board.connection.commit()
    small_board.grant("ik_controller")
    rows = table(opening.opened(PAGE, visa="Inläsningar"), "Inläsningar")
    assert [row[-1] for row in rows[1:]] == ["ångrar 1", "ångrad av 2"]


def test_rejected_rows_say_where_and_how_they_are_mended(board: Loader) -> None:
    small_board.grant("ik_controller")
    page = opening.opened(PAGE, visa="Avvisade rader")
    headings, *rows = table(page, "Avvisade och väntande rader")
    found = {row[0]: dict(zip(headings, row, strict=True)) for row in rows}
    faulty = found["placements.csv"]
    assert (faulty["Rad"], faulty["Kolumn"], faulty["Läge"]) == ("7", "care_form", "Avvisad")
    assert "menades hvb_privat?" in faulty["Vad som är fel och hur det rättas"]
    assert found["placement_prices.csv"]["Läge"] == "Väntar"
    # no value of the row is shown
    assert "hvb_pivat" not in texts(page) and "C6" not in texts(page)


def test_rejected_rows_are_filtered_from_the_address(board: Loader) -> None:
    small_board.grant("ik_controller")
    page = opening.opened(PAGE, visa="Avvisade rader", slag=["Placeringar"])
    assert [row[0] for row in table(page, "Avvisade och väntande rader")[1:]] == ["placements.csv"]
    page = opening.opened(PAGE, visa="Avvisade rader", lage=["Väntar"])
    assert [row[0] for row in table(page, "Avvisade och väntande rader")[1:]] == ["placement_prices.csv"]


def test_a_row_that_has_come_right_is_left_out_until_asked_for(board: Loader) -> None:
    right = """
        placement_id;case_id;person_id;provider_id;care_form;moved_in_on;unit
        P6;C6;A;U1;hvb_privat;2025-06-01;bou
        """
    board({"placements.csv": right}, source="test", revision=2, data_through=date(2025, 6, 30))
    small_board.grant("ik_controller")
    page = opening.opened(PAGE, visa="Avvisade rader")
    assert [row[0] for row in table(page, "Avvisade och väntande rader")[1:]] == ["placement_prices.csv"]
    page = opening.opened(PAGE, visa="Avvisade rader", lage=["Rättad"])
    assert table(page, "Avvisade och väntande rader")[1][6] == "Rättad i inläsning 2"


def test_findings_are_counted_with_how_they_are_mended(board: Loader) -> None:
    small_board.grant("ik_manager")
    page = opening.opened(PAGE, visa="Iakttagelser")
    rows = {row[0]: row[1:] for row in table(page, "Iakttagelser per regel")[1:]}
    assert rows["Inget pris alls"][:3] == ["1", "Varning", "Placeringar"]
    assert "P2" not in texts(page)


def test_completeness_by_field_and_unit(board: Loader) -> None:
    small_board.grant("ik_manager")
    page = opening.opened(PAGE, visa="Fullständighet")
    headings, *rows = table(page, "Fullständighet: placeringar")
    assert headings == ["Fält", "Alla enheter", "Saknas", "Av", "Barn och unga", "Vuxen"]
    by_field = {row[0]: row[1:] for row in rows}
    assert by_field["Kön"] == ["100,0 %", "0", "5", "100,0 %", "100,0 %"]
    assert by_field["Lagrum"] == ["20,0 %", "4", "5", "33,3 %", "0,0 %"]
    assert by_field["Pris alla dygn"] == ["80,0 %", "1", "5", "66,7 %", "100,0 %"]
    # asked of direct awards alone, of which the other unit has none
    assert by_field["Skäl utanför ramavtal"] == ["0,0 %", "1", "1", "0,0 %", ""]


def test_a_manager_of_one_unit_sees_no_other_unit(board: Loader) -> None:
    small_board.grant("ik_manager", ["vux"])
    assert "Barn och unga" not in texts(opening.opened(PAGE, visa="Fullständighet"))
    assert "Inget pris alls" not in texts(opening.opened(PAGE, visa="Iakttagelser"))


@pytest.mark.parametrize("rubbish", ["'; drop table core.stay; --", "x" * 10_000, "99999999999999999999"])
def test_rubbish_in_the_address_is_said(board: Loader, rubbish: str) -> None:
    small_board.grant("ik_manager")
    for part, key in (("Avvisade rader", "regel"), ("Inläsningar", "inlasning"), (rubbish, "visa")):
        page = opening.opened(PAGE, **{"visa": part, key: rubbish})
        assert not page.exception
        assert "Adressen anger något som inte finns" in opening.heeded(page)[0]


@pytest.mark.parametrize("part", ["Läget", "Inläsningar", "Avvisade rader", "Iakttagelser", "Fullständighet"])
def test_a_store_without_faults_has_every_part(loader: Loader, part: str) -> None:
    loader({"units.csv": "unit;name\nbou;Barn och unga\n"})
    small_board.grant("ik_controller")
    page = opening.opened(PAGE, visa=part)
    assert not page.exception and not page.error


def test_an_empty_store_says_how_it_is_filled(store_url: str) -> None:
    small_board.grant("ik_controller")
    page = opening.opened(PAGE)
    assert "python -m etl load" in texts(page)


def test_another_role_is_told_whose_page_it_is(board: Loader) -> None:
    small_board.grant("ik_board")
    page = opening.opened(PAGE)
    assert "Sidan hör inte till din roll" in texts(page)
    assert not cards(page)
