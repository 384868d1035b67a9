"""Disposal: who is due goes in every version and everywhere, everybody else is as before, and it is all or nothing."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import date

import psycopg
import pytest
from psycopg import sql

from domain.errors import SettingError
from etl.undo import undo
from queries import door
from queries.scope import Role, Scope
from store.check import check
from store.connect import owner_connection
from store.disposal import dispose as disposal
from store.disposal.command import protocol
from store.disposal.dispose import Disposed, dispose
from store.disposal.staying import SETTING
from tests.etl.loading import BOARD, Loader, asked, loader

__all__ = ["loader"]

BEFORE, TODAY = date(2020, 1, 1), date(2026, 1, 1)
# everything that names OLD or its things says so; RES and MRG are one person
FIRST = {
    "persons.csv": """person_id;birth_date;birth_year;sex
        OLD;1970-03-01;;man
        MRG;1971-03-02;;kvinna
        SIB1;1972-03-01;;man
        SIB2;1973-03-01;;man
        CHILD;2005-03-01;;kvinna
        FIFTH;1970-03-05;;kvinna
        NODAY;;1970;man
        RUN;1970-03-07;;man
        OPEN;1970-03-09;;man
        ALONE;1970-03-08;;man
        """,
    "person_merges.csv": """old_person_id;new_person_id;from_on
        RES;MRG;2015-02-01
        """,
    "referrals.csv": """referral_id;case_id;person_id;received_on;kind;subject;assessed_on
        R-OLD;C-OLD;OLD;2015-01-05;anmalan;vuxen;
        R-MRG;C-MRG;RES;2015-01-05;anmalan;vuxen;2015-01-06
        R-SIB1;C-SIB;SIB1;2015-01-05;anmalan;vuxen;2015-01-06
        R-SIB2;C-SIB;SIB2;2022-01-05;anmalan;vuxen;2022-01-06
        R-OPEN;C-OPEN;OPEN;2015-01-05;anmalan;vuxen;
        R-5;C-5;FIFTH;2015-01-05;anmalan;vuxen;2015-01-06
        R-N;C-N;NODAY;2015-01-05;anmalan;vuxen;2015-01-06
        """,
    "investigations.csv": """investigation_id;case_id;referral_id;person_id;opened_on;closed_on;subject
        I-OLD;C-OLD;R-OLD;OLD;2015-01-06;2015-03-01;vuxen
        I-MRG;C-MRG;R-MRG;RES;2015-01-06;2015-03-01;vuxen
        """,
    "placements.csv": """placement_id;case_id;person_id;provider_id;care_form;moved_in_on;moved_out_on
        P-OLD;C-OLD;OLD;U1;hvb_privat;2015-04-01;2016-04-01
        P-CH;C-CH;CHILD;U1;hvb_privat;2015-04-01;2016-04-01
        P-RUN;C-RUN;RUN;U1;hvb_privat;2015-04-01;
        """,
    "placement_prices.csv": """placement_id;valid_from;daily_price
        P-OLD;2015-04-01;1000
        P-CH;2015-04-01;1000
        P-OLD;2015-05-01;tusen
        """,
    "invoices.csv": """invoice_id;line_no;placement_id;provider_id;period_from;period_to;days;amount
        F1;1;P-OLD;U1;2015-04-01;2015-04-30;30;30000
        F1;2;P-CH;U1;2015-04-01;2015-04-30;30;30000
        """,
    "case_events.csv": """case_id;activity;occurred_at
        C-OLD;Aktualiserad;2015-01-05 08:00
        C-5;Aktualiserad;2015-01-05 08:00
        """,
    "providers.csv": "provider_id;name;provider_code;operator\nU1;Hem AB;B101;privat",
}  # fmt: skip
OUT = "P-OLD;C-OLD;OLD;U1;hvb_privat;2015-04-01;2016-04-01"
LATER = {
    # a version more of what is due, and a row said again
    "placements.csv": FIRST["placements.csv"].replace(OUT, OUT.replace("2016-04", "2016-05")),
    "placement_prices.csv": "placement_id;valid_from;daily_price\nP-OLD;2015-04-01;1000\nP-CH;2015-04-01;1000",
}  # fmt: skip


def undented(files: dict[str, str]) -> dict[str, str]:
    return {name: "\n".join(line.strip() for line in text.splitlines()) for name, text in files.items()}


@pytest.fixture
def board(loader: Loader) -> Loader:
    loader(undented(FIRST), source="test", data_through=date(2018, 12, 31), confirm=True)
    loader(undented(LATER), source="test", data_through=date(2025, 6, 30), confirm=True)
    with owner_connection() as connection:
        connection.execute(
            """
            insert into desk.invoice_status (board_id, invoice_id, line_no, fingerprint, status, set_by)
            select 1, 'F1', n, 'x', 'granskad', 'eva' from generate_series(1, 2) as n;
            insert into access.protection (board_id, kind, key) values (1, 'placement', 'P-OLD');
            insert into desk.entry (board_id, entered_by, role, changes, outcome) values (
                1, 'eva', 'ik_controller',
                '[{"entity": "placement_additions", "key": {"placement_id": "P-OLD"}, "column": "a", "value": "v-OLD"},
                  {"entity": "placement_additions", "key": {"placement_id": "P-CH"}, "column": "a", "value": "v"}]',
                '[{"change": 0, "outcome": "andrad", "message": "m-OLD"}, {"change": 1, "outcome": "andrad"}]'
            )
            """
        )
    return loader


def carried_out(*, confirmed: bool = True, before_on: date = BEFORE) -> Disposed:
    with owner_connection() as connection:
        return dispose(connection, 1, before_on, "eva", today=TODAY, confirmed=confirmed)


Rows = dict[str, Counter[str]]


def everything() -> Rows:
    """Every row of every table that holds anything of individuals, as text."""
    found: Rows = {}
    with owner_connection() as connection:
        tables = connection.execute(
            "select schemaname, tablename from pg_tables "
            "where schemaname in ('core', 'raw', 'desk', 'access') and tablename <> 'touched'"
        ).fetchall()
        connection.execute("set local role ik_loader")
        for schema, table in tables:
            if schema in ("desk", "access"):
                connection.execute("reset role")
            rows = connection.execute(
                sql.SQL("select t::text from {} as t").format(sql.Identifier(schema, table))
            )
            found[f"{schema}.{table}"] = Counter(str(text) for (text,) in rows)
            connection.execute("set local role ik_loader")
    return found


def keys_of_the_due() -> list[str]:
    """What names those who are due: their keys, and the beginning that their things have in common."""
    with owner_connection() as connection:
        rows = connection.execute(
            "select person_key from core.referrals where case_id in ('C-OLD', 'C-MRG') "
            "union select new_person_key from core.person_merges"
        )
        return ["-OLD", "-MRG", *(str(key) for (key,) in rows)]


def naming(rows: Rows, names: list[str]) -> dict[str, list[str]]:
    found = {
        table: [row for row in texts if any(name in row for name in names)] for table, texts in rows.items()
    }
    return {table: texts for table, texts in found.items() if texts}


def test_who_is_due_is_gone_everywhere_and_nothing_else_has_changed(board: Loader) -> None:
    names, before = keys_of_the_due(), everything()
    assert {"core.stay", "core.slice", "core.step", "core.invoice_check", "core.case_flow"} <= before.keys()
    assert {"core.placements", "core.stay", "raw.rejected_row", "access.protection", "desk.entry"} <= naming(
        before, names
    ).keys()

    tried = carried_out(confirmed=False)
    assert everything() == before

    done = carried_out()
    assert done == tried
    # OLD, and RES who became MRG
    assert (done.persons, done.cases) == (3, 2)
    assert done.rows["core.placements"] == 2 and done.rows["raw.rejected_row"] == 1
    assert done.staying == {"senare": 2, "pagar": 2, "placerat_barn": 1, "fodelsedag": 2, "utan_dag": 1}

    after = everything()
    assert naming(after, names) == {}
    lacking = {table: naming_nobody(texts - after[table], names) for table, texts in before.items()}
    # kept by numbers alone: P-OLD's months, what was said of F1:1, and the file that said P-OLD and others again
    assert {table: count for table, count in lacking.items() if count} == {
        "core.slice": 14,
        "desk.invoice_status": 1,
        "raw.confirmation": 1,
    }
    new = {table for table in after if after[table] - before[table]}
    assert new == {"core.disposal", "raw.confirmation", "desk.entry"}
    assert 'v"' in str(after["desk.entry"]) and "P-CH" in str(after["desk.entry"])
    with owner_connection() as connection:
        assert check(connection) == []

    _is_told(done)
    _does_not_come_back(board, names)


def naming_nobody(texts: Counter[str], names: list[str]) -> int:
    return sum(count for text, count in texts.items() if not any(name in text for name in names))


def _is_told(done: Disposed) -> None:
    scope = Scope("sekreteraren", Role.PUBLISHER, BOARD, None, protected=False, individuals=False)
    rows = door.run("disposals", scope)
    assert list(rows["before_on"]) == [BEFORE]
    lines = protocol(done, BOARD, BEFORE, confirmed=True)
    assert (
        lines[0]
        == "Gallrat i Socialnämnden, sista anteckning före 2020-01-01: 3\u00a0personer, 2\u00a0ärenden."
    )
    assert "  Placeringar: 2\u00a0rader" in lines and "Kvar, något som pågår: 2\u00a0personer." in lines


def _does_not_come_back(board: Loader, names: list[str]) -> None:
    stays = "select placement_id from report.placement"
    for load in (1, None):
        assert sorted(key for (key,) in asked(stays, as_of=load, role="ik_manager")) == ["P-CH", "P-RUN"]
    undo(board.connection, 2)
    board.connection.commit()
    assert naming(everything(), names) == {}
    with owner_connection() as connection:
        assert check(connection) == []
    # a source that still has the rows brings them again, and the next disposal takes them again
    persons = "person_id;birth_date;sex\nOLD;1970-03-01;man"
    again = undented({"persons.csv": persons, **LATER})
    board(again, source="test", data_through=date(2025, 6, 30), revision=2, confirm=True)
    assert "core.placements" in naming(everything(), names)
    assert carried_out().rows["core.placements"] == 1
    assert naming(everything(), names) == {}


def test_the_municipality_says_what_is_kept(board: Loader, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingError, match="2021-01-01"):
        carried_out(before_on=date(2021, 1, 2))
    monkeypatch.setenv(SETTING, "alla")
    with pytest.raises(SettingError, match="bevarar allt"):
        carried_out()
    monkeypatch.setenv(SETTING, "nej")
    with pytest.raises(SettingError, match="alla, urval eller inga"):
        carried_out()
    monkeypatch.setenv(SETTING, "inga")
    # the child, and those born on the 5th and on a day that is not known
    assert carried_out(confirmed=False).persons == 3 + 3


def test_what_stops_half_way_changes_nothing_and_a_load_is_waited_for(
    board: Loader, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything()

    def stopped(*_: object) -> None:
        raise psycopg.errors.DiskFull("full")

    with monkeypatch.context() as patch:
        patch.setattr(disposal, "recompute", stopped)
        with pytest.raises(psycopg.errors.DiskFull):
            carried_out()
    assert everything() == before
    waits = threading.Event()
    found: list[Disposed] = []

    def beside() -> None:
        with owner_connection() as connection:
            found.append(
                dispose(
                    connection, 1, BEFORE, "eva", today=TODAY, confirmed=False, tell=lambda _: waits.set()
                )
            )

    with owner_connection() as loading:
        loading.execute("select pg_advisory_xact_lock(hashtext('insatskollen.load'))")
        thread = threading.Thread(target=beside)
        thread.start()
        assert waits.wait(60) and not found
    thread.join(60)
    assert found[0].persons == 3
