"""Parallel interventions counted slowly: person by person and day by day, from docs/decisions/0010 and docs/figures.md.

Shares no code with the store. Rows are plain: a person, a kind, a first and a last day (None: goes on), a unit.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from statistics import median

DAY = timedelta(days=1)
Kinds = tuple[str, ...]


@dataclass(frozen=True)
class Given:
    """One placement or other intervention. Prices are (first day, last day or None, öre a day, öre a month)."""

    person: str
    kind: str
    is_placement: bool
    first: date
    last: date | None
    unit: str | None
    hours: int | None = None
    prices: tuple[tuple[date, date | None, int | None, int | None], ...] = ()

    def on(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def cost_ore(self, day: date) -> Fraction | None:
        holding = [p for p in self.prices if p[0] <= day and (p[1] is None or day <= p[1])]
        if not holding:
            return None
        _, _, daily, monthly = max(holding, key=lambda price: price[0])
        if daily is not None:
            return Fraction(daily)
        assert monthly is not None
        return Fraction(monthly, monthrange(day.year, day.month)[1])


@dataclass(frozen=True)
class Spell:
    """A run of days with one set of kinds; the last day may lie beyond what is known."""

    person: str
    kinds: Kinds
    first: date
    last: date
    is_transfer: bool
    units: frozenset[str]

    @property
    def is_counted(self) -> bool:
        return not self.is_transfer or len(self.kinds) > 2


@dataclass(frozen=True)
class Town:
    """All rows, the last day they speak of, and a day after which nothing changes any more."""

    rows: tuple[Given, ...]
    today: date
    units: tuple[str, ...] | None

    @property
    def horizon(self) -> date:
        days = [day for row in self.rows for day in (row.first, row.last) if day]
        return max([self.today, *days]) + 3 * DAY

    def seen(self) -> list[Given]:
        """The rows that the asker may know of: of the own persons those of any unit, not those of none."""
        if self.units is None:
            return list(self.rows)
        own = {row.person for row in self.rows if row.unit in self.units}
        return [row for row in self.rows if row.person in own and row.unit is not None]

    def is_own(self, row: Given) -> bool:
        return self.units is None or row.unit in self.units

    def spells(self) -> list[Spell]:
        by_person: dict[str, list[Given]] = defaultdict(list)
        for row in self.seen():
            by_person[row.person].append(row)
        return [spell for person, rows in by_person.items() for spell in self._spells(person, rows)]

    def _spells(self, person: str, rows: list[Given]) -> Iterator[Spell]:
        day, last = min(row.first for row in rows), self.horizon
        run: list[date] = []
        while day <= last:
            if len(kinds_on(rows, day)) > 1:
                run.append(day)
            if run and kinds_on(rows, day + DAY) != kinds_on(rows, run[0]):
                yield self._spell(person, rows, run)
                run = []
            day += DAY
        if run:
            yield self._spell(person, rows, run)

    def _spell(self, person: str, rows: list[Given], run: list[date]) -> Spell:
        units = {row.unit for day in run for row in rows if row.on(day) and row.unit}
        return Spell(person, kinds_on(rows, run[0]), run[0], run[-1], _gives_way(rows, run), frozenset(units))

    def asked(self, units: tuple[str, ...] | None) -> list[Spell]:
        return [s for s in self.spells() if units is None or s.units & set(units)]


def kinds_on(rows: list[Given], day: date) -> Kinds:
    return tuple(sorted({row.kind for row in rows if row.on(day)}))


def _gives_way(rows: list[Given], run: list[date]) -> bool:
    """A single day on which one placement ends and another, of another form, begins and goes on."""
    if len(run) != 1:
        return False
    (day,) = run
    left = {row.kind for row in rows if row.is_placement and row.last == day and row.first < day}
    entered = {
        row.kind
        for row in rows
        if row.is_placement and row.first == day and (row.last is None or row.last > day)
    }
    return bool(left and entered and left != entered)


def worth(town: Town, person: str, day: date) -> Counter[str]:
    """What the own rows of a person are worth on a day; cost in öre."""
    found: Counter[str] = Counter()
    for row in town.seen():
        if row.person != person or not row.on(day) or not town.is_own(row):
            continue
        if row.is_placement:
            cost = row.cost_ore(day)
            found["placements"] += 1
            found["unpriced"] += cost is None
            found["cost"] += cost or 0  # type: ignore[assignment]
        else:
            found["others"] += 1
            found["without_hours"] += row.hours is None
            found["hours"] += row.hours or 0
    return found


def on_days(
    town: Town, days: list[date], units: tuple[str, ...] | None
) -> dict[tuple[date, Kinds, bool], Counter[str]]:
    found: dict[tuple[date, Kinds, bool], Counter[str]] = defaultdict(Counter)
    for spell in town.asked(units):
        for day in days:
            if spell.first <= day <= spell.last and day <= town.today:
                sums = found[(day, spell.kinds, spell.is_transfer)]
                sums["persons"] += 1
                sums.update(worth(town, spell.person, day))
    return dict(found)


def between(
    town: Town, first: date, last: date, units: tuple[str, ...] | None
) -> dict[Kinds | None, tuple[int, int, int, int, float | None]]:
    """Persons, spells, open spells, person days and median days, by set and (None) for all."""
    last = min(last, town.today)
    touching = [
        s for s in town.asked(units) if s.is_counted and s.first <= last and min(s.last, town.today) >= first
    ]
    found: dict[Kinds | None, tuple[int, int, int, int, float | None]] = {}
    sets = {s.kinds for s in touching if not s.is_transfer}
    for kinds in (None, *sets):
        held = [s for s in touching if kinds is None or s.kinds == kinds]
        real = [s for s in held if not s.is_transfer]
        lengths = [(min(s.last, town.today) - s.first).days + 1 for s in real]
        found[kinds] = (
            len({s.person for s in held}),
            len(real),
            sum(s.last > town.today for s in real),
            sum((min(s.last, last) - max(s.first, first)).days + 1 for s in held),
            float(median(lengths)) if lengths else None,
        )
    return found


def pairs(town: Town, first: date, last: date, units: tuple[str, ...] | None) -> dict[tuple[str, str], int]:
    who: dict[tuple[str, str], set[str]] = defaultdict(set)
    for spell in town.asked(units):
        begun, ended = max(spell.first, first), min(spell.last, last, town.today)
        if begun <= ended and not spell.is_transfer:
            for one in spell.kinds:
                for other in spell.kinds:
                    if one < other:
                        who[(one, other)].add(spell.person)
    return {pair: len(persons) for pair, persons in who.items()}


def days_in_a_row(town: Town, person: str, day: date) -> int:
    """Days up to the day on which the person has parallel interventions, without a gap."""
    spells = [s for s in town.spells() if s.person == person and s.is_counted]
    number = 0
    while any(s.first <= day <= s.last for s in spells):
        number += 1
        day -= DAY
    return number
