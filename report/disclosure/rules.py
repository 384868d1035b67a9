"""What is too little to be shown, and how uncertain what is hidden must remain."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rules:
    """Limits with their defaults; docs/disclosure.md says why.

    threshold: a count of persons from 1 up to this is hidden. width: what anybody must be left not knowing of a
    hidden count, highest less lowest; inside_width: the same for somebody who knows a cell of their own.
    dominance: (n, k): the n largest providers stand for more than k per cent. p_percent: the next largest can
    be estimated within p per cent. amount_percent: the width of a hidden amount, in per cent of it.
    smallest_correction: a change of a published count by less than this is hidden in its new version.
    """

    threshold: int = 5
    width: int = 4
    inside_width: int = 1
    least_providers: int = 3
    dominance: tuple[tuple[int, int], ...] = ((1, 75), (2, 90))
    p_percent: int = 10
    amount_percent: int = 10
    smallest_correction: int = 3
    warn_hidden_percent: int = 20

    def __post_init__(self) -> None:
        if self.threshold < 2 or self.width < 1 or self.inside_width < 1 or self.amount_percent < 1:
            raise ValueError("Tröskeln är minst 2 och det som ska vara ovisst minst 1.")
