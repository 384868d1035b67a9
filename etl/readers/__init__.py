"""Readers of what people write in a cell: none of them knows a source, and none of them ever raises.

A reader gets the text and the options of the mapping and says what it found as text that the ordinary
readers of values understand. What it cannot read it leaves out, and says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from etl.readers.amounts import read_costs
from etl.readers.counts import read_count
from etl.readers.found import Found, Options, TextReader
from etl.readers.leading import read_leading_code, read_leading_number
from etl.readers.years import read_years


@dataclass(frozen=True)
class ReaderKind:
    """A reader with the names of what it finds and of its options."""

    read: TextReader
    parts: tuple[str, ...]
    options: tuple[str, ...] = ()


READERS: Mapping[str, ReaderKind] = {
    "approximate_number": ReaderKind(read_count, ("value", "low", "high", "approximate"), ("span",)),
    "costs": ReaderKind(read_costs, ("per", "low", "high", "approximate")),
    "years": ReaderKind(read_years, ("from", "to")),
    "leading_number": ReaderKind(read_leading_number, ("value",), ("words", "low", "high")),
    "leading_code": ReaderKind(read_leading_code, ("value", "rest")),
}

__all__ = ["READERS", "Found", "Options", "ReaderKind"]
