"""From a mapping's TOML to its rules. A mapping is written by people: every mistake is a MappingError that
names its place.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from domain.entities import ENTITIES, Entity
from domain.errors import MappingError
from etl.formats.table import heading_key
from etl.handover import Handover
from etl.mapping_rules import ColumnRule, Condition, DateRule, EntityRule, FileRule, Lookup, Reader, Source
from etl.readers import READERS
from etl.values.numbers import Notation

_NOTATION = ("delimiter", "encoding", "dates", "decimal", "thousands")
"""How a file is written: said for each file, or at the top for all of them."""


class MappingParser:
    """Turns what a mapping's TOML says into rules, and says where it cannot be followed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lists: Mapping[str, Mapping[str, Any]] = {}
        self._for_all_files: Mapping[str, Any] = {}

    def _fail(self, place: str, what: str) -> MappingError:
        return MappingError(f"Mappningen {self._path.name}, {place}: {what}.")

    def _known(self, place: str, said: Mapping[str, Any], allowed: str) -> None:
        for name in said:
            if name not in allowed.split():
                near = difflib.get_close_matches(name, allowed.split(), n=1)
                hint = f" (menas {near[0]}?)" if near else ""
                raise self._fail(place, f"uppgiften {name} är okänd{hint}")

    def source(self, said: dict[str, Any]) -> Source:
        """The whole file."""
        self._known(
            "överst",
            said,
            f"title about board revision complete data_through codes files constants lists {' '.join(_NOTATION)}",
        )
        self._lists = said.get("lists", {})
        self._for_all_files = {name: said[name] for name in _NOTATION if name in said}
        constants: dict[str, tuple[Mapping[str, str], ...]] = {}
        for block in said.get("constants", []):
            self._known("constants", block, "entity rows")
            entity = self._entity("constants", block.get("entity"))
            for row in block["rows"]:
                self._known(f"constants {entity.name}", row, " ".join(c.name for c in entity.columns))
            constants[entity.name] = tuple({k: _text(v) for k, v in row.items()} for row in block["rows"])
        if said.get("codes"):
            constants["codes"] = tuple({k: _text(v) for k, v in row.items()} for row in said["codes"])
        return Source(
            name=self._path.stem,
            path=self._path,
            title=said.get("title", self._path.stem),
            about=said.get("about", ""),
            handover=Handover(None, said.get("board"), None, said.get("revision"), said.get("complete")),
            data_through=self._date_rule("data_through", said.get("data_through")),
            files=tuple(self._file(file) for file in said.get("files", [])),
            constants=constants,
        )

    def _entity(self, place: str, name: Any) -> Entity:
        if name not in ENTITIES:
            near = difflib.get_close_matches(str(name), ENTITIES, n=1)
            raise self._fail(place, f"entiteten {name} finns inte" + (f" (menas {near[0]}?)" if near else ""))
        return ENTITIES[name]

    def _pattern(self, place: str, text: Any) -> re.Pattern[str]:
        try:
            return re.compile(str(text), re.IGNORECASE)
        except re.error as error:
            raise self._fail(place, f"mönstret kan inte läsas ({error})") from error

    def _date_rule(self, place: str, said: Any) -> DateRule | None:
        if said is None:
            return None
        if isinstance(said, date):
            return DateRule(constant=said)
        self._known(place, said, "file date column")
        if "file" in said:
            return DateRule(file=self._pattern(place, said["file"]), template=str(said.get("date", "{date}")))
        if "column" in said:
            return DateRule(column=heading_key(said["column"]))
        raise self._fail(place, "ange ett datum, file eller column")

    def _file(self, said: dict[str, Any]) -> FileRule:
        place = f"files {said.get('name', '?')}"
        self._known(
            place,
            said,
            "name pattern sheet delimiter encoding dates decimal thousands data_through lookups entities",
        )
        if "name" not in said or "pattern" not in said:
            raise self._fail(place, "name och pattern måste anges")
        said = {**self._for_all_files, **said}
        return FileRule(
            name=said["name"],
            pattern=self._pattern(place, said["pattern"]),
            sheet=self._pattern(place, said["sheet"]) if "sheet" in said else None,
            delimiter=said.get("delimiter"),
            encoding=said.get("encoding"),
            dates=tuple(said.get("dates", ())),
            notation=Notation(said.get("decimal"), said.get("thousands")),
            data_through=self._date_rule(f"{place} data_through", said.get("data_through")),
            lookups=tuple(
                Lookup(
                    taken["file"],
                    heading_key(taken["key"]),
                    heading_key(taken["equals"]),
                    tuple(map(heading_key, taken["columns"])),
                )
                for taken in said.get("lookups", [])
            ),
            entities=tuple(self._entity_rule(place, rule) for rule in said.get("entities", [])),
        )

    def _entity_rule(self, place: str, said: dict[str, Any]) -> EntityRule:
        entity = self._entity(place, said.get("entity"))
        place = f"{place} {entity.name}"
        self._known(place, said, "entity columns leave_out readers explode wins")
        names = [column.name for column in entity.columns]
        self._known(f"{place} columns", said.get("columns", {}), " ".join(names))
        columns = {
            name: self._column(f"{place} {name}", rule) for name, rule in said.get("columns", {}).items()
        }
        for column in entity.columns:
            if column.required and column.name not in columns and column.name != "birth_year":
                raise self._fail(place, f"den obligatoriska kolumnen {column.name} saknas")
        wins = said.get("wins", {})
        self._known(f"{place} wins", wins, "by order")
        if wins.get("order", "last") not in ("first", "last"):
            raise self._fail(f"{place} wins", "order ska vara first eller last")
        return EntityRule(
            entity=entity,
            columns=columns,
            leave_out=tuple(self._condition(place, rule) for rule in said.get("leave_out", [])),
            readers=tuple(self._reader(place, rule) for rule in said.get("readers", [])),
            explode=said.get("explode"),
            wins_by=heading_key(wins["by"]) if wins else None,
            wins_last=wins.get("order", "last") == "last",
        )

    def _condition(self, place: str, said: dict[str, Any]) -> Condition:
        self._known(f"{place} leave_out", said, "column in not_in empty matches")
        return Condition(
            column=heading_key(said["column"]),
            among=frozenset(map(_text, said["in"])) if "in" in said else None,
            not_among=frozenset(map(_text, said["not_in"])) if "not_in" in said else None,
            empty=said.get("empty"),
            matches=self._pattern(place, said["matches"]).pattern if "matches" in said else None,
        )

    def _reader(self, place: str, said: dict[str, Any]) -> Reader:
        if said.get("reader") not in READERS:
            raise self._fail(
                place, f"läsaren {said.get('reader')} finns inte: möjliga är {', '.join(sorted(READERS))}"
            )
        options = {k: v for k, v in said.items() if k not in ("reader", "from", "as", "column")}
        self._known(f"{place} {said['reader']}", options, " ".join(READERS[said["reader"]].options))
        name = str(said.get("as", said["from"]))
        return Reader(said["reader"], heading_key(said["from"]), name, str(said.get("column", name)), options)

    def _column(self, place: str, said: Any) -> ColumnRule:
        if isinstance(said, str):
            return ColumnRule(sources=(heading_key(said),))
        self._known(
            place, said, "from key constant delivery codes otherwise dates decimal thousands identifying"
        )
        if sum(name in said for name in ("from", "key", "constant", "delivery")) != 1:
            raise self._fail(place, "ange ett av from, key, constant och delivery")
        if said.get("delivery", "data_through") != "data_through":
            raise self._fail(place, "delivery kan bara vara data_through")
        source = said.get("from", [])
        return ColumnRule(
            sources=tuple(map(heading_key, [source] if isinstance(source, str) else source)),
            key=tuple(map(heading_key, said.get("key", []))),
            constant=_text(said["constant"]) if "constant" in said else None,
            data_through="delivery" in said,
            codes={k: _text(v) for k, v in self._codes(place, said.get("codes", {})).items()},
            otherwise=said.get("otherwise"),
            dates=tuple(said["dates"]) if "dates" in said else None,
            notation=Notation(said.get("decimal"), said.get("thousands"))
            if "decimal" in said or "thousands" in said
            else None,
            identifying=bool(said.get("identifying", False)),
        )

    def _codes(self, place: str, said: Any) -> Mapping[str, Any]:
        """A column's own codes, or the list that it names."""
        if not isinstance(said, str):
            return dict(said)
        if said not in self._lists:
            near = difflib.get_close_matches(said, self._lists, n=1)
            hint = f" (menas {near[0]}?)" if near else ""
            raise self._fail(place, f"listan {said} finns inte{hint}")
        return self._lists[said]


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return str(value)
