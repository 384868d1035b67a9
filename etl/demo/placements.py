"""Telling of placements: as they were known when they began, when the agreement was signed, when they ended."""

from __future__ import annotations

from etl.demo.chance import Chance
from etl.demo.law import NEW_LAW
from etl.demo.stays import Stay
from etl.demo.town import Town

_SHARE_ENTERED_LATE = 0.05
_SHARE_ENDED_LATE = 0.06
_SHARE_MOVED_DAY_CORRECTED = 0.02
_SHARE_TWICE = 0.002
_SHARE_SECRET = 0.03
_SHARE_SECRET_IN_SHELTER = 0.2
_SHARE_BASIS_OF_OLD_LAW = 0.05


def tell(town: Town) -> None:
    """Every placement with its paragraphs and secrecy."""
    chance = town.chance("placements told")
    for stay in town.stays:
        _tell_stay(town, chance, stay)
        _tell_bases(town, chance, stay)
        compelled = any(basis.legal_basis in ("lvu_2", "lvu_6") for basis in stay.bases)
        shelter = stay.form == "skyddat_boende"
        if chance.gives(_SHARE_SECRET_IN_SHELTER if shelter else _SHARE_SECRET if compelled else 0.002):
            _tell_secrecy(town, chance, stay)


def _tell_stay(town: Town, chance: Chance, stay: Stay) -> None:
    known_on = stay.moved_in + (
        chance.between(30, 100) if chance.gives(_SHARE_ENTERED_LATE) else chance.between(0, 8)
    )
    known_on = stay.known_on = max(known_on, town.known_of(stay.decision_id))
    town.seen(stay.person, known_on, served=True)
    row: dict[str, object] = {
        "placement_id": stay.placement_id,
        "decision_id": stay.decision_id,
        "case_id": stay.case_id,
        "person_id": stay.person.person_id,
        "provider_id": stay.provider.provider_id,
        "care_form": stay.form,
        "moved_in_on": stay.moved_in,
        "moved_out_on": None,
        "target_group": stay.target_group,
        "main_reason": None if chance.gives(0.03) else stay.main_reason,
        "procurement": stay.procurement,
        "outside_reason": stay.outside_reason,
        "tender_area": stay.tender_area,
        "agreement_signed_on": None,
        "agreement_ends_on": stay.agreement_ends,
        "day_rule": stay.day_rule,
        "unit": stay.unit,
        "end_reason": None,
    }

    def say(day: int, **changed: object) -> None:
        row.update(changed)
        town.journal.tell("placements", max(day, known_on), dict(row), stay.unit)

    if chance.gives(_SHARE_MOVED_DAY_CORRECTED):
        say(known_on, moved_in_on=stay.moved_in - chance.between(1, 6))
        say(known_on + chance.between(15, 70), moved_in_on=stay.moved_in)
    else:
        say(known_on)
    out = stay.moved_out + (
        chance.between(30, 90) if chance.gives(_SHARE_ENDED_LATE) else chance.between(0, 7)
    )
    if stay.signed_on is not None:
        signed = {"agreement_signed_on": stay.signed_on}
        if stay.signed_on + 5 < out:
            say(stay.signed_on + chance.between(0, 14), **signed)
        else:
            row.update(signed)
    say(out, moved_out_on=stay.moved_out, end_reason=stay.end_reason)
    if stay.moved_in > town.period.first and chance.gives(_SHARE_TWICE):
        # entered once more by somebody who did not see it, and never ended
        again = {
            **row,
            "placement_id": town.number("PL"),
            "moved_in_on": stay.moved_in + 1,
            "moved_out_on": None,
        }
        again |= {"end_reason": None}
        town.journal.tell("placements", known_on + 3, again, stay.unit)


def _tell_bases(town: Town, chance: Chance, stay: Stay) -> None:
    for basis in stay.bases:
        legal_basis = basis.legal_basis
        row = {
            "placement_id": stay.placement_id,
            "valid_from": basis.began,
            "legal_basis": legal_basis,
            "valid_to": None,
        }
        if legal_basis == "sol_11_1" and basis.began > NEW_LAW and chance.gives(_SHARE_BASIS_OF_OLD_LAW):
            row["legal_basis"] = "sol2001_4_1"
        town.tell_of(stay, "placement_legal_bases", basis.known_on, row)
        if basis.ended is not None and basis.ended < stay.moved_out:
            known_on = max(basis.known_on, basis.ended + chance.between(2, 40))
            town.tell_of(stay, "placement_legal_bases", known_on, {**row, "valid_to": basis.ended})


def _tell_secrecy(town: Town, chance: Chance, stay: Stay) -> None:
    row = {
        "placement_id": stay.placement_id,
        "from_on": stay.moved_in,
        "to_on": None,
        "kind": "hemlig_vistelseort",
    }
    town.tell_of(stay, "placement_secrecy", stay.moved_in + chance.between(0, 3), row)
    ends = stay.moved_in + chance.between(60, 260)
    if ends < stay.moved_out:
        town.tell_of(stay, "placement_secrecy", ends + 5, {**row, "to_on": ends})
