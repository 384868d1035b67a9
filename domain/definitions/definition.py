"""What one figure is: its name, meaning, unit, grain and rule, and where it is counted."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote_plus

FIRST_VERSION = "version 0.1.0"


@dataclass(frozen=True, slots=True)
class Definition:
    """A figure. `code` is its place on the page Definitioner; `views` and `question` hold its SQL.

    Raises ValueError where something that every figure must say is left out.
    """

    code: str
    name: str
    text: str
    unit: str
    grain: str
    rule: str
    question: str
    views: tuple[str, ...]
    since: str = FIRST_VERSION

    def __post_init__(self) -> None:
        said = (self.code, self.name, self.text, self.unit, self.grain, self.rule, self.question, self.since)
        if not all(said) or not self.views:
            raise ValueError(f"Definitionen {self.code or self.name} är inte hel.")

    @property
    def link(self) -> str:
        """The address of the figure on the page Definitioner, from any other page."""
        return f"definitioner?figur={quote_plus(self.name)}"

    @property
    def searched(self) -> str:
        """What a search looks through."""
        return f"{self.name} {self.text} {self.unit} {self.grain} {self.rule}".casefold()
