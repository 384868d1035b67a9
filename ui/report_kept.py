"""A draft of a report, kept for a while: it takes seconds to protect, and is the same until something is loaded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import streamlit as st

from domain.board_report.period import ReportPeriod
from queries import door
from queries.scope import Scope

Draft = TypeVar("Draft")
_KEPT_SECONDS, _KEPT_DRAFTS = 600, 30


def kept(
    make: Callable[[ReportPeriod], Draft],
    scope: Scope,
    period: ReportPeriod,
    reports: Sequence[Mapping[str, Any]],
) -> Draft:
    """The draft that `make` gives, for this scope, as long as nothing is loaded and nothing published."""
    load_id = int(door.run("latest_load", scope)["load_id"].iloc[0])
    latest = max((int(report["report_id"]) for report in reports), default=0)
    return _kept(make, scope, period, load_id, latest)  # type: ignore[no-any-return]


@st.cache_data(
    ttl=_KEPT_SECONDS, max_entries=_KEPT_DRAFTS, show_spinner="Skyddar rapportens tal …", hash_funcs={}
)
def _kept(
    _make: Callable[[ReportPeriod], Any], scope: Scope, period: ReportPeriod, load_id: int, latest: int
) -> Any:
    assert load_id >= 0 <= latest
    return _make(period)
