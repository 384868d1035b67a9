"""The shape of a rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from domain.entities import Column
from etl.rows import Rows

Cells = Mapping[str, str | None]
"""One row as it was delivered, by the entity's column names."""


class Severity(StrEnum):
    """What breaking a rule does: the row is rejected, or it is kept and remarked on."""

    REJECTS = "avvisar"
    REMARKS = "anmärker"


@dataclass(frozen=True)
class Rule:
    """A rule on cells (`find` gets a column) or on rows (it gets the column that the fault is shown at).

    `find` marks the rows that break it (None: none does); `sentence` says, for one of them, how to mend it.
    `columns` says in words which columns the rule is for.
    """

    code: str
    title: str
    columns: str
    find: Callable[[Rows, Column], pl.Series | None]
    sentence: Callable[[Rows, Column, Cells], str]
    severity: Severity = Severity.REJECTS
