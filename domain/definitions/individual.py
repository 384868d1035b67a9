"""What one individual has been given to the day the data reach, and which clocks have run out."""

from __future__ import annotations

from domain.definitions.definition import Definition

_QUESTION = "individual_figures"
_OWN = "för den som har vissa enheter bara deras rader"

CARE_DAYS = Definition(
    "individ-vardygn",
    "Vårddygn hittills",
    "Personens räknade dygn i heldygnsvård, alla placeringar tillsammans. Två placeringar samma dygn ger två dygn.",
    "vårddygn",
    "placering och dygn",
    f"nämndens dygnsregel; {_OWN}",
    _QUESTION,
    ("report.placement",),
)
HOURS = Definition(
    "individ-timmar",
    "Timmar hittills",
    "Timmar per vecka gånger veckorna som insatsen har pågått, för de insatser som har timmar angivna. "
    "Beviljade timmar, inte utförda.",
    "timmar",
    "insats och dag",
    f"första och sista dagen räknas med, en vecka är sju dagar; {_OWN}",
    _QUESTION,
    ("report.intervention",),
)
COST = Definition(
    "individ-kostnad",
    "Placeringskostnad hittills",
    "Personens placeringar: kostnad och tillägg tillsammans, före momsersättning. Okänd där inget dygn har ett pris. "
    "Vad andra insatser kostar är inte med.",
    "kronor",
    "placering och dygn",
    f"som Kostnad med tillägg; {_OWN}",
    _QUESTION,
    ("report.placement",),
)
LATE = Definition(
    "individ-frister",
    "Överskridna frister hittills",
    "Frister som passerade innan det som skulle göras var gjort, eller som har passerat och inte är gjort: "
    "förhandsbedömning 14 dagar och utredning fyra månader för barn, verkställighet tre månader, och den dag då ett "
    "övervägande eller en omprövning senast skulle göras igen.",
    "frister",
    "frist",
    f"sista tillåtna dag är 14 dagar, fyra eller tre kalendermånader efter starten, eller förlängningens; {_OWN}",
    _QUESTION,
    ("report.lead_time",),
)

EVERY = (CARE_DAYS, HOURS, COST, LATE)
