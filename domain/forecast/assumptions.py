"""What may be assumed to be otherwise than the history says, and what that does to the courses.

Everything is done to courses that are drawn already: a scenario and the base have the same chance in them, and a
scenario that assumes nothing is the base.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from domain.forecast.simulation import Costs, Courses

MOST_SHARE = 5.0
MOST_PLACES = 500
MOST_KR = 1_000_000_000.0
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Move:
    """Places that are moved from one form to another, from a month; at most those that there are."""

    places: int
    from_form: str
    to_form: str
    from_month: dt.date

    def __post_init__(self) -> None:
        if not 0 < self.places <= MOST_PLACES or not self.from_form or self.from_form == self.to_form:
            raise ValueError("places are moved from one form to another")


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure decided, and what it does to the cost a month from a month: less where it is below 0."""

    name: str
    monthly_kr: float
    from_month: dt.date

    def __post_init__(self) -> None:
        if not abs(self.monthly_kr) <= MOST_KR or len(self.name) > LONGEST_NAME:
            raise ValueError("a measure has a short name and an effect within reason")


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What is assumed: inflow changed by a share, prices changed by a share from a month, moves and measures."""

    inflow_share: float = 0.0
    price_share: float = 0.0
    price_from: dt.date | None = None
    moves: tuple[Move, ...] = ()
    measures: tuple[Measure, ...] = field(default=())

    def __post_init__(self) -> None:
        if not -1 <= self.inflow_share <= MOST_SHARE or not -1 <= self.price_share <= MOST_SHARE:
            raise ValueError("a change is no more than everything, and within reason")

    @property
    def is_base(self) -> bool:
        """Whether nothing is assumed."""
        return not (self.inflow_share or self.price_share or self.moves or self.measures)

    def written(self) -> dict[str, Any]:
        """As it is saved."""
        return {
            "inflow_share": self.inflow_share,
            "price_share": self.price_share,
            "price_from": self.price_from.isoformat() if self.price_from else None,
            "moves": [
                {
                    "places": move.places,
                    "from_form": move.from_form,
                    "to_form": move.to_form,
                    "from_month": move.from_month.isoformat(),
                }
                for move in self.moves
            ],
            "measures": [
                {
                    "name": measure.name,
                    "monthly_kr": measure.monthly_kr,
                    "from_month": measure.from_month.isoformat(),
                }
                for measure in self.measures
            ],
        }

    @classmethod
    def read(cls, saved: Mapping[str, Any]) -> Assumptions:
        """From what was saved. ValueError, KeyError or TypeError where it was written otherwise."""
        price_from = saved.get("price_from")
        return cls(
            float(saved["inflow_share"]),
            float(saved["price_share"]),
            dt.date.fromisoformat(price_from) if price_from else None,
            tuple(
                Move(
                    int(move["places"]),
                    str(move["from_form"]),
                    str(move["to_form"]),
                    dt.date.fromisoformat(move["from_month"]),
                )
                for move in saved["moves"]
            ),
            tuple(
                Measure(
                    str(measure["name"]),
                    float(measure["monthly_kr"]),
                    dt.date.fromisoformat(measure["from_month"]),
                )
                for measure in saved["measures"]
            ),
        )


@dataclass(frozen=True)
class Assumed:
    """Kronor by run, step and cell under assumptions, and what belongs to no cell by step: the measures."""

    by_cell: Costs
    beside: np.ndarray

    @property
    def total(self) -> np.ndarray:
        """Kronor by run and step."""
        found: np.ndarray = self.by_cell.sum(2, dtype=np.float64) + self.beside
        return found


def assume(courses: Courses, assumed: Assumptions) -> Assumed:
    """The courses under assumptions. ValueError where a form to move to or from has no known price."""
    change = np.float32(1 + assumed.inflow_share)
    cost = courses.running_kr + courses.coming_kr * change
    places = courses.running_places + courses.coming_places * change
    for move in assumed.moves:
        cost, places = _moved(courses, move, cost, places)
    if assumed.price_share:
        since = assumed.price_from or courses.steps[0].month
        raised = [1 + assumed.price_share * (step.month >= since) for step in courses.steps]
        cost = cost * np.array(raised, dtype=np.float32)[None, :, None]
    beside = np.array(
        [
            sum(m.monthly_kr * step.share for m in assumed.measures if step.month >= m.from_month)
            for step in courses.steps
        ]
    )
    return Assumed(cost, beside)


def place_cost(courses: Courses, form: str) -> np.ndarray | None:
    """What a place in a form costs through each step (kronor): the mean of its cells; None where unknown."""
    mine = [number for number, cell in enumerate(courses.cells) if cell[0] == form]
    known = [number for number in mine if not np.isnan(courses.place_kr[:, number]).any()]
    if not known:
        return None
    found: np.ndarray = courses.place_kr[:, known].mean(1)
    return found


def _moved(courses: Courses, move: Move, cost: Costs, places: Costs) -> tuple[Costs, Costs]:
    """Of each run's places in the one form so many, at their mean cost, to the other at the cost of a new place there.

    They stay in their units; a unit without cells in the other form has its new places in the form's first.
    """
    priced = place_cost(courses, move.to_form)
    if priced is None:
        raise ValueError(f"no price is known for {move.to_form}")
    cost, places = cost.copy(), places.copy()
    of_unit = {unit: number for number, (form, unit) in enumerate(courses.cells) if form == move.to_form}
    given = [number for number, cell in enumerate(courses.cells) if cell[0] == move.from_form]
    if given and place_cost(courses, move.from_form) is None:
        raise ValueError(f"no price is known for {move.from_form}")
    since = np.array([step.month >= move.from_month for step in courses.steps], dtype=np.float32)
    there = places[:, :, given].sum(2)
    part = np.minimum(1, move.places / np.maximum(there, 1e-9)) * since[None, :]
    for number in given:
        taken = places[:, :, number] * part
        to = of_unit.get(courses.cells[number][1], min(of_unit.values()))
        cost[:, :, number] *= 1 - part
        places[:, :, number] -= taken
        cost[:, :, to] += taken * priced[None, :].astype(np.float32)
        places[:, :, to] += taken
    return cost, places
