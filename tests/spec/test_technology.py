"""Welfare technology in a small drawn board: in use, how broadly, how scored, what it gave; by an oracle too."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import psycopg
import pytest

from queries import door
from queries.scope import Role, Scope
from store.addresses import app_address
from store.check import check
from tests.etl.loading import BOARD, DAY, Loader, asked, loader
from tests.pages import technology_board

__all__ = ["loader"]

MANAGER = Scope(user="eva", role=Role.MANAGER, board=BOARD, units=None, protected=False, individuals=False)
SCORE = "select * from desk.score_initiative(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
CATEGORIES = ("tillsyn", "gps_larm", "video", "traning", "inkop")


def told(question: str, **scope: Any) -> list[tuple[Any, ...]]:
    return asked(question, **scope)


def test_what_is_in_use_and_how_broadly(loader: Loader) -> None:
    technology_board.load(loader)
    in_use = told("select deployment_id from report.deployment where in_use")
    assert [row[0] for row in in_use] == ["T1", "T2", "T4", "T5", "T8"]
    rows = door.run("technology_sums", MANAGER).to_dict("records")
    found = {row["category"]: row for row in rows if row["grain"] == "category"}
    supervision = found["Digital tillsyn"]
    assert (supervision["deployments"], supervision["counted"], supervision["monthly_kr"]) == (2, 105, 1750)
    # 2,000 are 65 or more, 800 of them 80 or more
    assert (supervision["per_1000_from_65"], supervision["per_1000_from_80"]) == (
        Decimal("52.5"),
        Decimal("131.25"),
    )
    assert found["GPS-larm"]["is_approximate"] and found["GPS-larm"]["without_monthly"] == 1
    assert found["GPS-larm"]["monthly_kr"] is None
    # what nobody knows is not 0
    sensor = found["Passivt larm eller sensor"]
    assert (sensor["counted"], sensor["without_count"], sensor["per_1000_from_80"]) == (None, 1, None)
    kinds = {row["kind"]: row["deployments"] for row in rows if row["grain"] == "kind"}
    assert kinds == {"valfardsteknik": 4, "it": 1}

    moved: dict[str, list[int | None]] = {}
    for row in door.run("technology_breadth", MANAGER).to_dict("records"):
        moved.setdefault(row["category"], []).append(row["breadth"])
    assert moved["tillsyn"] == [1, 1, 2]
    # T3 was in broad use until it ended, though what tells of its end speaks of a count from before
    assert moved["kommunikation"] == [2, 2, 0]
    assert moved["passivt_larm"] == [None, None, None]
    assert (moved["traning"], moved["inkop"], moved["gps_larm"]) == ([0, 0, 0], [0, 0, 0], [2, 2, 2])
    # of what has never been there is none
    assert moved["video"] == [0, 0, 0] and "it_personal_medborgare" not in moved
    # a deployment that ends before it starts is kept, and listed
    reversed_ones = told("select entity, key from report.finding where rule = 'period_reversed'")
    assert reversed_ones == [("deployments", "T7")]
    assert check(loader.connection) == []


def test_a_score_needs_all_eight_and_one_entered_stands_above_the_delivered(loader: Loader) -> None:
    technology_board.load(loader)
    scores = (
        "select initiative_id, scored_factors, score, feasibility_mean, benefit_mean, score_source, delayed, "
        "costs_more_than_it_gives, unread from report.initiative"
    )

    def found() -> dict[str, tuple[Any, ...]]:
        return {row[0]: row[1:] for row in told(scores)}

    assert found() == {
        "S1": (8, Decimal("1.25"), Decimal("1.5"), Decimal(1), "levererad", False, False, []),
        "S2": (7, None, None, None, "levererad", False, None, []),
        "S3": (0, None, None, None, None, None, None, ["years", "priority", "cost"]),
        "S4": (8, Decimal(3), Decimal("2.5"), Decimal("3.5"), "levererad", True, True, []),
        "S5": (8, Decimal(3), Decimal(3), Decimal(3), "levererad", False, True, []),
        "S6": (0, None, None, None, None, None, None, []),
        "S7": (8, Decimal("1.625"), Decimal("1.5"), Decimal("1.75"), "levererad", False, False, []),
    }
    score(2, 2, 2, 2, 2, 2, 2, 2, to="S1")
    assert found()["S1"][1:5] == (2, 2, 2, "inmatad")
    # a later delivery does not write over it, and what it says is kept beside
    files = {
        "initiatives.csv": "initiative_id;name;competence;management_support;complexity;financing;saving;quality;"
        "requirements;goal_attainment\nS1;Fler larm;4;4;4;4;4;4;4;4\n"
    }
    loader(files, source="test", data_through=DAY + timedelta(days=31))
    assert found()["S1"][1:5] == (2, 2, 2, "inmatad")
    assert told("select delivered_score from report.initiative where initiative_id = 'S1'") == [(4,)]
    # who has not seen that another has scored since is told, and nothing is written
    assert score(1, 1, 1, 1, 1, 1, 1, 1, to="S1", user="kim")[:2] == (None, "eva")
    (latest,) = told("select score_id from report.initiative_score")[0]
    score(*[None] * 8, to="S1", seen=latest, user="kim")
    assert found()["S1"][1:5] == (4, 4, 4, "levererad")
    history = told("select scored_by, is_withdrawal, holds, score from report.initiative_score")
    assert history == [("eva", False, False, Decimal(2)), ("kim", True, False, None)]


def score(
    *factors: int | None, to: str, seen: int | None = None, user: str = "eva", role: str = "ik_controller"
) -> tuple[Any, ...]:
    """Score as the app does it."""
    with psycopg.connect(app_address()) as connection:
        for name, value in {"ik.user": user, "ik.board": BOARD, "ik.units": "*", "role": role}.items():
            connection.execute("select set_config(%s, %s, true)", (name, value))
        row = connection.execute(SCORE, (to, *factors, None, seen)).fetchone()
    assert row is not None
    return row


@pytest.mark.parametrize("wrong", [0, 5])
def test_a_score_off_the_scale_is_refused(loader: Loader, wrong: int) -> None:
    technology_board.load(loader)
    with pytest.raises(psycopg.errors.CheckViolation):
        score(wrong, 1, 1, 1, 1, 1, 1, 1, to="S1")


def test_only_what_was_taken_home_sums_up_and_the_report_to_the_board(loader: Loader) -> None:
    first = technology_board.load(loader)
    assert told("select benefit_id, attained_share, realised_kr from report.benefit") == [
        ("B1", Decimal("1.2"), Decimal("1000.5")),
        ("B2", None, None),
        ("B3", None, None),
    ]
    years = door.run("benefit_years", MANAGER).to_dict("records")
    assert [(row["year"], row["planned"], row["measured"], row["realised_kr"]) for row in years] == [
        (2024, 3, 0, None),
        (2025, 0, 1, Decimal("1000.5")),
    ]

    def board(from_on: str, to_on: str, **scope: Any) -> dict[tuple[str, str], Any]:
        rows = told(f"select * from report.board_technology('{from_on}', '{to_on}')", **scope)
        assert {row[0] for row in rows} <= {"valfardsteknik"}
        return {(row[1], row[2]): row[3] for row in rows}

    assert board("2025-03-01", "2025-03-31", role="ik_publisher") == {
        ("i_drift", "valfardsteknik"): 5,
        ("i_drift", "it"): 1,
        ("i_drift", "okand"): 0,
        ("paborjade", "valfardsteknik"): 0,
        ("paborjade", "it"): 0,
        ("paborjade", "okand"): 0,
        ("forsenade", "alla"): 1,
        ("forsenade", "okand"): 1,
        ("hemtaget_period", "alla"): Decimal("1000.5"),
        ("hemtaget_ar", "alla"): Decimal("1000.5"),
    }
    later = board("2025-04-01", "2025-06-30")
    assert (later["hemtaget_period", "alla"], later["hemtaget_ar", "alla"]) == (0, Decimal("1000.5"))
    assert (later["i_drift", "valfardsteknik"], later["paborjade", "valfardsteknik"]) == (4, 1)
    # as of the first load nothing was planned, and what is not delivered has no row
    before = board("2024-01-01", "2024-01-31", as_of=first)
    assert {row for row, _ in before} == {"i_drift", "paborjade"}
    assert before["i_drift", "valfardsteknik"] == 3
    assert board("2025-03-01", "2025-03-31", units=["a"]) == {}


def test_ages_that_do_not_go_evenly_are_unknown(loader: Loader) -> None:
    technology_board.load(loader)
    question = "select age_from, inhabitants from report.inhabitants_from('{65,70,80}')"
    assert told(question) == [(65, 2000), (70, None), (80, 800)]


def test_breadth_against_a_slow_count(loader: Loader) -> None:
    """Three deliveries of forty drawn deployments, day by day from what had been said."""
    chance = random.Random(11)
    said: dict[str, list[tuple[date, str | None]]] = {}
    facts: dict[str, dict[str, Any]] = {}
    for through in (date(2022, 12, 31), date(2023, 12, 31), date(2024, 6, 30)):
        lines = []
        for number in range(40):
            key = f"D{number:02d}"
            if chance.random() < 0.3:
                continue
            fact = facts.setdefault(
                key,
                {
                    "category": chance.choice(CATEGORIES),
                    "started": chance.choice((None, date(2021, 5, 1), date(2023, 3, 1))),
                    "ended": None,
                },
            )
            status = chance.choice((None, "test", "breddinford", "planerad"))
            if through.year == 2024 and chance.random() < 0.3:
                fact["ended"], status = date(2023, 6, 30), "avslutad"
            as_of = chance.choice((None, through - timedelta(days=60)))
            if status != "avslutad":
                said.setdefault(key, []).append((as_of or through, status))
            cells = (key, "x", fact["category"], fact["started"], fact["ended"], as_of, status)
            lines.append(";".join("" if cell is None else str(cell) for cell in cells))
        head = "deployment_id;technology;category;started_on;ended_on;as_of_on;status"
        loader({"deployments.csv": "\n".join((head, *lines))}, source="test", data_through=through)

    def breadth(category: str, day: date) -> int | None:
        states: list[str | None] = []
        for key, fact in facts.items():
            before = [status for on, status in said.get(key, []) if on <= day]
            if fact["category"] != category or (fact["ended"] and fact["ended"] < day):
                continue
            if fact["started"] is None and not before:
                states.append(None)
            elif (fact["started"] is None or fact["started"] <= day) and (
                not before or before[-1] != "planerad"
            ):
                states.append(before[-1] if before else None)
        if "breddinford" in states:
            return 2
        return None if None in states else 1 if states else 0

    rows = [
        row
        for row in told("select category, day, breadth from report.technology_breadth()")
        if row[0] in CATEGORIES
    ]
    assert {row[1] for row in rows} == {date(2022, 12, 31), date(2023, 12, 31), date(2024, 6, 30)}
    assert {(category, day): value for category, day, value in rows} == {
        (category, day): breadth(category, day) for category, day, _ in rows
    }
    assert {value for _, _, value in rows} >= {2, None}
