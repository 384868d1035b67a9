"""The parts of Välfärdsteknik, and the questions and figures behind each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from domain.definitions import Definition, technology
from ui import technology_benefits, technology_plan, technology_scoring, technology_use
from ui.technology_asked import Asked


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page: what draws it, its figures and its questions."""

    show: Callable[[Asked], None]
    definitions: tuple[Definition, ...]
    questions: tuple[str, ...]


PARTS = {
    "I drift": Part(
        technology_use.show,
        (technology.IN_USE, technology.COST, technology.PER_1000, technology.BREADTH),
        ("technology_deployments", "technology_sums", "technology_breadth", "technology_years"),
    ),
    "Planerat": Part(
        technology_plan.show,
        (technology.SCORE, technology.NOT_TO_DO, technology.DELAYED),
        ("initiatives", "initiative_costs"),
    ),
    "Bedöm": Part(technology_scoring.show, (technology.SCORE,), ("initiatives", "initiative_scores")),
    "Hemtaget": Part(
        technology_benefits.show,
        (technology.REALISED, technology.ATTAINED, technology.UNMEASURED),
        ("initiatives", "benefits", "benefit_years"),
    ),
}
"""In the order they are offered."""
