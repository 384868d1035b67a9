"""Ekonomiskt bistånd: applications, decisions for half a year at a time, and how long it is given."""

from __future__ import annotations

from collections import defaultdict

from etl.demo import law
from etl.demo.magnitudes import APPLICATIONS_FOR_ASSISTANCE
from etl.demo.period import first_of, last_of, month_of, months_later
from etl.demo.persons import Person
from etl.demo.stays import Given
from etl.demo.steps import Arrival, Steps
from etl.demo.town import Town
from etl.demo.units import ASSISTANCE

_BEFORE_MONTHS = 40
_MEAN_DAYS = 240
_DECIDED_FOR_MONTHS = 6
_SHARE_OF_PARENTS = 0.24
_SHARE_BACK = 0.25
_SHARE_HELPED_OTHERWISE = 0.13
_SHARE_NOT_EXPORTED = 0.03
_OUTCOMES = {"bifall": 0.58, "delvis_bifall": 0.07, "avslag": 0.23, "avskrivning": 0.09, "avvisning": 0.03}


class Assistance:
    """Everything that begins with an application for money."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._chance = town.chance("assistance")
        self._steps = Steps(town, "assistance")
        self._earlier: list[Person] = []
        self._helped: dict[int, list[Person]] = defaultdict(list)
        for given in town.given:
            for month in range(month_of(given.started), month_of(min(given.ended, town.period.last)) + 1):
                self._helped[month].append(given.person)

    def tell(self) -> None:
        """Month by month; before the period only what still went on when it began."""
        period = self._town.period
        for month in period.months_before:
            if month >= period.months[0] - _BEFORE_MONTHS:
                self._applications(month, before=True)
        for month in period.months:
            self._applications(month, before=False)

    def _applications(self, month: int, *, before: bool) -> None:
        for _ in range(self._chance.count(self._town.scaled(APPLICATIONS_FOR_ASSISTANCE) / 12)):
            self._application(self._chance.between(first_of(month), last_of(month)), before=before)

    def _application(self, day: int, *, before: bool) -> None:
        chance = self._chance
        person = self._someone(day)
        outcome = chance.weighted(_OUTCOMES)
        granted = outcome in ("bifall", "delvis_bifall")
        decided = day + max(1, int(chance.around(13, 0.6)))
        until = decided + max(28, int(chance.around(_MEAN_DAYS, 1.0)))
        if before and (not granted or until < self._town.period.first):
            return
        arrival = Arrival(person, day, "ansokan", "vuxen", "Den enskilde", "Ekonomiskt bistånd", ASSISTANCE)
        referral = self._steps.referral(arrival)
        investigation = self._steps.investigation(referral, person, "vuxen", ASSISTANCE, day, decided)
        person.busy_until = max(person.busy_until, decided)
        amount = float(chance.between(30, 140) * 100)
        decision = self._decide(person, decided, outcome, investigation, amount if granted else None)
        self._earlier.append(person)
        if not granted:
            return
        person.paid_until = until
        self._town.given.append(
            Given(
                self._town.number("IN"), decision, self._town.case_of(person, decided), person,
                "ekonomiskt_bistand", decided, until, ASSISTANCE,
                end_reason=chance.weighted({"enligt_plan": 0.7, "flytt": 0.1, "avbrott_klient": 0.2}),
            )
        )  # fmt: skip
        again = months_later(decided, _DECIDED_FOR_MONTHS)
        while again < until:
            self._decide(person, again, "bifall", None, amount)
            again = months_later(again, _DECIDED_FOR_MONTHS)

    def _someone(self, day: int) -> Person:
        chance = self._chance
        helped = self._helped[month_of(day)]
        if helped and chance.gives(_SHARE_HELPED_OTHERWISE):
            person = chance.pick(helped)
        elif self._town.families and chance.gives(_SHARE_OF_PARENTS):
            adults = chance.pick(self._town.families).adults
            person = chance.pick(adults)
        elif self._earlier and chance.gives(_SHARE_BACK):
            person = chance.pick(self._earlier)
        else:
            person = self._town.register.aged(day, 18 + 47 * chance.share() ** 1.4)
        if person.paid_until >= day or person.age_on(day) < 18:
            person = self._town.register.aged(day, 18 + 47 * chance.share() ** 1.4)
        # some applicants are in the system of payments, and not among the persons that are exported
        person.exported = person.exported and not chance.gives(_SHARE_NOT_EXPORTED)
        return person

    def _decide(
        self, person: Person, day: int, outcome: str, investigation: str | None, amount: float | None
    ) -> str:
        return self._steps.decision(
            person, day, outcome, law.money(day), ASSISTANCE,
            investigation=investigation, kind="ekonomiskt_bistand", amount=amount,
            amount_unit="kronor per månad" if amount is not None else None,
            valid_to=months_later(day, _DECIDED_FOR_MONTHS) - 1 if amount is not None else None,
        )  # fmt: skip
