"""Översikt on a board small enough to count by hand (tests/pages/small_board.py)."""

from __future__ import annotations

import pytest

from domain import definitions
from store.connect import owner_connection
from tests.etl.loading import Loader
from tests.pages import opening, small_board
from tests.pages.files import Files, clicked, files
from tests.pages.opening import beside, cards, items, texts
from ui.attention import GROUPS
from ui.rooms import ROOMS, Room

__all__ = ["files"]

PAGE = "pages/oversikt.py"

JUNE = {
    "Kostnad med tillägg": "65 000 kr",  # 30 x 1000 + 10 x 500 + 30 x 900 + 3000
    "Dygnskostnad": "886 kr",  # 62 000 / 70
    "Vårddygn": "80 dygn",
    "Placerade personer": "3 personer",
    "Påbörjade placeringar": "1 st",
    "Avslutade placeringar": "1 st",
}
NEEDED = {
    "placeringar pågår fast avtalet har gått ut": "1",
    "avtal går ut inom 30 dagar": "1",
    "avtal går ut inom 60 dagar": "2",
    "avtal går ut inom 90 dagar": "2",
    "avtal saknar underskrift": "1",
    "placeringar är köpta utanför ramavtal": "1",
    "av dem saknar skäl": "1",
    "placeringar har dygn utan pris": "1",
    "jourhem har pågått över tiden": "1",
    "utredningar av barn är över fyra månader": "1",
    "rader är avvisade": "1",
    "rader väntar på sin placering": "1",
    "iakttagelser är fel": "0",
}


@pytest.fixture
def board(loader: Loader) -> None:
    small_board.load(loader)


def test_a_manager_sees_the_month_and_what_needs_a_decision(board: None) -> None:
    small_board.grant("ik_manager")
    page = opening.opened(PAGE)
    assert not page.exception
    assert cards(page) == JUNE
    assert {words: items(page)[words] for words in NEEDED} == NEEDED
    assert "Månad: <b>juni 2025</b>" in texts(page)
    # housing is told of beside and added to nothing; nobody is named
    assert "Därutöver 30\u00a0boendedygn (kostnad: 9\u00a0000\u00a0kr)" in texts(page)
    for secret in ("P1", "C1", "B101", "Hem AB"):
        assert f">{secret}<" not in opening.html(page)


def test_each_figure_stands_against_last_month_last_year_and_budget(board: None) -> None:
    small_board.grant("ik_controller")
    page = opening.opened(PAGE)
    days = beside(page, "Vårddygn")
    assert "mot 93 dygn maj 2025" in days and "\u221214,0 %" in days
    assert "mot 30 dygn juni 2024" in days and "+166,7 %" in days
    cost = beside(page, "Kostnad med tillägg")
    # 65 000 against 40 000 + 5 000; the jourhem's 27 000 has no budget
    assert "+20 000 kr" in cost and "mot budget 45 000 kr" in cost
    assert "27 000 kr av kostnaden saknar budget" in cost
    assert "kostnaden är okänd för 10 dygn" in cost


def test_a_controller_is_told_of_placements_and_not_of_cases(board: None) -> None:
    small_board.grant("ik_controller")
    shown = items(opening.opened(PAGE))
    assert "utredningar av barn är över fyra månader" not in shown
    expected = {words: number for words, number in NEEDED.items() if "utredningar" not in words}
    assert {words: shown[words] for words in expected} == expected


def test_a_manager_of_one_unit_sees_that_unit(board: None) -> None:
    small_board.grant("ik_manager", ["vux"])
    page = opening.opened(PAGE)
    assert cards(page)["Vårddygn"] == "10 dygn"
    assert cards(page)["Placerade personer"] == "0 personer"
    shown = items(page)
    assert shown["placeringar är köpta utanför ramavtal"] == "0"
    assert shown["utredningar av barn är över fyra månader"] == "0"
    assert "Barn och unga" not in texts(page)


def test_the_unit_in_the_address_is_followed(board: None) -> None:
    small_board.grant("ik_manager")
    page = opening.opened(PAGE, enhet=["Barn och unga"])
    assert "Enhet: <b>Barn och unga</b>" in texts(page)
    assert cards(page)["Vårddygn"] == "70 dygn"
    assert "mot budget 40 000 kr" in beside(page, "Kostnad med tillägg")


def test_an_earlier_month_is_counted_to_its_last_day(board: None) -> None:
    small_board.grant("ik_manager")
    page = opening.opened(PAGE, manad="maj 2025")
    assert cards(page)["Vårddygn"] == "93 dygn"
    assert cards(page)["Placerade personer"] == "3 personer"
    assert "mot budget" not in beside(page, "Kostnad med tillägg")
    # before the first month of the data nothing is known, which is not 0
    assert "inget att jämföra med maj 2024" in beside(page, "Vårddygn")


def test_each_item_leads_to_its_list(board: None) -> None:
    small_board.grant("ik_manager")
    html = opening.html(opening.opened(PAGE))
    for words in (
        "Avtal+g%C3%A5r+ut+inom+30+dagar",
        "Utanf%C3%B6r+ramavtal+utan+sk%C3%A4l",
        "Dygn+utan+pris",
    ):
        assert f'href="placeringar?lista={words}"' in html
    assert 'href="datakvalitet?visa=Avvisade+rader"' in html
    assert 'href="datakvalitet?visa=Iakttagelser"' in html
    over = "floden?visa=P%C3%A5g%C3%A5r+nu&amp;lista=%C3%96ver+tiden&amp;galler=Barn&amp;steg=Utredning"
    assert f'href="{over}"' in html
    # an item that is empty leads nowhere
    assert ">iakttagelser är fel</a>" not in html
    assert opening.defined(opening.opened(PAGE)) <= {d.name for d in definitions.EVERY}


def test_the_links_lead_to_what_was_counted(board: None) -> None:
    small_board.grant("ik_manager")
    numbers = items(opening.opened(PAGE))
    for item in (item for group in GROUPS.values() for item in group if item.page == "placeringar"):
        listed = opening.opened("pages/placeringar.py", **dict(item.address))
        assert not opening.heeded(listed)
        assert cards(listed)["Placeringar"] == f"{numbers[item.words]} st", item.words
    rejected = opening.opened("pages/datakvalitet.py", visa="Avvisade rader")
    assert not opening.heeded(rejected)
    assert len(opening.table(rejected, "Avvisade och väntande rader")) == 1 + 2


def test_what_was_never_delivered_is_unknown(loader: Loader) -> None:
    placements = "placement_id;person_id;provider_id;care_form;moved_in_on\nP1;A;U1;hvb_privat;2025-05-01\n"
    loader({"placements.csv": placements})
    small_board.grant("ik_manager")
    page = opening.opened(PAGE)
    shown = items(page)
    for words in ("avtal saknar underskrift", "avtal går ut inom 30 dagar", "jourhem har pågått över tiden"):
        assert shown[words] == "okänt", words
    assert cards(page)["Kostnad med tillägg"] == "okänt"
    assert cards(page)["Vårddygn"] == "30 dygn"


def test_an_empty_store_says_how_it_is_filled(store_url: str) -> None:
    small_board.grant("ik_manager")
    page = opening.opened(PAGE)
    assert ".venv/bin/python -m etl load" in texts(page)
    assert not cards(page)


@pytest.mark.parametrize("role", ["ik_board", "ik_publisher", "ik_reviewer"])
def test_other_roles_are_told_whose_page_it_is(board: None, role: str) -> None:
    small_board.grant(role)
    page = opening.opened(PAGE)
    assert "Sidan hör inte till din roll" in texts(page)
    assert not cards(page) and not items(page)


@pytest.mark.parametrize(
    ("role", "title"),
    [("ik_manager", "Översikt"), ("ik_controller", "Översikt"), ("ik_board", "Månadsrapport")],
)
def test_each_role_begins_on_its_own_page(board: None, role: str, title: str) -> None:
    small_board.grant(role)
    page = opening.opened("app.py")
    assert [shown.value for shown in page.title] == [title]


def in_a_room(room: Room, files: Files) -> tuple[str, dict[str, str]]:
    """What a room says to a role that may open it, and what its CSV files say."""
    small_board.grant(min(room.roles).value)
    page = opening.opened(f"pages/{room.name}.py")
    assert not page.exception
    taken = {name: clicked(make).decode("utf-8-sig") for name, make in files.items() if name[:3] == "CSV"}
    # rows about individuals have a file first when they have been opened, a forecast when there is history enough,
    # and the board has no invoices
    without = (
        *("definitioner", "individflode", "placeringar", "komplettera", "prognos", "fakturakontroll"),
        *("mal", "behov", "kvalitet", "valfardsteknik", "manadsrapport"),
    )
    assert taken or room.name in without
    return texts(page), taken


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_made_up_facts_are_marked_in_every_room_and_its_files(
    loader: Loader, room: Room, files: Files
) -> None:
    small_board.load(loader, is_demo=True)
    something_logged()
    said, taken = in_a_room(room, files)
    assert "Demokommun – påhittade uppgifter" in said
    assert [name for name, file in taken.items() if "Obs;Demokommun – påhittade uppgifter" not in file] == []


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_real_facts_are_not(board: None, room: Room, files: Files) -> None:
    something_logged()
    said, taken = in_a_room(room, files)
    assert "påhittade" not in said + "".join(taken.values())


def something_logged() -> None:
    with owner_connection() as store:
        store.execute(
            "insert into access.log (board_id, who, role, page, purpose, kind, about, filter) "
            "values (1, 'kim', 'ik_manager', 'datakvalitet', 'uppfoljning', 'oppning', 'Iakttagelser', '{}')"
        )
        store.commit()
