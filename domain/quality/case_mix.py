"""Whether a provider's placements are plainly unlike those of the others in its group: days by age and legal basis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

PLAIN_SHARE = 0.25
"""A difference of so many percentage points is plain."""
FEWEST_DAYS = 90
"""Of a provider, and of the others: fewer days say nothing of whom they were for."""


@dataclass(frozen=True, slots=True)
class Unlike:
    """A value of which a provider has a plainly larger or smaller share of its days than the others."""

    provider: str
    dimension: str
    code: str
    share: float
    others: float


def unlike(dimension: str, days: Mapping[str, Mapping[str, int]]) -> list[Unlike]:
    """For each provider the value that differs most, where it differs plainly. `days`: by provider, then by value."""
    found = []
    for provider in sorted(days):
        own = days[provider]
        others: dict[str, int] = {}
        for name, held in days.items():
            if name != provider:
                for code, number in held.items():
                    others[code] = others.get(code, 0) + number
        whole, rest = sum(own.values()), sum(others.values())
        if whole < FEWEST_DAYS or rest < FEWEST_DAYS:
            continue
        shares = [
            (own.get(code, 0) / whole, others.get(code, 0) / rest, code) for code in sorted({*own, *others})
        ]
        share, other, code = max(shares, key=lambda held: abs(held[0] - held[1]))
        if abs(share - other) >= PLAIN_SHARE:
            found.append(Unlike(provider, dimension, code, share, other))
    return found
