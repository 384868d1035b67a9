"""When a report cannot be made: what is missing, and what to do."""

from __future__ import annotations

from domain.board_report.period import ReportPeriod
from domain.errors import ReportError
from report.figures import Figures


def not_ready(period: ReportPeriod, figures: Figures) -> None:
    """Raise ReportError where the facts reach the period's last day in no table at all."""
    if all(figure.value is None for figure in figures.values()):
        raise ReportError(
            f"Uppgifterna når inte till och med {period.last}, så {period.label} kan inte redovisas ännu. "
            "Läs in en leverans som täcker hela perioden."
        )
