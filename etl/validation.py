"""From a block of text cells to a batch: read, try the rules, part the rejected rows from the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import numpy as np
import polars as pl

from domain.entities import Column, Entity
from etl import people
from etl.batches import UNITS, Batch, ReadContext, RejectedRow, Remark
from etl.formats.table import LINE, Misfit
from etl.identity import Hasher
from etl.rows import Reading, Rows, read_rows
from etl.rules import CELL_RULES, ROW_RULES, Rule
from etl.rules.notes import NOTES, field_count_sentence
from etl.rules.registry import Severity

_CLASS_LENGTH = 20
_UNIT = "unit"
_REMARKS = tuple(rule for rule in NOTES if rule.severity is Severity.REMARKS)


@dataclass(frozen=True)
class Fault:
    """A rule that some rows break, at one column."""

    rule: Rule
    column: Column
    broken: pl.Series


class Validator:
    """Turns the blocks of one file into batches of one entity."""

    def __init__(
        self,
        entity: Entity,
        context: ReadContext,
        readings: Mapping[str, Reading],
        data_through: date,
        width: int,
    ) -> None:
        self._entity = entity
        self._context = context
        self._readings = readings
        self._data_through = data_through
        self._width = width
        self._hasher = Hasher(context.identity_key, context.board)

    def batch(
        self,
        raw: pl.DataFrame,
        misfits: Sequence[Misfit] = (),
        left_out: int = 0,
        remarks: Sequence[Remark] = (),
    ) -> Batch:
        """One block's rows, typed and checked. `raw` holds text under the entity's own column names."""
        rows = read_rows(
            self._entity, raw, self._readings, self._context.codes, self._hasher, self._data_through
        )
        rows = people.complete(rows, self._data_through)
        typed = rows.typed()
        rejected = [
            RejectedRow(m.line, None, "field_count", None, field_count_sentence(m.fields, self._width), None)
            for m in misfits
        ]
        faults = list(_faults(rows))
        good = typed
        if faults:
            first = _first_faults(faults, typed.height)
            places = np.flatnonzero(first >= 0)
            rejected += _rejected(rows, typed, faults, first, places, self._context.codes.of(UNITS))
            good = typed.filter(pl.Series(first < 0))
        kept = set(good.get_column("line").to_list()) if remarks or rows.personal else set()
        notes = [remark for remark in [*remarks, *_notes(rows)] if remark.line in kept]
        return Batch(
            rows=good,
            rejected=tuple(sorted(rejected, key=lambda row: row.line)),
            remarks=tuple(sorted(notes, key=lambda remark: remark.line)),
            read=typed.height + len(misfits) + left_out,
            left_out=left_out,
        )


def _faults(rows: Rows) -> Iterable[Fault]:
    """Every rule that any row breaks, in the order that decides which fault a row is rejected for."""
    for column in rows.entity.columns:
        yield from _tried(rows, column, CELL_RULES)
    for column in rows.entity.columns:
        yield from _tried(rows, column, ROW_RULES)


def _tried(rows: Rows, column: Column, rules: Sequence[Rule]) -> Iterable[Fault]:
    for rule in rules:
        broken = rule.find(rows, column)
        if broken is not None and broken.any():
            yield Fault(rule, column, broken)


def _first_faults(faults: Sequence[Fault], height: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    first = np.full(height, -1, dtype=np.int64)
    for place, fault in enumerate(faults):
        first[fault.broken.fill_null(False).to_numpy() & (first < 0)] = place
    return first


def _rejected(
    rows: Rows,
    typed: pl.DataFrame,
    faults: Sequence[Fault],
    first: np.ndarray[tuple[int], np.dtype[np.int64]],
    places: np.ndarray[tuple[int], np.dtype[np.int64]],
    known_units: frozenset[str],
) -> list[RejectedRow]:
    cells = rows.raw[places].to_dicts()
    keys = typed[places].select(rows.entity.stored_key).rows()
    has_unit = _UNIT in rows.entity.stored_columns
    units = typed[places].get_column(_UNIT).to_list() if has_unit else [None] * len(places)
    result: list[RejectedRow] = []
    for place, cell, key, unit in zip(places.tolist(), cells, keys, units, strict=True):
        fault = faults[int(first[place])]
        value = cell[fault.column.name]
        result.append(
            RejectedRow(
                line=cell[LINE],
                column=fault.column.name,
                rule=fault.rule.code,
                value_class=value_class(value) if value is not None else None,
                message=fault.rule.sentence(rows, fault.column, cell),
                key=None if any(part is None for part in key) else tuple(_key_text(part) for part in key),
                unit=unit if unit in known_units else None,
            )
        )
    return result


def _key_text(part: object) -> str:
    if isinstance(part, bool):
        return "ja" if part else "nej"
    if isinstance(part, datetime):
        return part.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")
    return part.isoformat() if isinstance(part, date) else str(part)


def value_class(value: str) -> str:
    """The shape of a value: letters become a, digits 9; at most 20 characters."""
    shape = ("9" if sign.isdigit() else "a" if sign.isalpha() else sign for sign in value[:_CLASS_LENGTH])
    return "".join(sign if sign.isprintable() else " " for sign in shape)


def _notes(rows: Rows) -> Iterable[Remark]:
    if not rows.personal:
        return
    lines = rows.raw.get_column(LINE)
    for column in rows.entity.columns:
        for rule in _REMARKS:
            marked = rule.find(rows, column)
            if marked is not None:
                sentence = rule.sentence(rows, column, {})
                for line in lines.filter(marked):
                    yield Remark(line, column.name, rule.code, sentence)
