"""What is remarked on while the row is kept, and the one fault that is found before there are any cells."""

from __future__ import annotations

import polars as pl

from domain.entities import Column, Kind
from etl.rows import Rows
from etl.rules.registry import Cells, Rule, Severity


def field_count(rows: Rows, column: Column) -> pl.Series | None:
    """The row has more or fewer fields than there are headings: found when a file is divided, never here."""
    return None


def field_count_sentence(fields: int, headings: int) -> str:
    """The sentence for a row of the wrong width."""
    return (
        f"Raden har {fields} fält men rubrikraden {headings}: sätt "
        "citattecken om celler som innehåller skiljetecknet, "
        "eller rätta raden."
    )


def personnummer_removed(rows: Rows, column: Column) -> pl.Series | None:
    """What looks like a personnummer was taken out of a text, or an optional cell that held one was left
    empty.
    """
    if column.required and column.kind is not Kind.TEXT:
        return None
    return rows.personal.get(column.name)


def free_text_unread(rows: Rows, column: Column) -> pl.Series | None:
    """A cell in free text could not be read: found by the mapping's readers, never here."""
    return None


def free_text_sentence(heading: str) -> str:
    """The sentence for a free text that could not be read."""
    return f"{heading} kunde inte läsas som ett värde och lämnades tomt; texten finns kvar."


def _removed_sentence(rows: Rows, column: Column, cells: Cells) -> str:
    left = "texten i övrigt är kvar" if column.kind is Kind.TEXT else "cellen lämnades tom"
    return f"{rows.heading(column)} innehöll något som ser ut som ett personnummer: det togs bort och {left}."


def _no_sentence(rows: Rows, column: Column, cells: Cells) -> str:
    return ""


NOTES = (
    Rule("field_count", "Fel antal fält", "hela raden", field_count, _no_sentence),
    Rule("personnummer_removed", "Personnummer borttaget", "text, valfria id, koder och tal",
         personnummer_removed, _removed_sentence, Severity.REMARKS),
    Rule("free_text_unread", "Fritext som inte kunde läsas", "kolumner med läsare i mappningen",
         free_text_unread, _no_sentence, Severity.REMARKS),
)  # fmt: skip
