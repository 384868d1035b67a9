"""Care days, their cost, and who is placed."""

from __future__ import annotations

from domain.definitions.definition import Definition

_PLACEMENT_DAY = "placering och dygn; kan summeras över alla indelningar"
_OF_DAYS = ("report.care_slice", "core.current_slice_calculated", "core.current_stay_calculated")
_BOARD_RULE = "nämndens dygnsregel"
_AGREEMENT_RULE = "avtalets dygnsregel: placeringens egen, annars ramavtalets, annars natt"

CARE_DAYS = Definition(
    "varddygn",
    "Vårddygn",
    "Dygn i heldygnsvård, räknade med nämndens regel. En person i två placeringar samma dygn ger två. "
    "En pågående placering räknas till och med den dag uppgifterna sträcker sig till.",
    "dygn",
    _PLACEMENT_DAY,
    _BOARD_RULE,
    "cost_per_day",
    _OF_DAYS,
)
HOUSING_DAYS = Definition(
    "boendedygn",
    "Boendedygn",
    "Dygn i en boendeform (träningslägenhet, bistånd som avser boende). Läggs aldrig ihop med vårddygn.",
    "dygn",
    _PLACEMENT_DAY,
    _BOARD_RULE,
    "cost_per_day",
    _OF_DAYS,
)
HOME_DAYS = Definition(
    "dygn-i-hemmet",
    "Dygn i hemmet",
    "Dygn av vård enligt LVU i det egna hemmet. Lagrummet löper, men utföraren kostar inget. "
    "Läggs aldrig ihop med vårddygn.",
    "dygn",
    _PLACEMENT_DAY,
    _BOARD_RULE,
    "cost_per_day",
    _OF_DAYS,
)
COST = Definition(
    "kostnad",
    "Kostnad",
    "Det avtalade priset för varje dygn som har ett pris. Ett månadsbelopp fördelas på månadens dagar. "
    "Vid frånvaro räknas den andel av priset som avtalet anger. Tillägg står för sig. "
    "Dygn utan pris saknas i summan.",
    "kronor",
    _PLACEMENT_DAY,
    _AGREEMENT_RULE,
    "cost_per_day",
    _OF_DAYS,
)
COST_PER_DAY = Definition(
    "dygnskostnad",
    "Dygnskostnad",
    "Kostnad delad med de dygn som har ett pris, i samma urval. "
    "Tillägg är inte med. Dygn utan pris är inte med i någon av delarna.",
    "kronor per dygn",
    "det valda urvalet; kan inte summeras",
    _AGREEMENT_RULE,
    "cost_per_day",
    _OF_DAYS,
)
UNPRICED_DAYS = Definition(
    "dygn-utan-pris",
    "Dygn utan pris",
    "Dygn som räknas enligt avtalets regel men saknar ett pris som gäller den dagen. "
    "Kostnaden för dem är okänd.",
    "dygn",
    _PLACEMENT_DAY,
    _AGREEMENT_RULE,
    "cost_per_day",
    _OF_DAYS,
)
EXTRAS = Definition(
    "tillagg",
    "Tillägg",
    "Skola, resor, tolk, extra personal och liknande, på den dag eller fördelat på den period de avser.",
    "kronor",
    _PLACEMENT_DAY,
    "de dagar tillägget avser, också dagar som inte räknas för placeringen",
    "cost_per_day",
    _OF_DAYS,
)
GROSS = Definition(
    "kostnad-med-tillagg",
    "Kostnad med tillägg",
    "Kostnad och tillägg tillsammans, före momsersättning och utan avdrag för intäkter.",
    "kronor",
    _PLACEMENT_DAY,
    "som kostnad och tillägg var för sig",
    "overview",
    _OF_DAYS,
)
VAT = Definition(
    "momsersattning",
    "Momsersättning",
    "6 procent av pris och tillägg för vård som köps av privata och idéburna utförare.",
    "kronor",
    _PLACEMENT_DAY,
    "andelen gäller per månad; beloppet avrundas först i summan",
    "cost_per_day",
    _OF_DAYS,
)
AFTER_VAT = Definition(
    "kostnad-efter-momsersattning",
    "Kostnad efter momsersättning",
    "Kostnad och tillägg minus momsersättning. Det är inte nettokostnad, som också drar av intäkter.",
    "kronor",
    _PLACEMENT_DAY,
    "som kostnad, tillägg och momsersättning var för sig",
    "cost_per_day",
    _OF_DAYS,
)
CHANGE = Definition(
    "forandring",
    "Förändring",
    "Siffran delad med motsvarande siffra en tidigare period, minus ett. "
    "Visas inte där någon av dem är okänd eller den tidigare är 0.",
    "procent",
    "samma urval i två perioder",
    "hela månader jämförs med hela månader",
    "cost_per_day",
    _OF_DAYS,
)
PERSONS_PLACED = Definition(
    "placerade-personer",
    "Placerade personer",
    "Olika personer med minst ett dygn som räknas. På Översikt månadens sista dag, i heldygnsvård. "
    "En person i två placeringar räknas en gång, så delarna kan bli fler än helheten.",
    "personer",
    "person; kan inte summeras",
    _BOARD_RULE,
    "persons_on_days",
    ("core.current_stay_calculated",),
)
STARTED = Definition(
    "paborjade-placeringar",
    "Påbörjade placeringar",
    "Placeringar med in-dag i månaden, i heldygnsvård. Ett byte av hem eller utförare är en ny placering.",
    "placeringar",
    "placering",
    "in-dagens månad",
    "overview",
    _OF_DAYS,
)
ENDED = Definition(
    "avslutade-placeringar",
    "Avslutade placeringar",
    "Placeringar med ut-dag i månaden, i heldygnsvård.",
    "placeringar",
    "placering",
    "ut-dagens månad",
    "overview",
    _OF_DAYS,
)
BUDGET = Definition(
    "budget",
    "Budget",
    "Den levererade budgeten för månaden, jämförd med kostnad med tillägg. Det som kostar utan att ha en "
    "budget (enhet och vårdform) ingår i kostnaden och nämns för sig.",
    "kronor",
    "månad, enhet och vårdform",
    "avvikelse = kostnad med tillägg minus budget",
    "overview",
    ("report.budget", "report.care_slice"),
)

EVERY = (
    CARE_DAYS,
    HOUSING_DAYS,
    HOME_DAYS,
    COST,
    COST_PER_DAY,
    UNPRICED_DAYS,
    EXTRAS,
    GROSS,
    VAT,
    AFTER_VAT,
    CHANGE,
    PERSONS_PLACED,
    STARTED,
    ENDED,
    BUDGET,
)

COST_PAGE = (
    CARE_DAYS,
    HOUSING_DAYS,
    HOME_DAYS,
    COST,
    COST_PER_DAY,
    UNPRICED_DAYS,
    EXTRAS,
    GROSS,
    VAT,
    AFTER_VAT,
    CHANGE,
)
"""The figures of the page Dygnskostnad, in the order they are explained."""
