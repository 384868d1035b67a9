"""Which paragraph a decision rests on, by its day: socialtjänstlagen was replaced on 1 July 2025."""

from __future__ import annotations

from etl.demo.period import day_of

NEW_LAW = day_of(2025, 7, 1)
SHELTER_LAW = day_of(2024, 4, 1)


def assistance(day: int) -> str:
    """Bistånd of other kinds than money."""
    return "sol_11_1" if day >= NEW_LAW else "sol2001_4_1"


def money(day: int) -> str:
    """Ekonomiskt bistånd."""
    return "sol_12_1" if day >= NEW_LAW else "sol2001_4_1"


def beyond(day: int) -> str:
    """Bistånd beyond what there is a right to."""
    return "sol_11_4" if day >= NEW_LAW else "sol2001_4_2"


def child_in_shelter(day: int, *, urgent: bool) -> str:
    """A child placed in skyddat boende: a law of its own from April 2024."""
    if day < SHELTER_LAW:
        return assistance(day)
    return "skb_4" if urgent else "skb_3"
