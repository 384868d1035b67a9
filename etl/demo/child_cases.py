"""Children: reports of concern and applications, investigations, and what they led to."""

from __future__ import annotations

from etl.demo import law
from etl.demo.child_care import ChildCare
from etl.demo.helping import Helping
from etl.demo.magnitudes import (
    APPLICATIONS_FOR_CHILDREN,
    CHILDREN_PLACED_FIRST,
    REPORTS_OF_CHILDREN,
    SEASON,
    SHARE_INVESTIGATED,
)
from etl.demo.period import day_of, first_of, last_of, month_of, months_later
from etl.demo.persons import Family, Person
from etl.demo.steps import Arrival, Steps
from etl.demo.town import Town
from etl.demo.units import CHILDREN_SOUTH, RECEPTION, children_of

SOUTH_SLOWS = day_of(2025, 3, 1)
"""From then investigations of the unit in the south take longer."""

_AGES = {2: 0.24, 6: 0.2, 10: 0.26, 14: 0.3}
_SHARE_KNOWN_BEFORE = 0.52
_KNOWN_REMEMBERED = 1_300
_GROWTH_A_YEAR = 1.025
_HELPED_BEFORE_MONTHS = 30
_INVESTIGATIONS = 1_930
_SHARE_HELPED = 0.34
_HELP = {
    "familjebehandling": 0.35,
    "personligt_stod": 0.34,
    "foraldragrupp": 0.1,
    "kontaktperson": 0.1,
    "kontaktfamilj": 0.08,
    "skvalificerad_kontaktperson": 0.01,
    "oppenvard_program": 0.02,
}
_SOURCES = {
    "Skola": 0.27,
    "Polis": 0.24,
    "Hälso- och sjukvård": 0.17,
    "Förskola": 0.05,
    "Annan kommun": 0.05,
    "Anonym": 0.09,
    "Anhörig eller granne": 0.08,
    "Kvinnojour": 0.02,
    "Kriminalvård": 0.03,
}
_REASONS = {
    "Våld i hemmet": 0.26,
    "Brister i omsorgen": 0.22,
    "Skadligt bruk hos förälder": 0.14,
    "Psykisk ohälsa hos barnet": 0.12,
    "Skolfrånvaro": 0.1,
    "Brottslighet": 0.09,
    "Skadligt bruk hos barnet": 0.05,
    "Hedersrelaterat förtryck": 0.02,
}


class ChildCases:
    """Everything that begins with a child."""

    def __init__(self, town: Town, helping: Helping, care: ChildCare) -> None:
        self._town = town
        self._chance = town.chance("child cases")
        self._steps = Steps(town, "child cases")
        self._helping = helping
        self._care = care
        self._known: list[tuple[Person, Family]] = []

    def tell(self) -> None:
        """Month by month; before the period only what still went on when it began."""
        period = self._town.period
        for month in period.months_before:
            for _ in range(self._chance.count(self._town.scaled(CHILDREN_PLACED_FIRST) / 12)):
                self._earlier(month, "placed")
            if month >= period.months[0] - _HELPED_BEFORE_MONTHS:
                for _ in range(self._chance.count(self._town.scaled(_INVESTIGATIONS * _SHARE_HELPED) / 12)):
                    self._earlier(month, "helped")
        for month in period.months:
            self._reports(month)
            self._applications(month)

    def day_in(self, month: int) -> int:
        """A day of the month, seldom in a weekend."""
        day = self._chance.between(first_of(month), last_of(month))
        if (day + 6) % 7 >= 5 and self._chance.gives(0.7):
            return self._chance.between(first_of(month), last_of(month))
        return day

    def _reports(self, month: int) -> None:
        chance, town = self._chance, self._town
        years = (month - town.period.months[0]) / 12
        mean = town.scaled(REPORTS_OF_CHILDREN) / 12 * SEASON[month % 12] * _GROWTH_A_YEAR ** (years - 3)
        left = chance.count(mean)
        while left > 0:
            day = self.day_in(month)
            child, family = self._someone(day)
            reported = [child, *(c for c in family.children if c is not child and chance.gives(0.6))]
            for each in reported[:left]:
                if each.age_on(day) < 18 and each.born < day:
                    self._report(each, family, day)
                    left -= 1

    def _someone(self, day: int) -> tuple[Person, Family]:
        if self._known and self._chance.gives(_SHARE_KNOWN_BEFORE):
            lately = self._known[-max(20, int(self._town.scaled(_KNOWN_REMEMBERED))) :]
            child, family = self._chance.pick(lately)
            if child.age_on(day) < 18:
                return child, family
        family = self._town.register.family(day, self._age())
        self._town.families.append(family)
        self._known.append((family.children[0], family))
        return family.children[0], family

    def _age(self) -> float:
        return self._chance.weighted(_AGES) + 4 * self._chance.share() - 2

    def _report(self, child: Person, family: Family, day: int) -> None:
        chance = self._chance
        safety = None if chance.gives(0.015) else day + chance.weighted({0: 0.84, 1: 0.13, 4: 0.03})
        reason = chance.weighted(_REASONS)
        source = chance.weighted(_SOURCES)
        if source == "Skola" and month_of(day) % 12 == 6:
            source = "Polis"
        if child.busy_until >= day:
            outcome, assessed = "pagaende", day + chance.between(0, 2)
        else:
            late = chance.gives(0.07)
            assessed = day + (chance.between(15, 45) if late else chance.between(0, 13))
            outcome = "inleds" if chance.gives(SHARE_INVESTIGATED) else "inleds_ej"
        arrival = Arrival(child, day, "anmalan", "barn", source, reason, RECEPTION, assessed, outcome, safety)
        referral = self._steps.referral(arrival)
        if outcome == "inleds":
            self._investigate(child, family, referral, assessed + chance.between(0, 1))

    def _applications(self, month: int) -> None:
        chance = self._chance
        for _ in range(chance.count(self._town.scaled(APPLICATIONS_FOR_CHILDREN) / 12)):
            day = self.day_in(month)
            child, family = self._someone(day)
            if child.busy_until >= day:
                continue
            source = "Vårdnadshavare" if child.age_on(day) < 15 else "Den unge själv"
            arrival = Arrival(child, day, "ansokan", "barn", source, "Ansökan om stöd", RECEPTION)
            referral = self._steps.referral(arrival)
            self._investigate(child, family, referral, day + chance.between(0, 4))

    def _earlier(self, month: int, led_to: str) -> None:
        day = self.day_in(month)
        family = self._town.register.family(day, self._age())
        self._town.families.append(family)
        self._investigate(family.children[0], family, None, day, led_to)

    def _investigate(
        self, child: Person, family: Family, referral: str | None, opened: int, led_to: str | None = None
    ) -> None:
        chance = self._chance
        unit = children_of(child.district, child.age_on(opened))
        closed = opened + self._length(unit, opened)
        before = led_to is not None
        led_to = led_to or self._led_to(child, opened)
        limit = months_later(opened, 4)
        extended = (
            months_later(opened, chance.pick((5, 6, 6, 8)))
            if closed > limit + 5 and chance.gives(0.45)
            else None
        )
        child.busy_until = max(child.busy_until, closed)
        if led_to == "placed":
            self._care.place(child, family, unit, referral, opened, closed, extended, before=before)
            return
        if before and led_to == "helped" and closed < self._town.period.first - 900:
            return
        if before:
            self._help(child, family, closed, unit, None)
            return
        investigation = self._steps.investigation(referral, child, "barn", unit, opened, closed, extended)
        match led_to:
            case "helped":
                self._help(child, family, closed, unit, investigation)
            case "refused":
                self._steps.decision(
                    child, closed, "avslag", law.assistance(closed), unit,
                    investigation=investigation, kind=chance.pick(("kontaktfamilj", "kontaktperson")),
                )  # fmt: skip
            case _:
                outcome = "avskrivning" if chance.gives(0.06) else "utan_insats"
                self._steps.decision(
                    child, closed, outcome, law.assistance(closed), unit, investigation=investigation
                )
        if chance.gives(0.03) and closed < self._town.period.last:
            again = closed + chance.between(1, 13)
            if child.age_on(again) < 18:
                self._investigate(child, family, None, again)

    def _led_to(self, child: Person, day: int) -> str:
        older = 2.0 if child.age_on(day) >= 13 else 0.55
        placed = CHILDREN_PLACED_FIRST / _INVESTIGATIONS * older
        free = child.placed_until < day
        return self._chance.weighted(
            {"placed": placed if free else 0.0, "helped": _SHARE_HELPED, "refused": 0.03, "nothing": 0.6}
        )

    def _length(self, unit: str, opened: int) -> int:
        """Days of an investigation: most near four months, some longer, in the south longer of late."""
        chance = self._chance
        kind = chance.weighted({"short": 0.12, "ordinary": 0.71, "long": 0.17})
        match kind:
            case "short":
                days = chance.between(12, 60)
            case "ordinary":
                days = 122 - int(62 * chance.share() ** 1.7)
            case _:
                days = chance.between(122, 215)
        if unit == CHILDREN_SOUTH and opened >= SOUTH_SLOWS:
            days = int(days * 1.26)
        return days

    def _help(
        self, child: Person, family: Family, decided: int, unit: str, investigation: str | None
    ) -> None:
        chance = self._chance
        kind = chance.weighted(_HELP)
        self._helping.give(child, kind, decided, unit, investigation)
        if kind == "familjebehandling" and family.adults and chance.gives(0.35):
            parent = chance.pick(family.adults)
            self._helping.give(parent, "personligt_stod", decided + chance.between(0, 40), unit, None)
        elif chance.gives(0.08):
            second = chance.pick(("kontaktperson", "personligt_stod"))
            if second != kind:
                self._helping.give(child, second, decided + chance.between(0, 60), unit, investigation)
