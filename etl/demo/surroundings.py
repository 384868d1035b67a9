"""What is no person's: inhabitants, services without assessment, and the municipality's own codes."""

from __future__ import annotations

from etl.demo.assessments import AREAS
from etl.demo.magnitudes import SEASON
from etl.demo.period import first_of, month_start
from etl.demo.town import Town
from etl.demo.units import OUTPATIENT

_AGES = {
    (0, 5): 0.0640,
    (6, 12): 0.0830,
    (13, 17): 0.0580,
    (18, 20): 0.0350,
    (21, 24): 0.0490,
    (25, 44): 0.2660,
    (45, 64): 0.2430,
    (65, 79): 0.1460,
    (80, 120): 0.0560,
}
"""The share of the inhabitants in each age; 0-17 is 20.5 %, 0-20 is 24 %."""

_GROWTH_A_YEAR = 1.006
_SERVICES = {
    "oppen_forskola": ("Öppen förskola med familjestöd", 620, 0.8),
    "ungdomsmottagning": ("Ungdomsmottagning, samtal", 260, 0.7),
    "familjeradgivning": ("Familjerådgivning", 150, 0.55),
    "budget_och_skuld": ("Budget- och skuldrådgivning", 95, 0.7),
    "dagverksamhet": ("Öppen dagverksamhet, beroende", 540, 0.3),
}
"""Visits a month for 100,000 inhabitants, and participants for each visit."""


def tell_population(town: Town) -> None:
    """The inhabitants at each year's end, known in February."""
    last = town.period.months[-1] // 12
    for year in range(town.period.months[0] // 12 - 1, last):
        everybody = town.inhabitants * _GROWTH_A_YEAR ** (year - last + 1)
        for (age_from, age_to), share in _AGES.items():
            men = 0.514 if age_to < 65 else 0.485 if age_to < 80 else 0.41
            for sex, part in (("kvinna", 1 - men), ("man", men)):
                row = {
                    "year": year,
                    "age_from": age_from,
                    "age_to": age_to,
                    "sex": sex,
                    "inhabitants": round(everybody * share * part),
                }
                town.journal.tell("population", max(town.period.first, month_start(year + 1, 2) + 21), row)


def tell_services(town: Town) -> None:
    """Visits and participants of what anybody may come to."""
    chance = town.chance("services")
    for month in town.period.months:
        for service, (_, visits, share) in _SERVICES.items():
            seen = round(town.scaled(visits) * SEASON[month % 12] * chance.normal(1, 0.08))
            row = {
                "unit": OUTPATIENT,
                "service": service,
                "month": first_of(month),
                "visits": seen,
                "participants": round(seen * share),
            }
            town.journal.tell("services_without_assessment", first_of(month + 1) + 9, row, OUTPATIENT)


def tell_codes(town: Town) -> None:
    """Codes of the municipality's own, and words for life areas and services."""
    own: list[tuple[str, str, str, str | None]] = [
        ("end_reason", "hemflytt", "Flyttat hem", "enligt_plan"),
        ("intervention_type", "foraldragrupp", "Föräldragrupp", "familjebehandling"),
    ]
    own += [("service", service, label, None) for service, (label, _, _) in _SERVICES.items()]
    own += [
        ("life_area", f"{instrument}:{area}", label, None)
        for instrument, areas in AREAS.items()
        for area, label in areas.items()
    ]
    for vocabulary, code, label, maps_to in own:
        row = {"vocabulary": vocabulary, "code": code, "label": label, "maps_to": maps_to}
        town.journal.tell("codes", town.period.first, row)
