"""The access log in the reviewer's words: its lines, the days that stand out, and the reviews."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from domain import formats
from queries import door
from queries.scope import Role, Scope
from ui import person_words, rooms
from ui.openings import LOG_PAGE, Kind, Purpose
from ui.tables import Column, Table
from ui.tables import Kind as Cell

MANY, TIMES = 10, 3
"""From how many openings a day is compared with the person's usual, and how many times that is unusual."""

UNUSUAL = (
    f"Ovanligt är en dag med minst {MANY} öppningar och mer än {TIMES} gånger så många som personen brukar "
    "(medianen av dagarna med öppningar de 90 dagarna före), öppningar klockan 22–06 och öppningar på en "
    "lördag eller söndag. Ovanligt är inte detsamma som fel."
)
_NONE = "–"


@dataclass(frozen=True, slots=True)
class Choice:
    """The period and what is kept of who, page and purpose; None keeps all."""

    from_on: dt.date
    to_on: dt.date
    kept: Mapping[str, tuple[str, ...] | None]

    @property
    def period(self) -> dict[str, Any]:
        """The period as parameters of a question."""
        return {"from_on": self.from_on, "to_on": self.to_on}

    @property
    def words(self) -> dict[str, str]:
        """The choice as headings and labels."""
        kept = {
            HEADINGS[name]: ", ".join(label(name, code) for code in codes)
            for name, codes in self.kept.items()
            if codes
        }
        return {"Period": f"{self.from_on}–{self.to_on}", **kept}


HEADINGS = {"who": "Vem", "page": "Sida", "purpose": "Ändamål"}
"""What the log can be filtered by beside the period."""


def log_table(scope: Scope, choice: Choice) -> Table:
    """The lines of the log in the choice, the latest first, and how many they are as the last row."""
    params = choice.period | dict(choice.kept)
    rows = _records(door.run("access_log", scope, **params))
    frame = pd.DataFrame(
        {
            "time": [f"{row['local_time']:%Y-%m-%d %H:%M}" for row in rows],
            "who": [str(row["who"]) for row in rows],
            "role": [Role(row["role"]).label for row in rows],
            "page": [label("page", str(row["page"])) for row in rows],
            "purpose": [label("purpose", str(row["purpose"])) for row in rows],
            "about": [f"{Kind(row['kind']).label}: {row['about']}" for row in rows],
            "whom": [_whom(row) for row in rows],
            "filter": [_words(row["filter"]) for row in rows],
            "rows": [_NONE if row["row_count"] is None else formats.number(row["row_count"]) for row in rows],
        },
        dtype=object,
    )
    total: dict[str, object] = dict.fromkeys(frame.columns, "")
    return Table(
        "Vem öppnade vad", _LOG, frame, total | {"time": "Antal rader", "who": formats.number(len(rows))}
    )


def patterns_table(scope: Scope, choice: Choice) -> Table:
    """The days that stand out, and why."""
    found = door.run("access_patterns", scope, **choice.period, many=MANY, times=TIMES)
    rows = _records(found)
    if who := choice.kept.get("who"):
        rows = [row for row in rows if row["who"] in who]
    frame = pd.DataFrame(
        {
            "day": [str(row["day"]) for row in rows],
            "who": [str(row["who"]) for row in rows],
            "openings": [int(row["openings"]) for row in rows],
            "usual": [_usual(row["usual"]) for row in rows],
            "why": [_why(row) for row in rows],
        },
        columns=[column.name for column in _PATTERNS],
        dtype=object,
    )
    total: dict[str, object] = {
        "day": "Antal dagar",
        "who": formats.number(len(rows)),
        "usual": "",
        "why": "",
    }
    return Table("Dagar som sticker ut", _PATTERNS, frame, total | {"openings": sum(frame["openings"])})


def reviews_table(scope: Scope) -> Table:
    """The reviews that have been signed, the latest first."""
    rows = _records(door.run("access_reviews", scope))
    frame = pd.DataFrame(
        {
            "signed": [f"{row['reviewed_at']:%Y-%m-%d %H:%M}" for row in rows],
            "who": [str(row["who"]) for row in rows],
            "period": [f"{row['from_on']}–{row['to_on']}" for row in rows],
            "entries": [int(row["entries"]) for row in rows],
            "note": [str(row["note"]) for row in rows],
        },
        columns=[column.name for column in _REVIEWS],
        dtype=object,
    )
    total: dict[str, object] = {
        "signed": "Antal granskningar",
        "who": formats.number(len(rows)),
        "period": "",
        "note": "",
    }
    return Table("Granskningar", _REVIEWS, frame, total | {"entries": ""})


_LOG = (
    Column("time", "Tid", Cell.TEXT),
    Column("who", "Vem", Cell.TEXT),
    Column("purpose", "Ändamål", Cell.TEXT),
    Column("about", "Vad", Cell.TEXT),
    Column("whom", "Vilka", Cell.TEXT),
    Column("filter", "Urval", Cell.TEXT),
    Column("page", "Sida", Cell.TEXT),
    Column("role", "Roll", Cell.TEXT),
    Column("rows", "Rader i filen", Cell.COUNT),
)
_PATTERNS = (
    Column("day", "Dag", Cell.TEXT),
    Column("who", "Vem", Cell.TEXT),
    Column("openings", "Öppningar", Cell.COUNT),
    Column("usual", "Brukar vara", Cell.COUNT),
    Column("why", "Varför", Cell.TEXT),
)
_REVIEWS = (
    Column("signed", "Signerad", Cell.TEXT),
    Column("who", "Av", Cell.TEXT),
    Column("period", "Period", Cell.TEXT),
    Column("entries", "Rader i loggen", Cell.COUNT),
    Column("note", "Anteckning", Cell.TEXT),
)


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def label(name: str, code: str) -> str:
    """A page's and a purpose's name on the screen; one that is no longer there stands as it was logged."""
    if name == "page":
        return next((room.title for room in rooms.ROOMS if room.name == code), code)
    if name == "purpose" and code in set(Purpose):
        return Purpose(code).label
    return code


def _whom(row: Mapping[str, object]) -> str:
    """Whom a line is about: a case, short keys, or how many."""
    keys = row["person_keys"]
    if isinstance(keys, list) and keys:
        return ", ".join(person_words.short(key) for key in keys)
    if row["case_id"]:
        return f"ärende {row['case_id']}"
    if row["individuals"] is not None:
        return formats.with_unit(row["individuals"], "enskilda")
    if row["row_count"] is not None:
        return formats.count(row["row_count"], "rad", "rader")
    return _NONE if row["page"] == LOG_PAGE else "antalet är okänt"


def _words(kept: object) -> str:
    words = kept if isinstance(kept, dict) else {}
    return "; ".join(f"{name}: {value}" for name, value in words.items()) or "Allt"


def _usual(value: object) -> str:
    return formats.number(value, 1) if formats.known(value) else "inga tidigare"


def _why(row: Mapping[str, object]) -> str:
    night = row["at_night"]
    reasons = (
        "många öppningar" if row["is_many"] else "",
        f"{night} klockan 22–06" if night else "",
        "helg" if row["is_weekend"] else "",
    )
    return ", ".join(reason for reason in reasons if reason).capitalize()
