"""One file's rows of one entity, ready to be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

import polars as pl

from domain.entities import Entity
from etl.batches import Batch, Remark
from etl.formats.table import Misfit
from etl.inputs import Delivered
from etl.rows import Reading
from etl.validation import Validator


@dataclass(frozen=True)
class Prepared:
    """A block as text cells under the entity's own column names, with what was already left out or remarked
    on.
    """

    rows: pl.DataFrame
    misfits: Sequence[Misfit] = ()
    left_out: int = 0
    remarks: Sequence[Remark] = ()


@dataclass(frozen=True)
class Part:
    """One (file, entity) of a delivery. `unmapped` names the file's headings that nothing reads."""

    file_name: str
    size_bytes: int
    sha256: str
    entity: Entity
    data_through: date
    revision: int
    rows_hint: int | None
    unmapped: tuple[str, ...]
    prepare: Callable[[], Iterator[Prepared]] = field(repr=False)
    validator: Validator = field(repr=False)

    def batches(self) -> Iterator[Batch]:
        """The rows, about 50,000 at a time; each call reads the file anew."""
        for block in self.prepare():
            yield self.validator.batch(block.rows, block.misfits, block.left_out, block.remarks)


class OpenTable(Protocol):
    """An opened table of one entity, whether it is in the contract's own form or read through a mapping."""

    @property
    def unmapped(self) -> tuple[str, ...]:
        """The headings that nothing reads."""
        ...

    @property
    def rows_hint(self) -> int | None:
        """About how many rows there are."""
        ...

    @property
    def width(self) -> int:
        """How many headings the file has."""
        ...

    @property
    def readings(self) -> Mapping[str, Reading]:
        """How the entity's columns are read."""
        ...

    @property
    def data_through(self) -> date | None:
        """The date that the table says itself."""
        ...

    def prepare(self) -> Iterator[Prepared]:
        """The rows, block by block, read anew."""
        ...


class Input(Protocol):
    """A file, or a sheet of one, that holds rows of one entity."""

    @property
    def file(self) -> Delivered:
        """The file."""
        ...

    @property
    def entity(self) -> Entity:
        """The entity."""
        ...

    def open(self, data_through: date | None) -> OpenTable:
        """The opened table. DeliveryError where it is unusable."""
        ...
