"""The demo's deliveries as files: the same every time, as a Swedish case system writes, and nobody's."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from domain.entities import ENTITIES
from domain.errors import SettingError
from domain.personnummer import luhn
from etl.demo.backwards import source_files
from etl.demo.municipality import Size, write
from etl.demo.period import LAST_DAY, Period
from etl.demo.revising import stamps
from tests.etl.loading import etl_here

SMALL = Size(inhabitants=10_000, years=2, seed=7)


def bytes_of(folder: Path) -> dict[str, str]:
    """Each file's hash, by its place."""
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "small"
    write(folder, SMALL)
    return folder


def table(path: Path) -> list[dict[str, str]]:
    """A file's rows as a reader of Windows-1252 and semicolons sees them; rows of another width are left out."""
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("cp1252")), delimiter=";"))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:] if len(row) == len(rows[0])]


def all_rows(folder: Path, name: str) -> list[dict[str, str]]:
    return [row for path in sorted(folder.glob(f"*/{name}_*.csv")) for row in table(path)]


def test_same_seed_same_bytes_another_seed_others(written: Path, tmp_path: Path) -> None:
    write(tmp_path / "again", SMALL)
    write(tmp_path / "other", Size(SMALL.inhabitants, SMALL.years, seed=8))
    assert bytes_of(tmp_path / "again") == bytes_of(written)
    same = bytes_of(written).items() & bytes_of(tmp_path / "other").items()
    assert not any("Placering" in path or "Beslut" in path for path, _ in same)


def test_a_base_and_then_one_a_month_until_the_last_day(written: Path) -> None:
    folders = sorted(path.name for path in written.iterdir())
    expected = [(date.fromordinal(day), revision) for day, revision in stamps(Period.of(SMALL.years))]
    assert folders == [str(day) + (f"-revision-{n}" if n > 1 else "") for day, n in expected]
    assert expected[-1] == (LAST_DAY, 1)
    assert [n for _, n in expected].count(2) == 1
    for folder in written.iterdir():
        said = tomllib.loads((folder / "delivery.toml").read_text("utf-8"))
        assert (said["source"], said["data_through"], said.get("revision", 1)) in [
            ("demo", day, revision) for day, revision in expected
        ]


def test_five_years_are_a_base_and_twenty_four_months() -> None:
    period = Period.of(5)
    assert (date.fromordinal(period.first), len(period.cut_offs)) == (date(2021, 11, 1), 25)
    assert date.fromordinal(period.cut_offs[0]) == date(2024, 10, 31)


def test_it_looks_like_a_swedish_export(written: Path) -> None:
    invoices = written / LAST_DAY.isoformat() / f"Faktura_{LAST_DAY:%Y%m%d}.csv"
    raw = invoices.read_bytes()
    assert raw.startswith(b"Faktura;Rad;Placering;Utf\xf6rare;")
    assert b"\r\n" in raw and re.search(rb";\d+,\d\d;", raw)
    last = raw.decode("cp1252").splitlines()[-1]
    assert last.startswith("Summa;")


def test_every_entity_but_ready_made_events_is_told_of(written: Path) -> None:
    found = {path.name.split("_")[0] for path in written.glob("*/*.csv")}
    expected = {file.name for entity, file in source_files("demo").items()}
    # the few who had a temporary number are too few for so small a town
    assert found | {"Personbyte"} == expected
    # what is typed in is typed in by whoever tries the demo
    left = {"case_events", "initiative_costs", "placement_additions", "price_additions"}
    assert set(ENTITIES) - set(source_files("demo")) == left


def test_persons_are_nobody(written: Path) -> None:
    """Every number is of the series that the Tax Agency keeps for tests, or a temporary number."""
    numbers = {row["Personnummer"] for row in all_rows(written, "Person") if row["Personnummer"]}
    assert len(numbers) > 500
    for number in numbers:
        real = re.fullmatch(r"(\d{8})-(9[89]\d)(\d)", number)
        assert real or re.fullmatch(r"\d{8}-T\d{3}", number), number
        assert real is None or luhn(number[2:8] + number[9:])


def test_familjehem_have_no_name(written: Path) -> None:
    homes = [row for row in all_rows(written, "Utforare") if row["Driftform"] == "Familjehem"]
    assert homes
    assert not any(row["Namn"] or row["Organisationsnummer"] or row["Latitud"] for row in homes)


def test_a_fact_is_told_as_it_was_known(written: Path) -> None:
    """No placement has ended, and none began, after the day that its delivery covers; what ended was open first."""
    seen_open: set[str] = set()
    ended_later = 0
    for folder in sorted(written.iterdir()):
        cut_off = folder.name[:10]
        for path in folder.glob("Placering_*.csv"):
            for row in table(path):
                days = [row[name] for name in ("Inskriven", "Utskriven") if row[name]]
                assert all(day <= cut_off for day in days)
                if not row["Utskriven"]:
                    seen_open.add(row["Placering"])
                else:
                    ended_later += row["Placering"] in seen_open
    assert ended_later > 10


def test_a_later_delivery_holds_only_what_is_new_or_changed(written: Path) -> None:
    base, *months = sorted(path for path in written.iterdir() if "revision" not in path.name)
    rows = [sum(len(table(path)) for path in folder.glob("*.csv")) for folder in (base, *months)]
    assert max(rows[1:]) < rows[0] / 4


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--inhabitants", "999"], "--inhabitants ska vara mellan 1000 och 1000000."),
        (["--years", "0"], "--years ska vara mellan 1 och 10."),
        (["--years", "fem"], "Kommandot är inte rätt skrivet."),
    ],
)
def test_a_municipality_that_cannot_be(arguments: list[str], sentence: str, tmp_path: Path) -> None:
    result = etl_here("demo", tmp_path / "new", *arguments)
    assert result.returncode == 2
    assert sentence in result.stderr
    assert not (tmp_path / "new").exists()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mitt")
    with pytest.raises(SettingError, match="inte en tom mapp"):
        write(tmp_path, SMALL)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_the_command_says_what_it_wrote(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    result = etl_here("demo", folder, "--inhabitants", "1000", "--years", "1", "--seed", "3")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith(f"8 leveranser skrivna i {folder}.")
    assert len(list(folder.iterdir())) == 8
