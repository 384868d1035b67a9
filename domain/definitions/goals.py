"""Goals by life area: what came of them, how the levels changed, and which nobody has followed up."""

from __future__ import annotations

from domain.case_limits import FEWEST_PERSONS
from domain.definitions.definition import Definition

_ROWS = ("core.seen_goal_row",)
_GRAIN = "person, instrument, livsområde och insats; ett mål räknas en gång, den dag det senast bedömdes"
_SMALL = f"En grupp om färre än {FEWEST_PERSONS} personer visas inte för sig."

ATTAINMENT = Definition(
    "maluppfyllelse",
    "Måluppfyllelse",
    "Andelen uppnådda mål av dem som har bedömts. Ett mål att förbättra är uppnått när den senaste nivån är "
    "minst så bra "
    "som målets, delvis uppnått när den är bättre än den första. Ett mål att behålla är uppnått när den "
    "senaste nivån inte "
    "är sämre än den första. Mål med okänt utfall är inte med i basen, och deras antal visas bredvid.",
    "andel av bedömda mål",
    _GRAIN,
    f"nivåer jämförs bara inom ett instrument och en nämnd, aldrig som medelvärden. {_SMALL}",
    "goal_outcomes",
    _ROWS,
)
KEPT = Definition(
    "behallen-funktion",
    "Behållen funktion",
    "Uppnådda mål vars inriktning är att behålla: den senaste nivån är inte sämre än den första.",
    "mål",
    _GRAIN,
    "ingår i måluppfyllelsen",
    "goal_outcomes",
    _ROWS,
)
UNKNOWN = Definition(
    "mal-med-okant-utfall",
    "Mål med okänt utfall",
    "Mål vars utfall inte kan sägas, efter skäl: inte bedömda sedan de sattes, bedömda utan nivå, mål utan nivå, okänt "
    "nuläge, eller en nivå och en inriktning som säger emot varandra. Ej specificerat (8) och ej tillämpbart "
    "(9) i IBIC är "
    "ingen nivå. Preliminära bedömningar räknas inte.",
    "mål",
    _GRAIN,
    "okänt är aldrig med i basen för en andel",
    "goal_outcomes",
    _ROWS,
)
CHANGE = Definition(
    "forandring-i-niva",
    "Förändring i nivå",
    "Från den första bedömningen av nuläget till den senaste bedömningen, i ett livsområde.",
    "förändringar: par av en första och en senaste nivå",
    _GRAIN,
    f"också utan mål. Visas när minst {FEWEST_PERSONS} personer har båda nivåerna",
    "goal_transitions",
    _ROWS,
)
UNFOLLOWED = Definition(
    "mal-utan-uppfoljning",
    "Mål utan uppföljning",
    "Mål i insatser som pågår den sista dag uppgifterna täcker och som inte har följts upp på sex månader. "
    "Utan uppföljning "
    "räknas tiden från det senaste av målets dag, nulägets dag och insatsens början.",
    "mål",
    "person, instrument, livsområde och insats",
    f"en preliminär bedömning är ingen uppföljning. {_SMALL}",
    "goal_waiting",
    _ROWS,
)

EVERY = (ATTAINMENT, KEPT, UNKNOWN, CHANGE, UNFOLLOWED)
