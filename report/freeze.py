"""What a published report is, to the byte: the text that its checksum is over."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from domain.board_report.cells import Cells, Text
from domain.board_report.period import ReportPeriod
from domain.definitions import VERSION


@dataclass(frozen=True, slots=True)
class Head:
    """What a report is of, and what its figures rest on."""

    board: str
    dnr: str
    period: ReportPeriod
    version: int
    load_id: int
    definition_version: str = str(VERSION)


def content(head: Head, cells: Cells, texts: Iterable[Text]) -> str:
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
