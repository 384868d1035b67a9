"""A board whose months can be counted by hand: what the tests of the report to the board load.

Thirty-nine stays begin before 2025: twenty in families, twelve in HVB and seven in housing, all still going on. Each
month of 2025 six more begin in HVB and six families end; in March one of the new is in protected housing alone.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from queries.scope import Role, Scope
from tests.etl.loading import BOARD

FORMS = {"F": "familjehem_konsulent", "H": "hvb_privat", "B": "traningslagenhet", "S": "skyddat_boende"}


class Stay(NamedTuple):
    """Number, form, provider, in and out."""

    number: str
    form: str
    provider: str
    moved_in: dt.date
    moved_out: dt.date | None


def scope(
    role: Role = Role.PUBLISHER, units: tuple[str, ...] | None = None, user: str = "sekreteraren"
) -> Scope:
    return Scope(user=user, role=role, board=BOARD, units=units, protected=False, individuals=False)


def end(month: int) -> dt.date:
    return dt.date(2025, month, calendar.monthrange(2025, month)[1])


def stays(through: dt.date) -> Iterator[Stay]:
    """Every stay that has begun by a day, as it was known then."""
    before = [("F", 20), ("H", 12), ("B", 7)]
    for kind, many in before:
        for n in range(many):
            out = None
            if kind == "F" and n < 18:
                # six a month from January to March
                day = dt.date(2025, 1 + n // 6, 20)
                out = day if day <= through else None
            yield Stay(f"{kind}{n}", FORMS[kind], f"{kind}{n % 5}", dt.date(2024, 6, 1), out)
    for month in range(1, through.month + 1):
        for n in range(6):
            kind = "S" if month == 3 and n == 5 else "H"
            yield Stay(f"N{month}{n}", FORMS[kind], f"{kind}{n % 5}", dt.date(2025, month, 10), None)


def delivery(through: dt.date, *, late: int = 0) -> dict[str, str]:
    """What is known by a day; `late`: so many stays in HVB that began on 5 March and were told of afterwards."""
    known = list(stays(through))
    known += [Stay(f"L{n}", FORMS["H"], f"H{n % 5}", dt.date(2025, 3, 5), None) for n in range(late)]
    placements = [
        f"{s.number};A{s.number};K{s.number};{s.provider};{s.form};{s.moved_in};{s.moved_out or ''};omsorgsbrist;"
        "ramavtal"
        for s in known
    ]
    referrals = [
        f"R{month}{n};C{month}{n};P{month}{n};2025-{month:02}-0{n + 1};anmalan;"
        f"{'vuxen' if n == 6 else 'barn'};2025-{month:02}-1{n}"
        for month in range(1, through.month + 1)
        for n in range(7)
    ]
    investigations = [
        f"I{month}{n};C{month}{n};R{month}{n};P{month}{n};2025-{month:02}-1{n};barn"
        for month in range(1, through.month + 1)
        for n in range(6)
    ]
    return {
        "placements.csv": "placement_id;case_id;person_id;provider_id;care_form;moved_in_on;moved_out_on;main_reason;"
        "procurement\n" + "\n".join(placements),
        "placement_prices.csv": "placement_id;valid_from;daily_price\n"
        + "\n".join(f"{s.number};{s.moved_in};1000" for s in known),
        "persons.csv": "person_id;birth_year;sex\n"
        + "\n".join(f"K{s.number};2010;{'kvinna' if n % 2 else 'man'}" for n, s in enumerate(known)),
        "providers.csv": "provider_id;name;provider_code;operator\n"
        + "\n".join(f"{p};Hem {p};{p};privat" for p in sorted({s.provider for s in known})),
        "referrals.csv": "referral_id;case_id;person_id;received_on;kind;subject;assessed_on\n"
        + "\n".join(referrals),
        "investigations.csv": "investigation_id;case_id;referral_id;person_id;opened_on;subject\n"
        + "\n".join(investigations),
        "budgets.csv": "month;unit;care_form;cost\n"
        + "\n".join(f"2025-{month:02};Alla;hvb_privat;500000" for month in range(1, 13)),
        "units.csv": "unit;name\nAlla;Hela nämnden\n",
    }
