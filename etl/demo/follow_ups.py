"""Follow-ups of placements: questions with scales, and answers that lean on how good the provider is."""

from __future__ import annotations

from etl.demo.chance import Chance
from etl.demo.period import day_of, months_later
from etl.demo.stays import HOMES, Stay
from etl.demo.town import Town

_QUESTIONS = (
    ("vardplan", "Följer utföraren vårdplanen?", 1.0),
    ("skillnad", "Gör vården skillnad för den enskilde?", 2.0),
    ("rapportering", "Rapporterar utföraren som avtalat?", 1.0),
)
_LATER_QUESTION = ("trygghet", "Känner sig den enskilde trygg hos utföraren?", 1.0)
_LATER_FROM = day_of(2025, 1, 1)
_SCALE_BEFORE, _SCALE = (1, 4), (1, 5)
_SCALE_FROM = day_of(2024, 1, 1)
_MONTHS = 6
_SHARE_DONE = 0.74
_SHARE_UNKNOWN = 0.07
_FORMS_WITHOUT = ("traningslagenhet", "bistand_boende", "placering_i_hemmet", "lvm_hem")


def tell(town: Town) -> None:
    """The questions, and the answers of every follow-up."""
    _tell_questions(town)
    chance = town.chance("follow-ups")
    for stay in town.stays:
        if stay.form in _FORMS_WITHOUT:
            continue
        due = months_later(stay.moved_in, _MONTHS if stay.form not in ("skyddat_boende",) else 2)
        while due <= min(stay.moved_out, town.period.last):
            if chance.gives(_SHARE_DONE):
                day = due + int(chance.normal(-4, 18))
                if town.period.first - 400 < day < stay.moved_out + 20:
                    _tell_follow_up(town, chance, stay, day)
            due = months_later(due, _MONTHS)


def _tell_questions(town: Town) -> None:
    for parameter, question, weight in (*_QUESTIONS, _LATER_QUESTION):
        later = parameter == _LATER_QUESTION[0]
        scales = (
            ((_LATER_FROM, _SCALE),)
            if later
            else ((day_of(2018, 1, 1), _SCALE_BEFORE), (_SCALE_FROM, _SCALE))
        )
        for valid_from, (low, high) in scales:
            row = {
                "parameter": parameter,
                "valid_from": valid_from,
                "question": question,
                "scale_min": low,
                "scale_max": high,
                "weight": weight,
            }
            town.journal.tell("follow_up_parameters", max(town.period.first, valid_from - 30), row)


def _tell_follow_up(town: Town, chance: Chance, stay: Stay, day: int) -> None:
    number = town.number("UP")
    asked = [*_QUESTIONS, _LATER_QUESTION] if day >= _LATER_FROM else [*_QUESTIONS]
    low, high = _SCALE if day >= _SCALE_FROM else _SCALE_BEFORE
    quality = 0.66 if stay.form in HOMES else stay.provider.quality
    shared = chance.normal(0, 0.12)
    for parameter, _, _ in asked:
        value = quality + shared + chance.normal(0, 0.16)
        answer = str(min(high, max(low, round(low + (high - low) * value))))
        row = {
            "follow_up_id": number,
            "parameter": parameter,
            "placement_id": stay.placement_id,
            "intervention_id": None,
            "followed_up_on": day,
            "answer": "vet_ej" if chance.gives(_SHARE_UNKNOWN) else answer,
            "answered_by_role": chance.weighted(
                {"socialsekreterare": 0.7, "den enskilde": 0.2, "vårdnadshavare": 0.1}
            ),
        }
        town.tell_of(stay, "follow_ups", day + chance.between(0, 15), row)
