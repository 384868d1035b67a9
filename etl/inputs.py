"""Which files and sheets of a delivery hold tables, and which of them are left aside."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from domain.errors import DeliveryError
from etl.formats.csv_table import CsvTable
from etl.formats.probe import Probe, probe, shown_name
from etl.formats.table import Table
from etl.formats.workbook import Workbook
from etl.handover import FILE_NAME


@dataclass(frozen=True)
class Delivered:
    """One delivered file; it is read when somebody asks."""

    path: Path

    @property
    def name(self) -> str:
        """The file's name as it may be shown."""
        return shown_name(self.path)

    @cached_property
    def found(self) -> Probe:
        """What the first pass over the file found."""
        return probe(self.path)

    @property
    def is_workbook(self) -> bool:
        """Whether the file's name says that it is a workbook."""
        return self.path.suffix.lower() in (".xlsx", ".xlsm", ".xls")

    @property
    def is_text(self) -> bool:
        """Whether the file's name says that it is a table in text."""
        return self.path.suffix.lower() in (".csv", ".txt", ".tsv")

    @cached_property
    def workbook(self) -> Workbook:
        """The file as a workbook."""
        return Workbook(self.found)

    def table(
        self,
        known: Collection[str],
        *,
        sheet: str | None = None,
        delimiter: str | None = None,
        encoding: str | None = None,
    ) -> Table:
        """The file, or one sheet of it, as a table."""
        if sheet is not None:
            return self.workbook.table(sheet)
        return CsvTable(self.found, known, delimiter=delimiter, encoding=encoding)


def collect(paths: Sequence[Path]) -> tuple[list[Delivered], Path | None, list[str]]:
    """The files handed over, the delivery.toml among them, and the names of folders that are left aside."""
    files: list[Path] = []
    aside: list[str] = []
    for path in paths:
        if path.is_dir():
            for inside in sorted(path.iterdir()):
                if inside.name.startswith("."):
                    continue
                if inside.is_file():
                    files.append(inside)
                else:
                    aside.append(shown_name(inside))
        elif path.is_file():
            files.append(path)
        else:
            raise DeliveryError(f"{shown_name(path)} finns inte: kontrollera sökvägen.")
    said = [path for path in files if path.name == FILE_NAME]
    if len(said) > 1:
        raise DeliveryError(f"Leveransen har flera {FILE_NAME}: lämna en.")
    seen: dict[Path, Delivered] = {}
    for path in files:
        if path.name != FILE_NAME:
            seen.setdefault(path.resolve(), Delivered(path))
    return list(seen.values()), said[0] if said else None, aside
