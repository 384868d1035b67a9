"""One individual's line of time, with real logins: who sees what of it, and finding without telling.

The persons are those of tests/pages/individuals.py.
"""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from store.access import add_board
from store.connect import owner_connection
from tests.etl.loading import Loader, asking, rows
from tests.pages import individuals

READ = "select * from report.time_line(%s, %s)"
FIND = "select person_key, case_id from report.individuals(%s, %s)"
LANES = (
    "process",
    "decision",
    "legal_basis",
    "placement",
    "intervention",
    "follow_up",
    "consideration",
    "goal",
)


@pytest.fixture
def town(loader: Loader) -> Loader:
    individuals.load(loader)
    return loader


def line(person: str | None, case: str | None = None, **scope: Any) -> list[dict[str, Any]]:
    """The rows of a line of time under a scope, in order."""
    with asking(scope.pop("role", "ik_manager"), **scope) as connection:
        cursor = connection.execute(READ.encode(), (person, case))
        names = [column.name for column in cursor.description or ()]
        found = [dict(zip(names, row, strict=True)) for row in cursor]
    return sorted(found, key=lambda row: (row["started_on"], row["flow_order"], str(row["code"])))


def found(key: str | None, cases: list[str] | None = None, **scope: Any) -> list[tuple[Any, ...]]:
    """Whom a key or cases lead to."""
    with asking(scope.pop("role", "ik_manager"), **scope) as connection:
        return rows(connection, FIND, key, cases)


def drawn(found: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """Item, first day, last day, the day it was due, whether that has passed undone."""
    return [
        (
            row["item"],
            *(str(row[day] or "")[5:] for day in ("started_on", "ended_on", "due_on")),
            row["is_late"],
        )
        for row in found
    ]


def test_everything_about_a_person_stands_in_order_of_time(town: Loader) -> None:
    assert drawn(line(individuals.key_of("C1"))) == [
        ("aktualisering", "01-01", "", "", False),
        ("preliminary_assessment", "01-01", "01-20", "01-15", True),
        ("skyddsbedomning", "01-02", "", "", False),
        ("forhandsbedomning", "01-20", "", "", False),
        ("utredning", "01-20", "05-10", "", False),
        ("investigation", "01-20", "05-10", "05-20", False),
        ("beslut", "02-10", "", "", False),
        ("decision_to_execution", "02-10", "02-15", "05-10", False),
        ("insats", "02-15", "", "", False),
        ("beslut", "05-10", "", "", False),
        ("decision_to_execution", "05-10", "05-11", "08-10", False),
        ("placering", "05-11", "06-10", "", False),
        ("lagrum", "05-11", "06-10", "", False),
        ("parallella", "05-11", "05-31", "", False),
        ("overvagande", "05-15", "", "05-25", True),
        ("insats", "06-01", "06-14", "", False),
        ("overvagande", "06-01", "06-10", "12-01", False),
        ("parallella", "06-01", "06-10", "", False),
        ("uppfoljning", "06-05", "", "", False),
        ("parallella", "06-11", "06-14", "", False),
        ("bedomning", "06-14", "", "", False),
    ]


def test_days_hours_and_cost_are_those_of_the_row(town: Loader) -> None:
    found = {
        row["key"]: row
        for row in line(individuals.key_of("C1"), protected=True)
        if row["flow_order"] in (80, 90)
    }
    placement, contact, treatment = found["P1"], found["K1"], found["K2"]
    assert (placement["care_days"], placement["cost"], placement["extra_cost"]) == (30, 30000, 500)
    assert placement["provider_code"] == "B101"
    # from 15 February to 30 June, both counted; 1 to 14 June
    assert (contact["given_days"], contact["hours_per_week"]) == (136, 3)
    assert (treatment["given_days"], treatment["reason"]) == (14, "enligt_plan")


def test_every_placement_is_worth_the_same_as_in_the_open_model(town: Loader) -> None:
    columns = "placement_id, provider_code, moved_in_on, moved_out_on, care_days, cost, extra_cost, end_reason, unit"
    with asking("ik_manager", protected=True) as connection:
        listed = rows(connection, f"select person_key, {columns} from report.placement")
        keys = {row[0] for row in listed}
        mine = [
            (key, *row)
            for key in keys
            for row in connection.execute(
                b"select key, provider_code, started_on, ended_on, care_days, cost, extra_cost, reason, unit "
                b"from report.time_line(%s, null) where item = 'placering'",
                (key,),
            )
        ]
    assert len(listed) == 12
    assert sorted(map(str, mine)) == sorted(map(str, listed))


SEEN_OF_OTHERS = {
    "lane",
    "item",
    "started_on",
    "occurred_at",
    "ended_on",
    "unit",
    "is_own",
    "is_late",
    "flow_order",
}


def test_of_other_units_there_is_kind_dates_and_unit(town: Loader) -> None:
    seen = line(individuals.key_of("C1"), units=["Barn"])
    others = [row for row in seen if not row["is_own"]]
    assert drawn(others) == [("beslut", "02-10", "", "", False), ("insats", "02-15", "", "", False)]
    decision, contact = others
    told = {name for name, value in decision.items() if value is not None}
    assert told <= SEEN_OF_OTHERS
    told = {name for name, value in contact.items() if value is not None}
    assert told <= SEEN_OF_OTHERS | {"vocabulary", "code"} and contact["code"] == "kontaktperson"
    assert not any(secret in str(others) for secret in ("bifall", "sol2001_4_1", "C1", "D3", "K1", "B101"))
    # what is given at once is told across units
    assert next(row["kinds"] for row in seen if row["item"] == "parallella") == [
        "hvb_privat",
        "kontaktperson",
    ]


def test_a_secret_place_is_not_told(town: Loader) -> None:
    (placement,) = [row for row in line(individuals.key_of("C1")) if row["item"] == "placering"]
    assert placement["provider_code"] == "skyddad"


def test_parent_and_child_are_two(town: Loader) -> None:
    child, mother = individuals.key_of("C1"), None
    persons = [key for key, _ in found(None, ["C1"])]
    assert len(persons) == 2 and child in persons
    (mother,) = set(persons) - {child}
    assert {row["key"] for row in line(mother) if row["lane"] == "placement"} == {"P2"}
    assert "P2" not in str(line(child)) and "P1" not in str(line(mother))
    # the mother has no row in Barn: to that unit she is nobody
    assert [key for key, _ in found(None, ["C1"], units=["Barn"])] == [child]
    assert line(mother, units=["Barn"]) == []


def test_what_does_not_exist_what_is_anothers_and_who_is_protected_are_the_same_nothing(town: Loader) -> None:
    own: dict[str, Any] = {"units": ["Barn"]}
    protected, other = individuals.key_of("C2"), individuals.key_of("C3")
    for key in ("f" * 32, protected, other, protected[:8], other[:8]):
        assert found(key, **own) == []
        assert line(key, **own) == []
    for case in ("finns inte", "C2", "C3"):
        assert found(None, [case], **own) == []
        assert line(None, case, **own) == []
    assert found(protected, units=["Barn"], protected=True) == [(protected, None)]
    assert {row["item"] for row in line(protected, units=["Barn"], protected=True)} >= {
        "handelse",
        "utredning",
    }
    assert found(other, units=["Vuxen"]) == [(other, None)]


def test_a_log_without_a_person_belongs_to_its_case(town: Loader) -> None:
    assert found(None, ["L1"], units=["Barn"]) == [(None, "L1")]
    assert [(row["code"], str(row["occurred_at"])[:16]) for row in line(None, "L1")] == [
        ("inkommen", "2025-01-01 08:00"),
        ("avslutad", "2025-01-02 09:30"),
    ]
    assert found(None, ["L1"], units=["Vuxen"]) == [] == line(None, "L1", units=["Vuxen"])
    # nothing of a case that is about somebody protected
    assert found(None, ["C2"]) == [] == line(None, "C2")
    assert line(individuals.key_of("C1"), "L1") == line(individuals.key_of("C1"))


def test_rows_without_a_unit_are_for_those_with_the_whole_board(town: Loader) -> None:
    person = individuals.key_of("C3")
    assert {row["key"] for row in line(person) if row["item"] == "insats"} == {"K3", "K4"}
    assert {row["key"] for row in line(person, units=["Barn", "Vuxen"]) if row["item"] == "insats"} == {"K3"}


def test_a_key_leads_there_from_eight_signs_and_from_before_a_merge(town: Loader) -> None:
    person = individuals.key_of("C1")
    with owner_connection() as connection:
        old = connection.execute("select person_key from core.referrals where referral_id = 'R1'").fetchone()
    assert old is not None and old[0] != person
    for key in (person, person[:8], person[:20], old[0], old[0][:8]):
        assert found(key) == [(person, None)], key
    for key in (person[:7], "", person[:8] + "g", "%", person[1:]):
        assert found(key) == [], key
    assert line(old[0]) == line(person)


def test_nothing_without_an_opening_as_of_a_load_or_in_another_board(town: Loader) -> None:
    person = individuals.key_of("C1")
    with owner_connection() as connection:
        add_board(connection, "Annan nämnd")
    for scope in (
        {"opened": False},
        {"as_of": 1},
        {"board": "Annan nämnd"},
        {"board": None},
        {"units": "[]"},
    ):
        assert line(person, **scope) == [] == found(person, **scope)
        assert line(None, "L1", **scope) == [] == found(None, ["L1"], **scope)


@pytest.mark.parametrize("role", ["ik_controller", "ik_board", "ik_publisher", "ik_reviewer"])
def test_no_other_role_may_ask(town: Loader, role: str) -> None:
    person = individuals.key_of("C1")
    for ask in (lambda: line(person, role=role), lambda: found(person, role=role)):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            ask()
    with asking(role) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("select access.is_identity_key('x')")


def test_who_is_protected_by_hand_is_gone_at_once(town: Loader) -> None:
    person = individuals.key_of("C1")
    with owner_connection() as connection:
        old = connection.execute("select person_key from core.referrals where referral_id = 'R1'").fetchone()
        assert old is not None
        connection.execute(
            "insert into access.protection (board_id, kind, key) values (1, 'person', %s)", (old[0],)
        )
    assert line(person) == [] == found(person)
    assert line(person, protected=True)
