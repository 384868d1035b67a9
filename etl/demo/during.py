"""What happens during a placement: days away, extras beside the price, and its recurring review."""

from __future__ import annotations

from etl.demo.chance import Chance
from etl.demo.period import first_of, last_of, month_of, months_later
from etl.demo.stays import CHILD_FORMS, Stay
from etl.demo.town import Town

_AWAY = {
    "hvb_privat": 0.2,
    "hvb_egen": 0.2,
    "hvb_kommun": 0.2,
    "sarskilt_ungdomshem": 0.3,
    "stodboende": 0.12,
    "lvm_hem": 0.25,
    "familjehem_konsulent": 0.05,
}
_KINDS_AWAY = {"permission": 0.5, "avvikning": 0.28, "sjukhus": 0.14, "hakte": 0.08}
_EXTRAS = {
    "skola": (0.3, 14_000, 26_000),
    "resor": (0.28, 800, 5_500),
    "extra personal": (0.16, 12_000, 70_000),
    "tolk": (0.14, 900, 6_000),
    "handledning": (0.12, 2_000, 9_000),
}
"""Extras of a month: how common, and their cost in kronor."""

_SHARE_WITH_EXTRAS = 0.3
_OUTCOMES = (
    "Vården fortsätter",
    "Vården fortsätter",
    "Vården fortsätter",
    "Umgänget utökas",
    "Vården planeras upphöra",
)
_REVIEW_MONTHS = 6
_YEARS_TO_CUSTODY = 2


def tell(town: Town) -> None:
    """Absences, extras and reviews of every placement."""
    chance = town.chance("during")
    for stay in town.stays:
        if chance.gives(_AWAY.get(stay.form, 0.0)):
            _tell_absences(town, chance, stay)
        if stay.is_bought and chance.gives(_SHARE_WITH_EXTRAS):
            _tell_extras(town, chance, stay)
        if stay.form in CHILD_FORMS:
            _tell_reviews(town, chance, stay)


def _tell_absences(town: Town, chance: Chance, stay: Stay) -> None:
    day = stay.moved_in + chance.between(10, 60)
    for _ in range(chance.between(1, 3)):
        back = day + max(0, int(chance.around(5, 0.9)) - 1)
        if back >= stay.moved_out:
            return
        stay.absences.append((day, back))
        row = {
            "placement_id": stay.placement_id,
            "from_on": day,
            "to_on": None,
            "kind": chance.weighted(_KINDS_AWAY),
        }
        town.tell_of(stay, "placement_absences", day + 1, row)
        town.tell_of(stay, "placement_absences", back + 2, {**row, "to_on": back})
        day = back + chance.between(20, 120)


def _tell_extras(town: Town, chance: Chance, stay: Stay) -> None:
    """One kind for some months on end, each month its own row."""
    kind = chance.weighted({name: share for name, (share, _, _) in _EXTRAS.items()})
    _, low, high = _EXTRAS[kind]
    month = month_of(max(stay.moved_in, town.period.first))
    for _ in range(chance.between(1, 7)):
        starts, ends = max(first_of(month), stay.moved_in), min(last_of(month), stay.moved_out - 1)
        if starts > ends:
            return
        amount = chance.between(low // 50, high // 50) * 5000
        stay.extras.append((kind, starts, ends, amount))
        row = {
            "placement_id": stay.placement_id,
            "kind": kind,
            "from_on": starts,
            "to_on": ends,
            "amount": amount,
        }
        town.tell_of(stay, "placement_extras", ends + chance.between(5, 20), row)
        month += 1


def _tell_reviews(town: Town, chance: Chance, stay: Stay) -> None:
    due = months_later(stay.moved_in, _REVIEW_MONTHS)
    while due <= min(stay.moved_out, town.period.last):
        if not chance.gives(0.05):
            late = chance.gives(0.1)
            day = due + (chance.between(5, 45) if late else -chance.between(0, 18))
            if stay.moved_in < day < stay.moved_out:
                _tell_review(town, chance, stay, day, _kind_of(stay, day, chance))
        due = months_later(due, _REVIEW_MONTHS)


def _kind_of(stay: Stay, day: int, chance: Chance) -> str:
    bases = {b.legal_basis for b in stay.bases if b.began <= day and (b.ended is None or b.ended >= day)}
    if "lvu_3" in bases:
        return "omprovning"
    if (
        stay.form.startswith("familjehem")
        and (day - stay.moved_in) / 365 > _YEARS_TO_CUSTODY
        and chance.gives(0.5)
    ):
        return "vardnadsoverflyttning"
    return "overvagande"


def _tell_review(town: Town, chance: Chance, stay: Stay, day: int, kind: str) -> None:
    row = {
        "placement_id": stay.placement_id,
        "considered_on": day,
        "kind": kind,
        "outcome": chance.pick(_OUTCOMES),
        "next_due_on": months_later(day, 12 if kind == "vardnadsoverflyttning" else _REVIEW_MONTHS),
    }
    town.tell_of(stay, "considerations", day + chance.between(0, 12), row)
