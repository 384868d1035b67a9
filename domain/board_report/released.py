"""A published report, whole: its head, its cells and texts, and what it says otherwise than the version before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain import formats
from domain.board_report.cells import Cells, Change, Text, changes
from domain.board_report.period import ReportKind, ReportPeriod

_TITLES = {
    ReportKind.MONTH: "Månadsrapport",
    ReportKind.TERTIAL: "Tertialrapport",
    ReportKind.YEAR: "Årsrapport",
}


@dataclass(frozen=True, slots=True)
class Released:
    """What a file of a published report is made from. `changed` is None for the first version."""

    board: str
    dnr: str
    period: ReportPeriod
    version: int
    published_at: dt.datetime
    sha256: str
    load_id: int
    definition_version: str
    cells: Cells
    texts: tuple[Text, ...]
    changed: tuple[Change, ...] | None

    @classmethod
    def of(
        cls,
        board: str,
        report: Mapping[str, Any],
        period: ReportPeriod,
        cells: Cells,
        texts: Sequence[Text],
        before: Cells | None,
    ) -> Released:
        """A report as the store has it. `before`: the cells of the version before it."""
        return cls(
            board,
            str(report["dnr"]),
            period,
            int(report["version"]),
            report["published_at"],
            str(report["sha256"]),
            int(report["load_id"]),
            str(report["definition_version"]),
            cells,
            tuple(texts),
            None if before is None else changes(before, cells),
        )

    @property
    def title(self) -> str:
        """Månadsrapport oktober 2026."""
        return f"{_TITLES[self.period.kind]} {self.period.label.removeprefix('tertial ')}"

    @property
    def file_name(self) -> str:
        """manadsrapport-2026-10-v1, without an ending."""
        kind = {"manad": "manadsrapport", "tertial": "tertialrapport", "ar": "arsrapport"}[self.period.kind]
        return f"{kind}-{self.period.code}-v{self.version}"

    @property
    def head(self) -> tuple[tuple[str, str], ...]:
        """What tells the report from another: headings and words."""
        return (
            ("Nämnd", self.board),
            ("Period", f"{self.period.first}–{self.period.last}"),
            ("Diarienummer", self.dnr),
            ("Version", str(self.version)),
            ("Publicerad", formats.minute(self.published_at)),
        )

    @property
    def origin(self) -> tuple[tuple[str, str], ...]:
        """What the report rests on and how it can be held against what is published."""
        return (
            ("Kontrollsumma (SHA-256)", self.sha256),
            ("Definitionernas version", self.definition_version),
            ("Uppgifter efter inläsning", str(self.load_id)),
        )
