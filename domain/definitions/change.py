"""Why the cost changed: the parts that a change between two periods is split into."""

from __future__ import annotations

from domain.definitions.care import AFTER_VAT, EXTRAS, VAT
from domain.definitions.definition import Definition

_GRAIN = "två perioder och en indelning; delarna kan summeras och blir hela ändringen till öret"
_RULE = "prissatta dygn och avtalat pris, som i Dygnskostnad"
_VIEWS = ("report.care_slice",)

VOLUME = Definition(
    "andring-volym",
    "Volymeffekt",
    "Vad ändringen i antal dygn hade kostat med den förra periodens pris per dygn i medel.",
    "kronor",
    _GRAIN,
    _RULE,
    "cost_per_day",
    _VIEWS,
)
MIX = Definition(
    "andring-fordelning",
    "Fördelningseffekt",
    "Vad det kostar att dygnen ligger i dyrare eller billigare grupper än förut, med gruppernas förra pris. "
    "En grupp som är ny har inget förra pris och räknas hit med sitt nuvarande.",
    "kronor",
    _GRAIN,
    _RULE,
    "cost_per_day",
    _VIEWS,
)
PRICE = Definition(
    "andring-pris",
    "Priseffekt",
    "Vad dygnen nu kostar mer eller mindre än de hade gjort med samma grupps förra pris.",
    "kronor",
    _GRAIN,
    _RULE,
    "cost_per_day",
    _VIEWS,
)

EVERY = (VOLUME, MIX, PRICE, EXTRAS, VAT, AFTER_VAT)
"""The figures of the part, in the order they are explained."""

OWN = (VOLUME, MIX, PRICE)
"""Those that no other page has."""
