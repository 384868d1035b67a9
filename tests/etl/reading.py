"""What the tests of reading share: a small set of codes, and a delivery drawn as text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from textwrap import dedent

import polars as pl

from etl.batches import Batch, Codes, ReadContext
from etl.delivery import Delivery, open_delivery

KNOWN = {
    "sex": {"kvinna", "man"},
    "care_form": {"familjehem_eget", "hvb_privat", "hvb_egen", "stodboende", "annan"},
    "day_rule": {"natt", "in_och_ut"},
    "end_reason": {"omplacering", "enligt_plan"},
    "operator": {"egen", "privat", "familjehem"},
    "cost_per": {"engang", "manad", "ar", "timme", "styck"},
    "technology_category": {"tillsyn", "trygghetslarm"},
}
DAY = date(2025, 6, 30)


def context(board: str | None = None, key: bytes = b"k" * 32) -> ReadContext:
    """What a store with one board would say."""
    codes = Codes({name: frozenset(values) for name, values in KNOWN.items()})
    return ReadContext(board or "Socialnämnden", codes, key)


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """The files of a delivery; text is dedented and written in UTF-8."""
    for name, content in files.items():
        data = content if isinstance(content, bytes) else dedent(content).lstrip("\n").encode()
        (folder / name).write_bytes(data)
    return folder


def opened(
    folder: Path, files: Mapping[str, str | bytes], *, source: str | None = None, day: date | None = DAY
) -> Delivery:
    """The delivery of these files."""
    return open_delivery(
        [write(folder, files)],
        source=source,
        board=None,
        data_through=day,
        revision=None,
        complete=None,
        context_for=context,
    )


def read(folder: Path, name: str, content: str | bytes) -> Batch:
    """All rows of one file as one batch; every row read is accounted for."""
    (part,) = opened(folder, {name: content}).parts
    return whole(list(part.batches()))


def whole(batches: list[Batch]) -> Batch:
    """Batches put together; every row read is accounted for."""
    batch = Batch(
        rows=pl.concat([b.rows for b in batches]),
        rejected=tuple(row for b in batches for row in b.rejected),
        remarks=tuple(remark for b in batches for remark in b.remarks),
        read=sum(b.read for b in batches),
        left_out=sum(b.left_out for b in batches),
    )
    assert batch.read == batch.rows.height + len(batch.rejected) + batch.left_out
    return batch
