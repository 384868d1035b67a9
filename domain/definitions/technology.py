"""Welfare technology: what is in use, how broadly, what is planned and in which order, and what was taken home."""

from __future__ import annotations

from domain.definitions.definition import Definition

_USE = ("report.deployment",)
_PLAN = ("report.initiative",)
_BENEFIT = ("report.benefit",)

IN_USE = Definition(
    "valfardsteknik-i-drift",
    "Välfärdsteknik i drift",
    "Införanden som har börjat och inte slutat den dag som uppgifterna når, och som inte är planerade eller avslutade. "
    "IT för personal och medborgare är inte välfärdsteknik och räknas för sig.",
    "införanden",
    "den dag som uppgifterna når",
    "utan känd startdag räknas det som i drift när källan har tagit med det; ett ungefärligt antal märks med ca",
    "technology_sums",
    _USE,
)
COST = Definition(
    "valfardsteknikens-kostnad",
    "Välfärdsteknikens kostnad",
    "Summan av de kända månadskostnaderna för det som är i drift, och av engångskostnaderna för sig.",
    "kronor per månad, kronor",
    "den dag som uppgifterna når",
    "införanden utan känd kostnad är inte 0 kronor: hur många de är visas",
    "technology_sums",
    _USE,
)
PER_1000 = Definition(
    "valfardsteknik-per-1000",
    "Välfärdsteknik per 1 000 invånare",
    "Antalet i en kategori delat med invånarna som är 65 år eller äldre, eller 80 år eller äldre, gånger tusen.",
    "antal per 1 000 invånare",
    "kategori, hela nämnden",
    "invånarna vid det senaste levererade årets slut; okänt när något antal är okänt eller åldrarna inte går jämnt upp",
    "technology_sums",
    (*_USE,),
)
BREADTH = Definition(
    "breddinforande",
    "Breddinförande per kategori",
    "Den nationella indikatorn: 2 när något i kategorin som är i drift är breddinfört, 1 när det bara finns som test, "
    "annars 0. Den visas för varje årsslut och för den dag som uppgifterna når.",
    "0, 1 eller 2",
    "kategori och dag, hela nämnden",
    "okänd status är okänd och blir inte 0; vad som gällde en dag är det som då senast hade levererats om den",
    "technology_breadth",
    _USE,
)
SCORE = Definition(
    "bedomning",
    "Bedömning av satsning",
    "Åtta faktorer bedöms 1 till 4 och summan delas med åtta. Lågt är bra och görs först. De fyra första ger "
    "genomförbarhet och de fyra sista nytta, var och en som medelvärde.",
    "1 till 4",
    "satsning",
    "utan alla åtta finns inget värde; det som matas in här gäller framför det levererade, och båda sparas",
    "initiatives",
    (*_PLAN, "report.initiative_score"),
)
NOT_TO_DO = Definition(
    "hog-kostnad-och-lag-nytta",
    "Hög kostnad och låg nytta",
    "Satsningar som inte bör göras: finansieringen är bedömd till 3 eller 4 och nyttans medelvärde är över 2,5.",
    "satsningar",
    "satsning",
    "okänt utan alla åtta faktorer; beslutet är nämndens och visas som status avstås med sitt skäl",
    "initiatives",
    _PLAN,
)
DELAYED = Definition(
    "forsenade-satsningar",
    "Försenade satsningar",
    "Satsningar vars sista år har gått utan att de är klara eller avstås.",
    "satsningar",
    "satsning",
    "okänt utan sista år eller status",
    "initiatives",
    _PLAN,
)
REALISED = Definition(
    "hemtagen-nytta",
    "Hemtagen nytta",
    "Kronor och timmar som har mätts och tagits hem. Bara det som har tagits hem summeras, aldrig det som är planerat.",
    "kronor, timmar",
    "nytta; året är mätningens",
    "en nytta utan känt belopp är inte 0 kronor; den är inte med i summan",
    "benefits",
    _BENEFIT,
)
ATTAINED = Definition(
    "del-av-malet",
    "Del av målet",
    "Hur stor del av vägen från värdet före till målet som är uppmätt. 100 % är målet; mer är bättre än målet, och "
    "under 0 blev det sämre än före.",
    "procent",
    "nytta",
    "okänd utan värdet före, målet eller mätningen",
    "benefits",
    _BENEFIT,
)
UNMEASURED = Definition(
    "satsningar-utan-matning",
    "Satsningar utan mätning",
    "Satsningar vars sista år har gått utan att någon nytta har mätts. De som avstås är inte med.",
    "satsningar",
    "satsning",
    "de utan sista år är inte med",
    "initiatives",
    (*_PLAN, *_BENEFIT),
)

EVERY = (IN_USE, COST, PER_1000, BREADTH, SCORE, NOT_TO_DO, DELAYED, REALISED, ATTAINED, UNMEASURED)
