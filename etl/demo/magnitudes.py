"""What the municipality is made to look like: numbers for 100,000 inhabitants and a year, prices of 2025.

Public statistics where there are any; else what people in the field would call ordinary.
"""

from __future__ import annotations

from collections.abc import Mapping

PER_INHABITANTS = 100_000

SEASON = (1.0, 1.0, 1.08, 1.0, 1.25, 0.95, 0.55, 0.8, 1.1, 1.1, 1.25, 0.92)
"""Reports of concern by month against an ordinary one: school is out in July; May and November are heavy."""

REPORTS_OF_CHILDREN = 4_400
APPLICATIONS_FOR_CHILDREN = 260
SHARE_INVESTIGATED = 0.44
"""Of reports that do not belong to an investigation under way; 38 % of all reports."""

CHILDREN_PLACED_FIRST = 78
"""Children who come into care in a year."""

MATTERS_OF_ADDICTION = 620
MATTERS_OF_VIOLENCE = 330
MATTERS_OF_HEALTH = 190
APPLICATIONS_FOR_ASSISTANCE = 2_100

PRICE_INDEX: Mapping[int, float] = {2022: 1.022, 2023: 1.04, 2024: 1.038, 2025: 1.029, 2026: 1.031}
"""How much a year's prices are above those of the year before; years not named: 1.02."""

DAILY_PRICES: Mapping[str, tuple[int, int]] = {
    "familjehem_konsulent": (2_000, 3_000),
    "jourhem_konsulent": (2_300, 3_500),
    "stodboende": (1_500, 2_800),
    "hvb_egen": (4_600, 5_400),
    "hvb_privat": (4_500, 8_000),
    "hvb_kommun": (4_800, 6_500),
    "skyddat_boende": (1_400, 2_800),
    "sarskilt_ungdomshem": (7_500, 11_500),
    "lvm_hem": (5_000, 7_500),
    "traningslagenhet": (400, 700),
    "bistand_boende": (450, 900),
}
"""Kronor a day that providers of a form ask, lowest and highest, in 2025."""

DAILY_PRICES_ADULT_HVB = (2_000, 4_000)
DAILY_PRICES_CHILD_IN_SHELTER = (700, 1_500)
HIGHEST_SPECIAL_PRICE = 14_000

MONTHLY_PAY: Mapping[str, tuple[int, int, int]] = {
    "familjehem_eget": (14_000, 17_500, 4_500),
    "natverkshem": (12_000, 14_500, 4_000),
    "jourhem_eget": (21_000, 26_000, 4_800),
}
"""Kronor a month to the home in 2025: arvode for the youngest and the oldest, and omkostnad."""

EMPLOYERS_FEE = 0.3142

MONTHS_OF_STAY: Mapping[str, tuple[float, float]] = {
    "familjehem_eget": (42, 0.8),
    "natverkshem": (22, 0.8),
    "familjehem_konsulent": (19, 0.8),
    "jourhem_eget": (4.2, 0.5),
    "jourhem_konsulent": (4.0, 0.5),
    "stodboende": (13, 0.5),
    "hvb_egen": (6.0, 0.6),
    "hvb_privat": (6.5, 0.6),
    "hvb_kommun": (6.0, 0.6),
    "sarskilt_ungdomshem": (5, 0.4),
    "skyddat_boende": (3.0, 0.5),
    "lvm_hem": (4.6, 0.25),
    "traningslagenhet": (13, 0.6),
    "bistand_boende": (16, 0.7),
    "placering_i_hemmet": (7, 0.5),
}
"""Mean months of a stay and how much they spread."""

MONTHS_OF_ADDICTION_CARE = (4.0, 0.5)

INCOME_OF_STATE_A_DAY = 1_000
HIGHEST_OWN_FEE_A_DAY = 130
EXPENSES_AN_INHABITANT = 5_800
"""Kronor a year that individ- och familjeomsorg costs in all."""
