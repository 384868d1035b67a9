"""Drawn tables in, typed rows and rejected rows out."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from etl.batches import batch_schema
from tests.etl.reading import opened, read, whole

PLACEMENTS = "placement_id;person_id;provider_id;care_form;moved_in_on;moved_out_on;unit\n"


def rejects(folder: Path, name: str, content: str) -> list[tuple[int, str | None, str]]:
    batch = read(folder, name, content)
    return [(row.line, row.column, row.rule) for row in batch.rejected]


def test_rows_are_typed_and_the_person_is_hashed(tmp_path: Path) -> None:
    (part,) = opened(
        tmp_path,
        {
            "placements.csv": PLACEMENTS
            + "P1;19850101-1234;U1;HVB_egen ;2025-01-01;20250201;Barn\n"
            + "P2;850101-1234;U1;hvb_egen;2025-01-01 13:45;;\n"
        },
    ).parts
    rows = whole(list(part.batches())).rows
    assert rows.schema == batch_schema(part.entity)
    assert rows["line"].to_list() == [2, 3]
    assert rows["person_key"].n_unique() == 1
    assert len(rows["person_key"][0]) == 32
    assert rows["care_form"].to_list() == ["hvb_egen", "hvb_egen"]
    assert rows["moved_out_on"].to_list() == [date(2025, 2, 1), None]
    assert rows["unit"].to_list() == ["Barn", None]


def test_blank_rows_and_the_closing_sum_are_left_out(tmp_path: Path) -> None:
    content = PLACEMENTS + "\nP1;A;U1;hvb_egen;2025-01-01;;\n;;;;;;\n  \nSumma;;;;;;1\n\n"
    batch = read(tmp_path, "placements.csv", content)
    assert (batch.read, batch.rows.height, batch.left_out) == (6, 1, 5)
    assert batch.rows["line"].to_list() == [3]


def test_a_sum_row_in_the_middle_is_not_dropped(tmp_path: Path) -> None:
    content = PLACEMENTS + "Summa;;;;;;1\nP1;A;U1;hvb_egen;2025-01-01;;\n"
    assert rejects(tmp_path, "placements.csv", content) == [(2, "person_id", "missing")]


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    content = (
        PLACEMENTS + 'P1;A;U1;hvb_egen;2025-01-01;;"Barn\noch ""unga"""\nP2;A;U1;hvb_egen;2025-13-01;;\n'
    )
    batch = read(tmp_path, "placements.csv", content)
    assert batch.rows["unit"].to_list() == ['Barn\noch "unga"']
    assert [(row.line, row.rule) for row in batch.rejected] == [(4, "wrong_type")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_encodings_delimiters_and_line_ends(
    tmp_path: Path, encoding: str, delimiter: str, ending: str
) -> None:
    text = (PLACEMENTS + "P1;A;U1;hvb_egen;2025-01-01;;Åsöns\n").replace(";", delimiter).replace("\n", ending)
    batch = read(tmp_path, "placements.csv", text.encode(encoding))
    assert batch.rows["unit"].to_list() == ["Åsöns"]


@pytest.mark.parametrize(
    ("row", "column", "rule"),
    [
        ("P1;A;U1;hvb_egen;2025-01-01;;;x", None, "field_count"),
        ("P1;A;U1;hvb_egen;2025-01-01", None, "field_count"),
        ("P1;;U1;hvb_egen;2025-01-01;;", "person_id", "missing"),
        ("P1;A;U1;hvb_egen;2025-13-01;;", "moved_in_on", "wrong_type"),
        ("P1;A;U1;hvb_egen;31/02/2025;;", "moved_in_on", "wrong_type"),
        ("P1;A;U1;hvb_egen;1/7/2025;;", "moved_in_on", "wrong_type"),
        ("P1;A;U1;hvb_egen;45321;;", "moved_in_on", "wrong_type"),
        ("P1;A;U1;hvb;2025-01-01;;", "care_form", "unknown_code"),
        ("P1;A;#REF!;hvb_egen;2025-01-01;;", "provider_id", "error_cell"),
        ("P1;A;U1;hvb_egen;2025-01-02;2025-01-01;", "moved_out_on", "ends_before_start"),
        ("19850101-1234;A;U1;hvb_egen;2025-01-02;;", "placement_id", "personnummer_in_key"),
        ("P1;;U1;hvb;2025-13-01;;", "person_id", "missing"),
    ],
)
def test_a_row_is_rejected_for_its_first_fault(
    tmp_path: Path, row: str, column: str | None, rule: str
) -> None:
    good = "P0;A;U1;hvb_egen;2025-01-01;2025-01-01;\n"
    batch = read(tmp_path, "placements.csv", PLACEMENTS + good + row + "\n")
    (rejected,) = batch.rejected
    assert (rejected.line, rejected.column, rejected.rule) == (3, column, rule)
    assert rejected.message.endswith(".")
    assert batch.rows["placement_id"].to_list() == ["P0"]


def test_sentences_say_how_to_mend(tmp_path: Path) -> None:
    content = (
        PLACEMENTS
        + "P1;A;U1;hvb_egn;2025-01-01;;\nP2;A;U1;Anna Andersson;2025-01-01;;\nP3;A;U1;hvb_egen;45321;;\n"
    )
    first, second, third = read(tmp_path, "placements.csv", content).rejected
    assert "menades hvb_egen?" in first.message and "hvb_egn" not in first.message
    assert "Anna" not in second.message
    assert second.value_class == "aaaa aaaaaaaaa"
    assert "löpnummer" in third.message
    assert third.key == ("P3",)


def test_money_and_numbers(tmp_path: Path) -> None:
    content = """
        placement_id;valid_from;daily_price;monthly_amount
        P1;2025-01-01;1 234,56;
        P2;2025-01-01;1.234,56;
        P3;2025-01-01;1 234,56-;
        P4;2025-01-01;1.250;
        P5;2025-01-01;12,345678;
        P6;2025-01-01;;
        P7;2025-01-01;4500 kr;
        P8;2025-01-01;;1e5
    """
    batch = read(tmp_path, "placement_prices.csv", content)
    assert batch.rows.select("placement_id", "daily_price_ore").rows() == [("P1", 123456), ("P7", 450000)]
    assert [(row.line, row.rule) for row in batch.rejected] == [
        (3, "wrong_type"),
        (4, "negative_price"),
        (5, "ambiguous_number"),
        (6, "wrong_type"),
        (7, "missing"),
        (9, "wrong_type"),
    ]


def test_a_formula_stays_text(tmp_path: Path) -> None:
    content = "unit;name\nE1;=cmd|' /C calc'!A0\nE2;+46\nE3;@x\n"
    batch = read(tmp_path, "units.csv", content)
    assert batch.rows["name"].to_list() == ["=cmd|' /C calc'!A0", "+46", "@x"]


def test_what_looks_like_a_personnummer_is_removed_and_listed(tmp_path: Path) -> None:
    content = """
        unit;name;successor
        E1;Barn 19850101-1234 och 850101 - 1234, ok;
        E2;Vuxen;8501011236
        E3;T 850101-T123;
        E4;Ärende 2025-07-01, tel 018-123456;E3
    """
    batch = read(tmp_path, "units.csv", content)
    gone = "[personnummer borttaget]"
    assert batch.rows["name"].to_list()[0] == f"Barn {gone} och {gone}, ok"
    assert batch.rows["name"].to_list()[2:] == [f"T {gone}", "Ärende 2025-07-01, tel 018-123456"]
    assert batch.rows["successor"].to_list() == [None, None, None, "E3"]
    assert [(r.line, r.column, r.rule) for r in batch.remarks] == [
        (2, "name", "personnummer_removed"),
        (3, "successor", "personnummer_removed"),
        (4, "name", "personnummer_removed"),
    ]


def test_only_the_birth_year_is_kept(tmp_path: Path) -> None:
    content = """
        person_id;birth_date;birth_year;sex
        A;1985-01-15;;kvinna
        B;;1990;man
        19850105-1234;;;man
        19850166-1234;;;kvinna
        C;;;man
        D;1985-13-01;1985;man
    """
    batch = read(tmp_path, "persons.csv", content)
    kept = batch.rows.select("birth_year", "disposal_exempt_day").rows()
    assert kept == [(1985, True), (1990, None), (1985, True), (1985, False)]
    assert [(row.line, row.column, row.rule) for row in batch.rejected] == [
        (6, "birth_year", "missing"),
        (7, "birth_date", "wrong_type"),
    ]


def test_a_foster_home_has_no_name(tmp_path: Path) -> None:
    content = """
        provider_id;name;org_number;operator;latitude
        U1;Familjen Berg;198501011234;familjehem;59.329
        U2;;;familjehem;
        U3;Bo AB;556000-0001;privat;59.329
        U4;;;privat;
        U5;;;;
    """
    batch = read(tmp_path, "providers.csv", content)
    assert batch.rows.select("name", "org_number", "latitude").rows() == [
        (None, None, None),
        (None, None, None),
        ("Bo AB", "556000-0001", "59.329"),
    ]
    assert batch.remarks == ()
    assert [(row.line, row.column, row.rule) for row in batch.rejected] == [
        (5, "name", "missing"),
        (6, "name", "missing"),
    ]


def test_codes_of_the_same_delivery_may_be_used(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "codes.csv": "vocabulary;code;label\ncare_form;akuthem;Akuthem\n",
        "placements.csv": PLACEMENTS + "P1;A;U1;akuthem;2025-01-01;;\n",
    }
    parts = opened(tmp_path, files).parts
    assert [part.entity.name for part in parts] == ["codes", "placements"]
    assert whole(list(parts[1].batches())).rows["care_form"].to_list() == ["akuthem"]


def test_headings_alone_are_a_table_without_rows(tmp_path: Path) -> None:
    batch = read(tmp_path, "placements.csv", PLACEMENTS)
    assert (batch.read, batch.rows.height) == (0, 0)


def test_unknown_columns_are_told(tmp_path: Path) -> None:
    (part,) = opened(tmp_path, {"units.csv": "unit;name;Färg\nE1;Barn;blå\n"}).parts
    assert part.unmapped == ("Färg",)


def test_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    prices = book.active
    assert prices is not None
    prices.title = "placement_prices"
    for row in (
        ["placement_id", "valid_from", "valid_to", "daily_price"],
        [1001.0, date(2025, 1, 1), datetime(2025, 2, 1, 13, 45), 1234.5],
        [],
        ["P2", 45321, None, 100],
        ["P3", date(2025, 1, 1), None, "#REF!"],
        ["P4", date(2025, 1, 1), None, 0.1 + 0.2],
        ["Summa", None, None, 1],
    ):
        prices.append(row)
    prices["D5"].data_type = "e"
    book.create_sheet("Läs mig").append(["hej"])
    book.save(tmp_path / "leverans.xlsx")
    delivery = opened(tmp_path, {})
    batch = whole(list(delivery.parts[0].batches()))
    assert batch.rows.rows() == [
        (2, "1001", date(2025, 1, 1), date(2025, 2, 1), 123450, None),
        (6, "P4", date(2025, 1, 1), None, 30, None),
    ]
    assert [(row.line, row.rule) for row in batch.rejected] == [(4, "wrong_type"), (5, "error_cell")]
    assert delivery.left_aside == ("leverans.xlsx, blad Läs mig",)
