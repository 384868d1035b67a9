"""What needs a decision now: counts of stays and investigations that go on at the cut-off."""

from __future__ import annotations

from domain.definitions.definition import Definition

_STAY = "placering som pågår sista dagen uppgifterna täcker"
_VIEWS = ("report.attention",)
_AGREEMENT = "gäller köpt vård och eget familjehem, inte egen regi eller SiS"

AGREEMENTS_ENDING = Definition(
    "avtal-som-gar-ut",
    "Avtal som går ut",
    "Pågående placeringar vars avtal har sin sista dag inom 30, 60 eller 90 dagar. "
    "Den som går ut inom 30 dagar är med i alla tre. Okänt där inget avtal har en sista dag.",
    "placeringar",
    _STAY,
    "dagar räknas från sista dagen uppgifterna täcker",
    "attention",
    _VIEWS,
)
AGREEMENTS_PASSED = Definition(
    "avtal-som-har-gatt-ut",
    "Avtal som har gått ut",
    "Pågående placeringar vars avtal har haft sin sista dag. Okänt där inget avtal har en sista dag.",
    "placeringar",
    _STAY,
    "avtalets sista dag ligger före sista dagen uppgifterna täcker",
    "attention",
    _VIEWS,
)
UNSIGNED = Definition(
    "avtal-utan-underskrift",
    "Avtal utan underskrift",
    "Pågående placeringar utan datum för undertecknat avtal. Okänt där inget avtal har ett sådant datum.",
    "placeringar",
    _STAY,
    _AGREEMENT,
    "attention",
    _VIEWS,
)
OUTSIDE_FRAMEWORK = Definition(
    "utanfor-ramavtal",
    "Utanför ramavtal",
    "Pågående placeringar som är direktupphandlade, och hur många av dem som saknar skäl. "
    "Att köpa utanför ramavtal är tillåtet; skälet ska finnas.",
    "placeringar",
    _STAY,
    "upphandlingsform direktupphandling",
    "attention",
    _VIEWS,
)
UNPRICED_STAYS = Definition(
    "placeringar-med-dygn-utan-pris",
    "Placeringar med dygn utan pris",
    "Pågående placeringar med något dygn som saknar pris, någon gång under placeringen.",
    "placeringar",
    _STAY,
    "avtalets dygnsregel",
    "attention",
    _VIEWS,
)
EMERGENCY_OVER_LIMIT = Definition(
    "jourhem-over-tiden",
    "Jourhem över tiden",
    "Pågående placeringar i jourhem mer än två månader efter att personens senaste utredning avslutades, "
    "när ingen utredning pågår (22 kap. 4 § SoL). Började placeringen senare räknas från in-dagen. "
    "En person utan någon levererad utredning kan inte bedömas och är inte med.",
    "placeringar",
    _STAY,
    "två kalendermånader",
    "attention",
    _VIEWS,
)
INVESTIGATIONS_OVER_LIMIT = Definition(
    "utredningar-over-fyra-manader",
    "Utredningar över fyra månader",
    "Pågående utredningar av barn som har pågått längre än fyra kalendermånader, eller längre än till den "
    "dag de har förlängts till. Visas för IFO-chef.",
    "utredningar",
    "utredning som pågår sista dagen uppgifterna täcker",
    "den senare av fyra kalendermånader från att den inleddes och förlängningens dag",
    "attention",
    _VIEWS,
)
PRELIMINARY_OVER_LIMIT = Definition(
    "forhandsbedomningar-over-14-dagar",
    "Förhandsbedömningar över 14 dagar",
    "Anmälningar om barn vars förhandsbedömning pågår mer än 14 dagar efter att de kom in (20 kap. 2 § SoL). "
    "Visas för IFO-chef.",
    "förhandsbedömningar",
    "förhandsbedömning som pågår sista dagen uppgifterna täcker",
    "dagen då anmälan kom in är dag 0",
    "attention",
    _VIEWS,
)

INVOICES_WRONG = Definition(
    "fakturarader-att-granska",
    "Fakturarader att granska",
    "Fakturarader där något avviker och som ingen har gett en status, i de tolv månader som slutar med den som "
    "uppgifterna når till. Okänt där inga fakturor har lästs in.",
    "rader",
    "fakturarad",
    "en rad som levereras ändrad är ny igen",
    "attention",
    ("report.invoice_sum",),
)

EVERY = (
    AGREEMENTS_ENDING,
    AGREEMENTS_PASSED,
    UNSIGNED,
    OUTSIDE_FRAMEWORK,
    UNPRICED_STAYS,
    EMERGENCY_OVER_LIMIT,
    PRELIMINARY_OVER_LIMIT,
    INVESTIGATIONS_OVER_LIMIT,
    INVOICES_WRONG,
)
