"""Who asks, and how far that person sees: what every question to the store is asked under."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from domain.errors import AccessError


class Role(StrEnum):
    """The roles that the door may take. A closed list: nothing else reaches the database."""

    MANAGER = "ik_manager"
    CONTROLLER = "ik_controller"
    BOARD = "ik_board"
    PUBLISHER = "ik_publisher"
    REVIEWER = "ik_reviewer"

    @property
    def label(self) -> str:
        """The role's name on a screen."""
        return _LABELS[self]


_LABELS = {
    Role.MANAGER: "IFO-chef",
    Role.CONTROLLER: "Controller",
    Role.BOARD: "Nämndledamot",
    Role.PUBLISHER: "Nämndsekreterare",
    Role.REVIEWER: "Loggranskare",
}


@dataclass(frozen=True, slots=True)
class Scope:
    """What one person may see in one role, and whether facts may be entered. `units` None: the whole board.

    Raises AccessError when something is missing: a scope that is not whole must never reach the store.
    """

    user: str
    role: Role
    board: str
    units: tuple[str, ...] | None
    protected: bool
    individuals: bool
    entry: bool = False

    def __post_init__(self) -> None:
        if not isinstance(self.role, Role):
            raise AccessError(f"Rollen {self.role} finns inte.")
        if not self.user or not self.board:
            raise AccessError("Frågan saknar användare eller nämnd och ställs därför inte.")
        if self.units is not None and (not self.units or not all(self.units)):
            raise AccessError("Behörigheten anger varken hela nämnden eller någon enhet.")

    def settings(self) -> dict[str, str]:
        """The transaction's settings that the policies of the store read."""
        return {
            "role": self.role.value,
            "ik.user": self.user,
            "ik.board": self.board,
            "ik.units": "*" if self.units is None else json.dumps(self.units, ensure_ascii=False),
            "ik.protected": "ja" if self.protected else "nej",
            "ik.individuals": "ja" if self.individuals else "nej",
            "ik.entry": "ja" if self.entry else "nej",
        }


@dataclass(frozen=True, slots=True)
class Grant:
    """One grant: a scope, why individuals may be opened, through which group."""

    scope: Scope
    purpose: str | None = None
    through: str | None = None

    def label(self, among: Iterable[Grant] = ()) -> str:
        """The grant as a choice on a screen: role and how much of the board; the board where others have another."""
        units = self.scope.units
        reach = "hela nämnden"
        if units is not None:
            reach = units[0] if len(units) == 1 else f"{len(units)} enheter"
        boards = {grant.scope.board for grant in among}
        board = f", {self.scope.board}" if boards - {self.scope.board} else ""
        group = f", genom {self.through}" if self.through else ""
        return f"{self.scope.role.label} ({reach}){board}{group}"
