"""Each figure in short words, for its page and its exports. docs/figures.md has them in full."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Definition:
    """A figure: its Swedish name, what it is, and its unit."""

    name: str
    text: str
    unit: str


DAY_RULES = {
    "natt": "Dygn räknas per natt: in-dagen räknas, ut-dagen inte.",
    "in_och_ut": "Både in-dagen och ut-dagen räknas.",
    "endast_in": "In-dagen räknas men inte ut-dagen, och minst ett dygn.",
    "endast_ut": "Ut-dagen räknas men inte in-dagen, och minst ett dygn.",
}
"""The counting rules in words, as printed on pages and in exports."""

CARE_DAYS = Definition(
    "Vårddygn",
    "Dygn i heldygnsvård, räknade med kommunens regel. En person i två placeringar samma dygn ger två. "
    "Ett pågående dygn räknas till och med den dag uppgifterna sträcker sig till.",
    "dygn",
)
HOUSING_DAYS = Definition(
    "Boendedygn",
    "Dygn i en boendeform (träningslägenhet, bistånd som avser boende). Läggs aldrig ihop med vårddygn.",
    "dygn",
)
COST = Definition(
    "Kostnad",
    "Det avtalade priset för varje dygn, räknat med avtalets dygnsregel. Ett månadsbelopp fördelas på "
    "månadens dagar. Tillägg står för sig. Dygn utan pris saknas i summan.",
    "kronor",
)
COST_PER_DAY = Definition(
    "Dygnskostnad",
    "Kostnad delad med de dygn som har ett pris, i samma urval. "
    "Dygn utan pris är inte med i någon av delarna.",
    "kronor per dygn",
)
UNPRICED_DAYS = Definition(
    "Dygn utan pris",
    "Dygn som räknas enligt avtalets regel men saknar ett pris som gäller den dagen. "
    "Kostnaden för dem är okänd.",
    "dygn",
)
EXTRAS = Definition(
    "Tillägg", "Skola, resor, tolk, extra personal och liknande, på den dag eller period de avser.", "kronor"
)
VAT = Definition(
    "Momsersättning",
    "6 procent av pris och tillägg för vård som köps av privata och idéburna utförare. "
    "Kostnad efter momsersättning är pris och tillägg minus ersättningen.",
    "kronor",
)

COST_PAGE = (CARE_DAYS, HOUSING_DAYS, COST, COST_PER_DAY, UNPRICED_DAYS, EXTRAS, VAT)
"""The figures of the page Dygnskostnad, in the order they are explained."""


def day_rule(code: str) -> str:
    """The counting rule in words."""
    return DAY_RULES.get(code, f"Dygn räknas med regeln {code}.")
