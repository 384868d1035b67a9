"""A table as it is shown and exported: typed columns with Swedish headings, rows, and a total."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from html import escape

import pandas as pd
import streamlit as st

from ui import formats


class Kind(Enum):
    """What the cells of a column are, and so how they are written."""

    TEXT = auto()
    MONTH = auto()
    COUNT = auto()
    MONEY = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the frame, its heading, and the heading that stands alone in an export."""

    name: str
    heading: str
    kind: Kind
    export_heading: str = ""

    def written(self, value: object) -> str:
        """A cell as it is read on the screen."""
        if self.kind is Kind.TEXT or isinstance(value, str):
            return str(value)
        if self.kind is Kind.MONTH:
            return formats.short_month(value)  # type: ignore[arg-type]
        return formats.number(value)

    @property
    def alone(self) -> str:
        """The heading without soft hyphens and without leaning on the column before it."""
        return self.export_heading or self.heading.replace("\u00ad", "")


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table. `total` holds the last row by the columns' names."""

    title: str
    columns: tuple[Column, ...]
    rows: pd.DataFrame
    total: dict[str, object]

    def cells(self) -> list[list[object]]:
        """All cells as values, the total last: what is exported."""
        names = [column.name for column in self.columns]
        body = [list(row) for row in self.rows[names].itertuples(index=False, name=None)]
        return [*body, [self.total.get(name) for name in names]]


def show(table: Table) -> None:
    """Draw the table as plain HTML: it reads aloud row by row, and all of its words are ours.

    st.dataframe draws on a canvas with menus in English, and st.table reads the cells as Markdown.
    """
    head = "".join(_cell("th", column, column.heading, 'scope="col"') for column in table.columns)
    *body, total = table.cells()
    rows = "".join(f"<tr>{_row(table, cells)}</tr>" for cells in body)
    title = escape(table.title)
    st.html(
        f'<div class="ik-table" role="region" aria-label="{title}" tabindex="0">'
        f"<table><caption>{title}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"
        f"<tfoot><tr>{_row(table, total)}</tr></tfoot></table></div>"
    )


def _row(table: Table, cells: list[object]) -> str:
    first, *rest = zip(table.columns, cells, strict=True)
    return _cell("th", first[0], first[0].written(first[1]), 'scope="row"') + "".join(
        _cell("td", column, column.written(value)) for column, value in rest
    )


def _cell(tag: str, column: Column, text: str, attributes: str = "") -> str:
    kind = "ik-number" if column.kind in (Kind.COUNT, Kind.MONEY) else "ik-text"
    return f'<{tag} class="{kind}" {attributes}>{escape(text)}</{tag}>'
