"""A table as it is shown and exported: typed columns with Swedish headings, rows, and a total."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from html import escape

import pandas as pd
import streamlit as st

from domain import formats

_FITS_A_PHONE = 3


class Kind(Enum):
    """What the cells of a column are, and so how they are written."""

    TEXT = auto()
    SENTENCE = auto()
    """Text of a line or more, which needs room."""
    MONTH = auto()
    DATE = auto()
    DATE_IF_ANY = auto()
    """A day that may not have come: empty until then."""
    TIME = auto()
    COUNT = auto()
    DECIMAL = auto()
    """A number with one decimal: hours, full-time equivalents."""
    MONEY = auto()
    SHARE = auto()
    PART = auto()
    """A share of something that may be nothing: empty where there is nothing to have a share of."""
    DURATION = auto()
    """Days, told in the unit that fits: minutes, hours or days."""
    PRECISE = auto()
    """A number of which decimals matter, as a ratio; empty where it is withheld."""
    SAID = auto()
    """A figure in words, with its interval or why it is not shown: stands to the right, and is text in a file."""
    LABEL = auto()
    """A number that names something (a line, a load): not added up, not spaced."""

    @property
    def is_number(self) -> bool:
        """Whether the cells stand to the right."""
        return self not in _WORDS


_WORDS = (Kind.TEXT, Kind.SENTENCE, Kind.MONTH, Kind.DATE, Kind.DATE_IF_ANY, Kind.TIME)

_LOOKS = {
    Kind.SENTENCE: "ik-text ik-sentence",
    Kind.DATE: "ik-day",
    Kind.DATE_IF_ANY: "ik-day",
    Kind.TIME: "ik-day",
}

MAY_BE_EMPTY = (Kind.PART, Kind.PRECISE, Kind.LABEL, Kind.DATE_IF_ANY)
"""Where nothing is not unknown: there is nothing to tell."""

_WRITTEN = {
    Kind.DATE: formats.date,
    Kind.DATE_IF_ANY: lambda value: formats.date(value) if formats.known(value) else "",
    Kind.TIME: formats.minute,
    Kind.DECIMAL: lambda value: formats.number(value, 1),
    Kind.SHARE: formats.share,
    Kind.PART: lambda value: formats.share(value) if formats.known(value) else "",
    Kind.DURATION: formats.duration,
    Kind.PRECISE: lambda value: formats.number(value, 2) if formats.known(value) else "",
    Kind.LABEL: formats.label,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the frame, its heading, and the heading that stands alone in an export.

    `link` names the part of the frame that holds the address each cell leads to on the screen.
    """

    name: str
    heading: str
    kind: Kind
    export_heading: str = ""
    link: str = ""

    def written(self, value: object) -> str:
        """A cell as it is read on the screen."""
        if isinstance(value, str):
            return value
        if self.kind is Kind.MONTH:
            return formats.month(value)  # type: ignore[arg-type]
        return _WRITTEN.get(self.kind, formats.number)(value)

    @property
    def alone(self) -> str:
        """The heading without soft hyphens and without leaning on the column before it."""
        return self.export_heading or self.heading.replace("\u00ad", "")


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table. `total` holds the last row by the columns' names; None where nothing is added up.

    `parts` gives all the rows a part at a time, where they are more than a page holds: a file is written from them.
    """

    title: str
    columns: tuple[Column, ...]
    rows: pd.DataFrame
    total: dict[str, object] | None = None
    parts: Callable[[], Iterator[pd.DataFrame]] | None = None

    def body(self) -> list[list[object]]:
        """The rows that the page holds, as values, without the total."""
        return self._values(self.rows)

    def _values(self, rows: pd.DataFrame) -> list[list[object]]:
        names = [column.name for column in self.columns]
        return [list(row) for row in rows[names].itertuples(index=False, name=None)]

    def last(self) -> list[object] | None:
        """The total as values."""
        if self.total is None:
            return None
        return [self.total.get(column.name) for column in self.columns]

    def cells(self) -> Iterator[list[object]]:
        """All cells as values, the total last: what is exported."""
        for rows in self.parts() if self.parts else (self.rows,):
            yield from self._values(rows)
        last = self.last()
        if last is not None:
            yield last

    def named(self, title: str) -> Table:
        """The same under another title, without its total."""
        return Table(title, self.columns, self.rows)

    def first(self, rows: int) -> Table:
        """The same with its first rows only."""
        return Table(self.title, self.columns, self.rows.head(rows), self.total)


def show(table: Table) -> None:
    """Draw the table as plain HTML: it reads aloud row by row, and all of its words are ours.

    st.dataframe draws on a canvas with menus in English, and st.table reads the cells as Markdown.
    """
    head = "".join(_cell("th", column, column.heading, 'scope="col"') for column in table.columns)
    links = _links(table)
    rows = "".join(
        f"<tr>{_row(table, cells, to)}</tr>" for cells, to in zip(table.body(), links, strict=True)
    )
    last = table.last()
    foot = "" if last is None else f"<tfoot><tr>{_row(table, last)}</tr></tfoot>"
    title = escape(table.title)
    is_read = any(column.kind is Kind.SENTENCE for column in table.columns)
    wide = len(table.columns) > _FITS_A_PHONE or is_read
    hint = '<p class="ik-note ik-hint" aria-hidden="true">Dra i sidled för att se alla kolumner.</p>'
    st.html(
        f'<div class="ik-table" role="region" aria-label="{title}" tabindex="0">'
        f"<table><caption>{title}{hint if wide else ''}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>{foot}</table></div>"
    )


def _links(table: Table) -> list[dict[str, str]]:
    """For each row the addresses that its cells lead to, by column."""
    linked = [column for column in table.columns if column.link]
    return [
        {column.name: str(address) for column, address in zip(linked, addresses, strict=True)}
        for addresses in table.rows[[column.link for column in linked]].itertuples(index=False, name=None)
    ]


def _row(table: Table, cells: list[object], links: dict[str, str] | None = None) -> str:
    to = links or {}
    first, *rest = zip(table.columns, cells, strict=True)
    return _cell("th", first[0], first[0].written(first[1]), 'scope="row"', to.get(first[0].name)) + "".join(
        _cell("td", column, column.written(value), link=to.get(column.name)) for column, value in rest
    )


def _cell(tag: str, column: Column, text: str, attributes: str = "", link: str | None = None) -> str:
    kind = "ik-number" if column.kind.is_number else _LOOKS.get(column.kind, "ik-text")
    said = escape(text) if not link else f'<a href="{escape(link)}" target="_self">{escape(text)}</a>'
    return f'<{tag} class="{kind}" {attributes}>{said}</{tag}>'
