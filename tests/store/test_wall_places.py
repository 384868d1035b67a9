"""Who gets what of bought care by municipality: manager and controller, in the own board, whatever the grant."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from store.access import add_board, protect
from store.connect import owner_connection
from tests.etl.loading import BOARD, DAY, Loader, asked, asking
from tests.pages import secret_places

OTHER = "Annan nämnd"
PERIOD = "'2025-06-01', '2025-06-01', 'heldygnsvard'"
PLACES = f"select level, municipality_code, persons from report.bought_care_places({PERIOD})"
POINTS = (
    "select provider_code, municipality_code, latitude, longitude, persons "
    f"from report.bought_care_points({PERIOD})"
)
WHOLE: list[tuple[Any, ...]] = [("municipality", "0680", 4), ("rest", None, 8), ("total", None, 12)]


@pytest.fixture
def board(loader: Loader) -> Loader:
    secret_places.load(loader)
    return loader


@pytest.mark.parametrize("role", ["ik_board", "ik_publisher", "ik_reviewer"])
def test_no_other_role_asks(board: Loader, role: str) -> None:
    for question in (PLACES, POINTS):
        with asking(role) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(question.encode())


def test_what_lies_inside_is_for_nobody(board: Loader) -> None:
    given = ", ".join(["null"] * 11)
    for inner in (f"core.bought_care({PERIOD}, {given})", "core.seen_place", "core.seen_provider_form"):
        for role in ("ik_manager", "ik_controller"):
            with asking(role) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"select * from {inner}".encode())


@pytest.mark.parametrize("role", ["ik_manager", "ik_controller"])
@pytest.mark.parametrize("protected", [False, True])
def test_sums_ask_for_no_opening_and_are_the_same_for_all(board: Loader, role: str, protected: bool) -> None:
    scope: dict[str, Any] = {"role": role, "protected": protected, "opened": False}
    assert asked(PLACES, **scope) == WHOLE
    (point,) = asked(POINTS, **scope)
    assert (*point[:2], float(point[2]), float(point[3]), point[4]) == ("B101", *secret_places.OPEN[1:], 4)


def test_a_protected_person_and_a_stay_that_becomes_secret_leave_the_municipality_and_stay_in_the_whole(
    board: Loader,
) -> None:
    with owner_connection() as connection:
        protect(connection, "P1")
    assert asked(PLACES) == [("municipality", "0680", 3), ("rest", None, 9), ("total", None, 12)]
    assert asked(POINTS) == []
    # of two open persons no municipality is told, and nothing of what the rest would hold
    key = asked("select person_key from report.placement where placement_id = 'P2'")[0][0]
    with owner_connection() as connection:
        protect(connection, key)
    assert asked(PLACES, protected=True) == [("total", None, 12)]


def test_no_board_and_no_unit_is_nothing(board: Loader) -> None:
    for scope in (
        {"board": None},
        {"board": "Ingen nämnd"},
        {"units": None},
        {"units": "[]"},
        {"units": ["vux"]},
    ):
        assert asked(PLACES, **scope) == [] and asked(POINTS, **scope) == []
    assert asked(PLACES, units=["bou"]) == WHOLE


def test_another_board_has_its_own(board: Loader) -> None:
    with owner_connection() as connection:
        add_board(connection, OTHER)
    assert asked(PLACES, board=OTHER) == []
    assert asked(PLACES, board=BOARD) == WHOLE


def test_there_is_no_map_as_of_an_earlier_load(board: Loader) -> None:
    for load in (1, 2):
        assert asked(PLACES, as_of=load) == [] and asked(POINTS, as_of=load) == []


def test_a_place_stays_secret_when_the_source_no_longer_has_the_placement(board: Loader) -> None:
    rows = [line for line in secret_places.NOW["placements.csv"].split("\n") if "skyddat" not in line]
    more = "".join(f"Q{n};C{n};K{n};U2;hvb_privat;2025-06-01;bou\n" for n in (5, 6, 7))
    board(
        {"placements.csv": "\n".join(rows) + more},
        source="test",
        data_through=DAY,
        revision=2,
        complete=True,
        confirm=True,
    )
    forms = "select distinct care_form from report.placement where provider_code = 'B102'"
    assert asked(forms) == [("hvb_privat",)]
    assert asked(PLACES) == [("municipality", "0680", 4), ("rest", None, 5), ("total", None, 9)]


def test_the_municipality_of_two_joins_the_smallest_of_the_others(board: Loader) -> None:
    providers = "\n".join(
        (
            secret_places.NOW["providers.csv"].strip(),
            "U5;Boken AB;B105;privat;1480;57.7;11.9;nej",
            "U6;Eken AB;B106;privat;1481;57.6;12;nej",
            "",
        )
    )
    more = "".join(f"Q{n};C{n};K{n};U5;hvb_privat;2025-06-01;bou\n" for n in (1, 2, 3, 4, 5))
    few = "".join(f"S{n};C{n};K{n};U6;hvb_privat;2025-06-01;bou\n" for n in (6, 7))
    head = secret_places.NOW["placements.csv"].split("\n")[0]
    board(
        {"providers.csv": providers, "placements.csv": f"{head}\n{more}{few}"},
        source="test",
        data_through=DAY,
        revision=2,
    )
    # Jönköping has four, Göteborg five, Mölndal two: Jönköping stands with Mölndal, and has no point
    assert asked(PLACES) == [("municipality", "1480", 5), ("rest", None, 12), ("total", None, 12)]
    assert [row[0] for row in asked(POINTS)] == ["B105"]
