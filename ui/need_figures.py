"""Needs in figures: cards and tables of levels, months, another tariff, and granted hours beside delivered ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from domain import formats
from domain.definitions import needs
from ui.cards import Card, against
from ui.need_selection import NeedOptions
from ui.tables import Column, Kind, Table

Row = Mapping[Hashable, Any]

NO_LEVEL = "Utan nivå"

_WITHOUT = {
    "hours_per_week": "without_hours",
    "full_time_equivalents": "without_full_time_equivalents",
    "compensation_kr": "without_compensation",
}


def of_grain(rows: pd.DataFrame, grain: str, day: dt.date | None = None) -> list[Row]:
    """The rows of one grain, of one day where it is said."""
    return [
        row for row in rows.to_dict("records") if row["grain"] == grain and (day is None or row["day"] == day)
    ]


def cards(now: Row, before: Row | None, when: str) -> list[Card]:
    """The needs of a day. `before`: the same a year earlier, None where the facts do not reach back."""
    unknown = int(now["without_level"]) + int(now["without_tariff"])
    earlier: Row = before or {}
    made = []
    told = (
        ("persons", "Personer med behov", needs.PERSONS, 0, "personer"),
        ("needs", "Behov", needs.NEEDS, 0, "behov"),
        ("hours_per_week", "Timmar per vecka", needs.HOURS, 0, "timmar"),
        ("full_time_equivalents", "Årsarbetare", needs.FULL_TIME, 1, "årsarbetare"),
    )
    for name, label, definition, decimals, unit in told:
        written = formats.with_unit(earlier.get(name), unit, decimals)
        line = against(now[name], earlier.get(name), written, when)
        note = _base(now, name) if name in _WITHOUT else ""
        if name == "needs":
            without = int(now["needs"]) - int(now["decisions"])
            note = f"{formats.count(now['decisions'], 'beslut', 'beslut')}"
            note += (
                f" och {formats.count(without, 'insats', 'insatser')} utan gällande beslut" if without else ""
            )
        made.append(Card(label, formats.with_unit(now[name], unit, decimals), definition, (line,), note))
    line = against(
        now["compensation_kr"],
        earlier.get("compensation_kr"),
        formats.money(earlier.get("compensation_kr")),
        when,
    )
    made.append(
        Card(
            "Ersättning per månad",
            formats.money(now["compensation_kr"]),
            needs.COMPENSATION,
            (line,),
            _base(now, "compensation_kr"),
        )
    )
    made.append(
        Card(
            "Utan nivå eller tariff",
            formats.count(unknown, "behov", "behov"),
            needs.WITHOUT,
            note=f"{now['without_level']} utan nivå, {now['without_tariff']} utan tariff",
        )
    )
    return made


def _base(row: Row, name: str) -> str:
    known = int(row["needs"]) - int(row[_WITHOUT[name]])
    return f"för {formats.number(known)} av {formats.count(row['needs'], 'behov', 'behov')}"


def by_level(rows: Sequence[Row], whole: Row, options: NeedOptions) -> Table:
    """Type and level as rows. `rows` of grain level."""
    order = list(options.types)
    told = sorted(rows, key=lambda row: (order.index(row["intervention_type"]), _level_place(row["level"])))
    listed = [
        (
            options.types[row["intervention_type"]],
            level_words(row["level"]),
            row["persons"],
            row["needs"],
            *_measured(row),
            row["without_tariff"],
        )
        for row in told
    ]
    columns = (
        Column("type", "Insatstyp", Kind.TEXT),
        Column("level", "Nivå", Kind.TEXT),
        Column("persons", "Personer", Kind.COUNT),
        Column("needs", "Behov", Kind.COUNT),
        *measure_columns(),
        Column("without_tariff", "Utan tariff", Kind.COUNT, "Behov utan tariff"),
    )
    names = [column.name for column in columns]
    total = dict(
        zip(
            names,
            ("Alla", "", whole["persons"], whole["needs"], *_measured(whole), whole["without_tariff"]),
            strict=True,
        )
    )
    return Table("Behov per nivå", columns, pd.DataFrame(listed, columns=names, dtype=object), total)


def by_unit(rows: Sequence[Row], whole: Row, options: NeedOptions) -> Table:
    """Units as rows. `rows` of grain unit."""
    order = list(options.units)
    told = sorted(rows, key=lambda row: order.index(row["unit"] or ""))
    listed = [
        (
            options.units.get(row["unit"] or "", "Okänd"),
            row["persons"],
            row["needs"],
            *_measured(row),
            row["without_level"],
            row["without_tariff"],
        )
        for row in told
    ]
    columns = (
        Column("unit", "Enhet", Kind.TEXT),
        Column("persons", "Personer", Kind.COUNT),
        Column("needs", "Behov", Kind.COUNT),
        *measure_columns(),
        Column("without_level", "Utan nivå", Kind.COUNT, "Behov utan nivå"),
        Column("without_tariff", "Utan tariff", Kind.COUNT, "Behov utan tariff"),
    )
    names = [column.name for column in columns]
    last = ("Alla", whole["persons"], whole["needs"], *_measured(whole), whole["without_level"])
    total = dict(zip(names, (*last, whole["without_tariff"]), strict=True))
    return Table("Behov per enhet", columns, pd.DataFrame(listed, columns=names, dtype=object), total)


def by_month(rows: Sequence[Row]) -> Table:
    """The months as rows, the latest first. `rows` of grain all."""
    listed = [
        (
            row["day"],
            row["persons"],
            row["needs"],
            *_measured(row),
            row["without_level"],
            row["without_tariff"],
        )
        for row in sorted(rows, key=lambda row: row["day"], reverse=True)
    ]
    columns = (
        Column("day", "Dag", Kind.DATE),
        Column("persons", "Personer", Kind.COUNT),
        Column("needs", "Behov", Kind.COUNT),
        *measure_columns(),
        Column("without_level", "Utan nivå", Kind.COUNT, "Behov utan nivå"),
        Column("without_tariff", "Utan tariff", Kind.COUNT, "Behov utan tariff"),
    )
    names = [column.name for column in columns]
    return Table("Behov månad för månad", columns, pd.DataFrame(listed, columns=names, dtype=object))


def granted(rows: Sequence[Row], whole: Row, options: NeedOptions) -> Table:
    """Granted hours beside those of the interventions, by type, per week. `rows` of grain type."""
    order = list(options.types)
    told = sorted(rows, key=lambda row: order.index(row["intervention_type"]))
    listed = [(options.types[row["intervention_type"]], *_hours(row)) for row in told]
    columns = (
        Column("type", "Insatstyp", Kind.TEXT),
        Column("granted", "Beviljade timmar", Kind.DECIMAL, "Beviljade timmar per vecka"),
        Column("delivered", "Timmar i insatserna", Kind.DECIMAL, "Timmar per vecka i insatserna"),
        Column("difference", "Skillnad", Kind.DECIMAL, "Timmar i insatserna minus beviljade timmar"),
        Column("compared", "Beslut med båda", Kind.COUNT),
        Column("decisions", "Alla beslut", Kind.COUNT),
        Column(
            "delivered_unknown", "Utan timmar i insats", Kind.COUNT, "Beslut utan kända timmar i insatser"
        ),
        Column(
            "granted_unknown", "Utan beviljade timmar", Kind.COUNT, "Beslut utan beviljade timmar per vecka"
        ),
    )
    names = [column.name for column in columns]
    total = dict(zip(names, ("Alla", *_hours(whole)), strict=True))
    return Table(
        "Beviljade timmar och timmar i insatserna",
        columns,
        pd.DataFrame(listed, columns=names, dtype=object),
        total,
    )


def level_words(level: object) -> str:
    """A level as it is said."""
    return f"Nivå {formats.label(level)}" if formats.known(level) else NO_LEVEL


def measure_columns() -> tuple[Column, ...]:
    """Hours, full-time equivalents and compensation."""
    return (
        Column("hours", "Timmar per vecka", Kind.DECIMAL),
        Column("full_time", "Årsarbetare", Kind.DECIMAL),
        Column("compensation", "Kr per månad", Kind.MONEY, "Ersättning per månad, kr"),
    )


def _measured(row: Row) -> tuple[object, ...]:
    return row["hours_per_week"], row["full_time_equivalents"], row["compensation_kr"]


def _hours(row: Row) -> tuple[object, ...]:
    known = row["compared"]
    difference = row["delivered_hours"] - row["granted_hours"] if known else None
    return (
        row["granted_hours"] if known else None,
        row["delivered_hours"] if known else None,
        difference,
        row["compared"],
        row["decisions"],
        row["delivered_unknown"],
        row["granted_unknown"],
    )


def _level_place(level: object) -> int:
    return int(str(level).split(".")[0]) if formats.known(level) else 99
