"""Running a mapping's readers of free text over a block."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from etl.batches import Remark
from etl.formats.table import LINE
from etl.mapping_rules import Reader
from etl.readers import READERS
from etl.rules.notes import free_text_sentence

_TEXT = "\x1ftext"


@dataclass(frozen=True)
class FreeText:
    """The block with what the reader found as columns `name.part`, and remarks on what it could not read."""

    frame: pl.DataFrame
    remarks: list[Remark]
    left_out: int


def run_reader(
    frame: pl.DataFrame, reader: Reader, column: str, labels: Mapping[str, str], *, explode: bool
) -> FreeText:
    """Read each different text once.

    With `explode` a row becomes as many as the reader found, none at all where it found none: those are
    left out. Without it, a text gives the first of what was found.
    """
    kind = READERS[reader.reader]
    texts = frame.get_column(reader.source)
    distinct = texts.drop_nulls().unique()
    found = {text: kind.read(text, reader.options) for text in distinct}
    unread = [text for text, result in found.items() if result.unread]
    lines = frame.filter(texts.is_in(pl.Series("unread", unread, pl.String).implode())).get_column(LINE)
    label = labels.get(reader.source, reader.source)
    remarks = [Remark(line, column, "free_text_unread", free_text_sentence(label)) for line in lines]
    names = [f"{reader.name}.{part}" for part in kind.parts]
    parts: dict[str, list[str | None]] = {_TEXT: [], **{name: [] for name in names}}
    for text, result in found.items():
        for row in result.rows if explode else result.rows[:1]:
            parts[_TEXT].append(text)
            for part, name in zip(kind.parts, names, strict=True):
                parts[name].append(row.get(part))
    values = pl.DataFrame(parts, schema=dict.fromkeys(parts, pl.String))
    joined = frame.join(
        values,
        left_on=reader.source,
        right_on=_TEXT,
        how="inner" if explode else "left",
        maintain_order="left_right",
    )
    left_out = frame.height - joined.get_column(LINE).n_unique() if explode else 0
    return FreeText(joined, remarks, left_out)
