"""Framework agreements: what they ask, how they count days, and when they were renewed."""

from __future__ import annotations

from etl.demo.journal import Journal
from etl.demo.magnitudes import PRICE_INDEX
from etl.demo.period import Period, day_of, month_start, year_of
from etl.demo.providers import Provider, Providers, tender_area

_YEARS = 4
_ORDINARY_INDEX = 1.02


def index(year: int) -> float:
    """How the prices of a year stand to those of 2025."""
    level = 1.0
    for between in range(2026, year + 1):
        level *= PRICE_INDEX.get(between, _ORDINARY_INDEX)
    for between in range(year + 1, 2026):
        level /= PRICE_INDEX.get(between, _ORDINARY_INDEX)
    return level


def price_in(kronor: int, year: int) -> int:
    """A price of 2025 in another year, in whole öre and whole kronor."""
    return round(kronor * index(year)) * 100


def tell(journal: Journal, period: Period, providers: Providers) -> None:
    """The agreements of every provider that has any: one of four years after another, renewed with new prices."""
    number = 0
    for provider in providers.firms:
        if not provider.agreed:
            continue
        for form in provider.asks:
            began = 2018 + (number % 2)
            number += 1
            for start in range(began, year_of(period.last) + 1, _YEARS):
                _tell_one(journal, period, provider, form, start)


def _tell_one(journal: Journal, period: Period, provider: Provider, form: str, start: int) -> None:
    began, ends = month_start(start, 7), day_of(start + _YEARS, 6, 30)
    base = {
        "agreement_id": f"RA-{start}-{provider.provider_id}-{form[:4].upper()}",
        "provider_id": provider.provider_id,
        "care_form": form,
        "tender_area": tender_area(form),
        "valid_from": began,
        "valid_to": ends,
        "day_rule": provider.day_rule,
        "absence_share": provider.absence_share,
    }
    for year in range(start, start + _YEARS + 1):
        known_on = max(period.first, began - 30, month_start(year, 1) + 20)
        price = price_in(provider.asks[form], max(year, start))
        journal.tell("framework_agreements", known_on, {**base, "daily_price": price})
