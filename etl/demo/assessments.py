"""Assessments of needs and goals: IBIC in socialpsykiatri, BBIC for children, ASI for addiction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from etl.demo.chance import Chance
from etl.demo.period import day_of, months_later
from etl.demo.stays import Given
from etl.demo.town import Town

AREAS: Mapping[str, Mapping[str, str]] = {
    "ibic": {
        "d1": "Lärande och att tillämpa kunskap",
        "d2": "Allmänna uppgifter och krav",
        "d3": "Kommunikation",
        "d4": "Förflyttning",
        "d5": "Personlig vård",
        "d6": "Hemliv",
        "d7": "Mellanmänskliga interaktioner och relationer",
        "d8": "Utbildning, arbete, sysselsättning och ekonomiskt liv",
        "d9": "Samhällsgemenskap, socialt och medborgerligt liv",
        "t1": "Känsla av trygghet",
    },
    "bbic": {
        "halsa": "Hälsa",
        "utbildning": "Utbildning",
        "kanslor": "Känslor och beteende",
        "relationer": "Sociala relationer",
        "omsorg": "Grundläggande omsorg",
        "trygghet": "Stimulans och vägledning, trygghet",
    },
    "asi": {
        "fysisk": "Fysisk hälsa",
        "arbete": "Arbete och försörjning",
        "alkohol": "Alkohol",
        "narkotika": "Narkotika",
        "rattsligt": "Rättsliga problem",
        "familj": "Familj och umgänge",
        "psykisk": "Psykisk hälsa",
    },
}


class Use(NamedTuple):
    """How an instrument is used: for which interventions, how often, how many areas, how high its scale goes."""

    instrument: str
    share: float
    areas: tuple[int, int]
    highest: int


_USES: Mapping[str, Use] = {
    "boendestod": Use("ibic", 0.85, (3, 6), 4),
    "sysselsattning": Use("ibic", 0.6, (2, 4), 4),
    "familjebehandling": Use("bbic", 0.45, (2, 4), 4),
    "oppenvard_program": Use("asi", 0.7, (5, 7), 8),
}
_FIRST_AREAS: Mapping[str, Sequence[str]] = {name: tuple(areas) for name, areas in AREAS.items()}
_MOST_FOLLOW_UPS = 5


def tell(town: Town) -> None:
    """First what is, what is aimed at, and later what it became."""
    chance = town.chance("assessments")
    for given in town.given:
        use = _USES.get(given.kind)
        if use is None or not chance.gives(use.share) or not given.person.served:
            continue
        areas = list(_FIRST_AREAS[use.instrument])
        for _ in range(chance.between(*use.areas)):
            area = areas.pop(chance.between(0, len(areas) - 1))
            _tell_area(town, chance, given, use, area)


def _tell_area(town: Town, chance: Chance, given: Given, use: Use, area: str) -> None:
    keeps = chance.gives(0.22)
    level = chance.between(1, use.highest)
    aim = level if keeps else max(0, level - chance.weighted({1: 0.65, 2: 0.3, 3: 0.05}))
    goal = "behalla" if keeps else "forbattra"
    asked = given.started + chance.between(-10, 20)
    _say(town, chance, given, use, area, asked, "aktuellt", level, None)
    if not chance.gives(0.07):
        _say(town, chance, given, use, area, asked, "avsett", aim, goal)
    due, times = months_later(given.started, 6), 0
    while due < min(given.ended, town.period.last) and times < _MOST_FOLLOW_UPS:
        times += 1
        if chance.gives(0.68):
            if not keeps and level > aim and chance.gives(0.42):
                level -= 1
            elif chance.gives(0.13) and level < use.highest:
                level += 1
            _say(town, chance, given, use, area, due + chance.between(-10, 25), "bedomt", level, goal)
        due = months_later(due, 6 if times < 3 else 12)


def _say(
    town: Town,
    chance: Chance,
    given: Given,
    use: Use,
    area: str,
    day: int,
    kind: str,
    level: int,
    goal: str | None,
) -> None:
    own = min(use.highest, max(0, level + chance.pick((-1, 0, 0, 1)))) if chance.gives(0.3) else None
    row = {
        "person_id": given.person.person_id,
        "instrument": use.instrument,
        "life_area": area,
        "assessed_on": day,
        "kind": kind,
        "case_id": given.case_id,
        "intervention_id": given.intervention_id,
        "level": 8 if use.instrument == "ibic" and chance.gives(0.01) else level,
        "goal": goal,
        "own_view": own,
        "preliminary": chance.gives(0.04),
    }
    town.journal.tell("assessments", max(day + chance.between(0, 10), given.known_on), row, given.unit)


def tell_tariffs(town: Town) -> None:
    """What a level gives in hours, full-time equivalents and compensation, raised once a year."""
    hours = {"boendestod": (1.5, 2.1), "sysselsattning": (5.0, 3.2)}
    for year in range(2021, 2027):
        for kind, (least, step) in hours.items():
            for level in range(1, 8):
                weekly = round(least + step * (level - 1), 1)
                row = {
                    "template": "Grundmall",
                    "intervention_type": kind,
                    "level": level,
                    "valid_from": day_of(year, 1, 1),
                    "hours_per_week": weekly,
                    "full_time_equivalents": round(weekly / 31, 3),
                    "compensation_per_month": round(weekly * 4.33 * 470 * 1.028 ** (year - 2025)) * 100,
                }
                known_on = max(town.period.first, day_of(year, 1, 1) - 25)
                town.journal.tell("level_tariffs", known_on, row)
