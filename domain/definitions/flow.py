"""How cases go through the process, how long it takes, what waits and who comes back."""

from __future__ import annotations

from domain.case_limits import FEWEST_CASES, STILL_DAYS
from domain.definitions.definition import Definition

_FLOW = ("report.flow_edge", "report.case_event")
_STEPS = ("report.lead_time_count", "core.current_step_calculated")

CASES_BEGUN = Definition(
    "arenden-i-flodet",
    "Ärenden i flödet",
    "Ärenden som började i perioden, med allt som hänt i dem sedan dess. Varje ärende går en väg "
    "genom aktualisering, "
    "förhandsbedömning, utredning, beslut och verkställighet; det som pågår slutar där det står. "
    "Finns flera beslut "
    "räknas det som gav mest.",
    "ärenden",
    "ärende; kan summeras över vägarna",
    "ärendets första händelse ligger i perioden",
    "flow_stages",
    ("core.current_case_flow_calculated",),
)
TRANSITIONS = Definition(
    "overgangar",
    "Övergångar",
    "Hur ofta en händelse följer direkt på en annan i samma ärende, i hur många ärenden, och tiden mellan dem. "
    "Händelser vid samma tidpunkt står i processens ordning.",
    "övergångar",
    "händelse och nästa händelse i ett ärende",
    "tiden är medianen",
    "flow_edges",
    _FLOW,
)
VARIANTS = Definition(
    "varianter",
    "Varianter",
    "Ordningar av händelser som ärenden har gått igenom, hur stor del av ärendena som gått så, "
    "och mediantiden från "
    "första till sista händelsen.",
    "ärenden",
    "ärende; kan summeras",
    "samma händelser i samma ordning är en variant",
    "flow_variants",
    ("report.flow_variant",),
)
LEAD_TIME = Definition(
    "ledtid",
    "Ledtid",
    "Dagar från att ett steg börjar till att det slutar. Steg som pågår räknas för vad de är: de "
    "har tagit minst så länge "
    "(Kaplan-Meier). Medianen är den första dag då minst hälften är klara, med 95 procents "
    "intervall (log-log). "
    "Okänd där så många ännu inte är klara.",
    "dagar",
    "steg som började i perioden",
    "kalenderdagar; första dagen är dag 0; omvända steg är inte med",
    "lead_times",
    _STEPS,
)
LEAD_MEAN = Definition(
    "ledtid-i-medel",
    "Ledtid i medel",
    "Medelvärdet av dagarna för steg som avslutades i perioden, när de än började: så räknar "
    "Kolada utredningstid "
    "(U33401, barn 0-20 år, första halvåret, utan ekonomiskt bistånd). Det som pågår är inte med, så att långa "
    "pågående steg inte syns.",
    "dagar",
    "steg som avslutades i perioden",
    "omvända steg är inte med",
    "lead_means",
    _STEPS,
)
REVERSED = Definition(
    "omvanda-steg",
    "Omvända steg",
    "Steg som enligt uppgifterna slutade innan de började. De behålls och räknas för sig, och är "
    "inte med i ledtider "
    "eller andelar.",
    "steg",
    "steg som började i perioden",
    "slutdagen ligger före första dagen",
    "lead_times",
    _STEPS,
)
WITHIN_CLOCK = Definition(
    "inom-tiden",
    "Inom tiden",
    "Andelen steg som slutade senast sista dagen inom tiden: förhandsbedömning av barn 14 dagar, "
    "utredning av barn fyra "
    "kalendermånader eller till förlängningens dag, verkställighet tre månader. Ett steg som "
    "pågår efter den dagen är "
    "över tiden; ett som pågår med tid kvar är inte med, och inte ett vars beslut upphörde med tid kvar. "
    f"En enhet med färre än {FEWEST_CASES} bedömda steg visas inte för sig.",
    "procent",
    "steg som började i månaden och vars utfall är känt",
    "20 kap. 2-3 §§ och 34 kap. SoL, 28 f § LSS",
    "within_clock",
    _STEPS,
)
OVERDUE = Definition(
    "over-tiden",
    "Över tiden",
    "Steg som pågår sista dagen uppgifterna täcker, fast sista dagen inom tiden har passerat.",
    "steg",
    "steg som pågår",
    "samma tider som Inom tiden",
    "open_step_counts",
    ("report.open_step_count",),
)
STANDING_STILL = Definition(
    "star-still",
    "Står still",
    f"Steg som pågår sista dagen uppgifterna täcker, i ärenden där inget har hänt på {STILL_DAYS} dagar.",
    "steg",
    "steg som pågår",
    "dagar sedan ärendets senaste händelse, räknat från tidigast stegets början",
    "open_step_counts",
    ("report.open_step_count",),
)
UNEXECUTED = Definition(
    "ej-verkstallda-beslut",
    "Ej verkställda beslut",
    "Beviljade beslut enligt 11 kap. 1 § och 12 kap. 1 § SoL (tidigare 4 kap. 1 §) och 9 § LSS "
    "som inte har verkställts "
    "inom tre månader från beslutet, eller från ett avbrott. Ett erbjudande som avböjts "
    "verkställer inte. I kvartalet är "
    "de med som väntar vid dess slut, de som verkställdes under det efter mer än tre månader, "
    "och de vars beslut upphörde "
    "utan att ha verkställts. 11 kap. 4 och 5 §§ SoL är inte med.",
    "beslut och personer",
    "väntan från ett beslut eller ett avbrott",
    "34 kap. 1-3 §§ SoL, 28 f-h §§ LSS; sista dagen är kvartalets, eller den sista uppgifterna täcker",
    "unexecuted_counts",
    ("report.unexecuted_decision", "core.seen_unexecuted"),
)
RE_REFERRAL = Definition(
    "ateraktualisering",
    "Återaktualisering",
    "Andelen personer för vilka allt avslutades i månaden och som fick en ny utredning inom ett "
    "år. Allt är utredningar, "
    "placeringar och insatser. Bara en utredning räknas som att komma tillbaka, inte en "
    "aktualisering. Ekonomiskt bistånd "
    "räknas varken som pågående eller som återkomst. En månad är inte hel förrän alla har haft ett år.",
    "procent av personerna",
    "person och månad: den sista dag i månaden då allt var avslutat",
    "en utredning som inleds dagen efter eller senare, senast samma dag ett år efter",
    "re_referrals",
    ("core.seen_given", "core.seen_assistance_kind"),
)
BACK_TO_BACK = Definition(
    "utredningar-tatt-efter-varandra",
    "Utredningar tätt efter varandra",
    "Utredningar som inleddes inom 14 dagar efter att en annan utredning av samma person "
    "avslutades. Fyra månader börjar "
    "då om, vilket JO har kritiserat. Ekonomiskt bistånd är inte med.",
    "utredningar",
    "utredning som inleddes i månaden",
    "dagen då den förra avslutades är dag 0",
    "back_to_back",
    ("core.current_step_calculated", "core.seen_assistance_kind"),
)

FLOW_PART = (CASES_BEGUN, TRANSITIONS, VARIANTS)
LEAD_PART = (LEAD_TIME, LEAD_MEAN, REVERSED)
CLOCK_PART = (WITHIN_CLOCK, REVERSED)
OPEN_PART = (OVERDUE, STANDING_STILL)
UNEXECUTED_PART = (UNEXECUTED,)
RETURNS_PART = (RE_REFERRAL, BACK_TO_BACK)
EVERY = (*FLOW_PART, *LEAD_PART, WITHIN_CLOCK, *OPEN_PART, *UNEXECUTED_PART, *RETURNS_PART)
