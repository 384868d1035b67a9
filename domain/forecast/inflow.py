"""How many stays begin a month: the level of late, the season, and how much single months differ from it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from domain.forecast.basis import A_YEAR, Basis
from domain.forecast.calendar import months_between, months_later
from domain.forecast.lasting import Numbers

_HALF_LIFE_MONTHS = 9.0
"""A month so far back weighs half of the latest."""
_SEASON_WEIGHT = 40.0
"""How many stays the same number in every month is worth, against what a calendar month has had."""
_SHARES_OF_MONTHS = 12
_REGISTERED_AFTER = 1
"""How many of the latest months are left out of the level: their stays are still being registered."""
_FEWEST_OF_LEVEL = 6


@dataclass(frozen=True)
class Inflow:
    """Stays that begin: by form weighed starts and weighed months, each cell's share, the season by calendar month.

    `spread` is how many times wider than chance alone (Poisson) single months differ.
    """

    forms: tuple[str, ...]
    starts: Numbers
    months: float
    shares: Numbers
    season: tuple[float, ...]
    spread: float

    @property
    def expected(self) -> Numbers:
        """Stays a month by form, in a month like others."""
        found: Numbers = self.starts / self.months
        return found

    def drawn(self, random: np.random.Generator, runs: int) -> Numbers:
        """Stays a month that the history might as well have come from, by run and form."""
        drawn: Numbers = random.standard_gamma(self.starts, (runs, len(self.forms))) / self.months
        return drawn


def inflow(basis: Basis) -> Inflow:
    """The inflow of a basis; a month that the data cover in part is left out."""
    first = months_later(basis.whole_until, 1 - basis.history_months)
    length = max(basis.history_months, 1)
    counts = np.zeros((length, len(basis.forms)))
    for started in basis.started:
        at = months_between(first, started.month)
        if 0 <= at < length:
            counts[at, basis.forms.index(started.care_form)] += started.stays
    months = [months_later(first, number) for number in range(length)]
    season = _season(counts.sum(1), months) if basis.has_season else (1.0,) * A_YEAR
    factors = np.array([season[month.month - 1] for month in months])
    weights = 0.5 ** (np.arange(length)[::-1] / _HALF_LIFE_MONTHS)
    if length > _FEWEST_OF_LEVEL:
        weights[-_REGISTERED_AFTER:] = 0
    weighed = float((weights * factors).sum())
    return Inflow(
        basis.forms,
        (weights[:, None] * counts).sum(0),
        weighed,
        _shares(basis),
        season,
        _spread(counts.sum(1), factors),
    )


def _season(totals: Numbers, months: list[dt.date]) -> tuple[float, ...]:
    """How each calendar month stands to the others, in the last whole years; leant on all being alike."""
    whole = len(totals) // A_YEAR * A_YEAR
    found = np.zeros(A_YEAR)
    for total, month in zip(totals[-whole:], months[-whole:], strict=True):
        found[month.month - 1] += total
    even = found.sum() / A_YEAR
    factors = (found + _SEASON_WEIGHT) / (even + _SEASON_WEIGHT)
    return tuple(float(factor) for factor in factors / factors.mean())


def _spread(totals: Numbers, factors: Numbers) -> float:
    """The variance of months' numbers against their mean, around a level that moves; at least that of chance."""
    if len(totals) < A_YEAR:
        return 1.5
    width = 5
    level = np.convolve(np.pad(totals / factors, width // 2, mode="edge"), np.ones(width) / width, "valid")
    expected = np.maximum(level * factors, 0.1)
    # a mean of five months takes a fifth of the variance with it
    return max(1.0, float(((totals - expected) ** 2 / expected).mean() / (1 - 1 / width)))


def _shares(basis: Basis) -> Numbers:
    """Of each form's starts in the last year, the share of each cell; of older ones where it has had none."""
    latest: dict[tuple[str, str], float] = defaultdict(float)
    older: dict[tuple[str, str], float] = defaultdict(float)
    since = months_later(basis.whole_until, 1 - _SHARES_OF_MONTHS)
    for started in basis.started:
        (latest if started.month >= since else older)[started.care_form, started.unit] += started.stays
    shares = np.zeros(len(basis.cells))
    for form in basis.forms:
        mine = [number for number, cell in enumerate(basis.cells) if cell[0] == form]
        for known in (latest, older):
            found = np.array([known[basis.cells[number]] for number in mine])
            if found.sum():
                shares[mine] = found / found.sum()
                break
        else:
            shares[mine] = 1 / len(mine)
    return shares
