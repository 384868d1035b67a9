"""How things stand at the end of a month: the answers to `overview`, `persons_on_days` and `attention` as figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable
from dataclasses import dataclass

import pandas as pd

from domain import formats
from domain.definitions import Definition, care
from ui.cards import Card, Comparison, against
from ui.care_figures import DAY_KINDS
from ui.selection import last_day, months_before, year_before
from ui.tables import Column, Kind, Table

SHOWN_KIND = "heldygnsvard"
"""Housing and care in the own home are told of beside, never added."""

MONTHS_BACK = 12


def months_shown(month: dt.date) -> tuple[dt.date, ...]:
    """The months that lead here: the same month the year before is the first."""
    return tuple(months_before(month, back) for back in range(MONTHS_BACK, -1, -1))


def days_asked(month: dt.date, data_through: str | None) -> tuple[dt.date, ...]:
    """The last day of each of the months, or the last that the data cover."""
    through = dt.date.fromisoformat(data_through) if data_through else dt.date.max
    return tuple(min(last_day(shown), through) for shown in months_shown(month))


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures of one month beside those of the months before. `first_month` is the first that the data hold.

    `days` is the day of each month on which `persons` are counted.
    """

    rows: dict[tuple[str, dt.date], dict[Hashable, object]]
    persons: dict[dt.date, object]
    days: dict[dt.date, dt.date]
    month: dt.date
    first_month: dt.date

    @classmethod
    def of(cls, rows: pd.DataFrame, persons: pd.DataFrame, month: dt.date, first_month: dt.date) -> Overview:
        """From the answers to `overview` and `persons_on_days`."""
        return cls(
            {(row["kind"], row["month"]): row for row in rows.to_dict("records")},
            {
                day.replace(day=1): number
                for day, number in zip(persons["day"], persons["persons"], strict=True)
            },
            {day.replace(day=1): day for day in persons["day"]},
            month,
            first_month,
        )

    def figure(self, name: str, month: dt.date, kind: str = SHOWN_KIND) -> object:
        """A figure of a month: 0 where a month that the data hold has no day, unknown before they begin."""
        if month < self.first_month:
            return None
        found = self.rows.get((kind, month))
        if found is None:
            return 0 if name in _COUNTS else None
        return found[name]

    def placed(self, month: dt.date) -> object:
        """Persons placed on the last day of a month that the data cover; unknown before they begin."""
        if month < self.first_month:
            return None
        return self.persons.get(month)

    def cards(self) -> list[Card]:
        """The few figures that matter today."""
        unpriced = self.figure("unpriced_days", self.month)
        beside = self.figure("unbudgeted_kr", self.month)
        notes = (
            f"{formats.money(beside)} av kostnaden saknar budget" if beside else "",
            f"kostnaden är okänd för {formats.with_unit(unpriced, 'dygn')}" if unpriced else "",
        )
        without = "; ".join(note for note in notes if note)
        return [
            self._money("Kostnad med tillägg", care.GROSS, "gross_kr", without),
            self._number("Dygnskostnad", care.COST_PER_DAY, "cost_per_day_kr", "kr"),
            self._number("Vårddygn", care.CARE_DAYS, "days", "dygn"),
            self._persons(),
            self._number("Påbörjade placeringar", care.STARTED, "started", "st"),
            self._number("Avslutade placeringar", care.ENDED, "ended", "st"),
        ]

    def others(self) -> list[str]:
        """What is counted beside: housing days and days in the own home, each told with its cost."""
        return [
            f"Därutöver {formats.with_unit(days, kind.days)} "
            f"(kostnad: {formats.money(self.figure('cost_kr', self.month, code))}), som inte ingår ovan."
            for code, kind in DAY_KINDS.items()
            if code != SHOWN_KIND and (days := self.figure("days", self.month, code))
        ]

    def table(self) -> Table:
        """All the months behind the figures."""
        rows = pd.DataFrame(
            [
                {
                    "month": month,
                    "persons": self.placed(month),
                    **{column.name: self.figure(column.name, month) for column in _MONTHLY},
                }
                for month in months_shown(self.month)
                if month >= self.first_month
            ],
            dtype=object,
        )
        columns = (
            Column("month", "Månad", Kind.MONTH),
            Column("persons", "Placerade personer sista dagen", Kind.COUNT),
            *_MONTHLY,
        )
        return Table("Per månad, heldygnsvård", columns, rows)

    def _money(self, label: str, definition: Definition, name: str, note: str) -> Card:
        now = self.figure(name, self.month)
        lines = [against(now, value, formats.money(value), when) for when, value in self._earlier(name)]
        return Card(
            label, formats.money(now), definition, (*lines, *self._budget(now)), note, *self._way(name)
        )

    def _number(self, label: str, definition: Definition, name: str, unit: str) -> Card:
        now = self.figure(name, self.month)
        lines = tuple(
            against(now, value, formats.with_unit(value, unit), when) for when, value in self._earlier(name)
        )
        return Card(label, formats.with_unit(now, unit), definition, lines, "", *self._way(name))

    def _persons(self) -> Card:
        now = self.placed(self.month)
        lines = tuple(
            against(now, self.placed(month), formats.count(self.placed(month), "person", "personer"), when)
            for when, month in self._compared()
        )
        way = tuple(_drawn(self.placed(month)) for month in months_shown(self.month))
        note = f"{formats.date(self.days[self.month])}, i heldygnsvård"
        return Card(
            "Placerade personer",
            formats.count(now, "person", "personer"),
            care.PERSONS_PLACED,
            lines,
            note,
            way,
            self._span(),
        )

    def _compared(self) -> list[tuple[str, dt.date]]:
        last, year = months_before(self.month, 1), year_before(self.month)
        return [(formats.month(last), last), (formats.month(year), year)]

    def _earlier(self, name: str) -> list[tuple[str, object]]:
        return [(when, self.figure(name, month)) for when, month in self._compared()]

    def _budget(self, now: object) -> list[Comparison]:
        """The budget of the month, where one is delivered."""
        budget = self.figure("budget_kr", self.month)
        if not formats.known(budget):
            return []
        if not formats.known(now):
            return [Comparison("", f"budget {formats.money(budget)}")]
        difference = formats.signed_money(now - budget)  # type: ignore[operator]
        return [Comparison(difference, f"mot budget {formats.money(budget)}")]

    def _way(self, name: str) -> tuple[tuple[float | None, ...], str]:
        values = tuple(_drawn(self.figure(name, month)) for month in months_shown(self.month))
        return values, self._span()

    def _span(self) -> str:
        first, *_, last = months_shown(self.month)
        return formats.period(first, last)


_COUNTS = ("days", "priced_days", "unpriced_days", "started", "ended")
_MONTHLY = (
    Column("days", "Vårddygn", Kind.COUNT),
    Column("gross_kr", "Kostnad med tillägg, kr", Kind.MONEY),
    Column("cost_per_day_kr", "Dygnskostnad, kr", Kind.MONEY),
    Column("budget_kr", "Budget, kr", Kind.MONEY),
    Column("started", "Påbörjade placeringar", Kind.COUNT),
    Column("ended", "Avslutade placeringar", Kind.COUNT),
    Column("priced_days", "Prissatta dygn", Kind.COUNT),
    Column("unpriced_days", "Dygn utan pris", Kind.COUNT),
)


def _drawn(value: object) -> float | None:
    return float(value) if formats.known(value) else None  # type: ignore[arg-type]
