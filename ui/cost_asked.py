"""What the parts of Dygnskostnad are asked: by whom, and of which days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from domain.definitions import Definition
from ui import explain
from ui.exports import Account
from ui.reading import StoreState
from ui.selection import Options, Selection
from ui.sign_in import User


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, of what."""

    user: User
    state: StoreState
    options: Options
    selection: Selection

    def account(self, title: str, definitions: tuple[Definition, ...], before: str, **words: str) -> Account:
        """What an export of a part says about itself."""
        told = {**self.selection.words(self.options), **words}
        return explain.account(title, told, self.user, self.state, definitions, before)


@dataclass(frozen=True, slots=True)
class Part:
    """One part: how it is shown, its figures and its questions."""

    show: Callable[[Asked], None]
    definitions: tuple[Definition, ...]
    questions: tuple[str, ...]
