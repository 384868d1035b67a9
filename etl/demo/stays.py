"""Placements and other interventions as they will have been in the end, for those who price and follow them."""

from __future__ import annotations

from dataclasses import dataclass, field

from etl.demo.persons import Person
from etl.demo.providers import Provider

CHILD_FORMS = (
    "familjehem_eget",
    "natverkshem",
    "familjehem_konsulent",
    "jourhem_eget",
    "jourhem_konsulent",
    "stodboende",
    "hvb_egen",
    "hvb_privat",
    "hvb_kommun",
    "sarskilt_ungdomshem",
)
HOMES = ("familjehem_eget", "natverkshem", "jourhem_eget")
BOUGHT = (
    "familjehem_konsulent",
    "jourhem_konsulent",
    "stodboende",
    "hvb_privat",
    "hvb_kommun",
    "skyddat_boende",
    "sarskilt_ungdomshem",
    "lvm_hem",
)
"""Forms that somebody invoices."""


@dataclass(frozen=True)
class Basis:
    """A legal basis of a stay; `ended` is None where nobody ends it."""

    legal_basis: str
    began: int
    ended: int | None
    known_on: int


@dataclass(frozen=True)
class Price:
    """A price from a day, in whole öre, by the day or by the month, and when it became known."""

    from_on: int
    amount: int
    known_on: int


@dataclass(eq=False)
class Stay:
    """A placement from its first day to its last, which may lie ahead."""

    placement_id: str
    decision_id: str
    case_id: str
    person: Person
    form: str
    moved_in: int
    moved_out: int
    provider: Provider
    unit: str
    target_group: str
    main_reason: str
    end_reason: str
    procurement: str
    outside_reason: str | None = None
    tender_area: str | None = None
    day_rule: str | None = None
    signed_on: int | None = None
    agreement_ends: int | None = None
    investigation_closed: int | None = None
    bases: list[Basis] = field(default_factory=list)
    prices: list[Price] = field(default_factory=list)
    absences: list[tuple[int, int]] = field(default_factory=list)
    extras: list[tuple[str, int, int, int]] = field(default_factory=list)
    by_month: bool = False
    known_on: int = 0

    @property
    def is_bought(self) -> bool:
        """Whether somebody invoices it."""
        return self.form in BOUGHT

    def price_on(self, day: int) -> int | None:
        """The price in force on a day, in öre; None before the first."""
        found = None
        for price in self.prices:
            if price.from_on <= day:
                found = price.amount
        return found


@dataclass(eq=False)
class Given:
    """An intervention that is no placement, from its first day to its last, which may lie ahead."""

    intervention_id: str
    decision_id: str
    case_id: str
    person: Person
    kind: str
    started: int
    ended: int
    unit: str
    provider_id: str | None = None
    hours: float | None = None
    level: int | None = None
    end_reason: str = "enligt_plan"
    support_form: str | None = None
    known_on: int = 0
