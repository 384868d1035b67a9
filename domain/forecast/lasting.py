"""How long stays last: the risk a day of ending, by care form and days stayed, from the board's own history.

The risk is the same within a band of days stayed (a discrete Kaplan and Meier). A form with few ends leans on
the shape that all forms have together, at its own level; how few they are is how far the drawn risks spread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.forecast.basis import Length

BANDS = (0, 30, 60, 90, 120, 180, 270, 365, 545, 730, 1095, 1825)
"""The first day of each band of days stayed."""

_FORM_WEIGHT = 3.0
_BAND_WEIGHT = 4.0
"""How many ends the pattern that a form leans on is worth, for its level and for each band."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Risks:
    """Risks of ending a day by form and band: ends and days, the own ones and those leant on."""

    forms: tuple[str, ...]
    ends: Numbers
    days: Numbers

    @property
    def expected(self) -> Numbers:
        """The expected risk a day, by form and band."""
        found: Numbers = self.ends / self.days
        return found

    def drawn(self, random: np.random.Generator, runs: int) -> Numbers:
        """Risks that the history might as well have come from, by run, form and band."""
        drawn: Numbers = random.standard_gamma(self.ends, (runs, *self.ends.shape)) / self.days
        return drawn

    def lasting(self, form: str, days: int, stayed: int = 0) -> float:
        """The expected share of stays that go on so many days more."""
        risk = self.expected[self.forms.index(form)]
        edges = np.array([*BANDS, np.inf])
        spent = np.clip(stayed + days - edges[:-1], 0, np.diff(edges)) - np.clip(
            stayed - edges[:-1], 0, np.diff(edges)
        )
        return float(np.exp(-(risk * spent).sum()))


def risks(lengths: Sequence[Length], forms: Sequence[str]) -> Risks:
    """The risks of each form. A form without history has those of all forms together."""
    ended, days = np.zeros((len(forms), len(BANDS))), np.zeros((len(forms), len(BANDS)))
    place = {form: number for number, form in enumerate(forms)}
    for length in lengths:
        if length.care_form in place:
            at = place[length.care_form], BANDS.index(length.band)
            ended[at] += length.ended
            days[at] += length.days_seen
    level = (ended.sum() + 1) / (days.sum() + 365)
    shape = (ended.sum(0) + 1) / (days.sum(0) + 1 / level)
    own = (ended.sum(1) + _FORM_WEIGHT) / ((days * shape).sum(1) + _FORM_WEIGHT)
    leant_on = own[:, None] * shape[None, :]
    return Risks(tuple(forms), ended + _BAND_WEIGHT, days + _BAND_WEIGHT / leant_on)


def band_of(days_stayed: Numbers) -> NDArray[np.int64]:
    """In which band so many days stayed lie."""
    return np.searchsorted(np.array(BANDS), days_stayed, side="right").astype(np.int64) - 1
