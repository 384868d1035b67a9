"""Files that are named after their entity and use the contract's own column names."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.entities import ENTITIES, Entity
from domain.errors import DeliveryError
from etl.formats.table import LINE, Table
from etl.inputs import Delivered
from etl.part import Prepared
from etl.rows import Reading


@dataclass(frozen=True)
class PlainInput:
    """A file, or a sheet of one, that holds an entity in the contract's own form."""

    file: Delivered
    sheet: str | None
    entity: Entity

    def open(self, data_through: date | None) -> PlainTable:
        """The opened table. DeliveryError where it is unusable or lacks a required column."""
        names = {column.name for column in self.entity.columns}
        return PlainTable(self.file.name, self.entity, self.file.table(names, sheet=self.sheet))


_ALIKE = 0.8
"""How alike a heading and a column's name are, of 1, when one is taken for the other misspelt."""


class PlainTable:
    """An opened table in the contract's own form. It never says its date itself."""

    data_through: date | None = None

    def __init__(self, name: str, entity: Entity, table: Table) -> None:
        self._table = table
        names = [column.name for column in entity.columns]
        self._columns = [heading for heading in table.headings if heading in names]
        self.unmapped = tuple(table.labels[heading] for heading in table.headings if heading not in names)
        self.rows_hint = table.rows_hint
        self.width = len(table.headings)
        self.readings = {name: Reading(table.labels[name]) for name in self._columns}
        self._require(name, entity)
        self._refuse_misspelt(name, entity)

    def _refuse_misspelt(self, name: str, entity: Entity) -> None:
        """A column that is not read because its heading is misspelt would empty the field of every row."""
        for column in entity.columns:
            if column.name in self._columns:
                continue
            near = difflib.get_close_matches(column.name, self.unmapped, n=1, cutoff=_ALIKE)
            if near:
                raise DeliveryError(
                    f"Filen {name} har kolumnen {near[0]}, som inte läses (menas {column.name}?): rätta rubriken, "
                    "eller ge kolumnen ett annat namn om den är något annat."
                )

    def _require(self, name: str, entity: Entity) -> None:
        for column in entity.columns:
            if not column.required or column.name in self._columns:
                continue
            if column.name == "birth_year":
                # A birth date, or a personnummer as id, says the year too.
                continue
            near = difflib.get_close_matches(column.name, self.unmapped, n=1)
            hint = f" (menas {near[0]}?)" if near else ""
            raise DeliveryError(
                f"Filen {name} saknar kolumnen {column.name}{hint}: lägg till den, eller ange en mappning."
            )

    def prepare(self) -> Iterator[Prepared]:
        """The blocks with only the columns that the entity has."""
        for block in self._table.blocks():
            yield Prepared(block.rows.select(LINE, *self._columns), block.misfits, block.blank)


def plain_inputs(files: list[Delivered]) -> tuple[list[PlainInput], list[str]]:
    """The files and sheets named after an entity, and the names of those that are not."""
    found: list[PlainInput] = []
    aside: list[str] = []
    for file in files:
        stem = ENTITIES.get(file.path.stem.strip().lower())
        if file.is_workbook:
            _sheets(file, stem, found, aside)
        elif stem is not None and file.is_text:
            found.append(PlainInput(file, None, stem))
        else:
            aside.append(file.name)
    return found, aside


def _sheets(file: Delivered, stem: Entity | None, found: list[PlainInput], aside: list[str]) -> None:
    filled = [sheet for sheet in file.workbook.sheets if not file.workbook.is_empty(sheet)]
    named = {sheet: ENTITIES.get(sheet.strip().lower()) for sheet in filled}
    if stem is not None and not any(named.values()) and len(filled) == 1:
        named = {filled[0]: stem}
    for sheet, entity in named.items():
        if entity is not None:
            found.append(PlainInput(file, sheet, entity))
        else:
            aside.append(f"{file.name}, blad {sheet}")
    if not filled:
        raise DeliveryError(f"Arbetsboken {file.name} är tom: leverera den igen.")
