"""The whole municipality, told from beginning to end and written as deliveries."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from domain.errors import SettingError
from etl.demo import (
    agreements,
    assessments,
    during,
    economy,
    follow_ups,
    helping,
    placements,
    prices,
    surroundings,
    technology,
    units,
)
from etl.demo.adult_cases import AdultCases
from etl.demo.assistance import Assistance
from etl.demo.child_care import ChildCare
from etl.demo.child_cases import ChildCases
from etl.demo.helping import Helping
from etl.demo.invoices import Invoicing
from etl.demo.placing import Placing
from etl.demo.providers import Providers
from etl.demo.revising import revised
from etl.demo.steps import Steps
from etl.demo.town import Town
from etl.demo.writing import Writer

FEWEST, MOST, MOST_YEARS = 1_000, 1_000_000, 10


@dataclass(frozen=True, slots=True)
class Size:
    """Which municipality: inhabitants, years, and the seed that decides what happens in it.

    SettingError where there is none such.
    """

    inhabitants: int = 100_000
    years: int = 5
    seed: int = 4

    def __post_init__(self) -> None:
        if not FEWEST <= self.inhabitants <= MOST:
            raise SettingError(f"--inhabitants ska vara mellan {FEWEST} och {MOST}.")
        if not 1 <= self.years <= MOST_YEARS:
            raise SettingError(f"--years ska vara mellan 1 och {MOST_YEARS}.")


def write(folder: Path, size: Size) -> list[Path]:
    """Write the municipality's deliveries into a new or empty folder, a folder each; they are returned in order."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SettingError(f"{folder} är inte en tom mapp. Ange en ny.")
    town = told(size)
    writer = Writer(folder, size.seed)
    return [writer.write(delivery) for delivery in revised(town.journal.deliveries())]


def told(size: Size) -> Town:
    """The municipality with everything that its journal will have told."""
    town = Town.founded(size.inhabitants, size.years, size.seed)
    providers = Providers(town.chance("providers"), town.period)
    _live(town, providers)
    _tell_lives(town)
    _tell_money(town)
    agreements.tell(town.journal, town.period, providers)
    providers.tell(town.journal, {stay.provider.provider_id for stay in town.stays})
    _tell_surroundings(town)
    town.register.tell(town.journal)
    return town


def _live(town: Town, providers: Providers) -> None:
    """What happens to whom: cases, placements and interventions."""
    placing = Placing(town, providers)
    support = Helping(town, Steps(town, "helping"))
    ChildCases(town, support, ChildCare(town, placing, support)).tell()
    AdultCases(town, placing, support).tell()
    Assistance(town).tell()
    prices.agree(town, providers)


def _tell_lives(town: Town) -> None:
    placements.tell(town)
    prices.tell(town)
    during.tell(town)
    helping.tell(town)
    follow_ups.tell(town)
    assessments.tell(town)
    assessments.tell_tariffs(town)


def _tell_money(town: Town) -> None:
    invoicing = Invoicing(town)
    invoicing.tell()
    known = economy.costs(town)
    economy.tell_ledger(town, known, invoicing.booked)
    economy.tell_budgets(town, known)
    economy.tell_incomes(town)


def _tell_surroundings(town: Town) -> None:
    units.tell(town.journal, town.period)
    surroundings.tell_codes(town)
    surroundings.tell_population(town)
    surroundings.tell_services(town)
    technology.tell(town)
