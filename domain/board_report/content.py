"""What the report holds: its sections and tables, in the order in which the board reads them.

A table over time has a row for each part and columns for the period, the one before, a year ago and the year so far; a
crossed table has its parts in both directions, for one stretch of time. What is compared with is read from what has
been published and told no more than once, so only the period and the year so far are figures of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

WHOLE = "alla"
"""The part that is the sum of a table's parts."""


class Measure(StrEnum):
    """What a figure counts, which decides how it is protected and written."""

    PERSONS = "personer"
    """Persons, each once: parts and months need not add up."""
    EVENTS = "antal"
    """What happened or runs, with persons behind: parts add up, and months of events do."""
    DAYS = "dygn"
    COST = "kr"
    SHARE = "andel"
    """Of 1; follows its parts."""
    COST_PER_DAY = "kr per dygn"
    """Follows its parts."""
    LENGTH = "dagar"
    """A median of days; told only where enough persons are behind."""
    OPEN = "öppet"
    """Says nothing of persons or single providers."""
    OPEN_COST = "öppet, kr"
    """Kronor that say nothing of persons or single providers."""


class Column(StrEnum):
    """The columns of a table over time."""

    PERIOD = "period"
    BEFORE = "forra"
    YEAR_AGO = "i_fjol"
    YEAR = "ar"
    YEAR_BEFORE = "ar_i_fjol"
    BUDGET = "budget"
    YEAR_BUDGET = "ar_budget"


OVER_TIME = (Column.PERIOD, Column.BEFORE, Column.YEAR_AGO, Column.YEAR, Column.YEAR_BEFORE)
ON_A_DAY = (Column.PERIOD, Column.BEFORE, Column.YEAR_AGO)
WITH_BUDGET = (
    Column.PERIOD, Column.BUDGET, Column.BEFORE, Column.YEAR_AGO, Column.YEAR, Column.YEAR_BUDGET, Column.YEAR_BEFORE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """One table. `rows` and `parts` are codes with labels; `parts` None for a table over time."""

    code: str
    title: str
    measure: Measure
    rows: Mapping[str, str]
    columns: tuple[Column, ...] = OVER_TIME
    parts: Mapping[str, str] | None = None
    adds_over_time: bool = False
    """The months of a year make the year so far."""
    adds_up: bool = True
    """The rows make the row of all; persons can be in two rows, and then they make at least it."""
    groups_tell: bool = False
    """That all of a group are in one category tells of each of them."""
    of: tuple[str, ...] = ()
    """The tables that it is made from: it is hidden where a part of it is (report/derived.py)."""
    drawn: bool = False
    """A chart stands beside it."""
    beside: bool = False
    """Told only in the files: another table rests on it."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One section, with its tables; the comment and the measures of each are written by those who answer for it."""

    code: str
    title: str
    tables: tuple[Table, ...] = field(default=())


CARE_GROUPS = {
    "familjehem": "Familjehem och jourhem",
    "hvb": "HVB, stödboende och SiS",
    "skyddat_boende": "Skyddat boende",
    "boende": "Boende",
    "ovrigt": "Övrigt",
}
CARE_ROWS = {**CARE_GROUPS, WHOLE: "Alla"}
FEW_ROWS = {
    "familjehem": CARE_GROUPS["familjehem"],
    "hvb": CARE_GROUPS["hvb"],
    "annat": "Skyddat boende, boende och övrigt",
    WHOLE: "Alla",
}
SUBJECTS = {"barn": "Barn och unga", "vuxen": "Vuxna", "okand": "Uppgift saknas", WHOLE: "Alla"}
SEXES = {"kvinna": "Flickor och kvinnor", "man": "Pojkar och män", "okand": "Uppgift saknas", WHOLE: "Alla"}
REASONS = {
    "omsorgsbrist": "Brister i omsorgen",
    "eget_beteende": "Eget beteende, kriminalitet eller skadligt bruk",
    "vald": "Våld, hedersrelaterat inräknat",
    "psykisk_ohalsa": "Psykisk ohälsa",
    "annat": "Annat eller okänt",
    WHOLE: "Alla",
}
PURCHASES = {
    "ramavtal": "Inom ramavtal",
    "direktupphandling": "Direktupphandling",
    "ovrigt": "Egen regi, eget familjehem, kommun, SiS eller okänt",
    WHOLE: "Alla",
}
LIMITS = {"inom": "Inom fyra månader", "over": "Över fyra månader", WHOLE: "Alla"}
TECHNOLOGY = {"i_drift": "I drift", "paborjade": "Påbörjade", "forsenade": "Försenade satsningar"}
IN_TIME = {"i_tid": "I tid", "ej_i_tid": "Inte i tid", WHOLE: "Alla"}
OUTCOMES = {
    "uppnatt": "Uppnått",
    "delvis": "Delvis uppnått",
    "ej": "Inte uppnått",
    "okant": "Okänt",
    WHOLE: "Alla",
}
KINDS = {"tva": "Två slag", "tre_eller_fler": "Tre eller fler slag", WHOLE: "Alla"}

_SUMMARY = Section(
    "sammanfattning",
    "Sammanfattning",
    (
        Table(
            "prognos",
            "Helårsprognos",
            Measure.OPEN_COST,
            {
                "prognos": "Prognos för året",
                "lag": "Prognos, lägst med 80 procents sannolikhet",
                "hog": "Prognos, högst med 80 procents sannolikhet",
                "budget": "Budget för året",
                "utfall": "Utfall hittills",
            },
            (Column.PERIOD, Column.BEFORE),
            adds_up=False,
        ),
    ),
)
_ECONOMY = Section(
    "ekonomi",
    "Ekonomi",
    (
        Table(
            "kostnad", "Kostnad för placeringar", Measure.COST, CARE_ROWS, WITH_BUDGET, adds_over_time=True, drawn=True,
            note="Avtalat pris med tillägg, före momsersättning. Dygn utan pris ingår inte.",
        ),
        Table("prissatta_dygn", "Dygn med pris", Measure.DAYS, CARE_ROWS, adds_over_time=True, beside=True),
        Table(
            "dygnskostnad", "Kostnad per dygn", Measure.COST_PER_DAY, CARE_ROWS, of=("kostnad", "prissatta_dygn"),
            adds_up=False,
        ),
    ),
)  # fmt: skip
_PLACEMENTS = Section(
    "placeringar",
    "Placeringar",
    (
        Table(
            "placerade_sista_dagen", "Placerade den sista dagen", Measure.PERSONS, CARE_ROWS, ON_A_DAY, adds_up=False,
            drawn=True,
        ),
        Table("placerade_perioden", "Placerade någon gång under tiden", Measure.PERSONS, CARE_ROWS, adds_up=False),
        Table("dygn", "Vårddygn", Measure.DAYS, CARE_ROWS, adds_over_time=True),
        Table("paborjade", "Påbörjade placeringar", Measure.EVENTS, FEW_ROWS, adds_over_time=True),
        Table("avslutade", "Avslutade placeringar", Measure.EVENTS, FEW_ROWS, adds_over_time=True),
        Table(
            "orsaker", "Varför de placerade är placerade", Measure.EVENTS, REASONS, parts=SEXES, groups_tell=True,
            note="Pågående placeringar den sista dagen efter huvudsaklig orsak.",
        ),
        Table("kopform", "Hur pågående placeringar är köpta", Measure.EVENTS, PURCHASES, parts=CARE_ROWS),
        Table(
            "ramavtalsandel", "Andel inom ramavtal av det som köps", Measure.SHARE, CARE_ROWS, ON_A_DAY,
            of=("kopform",), adds_up=False,
        ),
    ),
)  # fmt: skip
_CASES = Section(
    "arenden",
    "Anmälningar, utredningar och beslut",
    (
        Table("anmalningar", "Orosanmälningar", Measure.EVENTS, SUBJECTS, adds_over_time=True),
        Table("utredningar_inledda", "Inledda utredningar", Measure.EVENTS, SUBJECTS, adds_over_time=True),
        Table("utredningar_avslutade", "Avslutade utredningar", Measure.EVENTS, SUBJECTS, adds_over_time=True),
        Table(
            "utredningar_pagaende", "Pågående utredningar den sista dagen", Measure.EVENTS, SUBJECTS, parts=LIMITS,
            note="Gränsen på fyra månader gäller utredningar av barn; en utredning som har förlängts är inom gränsen.",
        ),
        Table(
            "over_fyra_manader", "Andel utredningar av barn över fyra månader", Measure.SHARE,
            {"barn": SUBJECTS["barn"]}, ON_A_DAY, of=("utredningar_pagaende",), adds_up=False,
        ),
        Table(
            "utredningstid", "Utredningstid, median", Measure.LENGTH, SUBJECTS, of=("utredningar_avslutade",),
            adds_up=False,
        ),
        Table(
            "ej_verkstallda", "Beslut som inte har verkställts på tre månader", Measure.EVENTS, SUBJECTS, ON_A_DAY
        ),
    ),
)  # fmt: skip
_PARALLEL = Section(
    "parallella",
    "Flera insatser samtidigt",
    (
        Table(
            "parallella", "Personer med flera slags insatser den sista dagen", Measure.EVENTS, KINDS, ON_A_DAY,
            note="Varje placering är ett slag, och varje slags öppen insats ett.",
        ),
    ),
)  # fmt: skip
_QUALITY = Section(
    "kvalitet",
    "Kvalitet",
    (
        Table(
            "uppfoljningar", "Uppföljningar av placeringar", Measure.EVENTS, {WHOLE: "Alla"}, adds_over_time=True,
        ),
        Table(
            "uppfoljda_i_tid", "Placeringar som skulle följas upp första gången", Measure.EVENTS, IN_TIME,
            adds_over_time=True,
            note="De som varade så länge att den första uppföljningen hann bli aktuell under tiden.",
        ),
        Table(
            "andel_i_tid", "Andel som följdes upp i tid", Measure.SHARE, {WHOLE: "Alla"}, of=("uppfoljda_i_tid",),
            adds_up=False,
        ),
        Table(
            "mal", "Mål i insatser", Measure.EVENTS, OUTCOMES, ON_A_DAY,
            note="Senaste bedömningen mot målet. Att behålla en funktion är ett uppnått mål. Det som inte har "
            "bedömts är okänt.",
        ),
    ),
)  # fmt: skip
_TECHNOLOGY = Section(
    "valfardsteknik",
    "Välfärdsteknik",
    (
        Table(
            "valfardsteknik", "I drift, påbörjat och försenat", Measure.OPEN, TECHNOLOGY, ON_A_DAY, adds_up=False,
            note="I drift är antal slag av teknik på en plats. Försenad är en satsning som har passerat sitt sista år "
            "utan att vara klar eller avstås.",
        ),
        Table(
            "hemtaget", "Nytta som har hämtats hem", Measure.OPEN_COST, {WHOLE: "Alla"}, OVER_TIME, adds_up=False,
            note="Bara uppmätta kronor räknas.",
        ),
    ),
)  # fmt: skip
_DATA = Section(
    "datakvalitet",
    "Datakvalitet",
    (
        Table(
            "avvisade", "Rader som inte har kunnat läsas in", Measure.OPEN, {WHOLE: "Alla"}, ON_A_DAY,
            note="De väntar på att rättas i källan, och ingår inte i några siffror.",
        ),
    ),
)  # fmt: skip
SECTIONS = (
    _SUMMARY,
    _ECONOMY,
    _PLACEMENTS,
    _CASES,
    _PARALLEL,
    _QUALITY,
    _TECHNOLOGY,
    _DATA,
)
NOT_COUNTED = frozenset({Measure.OPEN, Measure.OPEN_COST})
"""Told as they are, outside the protection."""
DERIVED = frozenset({Measure.SHARE, Measure.COST_PER_DAY, Measure.LENGTH})
TABLES = {table.code: table for section in SECTIONS for table in section.tables}
