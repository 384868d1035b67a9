"""Adults: addiction, violence in close relations, and mental ill-health."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from etl.demo import law
from etl.demo.helping import Helping
from etl.demo.magnitudes import (
    MATTERS_OF_ADDICTION,
    MATTERS_OF_HEALTH,
    MATTERS_OF_VIOLENCE,
    MONTHS_OF_ADDICTION_CARE,
    MONTHS_OF_STAY,
)
from etl.demo.period import first_of, last_of, months_later
from etl.demo.persons import Person
from etl.demo.placing import Placing
from etl.demo.shelter import Shelter
from etl.demo.stays import Basis, Stay
from etl.demo.steps import Arrival, Steps
from etl.demo.town import Town
from etl.demo.units import HEALTH, VIOLENCE, adults_on

_MONTH_DAYS = 30.44
_CARE_BEFORE_MONTHS = 30
_HEALTH_BEFORE_MONTHS = 110
_SHARE_KNOWN_BEFORE = 0.35
_LVM_MONTHS = 6
_ADDICTION = {
    "oppenvard_program": 0.34,
    "personligt_stod": 0.12,
    "hvb_privat": 0.06,
    "lvm_hem": 0.0155,
    "traningslagenhet": 0.046,
    "bistand_boende": 0.019,
    "refused": 0.07,
    "nothing": 0.31,
}
_VIOLENCE = {
    "stod_valdsutsatt": 0.42,
    "skyddat_boende": 0.1,
    "behandling_valdsutovare": 0.09,
    "nothing": 0.365,
}
_HEALTH = {
    "boendestod": 0.42,
    "sysselsattning": 0.27,
    "bistand_boende": 0.04,
    "refused": 0.13,
    "nothing": 0.14,
}
_REPORTED_BY = {"Polis": 0.4, "Hälso- och sjukvård": 0.45, "Anhörig eller granne": 0.15}
_PLACES = ("hvb_privat", "lvm_hem", "traningslagenhet", "bistand_boende", "skyddat_boende")
_LONG = ("traningslagenhet", "bistand_boende", "boendestod", "sysselsattning")


class AdultCases:
    """Everything that begins with an adult, but for money."""

    def __init__(self, town: Town, placing: Placing, helping: Helping) -> None:
        self._town = town
        self._placing = placing
        self._helping = helping
        self._chance = town.chance("adult cases")
        self._steps = Steps(town, "adult cases")
        self._shelter = Shelter(town, placing)
        self._known: list[Person] = []

    def tell(self) -> None:
        """Month by month; before the period only what still went on when it began."""
        period = self._town.period
        for month in period.months_before:
            if month >= period.months[0] - _HEALTH_BEFORE_MONTHS:
                self._matters(month, before=True, all_kinds=month >= period.months[0] - _CARE_BEFORE_MONTHS)
        for month in period.months:
            self._matters(month, before=False, all_kinds=True)

    def _matters(self, month: int, *, before: bool, all_kinds: bool) -> None:
        for number, matter in (
            (MATTERS_OF_ADDICTION, self._addiction),
            (MATTERS_OF_VIOLENCE, self._violence),
            (MATTERS_OF_HEALTH, self._health),
        ):
            for _ in range(self._chance.count(self._town.scaled(number) / 12)):
                day = self._chance.between(first_of(month), last_of(month))
                matter(day, before=before, all_kinds=all_kinds)

    def _someone(self, day: int, age: float, sex: str | None = None) -> Person:
        if self._known and sex is None and self._chance.gives(_SHARE_KNOWN_BEFORE):
            person = self._chance.pick(self._known)
            if person.busy_until < day:
                return person
        person = self._town.register.aged(day, age, sex)
        self._known.append(person)
        return person

    def _addiction(self, day: int, *, before: bool, all_kinds: bool) -> None:
        chance = self._chance
        led_to = chance.weighted(_ADDICTION)
        if before and (led_to in ("refused", "nothing") or not (all_kinds or led_to in _LONG)):
            return
        person = self._someone(day, 20 + 45 * chance.share() ** 1.2, "man" if chance.gives(0.2) else None)
        if person.placed_until > day and led_to in _PLACES:
            return
        opened, closed, unit = self._times(day, 34, adults_on)
        person.busy_until = closed
        share_reported = 1.0 if led_to == "lvm_hem" else 0.3
        arrival = self._arrived(person, day, unit, "Skadligt bruk", share_reported, opened)
        self._lead(arrival, led_to, opened, closed, unit, before=before)

    def _violence(self, day: int, *, before: bool, all_kinds: bool) -> None:
        chance = self._chance
        led_to = chance.weighted(_VIOLENCE)
        if before and (led_to == "nothing" or not all_kinds):
            return
        person = self._someone(day, 19 + 35 * chance.share(), "man" if "utovare" in led_to else "kvinna")
        opened, closed, unit = self._times(day, 30, lambda _: VIOLENCE)
        arrival = self._arrived(person, day, unit, "Våld i nära relation", 0.4, opened)
        self._lead(arrival, led_to, opened, closed, unit, before=before)

    def _health(self, day: int, *, before: bool, all_kinds: bool) -> None:
        chance = self._chance
        led_to = chance.weighted(_HEALTH)
        if before and led_to in ("refused", "nothing"):
            return
        person = self._someone(day, 20 + 42 * chance.share())
        opened, closed, unit = self._times(day, 40, lambda _: HEALTH)
        arrival = self._arrived(person, day, unit, "Psykisk funktionsnedsättning", 0.0, opened)
        self._lead(arrival, led_to, opened, closed, unit, before=before)
        if led_to == "boendestod" and chance.gives(0.3):
            self._helping.give(person, "sysselsattning", closed + chance.between(20, 200), unit, None)

    def _arrived(
        self, person: Person, day: int, unit: str, reason: str, share_reported: float, opened: int
    ) -> Arrival:
        """An application by the person, or a report by somebody else, which is assessed first."""
        if not self._chance.gives(share_reported):
            return Arrival(person, day, "ansokan", "vuxen", "Den enskilde", reason, unit)
        source = self._chance.weighted(_REPORTED_BY)
        return Arrival(person, day, "anmalan", "vuxen", source, reason, unit, opened, "inleds")

    def _times(self, day: int, mean: float, unit_on: Callable[[int], str]) -> tuple[int, int, str]:
        opened = day + self._chance.between(0, 9)
        closed = opened + max(1, int(self._chance.around(mean, 0.7)))
        return opened, closed, unit_on(opened)

    def _lead(
        self, arrival: Arrival, led_to: str, opened: int, closed: int, unit: str, *, before: bool
    ) -> None:
        person, chance = arrival.person, self._chance
        if led_to in _PLACES:
            self._place(arrival, led_to, opened, closed, unit, before=before)
            return
        if before:
            if led_to in _HEALTH or led_to in _ADDICTION or led_to in _VIOLENCE:
                self._helping.give(person, led_to, closed, unit, None)
            return
        if led_to == "nothing" and arrival.kind == "anmalan" and chance.gives(0.7):
            self._steps.referral(replace(arrival, outcome="inleds_ej"))
            return
        investigation = self._investigate(arrival, opened, closed, unit)
        if led_to == "refused":
            self._steps.decision(
                person, closed, "avslag", law.assistance(closed), unit, investigation=investigation,
                kind=chance.pick(("boendestod", "sysselsattning")) if unit == HEALTH else "placering",
            )  # fmt: skip
        elif led_to == "nothing":
            outcome = "avskrivning" if chance.gives(0.4) else "utan_insats"
            self._steps.decision(
                person, closed, outcome, law.assistance(closed), unit, investigation=investigation
            )
        else:
            self._helping.give(person, led_to, closed, unit, investigation)

    def _investigate(self, arrival: Arrival, opened: int, closed: int, unit: str) -> str:
        referral = self._steps.referral(arrival)
        return self._steps.investigation(referral, arrival.person, "vuxen", unit, opened, closed)

    def _place(
        self, arrival: Arrival, form: str, opened: int, closed: int, unit: str, *, before: bool
    ) -> None:
        chance, person = self._chance, arrival.person
        urgent = form in ("skyddat_boende", "lvm_hem")
        begins = opened + chance.between(0, 6) if urgent else closed + chance.between(3, 60)
        mean, spread = MONTHS_OF_ADDICTION_CARE if form == "hvb_privat" else MONTHS_OF_STAY[form]
        until = begins + max(2, int(chance.around(mean * _MONTH_DAYS, spread)))
        if form == "lvm_hem":
            until = min(until, months_later(begins, _LVM_MONTHS))
        if before and until < self._town.period.first:
            return
        investigation = self._investigate(arrival, opened, max(closed, begins), unit)
        basis = "lvm_4" if form == "lvm_hem" else law.assistance(begins)
        stay = self._stay(person, form, begins, until, basis, unit, investigation)
        if form == "lvm_hem" and chance.gives(0.6):
            court = min(begins + chance.between(8, 20), until)
            stay.bases = [
                Basis("lvm_13", begins, court - 1, begins + 3),
                Basis("lvm_4", court, None, court + 4),
            ]
        if form == "skyddat_boende":
            self._shelter.children_beside(person, stay)
        elif form in ("hvb_privat", "lvm_hem") and chance.gives(0.35):
            # what follows on care away from home
            follows = chance.pick(("traningslagenhet", "oppenvard_program", "oppenvard_program"))
            if follows == "oppenvard_program":
                self._helping.give(person, follows, until, adults_on(until), investigation)
            else:
                month = MONTHS_OF_STAY[follows][0] * _MONTH_DAYS
                ends = until + max(20, int(chance.around(month, 0.6)))
                self._stay(
                    person, follows, until, ends, law.assistance(until), adults_on(until), investigation
                )

    def _stay(
        self, person: Person, form: str, begins: int, until: int, basis: str, unit: str, investigation: str
    ) -> Stay:
        chance = self._chance
        lvm = form == "lvm_hem"
        decided = begins - (0 if lvm else chance.between(0, 12))
        decision = self._steps.decision(
            person, decided, "bifall", basis if lvm else law.assistance(decided), unit,
            investigation=investigation, kind="placering", form=form,
            by="domstol" if lvm else chance.weighted({"utskott": 0.6, "tjansteman": 0.4}),
        )  # fmt: skip
        group = {VIOLENCE: "valdsutsatt", HEALTH: "socialpsykiatri"}.get(unit, "beroende_vuxen")
        reason = {VIOLENCE: "vald", HEALTH: "psykisk_ohalsa"}.get(unit, "eget_skadligt_bruk")
        if form == "bistand_boende" and unit != HEALTH:
            reason = "hemloshet"
        stay = self._placing.place(
            person, form, begins, until,
            decision=decision, unit=unit, target_group=group, main_reason=reason,
            end_reason="tvang_upphort" if lvm else chance.weighted(
                {"enligt_plan": 0.62, "avbrott_klient": 0.22, "avbrott_utforare": 0.08, "flytt": 0.08}
            ),
            adults=form == "hvb_privat",
        )  # fmt: skip
        stay.bases = [Basis(basis, begins, None, begins + chance.between(0, 8))]
        return stay
