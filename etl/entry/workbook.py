"""A workbook that somebody has filled in, read in memory: what it holds is never written to a disk as it is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from domain.errors import DeliveryError
from domain.personnummer import scrub
from etl.formats.probe import Probe, probe
from etl.formats.table import LINE
from etl.formats.workbook import Workbook

LARGEST_BYTES = 20 << 20


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the first sheet: its number and its filled-in cells as text, by heading."""

    number: int
    cells: dict[str, str]


def lines_of(name: str, content: bytes) -> tuple[Line, ...]:
    """The lines of a workbook's first sheet under its headings. DeliveryError, with one sentence, if unusable."""
    if len(content) > LARGEST_BYTES:
        raise DeliveryError("Arbetsboken är större än 20 MB: dela upp den.")
    with _in_memory(name, content) as found:
        book = Workbook(found)
        table = book.table(book.sheets[0])
        made = []
        for block in table.blocks():
            for row in block.rows.iter_rows(named=True):
                cells = {
                    table.labels[key]: scrub(str(row[key]))
                    for key in table.headings
                    if row[key] is not None and str(row[key]).strip()
                }
                made.append(Line(int(row[LINE]), cells))
        return tuple(made)


@contextmanager
def _in_memory(name: str, content: bytes) -> Iterator[Probe]:
    descriptor = os.memfd_create("arbetsbok")
    try:
        with os.fdopen(os.dup(descriptor), "wb") as file:
            file.write(content)
        found = probe(Path(f"/proc/self/fd/{descriptor}"))
        yield replace(found, name=scrub(Path(name).name))
    finally:
        os.close(descriptor)
