"""What a mapping can say, each on a small drawn source."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from domain.errors import DeliveryError, MappingError
from etl import mapping
from etl.delivery import Delivery
from etl.mapping import known_sources, load_mapping
from tests.etl.reading import opened, whole

ROWS = """
    Nr;Person;Form;Regi;In;Ut;Läge
    1;19850101-1234;HVB;E;1/7/2024;;klar
    2;850101-1234;HVB;P;2/7/2024;3/7/2024;klar
    3;A;Annat;;2/7/2024;;utkast
    4;A;Annat;;2/7/2024;;klar
"""
PLACEMENTS = """
    [[files]]
    name = "stays"
    pattern = '^placerade (?P<day>[-0-9]+)\\.csv$'
    delimiter = ";"
    dates = ["%d/%m/%Y"]
    data_through = { file = '(?P<day>\\d{4}-\\d{2}-\\d{2})', date = "{day}" }
    [[files.entities]]
    entity = "placements"
    leave_out = [{ column = "Läge", not_in = ["klar"] }]
    [files.entities.columns]
    placement_id = { key = ["Person", "In"], identifying = true }
    person_id = "Person"
    provider_id = { constant = "U1" }
    moved_in_on = "In"
    moved_out_on = "Ut"
    case_id = "Nr"
    [files.entities.columns.care_form]
    from = ["Form", "Regi"]
    otherwise = "annan"
    codes = { "HVB+E" = "hvb_egen", "HVB+*" = "hvb_privat" }
"""


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    monkeypatch.setattr(mapping.load_mapping, "__defaults__", (folder,))
    monkeypatch.setattr(mapping.mapping_names, "__defaults__", (folder,))
    return folder


@contextmanager
def refused(error: type[Exception], match: str) -> Iterator[None]:
    with pytest.raises(error, match=match):
        yield


def mapped(tmp_path: Path, sources: Path, toml: str, files: dict[str, str | bytes]) -> Delivery:
    (sources / "hem.toml").write_text(dedent(toml), "utf-8")
    delivered = tmp_path / "delivered"
    delivered.mkdir(exist_ok=True)
    return opened(delivered, files, source="hem", day=None)


def test_columns_keys_codes_and_left_out_rows(tmp_path: Path, sources: Path) -> None:
    delivery = mapped(tmp_path, sources, PLACEMENTS, {"placerade 2025-03-31.csv": ROWS})
    (part,) = delivery.parts
    assert delivery.data_through == date(2025, 3, 31)
    batch = whole(list(part.batches()))
    assert (batch.read, batch.left_out) == (4, 1)
    assert batch.rows["care_form"].to_list() == ["hvb_egen", "hvb_privat", "annan"]
    assert batch.rows["moved_in_on"].to_list() == [date(2024, 7, 1), date(2024, 7, 2), date(2024, 7, 2)]
    assert batch.rows["person_key"].n_unique() == 2
    assert batch.rows["placement_id"].str.contains("^[0-9a-f]{32}$").all()
    assert part.unmapped == ()


def test_which_row_wins(tmp_path: Path, sources: Path) -> None:
    toml = """
        data_through = 2025-03-31
        [[files]]
        name = "units"
        pattern = 'enheter'
        dates = ["%d/%m/%Y"]
        [[files.entities]]
        entity = "units"
        wins = { by = "Ändrad", order = "last" }
        columns = { unit = "Kod", name = "Namn" }
    """
    rows = "Kod;Namn;Ändrad\nE1;Gammal;1/2/2024\nE1;Ny;1/12/2024\nE1;Äldst;2/1/2024\nE2;Enda;\n"
    (part,) = mapped(tmp_path, sources, toml, {"enheter.csv": rows}).parts
    batch = whole(list(part.batches()))
    assert batch.rows.select("line", "unit", "name").rows() == [(3, "E1", "Ny"), (5, "E2", "Enda")]
    assert batch.left_out == 2


def test_a_column_from_another_file(tmp_path: Path, sources: Path) -> None:
    toml = """
        data_through = { column = "Uttag" }
        [[files]]
        name = "people"
        pattern = 'barn'
        [[files]]
        name = "facts"
        pattern = 'fakta'
        lookups = [{ file = "people", key = "Id", equals = "Barn", columns = ["Kön"] }]
        [[files.entities]]
        entity = "persons"
        [files.entities.columns]
        person_id = "Id"
        birth_year = "År"
        sex = { from = "people.Kön", codes = { "F" = "kvinna", "P" = "man" } }
    """
    files: dict[str, str | bytes] = {
        "barn.csv": "Barn;Kön\nA;F\nB;P\n",
        "fakta.csv": "Id;År;Uttag\nB;2010;2025-01-31\nA;2011;2025-01-31\n",
    }
    delivery = mapped(tmp_path, sources, toml, files)
    assert delivery.data_through == date(2025, 1, 31)
    rows = whole(list(delivery.parts[0].batches())).rows
    assert rows.select("birth_year", "sex").rows() == [(2010, "man"), (2011, "kvinna")]


def test_rows_and_codes_of_the_mapping_itself(tmp_path: Path, sources: Path) -> None:
    toml = """
        data_through = 2025-03-31
        codes = [{ vocabulary = "operator", code = "stiftelse", label = "Stiftelse" }]
        [[constants]]
        entity = "providers"
        rows = [{ provider_id = "U1", name = "Bo", operator = "stiftelse" }]
        [[files]]
        name = "units"
        pattern = 'enheter'
        [[files.entities]]
        entity = "units"
        columns = { unit = "Kod", name = "Namn" }
    """
    delivery = mapped(tmp_path, sources, toml, {"enheter.csv": "Kod;Namn\nE1;Barn\n"})
    read = {part.entity.name: whole(list(part.batches())) for part in delivery.parts}
    assert read["providers"].rows.select("name", "operator").rows() == [("Bo", "stiftelse")]
    assert read["codes"].rows["label"].to_list() == ["Stiftelse"]


SHARED = """
    data_through = 2025-03-31
    delimiter = ";"
    decimal = ","
    [lists.form]
    "HVB+E" = "hvb_egen"
    "HVB+*" = "hvb_privat"
    [[files]]
    name = "agreements"
    pattern = 'avtal'
    [[files.entities]]
    entity = "framework_agreements"
    [files.entities.columns]
    agreement_id = "Nr"
    provider_id = "Nr"
    care_form = { from = ["Form", "Regi"], codes = "form" }
    valid_from = "Från"
    daily_price = "Pris"
    [[files]]
    name = "budget"
    pattern = 'budget'
    decimal = "."
    [[files.entities]]
    entity = "budgets"
    [files.entities.columns]
    month = "Från"
    unit = "Nr"
    care_form = { from = ["Form", "Regi"], codes = "form" }
    cost = "Pris"
"""


def test_what_holds_for_all_files_and_lists_of_codes_are_said_once(tmp_path: Path, sources: Path) -> None:
    """A file may still say otherwise. Where the decimal sign is said, three digits after it are no thousands."""
    files: dict[str, str | bytes] = {
        "avtal.csv": "Nr;Form;Regi;Från;Pris\n1;HVB;E;2025-01-01;1,250\n2;HVB;P;2025-01-01;2,5\n",
        "budget.csv": "Nr;Form;Regi;Från;Pris\n1;HVB;P;2025-01;1.250\n",
    }
    delivery = mapped(tmp_path, sources, SHARED, files)
    read = {part.entity.name: whole(list(part.batches())) for part in delivery.parts}
    assert read["framework_agreements"].rows.select("care_form", "daily_price_ore").rows() == [
        ("hvb_egen", 125),
        ("hvb_privat", 250),
    ]
    assert read["budgets"].rows.select("care_form", "cost_ore").rows() == [("hvb_privat", 125)]


def test_a_list_of_codes_that_is_not_there(tmp_path: Path, sources: Path) -> None:
    with refused(MappingError, "listan from finns inte \\(menas form\\?\\)"):
        mapped(
            tmp_path, sources, SHARED.replace('codes = "form"', 'codes = "from"'), {"avtal.csv": "Nr\n1\n"}
        )


@pytest.mark.parametrize(
    ("old", "new", "match"),
    [
        ('entity = "placements"', 'entity = "placement"', "menas placements"),
        ("person_id =", "persn_id =", "menas person_id"),
        ('leave_out = [{ column = "Läge", not_in', 'leave_out = [{ column = "Läge", notin', "menas not_in"),
        ("pattern =", "patern =", "menas pattern"),
        ('from = ["Form", "Regi"]', "", "ett av from"),
        ("delimiter", "delimiter = = ", "TOML"),
    ],
)
def test_mistakes_in_a_mapping_are_told(
    tmp_path: Path, sources: Path, old: str, new: str, match: str
) -> None:
    assert old in PLACEMENTS
    with refused(MappingError, match):
        mapped(tmp_path, sources, PLACEMENTS.replace(old, new), {"placerade 2025-03-31.csv": ROWS})


def test_a_file_without_a_heading_that_is_read(tmp_path: Path, sources: Path) -> None:
    with refused(DeliveryError, "saknar kolumnen"):
        mapped(tmp_path, sources, PLACEMENTS, {"placerade 2025-03-31.csv": ROWS.replace("Regi", "Region")})


def test_every_mapping_of_the_project_can_be_followed() -> None:
    assert known_sources()
    assert load_mapping("finns inte") is None
