"""The parts of Kvalitet i förhållande till kostnad, with the figures and questions behind each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from domain.definitions import Definition
from domain.definitions import provider_quality as definitions
from ui import index_compared, index_follow_ups, index_provider
from ui.index_asked import Asked


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page: what draws it, its figures and its questions."""

    show: Callable[[Asked], None]
    definitions: tuple[Definition, ...]
    questions: tuple[str, ...]


PARTS = {
    "Jämförelse": Part(index_compared.show, definitions.COMPARED, ("provider_quality", "provider_case_mix")),
    "En utförare": Part(
        index_provider.show,
        definitions.ONE,
        (
            "provider_quality",
            "quality_parameters",
            "follow_ups_due",
            "provider_matters",
            "take_up_with_provider",
            "provider_framework_prices",
            "provider_ends",
            "goal_outcomes",
        ),
    ),
    "Uppföljningar": Part(
        index_follow_ups.show,
        definitions.FOLLOW_UPS,
        ("follow_ups_due", "follow_ups_in_time", "follow_up_answers", "follow_up_reach"),
    ),
}
"""In the order they are offered."""
