"""What the placement index is reckoned from: answers and what the placements cost."""

from __future__ import annotations

from typing import NamedTuple


class Group(NamedTuple):
    """What is compared with itself alone: a care form, a target group (None: unknown) and a year."""

    care_form: str
    target_group: str | None
    year: int


class Answer(NamedTuple):
    """One answer of a follow-up of a placement. `answer` None: "vet ej", or not on the parameter's scale."""

    provider: str
    group: Group
    is_secret: bool
    unit: str | None
    person: str
    follow_up: str
    parameter: str
    answer: float | None
    is_dont_know: bool
    scale_low: float | None
    scale_high: float | None
    weight: float


class Cost(NamedTuple):
    """Days and cost of a provider's placements in a year: agreed price and extras, in whole öre."""

    provider: str
    group: Group
    is_secret: bool
    unit: str | None
    placement_days: int
    priced_days: int
    unpriced_days: int
    cost_ore: int
