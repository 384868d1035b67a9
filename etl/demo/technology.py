"""Welfare technology: what is in use, what is planned and scored, what it cost and what was taken home."""

from __future__ import annotations

from typing import NamedTuple

from etl.demo.period import day_of, last_of
from etl.demo.town import Town
from etl.demo.units import HEALTH


class Technology(NamedTuple):
    """One technology in use: how many at first and at last, when it began, what it costs (kronor)."""

    name: str
    category: str
    counts: tuple[int, int]
    placed_at: str
    began: tuple[int, int]
    supplier: str
    once: int
    monthly: int
    status: str = "breddinford"
    unit: str | None = None
    approximate: bool = False
    ended: tuple[int, int] | None = None


_IN_USE = (
    Technology("Trygghetslarm i ordinärt boende", "trygghetslarm", (1_450, 1_620), "Hemtjänsten", (2019, 3), "Larmkedjan", 0, 182_000, approximate=True),
    Technology("Trygghetslarm på särskilt boende", "trygghetslarm", (610, 640), "Särskilt boende", (2021, 9), "Larmkedjan", 2_900_000, 96_000),
    Technology("Digital tillsyn nattetid", "tillsyn", (24, 140), "Hemtjänsten", (2023, 2), "Nattugglan Teknik", 310_000, 61_000),
    Technology("GPS-larm", "gps_larm", (35, 88), "Hemtjänsten", (2022, 5), "Vägvisare Larm", 0, 17_500),
    Technology("Läkemedelsautomater", "lakemedel", (12, 165), "Hemtjänsten", (2023, 9), "Doseringsbolaget", 120_000, 98_000),
    Technology("Nyckelfria lås", "digitala_las", (900, 1_380), "Hemtjänsten", (2020, 10), "Låsverket", 1_900_000, 44_000, approximate=True),
    Technology("Sensorer i dörr och säng", "passivt_larm", (180, 210), "Särskilt boende", (2021, 9), "Larmkedjan", 420_000, 9_000),
    Technology("Videosamtal i boendestöd", "video", (15, 74), "Boendestöd", (2023, 11), "Bildsamtal Norden", 60_000, 12_400, "breddinford", HEALTH),
    Technology("Digital planering för den enskilde", "dagliga_aktiviteter", (8, 31), "Boendestöd", (2024, 9), "Dagplanen", 0, 6_900, "test", HEALTH),
    Technology("Digitala inköp", "inkop", (210, 420), "Hemtjänsten", (2022, 1), "Varukorgen", 0, 5_200),
    Technology("Träning hemma på läsplatta", "traning", (10, 22), "Rehabilitering", (2024, 3), "Rörligt", 45_000, 4_100, "test"),
    Technology("Kommunikationsstöd för personal", "it_personal_medborgare", (340, 410), "Alla enheter", (2021, 1), "Bildsamtal Norden", 0, 38_000),
    Technology("Robotkatter", "kommunikation", (14, 14), "Särskilt boende", (2022, 11), "Mjukvän", 21_000, 0, "avslutad", ended=(2025, 6)),
)  # fmt: skip

_SCORES = (
    "competence", "management_support", "complexity", "financing", "saving", "quality", "requirements", "goal_attainment"
)  # fmt: skip


class Initiative(NamedTuple):
    """One planned initiative in the words that people write; scores in the order of `_SCORES`, "" for none."""

    name: str
    years: str
    effect: str
    priority: str
    cost: str
    status: str
    scores: str
    told: tuple[int, int]
    reason: str | None = None
    needed: str | None = None
    given: str | None = None
    users: bool | None = None
    providers: bool | None = None


_PLANNED = (
    Initiative("Läkemedelsautomater till fler", "2023-2026", "Färre besök, säkrare medicinering", "Prio 1", "Ca 900 kr/månad per styck", "pagar", "11221111", (2022, 11), None, "0,5 projektledare", "0,5 projektledare", True, True),
    Initiative("Digital tillsyn i stället för nattbesök", "2023-2025", "Ostörd sömn, mindre bilkörning", "Prio 1", "310 000 kr. Månadskostnad 61 000 kr/månad", "klar", "12211122", (2022, 11), None, "1 projektledare ett år", "0,5 projektledare", True, False),
    Initiative("Videosamtal i boendestöd", "2023/24", "Tätare kontakt, mindre restid", "Prio 2", "Ca 60 000 kr", "klar", "21222122", (2023, 2), None, "Utbildning 20 timmar", "Utbildning 20 timmar", True, None),
    Initiative("Taligenkänning i dokumentation", "2025-2026", "Mer tid för samtal", "Prio 1", "150 tkr/år", "beslutad", "22131211", (2024, 9), None, "Jurist, förvaltare", "Förvaltare", None, False),
    Initiative("E-tjänst för ansökan om ekonomiskt bistånd", "2022-2023", "Snabbare svar", "Prio 1", "Ca 400 000-600 000 kr", "klar", "21221222", (2021, 12), None, "Utvecklare", "Utvecklare", True, None),
    Initiative("Automatiserad återansökan", "2024-2027", "Handläggare får tid för stöd", "Prio 2", "1,2 mkr", "pagar", "32241123", (2023, 9), None, "2 utvecklare", "1 utvecklare", False, None),
    Initiative("Säkra meddelanden med vårdnadshavare", "2025", "Färre brev och telefonsamtal", "Prio 2", "Ca 40 000-60 000 kr.", "pagar", "11122222", (2024, 9), None, None, None, True, None),
    Initiative("Digitala lås på stödboende", "2026", "Tryggare, färre nycklar", "Prio 3", "4000 kr/lås samt månadskostnad", "undersoks", "22233333", (2025, 5), None, None, None, None, None),
    Initiative("VR för färdighetsträning", "På sikt", "Träna svåra situationer", "Låg", "Offert saknas", "undersoks", "34433332", (2024, 9), None, None, None, False, None),
    Initiative("Robotkatter", "2022", "Lugn och glädje", "Prio 3", "21 000 kr", "avstas", "23432433", (2022, 3), "Effekten kunde inte visas", None, None, None, None),
    Initiative("Beslutsstöd med språkmodell", "Hösten 2026", "Snabbare sammanställning av utredningar", "Prio 2", "Tid, lönekostnad", "undersoks", "", (2026, 3), None, "Jurist, informationssäkerhet", None, None, None),
    Initiative("Gemensam larmcentral med grannkommunen", "2027-2028", "Lägre kostnad, bättre bemanning", "Prio 2", "Ca 2 mkr", "undersoks", "3224112", (2025, 11), None, None, None, None, False),
    Initiative("Sensorer i träningslägenheter", "2026", "Tidigt veta när något är fel", "Prio 3", "Ca 6000 kr/enhet", "avstas", "33424443", (2025, 2), "Dialogen visade att de boende inte ville", None, None, True, None),
    Initiative("Digital planering i boendestöd, bredd", "Q1 2027", "Större självständighet", "Prio 2", "6 900 kr/månad", "beslutad", "22222222", (2026, 1), None, None, None, True, None),
)  # fmt: skip


class Benefit(NamedTuple):
    """One benefit: kind, before, target, measured and when, kronor taken home, hours freed."""

    initiative: int
    kind: str
    before: float
    target: float
    measured: float | None
    measured_on: tuple[int, int] | None
    realised: int | None
    freed: float | None
    note: str | None = None


_BENEFITS = (
    Benefit(0, "Besök per dygn", 212, 120, 148, (2026, 5), 640_000, 3_900),
    Benefit(1, "Nattbesök per natt", 96, 30, 34, (2025, 12), 1_150_000, 5_200),
    Benefit(1, "Bilkilometer per natt", 410, 150, 188, (2025, 12), 96_000, None),
    Benefit(2, "Restid, timmar per vecka", 38, 20, 23, (2025, 6), None, 610),
    Benefit(4, "Dagar till svar", 19, 12, 13, (2024, 11), None, 1_400),
    Benefit(4, "Inkomna på papper, procent", 74, 25, 21, (2024, 11), 80_000, None, "Bättre än målet"),
    Benefit(
        5,
        "Handläggarminuter per återansökan",
        42,
        15,
        None,
        None,
        None,
        None,
        "Mäts när första delen är klar",
    ),
    Benefit(6, "Brev per månad", 900, 300, None, None, None, None),
    Benefit(3, "Minuter dokumentation per möte", 35, 20, None, None, None, None),
)


def tell(town: Town) -> None:
    """Everything about welfare technology."""
    for number, technology in enumerate(_IN_USE, 1):
        _tell_in_use(town, number, technology)
    for number, initiative in enumerate(_PLANNED, 1):
        _tell_planned(town, number, initiative)
    for number, benefit in enumerate(_BENEFITS, 1):
        _tell_benefit(town, number, benefit)


def _tell_in_use(town: Town, number: int, technology: Technology) -> None:
    """Once a year how many there are; on the way a test becomes ordinary."""
    chance = town.chance(f"technology {number}")
    began = day_of(*technology.began, 1)
    years = [day_of(year, 12, 31) for year in range(technology.began[0], 2026)] + [day_of(2026, 6, 30)]
    for place, day in enumerate(years):
        if technology.ended and day > day_of(*technology.ended, 30):
            continue
        grown = technology.counts[0] + (technology.counts[1] - technology.counts[0]) * place / max(
            1, len(years) - 1
        )
        exact = max(1, round(town.scaled(grown)))
        count = f"ca {max(10, round(exact, -1))}" if technology.approximate else str(exact)
        row = {
            "deployment_id": f"VT{number:02d}",
            "technology": technology.name,
            "category": technology.category,
            "count": count,
            "placed_at": technology.placed_at,
            "unit": technology.unit,
            "started_on": began,
            "ended_on": None,
            "as_of_on": day,
            "supplier": technology.supplier,
            "one_off_cost": technology.once * 100,
            "monthly_cost": technology.monthly * 100,
            "status": "test" if place == 0 and technology.status == "breddinford" else technology.status,
        }
        if technology.status == "avslutad":
            row["status"] = "breddinford"
        town.journal.tell("deployments", max(town.period.first, day + chance.between(8, 40)), row)
        if technology.ended and place + 1 < len(years) and years[place + 1] > day_of(*technology.ended, 30):
            ends = day_of(*technology.ended, 30)
            gone = {**row, "ended_on": ends, "status": "avslutad"}
            town.journal.tell("deployments", max(town.period.first, ends + 12), gone)


def _tell_planned(town: Town, number: int, initiative: Initiative) -> None:
    """First looked into, then decided; scores come some months after the idea."""
    row: dict[str, object] = {
        "initiative_id": f"S{number:02d}",
        "name": initiative.name,
        "wanted_effect": initiative.effect,
        "priority_text": initiative.priority,
        "years_text": initiative.years,
        "cost_text": initiative.cost,
        "status": "undersoks",
        "status_reason": None,
        "resources_needed": initiative.needed,
        "resources_given": None,
        "dialogue_users": None,
        "dialogue_providers": None,
        **dict.fromkeys(_SCORES),
    }
    told = max(town.period.first, day_of(*initiative.told, 10))
    town.journal.tell("initiatives", told, dict(row))
    row |= dict(zip(_SCORES, map(int, initiative.scores), strict=False))
    row |= {"dialogue_users": initiative.users, "dialogue_providers": initiative.providers}
    town.journal.tell("initiatives", told + 100, dict(row))
    row |= {
        "status": initiative.status,
        "status_reason": initiative.reason,
        "resources_given": initiative.given,
    }
    town.journal.tell("initiatives", told + 190, dict(row))


def _tell_benefit(town: Town, number: int, benefit: Benefit) -> None:
    planned = max(town.period.first, day_of(*_PLANNED[benefit.initiative].told, 10) + 100)
    row: dict[str, object] = {
        "benefit_id": f"N{number:02d}",
        "initiative_id": f"S{benefit.initiative + 1:02d}",
        "kind": benefit.kind,
        "baseline": benefit.before,
        "target": benefit.target,
        "measured": None,
        "measured_on": None,
        "realised_kr": None,
        "freed_hours": None,
        "note": benefit.note,
    }
    town.journal.tell("benefits", planned, dict(row))
    if benefit.measured_on is not None:
        day = last_of(benefit.measured_on[0] * 12 + benefit.measured_on[1] - 1)
        row |= {"measured": benefit.measured, "measured_on": day, "freed_hours": benefit.freed}
        row["realised_kr"] = None if benefit.realised is None else benefit.realised * 100
        town.journal.tell("benefits", max(planned, day + 20), row)
