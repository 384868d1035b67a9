"""Who asks about welfare technology, how far the facts reach, and what the plan holds just now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from domain import formats
from domain.definitions import Definition
from queries import door
from ui import explain
from ui.exports import Account
from ui.reading import StoreState, read
from ui.sign_in import User

Row = Mapping[Hashable, Any]

RULE = "Ingen rad gäller en enskild. Det som är okänt är inte 0."


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, and the last day of what is in use, of the plan and of the benefits; None: never delivered."""

    user: User
    state: StoreState
    in_use_through: dt.date | None
    plan_through: dt.date | None
    benefits_through: dt.date | None

    @classmethod
    def of(cls, user: User, state: StoreState) -> Asked:
        """As the store is just now."""
        (row,) = read("technology_reach", user.scope, state).to_dict("records")
        return cls(
            user, state, row["deployments_through"], row["initiatives_through"], row["benefits_through"]
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been delivered."""
        return self.in_use_through is None and self.plan_through is None

    @property
    def whole_board(self) -> bool:
        """Whether what is in use is shown for all units."""
        return self.user.scope.units is None

    def rows(self, question: str) -> Sequence[Row]:
        """The answer to a question of facts."""
        return read(question, self.user.scope, self.state).to_dict("records")

    def rows_now(self, question: str) -> Sequence[Row]:
        """The answer to a question of what users write, as it is just now: another's score shows at once."""
        return door.run(question, self.user.scope).to_dict("records")

    def account(self, part: str, through: dt.date | None, *definitions: Definition) -> Account:
        """What a file from a part says of itself."""
        state = replace(self.state, data_through=None if through is None else through.isoformat())
        return explain.account(
            f"Välfärdsteknik: {part}", self.words, self.user, state, definitions, rule=RULE
        )

    @property
    def words(self) -> dict[str, str]:
        """Whose deployments are shown."""
        units = self.user.scope.units
        return {"Enhet": "Hela nämnden" if units is None else ", ".join(units) or "Ingen"}

    def freshness(self) -> None:
        """How far each kind of fact reaches."""
        told = (
            ("i drift", self.in_use_through),
            ("planerat", self.plan_through),
            ("nyttor", self.benefits_through),
        )
        said = ", ".join(f"{what} {formats.date(day) if day else 'inte levererat'}" for what, day in told)
        explain.note(st, f"Uppgifter till och med: {said}. {RULE}")


def yes_or_no(value: object) -> str:
    """A yes or no as delivered; what was never said is unknown."""
    if not formats.known(value):
        return formats.UNKNOWN
    return "Ja" if value else "Nej"


def written(text: object) -> str:
    """A text as delivered; nothing where there is none."""
    return str(text) if formats.known(text) else ""
