"""The words of the screens, explained for those who read them. docs/glossary.md links them to identifiers."""

from __future__ import annotations

GLOSSARY: dict[str, str] = {
    "Aktualisering": "Något kommer in till socialtjänsten: en ansökan, en anmälan eller information.",
    "Anbudsområde": "En del av kommunens egen upphandling.",
    "Avtal": "Det som kommunen och utföraren har kommit överens om för en placering: pris, dagar, slut.",
    "Avvikelse": "Utfall minus budget.",
    "Boendedygn": "Ett räknat dygn i en boendeform. Inte detsamma som vårddygn.",
    "Byte av placering": "En dag då en placering avlöser en annan. Är inte parallella insatser.",
    "Direktupphandling": "Köp utanför ramavtal. Skälet ska finnas.",
    "Dygnskostnad": "Faktisk kostnad delad med prissatta dygn.",
    "Dygnspris": "Avtalat pris för ett dygn.",
    "Enhet": "Del av organisationen, till exempel en mottagning.",
    "Förhandsbedömning": "Bedömning av om en utredning ska inledas; för barn inom 14 dagar.",
    "Heldygnsvård": "Vård dygnet runt utanför det egna hemmet.",
    "Huvudorsak": "Främsta skälet till placeringen, som det bedömdes vid inskrivningen.",
    "Iakttagelse": "En regel mellan uppgifter som inte håller.",
    "Inläsning": "En leverans som tagits in, helt eller inte alls.",
    "Insats": "Det som personen får; ett beslut ger den och en utförare genomför den.",
    "Kombination": "De slag av insatser som en person får samtidigt.",
    "Lagrum": "Den paragraf som ett beslut eller ett placeringsdygn vilar på.",
    "Leverans": "Filer som lämnas över vid ett tillfälle.",
    "Målgrupp": "Den grupp som placeringen avser, till exempel ungdom 13–17 år.",
    "Okänt": "Inte levererat, eller inte möjligt att räkna ut. Aldrig detsamma som 0.",
    "Omfattande stöd": "Parallella insatser som uppfyller en regel som IFO-chefen har satt.",
    "Parallella insatser": "Två eller flera slag av insatser samma dag för en person.",
    "Placering": "Insats dygnet runt utanför hemmet.",
    "Prissatt dygn": "Ett räknat dygn med ett pris som gäller den dagen.",
    "Ramavtal": "Upphandlat avtal med en utförare.",
    "Skyddade personuppgifter": "Räknas med i alla summor men visas inte i någon lista utan behörighet.",
    "Tillägg": "Kostnad utöver dygnspriset: skola, resor, tolk, extra personal.",
    "Utförare": "Den som genomför insatsen: egen regi, privat, idéburen, annan kommun eller SiS.",
    "Utredning": "Formell utredning; för barn högst fyra månader om den inte förlängs.",
    "Vårddygn": "Ett räknat dygn i heldygnsvård.",
    "Vårdform": "Slag av placering: familjehem, HVB, stödboende med flera.",
}
"""Each word with what it means, in alphabetical order."""
