"""The tables of what is in use of welfare technology: the list, by category and unit, the indicator and the years."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from domain import formats
from ui.tables import Column, Kind, Table
from ui.technology_asked import Row, yes_or_no
from ui.technology_words import approximate, count

_KINDS = {"valfardsteknik": "Välfärdsteknik", "it": "IT", "okand": "Kategori okänd"}
_BREADTH = {2: "2 – breddinfört", 1: "1 – test", 0: "0 – inget"}

_TECHNOLOGY = Column("technology", "Teknik", Kind.TEXT)
_ENDED = Column("ended_on", "Till", Kind.DATE_IF_ANY, "I drift till")
_AS_OF = Column("as_of_on", "Antal per", Kind.DATE_IF_ANY)
_DETAILS = (
    Column("category", "Kategori", Kind.TEXT),
    Column("placed_at", "Var", Kind.TEXT),
    Column("unit_name", "Enhet", Kind.TEXT),
    Column("started_on", "Sedan", Kind.DATE, "I drift sedan"),
    Column("status", "Status", Kind.TEXT),
    Column("supplier", "Leverantör", Kind.TEXT),
    Column("one_off_cost", "Engångs\u00adkostnad, kr", Kind.MONEY, "Engångskostnad, kr"),
    Column("monthly_cost", "Per månad, kr", Kind.MONEY, "Kostnad per månad, kr"),
)


def deployments(title: str, rows: Sequence[Row], *, ended: bool = False) -> Table:
    """Deployments as a list, their counts as they are read; the last day where some have one."""
    told = pd.DataFrame([{**row, "shown": count(row)} for row in rows], dtype=object)
    shown = Column("shown", "Antal", Kind.COUNT)
    return Table(title, (_TECHNOLOGY, shown, _AS_OF, *((_ENDED,) if ended else ()), *_DETAILS), told)


def whole(rows: Sequence[Row]) -> Callable[[], Table]:
    """The same for a file: the count as a number, whether it is approximate, and what stands in the source."""
    columns = (
        _TECHNOLOGY,
        Column("count", "Antal", Kind.COUNT),
        Column("about", "Ungefärligt", Kind.TEXT),
        Column("count_text", "Antal i källan", Kind.TEXT),
        _AS_OF,
        _ENDED,
        *_DETAILS,
    )

    def made() -> Table:
        told = [{**row, "about": yes_or_no(row["count_approximate"]).lower()} for row in rows]
        return Table("Välfärdsteknik", columns, pd.DataFrame(told, dtype=object))

    return made


def categories(sums: Sequence[Row], whole_board: bool) -> Table:
    """What is in use by category; per inhabitant only for the whole board, whose inhabitants they are."""
    rows = [
        {
            **row,
            "category": row["category"] if formats.known(row["category"]) else "Okänd",
            "kind": _KINDS[row["kind"]],
            "shown": _counted(row),
        }
        for row in sums
        if row["grain"] == "category"
    ]
    rows.sort(key=lambda row: list(_KINDS.values()).index(row["kind"]))
    per = (
        Column(
            "per_1000_from_65", "Per 1 000 inv. 65+", Kind.DECIMAL, "Antal per 1 000 invånare 65 år och äldre"
        ),
        Column(
            "per_1000_from_80", "Per 1 000 inv. 80+", Kind.DECIMAL, "Antal per 1 000 invånare 80 år och äldre"
        ),
    )
    columns = (
        Column("category", "Kategori", Kind.TEXT),
        Column("kind", "Slag", Kind.TEXT),
        Column("deployments", "Införanden", Kind.COUNT),
        Column("shown", "Antal", Kind.COUNT),
        *(per if whole_board else ()),
        *_costs(),
    )
    return Table("Per kategori", columns, pd.DataFrame(rows, columns=[c.name for c in columns], dtype=object))


def units(sums: Sequence[Row]) -> Table:
    """What is in use by unit."""
    rows = [
        {
            **row,
            "unit": row["unit"] if formats.known(row["unit"]) else "Okänd",
            "kind": _KINDS[row["kind"]],
        }
        for row in sums
        if row["grain"] == "unit"
    ]
    columns = (
        Column("unit", "Enhet", Kind.TEXT),
        Column("kind", "Slag", Kind.TEXT),
        Column("deployments", "Införanden", Kind.COUNT),
        *_costs(),
    )
    summed = pd.DataFrame(rows, columns=[c.name for c in columns], dtype=object)
    return Table("Per enhet", columns, summed)


def _costs() -> tuple[Column, ...]:
    return (
        Column("one_off_kr", "Engångs\u00adkostnad, kr", Kind.MONEY, "Engångskostnad, kr"),
        Column("without_one_off", "Utan känd", Kind.COUNT, "Införanden utan känd engångskostnad"),
        Column("monthly_kr", "Per månad, kr", Kind.MONEY, "Kostnad per månad, kr"),
        Column("without_monthly", "Utan känd", Kind.COUNT, "Införanden utan känd kostnad per månad"),
    )


def _counted(row: Row) -> str:
    known = approximate(row["counted"], row["is_approximate"])
    missing = int(row["without_count"])
    return known if not missing or not formats.known(row["counted"]) else f"minst {known}, {missing} okända"


def breadth(rows: Sequence[Row]) -> Table:
    """The categories as rows and the days as columns, the latest first, with the last day's change in words."""
    days = sorted({row["day"] for row in rows}, reverse=True)
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        kind = "Ja" if row["kind"] == "nationell" else "Nej"
        line = found.setdefault(row["label"], {"label": row["label"], "kind": kind})
        line[row["day"].isoformat()] = _BREADTH.get(row["breadth"], formats.UNKNOWN)
    columns = (
        Column("label", "Kategori", Kind.TEXT),
        *(Column(day.isoformat(), day.isoformat(), Kind.TEXT) for day in days),
        Column("kind", "I Kolada", Kind.TEXT, "Med i den nationella indikatorn"),
    )
    return Table("Breddinförande per kategori", columns, pd.DataFrame(list(found.values()), dtype=object))


def years(rows: Sequence[Row]) -> Table:
    """What ran at each year's end, the latest first, by category."""
    told = [
        {**row, "kind": _KINDS[row["kind"]], "shown": _year_count(row)}
        for row in rows
        if row["grain"] == "category"
    ]
    told.sort(key=lambda row: row["day"], reverse=True)
    columns = (
        Column("day", "Dag", Kind.DATE),
        Column("category", "Kategori", Kind.TEXT),
        Column("running", "I drift", Kind.COUNT),
        Column("unknown", "Okänt", Kind.COUNT, "Införanden som kanske var i drift"),
        Column("began", "Påbörjade i året", Kind.COUNT),
        Column("ended", "Avslutade i året", Kind.COUNT),
        Column("shown", "Antal", Kind.COUNT),
    )
    return Table("År för år", columns, pd.DataFrame(told, columns=[c.name for c in columns], dtype=object))


def _year_count(row: Row) -> str:
    if not int(row["running"]):
        return formats.number(0)
    known = approximate(row["count"], row["count_approximate"])
    missing = int(row["without_count"])
    return known if not missing or not formats.known(row["count"]) else f"minst {known}, {missing} okända"
