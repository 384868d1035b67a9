"""What every figure is, in one place: for the pages, the exports, the reports and the page Definitioner.

docs/figures.md has the same in full, with what it costs and why.
"""

from __future__ import annotations

from domain.definitions.attention import EVERY as _ATTENTION
from domain.definitions.care import EVERY as _CARE
from domain.definitions.change import OWN as _CHANGE
from domain.definitions.definition import Definition
from domain.definitions.flow import EVERY as _FLOW
from domain.definitions.forecast import EVERY as _FORECAST
from domain.definitions.goals import EVERY as _GOALS
from domain.definitions.individual import EVERY as _INDIVIDUAL
from domain.definitions.inflow import EVERY as _INFLOW
from domain.definitions.invoices import EVERY as _INVOICES
from domain.definitions.needs import EVERY as _NEEDS
from domain.definitions.parallel import EVERY as _PARALLEL
from domain.definitions.placements import EVERY as _PLACEMENTS
from domain.definitions.places import OWN as _PLACES
from domain.definitions.provider_quality import EVERY as _PROVIDERS
from domain.definitions.quality import EVERY as _QUALITY
from domain.definitions.technology import EVERY as _TECHNOLOGY

__all__ = ["EVERY", "VERSION", "Definition", "search"]

VERSION = "1"
"""Counted up when a figure is counted in another way than before; stands in every published report."""

EVERY: tuple[Definition, ...] = (
    *_CARE,
    *_CHANGE,
    *_PLACES,
    *_ATTENTION,
    *_PLACEMENTS,
    *_INDIVIDUAL,
    *_FLOW,
    *_INFLOW,
    *_PARALLEL,
    *_GOALS,
    *_NEEDS,
    *_FORECAST,
    *_INVOICES,
    *_TECHNOLOGY,
    *_PROVIDERS,
    *_QUALITY,
)
"""All figures, in the order they are read."""


def search(words: str, name: str | None = None) -> list[Definition]:
    """The figures whose name or text holds all of the words, or the one of that name; all where nothing is asked."""
    asked = words.casefold().split()
    return [d for d in EVERY if name in (None, d.name) and all(word in d.searched for word in asked)]
