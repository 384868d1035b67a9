"""Five English yearly returns: the same facts in whatever order they come, and no child in any file."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from store.check import check
from store.home import Home
from tests.conftest import store_command
from tests.etl.loading import Loader, asked, delivered, etl_command, etl_here, etl_json, foreign_data

YEARS = (2017, 2018, 2019, 2020, 2021)
ORDERS: dict[str, Sequence[Sequence[int]]] = {
    "all at once": [YEARS],
    "all at once, twice": [YEARS, YEARS],
    "year by year": [[2017], [2018], [2019], [2020], [2021]],
    "backwards": [[2021], [2020], [2019], [2018], [2017]],
    "mixed, one of them twice": [[2019], [2021], [2017], [2019], [2020], [2018]],
}


def returns(years: Sequence[int]) -> list[Path]:
    """The two files of each year."""
    return [
        foreign_data("ssda903", f"{year}-{kind}.csv") for year in years for kind in ("episodes", "header")
    ]


@pytest.fixture(scope="module")
def shown_by_order() -> dict[str, list[tuple[object, ...]]]:
    """What report.care_month showed after each order, as the tests go along."""
    return {}


@pytest.mark.parametrize("order", ORDERS)
def test_the_returns_end_in_the_same_facts_in_any_order(
    loader: Loader, order: str, shown_by_order: dict[str, list[tuple[object, ...]]]
) -> None:
    for years in ORDERS[order]:
        result = loader.paths(returns(years), source="ssda903")
        assert [file.rejected for file in result.files if file.rejected] == []

    assert asked(
        "select count(*), count(distinct person_key), count(*) filter (where moved_out_on is null) "
        "from report.placement"
    ) == [(2827, 820, 86)]
    assert check(loader.connection) == []
    shown_by_order[order] = asked("select * from report.care_month")
    assert len(shown_by_order[order]) > 1000
    for other, shown in shown_by_order.items():
        assert shown == shown_by_order[order], f"{order} is not as {other}"


# Two persons who do not exist: a personnummer, and a samordningsnummer (its day is 60 too high).
SPELLINGS = (
    "19811218-9876",
    "198112189876",
    "811218-9876",
    "8112189876",
    "811218 9876",
    "811218+9876",
    "811218\u20139876",
    "19640883-3231",
    "6408833231",
)


def planted(folder: Path) -> Path:
    """A delivery with a personnummer in every kind of place: id, key, reference, code, number, text, heading."""
    persons = "person_id;birth_year;sex;district;811218-9876\n"
    persons += "".join(f"{n};1981;kvinna;Bor hos {n} i norr;{n}\n" for n in SPELLINGS)
    placements = (
        "placement_id;case_id;person_id;provider_id;care_form;moved_in_on;tender_area;target_group;unit\n"
    )
    placements += "".join(
        f"P{at};{n};{n};U1;hvb_privat;2025-01-01;{n}, område 1;;{n}\n" for at, n in enumerate(SPELLINGS)
    )
    placements += "".join(f"{n};A1;{n};U1;hvb_privat;2025-01-01;;;\n" for n in SPELLINGS)
    placements += "".join(f"Q{at};;X;U1;{n};2025-01-01;;;\n" for at, n in enumerate(SPELLINGS))
    prices = "placement_id;valid_from;daily_price\n"
    prices += "".join(f"P{at};2025-01-01;{n}\n" for at, n in enumerate(SPELLINGS))
    prices += "".join(f"P{at};{n};100\n" for at, n in enumerate(SPELLINGS))
    providers = "provider_id;name;org_number;operator\nU1;Vård 811218-9876 AB;198112189876;privat\n"
    place = delivered(
        folder,
        {
            "persons.csv": persons,
            "placements.csv": placements,
            "placement_prices.csv": prices,
            "providers.csv": providers,
            "811218-9876.csv": "a;b\n811218-9876;2\n",
            "198112189876 anteckning.txt": "811218-9876",
        },
        name="19811218-9876",
    )
    return place


def child_ids(files: Sequence[Path]) -> set[str]:
    """The ids of six digits in the returns."""
    found: set[str] = set()
    for path in files:
        with path.open(encoding="utf-8", newline="") as file:
            found |= {row["CHILD"] for row in csv.DictReader(file)}
    return {number for number in found if re.fullmatch(r"\d{6}", number)}


def test_no_child_and_no_personnummer_is_anywhere(own_home: Home, short_folder: Path, tmp_path: Path) -> None:
    """Searched for byte by byte: the database's files and log, a backup, and all that the commands say."""
    assert store_command("migrate").returncode == 0
    said = [str(etl_json("load", *returns(YEARS), "--source", "ssda903"))]
    place = planted(tmp_path)
    refused = etl_command("load", place, "--data-through", "2025-06-30")
    assert (refused.returncode, "avvisas" in refused.stderr) == (2, True)
    for command in (
        ("check", place, "--data-through", "2025-06-30", "--json"),
        ("load", place, "--data-through", "2025-06-30", "--confirm", "--json"),
        ("load", place / "saknas 811218-9876.csv"),
        ("load", place / "811218-9876.csv", "--data-through", "2025-06-30"),
        ("rejected", "--csv"),
        ("rejected",),
        ("loads",),
    ):
        result = etl_here(*command)
        said += [result.stdout, result.stderr]
    removed, rejected = (
        asked(f"select count(*) from report.{view}", as_of=None)[0][0] for view in ("finding", "rejected_row")
    )
    assert removed >= 2 * len(SPELLINGS) and rejected >= 3 * len(SPELLINGS)
    for view in ("finding", "rejected_row", "load_file", "provider", "placement"):
        said.append(str(asked(f"select * from report.{view}")))
    backup = short_folder / "planted.dump"
    assert store_command("backup", str(backup)).returncode == 0
    # Stopping the server writes everything that it still held in memory.
    assert store_command("down").returncode == 0

    searched = {"what was said": "\n".join(said).encode()}
    for path in [backup, *own_home.data.rglob("*"), *own_home.log.rglob("*")]:
        if path.is_file():
            searched[str(path)] = path.read_bytes()
    assert len(searched) > 500
    spelt = [re.escape(number.encode()) for number in SPELLINGS]
    personnummer = re.compile(b"|".join(spelt))
    word = rb"(?<![0-9A-Za-z_])(\d{6})(?![0-9A-Za-z_])"
    children = {number.encode() for number in child_ids(returns(YEARS))}
    assert len(children) > 500
    found = {
        place: hits
        for place, text in searched.items()
        if (hits := {*personnummer.findall(text), *(children & set(re.findall(word, text)))})
    }
    assert found == {}
