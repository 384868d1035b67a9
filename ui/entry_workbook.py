"""Komplettera in a workbook: the placements taken out, filled in where people like to, and handed in again."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import streamlit as st
import xlsxwriter

from domain import formats
from domain.errors import DeliveryError
from ui import additions, draw, explain, exports, openings
from ui.additions import EVERY, Change, Codes, Kind, Row
from ui.entering import Chosen, version
from ui.openings import Opening
from ui.reading import read_individuals
from ui.sign_in import User

ID = "Placering"
_TELLING = ("Ärende", "Vårdform", "Utförare", "In")
_DELIVERED = "levereras"
_MOST_TOLD = 10


class Line(Protocol):
    """A line of the workbook: its number and its filled-in cells by heading."""

    @property
    def number(self) -> int:
        """The line's number in the sheet."""
        ...

    @property
    def cells(self) -> dict[str, str]:
        """The filled-in cells by heading."""
        ...


@dataclass(frozen=True, slots=True)
class Read:
    """What a workbook says: the changes, of how many placements, and what could not be followed."""

    changes: list[Change]
    placements: int
    remarks: list[str]


def take_out(user: User, opening: Opening, rows: Sequence[Row], codes: Codes) -> None:
    """The rows as a workbook to fill in, logged when it is taken out."""
    make = openings.logged_export(
        user.scope, opening.subject, opening.purpose, len(rows), lambda: workbook(rows, codes)
    )
    draw.file("Hämta som arbetsbok", make, "komplettera.xlsx", exports.XLSX_TYPE)


def workbook(rows: Sequence[Row], codes: Codes) -> bytes:
    """The rows, with what can be entered of each; what a source delivers is grey and says so."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet("Komplettera")
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        grey = book.add_format({"font_color": "#666666", "bg_color": "#eeeeee"})
        headings = (ID, *_TELLING, *(field.heading for field in EVERY))
        sheet.freeze_panes(1, 2)
        sheet.set_column(0, len(headings) - 1, 20)
        for place, heading in enumerate(headings):
            sheet.write_string(0, place, heading, bold)
        for line, row in enumerate(rows, start=1):
            told = (
                row["placement_id"],
                row["case_id"] or formats.UNKNOWN,
                codes.label("care_form", row["care_form"]) or formats.UNKNOWN,
                row["provider_code"] or formats.UNKNOWN,
            )
            for place, value in enumerate(told):
                sheet.write_string(line, place, str(value))
            sheet.write_datetime(line, len(told), row["moved_in_on"], day)
            for place, field in enumerate(EVERY, start=len(told) + 1):
                value = row[field.column]
                if row[field.locked]:
                    sheet.write_string(line, place, _DELIVERED, grey)
                elif field.kind is Kind.DAY and formats.known(value):
                    sheet.write_datetime(line, place, value, day)
                elif field.kind is Kind.MONEY and formats.known(value):
                    sheet.write_number(line, place, float(str(value)))
                elif field.kind is Kind.CODE and formats.known(value):
                    sheet.write_string(line, place, str(codes.label(field.column, value)))
        _lists(book, sheet, codes, len(rows), len(_TELLING) + 1)
    return out.getvalue()


def hand_in(opening: Opening, lines_of: Callable[[str, bytes], Sequence[Line]], codes: Codes) -> Read | None:
    """A filled-in workbook, read; None as long as none has been handed in. Says why where it cannot be used."""
    handed = st.file_uploader("Lämna in en ifylld arbetsbok", type=["xlsx"], key=f"arbetsbok-{version()}")
    explain.note(st, "Rader känns igen på kolumnen Placering. Tomma celler ändrar ingenting.")
    if handed is None:
        return None
    try:
        lines = lines_of(handed.name, handed.getvalue())
    except DeliveryError as error:
        st.error(str(error))
        return None
    if not any(ID in line.cells for line in lines):
        st.error(f"Arbetsboken saknar kolumnen {ID}. Hämta den härifrån och fyll i den.")
        return None
    return read(opening, lines, codes)


def read(opening: Opening, lines: Sequence[Line], codes: Codes) -> Read:
    """What the lines say otherwise than what stands."""
    wanted = tuple({line.cells[ID] for line in lines if ID in line.cells})
    found: dict[str, Row] = {
        str(row["placement_id"]): row
        for row in read_individuals(
            opening,
            "placement_additions",
            since=None,
            lacking=None,
            units=None,
            placements=wanted,
            most=len(wanted),
        ).to_dict("records")
    }
    changes: list[Change] = []
    remarks: list[str] = []
    seen: set[str] = set()
    for line in lines:
        name = line.cells.get(ID, "")
        if name in seen:
            remarks.append(f"Rad {line.number}: placeringen står på flera rader. Bara den första läses.")
        elif name not in found:
            remarks.append(f"Rad {line.number}: placeringen finns inte bland dem som du får komplettera.")
        else:
            seen.add(name)
            cells = {
                field: text
                for field in EVERY
                if (text := line.cells.get(field.heading)) is not None and text != _DELIVERED
            }
            changes += additions.of_cells(found[name], cells, codes)
    return Read(changes, len({change["key"]["placement_id"] for change in changes}), remarks)


def told(found: Read) -> bool:
    """Say what would be changed; whether somebody wants it saved."""
    for remark in found.remarks[:_MOST_TOLD]:
        st.warning(remark)
    if len(found.remarks) > _MOST_TOLD:
        st.warning(
            f"Därutöver {formats.count(len(found.remarks) - _MOST_TOLD, 'rad', 'rader')} som inte läses."
        )
    if not found.changes:
        st.info("Arbetsboken säger inget annat än det som redan står.")
        return False
    number = formats.count(len(found.changes), "uppgift", "uppgifter")
    st.write(f"**{number}** ändras i {formats.count(found.placements, 'placering', 'placeringar')}.")
    return bool(st.button("Spara det som arbetsboken säger", type="primary", key="spara-arbetsbok"))


def words(chosen: Chosen, rows: Sequence[Row]) -> str:
    """How many there are to fill in, and how many of them nobody has filled in."""
    found, empty = int(rows[0]["found"]), int(rows[0]["empty"])
    shown = f" De {len(rows)} senaste visas." if found > len(rows) else ""
    return (
        f"{formats.count(found, 'placering', 'placeringar')} saknar {chosen.way.lower()} i det som levereras, "
        f"{formats.number(empty)} av dem är inte ifyllda här.{shown}"
    )


def _lists(book: Any, sheet: Any, codes: Codes, rows: int, first: int) -> None:
    """Let codes be chosen from a list, as on the screen."""
    values = book.add_worksheet("Val")
    values.hide()
    for number, field in enumerate(field for field in EVERY if field.kind is Kind.CODE):
        labels = list(codes.held.get(field.column, {}).values())
        for line, label in enumerate(labels):
            values.write_string(line, number, label)
        letter = chr(ord("A") + number)
        sheet.data_validation(
            1,
            first + EVERY.index(field),
            max(rows, 1),
            first + EVERY.index(field),
            {"validate": "list", "source": f"=Val!${letter}$1:${letter}${max(len(labels), 1)}"},
        )
