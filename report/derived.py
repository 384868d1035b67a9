"""Figures made of other figures: shares, cost per day, medians. They are hidden where a part of them is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from domain.board_report.content import WHOLE
from report.figures import Figure, FigureKey

Parts = tuple[FigureKey, ...]
Reckoned = Callable[[Mapping[FigureKey, Figure]], Decimal | None]


def parts_of(key: FigureKey) -> Parts:
    """The figures that a derived one can be told from, or tells of."""
    return _PARTS[key.table](key)


def reckon(key: FigureKey, figures: Mapping[FigureKey, Figure]) -> Decimal | None:
    """A derived figure; None where a part is unknown or there is nothing to divide by."""
    if key.table == "utredningstid":
        return figures[key].value
    values = [figures[part].value for part in parts_of(key)]
    if any(value is None for value in values):
        return None
    first, *others = [value for value in values if value is not None]
    below = first + sum(others) if key.table == "ramavtalsandel" else others[0]
    if not below:
        return None
    return (first / below).quantize(
        Decimal("0.01" if key.table == "dygnskostnad" else "0.0001"), ROUND_HALF_UP
    )


def _cost_per_day(key: FigureKey) -> Parts:
    return replace(key, table="kostnad"), replace(key, table="prissatta_dygn")


def _framework_share(key: FigureKey) -> Parts:
    of = replace(key, table="kopform", part=key.row)
    return replace(of, row="ramavtal"), replace(of, row="direktupphandling")


def _late_share(key: FigureKey) -> Parts:
    of = replace(key, table="utredningar_pagaende")
    return replace(of, part="over"), replace(of, part=WHOLE)


def _in_time(key: FigureKey) -> Parts:
    of = replace(key, table="uppfoljda_i_tid")
    return replace(of, row="i_tid"), of


def _length(key: FigureKey) -> Parts:
    return (replace(key, table="utredningar_avslutade"),)


_PARTS: Mapping[str, Callable[[FigureKey], Parts]] = {
    "dygnskostnad": _cost_per_day,
    "ramavtalsandel": _framework_share,
    "over_fyra_manader": _late_share,
    "andel_i_tid": _in_time,
    "utredningstid": _length,
}
