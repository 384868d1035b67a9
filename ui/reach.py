"""Which steps of the process can be told of: what has never been delivered is unknown, and said to be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain import titles
from ui.reading import StoreState, read
from ui.sign_in import User


@dataclass(frozen=True, slots=True)
class Reach:
    """By step the entities it is read from that have never been delivered; none where the step is known."""

    missing: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, user: User, state: StoreState) -> Reach:
        """As the store has it now."""
        rows = read("step_reach", user.scope, state).to_dict("records")
        return cls({str(row["step"]): tuple(row["missing"]) for row in rows})

    def unknown(self, *steps: str) -> str:
        """Why any of these steps is unknown, as a sentence; empty where all are known."""
        lacking = list(dict.fromkeys(name for step in steps for name in self.missing.get(step, ())))
        if not lacking:
            return ""
        *others, last = (titles.ENTITIES[name].lower() for name in lacking)
        return f"Okänt: {', '.join(others)}{' och ' if others else ''}{last} är inte levererade."

    def lines(self, names: Mapping[str, str], steps: Iterable[str]) -> list[str]:
        """A line for each step that is unknown, with its name."""
        told = ((names[step], self.unknown(step)) for step in steps)
        return [f"{name}: {why[0].lower()}{why[1:]}" for name, why in told if why]
