"""What every format is turned into: blocks of text cells under the file's own headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import polars as pl

from domain.errors import DeliveryError
from domain.personnummer import scrub

LINE = "\x1fline"
"""The frame's column with each record's place in its file; no heading can be called that."""

_BLANKS = re.compile(r"\s+")
_TOTALS = ("summa", "summa:", "totalt", "totalt:", "total", "total:", "summa totalt")


@dataclass(frozen=True)
class Misfit:
    """A row with too many or too few fields."""

    line: int
    fields: int


@dataclass(frozen=True)
class RawBlock:
    """Some rows as they stand: `rows` has LINE (Int32) and one String column a heading; empty cells are null.

    `blank` counts rows without content and the closing sum row, which are not in `rows`.
    """

    rows: pl.DataFrame
    misfits: tuple[Misfit, ...]
    blank: int


class Table(Protocol):
    """An opened table: its headings as `heading_key` spells them and as they were written, and its rows.

    The rows are read anew at each call.
    """

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings in their one spelling."""
        ...

    @property
    def labels(self) -> Mapping[str, str]:
        """The headings as they were written, by their one spelling."""
        ...

    @property
    def rows_hint(self) -> int | None:
        """About how many rows there are."""
        ...

    def blocks(self) -> Iterator[RawBlock]:
        """The rows, block by block, read anew."""
        ...


def heading_key(heading: str) -> str:
    """One spelling of a heading: case, blanks at the ends and doubled blanks do not matter."""
    return _BLANKS.sub(" ", heading.replace("\ufeff", "")).strip().casefold()


def check_headings(name: str, headings: Sequence[str]) -> tuple[str, ...]:
    """The headings in their one spelling. DeliveryError where two are alike, since either could be meant."""
    keys = tuple(heading_key(heading) for heading in headings)
    filled = [key for key in keys if key]
    for key in filled:
        if filled.count(key) > 1:
            raise DeliveryError(
                f"Filen {name} har två kolumner med rubriken {scrub(key)}: ta bort eller döp om den ena."
            )
    return keys


def heading_labels(headings: Sequence[str]) -> dict[str, str]:
    """The headings as people wrote them, by their one spelling: for sentences and lists."""
    return {heading_key(heading): scrub(heading.strip()) for heading in headings}


def is_total(first_cell: str | None) -> bool:
    """Whether a row's first cell says that the row is a sum of the others."""
    return first_cell is not None and first_cell.strip().casefold() in _TOTALS


def tidy(frame: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """Cells without blanks at their ends; what is empty is null."""
    cells = [pl.col(name).str.strip_chars() for name in columns]
    return frame.with_columns(
        pl.when(cell.str.len_bytes() > 0).then(cell).alias(name)
        for name, cell in zip(columns, cells, strict=True)
    )


def without_blank_rows(
    frame: pl.DataFrame, columns: Sequence[str], *, at_end: bool
) -> tuple[pl.DataFrame, int]:
    """The rows with content, and how many were left out; at the file's end a closing sum row counts as
    blank.
    """
    if frame.is_empty():
        return frame, 0
    first = frame.get_column(columns[0])
    kept = frame
    if first.null_count():
        kept = frame.filter(pl.any_horizontal(pl.col(name).is_not_null() for name in columns))
    while at_end and not kept.is_empty() and is_total(first_filled(kept.row(-1, named=True), columns)):
        kept = kept.head(-1)
    return kept, frame.height - kept.height


def first_filled(row: dict[str, str | None], columns: Sequence[str]) -> str | None:
    """The first cell of a row that holds something."""
    return next((row[name] for name in columns if row[name] is not None), None)
