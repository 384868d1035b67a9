"""The made-up persons: families, ages, and numbers that can belong to nobody.

The Swedish Tax Agency keeps the birth numbers 980-999 of each day for tests; no living person is given one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from etl.demo.chance import Chance
from etl.demo.journal import Journal, Row
from etl.demo.period import Period, months_later

DISTRICTS = ("Centrum", "Norrmalmen", "Söderängen", "Östhaga", "Västerby", "Landsbygden")
_DISTRICT_WEIGHTS = dict(zip(DISTRICTS, (1.0, 1.1, 1.5, 0.8, 1.1, 0.5), strict=True))
_FIRST_TEST_NUMBER = 980
_TEST_NUMBERS_OF_A_SEX = 10
_YEAR = 365.2425

_SHARE_PROTECTED = 0.012
_SHARE_ONLY_REPORTED_UNDELIVERED = 0.12
_SHARE_MISDATED = 0.004
_SHARE_RENUMBERED = 0.0006


@dataclass(eq=False)
class Person:
    """One person. `busy_until`: the last day of the latest investigation; `placed_until`: of the latest stay."""

    person_id: str
    born: int
    sex: str
    district: str
    protected: bool
    case_id: str | None = None
    case_used: int = 0
    known_on: int = 1 << 30
    busy_until: int = 0
    placed_until: int = 0
    paid_until: int = 0
    served: bool = False
    exported: bool = True

    def age_on(self, day: int) -> int:
        """Whole years, near enough."""
        return int((day - self.born) / _YEAR)


@dataclass(eq=False)
class Family:
    """Who lives together: children and the adults who answer for them."""

    adults: list[Person]
    children: list[Person] = field(default_factory=list)


class Register:
    """Everybody that the demo knows of."""

    def __init__(self, chance: Chance, period: Period) -> None:
        self._chance = chance
        self._period = period
        self._taken: dict[tuple[int, str], int] = {}
        self.persons: list[Person] = []

    def person(self, born: int, sex: str | None = None, district: str | None = None) -> Person:
        """A new person; the day of birth is moved where the numbers of that day are used up."""
        sex = sex or ("man" if self._chance.gives(0.51) else "kvinna")
        while self._taken.get((born, sex), 0) >= _TEST_NUMBERS_OF_A_SEX:
            born -= 1
        number = self._taken.get((born, sex), 0)
        self._taken[born, sex] = number + 1
        person = Person(
            number_for_tests(born, sex, number),
            born,
            sex,
            district or self._chance.weighted(_DISTRICT_WEIGHTS),
            self._chance.gives(_SHARE_PROTECTED),
        )
        self.persons.append(person)
        return person

    def aged(self, day: int, age: float, sex: str | None = None, district: str | None = None) -> Person:
        """A new person who is that many years old on a day."""
        return self.person(int(day - age * _YEAR), sex, district)

    def family(self, day: int, age: float) -> Family:
        """A family with a child of that age, and at times its siblings."""
        chance = self._chance
        child = self.aged(day, age)
        mother = self.aged(day, age + 21 + 14 * chance.share(), "kvinna", child.district)
        adults = [mother]
        if chance.gives(0.6):
            adults.append(self.aged(day, age + 23 + 16 * chance.share(), "man", child.district))
        family = Family(adults, [child])
        for _ in range(chance.weighted({0: 0.45, 1: 0.35, 2: 0.2})):
            sibling = age + chance.pick((-3.3, -2.1, 1.9, 3.2, 4.7)) + chance.share()
            if 0.1 < sibling < 17.5:
                family.children.append(self.aged(day, sibling, district=child.district))
        return family

    def tell(self, journal: Journal) -> None:
        """Tell of everybody whom some fact speaks of; a few are told late, wrongly at first, or not at all."""
        chance = self._chance
        for person in self.persons:
            if person.known_on > self._period.last or not person.exported:
                continue
            # a report that led to nothing is kept in a binder, and the person is not always registered
            if not person.served and chance.gives(_SHARE_ONLY_REPORTED_UNDELIVERED):
                continue
            row = _row(person)
            if chance.gives(_SHARE_MISDATED):
                wrong = months_later(person.born, chance.pick((-120, -12, 12)))
                journal.tell("persons", person.known_on, {**row, "birth_date": wrong})
                journal.tell("persons", person.known_on + chance.between(50, 240), row)
            elif person.served and chance.gives(_SHARE_RENUMBERED):
                self._renumbered(journal, person, row)
            else:
                journal.tell("persons", person.known_on, row)

    def _renumbered(self, journal: Journal, person: Person, row: Row) -> None:
        """Somebody who had a temporary number until the real one came."""
        temporary = f"{person.person_id[:8]}-T{self._chance.between(100, 999)}"
        journal.tell("persons", person.known_on - 60, {**row, "person_id": temporary})
        journal.tell("persons", person.known_on, row)
        merged = {
            "old_person_id": temporary,
            "new_person_id": person.person_id,
            "from_on": person.known_on,
        }
        journal.tell("person_merges", person.known_on + 20, merged)


def _row(person: Person) -> Row:
    return {
        "person_id": person.person_id,
        "birth_date": person.born,
        "sex": person.sex,
        "protected_identity": person.protected,
        "district": person.district,
    }


def number_for_tests(born: int, sex: str, number: int) -> str:
    """A personnummer of the series kept for tests: even birth numbers for women, odd ones for men."""
    day = date.fromordinal(born).strftime("%Y%m%d")
    birth_number = _FIRST_TEST_NUMBER + 2 * number + (sex == "man")
    return f"{day}-{birth_number}{_check_digit(f'{day[2:]}{birth_number}')}"


def _check_digit(nine: str) -> int:
    total = sum(_digits(int(digit) * (2 - place % 2)) for place, digit in enumerate(nine))
    return -total % 10


def _digits(number: int) -> int:
    return number - 9 if number > 9 else number


def adults_of(families: list[Family]) -> Iterator[Person]:
    """The adults of some families."""
    for family in families:
        yield from family.adults
