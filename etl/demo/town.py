"""What every part of the demo shares: its period, size, persons and journal, and the numbers it hands out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from etl.demo.chance import Chance
from etl.demo.journal import Journal, Row
from etl.demo.magnitudes import PER_INHABITANTS
from etl.demo.period import Period, year_of
from etl.demo.persons import Family, Person, Register
from etl.demo.stays import Given, Stay

_CASE_RESTS_DAYS = 540


@dataclass
class Town:
    """The municipality while it is told."""

    inhabitants: int
    seed: int
    period: Period
    journal: Journal
    register: Register
    families: list[Family] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    given: list[Given] = field(default_factory=list)
    _numbers: Counter[str] = field(default_factory=Counter)
    _known: dict[str, int] = field(default_factory=dict)

    @staticmethod
    def founded(inhabitants: int, years: int, seed: int) -> Town:
        """An empty municipality."""
        period = Period.of(years)
        register = Register(Chance(seed, "persons"), period)
        return Town(inhabitants, seed, period, Journal(period), register)

    def chance(self, subject: str) -> Chance:
        """The stream of draws of a subject."""
        return Chance(self.seed, subject)

    def scaled(self, of_hundred_thousand: float) -> float:
        """A number for 100,000 inhabitants, for as many as there are."""
        return of_hundred_thousand * self.inhabitants / PER_INHABITANTS

    def number(self, series: str) -> str:
        """The next number of a series, as the case system would write it."""
        self._numbers[series] += 1
        return f"{series}{100_000 + self._numbers[series]}"

    def case_of(self, person: Person, day: int) -> str:
        """The person's case: the one under way, or a new one after a long time of rest."""
        if person.case_id is None or day - person.case_used > _CASE_RESTS_DAYS:
            self._numbers["case"] += 1
            person.case_id = f"{year_of(day)}-{self._numbers['case']:05d}"
        person.case_used = max(person.case_used, day)
        return person.case_id

    def known_of(self, identity: str | None) -> int:
        """The day on which a step became known; the beginning of time for none."""
        return self._known.get(identity, 0) if identity else 0

    def tell_step(self, entity: str, identity: str, known_on: int, row: Row, unit: str) -> None:
        """A step of a case, and from when it is known: what follows on it is never known before."""
        self._known.setdefault(identity, known_on)
        self.journal.tell(entity, known_on, row, unit)

    def tell_of(self, stay: Stay, entity: str, known_on: int, row: Row) -> None:
        """A fact of a placement, not told before the placement itself."""
        self.journal.tell(entity, max(known_on, stay.known_on), row, stay.unit)

    def seen(self, person: Person, known_on: int, *, served: bool = False) -> None:
        """A fact about the person became known: the person is told of from then."""
        person.known_on = min(person.known_on, max(known_on, 0))
        person.served = person.served or served
