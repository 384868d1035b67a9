"""What comes in, waits and goes out, week by week."""

from __future__ import annotations

from domain.definitions.definition import Definition

_REFERRAL = ("core.seen_inflow",)
_RUN = ("core.seen_run",)
_WEEK = "vecka från måndag; den sista kan vara en del av en vecka"

RECEIVED = Definition(
    "inkomna-aktualiseringar",
    "Inkomna aktualiseringar",
    "Ansökningar, anmälningar och information som kom in under veckan.",
    "aktualiseringar",
    "aktualisering",
    _WEEK,
    "inflow_weeks",
    _REFERRAL,
)
WAITING = Definition(
    "vantar-pa-forsta-beslut",
    "Väntar på ett första beslut",
    "Aktualiseringar som vid veckans slut varken var färdigt förhandsbedömda eller hade lett "
    "till en utredning. De som hör "
    "till en utredning som pågår väntar inte, och inte de vars utfall levererats utan dag.",
    "aktualiseringar",
    "aktualisering vid veckans slut; kan inte summeras över veckor",
    _WEEK,
    "inflow_weeks",
    _REFERRAL,
)
OPENED = Definition(
    "inledda-utredningar",
    "Inledda utredningar",
    "Utredningar som inleddes under veckan.",
    "utredningar",
    "utredning",
    _WEEK,
    "inflow_weeks",
    _RUN,
)
CLOSED = Definition(
    "avslutade-utredningar",
    "Avslutade utredningar",
    "Utredningar som avslutades under veckan. En som enligt uppgifterna slutade före sin början "
    "räknas den dag den började.",
    "utredningar",
    "utredning",
    _WEEK,
    "inflow_weeks",
    _RUN,
)
RUNNING = Definition(
    "pagaende-utredningar",
    "Pågående utredningar",
    "Utredningar som har inletts och inte avslutats vid veckans slut, eller den sista dag "
    "uppgifterna täcker, efter hur "
    "länge de har pågått.",
    "utredningar",
    "utredning vid veckans slut; kan inte summeras över veckor",
    "fyra månader är kalendermånader",
    "inflow_weeks",
    _RUN,
)
WITHOUT_ASSESSMENT = Definition(
    "insatser-utan-behovsprovning",
    "Insatser utan behovsprövning",
    "Besök och deltagare enligt 11 kap. 5 § SoL per enhet, insats och månad, så som de "
    "levererats. De har ingen person och "
    "läggs aldrig ihop med ärenden.",
    "besök och deltagare",
    "enhet, insats och månad; deltagare kan inte summeras över månader",
    "levererade tal; tomt är okänt",
    "services_without_assessment",
    ("report.service_without_assessment",),
)

EVERY = (RECEIVED, WAITING, OPENED, CLOSED, RUNNING, WITHOUT_ASSESSMENT)
