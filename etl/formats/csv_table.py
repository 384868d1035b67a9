"""A delimited text file as a table: its delimiter found from the headings, its rows block by block."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator

import polars as pl

from domain.errors import DeliveryError
from etl.formats.probe import Probe, text_encoding
from etl.formats.records import Records, Splitter, line_blocks
from etl.formats.table import (
    LINE,
    Misfit,
    RawBlock,
    check_headings,
    heading_key,
    heading_labels,
    is_total,
    tidy,
    without_blank_rows,
)

DELIMITERS = (";", ",", "\t")
_NAMES = {";": "semikolon", ",": "komma", "\t": "tabb"}
_ROWS_A_BLOCK = 30_000
_SMALLEST_BLOCK, _LARGEST_BLOCK = 1 << 16, 16 << 20


class CsvTable:
    """A CSV file. `known` are the headings that may be expected; they decide what divides the columns."""

    def __init__(
        self,
        found: Probe,
        known: Collection[str],
        *,
        delimiter: str | None = None,
        encoding: str | None = None,
    ) -> None:
        self._found = found
        self._encoding = text_encoding(found, encoding)
        record = self._first_record()
        self._delimiter = delimiter or _delimiter(found.name, record, known)
        cells = next(csv.reader([record], delimiter=self._delimiter))
        self._all = check_headings(found.name, cells)
        self.headings = tuple(key for key in self._all if key)
        self.labels = heading_labels(cells)

    @property
    def rows_hint(self) -> int | None:
        """About how many rows there are: the number of line feeds."""
        return max(self._found.line_feeds, self._found.carriage_returns) - 1

    def _first_record(self) -> str:
        for block in line_blocks(self._found, self._encoding, 1 << 16):
            for line in block.decode().splitlines():
                if line.strip(" \t;,"):
                    return line
        raise DeliveryError(f"Filen {self._found.name} är tom: leverera den igen, minst med sin rubrikrad.")

    def _block_bytes(self) -> int:
        a_row = self._found.size_bytes / max(1, self._found.line_feeds)
        return int(min(_LARGEST_BLOCK, max(_SMALLEST_BLOCK, a_row * _ROWS_A_BLOCK)))

    def blocks(self) -> Iterator[RawBlock]:
        """The rows under the headings, about 50,000 at a time."""
        lines = line_blocks(self._found, self._encoding, self._block_bytes())
        splitter = iter(Splitter(self._found.name, lines, self._delimiter, len(self._all)))
        waiting = _after_headings(next(splitter))
        for records in splitter:
            yield self._block(waiting, at_end=False)
            waiting = records
        yield self._block(waiting, at_end=True)

    def _block(self, records: Records, *, at_end: bool) -> RawBlock:
        names = {str(place): key for place, key in enumerate(self._all) if key}
        frame = tidy(records.frame.select(LINE, *names).rename(names), self.headings)
        rows, blank = without_blank_rows(frame, self.headings, at_end=at_end)
        misfits: list[Misfit] = []
        last = rows.get_column(LINE).max() if not rows.is_empty() else 0
        assert isinstance(last, int)
        for misfit, first_cell in records.misfits:
            if at_end and misfit.line > last and is_total(first_cell):
                blank += 1
            else:
                misfits.append(misfit)
        return RawBlock(rows, tuple(misfits), blank + records.blank)


def _after_headings(records: Records) -> Records:
    # Blank lines may stand above the headings; they are no rows.
    written = pl.any_horizontal(pl.exclude(LINE).str.strip_chars().str.len_bytes() > 0)
    lines = records.frame.filter(written).get_column(LINE)
    first = lines[0] if len(lines) else 0
    above = [misfit for misfit in records.misfits if misfit[0].line < first]
    return Records(
        records.frame.filter(pl.col(LINE) > first),
        [misfit for misfit in records.misfits if misfit not in above],
        records.blank,
    )


def _delimiter(name: str, record: str, known: Collection[str]) -> str:
    candidates: list[str] = []
    for delimiter in DELIMITERS:
        if delimiter not in record:
            continue
        headings = next(csv.reader([record], delimiter=delimiter))
        if any(heading_key(heading) in known for heading in headings):
            candidates.append(delimiter)
    if len(candidates) == 1:
        return candidates[0]
    if not candidates and heading_key(record.strip('"')) in known:
        return DELIMITERS[0]
    if not candidates:
        raise DeliveryError(
            f"Filen {name} har ingen rubrik som känns igen: första raden "
            "ska vara kolumnernas namn, skilda åt av "
            "komma, semikolon eller tabb."
        )
    ways = " eller ".join(_NAMES[delimiter] for delimiter in candidates)
    raise DeliveryError(
        f"Filen {name} kan delas i kolumner på två sätt, med {ways}: använd ett av dem i hela filen."
    )
