"""Making an entity's columns out of a file's: names, keys, codes, constants."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from domain.entities import Column, Kind
from etl.formats.table import LINE
from etl.mapping_rules import ColumnRule, EntityRule, FileRule
from etl.rows import Reading
from etl.values.dates import read_dates

KEY_SEPARATOR = "|"
_ANY = "*"
_JOIN = "+"


def readings(feeds: EntityRule, file: FileRule, labels: Mapping[str, str]) -> dict[str, Reading]:
    """How each column that the mapping makes is read."""
    found: dict[str, Reading] = {}
    for name, rule in feeds.columns.items():
        heading = " + ".join(labels.get(source, source) for source in rule.sources or rule.key) or name
        notation = rule.notation if rule.notation is not None else file.notation
        dates = rule.dates if rule.dates is not None else file.dates
        found[name] = Reading(heading, dates, notation, rule.identifying)
    return found


def build_columns(
    frame: pl.DataFrame, feeds: EntityRule, file: FileRule, data_through: date | None
) -> pl.DataFrame:
    """LINE and the entity's columns as text."""
    made = [frame.get_column(LINE)]
    for name, rule in feeds.columns.items():
        if rule.data_through:
            day = data_through.isoformat() if data_through else None
            made.append(pl.repeat(day, frame.height, dtype=pl.String, eager=True).alias(name))
            continue
        made.append(_column(frame, feeds.entity.column(name), rule, file).alias(name))
    return pl.DataFrame(made)


def _column(frame: pl.DataFrame, column: Column, rule: ColumnRule, file: FileRule) -> pl.Series:
    if rule.constant is not None:
        return pl.repeat(rule.constant, frame.height, dtype=pl.String, eager=True)
    if rule.key:
        return _key(frame, rule, file)
    if len(rule.sources) == 1:
        cells = frame.get_column(rule.sources[0])
        return _coded(cells, rule) if rule.codes else cells
    join = _JOIN if column.kind is Kind.CODE or rule.codes else " "
    # An empty part of a combination is an empty string, so that a mapping can name it.
    combined = pl.concat_str([pl.col(name).fill_null("") for name in rule.sources], separator=join)
    empty = pl.all_horizontal(pl.col(name).is_null() for name in rule.sources)
    cells = frame.select(pl.when(~empty).then(combined).alias("c")).to_series()
    return _coded(cells, rule)


def _key(frame: pl.DataFrame, rule: ColumnRule, file: FileRule) -> pl.Series:
    """Several cells as one key. A day is spelled one way however the file writes it; a missing part means
    no key.
    """
    parts = []
    for place, name in enumerate(rule.key):
        cells = frame.get_column(name)
        days = read_dates(cells, file.dates).cast(pl.String)
        parts.append(
            pl.DataFrame({"d": days, "t": cells}).select(pl.coalesce("d", "t").alias(str(place))).to_series()
        )
    return pl.DataFrame(parts).select(pl.concat_str(pl.all(), separator=KEY_SEPARATOR)).to_series()


def _coded(cells: pl.Series, rule: ColumnRule) -> pl.Series:
    distinct = cells.drop_nulls().unique()
    if not rule.codes or distinct.is_empty():
        return cells
    values = pl.Series("codes", [_code(text, rule) for text in distinct], pl.String)
    return cells.replace_strict(distinct, values, default=None, return_dtype=pl.String)


def _code(text: str, rule: ColumnRule) -> str | None:
    """What the mapping makes of a code; an empty string means that there is none. Unmapped: `otherwise`, or
    as it is.
    """
    found = _find(text, rule.codes)
    if found is None:
        found = rule.otherwise if rule.otherwise is not None else text
    return found or None


def _find(text: str, codes: Mapping[str, str]) -> str | None:
    folded = {pattern.casefold(): code for pattern, code in codes.items()}
    if text.casefold() in folded:
        return folded[text.casefold()]
    parts = text.casefold().split(_JOIN)
    for pattern, code in folded.items():
        wanted = pattern.split(_JOIN)
        if (
            _ANY in wanted
            and len(wanted) == len(parts)
            and all(w in (_ANY, p) for w, p in zip(wanted, parts, strict=True))
        ):
            return code
    return None
