"""The deliveries as files: a folder each, in Windows-1252, as the mapping of the source says backwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from domain.entities import ENTITIES
from etl.demo.backwards import SourceFile, money_text, source_files
from etl.demo.chance import Chance
from etl.demo.faults import Faults
from etl.demo.journal import Delivery, Told
from etl.demo.period import date_text

SOURCE = "demo"
_ENCODING = "cp1252"
_SHARE_MENDED = 0.6
_MENDED_WITHIN = 3
_SHARE_VOIDED = 0.004
_SUMMED = ("invoices", "ledger_entries")

Key = tuple[str, tuple[object, ...]]


@dataclass
class Mending:
    """A row that could not be read, and the delivery that brings it right."""

    due: int
    told: Told


class Writer:
    """Writes deliveries one after the other; what was spoiled in one may be mended in a later."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder = folder
        self._chance = Chance(seed, "writing")
        self._faults = Faults(Chance(seed, "faults"))
        self._files = source_files(SOURCE)
        self._mending: dict[Key, Mending] = {}
        self._number = 0

    def write(self, delivery: Delivery) -> Path:
        """One delivery's folder."""
        told = self._with_mended(delivery)
        folder = self._folder / folder_name(delivery)
        folder.mkdir(parents=True, exist_ok=True)
        day = date_text(delivery.cut_off)
        handover = f'source = "{SOURCE}"\ndata_through = {day}\n'
        if delivery.revision > 1:
            handover += f"revision = {delivery.revision}\n"
        (folder / "delivery.toml").write_text(handover, "utf-8")
        for entity, rows in told.items():
            file = self._files[entity]
            text = self._text(entity, file, rows, clean=delivery.revision > 1)
            path = folder / f"{file.name}_{day.replace('-', '')}.csv"
            path.write_bytes(text.encode(_ENCODING))
        self._number += 1
        return folder

    def _with_mended(self, delivery: Delivery) -> dict[str, list[Told]]:
        told = {entity: [*rows] for entity, rows in delivery.told.items()}
        for entity, rows in told.items():
            for version in rows:
                self._mending.pop(_key(entity, version), None)
        for (entity, key), mending in sorted(self._mending.items(), key=lambda item: str(item[0])):
            if mending.due <= self._number:
                told.setdefault(entity, []).append(mending.told)
                del self._mending[entity, key]
        return {entity: told[entity] for entity in ENTITIES if entity in told}

    def _text(self, entity: str, file: SourceFile, told: list[Told], *, clean: bool) -> str:
        rows = [file.cells(version.row) for version in told]
        if not clean:
            for place in self._faults.spoil(entity, file, told, rows):
                if self._chance.gives(_SHARE_MENDED):
                    due = self._number + self._chance.between(1, _MENDED_WITHIN)
                    self._mending[_key(entity, told[place])] = Mending(due, told[place])
        rows += self._voided(file, rows)
        lines = [file.headings, *rows]
        if entity in _SUMMED:
            lines.append(_sum(file, told))
        return "".join(";".join(map(_quoted, cells)) + "\r\n" for cells in lines)

    def _voided(self, file: SourceFile, rows: list[list[str]]) -> Iterator[list[str]]:
        """Rows entered by mistake and struck out, which the mapping leaves out."""
        if file.voided is None:
            return
        place, mark = file.voided
        for cells in rows[: len(rows)]:
            if self._chance.gives(_SHARE_VOIDED) and len(cells) == len(file.headings):
                struck = [*cells]
                struck[0], struck[place] = f"{cells[0]}X", mark
                yield struck


def folder_name(delivery: Delivery) -> str:
    """The delivery's folder: its day, and its revision where there is more than one."""
    day = date_text(delivery.cut_off)
    return day if delivery.revision == 1 else f"{day}-revision-{delivery.revision}"


def _key(entity: str, told: Told) -> Key:
    return entity, tuple(told.row[name] for name in ENTITIES[entity].key)


def _sum(file: SourceFile, told: list[Told]) -> list[str]:
    total = sum(int(str(version.row["amount"])) for version in told)
    cells = [""] * len(file.headings)
    cells[0] = "Summa"
    cells[file.place_of("amount") or 0] = money_text(total)
    return cells


def _quoted(cell: str) -> str:
    return f'"{cell}"' if ";" in cell else cell
