"""Needs by level, and what a tariff makes of them in hours, full-time equivalents and compensation."""

from __future__ import annotations

from domain.definitions.definition import Definition

_NEEDS = ("core.seen_need_granted", "core.seen_need_given")
_DAY = "en dag; kan inte summeras över månader"

NEEDS = Definition(
    "behov-per-niva",
    "Behov per nivå",
    "Ett behov är ett beviljat beslut som gäller på dagen, eller en insats som ges utan att personen har ett "
    "gällande beslut "
    "av samma insatstyp. Ett beslut gäller till sin sista dag, eller tills alla insatser under det har avslutats. Bara "
    "insatstyper som nämnden sätter nivåer på är med.",
    "behov: beslut och insatser utan beslut",
    _DAY,
    "en person med två beslut är en person och två behov; nivåer jämförs aldrig mellan kommuner",
    "level_needs",
    _NEEDS,
)
PERSONS = Definition(
    "personer-med-behov",
    "Personer med behov",
    "Personer som har minst ett behov på dagen.",
    "personer",
    _DAY,
    "en person räknas en gång, också över enheter och insatstyper",
    "level_needs",
    _NEEDS,
)
HOURS = Definition(
    "timmar-enligt-tariff",
    "Timmar enligt tariff",
    "De timmar i veckan som resursmallen ger behovens nivåer, enligt den tariff som gäller på dagen.",
    "timmar per vecka",
    _DAY,
    "behov utan nivå eller tariff är inte 0 timmar: de står för sig",
    "level_needs",
    (*_NEEDS, "report.level_resource"),
)
FULL_TIME = Definition(
    "arsarbetare-enligt-tariff",
    "Årsarbetare enligt tariff",
    "De årsarbetare som resursmallen ger behovens nivåer.",
    "årsarbetare",
    _DAY,
    "behov utan nivå eller tariff står för sig",
    "level_needs",
    (*_NEEDS, "report.level_resource"),
)
COMPENSATION = Definition(
    "ersattning-enligt-tariff",
    "Ersättning enligt tariff",
    "Den ersättning per månad som resursmallen ger behovens nivåer, som de är månadens sista dag. Det är vad "
    "mallen säger, "
    "inte vad som har betalats.",
    "kr per månad",
    _DAY,
    "hela ören; behov utan nivå eller tariff står för sig",
    "level_needs",
    (*_NEEDS, "report.level_resource"),
)
WITHOUT = Definition(
    "behov-utan-niva-eller-tariff",
    "Behov utan nivå eller tariff",
    "Behov vars nivå inte har levererats, och behov med en nivå som mallen inte har någon tariff för på dagen. "
    "Deras timmar, "
    "årsarbetare och ersättning är okända.",
    "behov",
    _DAY,
    "är med bland behoven och i ingen summa av timmar eller kronor",
    "level_needs",
    _NEEDS,
)
GRANTED = Definition(
    "beviljade-timmar-och-insatser",
    "Beviljade timmar och timmar i insatserna",
    "Beslutens beviljade timmar i veckan bredvid timmarna i de insatser som ges under dem. Bara beslut där "
    "båda är kända är "
    "med, och hur många de är visas.",
    "timmar per vecka",
    _DAY,
    "andra mått än timmar per vecka räknas inte om; beviljat är inte utfört",
    "level_needs",
    _NEEDS,
)
OTHER_TARIFF = Definition(
    "annan-tariff",
    "Annan tariff",
    "Samma behov under en annan mall, en annan dags tariff eller med ersättningen ändrad i procent. Båda visas, med "
    "skillnaden.",
    "timmar per vecka, årsarbetare och kr per månad",
    _DAY,
    "skillnaden är okänd där tarifferna inte når lika många behov",
    "level_needs",
    _NEEDS,
)

EVERY = (NEEDS, PERSONS, HOURS, FULL_TIME, COMPENSATION, WITHOUT, GRANTED, OTHER_TARIFF)
