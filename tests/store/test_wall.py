"""Who gets what from the store, with real logins: the wall holds though a page has a bug.

Two boards are given the same delivery. Unit Barn has the persons A and S (protected), unit Vuxen has A again
and B, and one placement has no unit. P2 is under secrecy; provider U3 gives skyddat boende.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from itertools import product
from typing import Any

import psycopg
import pytest
from psycopg import sql

from store.access import add_board, grant, protect
from store.addresses import app_address, role_address
from store.connect import owner_connection
from tests.etl.loading import BOARD, DAY, Loader, asked, asking, rows

OTHER = "Annan nämnd"
READ = ("ik_manager", "ik_controller")

DELIVERY = {
    "persons.csv": """
        person_id;birth_year;sex;protected_identity
        A;2010;kvinna;nej
        B;1980;man;nej
        S;2012;kvinna;ja
        """,
    "units.csv": "unit;name\nBarn;Barn och unga\nVuxen;Vuxna\n",
    "providers.csv": """
        provider_id;name;provider_code;operator;municipality_code
        U1;Hem AB;B101;privat;1480
        U2;Hus AB;B102;privat;1481
        U3;Skydd;B112;ideburen;1482
        """,
    "placements.csv": """
        placement_id;case_id;person_id;provider_id;care_form;moved_in_on;moved_out_on;unit;main_reason
        P1;C1;A;U1;hvb_privat;2025-01-01;;Barn;omsorgsbrist
        P2;C1;A;U2;hvb_privat;2025-02-01;;Vuxen;vald
        P3;C2;B;U3;skyddat_boende;2025-03-01;;Vuxen;vald
        P4;C3;S;U1;hvb_privat;2025-03-01;2025-05-01;Barn;vald
        P5;C4;B;U1;hvb_privat;2025-04-01;;;vald
        """,
    "interventions.csv": """
        intervention_id;case_id;person_id;intervention_type;provider_id;started_on;hours_per_week;unit
        I1;C1;A;kontaktperson;U1;2025-01-01;2;Vuxen
        I2;C2;B;kontaktperson;U1;2025-01-01;2;Vuxen
        I3;C3;S;kontaktperson;U1;2025-01-01;2;Barn
        """,
    "placement_prices.csv": """
        placement_id;valid_from;daily_price
        P1;2025-01-01;1000
        P2;2025-02-01;2000
        P3;2025-05-01;3000
        P4;2025-04-01;4000
        P5;2025-05-01;5000
        """,
    "placement_secrecy.csv": "placement_id;from_on;kind\nP2;2025-02-01;hemlig_vistelseort\n",
    "placement_extras.csv": "placement_id;kind;from_on;amount\nfinns inte;resa;2025-01-01;100\n",
    "codes.csv": "vocabulary;code;label\nintervention_type;kontaktperson;Kontaktperson\nend_reason;x;811218-9876\n",
}


def views(role: str = "ik_manager") -> list[str]:
    """Every view and table of schema report that a role may read, whoever added it; the manager may read all."""
    with owner_connection() as connection:
        found = connection.execute(
            """
            select c.relname, has_table_privilege(%s, c.oid, 'select') from pg_class as c
            where c.relnamespace = 'report'::regnamespace and c.relkind in ('r', 'v', 'm', 'p')
            order by 1
            """,
            (role,),
        ).fetchall()
    assert len(found) >= 10
    assert role != "ik_manager" or all(may for _, may in found)
    return [name for name, may in found if may]


def relations(schema: str) -> list[str]:
    with owner_connection() as connection:
        return [
            name
            for (name,) in connection.execute(
                "select relname from pg_class "
                "where relnamespace = %s::regnamespace and relkind in ('r', 'v', 'm', 'p')",
                (schema,),
            )
        ]


def read(connection: psycopg.Connection, schema: str, name: str) -> list[tuple[Any, ...]]:
    return connection.execute(sql.SQL("select * from {}").format(sql.Identifier(schema, name))).fetchall()


@pytest.fixture
def town(loader: Loader) -> Loader:
    """Two boards with the same delivery; a third of the rows of one file are faulty."""
    with owner_connection() as connection:
        add_board(connection, OTHER)
    for board in (BOARD, OTHER):
        loader(DELIVERY, board=board)
    return loader


@contextmanager
def direct(role: str) -> Iterator[psycopg.Connection]:
    """A login of its own, as from Excel, that also says it is somebody."""
    with psycopg.connect(role_address(role), autocommit=True) as connection:
        for name, value in (
            ("ik.board", BOARD),
            ("ik.units", "*"),
            ("ik.user", "local"),
            ("ik.protected", "ja"),
        ):
            connection.execute("select set_config(%s, %s, false)", (name, value))
        yield connection


@pytest.mark.parametrize("role", ["ik_board", "ik_reader"])
def test_a_direct_login_reads_nothing_of_persons(town: Loader, role: str) -> None:
    with direct(role) as connection:
        for schema in ("report", "core", "raw"):
            for name in relations(schema):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    read(connection, schema, name)
        for name in ("granted", "protection"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                read(connection, "access", name)
        for taken in ("ik_manager", "ik_controller", "ik_loader", "ik_view", "ik_owner"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"set role {taken}".encode())
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("select report.persons_placed('2025-01-01', '2025-06-30')")
        assert read(connection, "published", "report") == []


@pytest.mark.parametrize("role", ["ik_board", "ik_reader"])
def test_a_direct_login_reads_the_published_reports_of_the_board_it_is_granted(
    town: Loader, role: str
) -> None:
    report = (
        "insert into published.report (board, dnr, kind, period_from, period_to, version, published_at, sha256, "
        "load_id, definition_version) values (%s, %s, 'manad', '2025-01-01', '2025-01-31', 1, now(), '', 1, '1')"
    )
    with owner_connection() as connection:
        for board in (BOARD, OTHER):
            connection.execute(report, (board, f"dnr {board}"))
        grant(connection, role, role, board=OTHER)
    with direct(role) as connection:
        assert connection.execute("select dnr from published.report").fetchall() == [(f"dnr {OTHER}",)]


def test_the_board_role_taken_through_the_app_reads_nothing_either(town: Loader) -> None:
    for role in ("ik_board", "ik_publisher", "ik_reviewer"):
        for name in views():
            with asking(role) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
                read(connection, "report", name)


def test_the_apps_login_without_a_role_reads_nothing(town: Loader) -> None:
    with psycopg.connect(app_address(), autocommit=True) as connection:
        connection.execute(
            "select set_config('ik.board', %s, false), set_config('ik.units', '*', false)", (BOARD,)
        )
        for schema in ("report", "core", "raw", "published"):
            for name in relations(schema):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    read(connection, schema, name)


def test_the_roles_that_ask_read_views_and_no_facts(town: Loader) -> None:
    for role, schema in product(READ, ("core", "raw")):
        with asking(role) as connection:
            for name in relations(schema):
                with pytest.raises(psycopg.errors.InsufficientPrivilege), connection.transaction():
                    read(connection, schema, name)


def test_without_a_board_there_are_no_rows(town: Loader) -> None:
    for role, board in product(READ, (None, "", "Ingen nämnd")):
        for name in views(role):
            with asking(role, board=board) as connection:
                assert read(connection, "report", name) == [], (role, board, name)


def test_without_units_there_are_no_figures(town: Loader) -> None:
    """Units that say nothing, or are not written as they should be, open nothing."""
    written = (None, "", "[]", "Barn", "{", '["Barn"', "null", '["*"]')
    for role, units, name in product(READ, written, ("care_month", "placement", "intervention", "finding")):
        with asking(role, units=units) as connection, suppress(psycopg.errors.DataError):
            assert read(connection, "report", name) == [], (role, units, name)


def test_nobody_gets_a_row_of_another_board(town: Loader) -> None:
    """Every view has the board's name, and each board's rows are only its own: a new view is tried too."""
    filled = set()
    for name, board, role in ((n, b, r) for r in READ for n in views(r) for b in (BOARD, OTHER)):
        found = rows_as_dicts(name, role=role, board=board, protected=True)
        assert all(row["board"] == board for row in found), (name, role)
        filled |= {(name, board)} if found else set()
    wanted = {
        "care_month",
        "placement",
        "intervention",
        "provider",
        "unit",
        "load",
        "rejected_row",
        "finding",
    }
    assert {(name, board) for name in wanted for board in (BOARD, OTHER)} <= filled


def test_a_person_in_two_boards_has_two_keys(town: Loader) -> None:
    keys = [
        {key for (key,) in asked("select person_key from report.placement", board=b)} for b in (BOARD, OTHER)
    ]
    assert len(keys[0]) == 2 and not keys[0] & keys[1]


PLACEMENT_OF_OTHERS = {"board", "person_key", "care_form", "moved_in_on", "moved_out_on", "unit"}
INTERVENTION_OF_OTHERS = {
    "board", "person_key", "intervention_type", "care_form", "is_placement", "started_on", "ended_on", "unit",
}  # fmt: skip


def test_a_manager_of_a_unit_sees_kind_dates_and_unit_of_own_persons_elsewhere(town: Loader) -> None:
    seen = rows_as_dicts("placement", role="ik_manager", units=["Barn"])
    assert [row["placement_id"] for row in seen if row["unit"] == "Barn"] == ["P1"]
    (elsewhere,) = [row for row in seen if row["unit"] != "Barn"]
    assert {name for name, value in elsewhere.items() if value is not None} == PLACEMENT_OF_OTHERS - {
        "moved_out_on"
    }
    own = next(row for row in seen if row["placement_id"] == "P1")
    assert (elsewhere["person_key"], elsewhere["unit"]) == (own["person_key"], "Vuxen")

    seen = rows_as_dicts("intervention", role="ik_manager", units=["Barn"])
    others = [row for row in seen if row["unit"] != "Barn"]
    assert sorted(row["intervention_type"] for row in others) == ["kontaktperson", "placering"]
    for row in others:
        assert {name for name, value in row.items() if value is not None} <= INTERVENTION_OF_OTHERS
        assert row["person_key"] == own["person_key"]


def test_a_controller_of_a_unit_sees_that_unit_alone(town: Loader) -> None:
    for name in ("care_month", "placement", "intervention"):
        seen = rows_as_dicts(name, units=["Vuxen"])
        assert {row["unit"] for row in seen} == {"Vuxen"}, name


def test_rows_without_a_unit_are_for_those_with_the_whole_board(town: Loader) -> None:
    for role in READ:
        both = asked("select placement_id from report.placement", role=role, units=["Barn", "Vuxen"])
        assert both == [("P1",), ("P2",), ("P3",)]
        assert ("P5",) in asked("select placement_id from report.placement", role=role)


OTHER_THAN_PLACEMENTS = "select intervention_id from report.intervention where not is_placement"


def test_a_controller_sees_placements_and_no_other_intervention(town: Loader) -> None:
    assert asked(OTHER_THAN_PLACEMENTS, role="ik_controller", protected=True) == []
    assert asked("select intervention_id from report.intervention", role="ik_controller")
    assert asked(OTHER_THAN_PLACEMENTS, role="ik_manager")


TOTALS = "select sum(placement_days), sum(cost), sum(unpriced_days), sum(started) from report.care_month"
PLACED = "select * from report.persons_placed('2025-01-01', '2025-06-30')"


def test_protected_persons_are_in_every_total_and_in_no_list(town: Loader) -> None:
    for role in READ:
        for protected in (False, True):
            assert asked(PLACED, role=role, protected=protected)[0][:2] == (3, 5)
        assert asked(TOTALS, role=role) == asked(TOTALS, role=role, protected=True)
        for name, key in (
            ("placement", "P4"),
            ("intervention", "P4"),
            ("intervention", "I3"),
            ("finding", "P4"),
        ):
            without = str(rows_as_dicts(name, role=role, person_key=False))
            granted = str(rows_as_dicts(name, role=role, protected=True))
            opened = role == "ik_manager" or key != "I3"
            assert (f"'{key}'" in without, f"'{key}'" in granted) == (False, opened), (name, key)
    # the price gap of the protected person is counted, under another name
    gaps = asked("select key from report.finding where rule = 'price_gap'")
    assert gaps == [("P3",), ("P5",), ("skyddad",)]


def test_whoever_sees_the_whole_board_sees_the_same_totals(town: Loader) -> None:
    by_form = (
        "select month, care_form, sex, age_group, unit, sum(placement_days), sum(cost) from report.care_month "
        "group by month, care_form, sex, age_group, unit"
    )
    shown = {
        (role, protected): [asked(question, role=role, protected=protected) for question in (by_form, PLACED)]
        for role in READ
        for protected in (False, True)
    }
    assert len({str(value) for value in shown.values()}) == 1


REGISTER = ("provider", "provider_name")
"""What links code and name says nothing of a stay."""


def test_the_place_of_a_secret_stay_is_shown_nowhere(town: Loader) -> None:
    for role in READ:
        for name in views(role):
            assert "B102" not in str(rows_as_dicts(name, role=role)) or name in REGISTER, name
            assert "1481" not in str(rows_as_dicts(name, role=role)), name
        secret = asked("select provider_code from report.placement where placement_id = 'P2'", role=role)
        assert secret == [("skyddad",)]
        only = (
            "select placements from report.persons_placed('2025-01-01', '2025-06-30', provider_codes => %s)"
        )
        assert [asked(only, [code], role=role) for code in ("B102", "skyddad")] == [[(0,)], [(1,)]]
        assert ("P2", "B102") in asked(SHOWN, role=role, protected=True)


def test_the_place_of_skyddat_boende_is_shown_to_nobody(town: Loader) -> None:
    for role in READ:
        for protected in (False, True):
            where = "select provider_code, municipality_code from report.provider"
            places = asked(where, role=role, protected=protected)
            assert ("B112", None) in places and ("B101", "1480") in places


SHOWN = "select placement_id, provider_code from report.placement"


def test_protecting_takes_effect_at_once_and_as_of_every_earlier_load(town: Loader) -> None:
    with asking() as connection:
        (first,) = rows(connection, "select min(load_id) from report.load")
        key = rows(connection, "select person_key from report.placement where placement_id = 'P1'")[0][0]
    with owner_connection() as connection:
        protect(connection, "P3")
        protect(connection, key)
    for as_of in (None, first[0]):
        assert asked(SHOWN, as_of=as_of) == [("P3", "skyddad"), ("P5", "B101")]
        assert asked(OTHER_THAN_PLACEMENTS, role="ik_manager", as_of=as_of) == [("I2",)]
        assert asked(PLACED, as_of=as_of)[0][:2] == (3, 5)


def test_a_person_who_got_a_new_key_is_protected_under_both(town: Loader) -> None:
    """Also as of the load before the keys were known to be one person's, and in findings."""
    (before,) = asked("select max(load_id) from report.load")[0]
    key = asked("select person_key from report.placement where placement_id = 'P3'")[0][0]
    merge = "old_person_id;new_person_id;from_on\nB;N;2025-05-01\n"
    persons = "person_id;birth_year;sex;protected_identity\nN;1980;man;ja\n"
    town({"person_merges.csv": merge, "persons.csv": persons}, board=BOARD)
    assert key not in {row["person_key"] for row in rows_as_dicts("placement", protected=True)}
    for as_of in (None, before):
        assert asked(SHOWN, as_of=as_of) == [("P1", "B101"), ("P2", "skyddad")]
        assert "I2" not in str(rows_as_dicts("intervention", role="ik_manager", as_of=as_of))
    assert asked("select key from report.finding where rule = 'price_gap'") == [("skyddad",)] * 3


def test_a_person_whom_the_source_has_no_longer_stays_protected_until_it_says_otherwise(town: Loader) -> None:
    listed = "select 1 from report.placement where placement_id = 'P4'"
    later = {"board": BOARD, "complete": True, "confirm": True}
    head = "person_id;birth_year;sex;protected_identity\nA;2010;kvinna;nej\nB;1980;man;nej\n"
    town({"persons.csv": head}, **later, data_through=DAY + timedelta(days=1))
    assert asked("select person_key from report.placement where sex is null", protected=True) != []
    assert asked(listed) == []
    town({"persons.csv": head + "S;2012;kvinna;nej\n"}, **later, data_through=DAY + timedelta(days=2))
    assert asked(listed) == [(1,)]


def test_a_protected_person_without_any_placement_is_masked_in_findings(town: Loader) -> None:
    town(
        {"interventions.csv": DELIVERY["interventions.csv"].replace("I3;C3;S", "I4;C9;ny")},
        board=BOARD,
        revision=2,
    )
    unknown = "select key from report.finding where rule = 'unknown_person'"
    assert asked(unknown, role="ik_manager") == [("I4",)]
    with owner_connection() as connection:
        protect(connection, "ny")
    assert asked(unknown, role="ik_manager") == [("skyddad",)]


def test_as_of_an_earlier_load_shows_what_was_seen_then(loader: Loader) -> None:
    seen: dict[int, list[tuple[Any, ...]]] = {}
    lists: dict[int, list[tuple[Any, ...]]] = {}
    months = "select * from report.care_month"
    listed = f"{SHOWN[: -len(' from report.placement')]}, moved_out_on, cost, care_days from report.placement"
    changed = DELIVERY["placements.csv"].replace("2025-01-01;;Barn", "2025-01-01;2025-04-04;Barn")
    for files, options in (
        (DELIVERY, {}),
        ({"placements.csv": changed}, {"revision": 2}),
        (
            {"placement_prices.csv": "placement_id;valid_from;daily_price\nP1;2025-03-01;9000\n"},
            {"revision": 2},
        ),
    ):
        load_id = loader(files, **options).load_id
        seen[load_id], lists[load_id] = asked(months), asked(listed)
    assert len({str(rows) for rows in seen.values()}) == 3
    for load_id in seen:
        assert asked(months, as_of=load_id) == seen[load_id]
        assert asked(listed, as_of=load_id) == lists[load_id]


def test_every_view_and_column_says_what_it_is(store: psycopg.Connection) -> None:
    silent = store.execute(
        """
        select c.relname, a.attname
        from pg_class as c
        inner join pg_attribute as a on a.attrelid = c.oid and a.attnum >= 0
        where c.relnamespace = 'report'::regnamespace and c.relkind in ('v', 'r')
            and (col_description(c.oid, a.attnum) is null or obj_description(c.oid) is null)
        """
    ).fetchall()
    assert silent == []


def test_a_view_of_report_belongs_to_the_role_that_owns_no_facts(store: psycopg.Connection) -> None:
    """Otherwise row security would not hold it to the asker's board; a barrier keeps functions outside."""
    wrong = store.execute(
        """
        select c.relname from pg_class as c
        where c.relnamespace = 'report'::regnamespace and c.relkind in ('r', 'v', 'm')
            and (
                c.relkind <> 'v' or c.relowner <> 'ik_view'::regrole
                or not coalesce(c.reloptions, '{}') @> '{security_barrier=true}'
                or coalesce(c.reloptions, '{}') @> '{security_invoker=true}'
            )
        """
    ).fetchall()
    assert wrong == []
    bare = store.execute(
        """
        select n.nspname, c.relname from pg_class as c
        inner join pg_namespace as n on c.relnamespace = n.oid
        where n.nspname in ('core', 'raw') and c.relkind = 'r' and not c.relrowsecurity
            and has_table_privilege('ik_view', c.oid, 'select')
            and exists (
                select from pg_attribute as a
                where a.attrelid = c.oid and a.attname in ('person_key', 'board_id')
            )
            and c.relname not in ('board', 'touched')
        """
    ).fetchall()
    assert bare == []


def rows_as_dicts(name: str, *, person_key: bool = True, **scope: Any) -> list[dict[str, Any]]:
    """The rows of a view of report under a scope, by column."""
    with asking(scope.pop("role", "ik_controller"), **scope) as connection:
        cursor = connection.execute(sql.SQL("select * from {}").format(sql.Identifier("report", name)))
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor]
