"""Which report is shown: its kind, its period and its version; all of it in the address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from domain import formats
from domain.board_report.period import ReportKind, ReportPeriod
from ui import address

Report = Mapping[str, Any]
KINDS = {ReportKind.MONTH: "Månad", ReportKind.TERTIAL: "Tertial", ReportKind.YEAR: "År"}
_MOST_DRAFTS = 24


@dataclass(frozen=True, slots=True)
class Chosen:
    """A report; `version` is its number in the store, None for a draft."""

    period: ReportPeriod
    report_id: int | None = None


def published(reports: Sequence[Report]) -> tuple[Chosen, Report, list[str]]:
    """A published report, the latest of its kind and its latest version unless chosen; and what could not be."""
    kinds = [kind for kind in ReportKind if any(r["kind"] == kind for r in reports)]
    left, middle, right = st.columns(3)
    kind = _kind(left, kinds)
    periods = sorted({r["period_from"] for r in reports if r["kind"] == kind}, reverse=True)
    period = _period(middle, kind, periods)
    versions = {
        int(r["version"]): r for r in reports if r["kind"] == kind and r["period_from"] == period.first
    }
    numbers = sorted(versions, reverse=True)
    labels = {number: _version(versions[number]) for number in numbers}
    key = f"version-{period.code}"
    address.look(key, "Version", labels.values())
    picked = right.selectbox("Version", numbers, format_func=labels.__getitem__, key=key, bind="query-params")
    report = versions[picked or numbers[0]]
    chosen = Chosen(period, int(report["report_id"]))
    return chosen, report, address.remarks(chosen)


def draft(newest: Mapping[ReportKind, ReportPeriod | None]) -> tuple[Chosen, list[str]]:
    """A period to draft, the latest that the facts reach the end of unless chosen; and what could not be."""
    kinds = [kind for kind in ReportKind if newest.get(kind)]
    left, middle, _ = st.columns(3)
    kind = _kind(left, kinds)
    latest = newest[kind]
    assert latest is not None
    periods = [latest.first]
    while len(periods) < _MOST_DRAFTS // kind.months + 1:
        periods.append(ReportPeriod(kind, periods[-1]).before.first)
    chosen = Chosen(_period(middle, kind, periods))
    return chosen, address.remarks(chosen)


def _kind(place: Any, kinds: Sequence[ReportKind]) -> ReportKind:
    labels = [KINDS[kind] for kind in kinds]
    address.look("slag", "Slag", labels)
    picked = place.selectbox(
        "Slag av rapport", kinds, format_func=KINDS.__getitem__, key="slag", bind="query-params"
    )
    return ReportKind(picked or kinds[0])


def _period(place: Any, kind: ReportKind, firsts: Sequence[dt.date]) -> ReportPeriod:
    periods = {ReportPeriod(kind, first): ReportPeriod(kind, first).label for first in firsts}
    key = f"period-{kind.value}"
    address.look(key, "Period", periods.values())
    picked = place.selectbox(
        "Period", list(periods), format_func=periods.__getitem__, key=key, bind="query-params"
    )
    return picked or next(iter(periods))


def _version(report: Report) -> str:
    return f"Version {report['version']}, publicerad {formats.date(report['published_at'])}"
