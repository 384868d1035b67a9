"""Reports of the made-up municipality, published so that there is something to read and compare with."""

from __future__ import annotations

from domain.board_report.period import ReportKind, ReportPeriod
from queries import door
from queries.scope import Scope
from report.draft import draft, newest_periods, published, texts
from report.publish import publish

_WRITTEN = (
    (
        "sammanfattning",
        "kommentar",
        "Kostnaden väntas bli högre än budget. Det beror främst på att dygnen i familjehem och HVB har blivit dyrare.",
    ),
    (
        "sammanfattning",
        "atgard",
        "Varje placering i HVB som har varat längre än sex månader gås igenom före årsskiftet.\n"
        "Fler egna familjehem rekryteras tillsammans med grannkommunerna.",
    ),
    ("placeringar", "kommentar", "Placeringar i HVB följs varje vecka, eftersom ett dygn där kostar mest."),
    ("arenden", "kommentar", "Två tjänster på utredningsenheten är vakanta."),
)


def publish_demo(scope: Scope) -> int:
    """Publish the latest month, the one before and the same month a year ago; how many were. None twice."""
    newest = newest_periods(scope).get(ReportKind.MONTH)
    if newest is None or published(scope):
        return 0
    periods = (newest.year_ago, newest.before, newest)
    for number, period in enumerate(periods, 1):
        _write(scope, period)
        publish(
            scope,
            draft(scope, period, time_limit=5),
            texts(scope, period),
            f"SN {period.first.year}/{number}",
        )
    return len(periods)


def _write(scope: Scope, period: ReportPeriod) -> None:
    for section, kind, text in _WRITTEN:
        door.write(
            "write_report_text",
            scope,
            kind=period.kind.value,
            period_from=period.first,
            section=section,
            text_kind=kind,
            text=text,
        )
