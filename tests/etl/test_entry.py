"""Facts typed in: who may, what becomes of each change, two at once, undoing, and what waits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import psycopg
import pytest

from etl import entry
from etl.entry import Outcome
from etl.undo import undo
from store.access import add_board, protect
from store.check import check
from store.connect import owner_connection
from tests.etl.loading import BOARD, Loader, asking
from ui import entry_follow_up

DAY = date(2025, 6, 30)
DELIVERY = {
    "units.csv": "unit;name\nBarn;Barn och unga\nVuxen;Vuxna\n",
    "placements.csv": """
        placement_id;case_id;person_id;provider_id;care_form;moved_in_on;main_reason;agreement_signed_on;unit
        P1;C1;A;U1;hvb_privat;2025-06-01;;;Barn
        P2;C2;B;U1;hvb_privat;2025-06-01;;2025-05-30;Vuxen
        """,
}


@pytest.fixture
def board(loader: Loader) -> Loader:
    loader(DELIVERY, source="a", data_through=DAY)
    return loader


@contextmanager
def writing(role: str = "ik_controller", **settings: str) -> Iterator[psycopg.Connection]:
    """A transaction of the app under an opening that is kept, with the grant to enter facts."""
    with asking(role, user=settings.get("ik.user", "eva")):
        pass  # the opening is written by an earlier transaction
    with asking(role, user=settings.get("ik.user", "eva"), units=settings.pop("units", "*")) as connection:
        for name, value in {"ik.entry": "ja", **settings}.items():
            connection.execute("select set_config(%s, %s, true)", (name, value))
        yield connection
        connection.execute("reset role")
        connection.commit()


def change(
    column: str, value: str | None, was: str | None = None, placement: str = "P1", **more: str
) -> dict[str, Any]:
    entity = more.pop("entity", "placement_additions")
    return {
        "entity": entity,
        "key": {"placement_id": placement, **more},
        "column": column,
        "was": was,
        "value": value,
    }


def written(*changes: dict[str, Any], **settings: str) -> int:
    with writing(**settings) as connection:
        row = connection.execute("select desk.enter(%s)", (json.dumps(changes),)).fetchone()
    assert row is not None
    return int(row[0])


def entered(*changes: dict[str, Any], **settings: str) -> entry.Entered:
    written(*changes, **settings)
    (done,) = entry.take_in()
    return done


def outcomes(done: entry.Entered) -> list[Outcome]:
    return [one.outcome for one in done.became]


def facts(placement: str = "P1") -> tuple[Any, ...]:
    with asking() as connection:
        row = connection.execute(
            "select main_reason, procurement, agreement_signed_on::text, daily_price::float from report.placement "
            "where placement_id = %s",
            (placement,),
        ).fetchone()
    assert row is not None
    return row


def test_what_is_entered_is_a_load_with_who_and_when(board: Loader) -> None:
    price = change("daily_price", "5200.50", entity="price_additions", valid_from="2025-06-01")
    done = entered(change("procurement", "ramavtal"), change("agreement_signed_on", "2025-06-03"), price)
    assert outcomes(done) == [Outcome.TAKEN] * 3
    assert facts() == (None, "ramavtal", "2025-06-03", 5200.5)
    with asking(user="eva") as connection:
        (row,) = connection.execute(
            "select entered_by, placements, changes, taken, load_id, is_waiting from report.entries()"
        ).fetchall()
        assert row == ("eva", 1, 3, 3, done.load_id, False)
        (load,) = connection.execute(
            "select source, data_through, rows_read, rows_rejected from report.load where load_id = %s",
            (done.load_id,),
        ).fetchall()
    assert load == ("inmatning", DAY, 2, 0)
    assert check(board.connection) == []


def test_two_at_once_lose_nothing(board: Loader) -> None:
    first = written(change("procurement", "ramavtal"), change("main_reason", "kriminalitet"))
    second = written(
        change("procurement", "direktupphandling"),
        change("agreement_signed_on", "2025-06-03"),
        **{"ik.user": "bo"},
    )
    one, other = entry.take_in()
    assert (one.entry_id, other.entry_id) == (first, second)
    assert other.became[0].outcome is Outcome.CHANGED_BY_OTHERS and other.became[0].stands == "ramavtal"
    assert "Någon annan" in other.became[0].message
    assert other.became[1].outcome is Outcome.TAKEN
    assert facts()[1:3] == ("ramavtal", "2025-06-03")
    # whoever has seen what stands may change it
    assert outcomes(entered(change("procurement", "direktupphandling", was="ramavtal"))) == [Outcome.TAKEN]
    assert facts()[1:3] == ("direktupphandling", "2025-06-03")


def test_a_delivered_value_is_not_entered_over(board: Loader) -> None:
    done = entered(change("agreement_signed_on", "2025-06-03", was="2025-05-30", placement="P2"))
    assert outcomes(done) == [Outcome.DELIVERED] and done.load_id is None
    assert done.became[0].stands == "2025-05-30"
    assert facts("P2")[2] == "2025-05-30"


def test_a_change_can_be_taken_back_and_an_entry_undone(board: Loader) -> None:
    entered(change("procurement", "ramavtal"), change("main_reason", "kriminalitet"))
    assert outcomes(entered(change("procurement", None, was="ramavtal"))) == [Outcome.TAKEN]
    assert facts()[:2] == ("kriminalitet", None)
    done = entered(change("main_reason", None, was="kriminalitet"))
    assert facts()[0] is None
    with writing() as connection:
        assert connection.execute("select desk.undo_entry(%s)", (done.entry_id,)).fetchone() == (
            done.entry_id,
        )
        assert connection.execute("select desk.undo_entry(%s)", (done.entry_id,)).fetchone() == (None,)
    assert entry.take_in() == ()
    assert facts()[0] == "kriminalitet"
    with asking(user="eva") as connection:
        (row,) = connection.execute(
            "select undone_at is not null, undone_by, is_waiting from report.entries() where entry_id = %s",
            (done.entry_id,),
        ).fetchall()
    assert row == (True, "eva", False)
    assert check(board.connection) == []


def test_what_cannot_be_read_is_said_and_the_rest_is_taken(board: Loader) -> None:
    done = entered(change("procurement", "hemmagjord"), change("main_reason", "kriminalitet", placement="P2"))
    assert outcomes(done) == [Outcome.REJECTED, Outcome.TAKEN]
    assert "okänd kod" in done.became[0].message
    again = entered(change("main_reason", "kriminalitet", placement="P2"))
    assert outcomes(again) == [Outcome.AS_IT_WAS] and again.load_id is None


@pytest.mark.parametrize(
    "text", ["19811218-9876", "811218 9876", "811218+9876", "198112189876", "811218–9876", "19811218-T123"]
)
@pytest.mark.parametrize("place", ["value", "was"])
def test_a_personnummer_is_not_kept_anywhere(board: Loader, place: str, text: str) -> None:
    with pytest.raises(psycopg.errors.CheckViolation):
        written({**change("procurement", "ramavtal"), place: text})
    with owner_connection() as connection:
        assert connection.execute("select count(*) from desk.entry").fetchone() == (0,)


def test_an_entry_that_was_not_taken_in_waits_for_the_next(board: Loader) -> None:
    written(change("procurement", "ramavtal"))
    assert facts()[1] is None
    with asking(user="eva") as connection:
        assert connection.execute("select is_waiting from report.entries()").fetchall() == [(True,)]
    done = entry.take_in()
    assert [outcomes(one) for one in done] == [[Outcome.TAKEN]] and facts()[1] == "ramavtal"
    assert entry.take_in() == ()


@pytest.mark.parametrize(
    ("settings", "placement"),
    [
        ({"ik.entry": "nej"}, "P1"),  # no grant to enter
        ({"ik.opening": ""}, "P1"),  # nothing logged
        ({"ik.individuals": "nej"}, "P1"),
        ({"ik.units": '["Vuxen"]'}, "P1"),  # another unit's
        ({"role": "ik_manager", "ik.units": '["Vuxen"]'}, "P1"),
        ({}, "P9"),  # there is none
        ({"ik.board": "Annan nämnd"}, "P1"),
    ],
)
def test_nobody_enters_what_is_not_theirs(board: Loader, settings: dict[str, str], placement: str) -> None:
    with owner_connection() as connection:
        add_board(connection, "Annan nämnd")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        written(change("procurement", "ramavtal", placement=placement), **settings)
    assert entry.take_in() == ()


@pytest.mark.parametrize("role", ["ik_board", "ik_publisher", "ik_reviewer", None])
def test_other_roles_enter_nothing(board: Loader, role: str | None) -> None:
    with asking(role) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("select desk.enter('[]')")


def test_a_protected_persons_placement_is_entered_with_that_right_alone(board: Loader) -> None:
    with owner_connection() as connection:
        connection.execute("set role ik_loader")
        (key,) = connection.execute(
            "select person_key from core.stay where placement_id = 'P1'"
        ).fetchone() or ("",)
        connection.execute("reset role")
        protect(connection, key)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        written(change("procurement", "ramavtal"))
    assert outcomes(entered(change("procurement", "ramavtal"), **{"ik.protected": "ja"})) == [Outcome.TAKEN]


def test_the_board_is_that_of_the_scope(board: Loader) -> None:
    written(change("procurement", "ramavtal"))
    with owner_connection() as connection:
        rows = connection.execute(
            "select b.board, e.role from desk.entry as e inner join core.board as b on e.board_id = b.board_id"
        ).fetchall()
    assert rows == [(BOARD, "ik_controller")]


@pytest.mark.parametrize(
    "wrong",
    [
        {"column": "moved_in_on"},
        {"entity": "persons"},
        {"value": 5},
        {"more": "x"},
        {"key": {"case_id": "C1"}},
        {"key": {"placement_id": 1}},
        {"entity": "follow_ups", "column": "intervention_id"},
        {
            "entity": "follow_ups",
            "column": "answer",
            "key": {"placement_id": "P1", "follow_up_id": "F1", "parameter": "p"},
        },
    ],
)
def test_what_is_no_change_is_refused_whole(board: Loader, wrong: dict[str, Any]) -> None:
    with pytest.raises(psycopg.errors.CheckViolation):
        written(change("procurement", "ramavtal"), {**change("procurement", "ramavtal"), **wrong})
    assert entry.take_in() == ()


def test_an_entry_that_cannot_be_read_stops_nobody(board: Loader) -> None:
    with owner_connection() as connection:
        connection.execute(
            "insert into desk.entry (board_id, entered_by, role, changes) "
            """values (1, 'x', 'ik_controller', '[{"odd": 1}]')"""
        )
    written(change("procurement", "ramavtal"))
    assert [outcomes(done) for done in entry.take_in()] == [[Outcome.REJECTED], [Outcome.TAKEN]]
    assert facts()[1] == "ramavtal" and entry.take_in() == ()


def test_an_entry_after_an_undone_delivery_holds(board: Loader) -> None:
    later = board(DELIVERY, source="a", data_through=date(2025, 7, 31)).load_id
    entered(change("procurement", "ramavtal"))
    undo(board.connection, later)
    board.connection.commit()
    assert outcomes(entered(change("procurement", "direktupphandling", was="ramavtal"))) == [Outcome.TAKEN]
    assert facts()[1] == "direktupphandling"


def test_what_became_of_an_entry_is_told_to_whoever_may_still_see_it(board: Loader) -> None:
    done = entered(change("procurement", "ramavtal"))
    told = "select outcome from report.entry_outcome(%s)"
    with writing() as connection:
        assert connection.execute(told, (done.entry_id,)).fetchall() == [("inmatad",)]
    with writing(units='["Vuxen"]') as connection:
        assert connection.execute(told, (done.entry_id,)).fetchall() == []
    with writing(**{"ik.user": "bo"}) as connection:
        assert connection.execute(told, (done.entry_id,)).fetchall() == []


def follow_up(placement: str, number: str = "inmatning-1") -> list[dict[str, Any]]:
    return entry_follow_up.changes(placement, date(2025, 6, 15), "socialsekreterare", {"plan": "4"}, number)


def test_the_answers_of_a_follow_up_are_facts_of_the_placement(board: Loader) -> None:
    done = entered(*follow_up("P1"))
    assert outcomes(done) == [Outcome.TAKEN] * 3
    with owner_connection() as connection:
        connection.execute("set role ik_loader")
        rows = connection.execute(
            "select follow_up_id, parameter, placement_id, followed_up_on::text, answer, answered_by_role "
            "from core.current_follow_ups"
        ).fetchall()
    assert rows == [("inmatning-1", "plan", "P1", "2025-06-15", "4", "socialsekreterare")]
    # the same number again says what stands
    assert outcomes(entered(*follow_up("P1"))) == [Outcome.AS_IT_WAS, Outcome.AS_IT_WAS, Outcome.AS_IT_WAS]


def test_a_follow_up_of_another_units_placement_is_not_entered(board: Loader) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        written(*follow_up("P1"), **{"ik.units": '["Vuxen"]'})
    # nor by its number, under a placement of one's own
    entered(*follow_up("P1"))
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        written(*follow_up("P2"), **{"ik.units": '["Vuxen"]'})
