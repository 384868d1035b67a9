"""Children in care: their placements one after the other, and the paragraphs these rest on."""

from __future__ import annotations

from dataclasses import replace

from etl.demo import law
from etl.demo.careers import Spell, career
from etl.demo.chance import Chance
from etl.demo.helping import Helping
from etl.demo.law import NEW_LAW
from etl.demo.period import months_later
from etl.demo.persons import Family, Person
from etl.demo.placing import Placing, reason_of, target_of
from etl.demo.stays import Basis
from etl.demo.steps import Steps
from etl.demo.town import Town
from etl.demo.units import FOSTER, YOUTH, children_of

_SHARE_LVU = 0.53
_MONTH_DAYS = 30.44
_IN_HOMES = ("familjehem_eget", "familjehem_konsulent", "natverkshem", "jourhem_eget", "jourhem_konsulent")
_LONG = 90


class ChildCare:
    """Places children."""

    def __init__(self, town: Town, placing: Placing, helping: Helping) -> None:
        self._town = town
        self._placing = placing
        self._helping = helping
        self._chance: Chance = town.chance("child care")
        self._steps = Steps(town, "child care")

    def place(
        self, child: Person, family: Family, unit: str, referral: str | None,
        opened: int, closed: int, extended: int | None, *, before: bool,
    ) -> None:  # fmt: skip
        """What follows when an investigation leads into care, or care begins while it goes on."""
        chance = self._chance
        compelled = chance.gives(_SHARE_LVU)
        urgent = compelled and chance.gives(0.75)
        early = urgent or chance.gives(0.3)
        begins = min(opened + chance.between(0, 35), closed) if early else closed + chance.between(0, 18)
        spells = career(chance, child, begins)
        if not spells or (before and spells[-1].moved_out < self._town.period.first):
            return
        bases = self._bases(child, spells, compelled=compelled, urgent=urgent)
        investigation = self._steps.investigation(referral, child, "barn", unit, opened, closed, extended)
        self._spells(child, spells, bases, investigation, unit, begins, closed)
        if family.adults and chance.gives(0.25):
            parent = chance.pick(family.adults)
            self._helping.give(parent, "familjebehandling", begins + chance.between(20, 90), unit, None)
        if chance.gives(0.12):
            self._helping.give(
                child, "kontaktperson", begins + chance.between(40, 200), unit, investigation,
                not_after=spells[-1].moved_out,
            )  # fmt: skip

    def _spells(
        self, child: Person, spells: list[Spell], bases: list[Basis],
        investigation: str, unit: str, begins: int, closed: int,
    ) -> None:  # fmt: skip
        chance = self._chance
        reason = reason_of(chance, child.age_on(begins))
        alone = child.age_on(begins) in (15, 16, 17) and chance.gives(0.09)
        decision = ""
        for number, spell in enumerate(spells):
            age = child.age_on(spell.moved_in)
            compelled = next((b for b in bases if b.began <= spell.moved_in < (b.ended or 1 << 30)), None)
            voluntary = compelled is None or compelled.legal_basis.startswith("sol")
            basis = "" if voluntary or compelled is None else compelled.legal_basis
            by = {"lvu_6": "ordforande", "lvu_2": "domstol", "lvu_3": "domstol"}.get(basis, "utskott")
            if number == 0 or by == "utskott" or spell.form == "sarskilt_ungdomshem":
                decided = spell.moved_in - (0 if basis == "lvu_6" else chance.between(0, 9))
                decision = self._steps.decision(
                    child, decided, "bifall", basis or law.assistance(decided), unit,
                    investigation=investigation, kind="placering", form=spell.form, by=by,
                )  # fmt: skip
            stay = self._placing.place(
                child, spell.form, spell.moved_in, spell.moved_out,
                decision=decision,
                unit=_unit_of(spell.form, child, age),
                target_group="ensamkommande" if alone else target_of(age),
                main_reason="annat" if alone else reason,
                end_reason=spell.end_reason,
            )  # fmt: skip
            stay.investigation_closed = closed
            stay.bases = [
                Basis(
                    b.legal_basis, max(b.began, spell.moved_in), b.ended, max(b.known_on, spell.moved_in + 3)
                )
                for b in bases
                if b.began < spell.moved_out and (b.ended is None or b.ended >= spell.moved_in)
            ]

    def _bases(self, child: Person, spells: list[Spell], *, compelled: bool, urgent: bool) -> list[Basis]:
        """The paragraphs of a whole career, one after the other; now and then two at once."""
        chance, begins, ends = self._chance, spells[0].moved_in, spells[-1].moved_out
        if not compelled:
            found = self._voluntary(begins, ends)
            turns = begins + chance.between(60, 300)
            if chance.gives(0.05) and turns < ends:
                kept = [b for b in found if b.began < turns]
                kept[-1] = replace(kept[-1], ended=turns - 1)
                return [
                    *kept,
                    Basis("lvu_2" if child.age_on(turns) < 13 else "lvu_3", turns, None, turns + 9),
                ]
            return found
        found = []
        held = begins
        if urgent:
            held = min(begins + chance.between(28, 62), ends)
            found.append(Basis("lvu_6", begins, held - 1, begins + 2))
        paragraph = "lvu_3" if child.age_on(begins) >= 13 and chance.gives(0.62) else "lvu_2"
        if held >= ends:
            return found
        oldest = child.born + int((21 if paragraph == "lvu_3" else 18) * 365.25)
        until = min(held + int(chance.around(34 * _MONTH_DAYS, 0.7)), oldest)
        last = until - 1 if until < ends else None
        # the court's decision is entered some weeks late
        found.append(Basis(paragraph, held, last, held + chance.between(2, 25)))
        if paragraph == "lvu_3" and chance.gives(0.06):
            found.append(Basis("lvu_2", held, last, held + chance.between(2, 25)))
        if last is not None:
            found += self._voluntary(until, ends)
        return found

    def _voluntary(self, begins: int, ends: int) -> list[Basis]:
        """Care by consent: on the law of its day; most are moved to the new law when they are next considered."""
        chance = self._chance
        if begins >= NEW_LAW or ends <= NEW_LAW + _LONG or chance.gives(0.35):
            return [Basis(law.assistance(begins), begins, None, begins + chance.between(0, 8))]
        months = -(-(NEW_LAW - begins) // int(6 * _MONTH_DAYS)) * 6
        turns = max(NEW_LAW, months_later(begins, months))
        if turns >= ends:
            return [Basis(law.assistance(begins), begins, None, begins + chance.between(0, 8))]
        return [
            Basis(law.assistance(begins), begins, turns - 1, begins + chance.between(0, 8)),
            Basis(law.assistance(turns), turns, None, turns + chance.between(3, 50)),
        ]


def _unit_of(form: str, child: Person, age: int) -> str:
    if form in _IN_HOMES:
        return FOSTER
    return YOUTH if age >= 13 else children_of(child.district, age)
