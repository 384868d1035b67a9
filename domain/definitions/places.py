"""Where bought care is given: the figures of the map."""

from __future__ import annotations

from domain.definitions.care import COST, COST_PER_DAY, UNPRICED_DAYS
from domain.definitions.definition import Definition

_VIEWS = ("core.seen_place", "core.seen_provider_form")
_PLACED = (
    "Köpt vård är inom ramavtal, direktupphandling, annan kommun och SiS; där upphandling inte är levererad gäller "
    "den som är vanlig för vårdformen. Kommunen är den där utföraren finns."
)

BOUGHT_PERSONS = Definition(
    "kopt-vard-personer",
    "Personer i köpt vård",
    f"Olika personer med minst ett dygn i perioden. {_PLACED} En kommun visas från tre personer.",
    "personer",
    "person och kommun; en person i två kommuner räknas i båda och en gång i helheten",
    "nämndens dygnsregel",
    "bought_care_places",
    _VIEWS,
)
BOUGHT_DAYS = Definition(
    "kopt-vard-dygn",
    "Dygn i köpt vård",
    f"Dygn av ett slag i köpt vård. {_PLACED} Skyddade personer och platser står i ingen kommun utan bland övriga.",
    "dygn",
    "placering och dygn; kan summeras över kommuner och övriga",
    "nämndens dygnsregel",
    "bought_care_places",
    _VIEWS,
)

EVERY = (BOUGHT_PERSONS, BOUGHT_DAYS, COST, COST_PER_DAY, UNPRICED_DAYS)
"""The figures of the map, in the order they are explained."""

OWN = (BOUGHT_PERSONS, BOUGHT_DAYS)
"""Those that no other page has."""
