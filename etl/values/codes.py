"""Codes of a vocabulary and answers of ja or nej."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping

import polars as pl

_YES = ("ja", "j", "x", "1", "true", "sant", "t", "yes", "y")
_NO = ("nej", "n", "0", "false", "falskt", "f", "no")
_ALIKE = 0.6


def read_codes(cells: pl.Series, known: Collection[str]) -> pl.Series:
    """A column of text as codes; upper and lower case do not matter. Null where the code is not known."""
    if not known:
        return pl.repeat(None, cells.len(), dtype=pl.String, eager=True)
    spelled = {code.casefold(): code for code in sorted(known)}
    return _translate(cells, spelled, pl.String())


def read_flags(cells: pl.Series) -> pl.Series:
    """A column of text as yes or no."""
    return _translate(cells, dict.fromkeys(_YES, True) | dict.fromkeys(_NO, False), pl.Boolean())


def _translate(cells: pl.Series, table: Mapping[str, str | bool], dtype: pl.DataType) -> pl.Series:
    # Few different values: each is looked up once, and the column by its distinct values.
    distinct = cells.drop_nulls().unique()
    values = pl.Series("value", [table.get(text.casefold()) for text in distinct], dtype)
    if distinct.is_empty():
        return pl.repeat(None, cells.len(), dtype=dtype, eager=True)
    return cells.replace_strict(distinct, values, default=None, return_dtype=dtype)


def nearest(cell: str, known: Collection[str]) -> tuple[str | None, bool]:
    """The known code that is most like the cell, and whether they are so alike that it is a misspelling."""
    spelled = {code.casefold(): code for code in sorted(known)}
    found = difflib.get_close_matches(cell.casefold(), spelled, n=1, cutoff=0.0)
    if not found:
        return None, False
    ratio = difflib.SequenceMatcher(None, found[0], cell.casefold()).ratio()
    return spelled[found[0]], ratio >= _ALIKE
