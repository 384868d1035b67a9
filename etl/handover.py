"""What is said about a delivery beside its files: delivery.toml, or the options of the command."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from domain.errors import DeliveryError

_T = TypeVar("_T", str, int, bool)

FILE_NAME = "delivery.toml"
DEFAULT_SOURCE = "leverans"


@dataclass(frozen=True)
class Handover:
    """What was said; None where nothing was."""

    source: str | None = None
    board: str | None = None
    data_through: date | None = None
    revision: int | None = None
    complete: bool | None = None

    def over(self, other: Handover) -> Handover:
        """What this one says, filled in with what only the other says."""
        merged = {f.name: getattr(self, f.name) for f in fields(self)}
        for name, value in merged.items():
            if value is None:
                merged[name] = getattr(other, name)
        return Handover(**merged)


def read_handover(path: Path) -> Handover:
    """What a delivery.toml says. DeliveryError where it cannot be followed."""
    try:
        said = tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DeliveryError(f"{FILE_NAME} kan inte läsas: skriv den som TOML i UTF-8.") from error
    known = {f.name for f in fields(Handover)}
    for name in said:
        if name not in known:
            raise DeliveryError(
                f"{FILE_NAME} har den okända uppgiften {name}: möjliga är {', '.join(sorted(known))}."
            )
    return Handover(
        source=_typed(said, "source", str),
        board=_typed(said, "board", str),
        data_through=_day(said),
        revision=_typed(said, "revision", int),
        complete=_typed(said, "complete", bool),
    )


def _typed(said: dict[str, object], name: str, kind: type[_T]) -> _T | None:
    value = said.get(name)
    if value is None:
        return None
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise DeliveryError(f"{FILE_NAME}: {name} har fel slags värde.")
    return value


def _day(said: dict[str, object]) -> date | None:
    value = said.get("data_through")
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    if value is None:
        return None
    raise DeliveryError(f"{FILE_NAME}: data_through ska vara ett datum som 2025-06-30.")


def check_handover(handover: Handover, today: date) -> None:
    """DeliveryError where what was said cannot be right."""
    check_data_through(handover.data_through, today)
    if handover.revision is not None and handover.revision < 1:
        raise DeliveryError("Revisionen ska vara 1 eller högre.")


def check_data_through(day: date | None, today: date) -> None:
    """DeliveryError where the delivery's date lies ahead."""
    if day is not None and day > today:
        raise DeliveryError(f"Leveransens datum {day.isoformat()} ligger i framtiden: rätta data_through.")
