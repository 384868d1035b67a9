"""Rows on their way from text to typed values: what the rules look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from domain.entities import Column, Entity, Kind
from domain.personnummer import SCREEN, SHORTEST, looks_like_one, scrub
from etl.batches import DTYPES, Codes
from etl.formats.table import LINE
from etl.identity import Hasher, normalise_column
from etl.values.codes import read_codes, read_flags
from etl.values.dates import read_dates, read_months, read_times
from etl.values.numbers import NO_NOTATION, Notation, Numbers, read_numbers, to_integers, to_ore

_NUMERIC = (Kind.INTEGER, Kind.NUMBER, Kind.MONEY)
_SCRUBBED = (Kind.ID, Kind.CODE, *_NUMERIC)


@dataclass(frozen=True)
class Reading:
    """How one column is read: the heading it has in the file, and what the mapping says of its cells."""

    heading: str
    dates: tuple[str, ...] = ()
    notation: Notation = NO_NOTATION
    identifying: bool = False


@dataclass(frozen=True)
class Rows:
    """Rows of one entity: `raw` as text under the entity's column names, `values` typed under the same names.

    `ambiguous` and `personal` mark cells that can be read two ways, and cells that hold what looks like a
    personnummer.
    """

    entity: Entity
    codes: Codes
    readings: Mapping[str, Reading]
    raw: pl.DataFrame
    values: dict[str, pl.Series]
    ambiguous: dict[str, pl.Series] = field(default_factory=dict)
    personal: dict[str, pl.Series] = field(default_factory=dict)

    def heading(self, column: Column) -> str:
        """The column's heading in the file, or its own name where the file lacks it."""
        reading = self.readings.get(column.name)
        return reading.heading if reading else column.name

    def typed(self) -> pl.DataFrame:
        """The values as the store calls them."""
        stored = [self.values[column.name].alias(column.stored) for column in self.entity.columns]
        return pl.DataFrame([self.raw.get_column(LINE).alias("line"), *stored])


def read_rows(
    entity: Entity,
    raw: pl.DataFrame,
    readings: Mapping[str, Reading],
    codes: Codes,
    hasher: Hasher,
    data_through: date,
) -> Rows:
    """Read every column. What cannot be read is null in `values`; nothing raises."""
    missing = [c.name for c in entity.columns if c.name not in raw.columns]
    raw = raw.with_columns(pl.lit(None, pl.String).alias(name) for name in missing)
    rows = Rows(entity, codes, readings, raw, {})
    for column in entity.columns:
        cells = raw.get_column(column.name)
        if cells.null_count() == cells.len():
            rows.values[column.name] = pl.repeat(None, cells.len(), dtype=DTYPES[column.kind], eager=True)
            continue
        reading = readings.get(column.name, Reading(column.name))
        if column.kind is Kind.PERSON or reading.identifying:
            rows.values[column.name] = hasher.column(normalise_column(cells, data_through))
            continue
        value = _read(rows, column, cells, reading)
        if column.kind is Kind.TEXT or column.kind in _SCRUBBED:
            value = _without_personnummer(rows, column, cells, value)
        rows.values[column.name] = value
    return rows


def _read(rows: Rows, column: Column, cells: pl.Series, reading: Reading) -> pl.Series:
    if column.kind is Kind.CODE:
        return read_codes(cells, rows.codes.of(column.vocabulary or ""))
    if column.kind is Kind.DATE:
        return read_dates(cells, reading.dates)
    if column.kind is Kind.MONTH:
        return read_months(cells, reading.dates)
    if column.kind is Kind.TIME:
        return read_times(cells)
    if column.kind is Kind.FLAG:
        return read_flags(cells)
    if column.kind in _NUMERIC:
        fits = column.high is None or column.high >= 1000
        read = read_numbers(cells, reading.notation, money=column.kind is Kind.MONEY, thousands_fit=fits)
        return _numeric(rows, column, read)
    return cells


def _numeric(rows: Rows, column: Column, read: Numbers) -> pl.Series:
    if read.ambiguous is not None:
        rows.ambiguous[column.name] = read.ambiguous
    if column.kind is Kind.MONEY:
        return to_ore(read.literals)
    if column.kind is Kind.INTEGER:
        return to_integers(read.literals)
    return read.literals


def _without_personnummer(rows: Rows, column: Column, cells: pl.Series, value: pl.Series) -> pl.Series:
    """The values without what looks like a personnummer; where something was, `rows.personal` is true."""
    suspected = ((cells.str.len_bytes() >= SHORTEST) & cells.str.contains(SCREEN)).fill_null(False)
    if column.kind is Kind.CODE:
        suspected &= value.is_null()
    if not suspected.any():
        return value
    distinct = cells.filter(suspected).unique()
    found = pl.Series("found", [text for text in distinct if looks_like_one(text)], pl.String)
    if found.is_empty():
        return value
    personal = suspected & cells.is_in(found.implode())
    rows.personal[column.name] = personal
    if column.kind is Kind.TEXT:
        return value.replace(found, pl.Series("scrubbed", [scrub(text) for text in found], pl.String))
    return value.set(personal, None)
