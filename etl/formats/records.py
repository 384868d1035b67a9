"""From bytes to records: blocks of whole lines, divided fast where nothing is quoted and rightly where
something is.

Blocks without a quotation mark are divided by polars, after a count of the separators in each line has taken
out those that do not fit. Blocks with one go through the csv module, record by record, since a quoted cell
may hold separators and line breaks.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from domain.errors import DeliveryError
from etl.formats.probe import Probe
from etl.formats.table import LINE, Misfit

_LONGEST_LINE = 32 << 20
_BOM = b"\xef\xbb\xbf"
_QUOTE = ord('"')


@dataclass
class Records:
    """The records of one block, before empty cells and blank rows are seen to.

    `misfits` keeps the first cell of the row, which tells a sum row from a fault.
    """

    frame: pl.DataFrame
    misfits: list[tuple[Misfit, str]] = field(default_factory=list)
    blank: int = 0


def line_blocks(found: Probe, encoding: str, block_bytes: int) -> Iterator[bytes]:
    """The file's lines in UTF-8 as blocks of whole lines, each ended by a line feed."""
    old_mac = found.line_feeds == 0 and found.carriage_returns > 0
    carry = b""
    # newline="" keeps line breaks as they are; only the encoding changes here.
    with found.path.open("rb") as file:
        first = True
        while chunk := file.read(block_bytes):
            if old_mac:
                chunk = chunk.replace(b"\r", b"\n")
            if first:
                chunk = chunk.removeprefix(_BOM)
                first = False
            cut = chunk.rfind(b"\n") + 1
            if not cut:
                carry += chunk
                if len(carry) > _LONGEST_LINE:
                    raise DeliveryError(
                        f"Filen {found.name} har en rad på över 32 MB: det är ingen tabell i CSV-format."
                    )
                continue
            yield _as_utf8(carry + chunk[:cut], encoding, found.name)
            carry = chunk[cut:]
    if carry:
        yield _as_utf8(carry + b"\n", encoding, found.name)


def _as_utf8(block: bytes, encoding: str, name: str) -> bytes:
    if encoding == "utf-8" or block.isascii():
        return block
    try:
        return block.decode(encoding).encode()
    except UnicodeDecodeError as error:
        raise DeliveryError(
            f"Filen {name} är varken i UTF-8 eller i Windows-1252: spara den i UTF-8."
        ) from error


class Splitter:
    """Divides the blocks of one file into records of `width` fields; the first record (the headings)
    included.
    """

    def __init__(self, name: str, blocks: Iterator[bytes], delimiter: str, width: int) -> None:
        self._name = name
        self._blocks = blocks
        self._delimiter = delimiter
        self._width = width
        self._columns = [str(place) for place in range(width)]
        self._line = 1

    def __iter__(self) -> Iterator[Records]:
        for block in self._blocks:
            if _QUOTE in block:
                yield self._quoted(block)
            else:
                yield self._plain(block)

    def _plain(self, block: bytes) -> Records:
        data = np.frombuffer(block, dtype=np.uint8)
        ends = np.flatnonzero(data == 10)
        separators = np.flatnonzero(data == ord(self._delimiter))
        fields = np.diff(np.searchsorted(separators, ends), prepend=0) + 1
        lines = np.arange(self._line, self._line + len(ends), dtype=np.int32)
        self._line += len(ends)
        records = Records(pl.DataFrame())
        fits = fields == self._width
        if self._width == 1 or not fits.all():
            starts = np.concatenate(([0], ends[:-1] + 1))
            kept: list[bytes] = []
            keep = np.ones(len(ends), dtype=bool)
            doubtful = np.flatnonzero(~fits) if self._width > 1 else np.arange(len(ends))
            for place in doubtful.tolist():
                text = block[starts[place] : ends[place]]
                if not text.strip(b" \t\r" + self._delimiter.encode()):
                    records.blank += 1
                elif self._width == 1 and fits[place]:
                    continue
                else:
                    cell = text.decode().split(self._delimiter, 1)[0]
                    records.misfits.append((Misfit(int(lines[place]), int(fields[place])), cell))
                keep[place] = False
            for start, stop in _runs(keep):
                kept.append(block[starts[start] : ends[stop - 1] + 1])
            block, lines = b"".join(kept), lines[keep]
        records.frame = self._parse(block).with_columns(pl.Series(LINE, lines, pl.Int32))
        return records

    def _parse(self, block: bytes) -> pl.DataFrame:
        if not block:
            return pl.DataFrame(schema=dict.fromkeys(self._columns, pl.String))
        return pl.read_csv(
            io.BytesIO(block),
            has_header=False,
            separator=self._delimiter,
            quote_char=None,
            infer_schema=False,
            new_columns=self._columns,
            raise_if_empty=False,
        )

    def _quoted(self, block: bytes) -> Records:
        feed = _Feed(block, self._blocks)
        reader = csv.reader(feed, delimiter=self._delimiter, strict=True)
        rows: list[list[str]] = []
        lines: list[int] = []
        records = Records(pl.DataFrame())
        # A record ends where the reader hands it over, so a block is done when its last record is.
        while feed.more():
            begins = self._line + feed.given
            row = self._next(reader, begins, feed)
            length = self._line + feed.given - begins
            if not any(cell.strip() for cell in row):
                records.blank += 1
            elif len(row) != self._width:
                if length > 1:
                    raise self._unclosed(begins)
                records.misfits.append((Misfit(begins, len(row)), row[0]))
            else:
                rows.append(row)
                lines.append(begins)
        self._line += feed.given
        records.frame = pl.DataFrame(
            rows, schema=dict.fromkeys(self._columns, pl.String), orient="row"
        ).with_columns(pl.Series(LINE, lines, pl.Int32))
        return records

    def _next(self, reader: Iterator[list[str]], begins: int, feed: _Feed) -> list[str]:
        try:
            return next(reader)
        except (csv.Error, StopIteration) as error:
            raise self._unclosed(begins) from error

    def _unclosed(self, line: int) -> DeliveryError:
        return DeliveryError(
            f"Filen {self._name} har på rad {line} ett citattecken som "
            "inte stängs som det ska: rätta raden, eller "
            "skriv citattecken inne i en cell dubbelt."
        )


class _Feed:
    """The lines of a block, one by one, and of the blocks after it as long as a record goes on."""

    def __init__(self, block: bytes, following: Iterator[bytes]) -> None:
        self._lines = _lines(block)
        self._following = following
        self._place = 0
        self._before = 0

    @property
    def given(self) -> int:
        """How many lines have been handed out."""
        return self._before + self._place

    def more(self) -> bool:
        """Whether the block last opened has lines left."""
        return self._place < len(self._lines)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if not self.more():
            self._lines = _lines(next(self._following))
            self._before += self._place
            self._place = 0
        line = self._lines[self._place]
        self._place += 1
        return line


def _lines(block: bytes) -> list[str]:
    # The csv module takes a lone carriage return for the end of a record; in a cell it is a blank.
    text = block.decode().replace("\r\n", "\n").replace("\r", " ")
    return [line + "\n" for line in text[:-1].split("\n")]


def _runs(keep: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Iterator[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], keep, [False])).astype(np.int8)))
    yield from zip(edges[0::2].tolist(), edges[1::2].tolist(), strict=True)
