"""The list of placements: how many it holds, how they were bought, and what loads have changed among them."""

from __future__ import annotations

from domain.definitions.definition import Definition

_STAY = "placering"

LISTED = Definition(
    "placeringar-i-listan",
    "Placeringar i listan",
    "Placeringar som pågår den valda dagen: in-dagen har kommit och ut-dagen har inte kommit. Är en period vald är "
    "också de med som avslutades under den. Dygn, pris, lagrum och kostnad är de som gäller den dagen. En person kan "
    "ha flera placeringar.",
    "placeringar",
    _STAY,
    "dygn enligt nämndens regel, kostnad enligt avtalets, till och med den valda dagen",
    "placement_counts",
    ("core.current_stay_calculated", "core.current_slice_calculated"),
)
FRAMEWORK_SHARE = Definition(
    "ramavtalsandel",
    "Ramavtalsandel",
    "Andelen inom ramavtal av det som är köpt inom ramavtal eller genom direktupphandling. "
    "Egen regi, eget familjehem, annan kommun och SiS ingår inte. Placeringar i en vårdform som köps, men där "
    "upphandlingen inte är levererad, är okända: de räknas för sig och ingår inte i andelen. "
    "En placering räknas varje år då den har något dygn.",
    "andel",
    "placering, dygn eller krona",
    "dygn enligt nämndens regel, kostnad med tillägg före momsersättning; dygn utan pris ingår inte i kostnaden",
    "framework_share",
    ("report.bought_year",),
)
DIRECT_AWARDS = Definition(
    "direktupphandlat",
    "Direktupphandlat",
    "Vad som har köpts genom direktupphandling, av varje utförare och år: placeringar, dygn och kostnad med tillägg. "
    "Hur många av placeringarna som hittills har kostat mer än gränsen för dokumentation (19 a kap. 11 § LOU) när de "
    "började, och hur många som saknar skäl. En placering räknas varje år då den har något dygn.",
    "kr",
    "utförare och år",
    "kostnad med tillägg före momsersättning; dygn utan pris ingår inte",
    "direct_awards",
    ("report.bought_year", "report.documentation_limit"),
)
CHANGED = Definition(
    "andrade-placeringar",
    "Ändrade placeringar",
    "Vad en inläsning och de senare har ändrat bland placeringarna: nya, avslutade, borttagna och sådana med annat "
    "pris, annan vårdform, utförare, upphandling, dag eller annat avtal. En placering räknas en gång för varje slag av "
    "ändring.",
    "placeringar",
    "placering och slag av ändring",
    "uppgifterna nu mot uppgifterna före den första av inläsningarna",
    "placement_change_counts",
    ("core.current_stay_calculated",),
)

EVERY = (LISTED, FRAMEWORK_SHARE, DIRECT_AWARDS, CHANGED)
