"""Who stays: those with a later entry, with something that runs, and those whose files are to be kept for good."""

from __future__ import annotations

import os
from collections.abc import Iterator
from enum import StrEnum

from domain.errors import SettingError

SETTING = "INSATSKOLLEN_DISPOSAL_KEEPS"


class Keeps(StrEnum):
    """Which files the municipality keeps for good in this copy; the value is that of the setting."""

    ALL = "alla"
    """The counties where everything is kept: nothing is disposed of."""
    LAW = "urval"
    """Placed children, and those born on the 5th, 15th or 25th."""
    NONE = "inga"
    """The board has decided that the copy need not be kept: the original is."""


REASONS = {
    "senare": "senare anteckning",
    "pagar": "något som pågår",
    "placerat_barn": "placerad som barn, eller okänd ålder",
    "fodelsedag": "född den 5, 15 eller 25, eller okänd dag",
    "utan_dag": "ingen daterad uppgift",
}
"""Why a person stays, in words, in the order in which it is asked."""


def keeps() -> Keeps:
    """What the municipality keeps; SettingError for what is none of it."""
    said = os.environ.get(SETTING, Keeps.LAW)
    if said not in set(Keeps):
        raise SettingError(f"{SETTING} är alla, urval eller inga.")
    return Keeps(said)


def staying(kept: Keeps) -> Iterator[tuple[str, str]]:
    """Why and which nodes stay: questions over `said` and the facts. What is unknown is a reason to stay."""
    yield "senare", "select s.node from said as s where s.last_on >= %(before_on)s"
    for question in _RUNNING:
        yield "pagar", question
    if kept is Keeps.LAW:
        yield "placerat_barn", _PLACED_AS_A_CHILD
        yield "fodelsedag", _BORN_ON_A_KEPT_DAY


_RUNNING = (
    """
    select 'placement|' || f.placement_id from core.placements as f
    where f.board_id = %(board_id)s and f.to_load is null and f.moved_out_on is null
    """,
    """
    select 'intervention|' || f.intervention_id from core.interventions as f
    where f.board_id = %(board_id)s and f.to_load is null and f.ended_on is null
    """,
    """
    select 'investigation|' || f.investigation_id from core.investigations as f
    where f.board_id = %(board_id)s and f.to_load is null and f.closed_on is null
    """,
    # a referral that has been neither assessed nor investigated
    """
    select 'referral|' || f.referral_id from core.referrals as f
    where
        f.board_id = %(board_id)s and f.to_load is null and f.assessed_on is null
        and not exists (
            select from core.investigations as i
            where
                i.board_id = f.board_id and i.to_load is null
                and (i.referral_id = f.referral_id or i.case_id = f.case_id)
        )
    """,
)

# What is known of somebody's birth under any of the keys that were merged; nothing of it is a reason to stay.
BORN = """
    create temporary table born on commit drop as
    select k.key as person_key, max(p.birth_year) as birth_year, bool_or(p.disposal_exempt_day) as on_kept_day
    from (
        select substr(s.node, length('person|') + 1) as key from said as s where starts_with(s.node, 'person|')
    ) as k
    inner join lateral (
        select k.key as other
        union
        select m.new_person_key from core.person_merges as m
        where m.board_id = %(board_id)s and m.old_person_key = k.key
        union
        select m.old_person_key from core.person_merges as m
        where m.board_id = %(board_id)s and m.new_person_key = k.key
    ) as o on true
    left join core.persons as p on p.board_id = %(board_id)s and o.other = p.person_key
    group by k.key
"""

# Only the year of birth is kept: who turns eighteen in the year of the placement may have been a child.
_PLACED_AS_A_CHILD = """
    select distinct 'person|' || f.person_key
    from core.placements as f
    left join born as b on f.person_key = b.person_key
    where
        f.board_id = %(board_id)s
        and (b.birth_year is null or extract(year from f.moved_in_on) - b.birth_year <= 18)
"""

_BORN_ON_A_KEPT_DAY = (
    "select 'person|' || b.person_key from born as b where b.on_kept_day is distinct from false"
)
