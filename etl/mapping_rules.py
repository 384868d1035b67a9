"""What a mapping can say, as types: where a file's cells come from and what becomes of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from domain.entities import ENTITIES, Entity
from etl.handover import Handover
from etl.values.numbers import Notation


@dataclass(frozen=True)
class DateRule:
    """Where the delivery's date comes from: a file name, a column, or the mapping itself."""

    file: re.Pattern[str] | None = None
    template: str | None = None
    column: str | None = None
    constant: date | None = None


@dataclass(frozen=True)
class Condition:
    """Which rows are meant: all that is said must hold."""

    column: str
    among: frozenset[str] | None = None
    not_among: frozenset[str] | None = None
    empty: bool | None = None
    matches: str | None = None


@dataclass(frozen=True)
class Reader:
    """A reader of free text: its kind, the heading it reads, the name of what it finds, and its options."""

    reader: str
    source: str
    name: str
    column: str
    options: Mapping[str, object]


@dataclass(frozen=True)
class Lookup:
    """Columns taken from another file of the delivery, where its `equals` is this file's `key`."""

    file: str
    key: str
    equals: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class ColumnRule:
    """How one column of the entity is made."""

    sources: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    constant: str | None = None
    data_through: bool = False
    codes: Mapping[str, str] = field(default_factory=dict)
    otherwise: str | None = None
    dates: tuple[str, ...] | None = None
    notation: Notation | None = None
    identifying: bool = False


@dataclass(frozen=True)
class EntityRule:
    """One entity that a file feeds."""

    entity: Entity
    columns: Mapping[str, ColumnRule]
    leave_out: tuple[Condition, ...] = ()
    readers: tuple[Reader, ...] = ()
    explode: str | None = None
    wins_by: str | None = None
    wins_last: bool = True


@dataclass(frozen=True)
class FileRule:
    """One kind of file or sheet of the source, and what it feeds."""

    name: str
    pattern: re.Pattern[str]
    sheet: re.Pattern[str] | None
    delimiter: str | None
    encoding: str | None
    dates: tuple[str, ...]
    notation: Notation
    data_through: DateRule | None
    lookups: tuple[Lookup, ...]
    entities: tuple[EntityRule, ...]


@dataclass(frozen=True)
class Source:
    """A source with its mapping. `constants` are rows that the mapping itself hands over, by entity."""

    name: str
    path: Path
    title: str
    about: str
    handover: Handover
    data_through: DateRule | None
    files: tuple[FileRule, ...]
    constants: Mapping[str, tuple[Mapping[str, str], ...]]

    def own_codes(self) -> dict[str, frozenset[str]]:
        """The codes that the source brings with it, by vocabulary."""
        found: dict[str, frozenset[str]] = {}
        for row in self.constants.get("codes", ()):
            found[row["vocabulary"]] = found.get(row["vocabulary"], frozenset()) | {row["code"]}
        return found

    @property
    def entities(self) -> tuple[str, ...]:
        """The entities that the source can feed."""
        fed = {rule.entity.name for file in self.files for rule in file.entities} | set(self.constants)
        return tuple(name for name in ENTITIES if name in fed)
