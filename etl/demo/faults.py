"""Rows that cannot be read, as people and exports make them: about one in two hundred, most in one unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from domain.entities import ENTITIES, Column, Kind
from etl.demo.backwards import SourceFile, Written
from etl.demo.chance import Chance
from etl.demo.journal import Told
from etl.demo.period import date_text
from etl.demo.units import ADULTS, ADULTS_BEFORE, YOUTH

SHARE = 0.0043
UNITS: Mapping[str | None, float] = {YOUTH: 6.0, ADULTS: 1.6, ADULTS_BEFORE: 1.6}
"""How much more often than elsewhere a unit's rows cannot be read: one unit enters by hand from paper."""

LESS_OFTEN: Mapping[str, float] = {"placement_prices": 0.35, "placements": 0.6}
"""What people look at often is seldomer wrong: without its price a placement costs nothing known."""

_WITHOUT = (
    "units", "codes", "providers", "population", "follow_up_parameters", "framework_agreements", "level_tariffs",
    "person_merges", "deployments", "initiatives", "benefits", "services_without_assessment", "placement_secrecy",
)  # fmt: skip
_ROWS_FOR_ONE = 15
"""A file gets at most one fault for so many rows: a short one is never refused whole."""

_TRIES = 4
"""Not every row can be spoiled in every way."""

_KINDS = {
    "missing": 3.0,
    "typo": 3.0,
    "no_such_day": 3.0,
    "two_signs": 2.0,
    "negative": 0.7,
    "reversed": 2.0,
    "error_cell": 1.0,
    "split": 0.8,
    "twice": 0.8,
    "number_as_key": 0.5,
}


class Faults:
    """Spoils rows on their way to a file."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._ways: dict[str, Callable[[SourceFile, str, Told, list[str]], bool]] = {
            "missing": self._missing,
            "typo": self._typo,
            "no_such_day": self._no_such_day,
            "two_signs": self._two_signs,
            "negative": self._negative,
            "reversed": self._reversed,
            "error_cell": self._error_cell,
            "split": self._split,
            "number_as_key": self._number_as_key,
        }

    def spoil(self, entity: str, file: SourceFile, told: list[Told], rows: list[list[str]]) -> list[int]:
        """Spoil some of the rows in place; the places of those that cannot be read now."""
        if entity in _WITHOUT:
            return []
        spoiled: list[int] = []
        doubled: list[list[str]] = []
        for place, (version, cells) in enumerate(zip(told, rows, strict=True)):
            share = SHARE * UNITS.get(version.unit, 1.0) * LESS_OFTEN.get(entity, 1.0)
            if not self._chance.gives(share):
                continue
            if (len(spoiled) + 1) * _ROWS_FOR_ONE > len(rows):
                break
            for _ in range(_TRIES):
                kind = self._chance.weighted(_KINDS)
                if kind == "twice":
                    again = self._other_values(file, entity, version, cells)
                    doubled += [again] if again else []
                    done = again is not None
                else:
                    done = self._ways[kind](file, entity, version, cells)
                if done:
                    spoiled.append(place)
                    break
        rows += doubled
        return spoiled

    def _filled(self, file: SourceFile, told: Told, fits: Callable[[Column], bool]) -> Written | None:
        """One of the columns that fit and hold something in the row."""
        found = [w for w in file.columns if fits(w.column) and told.row.get(w.column.name) not in (None, "")]
        return self._chance.pick(found) if found else None

    def _missing(self, file: SourceFile, entity: str, told: Told, cells: list[str]) -> bool:
        key = ENTITIES[entity].key
        written = self._filled(file, told, lambda c: c.required and c.name not in key)
        if written is None:
            return False
        for place in written.places:
            cells[place] = ""
        return True

    def _typo(self, file: SourceFile, entity: str, told: Told, cells: list[str]) -> bool:
        written = self._filled(file, told, lambda c: c.kind is Kind.CODE)
        if written is None or len(cells[written.places[0]]) < 4:
            return False
        text = cells[written.places[0]]
        at = self._chance.between(1, len(text) - 3)
        changed = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        if changed == text:
            changed = text[:at] + text[at + 1 :]
        cells[written.places[0]] = changed
        return True

    def _no_such_day(self, file: SourceFile, entity: str, told: Told, cells: list[str]) -> bool:
        written = self._filled(file, told, lambda c: c.kind is Kind.DATE)
        if written is None:
            return False
        year = cells[written.places[0]][:4]
        cells[written.places[0]] = (
            f"{year}{self._chance.pick(('-02-30', '-06-31', '-09-31', '-11-31', '-04-31'))}"
        )
        return True

    def _two_signs(self, file: SourceFile, entity: str, told: Told, cells: list[str]) -> bool:
        written = self._filled(file, told, lambda c: c.kind is Kind.MONEY)
        if written is None or len(cells[written.places[0]].lstrip("-")) < 7:
            return False
        place = written.places[0]
        cells[place] = f"{cells[place][:-6]}.{cells[place][-6:]}"
        return True

    def _negative(self, file: SourceFile, entity: str, told: Told, cells: list[str]) -> bool:
        written = self._filled(file, told, lambda c: c.kind is Kind.MONEY and c.low == 0)
        if written is None or cells[written.places[0]] == "0,00":
            return False
        cells[written.places[0]] = f"-{cells[written.places[0]]}"
        return True

    def _reversed(self, file: SourceFile, entity: str, told: Told, cells: list[str]) -> bool:
        for order in ENTITIES[entity].orders:
            start, later = told.row.get(order.earlier), file.place_of(order.later)
            if isinstance(start, int) and later is not None:
                cells[later] = date_text(start - self._chance.between(1, 30))
                return True
        return False

    def _error_cell(self, file: SourceFile, entity: str, told: Told, cells: list[str]) -> bool:
        written = self._filled(file, told, lambda c: c.kind in (Kind.MONEY, Kind.NUMBER, Kind.CODE))
        if written is None:
            return False
        cells[written.places[0]] = self._chance.pick(("#SAKNAS!", "#REFERENS!", "#VÄRDEFEL!"))
        return True

    def _split(self, file: SourceFile, entity: str, told: Told, cells: list[str]) -> bool:
        written = self._filled(file, told, lambda c: c.kind is Kind.TEXT)
        if written is None:
            return False
        # a separator in a text that nobody put quotation marks around
        cells.insert(written.places[0] + 1, " se anteckning")
        return True

    def _number_as_key(self, file: SourceFile, entity: str, told: Told, cells: list[str]) -> bool:
        case, person = file.place_of("case_id"), file.place_of("person_id")
        if case is None or person is None or not ENTITIES[entity].column("case_id").required:
            return False
        cells[case] = cells[person]
        return True

    def _other_values(self, file: SourceFile, entity: str, told: Told, cells: list[str]) -> list[str] | None:
        """The row once more with another day or amount: which of the two is right cannot be told."""
        key = ENTITIES[entity].key
        fits = (Kind.DATE, Kind.MONEY)
        written = self._filled(file, told, lambda c: c.kind in fits and c.name not in key)
        if written is None:
            return None
        again, place = [*cells], written.places[0]
        value = told.row[written.column.name]
        assert isinstance(value, int)
        again[place] = (
            date_text(value + 1) if written.column.kind is Kind.DATE else f"9{again[place].lstrip('-')}"
        )
        return again
