"""The figures of Parallella insatser: the answers to its questions about groups, as cards and tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from domain import formats
from domain.definitions import parallel
from ui.cards import Card, against
from ui.parallel_selection import Chosen, Reach
from ui.tables import Column, Kind, Table

NOTHING = "–"
"""Where there is nothing that could have an amount: not unknown, and not 0."""

WORTH = (
    Column("hours_per_week", "Timmar per vecka", Kind.COUNT),
    Column("without_hours", "Insatser utan timmar", Kind.COUNT),
    Column("cost_per_day_kr", "Kr per dygn", Kind.MONEY),
    Column("unpriced", "Placeringar utan pris", Kind.COUNT),
)
"""What is given, and how much of it has no hours or no price."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted on days, between days and pair by pair."""

    chosen: Chosen
    reach: Reach
    days: pd.DataFrame
    sets: pd.DataFrame
    pairs: pd.DataFrame

    @property
    def on_day(self) -> Mapping[Any, Any]:
        """The chosen day as a whole."""
        return self._of(self.chosen.day)

    @property
    def before(self) -> Mapping[Any, Any]:
        """The same day the year before; empty where nothing is known of it."""
        return self._of(self.chosen.year_before)

    @property
    def sets_on_day(self) -> pd.DataFrame:
        """The sets of kinds on the day, the commonest first."""
        return self.days[self.days["level"] == "set"]

    @property
    def between(self) -> Mapping[Any, Any]:
        """The period as a whole."""
        return next(iter(self.sets[self.sets["level"] == "total"].to_dict("records")), {})

    @property
    def sets_between(self) -> pd.DataFrame:
        """The sets of kinds in the period, the commonest first."""
        return self.sets[self.sets["level"] == "set"]

    @property
    def months(self) -> pd.DataFrame:
        """The last day of each month, or the last that is covered; the earliest first."""
        ends = self.chosen.month_ends(self.reach)
        found = self.days[(self.days["level"] == "day") & self.days["day"].isin(ends)]
        return found.assign(month=[day.replace(day=1) for day in found["day"]])

    @property
    def is_empty(self) -> bool:
        """Whether nobody is given two kinds, neither the day nor in the period."""
        return not self.on_day.get("persons") and not self.between.get("persons")

    def cards(self) -> list[Card]:
        """The day and the period in six figures."""
        now, before, period = self.on_day, self.before, self.between
        day = formats.date(self.chosen.day)
        year = f"ett år tidigare ({formats.date(self.chosen.year_before)})"
        earlier = before.get("persons")
        return [
            Card(
                "Personer med parallella insatser",
                formats.count(now.get("persons"), "person", "personer"),
                parallel.PERSONS,
                (against(now.get("persons"), earlier, formats.number(earlier), year),),
                note=f"två eller flera slag samma dag, {day}",
            ),
            Card(
                "Personer under perioden",
                formats.count(period.get("persons", 0), "person", "personer"),
                parallel.PERSONS_BETWEEN,
                note=f"{formats.count(period.get('person_days') or 0, 'persondag', 'persondagar')} i perioden",
            ),
            Card(
                "Typisk längd",
                formats.with_unit(period.get("median_days"), "dagar"),
                parallel.LENGTH,
                note=f"median av {formats.number(period.get('spells') or 0)} kombinationer, varav "
                f"{formats.number(period.get('open_spells') or 0)} pågår",
            ),
            Card(
                "Timmar per vecka",
                _amount(now, "hours_per_week", "others", lambda v: formats.with_unit(v, "timmar", 0)),
                parallel.HOURS,
                note=_missing(now.get("without_hours"), "insats utan timmar", "insatser utan timmar")
                or "insatser utom placeringar",
            ),
            Card(
                "Kostnad per dygn",
                _amount(now, "cost_per_day_kr", "placements", formats.money),
                parallel.COST,
                note=_missing(now.get("unpriced"), "placering utan pris", "placeringar utan pris")
                or "placeringarnas pris; andra insatser har inget",
            ),
            Card(
                "Byten av placering",
                formats.count(now.get("transfers"), "person", "personer"),
                parallel.TRANSFERS,
                note="samma dag; är inte parallella insatser",
            ),
        ]

    def month_table(self) -> Table:
        """The months, the latest first."""
        rows = self.months.iloc[::-1].reset_index(drop=True)
        columns = (
            Column("day", "Dag", Kind.DATE),
            Column("persons", "Personer", Kind.COUNT),
            *WORTH,
            Column("transfers", "Byten av placering", Kind.COUNT),
        )
        return Table("Månadens sista dag", columns, worth(rows))

    def day_table(self) -> Table:
        """Each set of kinds on the day: how many persons, and what they are given."""
        rows = self.sets_on_day
        shown = worth(rows.assign(together=[self.reach.together(kinds) for kinds in rows["kinds"]]))
        columns = (
            Column("together", "Kombination", Kind.TEXT),
            Column("persons", "Personer", Kind.COUNT),
            *WORTH,
        )
        whole = worth(pd.DataFrame([self.on_day], dtype=object)).to_dict("records")[0]
        return Table(f"Kombinationer {formats.date(self.chosen.day)}", columns, shown, _total(whole))

    def period_table(self) -> Table:
        """Each set of kinds in the period: how many persons, and how long."""
        rows = self.sets_between
        columns = (
            Column("together", "Kombination", Kind.TEXT),
            Column("persons", "Personer", Kind.COUNT),
            Column("median_days", "Mediandagar", Kind.COUNT),
            Column("spells", "Gånger", Kind.COUNT),
            Column("open_spells", "Pågår", Kind.COUNT, "Gånger som pågår"),
            Column("person_days", "Persondagar", Kind.COUNT),
        )
        shown = rows.assign(together=[self.reach.together(kinds) for kinds in rows["kinds"]])
        return Table("Kombinationer under perioden", columns, shown, _total(self.between))

    def pair_table(self) -> Table:
        """Each two kinds that persons were given at once in the period."""
        ordered = [
            sorted((str(row["kind"]), str(row["other_kind"])), key=self._place)
            for row in self.pairs.to_dict("records")
        ]
        shown = self.pairs.assign(
            kind=[self.reach.kind(first) for first, _ in ordered],
            other_kind=[self.reach.kind(second) for _, second in ordered],
        )
        columns = (
            Column("kind", "Slag", Kind.TEXT),
            Column("other_kind", "Samtidigt med", Kind.TEXT),
            Column("persons", "Personer", Kind.COUNT),
        )
        return Table("Två slag samtidigt under perioden", columns, shown)

    def _place(self, kind: str) -> int:
        listed = list(self.reach.kinds)
        return listed.index(kind) if kind in listed else len(listed)

    def _of(self, day: dt.date) -> Mapping[Any, Any]:
        found = self.days[(self.days["level"] == "day") & (self.days["day"] == day)]
        return next(iter(found.to_dict("records")), {})


def worth(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with hours and cost as they are shown: nothing to have an amount is not an amount that is unknown."""
    return rows.assign(
        hours_per_week=_shown(rows, "hours_per_week", "others"),
        cost_per_day_kr=_shown(rows, "cost_per_day_kr", "placements"),
    )


def _shown(rows: pd.DataFrame, name: str, among: str) -> pd.Series:
    shown = [value if number else NOTHING for value, number in zip(rows[name], rows[among], strict=True)]
    return pd.Series(shown, index=rows.index, dtype=object)


def _amount(row: Mapping[Any, Any], name: str, among: str, written: Any) -> str:
    return str(written(row.get(name))) if row.get(among) else NOTHING


def _missing(number: object, one: str, many: str) -> str:
    return f"därutöver {formats.count(number, one, many)}" if number else ""


def _total(row: Mapping[Any, Any]) -> dict[str, object]:
    return {str(name): value for name, value in row.items()} | {"together": "Totalt"}
