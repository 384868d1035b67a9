"""One individual in words: the figures to date, what has run out, and everything as a table in order of time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from domain import formats
from domain.definitions import individual
from ui.cards import Card
from ui.tables import Column, Kind, Table

Row = Mapping[str, Any]

ITEMS = {
    "aktualisering": "Aktualisering",
    "skyddsbedomning": "Skyddsbedömning",
    "forhandsbedomning": "Förhandsbedömning",
    "utredning": "Utredning",
    "beslut": "Beslut",
    "erbjudande": "Erbjudande",
    "avbojt": "Erbjudande som avböjts",
    "avbrott": "Avbrott",
    "aterupptagen": "Återupptagen",
    "lagrum": "Lagrum",
    "placering": "Placering",
    "insats": "Insats",
    "uppfoljning": "Uppföljning",
    "overvagande": "Övervägande",
    "bedomning": "Bedömning",
    "handelse": "Händelse",
    "parallella": "Parallella insatser",
    "preliminary_assessment": "Frist för förhandsbedömning",
    "investigation": "Frist för utredning",
    "decision_to_execution": "Frist för verkställighet",
}
"""What each row is, as a screen says it."""

_POINTS = {"aktualisering", "skyddsbedomning", "forhandsbedomning", "beslut", "uppfoljning", "handelse"}
_SECRET = "skyddad"  # noqa: S105 - stands for a provider


@dataclass(frozen=True, slots=True)
class Individual:
    """The rows of one individual in order of time, the figures, and the last day that the data cover."""

    rows: tuple[Row, ...]
    figures: Row
    through: dt.date

    @classmethod
    def read(cls, rows: pd.DataFrame, figures: pd.DataFrame, data_through: str | None) -> Individual:
        """From the answers to `individual_flow` and `individual_figures`."""
        listed = [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]
        last = max((row["started_on"] for row in listed), default=dt.date.today())
        through = dt.date.fromisoformat(data_through) if data_through else last
        return cls(tuple(listed), {str(k): v for k, v in figures.to_dict("records")[0].items()}, through)

    @property
    def cases(self) -> tuple[str, ...]:
        """The numbers of the cases that the rows belong to, in the order they begin."""
        return tuple(dict.fromkeys(str(row["case_id"]) for row in self.rows if formats.known(row["case_id"])))

    @property
    def late(self) -> tuple[Row, ...]:
        """The clocks that have run out, in order of time."""
        return tuple(row for row in self.rows if row["is_late"])

    def finding(self) -> str:
        """What the line of time shows, in one line."""
        given = [row for row in self.rows if row["lane"] in ("placement", "intervention")]
        said = [formats.count(len(self.rows), "händelse", "händelser")] if not given else []
        if given:
            first = min(row["started_on"] for row in given)
            said.append(f"{formats.count(len(given), 'insats', 'insatser')} sedan {first.year}")
            said.append(f"{formats.number(self.figures['running'])} pågår")
        if self.late:
            said.append(formats.count(len(self.late), "överskriden frist", "överskridna frister"))
        return ", ".join(said)

    def cards(self) -> list[Card]:
        """The figures to date. What is not given at all has no card of its own: 0 kronor would say too much."""
        figures = self.figures
        made = [
            Card(
                individual.LATE.name,
                formats.count(figures["late_clocks"], "frist", "frister"),
                individual.LATE,
                note="se raderna med frist i tabellen" if self.late else "",
            )
        ]
        if figures["placements"]:
            made += [
                Card(
                    individual.CARE_DAYS.name,
                    formats.with_unit(figures["care_days"], "dygn"),
                    individual.CARE_DAYS,
                    note=_also(figures["other_days"], "dygn i boende och i hemmet därutöver"),
                ),
                Card(
                    individual.COST.name,
                    formats.money(figures["cost_kr"]),
                    individual.COST,
                    note=_also(figures["unpriced_days"], "dygn saknar pris och är inte med"),
                ),
            ]
        if figures["interventions"]:
            made.append(
                Card(
                    individual.HOURS.name,
                    formats.with_unit(figures["hours"], "timmar"),
                    individual.HOURS,
                    note=_also(figures["without_hours"], "insatser har inga timmar angivna"),
                )
            )
        return made

    def table(self) -> Table:
        """Everything in order of time, in words."""
        lines = [
            (
                _cell(when(row), row["started_on"]),
                what(row),
                _cell(until(row), row["ended_on"]),
                _cell(due(row), row["due_on"]),
                clock(row, self.through),
                "; ".join(more(row)),
                row["unit"] or "",
                row["case_id"] or "",
            )
            for row in self.rows
        ]
        columns = (
            Column("when", "Datum", Kind.DATE),
            Column("what", "Vad", Kind.TEXT),
            Column("until", "Till och med", Kind.DATE),
            Column("due", "Senast", Kind.DATE),
            Column("clock", "Frist", Kind.TEXT),
            Column("more", "Mer", Kind.SENTENCE),
            Column("unit", "Enhet", Kind.TEXT),
            Column("case", "Ärende", Kind.TEXT),
        )
        names = [column.name for column in columns]
        return Table("I tidsordning", columns, pd.DataFrame(lines, columns=names, dtype=object))


def when(row: Row) -> str:
    """The day, with the time of day where a delivered event has one."""
    at = row["occurred_at"]
    if formats.known(at) and (at.hour or at.minute or at.second):
        return f"{at:%Y-%m-%d %H:%M}"
    return formats.date(row["started_on"])


def until(row: Row) -> str:
    """The last day of what lasts, or that it goes on; nothing for what happens on a day."""
    if (
        row["lane"] == "clock"
        or row["item"] in _POINTS
        or row["lane"] in ("decision", "consideration", "goal")
    ):
        return ""
    return formats.date(row["ended_on"]) if formats.known(row["ended_on"]) else "pågår"


def what(row: Row) -> str:
    """What the row is: Placering: HVB, privat."""
    if row["item"] == "parallella":
        return f"{ITEMS['parallella']}: {', '.join(row['kinds'])}"
    if row["item"] == "overvagande":
        return str(row["label"] or ITEMS["overvagande"])
    if row["item"] == "handelse":
        return str(row["label"])
    name = ITEMS.get(str(row["item"]), str(row["item"]))
    return f"{name}: {row['label']}" if row["label"] and row["lane"] != "clock" else name


def more(row: Row) -> list[str]:
    """What else is known, each as a short phrase."""
    if not row["is_own"]:
        return ["annan enhet: bara slag och dagar visas"]
    said = []
    if row["item"] == "bedomning":
        said.append(f"{row['key']}, nivå {formats.number(row['goal_level'])}")
    if row["outcome"]:
        said.append(str(row["outcome"]).lower() if row["item"] == "bedomning" else str(row["outcome"]))
    if row["legal_basis"] and row["item"] == "beslut":
        said.append(str(row["legal_basis"]))
    if row["item"] == "beslut" and formats.known(row["due_on"]):
        said.append(f"gäller till och med {formats.date(row['due_on'])}")
    if row["provider_code"]:
        hidden = row["provider_code"] == _SECRET
        said.append("utföraren är skyddad" if hidden else f"utförare {row['provider_code']}")
    if formats.known(row["hours_per_week"]):
        said.append(f"{_hours(row['hours_per_week'])} timmar i veckan")
    if row["item"] == "placering":
        said.append(formats.with_unit(row["care_days"], "dygn"))
        cost = formats.money(row["cost_kr"])
        said.append("okänd kostnad" if cost == formats.UNKNOWN else cost)
    if row["reason"]:
        said.append(str(row["reason"]))
    return said


def due(row: Row) -> str:
    """The last day on which something is to be done; nothing where no clock runs."""
    return formats.date(row["due_on"]) if formats.known(row["due_on"]) and row["item"] != "beslut" else ""


def clock(row: Row, through: dt.date) -> str:
    """How it went with the clock: kept, run out by so many days, ended with its ground, or still running."""
    done, end = row["done_on"], clock_end(row, through)
    if not due(row):
        return ""
    if row["item"] == "utredning":
        return "förlängd"
    if row["is_late"]:
        over = formats.count((end - row["due_on"]).days, "dag", "dagar")
        undone = f"beslutet upphörde {formats.date(end)}" if has_lapsed(row) else "inte gjort"
        return f"▲ överskriden {over}{'' if formats.known(done) else f', {undone}'}"
    if formats.known(done):
        return "hållen"
    if has_lapsed(row):
        return f"beslutet upphörde {formats.date(end)}"
    return "löper" if end >= judged_on(row, through) else f"upphörde {formats.date(end)}"


def clock_end(row: Row, through: dt.date) -> dt.date:
    """The day on which a clock stopped: what it asks for was done, its ground ended, or its facts reach no further."""
    days = (row["done_on"], row["ended_on"], judged_on(row, through))
    known: list[dt.date] = [day for day in days if formats.known(day)]
    return min(known)


def judged_on(row: Row, through: dt.date) -> dt.date:
    """The last day covered by the facts that a clock is read from: referrals may reach another day than placements."""
    day: dt.date = row["judged_on"] if formats.known(row["judged_on"]) else through
    return day


def has_lapsed(row: Row) -> bool:
    """Whether a decision ceased to apply before it was carried out."""
    return bool(
        row["lane"] == "clock" and formats.known(row["ended_on"]) and not formats.known(row["done_on"])
    )


def _cell(written: str, day: object) -> object:
    """A day as a day, which a spreadsheet can sort; in words where it is said in another way."""
    return day if written == formats.date(day) else written


def _hours(value: object) -> str:
    text = formats.number(value, 1)
    return text.removesuffix(",0")


def _also(number: object, words: str) -> str:
    return f"{formats.number(number)} {words}" if formats.known(number) and number else ""
