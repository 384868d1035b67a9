"""A trial run: what would have become of a delivery, and which of its rows would have been rejected."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import psycopg

from etl import listing
from etl.load import LoadOptions, LoadResult, Tell, load


def check(
    connection: psycopg.Connection, paths: Sequence[Path], options: LoadOptions, tell: Tell
) -> tuple[LoadResult, list[str]]:
    """Load a delivery and take it all back; gives the result and a sentence for each row that it rejects."""
    with connection.transaction(force_rollback=True):
        result = load(connection, paths, options, tell)
        headings, rows = listing.rejected(connection, result.load_id)
    named = [dict(zip(headings, row, strict=True)) for row in rows]
    return result, [listing.as_sentence(row) for row in named]
