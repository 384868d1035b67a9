"""Deliveries that cannot be used: each is refused with one sentence that names the file."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from domain.errors import DeliveryError
from tests.etl.reading import opened, read, write

HEAD = "placement_id;person_id;provider_id;care_form;moved_in_on;moved_out_on;unit\n"
ROW = "P1;19850101-1234;U1;hvb_egen;2025-01-01;2025-02-01;{}\n"
REFUSED: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "är tom"),
    "only blank lines": (b"\n;;\n\n", "är tom"),
    "a pdf": (b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n", "en PDF"),
    "utf-16 with a mark": ((HEAD + ROW).encode("utf-16"), "UTF-16"),
    "utf-16 without one": ((HEAD + ROW).encode("utf-16-le"), "UTF-16"),
    "nul bytes": ((HEAD + ROW).encode() + b"P2;\0\0", "NUL"),
    "two headings alike": (HEAD.replace("unit", "Care_Form ").encode(), "två kolumner"),
    "two encodings": (
        (HEAD + ROW).format("Åsa ö").encode() + "ö\n".encode("cp1252"),
        "både UTF-8 och Windows",
    ),
    "neither encoding": (HEAD.encode() + b"P\x81;1\n", "varken i UTF-8"),
    "two delimiters": (HEAD.replace(";unit", ",unit").encode(), "två sätt"),
    "no heading known": (b"a;b;c\n1;2;3\n", "ingen rubrik"),
    "a required column is missing": (HEAD.replace("person_id", "persn_id").encode(), "menas persn_id"),
    "an unclosed quote": ((HEAD + ROW.format('"Barn') + ROW.format("")).encode(), "rad 2 ett citattecken"),
    "an unclosed quote met by another": (
        (HEAD + ROW.format('"Barn') + ROW.format('"Vuxen"')).encode(),
        "rad 2 ett citattecken",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(tmp_path: Path, name: str) -> None:
    content, expected = REFUSED[name]
    with pytest.raises(DeliveryError, match=expected) as refused:
        read(tmp_path, "placements.csv", content)
    sentence = str(refused.value)
    assert "placements.csv" in sentence
    assert sentence.endswith(".")
    assert "1985" not in sentence


def test_an_endless_quote_does_not_fill_the_memory(tmp_path: Path) -> None:
    content = HEAD + ROW.format('"Barn') + ROW.format("x") * 20_000
    with pytest.raises(DeliveryError, match="rad 2"):
        read(tmp_path, "placements.csv", content.encode())


def test_workbook_with_a_password(tmp_path: Path) -> None:
    ole = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    )
    with pytest.raises(DeliveryError, match="lösenord"):
        opened(tmp_path, {"placements.xlsx": ole})


def test_old_and_broken_workbooks(tmp_path: Path) -> None:
    with pytest.raises(DeliveryError, match="XLS"):
        opened(tmp_path, {"placements.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)})
    (tmp_path / "placements.xls").unlink()
    with pytest.raises(DeliveryError, match="ingen arbetsbok"):
        opened(tmp_path, {"placements.xlsx": b"PK\x03\x04 and then nothing"})


def test_workbook_that_unpacks_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("etl.formats.workbook.LARGEST_UNPACKED", 1000)
    with zipfile.ZipFile(tmp_path / "placements.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "x" * 2000)
    with pytest.raises(DeliveryError, match="för stor"):
        opened(tmp_path, {})


def test_empty_workbook(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "placements.xlsx")
    with pytest.raises(DeliveryError, match="tom"):
        opened(tmp_path, {})


def test_nothing_that_is_known(tmp_path: Path) -> None:
    with pytest.raises(DeliveryError, match=r"Ingen fil känns igen \(anteckningar\.csv\)"):
        opened(tmp_path, {"anteckningar.csv": "a;b\n"})
    with pytest.raises(DeliveryError, match="menas ssda903"):
        opened(tmp_path, {}, source="ssda930")


def test_a_personnummer_in_a_file_name_is_not_shown(tmp_path: Path) -> None:
    with pytest.raises(DeliveryError) as refused:
        opened(tmp_path, {"19850101-1234 journal.csv": "a;b\n"})
    assert "1234" not in str(refused.value)


def test_the_delivery_must_say_its_date(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"placements.csv": HEAD}
    with pytest.raises(DeliveryError, match="--data-through"):
        opened(tmp_path, files, day=None)
    with pytest.raises(DeliveryError, match="framtiden"):
        opened(tmp_path, files, day=date(2199, 1, 1))


def test_delivery_toml(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "placements.csv": HEAD,
        "delivery.toml": 'source = "lifecare"\ndata_through = 2025-03-31\nrevision = 2\ncomplete = true\n',
        "notes.pdf": b"%PDF",
    }
    delivery = opened(tmp_path, files, day=None)
    assert (delivery.source, delivery.data_through, delivery.revision) == ("lifecare", date(2025, 3, 31), 2)
    assert delivery.complete
    assert delivery.left_aside == ("notes.pdf",)
    assert opened(tmp_path, {}, day=date(2025, 1, 1)).data_through == date(2025, 1, 1)
    write(tmp_path, {"delivery.toml": "data_trough = 2025-03-31"})
    with pytest.raises(DeliveryError, match="data_trough"):
        opened(tmp_path, {})
