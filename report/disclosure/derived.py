"""Shares, averages and differences follow their parts: 8 per cent of 37 can only be 3."""

from __future__ import annotations

from collections.abc import Iterable, Set

from report.disclosure.cells import Cell


def hidden_with(parts: Iterable[Cell], hidden: Set[Cell]) -> bool:
    """Whether a figure that is reckoned from these cells must carry the mark too; `hidden` is all that does."""
    return not hidden.isdisjoint(parts)
