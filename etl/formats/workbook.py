"""XLSX workbooks: read whole, sheet by sheet, within a size limit, each cell as the text a CSV would have
held.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from xml.etree import ElementTree

import polars as pl
import python_calamine as calamine

from domain.errors import DeliveryError
from etl.formats.probe import Probe
from etl.formats.table import LINE, RawBlock, check_headings, heading_labels, tidy, without_blank_rows

LARGEST_FILE = 50 << 20
LARGEST_UNPACKED = 600 << 20
ERROR_CELL = "#REF!"
"""What an error cell becomes, whichever error it was: the rule for error cells then finds it."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ROWS_A_BLOCK = 50_000
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(rb"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.S)
_REFERENCE = re.compile(rb'\br="([A-Z]+)(\d+)"')

Cell = int | float | str | bool | time | date | datetime | timedelta


class Workbook:
    """An opened workbook and the names of its sheets."""

    def __init__(self, found: Probe) -> None:
        self._found = found
        _check(found)
        try:
            self._book = calamine.CalamineWorkbook.from_path(str(found.path))
        except Exception as error:  # calamine has one class for each cause and panics on some broken files
            raise DeliveryError(
                f"Arbetsboken {found.name} kan inte läsas: spara den på nytt som XLSX."
            ) from error
        self.sheets: tuple[str, ...] = tuple(self._book.sheet_names)

    def is_empty(self, sheet: str) -> bool:
        """Whether nothing stands in the sheet."""
        return self._book.get_sheet_by_name(sheet).end is None

    def table(self, sheet: str) -> SheetTable:
        """One sheet as a table. DeliveryError if it is empty or two headings are alike."""
        try:
            rows: list[list[Cell]] = self._book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        except Exception as error:
            raise DeliveryError(
                f"Bladet {sheet} i {self._found.name} kan inte läsas: spara arbetsboken på nytt."
            ) from error
        for row, column in _error_cells(self._found, sheet):
            if row < len(rows) and column < len(rows[row]):
                rows[row][column] = ERROR_CELL
        return SheetTable(f"{self._found.name}, blad {sheet}", rows)


class SheetTable:
    """A sheet: the first row with content holds the headings."""

    def __init__(self, name: str, rows: list[list[Cell]]) -> None:
        texts = [[cell_text(cell) for cell in row] for row in rows]
        top = next((place for place, row in enumerate(texts) if any(row)), None)
        if top is None:
            raise DeliveryError(f"{name} är tomt: leverera det igen, minst med sin rubrikrad.")
        self._all = check_headings(name, [cell or "" for cell in texts[top]])
        self.headings = tuple(key for key in self._all if key)
        self.labels = heading_labels([cell or "" for cell in texts[top]])
        self._top = top
        self._rows = texts[top + 1 :]

    @property
    def rows_hint(self) -> int | None:
        """How many rows there are."""
        return len(self._rows)

    def blocks(self) -> Iterator[RawBlock]:
        """The rows under the headings."""
        for start in range(0, max(1, len(self._rows)), _ROWS_A_BLOCK):
            part = self._rows[start : start + _ROWS_A_BLOCK]
            first = self._top + 2 + start
            columns: dict[str, pl.Series] = {
                LINE: pl.Series(LINE, range(first, first + len(part)), pl.Int32),
            }
            for place, key in enumerate(self._all):
                if key:
                    columns[key] = pl.Series(key, [row[place] for row in part], pl.String)
            frame = tidy(pl.DataFrame(columns), self.headings)
            last = start + _ROWS_A_BLOCK >= len(self._rows)
            rows, blank = without_blank_rows(frame, self.headings, at_end=last)
            yield RawBlock(rows, (), blank)


def cell_text(cell: Cell) -> str | None:
    """A cell as text. A decimal number never gets exactly three decimals, so it cannot be taken for
    thousands.
    """
    if cell == "":
        return None
    if isinstance(cell, bool):
        return "ja" if cell else "nej"
    if isinstance(cell, float | int):
        # Excel itself keeps and shows 15 digits; further ones are noise of the binary form.
        text = f"{cell:.15g}"
        if "e" in text:
            text = f"{cell:.0f}" if float(cell).is_integer() else f"{cell:.12f}".rstrip("0")
        whole, point, decimals = text.partition(".")
        return f"{whole}.{decimals}0" if point and len(decimals) == 3 else text
    if isinstance(cell, datetime):
        return cell.isoformat(" ") if cell.time() != time() else cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def _check(found: Probe) -> None:
    name = found.name
    if found.size_bytes == 0:
        raise DeliveryError(f"Filen {name} är tom: leverera den igen.")
    if found.size_bytes > LARGEST_FILE:
        raise DeliveryError(
            f"Arbetsboken {name} är större än 50 MB: leverera den som CSV, som inte har någon gräns."
        )
    head = found.path.read_bytes() if found.size_bytes <= LARGEST_FILE else b""
    if head.startswith(_OLE):
        if _ENCRYPTED in head:
            raise DeliveryError(
                f"Arbetsboken {name} är skyddad med lösenord: spara den utan lösenord och leverera igen."
            )
        raise DeliveryError(f"Arbetsboken {name} är i det gamla formatet XLS: spara den som XLSX eller CSV.")
    try:
        with zipfile.ZipFile(found.path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError) as error:
        raise DeliveryError(
            f"Filen {name} är ingen arbetsbok i XLSX: spara den på nytt från kalkylprogrammet."
        ) from error
    if unpacked > LARGEST_UNPACKED:
        raise DeliveryError(f"Arbetsboken {name} är för stor när den packas upp: leverera den som CSV.")
    if "xl/workbook.xml" not in names:
        raise DeliveryError(
            f"Filen {name} är ingen arbetsbok i XLSX: spara den på nytt från kalkylprogrammet."
        )


def _error_cells(found: Probe, sheet: str) -> Iterator[tuple[int, int]]:
    """Places (row, column from 0) that hold an error or a formula without a value; calamine shows both as
    empty.
    """
    with zipfile.ZipFile(found.path) as archive:
        part = _sheet_part(archive, sheet)
        content = archive.read(part) if part in archive.namelist() else b""
    if b't="e"' not in content and b"<f" not in content:
        return
    for match in _CELL.finditer(content):
        attributes, inside = match[1], match[2] or b""
        lacks_value = b"<f" in inside and not re.search(rb"<v>[^<]", inside) and b't="str"' not in attributes
        if b't="e"' not in attributes and not lacks_value:
            continue
        if reference := _REFERENCE.search(attributes):
            column = 0
            for letter in reference[1]:
                column = column * 26 + letter - 64
            yield int(reference[2]) - 1, column - 1


def _sheet_part(archive: zipfile.ZipFile, sheet: str) -> str:
    # Expat refuses entity bombs; external entities are not followed.
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314
    relation = next(
        (e.get(_RELATIONS) for e in book.iter() if e.tag.endswith("}sheet") and e.get("name") == sheet), None
    )
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    target = next((e.get("Target", "") for e in relations.iter() if e.get("Id") == relation), "")
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
