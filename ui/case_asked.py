"""What a part of a page about cases is asked with: who, in which state of the store, and for which cases."""

from __future__ import annotations

from dataclasses import dataclass

from domain.definitions import Definition
from ui import explain
from ui.case_selection import CaseOptions, CaseSelection
from ui.exports import Account
from ui.flow_labels import Labels
from ui.reach import Reach
from ui.reading import StoreState
from ui.sign_in import User

NO_CASES = ("Inga ärenden började i perioden.", "Välj en längre period eller ta bort något filter.")
UNDER = "Värdena står i tabellen under."


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, in which state of the store, and for which cases."""

    user: User
    state: StoreState
    selection: CaseSelection
    options: CaseOptions
    labels: Labels
    reach: Reach

    def account(self, title: str, definitions: tuple[Definition, ...], words: dict[str, str]) -> Account:
        """What a file of this part says of itself."""
        return explain.account(
            f"Flöden: {title}", words, self.user, self.state, definitions, rule=explain.CASE_RULE
        )

    def words(self, *dimensions: str) -> dict[str, str]:
        """The selection in words; only what the part heeds."""
        return self.selection.words(self.options, *dimensions)
