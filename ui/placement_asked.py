"""What the parts of Placeringar are asked with: who, on what store, and which groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from domain.definitions import Definition
from domain.definitions import placements as definitions
from ui import explain
from ui.exports import Account
from ui.reading import StoreState
from ui.selection import Options
from ui.sign_in import User


@dataclass(frozen=True, slots=True)
class Asked:
    """The asker, the state of the store, what there is to choose between, and the groups kept."""

    user: User
    state: StoreState
    options: Options
    kept: Mapping[str, tuple[str, ...]]

    def account(
        self, words: Mapping[str, str], figures: tuple[Definition, ...] = definitions.EVERY
    ) -> Account:
        """What an export says about itself."""
        return explain.account("Placeringar", words, self.user, self.state, figures)
