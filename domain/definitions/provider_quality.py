"""Quality against cost: what providers are compared by, and follow-ups done and due."""

from __future__ import annotations

from domain.definitions.definition import Definition

_ROW = "utförare, vårdform, målgrupp och år"
_VIEW = ("report.provider_quality",)
_NO_HOMES = "Egna familjehem, nätverkshem och jourhem ingår inte."

QUALITY = Definition(
    "utforarens-kvalitet",
    "Utförarens kvalitet",
    "Hur utföraren bedöms i uppföljningarna, på 0–100. Varje svar läggs på 0–100 efter frågans skala den dagen, en "
    "uppföljning är det vägda medlet av sina svar, och vet ej ingår inte. Medlet av årets uppföljningar dras mot "
    "gruppens medel: ju färre uppföljningar, desto mer. Visas från fem uppföljningar. " + _NO_HOMES,
    "0–100",
    _ROW,
    "n uppföljningar väger n, gruppens medel väger 5; gruppen är vårdform, målgrupp och år",
    "provider_quality",
    _VIEW,
)
INTERVAL = Definition(
    "kvalitetens-intervall",
    "Kvalitetens intervall",
    "Med 90 procents säkerhet ligger kvaliteten i intervallet. Två utförare skiljs åt bara om deras intervall inte "
    "går in i varandra; annars kan skillnaden inte avgöras.",
    "0–100",
    _ROW,
    "hela uppföljningar dras om 1 000 gånger med fast frö; breddat för få uppföljningar",
    "provider_quality",
    _VIEW,
)
RATIO = Definition(
    "kostnadskvot",
    "Kostnadskvot",
    "Avtalat pris och tillägg per dygn med pris, delat med medianen av utförarna i samma vårdform, målgrupp och år. "
    "1 är medianen. Okänd utan dygn med pris, och utan annan utförare att jämföra med.",
    "kvot",
    _ROW,
    "avtalets dygn; medianen tas av utförarna, varje utförare räknas en gång",
    "provider_quality",
    _VIEW,
)
INDEX = Definition(
    "placeringsindex",
    "Kvalitet i förhållande till kostnad",
    "Kvaliteten delad med kostnadskvoten. Säger inget om varför, och rangordnar inte utförare vars intervall går in i "
    "varandra. Visas inte under fem uppföljningar, utan känd kostnad eller när gruppen har en enda utförare.",
    "index",
    _ROW,
    "kvalitet / kostnadskvot",
    "provider_quality",
    _VIEW,
)
PARAMETER = Definition(
    "fragans-medel",
    "Frågans medel",
    "Medlet av svaren på en fråga, på 0–100, vid en utförare och i gruppen. Tydligt under gruppen är det när hela "
    "intervallet ligger under gruppens medel. Visas från fem svar om minst tre personer.",
    "0–100",
    "fråga, utförare, vårdform, målgrupp och år",
    "vet ej och svar utanför skalan ingår inte",
    "quality_parameters",
    ("report.quality_parameter",),
)
DUE = Definition(
    "uppfoljningar-att-gora",
    "Uppföljningar att göra",
    "En uppföljning ska göras sex månader efter inflyttningen eller den senaste uppföljningen. Efter den dagen är den "
    "sen. Räknas för placeringar som pågår den sista dag uppgifterna når.",
    "placeringar",
    "placering",
    "kalendermånader; sen från dagen efter",
    "follow_ups_due",
    ("report.follow_up_due",),
)
IN_TIME = Definition(
    "uppfoljda-i-tid",
    "Uppföljda inom sex månader",
    "Andelen av placeringarna som har följts upp senast sex månader efter inflyttningen. Placeringar som avslutades "
    "dessförinnan, eller pågår och inte har varat så länge, ingår inte.",
    "andel",
    "placering, efter år då den påbörjades",
    "kalendermånader",
    "follow_ups_in_time",
    ("report.follow_up_in_time",),
)
ANSWERS = Definition(
    "svar-pa-uppfoljningar",
    "Svar på uppföljningar",
    "Hur många som gav varje svar, per fråga, år och skala. Visas från fem svar om minst tre personer.",
    "svar",
    "svar",
    "skalan är den som gällde uppföljningens dag",
    "follow_up_answers",
    ("core.seen_given_answer",),
)

COMPARED = (QUALITY, INTERVAL, RATIO, INDEX)
ONE = (QUALITY, INTERVAL, RATIO, INDEX, PARAMETER, DUE)
FOLLOW_UPS = (DUE, IN_TIME, ANSWERS)
EVERY = (*COMPARED, PARAMETER, *FOLLOW_UPS)
