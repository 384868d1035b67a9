"""A mapping followed backwards: from our columns and codes to the files, headings and codes of its source.

Only what a mapping says one to one can be followed so: columns, columns put together, codes, texts for readers.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from domain.entities import ENTITIES, Column, Kind
from etl.demo.journal import Row
from etl.demo.period import date_text, month_text
from etl.mapping import SOURCES

_JOIN = "+"


@dataclass(frozen=True)
class Written:
    """One of our columns as the source writes it: under which headings, and its codes by ours."""

    column: Column
    places: tuple[int, ...]
    codes: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class SourceFile:
    """One kind of file of the source: its name, headings, which column stands where, and what is left out."""

    name: str
    headings: tuple[str, ...]
    columns: tuple[Written, ...]
    voided: tuple[int, str] | None

    def place_of(self, name: str) -> int | None:
        """Where one of our columns stands; None where the file lacks it."""
        return next((w.places[0] for w in self.columns if w.column.name == name), None)

    def cells(self, row: Row) -> list[str]:
        """A row as the source writes it."""
        cells = [""] * len(self.headings)
        for written in self.columns:
            value = row.get(written.column.name)
            if value is None:
                continue
            if written.codes:
                texts: Sequence[str] = written.codes.get(str(value), (str(value),))
            else:
                texts = (_text(written.column, value),)
            for place, text in zip(written.places, texts, strict=True):
                cells[place] = text
        return cells


@cache
def source_files(source: str, folder: Path = SOURCES) -> Mapping[str, SourceFile]:
    """The files of a source, by the entity that each feeds first."""
    said = tomllib.loads((folder / f"{source}.toml").read_text("utf-8"))
    files = {}
    for file in said["files"]:
        feeds = file["entities"][0]
        files[feeds["entity"]] = _file(file["name"], feeds, said.get("lists", {}))
    return files


def _file(name: str, feeds: Mapping[str, Any], lists: Mapping[str, Mapping[str, str]]) -> SourceFile:
    headings: list[str] = []
    columns: list[Written] = []
    read = {f"{reader['as']}." for reader in feeds.get("readers", [])}
    texts = {reader.get("column", reader["as"]): reader["from"] for reader in feeds.get("readers", [])}

    def placed(heading: str) -> int:
        if heading not in headings:
            headings.append(heading)
        return headings.index(heading)

    for column_name, rule in feeds["columns"].items():
        column = ENTITIES[feeds["entity"]].column(column_name)
        sources = rule if isinstance(rule, str) else rule["from"]
        if isinstance(sources, str) and sources.startswith(tuple(read)):
            # what a reader finds is written as the text that it reads, where no column holds that text
            if column_name not in texts or texts[column_name] in feeds["columns"].values():
                continue
            sources = texts[column_name]
        codes = {} if isinstance(rule, str) else rule.get("codes", {})
        codes = lists[codes] if isinstance(codes, str) else codes
        places = tuple(placed(source) for source in ([sources] if isinstance(sources, str) else sources))
        apart = len(places) > 1
        written = {ours: tuple(text.split(_JOIN)) if apart else (text,) for text, ours in codes.items()}
        columns.append(Written(column, places, written))
    voided = None
    for condition in feeds.get("leave_out", []):
        voided = (placed(condition["column"]), condition["in"][0])
    return SourceFile(name, tuple(headings), tuple(columns), voided)


def _text(column: Column, value: object) -> str:
    """A value as the source writes it."""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return format(Decimal(str(round(value, 6))).normalize(), "f").replace(".", ",")
    assert isinstance(value, int)
    if column.kind is Kind.DATE or column.name == "birth_date":
        return date_text(value)
    match column.kind:
        case Kind.MONTH:
            return month_text(value)
        case Kind.MONEY:
            return money_text(value)
        case Kind.FLAG:
            return "Ja" if value else "Nej"
    return str(value)


def money_text(ore: int) -> str:
    """Whole öre as kronor with a decimal comma."""
    kronor, rest = divmod(abs(ore), 100)
    return f"{'-' if ore < 0 else ''}{kronor},{rest:02d}"
