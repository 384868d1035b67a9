"""Bought care by municipality and as points, against a slow count person by person, with every place that is kept."""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psycopg
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from etl.load import LoadOptions, load
from store.connect import loader_connection
from tests.etl.loading import asked
from tests.etl.reading import write
from tests.spec.following import empty

DAY = date(2025, 6, 30)
PERIOD = "'2025-06-01', '2025-06-01', 'heldygnsvard'"
BOUGHT = ("ramavtal", "direktupphandling", "annan_kommun", "sis")
FORMS = {
    "hvb_privat": ("ramavtal", "ja"),
    "hvb_egen": ("egen_regi", "ja"),
    "familjehem_konsulent": ("ramavtal", "nej"),
    "familjehem_eget": ("eget_familjehem", "nej"),
    "skyddat_boende": ("ramavtal", "aldrig"),
    "skyddat_eget": ("ramavtal", "aldrig"),
}
"""What is said of a place of each form; the last is the municipality's own word for the one before."""


@dataclass(frozen=True)
class Provider:
    operator: str | None
    municipality: str | None
    is_secret: bool
    agreed_form: str | None


@dataclass(frozen=True)
class Stay:
    person: int
    provider: int
    form: str
    bought_as: str | None
    days: int
    price: int | None
    is_secret: bool


@dataclass(frozen=True)
class Town:
    providers: tuple[Provider, ...]
    stays: tuple[Stay, ...]
    protected: frozenset[int]

    def delivery(self) -> dict[str, str | bytes]:
        persons = sorted({stay.person for stay in self.stays})
        lines: dict[str, list[str]] = {
            "persons.csv": ["person_id;birth_year;sex;protected_identity"],
            "providers.csv": [
                "provider_id;name;provider_code;operator;municipality_code;latitude;longitude;secret_location"
            ],
            "framework_agreements.csv": ["agreement_id;provider_id;care_form;valid_from;daily_price"],
            "placements.csv": [
                "placement_id;person_id;provider_id;care_form;moved_in_on;moved_out_on;procurement"
            ],
            "placement_prices.csv": ["placement_id;valid_from;daily_price"],
            "placement_secrecy.csv": ["placement_id;from_on;kind"],
            "codes.csv": ["vocabulary;code;label;maps_to", "care_form;skyddat_eget;Vårt hus;skyddat_boende"],
        }
        for person in persons:
            lines["persons.csv"].append(
                f"K{person};2010;kvinna;{'ja' if person in self.protected else 'nej'}"
            )
        for number, provider in enumerate(self.providers):
            secret = "ja" if provider.is_secret else "nej"
            lines["providers.csv"].append(
                f"U{number};Hem {number};B{number};{provider.operator or ''};{provider.municipality or ''};"
                f"{59 + number / 100};{15 + number / 100};{secret}"
            )
            if provider.agreed_form:
                lines["framework_agreements.csv"].append(
                    f"A{number};U{number};{provider.agreed_form};2020-01-01;1000"
                )
        for number, stay in enumerate(self.stays):
            first = date(2025, 6, 1)
            out = first + timedelta(days=stay.days)
            lines["placements.csv"].append(
                f"P{number};K{stay.person};U{stay.provider};{stay.form};{first};{out};{stay.bought_as or ''}"
            )
            if stay.price is not None:
                lines["placement_prices.csv"].append(f"P{number};2025-01-01;{stay.price}")
            if stay.is_secret:
                lines["placement_secrecy.csv"].append(f"P{number};2025-01-01;hemlig_vistelseort")
        return {name: "\n".join(rows) + "\n" for name, rows in lines.items()}

    # The slow count.

    def forms(self, number: int) -> set[str]:
        given_forms = {stay.form for stay in self.stays if stay.provider == number}
        agreed = self.providers[number].agreed_form
        return given_forms | ({agreed} if agreed else set())

    def place(self, stay: Stay) -> str | None:
        """The municipality that a stay may be placed in."""
        provider = self.providers[stay.provider]
        if stay.is_secret or stay.person in self.protected or stay.form == "familjehem_eget":
            return None
        if provider.is_secret or provider.operator in ("egen", "familjehem"):
            return None
        if any(FORMS[form][1] == "aldrig" for form in self.forms(stay.provider)):
            return None
        return provider.municipality

    def bought(self) -> list[Stay]:
        return [s for s in self.stays if (s.bought_as or FORMS[s.form][0]) in BOUGHT]

    def shown(self) -> set[str]:
        persons: dict[str, set[int]] = defaultdict(set)
        for stay in self.bought():
            if where := self.place(stay):
                persons[where].add(stay.person)
        few = set().union(*(found for found in persons.values() if len(found) < 3))
        many = sorted((len(found), where) for where, found in persons.items() if len(found) >= 3)
        if 0 < len(few) < 3:
            many = many[1:]
        return {where for _, where in many}

    def places(self) -> list[tuple[Any, ...]]:
        shown = self.shown()
        groups: dict[tuple[str, str | None], list[Stay]] = defaultdict(list)
        for stay in self.bought():
            where = self.place(stay)
            groups["total", None].append(stay)
            if where in shown:
                groups["municipality", where].append(stay)
            elif shown:
                groups["rest", None].append(stay)
        return [
            (
                *key,
                len({s.person for s in stays}),
                sum(s.days for s in stays),
                sum(s.days for s in stays if s.price is not None),
                sum(s.days * s.price * 100 for s in stays if s.price is not None),
            )
            for key, stays in groups.items()
        ]

    def points(self) -> list[tuple[str, int]]:
        found = []
        for number, provider in enumerate(self.providers):
            own = [s for s in self.stays if s.provider == number]
            persons = {s.person for s in self.bought() if s.provider == number and self.place(s)}
            if (
                provider.operator
                and provider.municipality in self.shown()
                and all(FORMS[form][1] == "ja" for form in self.forms(number))
                and not any(s.is_secret for s in own)
                and len(persons) >= 3
            ):
                found.append((f"B{number}", len(persons)))
        return found


often_none = st.sampled_from((False, False, False, False, True))
providers = st.builds(
    Provider,
    operator=st.sampled_from(("privat", "privat", "ideburen", "kommun", "egen", "familjehem", None)),
    municipality=st.sampled_from(("1480", "1480", "1481", "2584", None)),
    is_secret=often_none,
    agreed_form=st.one_of(st.none(), st.none(), st.sampled_from(tuple(FORMS))),
)


@st.composite
def towns(draw: st.DrawFn) -> Town:
    number = draw(st.integers(2, 5))
    stays = st.builds(
        Stay,
        person=st.integers(1, 9),
        provider=st.integers(0, number - 1),
        form=st.sampled_from(("hvb_privat",) * 8 + tuple(FORMS)),
        bought_as=st.sampled_from((None, None, *BOUGHT, "egen_regi", "eget_familjehem")),
        days=st.integers(1, 29),
        price=st.one_of(st.none(), st.integers(1, 5000)),
        is_secret=often_none,
    )
    return Town(
        tuple(draw(st.lists(providers, min_size=number, max_size=number))),
        tuple(draw(st.lists(stays, min_size=3, max_size=25))),
        frozenset(draw(st.sets(st.integers(1, 9), max_size=1))),
    )


PLACES = (
    "select level, municipality_code, persons, placement_days, priced_days, cost_ore "
    f"from report.bought_care_places({PERIOD})"
)
POINTS = f"select provider_code, persons from report.bought_care_points({PERIOD})"


@settings(
    max_examples=14,
    deadline=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)
@given(town=towns())
def test_the_places_are_those_of_the_slow_count(store: psycopg.Connection, town: Town) -> None:
    empty(store)
    store.commit()
    with tempfile.TemporaryDirectory() as folder, loader_connection() as connection:
        write(Path(folder), town.delivery())
        result = load(connection, [Path(folder)], LoadOptions(data_through=DAY, confirm=True), lambda _: None)
        connection.commit()
    assert not sum(file.rejected for file in result.files)
    for protected in (False, True):
        found = asked(PLACES, protected=protected, opened=False)
        assert sorted(map(json.dumps, found)) == sorted(map(json.dumps, town.places()))
        assert sorted(asked(POINTS, protected=protected, opened=False)) == sorted(town.points())
