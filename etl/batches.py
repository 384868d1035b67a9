"""What reading hands over to loading: typed rows, rejected rows and remarks, batch by batch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from domain.entities import Entity, Kind

DTYPES: dict[Kind, pl.DataType] = {
    Kind.ID: pl.String(),
    Kind.PERSON: pl.String(),
    Kind.TEXT: pl.String(),
    Kind.CODE: pl.String(),
    Kind.DATE: pl.Date(),
    Kind.MONTH: pl.Date(),
    Kind.TIME: pl.Datetime("us", "UTC"),
    Kind.INTEGER: pl.Int32(),
    Kind.NUMBER: pl.String(),
    Kind.MONEY: pl.Int64(),
    Kind.FLAG: pl.Boolean(),
}
"""How each kind of cell is handed over. A number is a literal with a decimal point, exact; money is whole
öre.
"""


UNITS = "unit"
"""Under what name the board's units stand among its codes."""


def batch_schema(entity: Entity) -> dict[str, pl.DataType]:
    """The columns of `Batch.rows` for an entity, in order, with their types."""
    schema: dict[str, pl.DataType] = {"line": pl.Int32()}
    for column in entity.columns:
        schema[column.stored] = DTYPES[column.kind]
    return schema


@dataclass(frozen=True)
class Codes:
    """Which codes may be used, by vocabulary: those known to the store, and those that the delivery brings itself.

    `known` may grow while the delivery is read, as its units are taken in.
    """

    known: Mapping[str, frozenset[str]]
    delivered: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def of(self, vocabulary: str) -> frozenset[str]:
        """The codes of a vocabulary; none if the vocabulary is not known."""
        return self.known.get(vocabulary, frozenset()) | self.delivered.get(vocabulary, frozenset())


@dataclass(frozen=True)
class ReadContext:
    """What reading must know about the receiver: the board, its codes, and the key for identities."""

    board: str
    codes: Codes
    identity_key: bytes


@dataclass(frozen=True)
class RejectedRow:
    """A row that was not taken in: where, by which rule, and what to do. Never a value that identifies.

    `key` is the row's key in stored form (hashed where it identifies), None where it could not be read; `unit`
    the row's own unit, None where it says none that is known: what stands in its place could be anything.
    """

    line: int
    column: str | None
    rule: str
    value_class: str | None
    message: str
    key: tuple[str, ...] | None
    unit: str | None = None


@dataclass(frozen=True)
class Remark:
    """Something that was changed or left empty in a row that was kept."""

    line: int
    column: str
    rule: str
    message: str


@dataclass(frozen=True)
class Batch:
    """Some rows of one file, typed as the store keeps them: `line` and the entity's stored columns.

    read = rows.height + len(rejected) + left_out, always.
    """

    rows: pl.DataFrame
    rejected: tuple[RejectedRow, ...]
    remarks: tuple[Remark, ...]
    read: int
    left_out: int
