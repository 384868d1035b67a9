"""What a published report is, to the byte: the text that its checksum is over."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from report.content import VERSION
from report.period import ReportPeriod


class Cell(Protocol):
    """A cell as it is printed."""

    @property
    def value(self) -> Decimal | None:
        """None where it is hidden or unknown."""

    @property
    def hidden(self) -> bool:
        """Whether it is hidden."""


class Text(Protocol):
    """What is written to a section."""

    @property
    def section(self) -> str:
        """Its section."""

    @property
    def kind(self) -> str:
        """kommentar, atgard or skillnad."""

    @property
    def text(self) -> str:
        """The text."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a report is of, and what its figures rest on."""

    board: str
    dnr: str
    period: ReportPeriod
    version: int
    load_id: int
    definition_version: str = VERSION


def content(head: Head, cells: Mapping[tuple[str, str, str], Cell], texts: Iterable[Text]) -> str:
    """The report as one text, the same for the same report: JSON with sorted rows, numbers as they are."""
    return json.dumps(
        {
            "report": {
                "board": head.board,
                "dnr": head.dnr,
                "kind": head.period.kind.value,
                "period_from": str(head.period.first),
                "period_to": str(head.period.last),
                "version": head.version,
                "load_id": head.load_id,
                "definition_version": head.definition_version,
            },
            "cells": [
                [*map(str, place), None if cell.value is None else _written(cell.value), cell.hidden]
                for place, cell in sorted(cells.items())
            ],
            "texts": sorted([text.section, text.kind, text.text] for text in texts),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def checksum(text: str) -> str:
    """SHA-256 over the text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def _written(value: Decimal) -> str:
    """The number without what does not change it: 12.50 and 12.5 are one."""
    whole = value.normalize()
    return f"{whole:f}"
