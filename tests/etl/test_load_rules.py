"""What a load promises (contract, promises 1-12), each shown by a small delivery.

Figures after any sequence of loads are held against the slow count in tests/spec/test_figures.py.
"""

from __future__ import annotations

import csv
import io
import threading
from pathlib import Path
from typing import Any

import psycopg
import pytest

from domain.errors import DeliveryError, StoreError
from etl.listing import rejected
from etl.load import LoadOptions, load
from etl.trial import check as try_out
from etl.undo import undo
from store.check import check
from store.connect import loader_connection
from store.identity_key import key_path
from tests.conftest import store_command
from tests.etl.loading import DAY, Loader, account, asked, delivered, etl_command, etl_here, etl_json, rows

PLACED = """
    placement_id;person_id;provider_id;care_form;moved_in_on;moved_out_on
    P1;A;U1;hvb_privat;2025-01-01;
    P2;B;U1;hvb_privat;2025-02-01;2025-03-01
    """
NOW = "select placement_id, provider_id from core.current_placements"


def placed(*lines: str) -> dict[str, str | bytes]:
    """A delivery of placements: `P1;A;U1;hvb_privat;2025-01-01;`."""
    head = "placement_id;person_id;provider_id;care_form;moved_in_on;moved_out_on\n"
    return {"placements.csv": head + "".join(f"{line}\n" for line in lines)}


def many(number: int) -> dict[str, str | bytes]:
    return placed(*(f"P{n};A{n};U1;hvb_privat;2025-01-01;" for n in range(number)))


def undone(loader: Loader, load_id: int) -> int:
    result = undo(loader.connection, load_id)
    loader.connection.commit()
    return result.load_id


def rejections(load_id: int | None = None, **scope: Any) -> list[tuple[Any, ...]]:
    question = 'select file, line, "column", rule, waiting, resolved_by_load from report.rejected_row'
    return asked(question, **scope)


# --- 3: every row is accounted for


def test_every_row_is_accounted_for_in_the_summary_and_in_the_store(store_url: str, tmp_path: Path) -> None:
    lines = placed(
        "P1;A;U1;hvb_privat;2025-01-01;", "P1;A;U1;hvb_privat;2025-01-01;", "P2;B;U1;hvb_privat;2025-02-01;",
        "P3;C;U1;hvb_privat;2025-02-01;", "P4;D;U1;hvb_privat;2025-02-01;", "P5;E;U1;finns_inte;2025-02-01;",
    )  # fmt: skip
    shown = etl_json(
        "load", delivered(tmp_path, lines | {"anteckning.txt": "hej"}), "--data-through", "2025-06-30"
    )
    assert shown == {
        "load_id": 1,
        "files": [
            {"file": "placements.csv", "entity": "placements", "read": 6, "accepted": 5, "new": 4, "changed": 0,
             "unchanged": 1, "superseded": 0, "rejected": 1, "left_out": 0}
        ],
        "left_aside": ["anteckning.txt"],
        "findings": {"never_delivered": 3},
    }  # fmt: skip
    kept = (
        "select file, rows_read, rows_new, rows_unchanged, rows_rejected, rows_left_out, size_bytes > 0 "
        "from report.load_file"
    )
    assert asked(kept) == [("placements.csv", 6, 4, 1, 1, 0, True)]
    assert asked("select files, rows_read, rows_accepted, rows_rejected from report.load") == [(1, 6, 5, 1)]


def test_a_fact_points_at_its_file_and_line(loader: Loader) -> None:
    loader({"placements.csv": PLACED})
    where = (
        "select p.placement_id, f.name, p.line, length(f.sha256) from core.current_placements as p "
        "inner join raw.file as f on p.file_id = f.file_id"
    )
    assert rows(loader.connection, where) == [
        ("P1", "placements.csv", 2, 64),
        ("P2", "placements.csv", 3, 64),
    ]


# --- 2: which claim holds


def test_changed_and_late_rows_are_counted_as_what_they_are(loader: Loader) -> None:
    loader(placed("P1;A;U1;hvb_privat;2025-01-01;", "P2;B;U1;hvb_privat;2025-02-01;"))
    changed = placed("P1;A;U2;hvb_privat;2025-01-01;", "P2;B;U1;hvb_privat;2025-02-01;")
    newer = loader(changed, data_through=DAY, revision=2)
    late = loader(placed("P1;A;U9;hvb_privat;2025-01-01;"), data_through=DAY.replace(month=5))
    assert account(newer) == {"placements.csv": {"read": 2, "changed": 1, "unchanged": 1}}
    assert account(late) == {"placements.csv": {"read": 1, "superseded": 1}}
    assert rows(loader.connection, NOW) == [("P1", "U2"), ("P2", "U1")]


def test_other_values_for_the_same_date_and_revision_ask_for_a_revision(loader: Loader) -> None:
    loader(placed("P1;A;U1;hvb_privat;2025-01-01;", *OTHERS))
    contradicts = placed("P1;A;U2;hvb_privat;2025-01-01;", *OTHERS)
    second = loader(contradicts)
    assert account(second) == {"placements.csv": {"read": 6, "unchanged": 5, "rejected": 1}}
    (told,) = asked("select message from report.rejected_row")
    assert "Ange revision" in told[0]
    assert ("P1", "U1") in rows(loader.connection, NOW)

    third = loader(contradicts, revision=2)
    assert account(third) == {"placements.csv": {"read": 6, "changed": 1, "unchanged": 5}}
    assert ("P1", "U2") in rows(loader.connection, NOW)
    assert rejections() == [("placements.csv", 2, "placement_id", "revision_needed", False, third.load_id)]


OTHERS = [f"X{n};X;U1;hvb_egen;2025-01-01;" for n in range(5)]


def test_a_key_twice_with_other_values_is_rejected_both_times(loader: Loader) -> None:
    result = loader(
        placed("P1;A;U1;hvb_privat;2025-01-01;", "P1;A;U2;hvb_privat;2025-01-01;", *OTHERS), confirm=True
    )
    assert account(result) == {"placements.csv": {"read": 7, "new": 5, "rejected": 2}}
    assert [row[1:4] for row in rejections()] == [
        (2, "placement_id", "key_twice"),
        (3, "placement_id", "key_twice"),
    ]


# --- 5, 6: what waits and what is put right


def test_a_price_waits_for_its_placement_and_counts_from_the_load_that_brings_it(loader: Loader) -> None:
    price = {"placement_prices.csv": "placement_id;valid_from;daily_price\nP2;2025-02-01;1000\n"}
    waiting = loader(price)
    assert account(waiting) == {"placement_prices.csv": {"read": 1, "new": 1}}
    assert [row[1:5] for row in rejections()] == [(2, "placement_id", "placement_missing", True)]
    assert waiting.findings["placement_missing"] == 1
    assert loader({"placements.csv": PLACED}).findings.get("placement_missing") is None
    assert rejections() == []
    assert asked("select cost from report.placement where placement_id = 'P2'") == [(28_000,)]
    assert check(loader.connection) == []


def test_a_rejected_row_keeps_its_unit_where_that_is_a_known_one(loader: Loader) -> None:
    """Also in the delivery that brings units and codes of its own, and never what else may stand in the column."""
    head = "placement_id;person_id;provider_id;care_form;moved_in_on;unit\n"
    right = "".join(f"Q{n};A;U1;hvb_privat;2024-01-0{n};bou\n" for n in range(1, 9))
    wrong = "P1;A;U1;fel;2025-01-01;bou\nP2;A;U1;fel;2025-01-01;Anna Andersson\n"
    twice = "P3;A;U1;hvb_privat;2025-01-01;vux\nP3;A;U1;hvb_privat;2025-01-02;vux\n"
    prices = "placement_id;valid_from;daily_price\n" + "".join(f"Q{n};2024-01-01;{n}\n" for n in range(1, 9))
    loader(
        {
            "codes.csv": "vocabulary;code;label\nend_reason;flyttat_hem;Flyttade hem\n",
            "units.csv": "unit;name\nbou;Barn\nvux;Vuxna\n",
            "placements.csv": head + right + wrong + twice,
            "placement_prices.csv": prices + "Q1;2024-05-01;x\n",
        },
        confirm=True,
    )
    kept = "select entity, line, unit from report.rejected_row order by entity, line"
    assert asked(kept) == [
        ("placement_prices", 10, "bou"),
        ("placements", 10, "bou"),
        ("placements", 11, None),
        ("placements", 12, "vux"),
        ("placements", 13, "vux"),
    ]
    assert asked(kept, units=["vux"]) == [("placements", 12, "vux"), ("placements", 13, "vux")]
    assert rows(loader.connection, "select * from raw.rejected_row where unit like 'Anna%'") == []


FAULTY = placed("P1;A;U1;felkod;2025-01-01;", *OTHERS)
RIGHT = placed("P1;A;U1;hvb_privat;2025-01-01;")


def test_a_rejected_row_stands_until_a_later_delivery_brings_its_key(loader: Loader) -> None:
    first = loader(FAULTY)
    assert rejections() == [("placements.csv", 2, "care_form", "unknown_code", False, None)]
    assert len(rejected(loader.connection, first.load_id)[1]) == 1
    second = loader(RIGHT, revision=2)
    assert [row[-1] for row in rejections()] == [second.load_id]
    assert rejected(loader.connection, None)[1] == []


def test_undoing_the_load_that_put_a_row_right_lists_it_again_until_that_is_undone(loader: Loader) -> None:
    loader(FAULTY)
    right = loader(RIGHT, revision=2).load_id
    also = loader(RIGHT, revision=3).load_id
    undone(loader, right)
    assert [row[-1] for row in rejections()] == [also]  # somebody else has said it right since
    last = undone(loader, also)
    assert [row[-1] for row in rejections()] == [None]
    undone(loader, last)
    assert [row[-1] for row in rejections()] == [also]


# --- 7: versions and undoing


def test_undo_puts_back_and_undo_of_undo_puts_forward(loader: Loader) -> None:
    loader(placed("P1;A;U1;hvb_privat;2025-01-01;"))
    second = loader(
        placed("P1;A;U2;hvb_privat;2025-01-01;", "P2;B;U1;hvb_privat;2025-02-01;"), revision=2
    ).load_id
    before = asked("select * from report.care_month")
    undoing = undone(loader, second)
    assert rows(loader.connection, NOW) == [("P1", "U1")]
    assert asked("select load_id, undone_by from report.load") == [
        (1, None),
        (second, undoing),
        (undoing, None),
    ]
    with pytest.raises(DeliveryError, match="redan ångrad"):
        undo(loader.connection, second)
    loader.connection.rollback()
    undone(loader, undoing)
    assert rows(loader.connection, NOW) == [("P1", "U2"), ("P2", "U1")]
    assert asked("select * from report.care_month") == before
    assert asked("select undone_by from report.load where load_id = %s", second) == [(None,)]
    assert check(loader.connection) == []


# --- 8: the guard


def test_a_complete_delivery_with_an_empty_file_loads_nothing_and_says_what_it_would_remove(
    loader: Loader, tmp_path: Path
) -> None:
    """Shows 7."""
    loader(many(20))
    empty = delivered(tmp_path, placed())
    command = ("load", empty, "--data-through", "2025-07-31", "--complete")
    result = etl_command(*command)
    assert result.returncode == 2
    assert "saknar 20 av 20 i placeringar" in result.stderr and "--confirm" in result.stderr
    assert len(rows(loader.connection, NOW)) == 20
    assert asked("select count(*) from report.load") == [(1,)]

    assert etl_command(*command, "--confirm").returncode == 0
    assert rows(loader.connection, NOW) == []
    # What it removed does not come back by an older one.
    assert account(loader(many(20))) == {"placements.csv": {"read": 20, "superseded": 20}}
    assert rows(loader.connection, NOW) == []


@pytest.mark.parametrize(("lacking", "loads"), [(2, True), (3, False)])
def test_a_complete_delivery_may_lack_a_tenth(loader: Loader, lacking: int, loads: bool) -> None:
    loader(many(20))
    fewer = many(20 - lacking)
    if loads:
        loader(fewer, revision=2, complete=True)
    else:
        with pytest.raises(DeliveryError, match=f"saknar {lacking} av 20"):
            loader(fewer, revision=2, complete=True)
    assert len(rows(loader.connection, NOW)) == (20 - lacking if loads else 20)


def test_the_guard_measures_a_source_by_its_own_facts(loader: Loader) -> None:
    """Three of its own three are much, however many another source has."""
    loader(many(40), source="stor", data_through=DAY)
    loader(placed(*(f"Q{n};A;U1;hvb_privat;2025-01-01;" for n in range(3))), source="liten", data_through=DAY)
    with pytest.raises(DeliveryError, match="saknar 3 av 3"):
        loader(placed(), source="liten", data_through=DAY, revision=2, complete=True)
    assert len(rows(loader.connection, NOW)) == 43


def test_what_a_delivery_does_not_hold_at_all_is_not_removed(loader: Loader) -> None:
    loader(many(5) | {"units.csv": "unit;name\nBarn;Barn\n"})
    loader({"units.csv": "unit;name\nBarn;Barn\n"}, revision=2, complete=True)
    assert len(rows(loader.connection, NOW)) == 5


@pytest.mark.parametrize(("faulty", "loads"), [(2, True), (3, False)])
def test_a_fifth_of_the_rows_may_be_rejected(loader: Loader, faulty: int, loads: bool) -> None:
    lines = [f"P{n};A;U1;{'felkod' if n < faulty else 'hvb_privat'};2025-01-01;" for n in range(10)]
    if loads:
        loader(placed(*lines))
    else:
        with pytest.raises(DeliveryError, match="3 av 10 rader skulle avvisas"):
            loader(placed(*lines))
        loader(placed(*lines), confirm=True)
    assert len(rows(loader.connection, NOW)) == 10 - faulty


# --- 9, 11: who may load, and what cannot be


def test_an_unknown_board_is_refused_and_two_boards_must_be_told_apart(loader: Loader) -> None:
    with pytest.raises(DeliveryError, match="ingen nämnd som heter Tomtenämnden"):
        loader({"placements.csv": PLACED}, board="Tomtenämnden")
    assert store_command("board", "add", "Äldrenämnden").returncode == 0
    with pytest.raises(DeliveryError, match="Ange vilken nämnd"):
        loader({"placements.csv": PLACED})
    loader({"placements.csv": PLACED}, board="Äldrenämnden")
    assert len(asked("select * from report.placement", board="Äldrenämnden")) == 2
    assert asked("select * from report.placement") == []


def test_a_load_with_another_identity_key_is_refused(loader: Loader) -> None:
    loader({"placements.csv": PLACED})
    kept = key_path().read_bytes()
    try:
        key_path().write_text("ab" * 32, encoding="ascii")
        with pytest.raises(StoreError, match="annan nyckel"):
            loader({"placements.csv": PLACED})
    finally:
        key_path().write_bytes(kept)


def test_the_exit_code_says_whether_anything_was_loaded(store_url: str, tmp_path: Path) -> None:
    good = delivered(tmp_path, {"placements.csv": PLACED})
    for arguments, code, said in (
        (("load", good), 2, "ange --data-through"),
        (("load", good, "--data-through", "2025-13-01"), 2, "inget datum"),
        (("load", good, "--data-through", "2999-01-01"), 2, "framtiden"),
        (("load", tmp_path / "saknas"), 2, "finns inte"),
        (("load", good, "--nonsens"), 2, "inte rätt skrivet"),
        (("load", delivered(tmp_path, {"placements.csv": b""}), "--data-through", "2025-06-30"), 2, "tom"),
        (("undo", "7"), 2, "ingen inläsning 7"),
        (("load", good, "--data-through", "2025-06-30"), 0, ""),
        (("sources",), 0, ""),
    ):
        result = etl_here(*arguments)
        assert (result.returncode, said in result.stderr) == (code, True), (arguments, result.stderr)
        assert "Traceback" not in result.stderr


def test_trying_a_delivery_changes_nothing_and_says_what_nothing_reads(
    loader: Loader, tmp_path: Path
) -> None:
    told: list[str] = []
    place = delivered(tmp_path, {"units.csv": "unit;name;chef\nBarn;Barn;Eva\n", **many(3)})
    result, wrong = try_out(loader.connection, [place], LoadOptions(data_through=DAY), told.append)
    loader.connection.commit()
    assert wrong == []
    assert account(result) == {"units.csv": {"read": 1, "new": 1}, "placements.csv": {"read": 3, "new": 3}}
    assert told[0] == "units.csv: kolumner som inte läses: chef."
    for table in (
        "raw.load",
        "raw.file",
        "core.units",
        "core.placements",
        "core.stay",
        "core.store_identity",
    ):
        assert rows(loader.connection, f"select * from {table}") == [], table


def test_a_trial_run_says_which_rows_it_would_reject_and_why(loader: Loader, tmp_path: Path) -> None:
    place = delivered(tmp_path, placed("P1;A;U1;hvb_privt;2025-01-01;", *OTHERS))
    tried = etl_here("check", place, "--data-through", DAY.isoformat())
    assert "placements.csv, rad 2, kolumn care_form: " in tried.stdout
    assert "hvb_privat" in tried.stdout and "Inläsning" not in tried.stdout
    assert asked("select * from report.load") == []


def test_a_load_tells_of_columns_that_nobody_reads_of_what_goes_and_of_a_new_source(
    loader: Loader, tmp_path: Path
) -> None:
    etl_here("load", delivered(tmp_path, many(20)), "--source", "ett", "--data-through", "2025-06-01")
    unread = {"placements.csv": str(many(19)["placements.csv"]).replace("moved_out_on", "anteckning")}
    place = delivered(tmp_path, unread)
    again = etl_here("load", place, "--source", "ett", "--data-through", "2025-06-30", "--complete")
    assert "placements.csv: kolumner som inte läses: anteckning." in again.stderr
    assert "1 saknas i den fullständiga leveransen och tas bort." in again.stderr
    assert "ny för nämnden" not in again.stderr
    other = etl_here("load", delivered(tmp_path, many(1)), "--source", "et", "--data-through", "2025-06-30")
    assert "Källan et är ny för nämnden, som har ett sedan förut." in other.stderr


def test_a_misspelt_heading_of_a_column_that_may_be_left_out_loads_nothing(loader: Loader) -> None:
    misspelt = str(many(3)["placements.csv"]).replace("moved_out_on", "moved_out")
    with pytest.raises(DeliveryError, match=r"kolumnen moved_out, som inte läses \(menas moved_out_on\?\)"):
        loader({"placements.csv": misspelt})
    assert asked("select * from report.load") == []


def test_findings_are_listed_with_what_they_are_about(loader: Loader) -> None:
    loader(placed("P1;A;U1;hvb_privat;2025-01-01;", "P2;A;U1;hvb_privat;2025-02-01;"))
    listed = etl_here("findings", "--rule", "same_form_twice")
    assert listed.stdout.startswith("placements P2: ") and listed.stdout.count("\n") == 1
    rows_of = list(csv.DictReader(io.StringIO(etl_here("findings", "--csv").stdout), delimiter=";"))
    assert {("same_form_twice", "P2"), ("never_delivered", "persons")} <= {
        (r["rule"], r["key"]) for r in rows_of
    }
    assert "same_form_twice" in etl_here("findings", "--rule", "sme_form_twice").stderr


# --- codes, persons, formulas


def test_codes_of_the_same_delivery_may_be_used_in_it(loader: Loader) -> None:
    own = {
        "codes.csv": "vocabulary;code;label;maps_to\nunit_kind;x;X;\nend_reason;flyttat_hem;Flyttade hem;\n"
    }
    ended = PLACED.replace("moved_out_on", "moved_out_on;end_reason").replace(
        "2025-03-01", "2025-03-01;flyttat_hem"
    )
    ended = ended.replace("2025-01-01;", "2025-01-01;;")
    with pytest.raises(DeliveryError):
        loader({"placements.csv": ended})
    result = loader({"placements.csv": ended} | own)
    assert account(result)["placements.csv"] == {"read": 2, "new": 2}
    label = "select label from report.code where vocabulary = 'end_reason' and code = 'flyttat_hem'"
    assert asked(label) == [("Flyttade hem",)]


def test_a_person_who_got_another_id_is_one_person(loader: Loader) -> None:
    two = placed("P1;19810101T234;U1;hvb_privat;2025-01-01;", "P2;19811218-9876;U1;hvb_privat;2025-01-01;")
    loader(two | {"persons.csv": "person_id;birth_year;sex\n19811218-9876;1981;kvinna\n"})
    persons = "select persons, placements from report.persons_placed('2025-01-01', '2025-06-30')"
    assert asked(persons) == [(2, 2)]
    merge = {
        "person_merges.csv": "old_person_id;new_person_id;from_on\n19810101T234;19811218-9876;2025-02-01\n"
    }
    merged = loader(merge)
    assert asked(persons) == [(1, 2)]
    assert set(asked("select birth_year, person_key from report.placement")) == {
        (1981, asked("select max(person_key) from report.placement")[0][0])
    }
    assert check(loader.connection) == []
    undone(loader, merged.load_id)
    assert asked(persons) == [(2, 2)]
    assert check(loader.connection) == []


def test_a_formula_stays_text_all_the_way_out(loader: Loader) -> None:
    formula = "=cmd|' /C calc'!A0"
    lines = "".join(f"U{n};Hem {n};privat\n" for n in range(5))
    loader({"providers.csv": f"provider_id;name;operator\nU;{formula};privat\nV;Hem;{formula}\n{lines}"})
    assert ("U", formula) in rows(loader.connection, "select provider_id, name from core.current_providers")
    shown = etl_command("rejected", "--csv").stdout
    (line,) = list(csv.DictReader(io.StringIO(shown), delimiter=";"))
    assert line["rule"] == "unknown_code"
    assert not any(value.startswith(("=", "+", "-", "@")) for value in line.values())


# --- findings


def test_a_second_load_waits_for_the_first_and_both_end_right(loader: Loader, tmp_path: Path) -> None:
    """The first is held in the middle of its transaction; the second says that it waits."""
    waits, told = threading.Event(), []

    def tell(sentence: str) -> None:
        told.append(sentence)
        waits.set()

    def second() -> None:
        place = delivered(tmp_path, placed("P2;B;U1;hvb_privat;2025-02-01;"))
        with loader_connection() as connection:
            load(connection, [place], LoadOptions(data_through=DAY), tell)

    thread = threading.Thread(target=second)
    with loader.connection.transaction():
        load(loader.connection, [delivered(tmp_path, RIGHT)], LoadOptions(data_through=DAY))
        thread.start()
        assert waits.wait(20)
        assert "Väntar" in told[0]
    thread.join(20)
    assert rows(loader.connection, NOW) == [("P1", "U1"), ("P2", "U1")]
    assert asked("select load_id from report.load") == [(1,), (2,)]
    assert check(loader.connection) == []


BASE = {
    "persons.csv": "person_id;birth_year;sex\nA;1990;man\nB;1991;man\n",
    "providers.csv": "provider_id;name;operator\nU1;Hem;privat\n",
    "placements.csv": """
        placement_id;person_id;provider_id;care_form;moved_in_on;moved_out_on
        bad;A;U1;hvb_privat;2025-01-01;2025-02-01
        good;B;U1;hvb_egen;2025-01-01;2025-02-01
        """,
    "placement_prices.csv": """
        placement_id;valid_from;valid_to;daily_price;monthly_amount
        bad;2025-01-01;;100;
        good;2025-01-01;;100;
        """,
}
PERIODS = "placement_id;valid_from;valid_to;daily_price;monthly_amount\n"
STAYS = "placement_id;person_id;provider_id;care_form;moved_in_on;moved_out_on\n"
BASES = "placement_id;valid_from;valid_to;legal_basis\n"

# rule -> the file that replaces or joins the base, with a row that breaks it (bad) and one that does not (good)
BREAKING: dict[str, dict[str, str]] = {
    "price_overlap": {
        "placement_prices.csv": f"{PERIODS}bad;2025-01-01;2025-01-20;1;\nbad;2025-01-20;2025-02-01;2;\n"
        "good;2025-01-01;2025-01-19;1;\ngood;2025-01-20;2025-02-01;2;\n"
    },
    "price_gap": {"placement_prices.csv": f"{PERIODS}bad;2025-01-02;;1;\ngood;2025-01-01;;1;\n"},
    "price_missing": {"placement_prices.csv": f"{PERIODS}good;2025-01-01;;1;\n"},
    "price_both_kinds": {"placement_prices.csv": f"{PERIODS}bad;2025-01-01;;1;2\ngood;2025-01-01;;;2\n"},
    "same_form_twice": {
        "placements.csv": f"{STAYS}first;A;U1;hvb_privat;2025-01-01;2025-02-01\nbad;A;U1;hvb_privat;2025-01-31;\n"
        "before;B;U1;hvb_privat;2025-01-01;2025-02-01\ngood;B;U1;hvb_privat;2025-02-01;\n",
        "placement_prices.csv": "".join(
            [PERIODS, *(f"{p};2025-01-01;;1;\n" for p in ("first", "bad", "before", "good"))]
        ),
    },
    "legal_basis_not_in_force": {
        "placement_legal_bases.csv": f"{BASES}bad;2024-03-31;;skb_3\ngood;2024-04-01;;skb_3\n"
    },
    "unknown_person": {"persons.csv": "person_id;birth_year;sex\nB;1991;man\n"},
    "unknown_provider": {
        "placements.csv": f"{STAYS}bad;A;U9;hvb_privat;2025-01-01;2025-02-01\n"
        "good;B;U1;hvb_egen;2025-01-01;2025-02-01\n"
    },
    "after_cut_off": {
        "placements.csv": f"{STAYS}bad;A;U1;hvb_privat;2025-01-01;2025-07-01\n"
        "good;B;U1;hvb_egen;2025-01-01;2025-06-30\n"
    },
    "period_reversed": {
        "placement_legal_bases.csv": f"{BASES}bad;2025-02-01;2025-01-31;lvu_2\n"
        "good;2025-02-01;2025-02-01;lvu_2\n"
    },
    "entered_differs": {
        "placements.csv": "placement_id;person_id;provider_id;care_form;moved_in_on;moved_out_on;main_reason\n"
        "bad;A;U1;hvb_privat;2025-01-01;2025-02-01;vald\ngood;B;U1;hvb_egen;2025-01-01;2025-02-01;\n",
        "placement_additions.csv": "placement_id;main_reason\nbad;kriminalitet\ngood;kriminalitet\n",
    },
    "entered_price_differs": {
        "price_additions.csv": "placement_id;valid_from;valid_to;daily_price\n"
        "bad;2025-01-01;2025-02-01;7\ngood;2024-01-01;2024-02-01;7\n",
    },
    "step_reversed": {
        "investigations.csv": "investigation_id;case_id;person_id;opened_on;closed_on;subject\n"
        "bad;1;A;2025-02-02;2025-02-01;vuxen\ngood;2;B;2025-02-02;2025-02-02;vuxen\n",
        "placements.csv": "placement_id;case_id;person_id;provider_id;care_form;moved_in_on;moved_out_on\n"
        "bad;1;A;U1;hvb_privat;2025-01-01;2025-02-01\ngood;2;B;U1;hvb_egen;2025-01-01;2025-02-01\n",
    },
    "case_missing": {
        "decisions.csv": "decision_id;case_id;person_id;decided_on;outcome;legal_basis\n"
        "1;1;A;2025-01-01;avslag;sol2001_4_1\n",
        "placements.csv": "placement_id;case_id;person_id;provider_id;care_form;moved_in_on;moved_out_on\n"
        "bad;;A;U1;hvb_privat;2025-01-01;2025-02-01\ngood;1;B;U1;hvb_egen;2025-01-01;2025-02-01\n",
    },
}  # fmt: skip


@pytest.mark.parametrize("rule", BREAKING)
def test_a_rule_between_rows_is_a_finding_on_the_row_that_breaks_it(loader: Loader, rule: str) -> None:
    result = loader(BASE | BREAKING[rule])
    assert result.findings == {rule: 1}
    told = "select entity, key, severity, message from report.finding"
    ((entity, key, severity, message),) = asked(told, role="ik_manager")
    assert (entity, key) == ("investigations" if rule == "step_reversed" else "placements", "bad")
    assert severity in ("fel", "varning", "upplysning") and message.endswith(".")
    assert [row for row in rejections() if not row[4]] == []


def test_what_was_never_delivered_is_one_finding_each(loader: Loader) -> None:
    loader({"placements.csv": PLACED})
    never = "select key from report.finding where rule = 'never_delivered'"
    assert asked(never) == [("persons",), ("placement_prices",), ("providers",)]
    loader(BASE, revision=2)
    assert asked(never) == []


def test_a_personnummer_in_a_text_is_removed_and_listed(loader: Loader) -> None:
    named = "provider_id;name;operator\nbad;Hem 811218-9876;privat\ngood;Hem 811218;privat\n"
    assert loader({"providers.csv": named}).findings["personnummer_removed"] == 1
    removed = "select key from report.finding where rule = 'personnummer_removed'"
    assert asked(removed) == [("providers.csv, rad 2, name",)]
    names = rows(loader.connection, "select provider_id, name from core.current_providers")
    assert names == [("bad", "Hem [personnummer borttaget]"), ("good", "Hem 811218")]


def test_a_free_text_that_is_not_read_is_listed(loader: Loader, tmp_path: Path) -> None:
    plan = "Teknik;Antal;Placering\nLarm;några stycken;\nKameror;5 st;\n"
    place = delivered(tmp_path, {"inventory_2021-12-31.csv": plan})
    result = loader.paths([place], source="karlsborg")
    assert {rule: n for rule, n in result.findings.items() if "text" in rule} == {"free_text_unread": 1}
    unread = "select key, severity from report.finding where rule = 'free_text_unread'"
    assert asked(unread) == [("inventory_2021-12-31.csv, rad 2, count", "upplysning")]


def test_every_rule_of_findings_has_a_row_that_breaks_it(store: psycopg.Connection) -> None:
    tried = {*BREAKING, "never_delivered", "placement_missing", "personnummer_removed", "free_text_unread"}
    assert {rule for (rule,) in store.execute("select rule from core.finding_rule").fetchall()} <= tried
