"""The access log holds: nothing about an individual is read before its line is there, and no line goes away."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

import psycopg
import pytest
from psycopg import sql

from domain.errors import AccessError, QueryError, StoreError
from queries import door
from queries.scope import Role, Scope
from store.access import grant, revoke
from store.connect import owner_connection
from store.roles import ALL_ROLES
from tests.etl.loading import BOARD, Loader, asked, asking

OTHER = "Annan nämnd"
LISTS = ("select placement_id from report.placement", "select intervention_id from report.intervention")
KEYS = "select key from report.finding where key is not null and entity = 'placements'"

DELIVERY = {
    "placements.csv": "placement_id;person_id;provider_id;care_form;moved_in_on\nP1;A;U1;hvb_privat;2025-01-01\n",
    "placement_prices.csv": "placement_id;valid_from;daily_price\nP1;2025-02-01;1000\n",
    "interventions.csv": (
        "intervention_id;person_id;intervention_type;started_on\nI1;A;kontaktperson;2025-01-01\n"
    ),
    "codes.csv": "vocabulary;code;label\nintervention_type;kontaktperson;Kontaktperson\n",
}


@pytest.fixture
def town(loader: Loader) -> Loader:
    loader(DELIVERY)
    return loader


def scope(
    role: Role = Role.MANAGER, *, individuals: bool = True, user: str = "eva", board: str = BOARD
) -> Scope:
    return Scope(user, role, board, None, protected=False, individuals=individuals)


def opened(asker: Scope, page: str = "datakvalitet", **line: Any) -> int:
    """The number of a new line, written through the door."""
    given: dict[str, Any] = {
        "page": page, "purpose": "kvalitetssakring", "kind": "oppning", "about": "Iakttagelser",
        "filter": "{}", "person_keys": None, "case_id": None, "individuals": None, "row_count": None,
    }  # fmt: skip
    return int(door.write("record_opening", asker, **(given | line))["opening"].iloc[0])


def keys(asker: Scope, opening: int) -> list[Any]:
    return sorted(
        door.run("finding_rows", asker, opening=opening, rule=("price_gap",))["key"].tolist(), key=str
    )


def lines() -> list[tuple[Any, ...]]:
    with owner_connection() as connection:
        return connection.execute(
            "select who, role, page, purpose, kind, individuals, row_count from access.log order by log_id"
        ).fetchall()


# What is read needs a line


@pytest.mark.parametrize("role", ["ik_manager", "ik_controller"])
def test_without_an_opening_there_is_no_row_about_an_individual(town: Loader, role: str) -> None:
    for question in (*LISTS, KEYS):
        assert asked(question, role=role, opened=False) == []
        assert asked(question, role=role) != []


def test_findings_are_counted_by_all_and_named_by_who_has_opened(town: Loader) -> None:
    count = "select rule, entity, message from report.finding"
    assert asked(count, opened=False) == asked(count) != []
    never = "select key from report.finding where rule = 'never_delivered'"
    assert asked(never, opened=False) == asked(never) != []


def test_a_controller_is_not_told_which_interventions_or_decisions(town: Loader) -> None:
    later = "intervention_id;person_id;intervention_type;started_on\nI9;A;kontaktperson;2025-12-01\n"
    town({"interventions.csv": later}, revision=2)
    named = "select key from report.finding where rule = 'after_cut_off'"
    assert asked(named, role="ik_manager") == [("I9",)]
    assert asked(named, role="ik_controller") == [(None,)]


def test_the_grant_alone_is_not_enough_and_neither_is_the_line(town: Loader) -> None:
    made = opened(scope())
    assert keys(scope(), made) == ["P1"]
    assert keys(scope(individuals=False), made) == [None]
    with asking("ik_manager", opened=False) as connection:
        connection.execute("select set_config('ik.individuals', 'ja', true)")
        assert connection.execute(LISTS[0].encode()).fetchall() == []


def test_a_line_opens_nothing_for_another_user_role_or_board(town: Loader) -> None:
    with owner_connection() as connection:
        connection.execute("insert into core.board (board) values (%s)", (OTHER,))
    made = opened(scope())
    for asker in (scope(user="bo"), scope(Role.CONTROLLER), scope(board=OTHER)):
        assert "P1" not in keys(asker, made)
    assert keys(scope(), made + 1) == [None]


@pytest.mark.parametrize("rubbish", ["", "x", "-1", "1 or true", "9" * 40, "1.0"])
def test_an_opening_that_is_no_number_opens_nothing(town: Loader, rubbish: str) -> None:
    opened(scope())
    with asking("ik_manager", user="eva", opened=False) as connection:
        connection.execute(
            "select set_config('ik.individuals', 'ja', true), set_config('ik.opening', %s, true)", (rubbish,)
        )
        for question in LISTS:
            assert connection.execute(question.encode()).fetchall() == []


def test_a_line_that_could_still_be_rolled_back_opens_nothing(town: Loader) -> None:
    """Logged before it is read: a transaction does not read under the line that it wrote itself."""
    with asking("ik_manager", user="eva", opened=False) as connection:
        connection.execute("select set_config('ik.individuals', 'ja', true)")
        connection.execute(
            "select set_config('ik.opening', access.record_opening("
            "'p', 'a', 'oppning', 'x', '{}', null, null, null, null)::text, true)"
        )
        for question in LISTS:
            assert connection.execute(question.encode()).fetchall() == []


def test_yesterdays_line_opens_nothing(town: Loader) -> None:
    made = opened(scope())
    with owner_connection() as connection:
        connection.execute("update access.log set happened_at = happened_at - interval '13 hours'")
    assert keys(scope(), made) == [None]


def test_a_question_about_individuals_is_not_even_asked_without_an_opening(town: Loader) -> None:
    with pytest.raises(AccessError, match="åtkomstloggen"):
        door.run("finding_rows", scope(), rule=None)


def test_figures_need_no_opening(town: Loader) -> None:
    assert asked("select sum(placement_days) from report.care_month", opened=False)[0][0] > 0
    assert asked("select persons from report.persons_placed('2025-01-01', '2025-06-30')", opened=False) == [
        (1,)
    ]


# What is written


def test_a_line_says_who_in_which_role_whatever_is_asked(town: Loader) -> None:
    opened(scope(), individuals=3)
    opened(scope(Role.CONTROLLER, user="bo"), kind="export", row_count=7)
    assert lines() == [
        ("eva", "ik_manager", "datakvalitet", "kvalitetssakring", "oppning", 3, None),
        ("bo", "ik_controller", "datakvalitet", "kvalitetssakring", "export", None, 7),
    ]


@pytest.mark.parametrize("role", [Role.BOARD, Role.PUBLISHER, Role.REVIEWER])
def test_roles_that_read_no_individuals_write_no_opening_of_them(
    store: psycopg.Connection, role: Role
) -> None:
    with pytest.raises(AccessError):
        opened(scope(role))
    assert lines() == []


def test_a_line_needs_the_grant_a_page_and_a_purpose(town: Loader) -> None:
    with pytest.raises(AccessError):
        opened(scope(individuals=False))
    for nothing in ({"page": " "}, {"purpose": ""}, {"kind": "annat"}, {"filter": "[]"}):
        with pytest.raises(StoreError):
            opened(scope(), **nothing)
    assert lines() == []


def test_the_reviewers_own_export_is_logged_too(store: psycopg.Connection) -> None:
    door._engine().dispose()
    opened(scope(Role.REVIEWER, individuals=False), page="atkomstlogg", kind="export", row_count=2)
    assert [line[1:5] for line in lines()] == [("ik_reviewer", "atkomstlogg", "kvalitetssakring", "export")]


def test_only_a_question_that_says_so_writes_and_only_through_its_own_door(town: Loader) -> None:
    with pytest.raises(QueryError, match="skrivande"):
        door.run(
            "record_review", scope(Role.REVIEWER), from_on=date(2025, 1, 1), to_on=date(2025, 1, 2), note=""
        )
    with pytest.raises(QueryError, match="läser bara"):
        door.write("store_state", scope())
    opened(scope())
    # the same connection reads only again
    with (
        pytest.raises(psycopg.errors.ReadOnlySqlTransaction),
        door._engine().execution_options(postgresql_readonly=True).connect() as connection,
    ):
        try:
            connection.exec_driver_sql("create temporary table t (n integer)")
        except Exception as error:
            raise error.orig from None  # type: ignore[attr-defined]


# What stays


@pytest.mark.parametrize("table", ["log", "review"])
def test_no_role_but_the_owner_changes_or_deletes_a_line(town: Loader, table: str) -> None:
    opened(scope())
    changes = (
        "update access.{} set who = 'x'",
        "delete from access.{}",
        "truncate access.{}",
        "insert into access.{} (board_id, who) values (1, 'x')",
        "drop table access.{}",
        "alter table access.{} disable row level security",
    )
    before = lines()
    for role in ALL_ROLES:
        for change in changes:
            with owner_connection() as connection:
                # the owner's login administers the roles it made
                with suppress(psycopg.Error):
                    connection.execute(sql.SQL("grant {} to session_user").format(sql.Identifier(role)))
                connection.execute(sql.SQL("set local role {}").format(sql.Identifier(role)))
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(sql.SQL(change).format(sql.Identifier(table)))
                connection.rollback()
    assert lines() == before


def test_only_the_reviewer_reads_the_log_and_only_the_own_board(town: Loader) -> None:
    with owner_connection() as connection:
        connection.execute("insert into core.board (board) values (%s)", (OTHER,))
    opened(scope())
    opened(scope(board=OTHER, user="bo"))
    assert asked("select who from access.log", role="ik_reviewer", opened=False) == [("eva",)]
    assert asked("select who from access.log", role="ik_reviewer", board=OTHER, opened=False) == [("bo",)]
    assert asked("select who from access.log", role="ik_reviewer", board=None, opened=False) == []
    for role in ("ik_manager", "ik_controller", "ik_board", "ik_publisher"):
        for table in ("log", "review", "granted", "signed_out", "protection"):
            with asking(role) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(sql.SQL("select * from access.{}").format(sql.Identifier(table)))
    for table in ("granted", "signed_out", "protection"):
        with asking("ik_reviewer") as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(sql.SQL("select * from access.{}").format(sql.Identifier(table)))


# Reviews


def review(asker: Scope, from_on: date, to_on: date, note: str = "Inget att anmärka.") -> int:
    return int(door.write("record_review", asker, from_on=from_on, to_on=to_on, note=note)["review"].iloc[0])


def test_a_review_counts_the_lines_of_its_period_and_stays(town: Loader) -> None:
    opened(scope())
    opened(scope(user="bo"))
    with owner_connection() as connection:
        connection.execute("update access.log set happened_at = '2025-03-31 21:59:59+00' where who = 'eva'")
        connection.execute("update access.log set happened_at = '2025-03-31 22:00:00+00' where who = 'bo'")
    reviewer = scope(Role.REVIEWER, individuals=False, user="rut")
    review(reviewer, date(2025, 3, 1), date(2025, 3, 31))
    review(reviewer, date(2025, 4, 1), date(2025, 4, 30), "Ett konto följs upp.")
    found = door.run("access_reviews", reviewer)
    assert found[["who", "entries", "note"]].to_numpy().tolist() == [
        ["rut", 1, "Ett konto följs upp."],
        ["rut", 1, "Inget att anmärka."],
    ]


def test_a_review_is_signed_by_the_reviewer_and_not_ahead(town: Loader) -> None:
    for role in (Role.MANAGER, Role.CONTROLLER, Role.BOARD, Role.PUBLISHER):
        with pytest.raises(AccessError):
            review(scope(role), date(2025, 1, 1), date(2025, 1, 31))
    reviewer = scope(Role.REVIEWER, individuals=False)
    for wrong in ((date(2025, 2, 1), date(2025, 1, 1)), (date(2025, 1, 1), date(2999, 1, 1))):
        with pytest.raises(StoreError):
            review(reviewer, *wrong)
    assert door.run("access_reviews", reviewer).empty


# Unusual patterns


def test_much_more_than_usual_nights_and_weekends_are_named(store: psycopg.Connection) -> None:
    """A Monday to Thursday of two openings a day, then a Friday of twelve, a night and a Saturday."""
    door._engine().dispose()
    drawn = [("eva", f"2025-03-{day:02} 10:00") for day in (3, 4, 5, 6)] * 2
    drawn += [("eva", "2025-03-07 11:00")] * 12
    drawn += [("bo", "2025-03-05 05:59"), ("bo", "2025-03-06 06:00"), ("bo", "2025-03-08 12:00")]
    drawn += [("kim", "2025-03-07 11:00")] * 9
    store.cursor().executemany(
        "insert into access.log (board_id, who, happened_at, role, page, purpose, kind, about, filter) values "
        "(1, %s, %s::timestamp at time zone 'Europe/Stockholm', 'ik_manager', 'p', 'a', 'oppning', 'x', '{}')",
        drawn,
    )
    store.commit()
    found = door.run(
        "access_patterns",
        scope(Role.REVIEWER, individuals=False),
        from_on=date(2025, 3, 1), to_on=date(2025, 3, 31), many=10, times=3,
    )  # fmt: skip
    assert found.drop(columns="usual").astype(str).to_numpy().tolist() == [
        ["2025-03-07", "eva", "12", "0", "False", "True"],
        ["2025-03-05", "bo", "1", "1", "False", "False"],
        ["2025-03-08", "bo", "1", "0", "True", "False"],
    ]
    assert found["usual"].tolist() == [2.0, None, 1.0]


# Grants and sign-ins


def test_names_are_matched_as_they_are_meant(store: psycopg.Connection) -> None:
    door._engine().dispose()
    grant(store, " Eva.Ek@Kommun.SE ", "ik_manager")
    grant(store, "AbC", "ik_manager")
    grant(store, "group:Chefer", "ik_controller")
    assert [g.scope.role for g in door.grants_of("eva.ek@kommun.se")] == [Role.MANAGER]
    assert door.grants_of("abc") == ()
    (through,) = door.grants_of("kim", ("group:Chefer", "group:Alla"))
    assert (through.scope.user, through.through) == ("kim", "Chefer")
    assert through.label().endswith("genom Chefer")
    assert revoke(store, "EVA.EK@kommun.se") == 1


def test_a_sign_in_that_was_ended_has_no_grants_and_others_keep_theirs(store: psycopg.Connection) -> None:
    door._engine().dispose()
    grant(store, "eva@kommun.se", "ik_manager")
    first, second = "a" * 64, "b" * 64
    door.sign_out(first)
    door.sign_out(first)
    assert door.grants_of("eva@kommun.se", (), first) == ()
    assert door.is_signed_out(first) and not door.is_signed_out(second)
    assert len(door.grants_of("eva@kommun.se", (), second)) == 1
    door.sign_out("no fingerprint")
    assert store.execute("select count(*) from access.signed_out").fetchone() == (1,)


def test_grants_are_told_to_the_apps_login_alone(connect: Callable[..., psycopg.Connection]) -> None:
    for role in ("ik_manager", "ik_reviewer", "ik_board"):
        with asking(role, opened=False) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("select * from access.grants_of('{eva}', null)")
