"""Days, months and time stamps.

A day is read as 2025-07-01, 20250701 or 2025-07-01 13:45; other forms only where a mapping names them. A
time stamp without zone is Stockholm's: an hour that comes twice in autumn is the first one, an hour that
spring leaps over is one later.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import polars as pl

_COMPACT = r"^\d{8}$"
_ISO = r"^\d{4}-\d{2}-\d{2}$"
_STAMP = r"^\d{4}-?\d{2}-?\d{2}[ T]"
_OFFSET = r"(Z|[+-]\d{2}(?::?\d{2})?)$"
_STOCKHOLM = "Europe/Stockholm"
EARLIEST, LATEST = date(1880, 1, 1), date(2199, 12, 31)


def read_dates(cells: pl.Series, formats: Sequence[str] = ()) -> pl.Series:
    """A column of text as days; null where it cannot be read or lies outside 1880-2199."""
    days = _as_days(cells.set((~cells.str.contains(_ISO)).fill_null(True), None), "%Y-%m-%d")
    for form in ("%Y%m%d", *formats, "stamp"):
        left = cells.is_not_null() & days.is_null()
        if not left.any():
            break
        rest = cells.filter(left)
        if form == "%Y%m%d":
            read = _as_days(rest.set(~rest.str.contains(_COMPACT), None), form)
        elif form == "stamp":
            read = _stamp_days(rest)
        else:
            read = _as_days(rest, form)
        days = days.scatter(left.arg_true(), read)
    return days.set(((days < EARLIEST) | (days > LATEST)).fill_null(False), None)


def _as_days(cells: pl.Series, form: str) -> pl.Series:
    return cells.str.to_date(form, strict=False)


def _stamp_days(cells: pl.Series) -> pl.Series:
    stamps = cells.set(~cells.str.contains(_STAMP), None)
    return read_times(stamps).dt.convert_time_zone(_STOCKHOLM).dt.date()


def read_months(cells: pl.Series, formats: Sequence[str] = ()) -> pl.Series:
    """A column of text (2025-07, 202507, or the month's first day) as the first day of each month."""
    text = pl.col(cells.name)
    padded = cells.to_frame().select(
        pl.when(text.str.contains(r"^\d{4}-\d{2}$"))
        .then(text + "-01")
        .when(text.str.contains(r"^\d{6}$"))
        .then(text.str.slice(0, 4) + "-" + text.str.slice(4, 2) + "-01")
        .otherwise(text)
    )
    days = read_dates(padded.to_series(), formats)
    return days.set((days.dt.day() != 1).fill_null(False), None)


def read_times(cells: pl.Series) -> pl.Series:
    """A column of text as time stamps in UTC, to the microsecond."""
    text = pl.col("text")
    frame = cells.alias("text").to_frame().with_columns(offset=text.str.extract(_OFFSET))
    has_clock = text.str.contains(r"\d[ T]\d")
    offset = pl.when(has_clock).then(pl.col("offset"))
    local = (
        pl.when(offset.is_not_null()).then(text.str.replace(_OFFSET, "")).otherwise(text).str.strip_chars()
    )
    frame = frame.select(local=local.str.replace("T", " "), offset=offset)
    naive = pl.coalesce(
        pl.when(pl.col("local").str.contains(pattern))
        .then(pl.col("local"))
        .str.to_datetime(form, time_unit="us", strict=False)
        for pattern, form in (
            (r"^\d{4}-\d{2}-\d{2} \d{1,2}:\d{2}:\d{2}(\.\d{1,6})?$", "%Y-%m-%d %H:%M:%S%.f"),
            (r"^\d{4}-\d{2}-\d{2} \d{1,2}:\d{2}$", "%Y-%m-%d %H:%M"),
            (r"^\d{8} \d{2}:\d{2}:\d{2}$", "%Y%m%d %H:%M:%S"),
            (r"^\d{8} \d{2}:\d{2}$", "%Y%m%d %H:%M"),
        )
    )
    day = (
        pl.when(pl.col("local").str.contains(_ISO))
        .then(pl.col("local"))
        .str.to_datetime("%Y-%m-%d", time_unit="us", strict=False)
    )
    frame = frame.with_columns(naive=pl.coalesce(naive, day))
    sign = pl.when(pl.col("offset").str.starts_with("-")).then(-1).otherwise(1)
    hours = pl.col("offset").str.slice(1, 2).cast(pl.Int32, strict=False).fill_null(0)
    minutes = pl.col("offset").str.extract(r"(\d{2})$").cast(pl.Int32, strict=False).fill_null(0)
    minutes = pl.when(pl.col("offset").str.len_bytes() > 3).then(minutes).otherwise(0)
    shifted = pl.col("naive") - pl.duration(minutes=sign * (hours * 60 + minutes))
    stamps = frame.select(
        pl.when(pl.col("offset").is_not_null())
        .then(shifted.dt.replace_time_zone("UTC"))
        .otherwise(_stockholm("naive"))
    ).to_series()
    years = stamps.dt.convert_time_zone(_STOCKHOLM).dt.year()
    return stamps.set(((years < EARLIEST.year) | (years > LATEST.year)).fill_null(False), None).alias(
        cells.name
    )


def _stockholm(name: str) -> pl.Expr:
    naive = pl.col(name)
    leaped = naive + pl.duration(hours=1)
    return pl.coalesce(
        when.dt.replace_time_zone(_STOCKHOLM, ambiguous="earliest", non_existent="null").dt.convert_time_zone(
            "UTC"
        )
        for when in (naive, leaped)
    )


def why_not_a_date(cell: str) -> str:
    """The sentence for a cell that is no date: what it looks like, and what to write."""
    if re.fullmatch(r"\d{5}([.,]\d+)?", cell):
        return "ser ut som Excels löpnummer för en dag: formatera kolumnen som datum före exporten"
    if re.fullmatch(r"\d{4}-?\d{1,2}-?\d{1,2}", cell):
        return "är ingen dag som finns i kalendern: rätta dagen"
    if re.fullmatch(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}", cell):
        return (
            "kan inte läsas säkert: skriv datum som 2025-07-01, eller ange datumformatet i källans mappning"
        )
    return "är inget datum: skriv datum som 2025-07-01"
