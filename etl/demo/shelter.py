"""Children beside a parent in skyddat boende: each with an investigation, a decision and a placement of its own."""

from __future__ import annotations

from etl.demo import law
from etl.demo.persons import Family, Person
from etl.demo.placing import Placing
from etl.demo.stays import Basis, Stay
from etl.demo.steps import Steps
from etl.demo.town import Town
from etl.demo.units import VIOLENCE

_CHILDREN = {0: 0.36, 1: 0.26, 2: 0.26, 3: 0.12}
_SHARE_URGENT = 0.2


class Shelter:
    """Places the children of those who are placed in skyddat boende."""

    def __init__(self, town: Town, placing: Placing) -> None:
        self._town = town
        self._placing = placing
        self._chance = town.chance("shelter")
        self._steps = Steps(town, "shelter")

    def children_beside(self, mother: Person, beside: Stay) -> None:
        """Her children come along, where she has any."""
        family = Family([mother])
        for _ in range(self._chance.weighted(_CHILDREN)):
            age = min(self._chance.share() * 15, mother.age_on(beside.moved_in) - 17.0)
            if age > 0.2:
                child = self._town.register.aged(beside.moved_in, age, district=mother.district)
                child.protected = mother.protected
                family.children.append(child)
                self._place(child, beside)
        self._town.families.append(family)

    def _place(self, child: Person, beside: Stay) -> None:
        chance, day = self._chance, beside.moved_in
        closed = day + chance.between(60, 125)
        child.busy_until = closed
        investigation = self._steps.investigation(None, child, "barn", VIOLENCE, day, closed)
        urgent = chance.gives(_SHARE_URGENT)
        basis = law.child_in_shelter(day, urgent=urgent)
        decision = self._steps.decision(
            child,
            day,
            "bifall",
            basis,
            VIOLENCE,
            investigation=investigation,
            kind="placering",
            form="skyddat_boende",
            by="ordforande" if urgent else "utskott",
        )
        stay = self._placing.place(
            child,
            "skyddat_boende",
            day,
            beside.moved_out,
            decision=decision,
            unit=VIOLENCE,
            target_group="medfoljande_barn",
            main_reason="vald",
            end_reason=beside.end_reason,
            provider=beside.provider,
        )
        stay.bases = [Basis(basis, day, None, day + chance.between(0, 8))]
