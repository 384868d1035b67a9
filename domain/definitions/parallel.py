"""Parallel interventions: persons who are given two or more kinds of intervention at the same time."""

from __future__ import annotations

from domain.definitions.definition import Definition

_ON_DAYS = ("core.current_spell_calculated",)
_BOTH_DAYS = "både den första och den sista dagen räknas som given"
_OWN_UNITS = "för den som har vissa enheter räknas bara de egna enheternas insatser"

PERSONS = Definition(
    "parallella-insatser",
    "Personer med parallella insatser",
    "Personer som samma dag får insatser av två eller flera olika slag, oavsett enhet. Varje vårdform är ett slag "
    "och varje annan insatstyp ett. En dag då en placering avlöser en annan räknas inte, om inte något tredje slag "
    "pågår. Skyddade personer är med i antalet.",
    "personer",
    "person och dag; kan inte summeras över dagar",
    _BOTH_DAYS,
    "parallel_days",
    _ON_DAYS,
)
PERSONS_BETWEEN = Definition(
    "parallella-insatser-under-perioden",
    "Personer under perioden",
    "Olika personer som någon dag i perioden har parallella insatser. Den som har flera kombinationer räknas en gång, "
    "så delarna kan bli fler än helheten.",
    "personer",
    "person; kan inte summeras",
    _BOTH_DAYS,
    "parallel_between",
    _ON_DAYS,
)
COMBINATION = Definition(
    "kombination-av-insatser",
    "Kombination",
    "De slag av insatser som en person får samtidigt, alla och inga andra. En person har högst en kombination en dag.",
    "personer",
    "kombination och dag",
    _BOTH_DAYS,
    "parallel_days",
    _ON_DAYS,
)
PAIR = Definition(
    "par-av-insatser",
    "Två slag samtidigt",
    "Personer som någon dag i perioden får båda slagen, vad de än får i övrigt. "
    "En person med tre slag är med i tre par. Byten räknas inte.",
    "personer",
    "par av slag; kan inte summeras",
    _BOTH_DAYS,
    "parallel_pairs",
    _ON_DAYS,
)
LENGTH = Definition(
    "parallella-insatsers-langd",
    "Typisk längd",
    "Medianen av hur många dagar en kombination varar, från dess första dag. Den som pågår räknas så långt "
    "uppgifterna når och blir längre; hur många de är står bredvid. Byten räknas inte.",
    "dagar",
    "sammanhängande tid med samma kombination, som rör perioden",
    "hela längden räknas, också dagar före perioden",
    "parallel_between",
    _ON_DAYS,
)
PERSON_DAYS = Definition(
    "persondagar-med-parallella-insatser",
    "Persondagar",
    "Dagar i perioden med parallella insatser, en per person och dag.",
    "persondagar",
    "person och dag",
    _BOTH_DAYS,
    "parallel_between",
    _ON_DAYS,
)
HOURS = Definition(
    "timmar-per-vecka",
    "Timmar per vecka",
    "De timmar som insatserna, utom placeringar, omfattar för personer med parallella insatser en dag. "
    "En insats utan timmar saknas i summan, och hur många de är står bredvid.",
    "timmar per vecka",
    "insats som pågår dagen",
    _OWN_UNITS,
    "parallel_days",
    ("report.intervention",),
)
COST = Definition(
    "parallella-insatsers-kostnad",
    "Kostnad per dygn",
    "Vad placeringarna kostar dagen enligt sina priser, för personer med parallella insatser. Andra insatser har inget "
    "pris i det som levereras: vad de kostar är okänt. En placering utan pris saknas i summan, och hur många de är "
    "står bredvid.",
    "kronor per dygn",
    "placering som pågår dagen, ut-dagen inräknad",
    f"ett månadsbelopp fördelas på månadens dagar; {_OWN_UNITS}",
    "parallel_days",
    ("report.placement",),
)
TRANSFERS = Definition(
    "byten-av-placering",
    "Byten av placering",
    "Personer för vilka en placering avlöser en annan samma dag. Det är ett byte och inte parallella insatser.",
    "personer",
    "person och dag",
    "den ena placeringen slutar och den andra börjar dagen",
    "parallel_days",
    _ON_DAYS,
)
EXTENSIVE = Definition(
    "omfattande-stod",
    "Omfattande stöd",
    "Personer med parallella insatser som en dag uppfyller allt som en regel anger: slag som ska finnas, minsta antal "
    "slag, timmar per vecka, kostnad per dygn och dagar i följd. Där timmar eller pris saknas och det som är känt inte "
    "räcker går det inte att avgöra; hur många de är står bredvid.",
    "personer",
    "person och dag",
    "regeln sätts av chefen och sparas med namn, dag och vem",
    "parallel_rule_count",
    _ON_DAYS,
)
DAYS_IN_A_ROW = Definition(
    "dagar-i-foljd",
    "Dagar i följd",
    "Hur många dagar i följd personen har haft parallella insatser, till och med den valda dagen. "
    "Att kombinationen ändras bryter inte följden, en dag utan parallella insatser gör det.",
    "dagar",
    "person",
    _BOTH_DAYS,
    "parallel_persons",
    ("report.parallel_spell",),
)

EVERY = (
    PERSONS,
    PERSONS_BETWEEN,
    COMBINATION,
    PAIR,
    LENGTH,
    PERSON_DAYS,
    HOURS,
    COST,
    TRANSFERS,
    EXTENSIVE,
    DAYS_IN_A_ROW,
)
