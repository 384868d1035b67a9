"""Persons with parallel interventions on days, in periods, pair by pair and by rule, against the slow count."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import psycopg
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from etl.load import LoadOptions, load
from store.connect import loader_connection
from tests.etl.loading import asking
from tests.etl.reading import write
from tests.spec import parallel_oracle as slow
from tests.spec.following import empty
from tests.spec.parallel_oracle import DAY, Given, Town

TODAY = date(2025, 3, 31)
FIRST = TODAY - timedelta(days=40)
FORMS, TYPES = ("hvb_privat", "stodboende", "jourhem_eget"), ("kontaktperson", "boendestod")
UNITS = ("Barn", "Vuxen", None)
SIGHTS = (None, ("Barn",), ("Vuxen",))

days = st.integers(0, 45).map(lambda n: FIRST + timedelta(days=n))
lasts = st.one_of(st.none(), st.integers(0, 12))


@st.composite
def prices(draw: st.DrawFn, first: date) -> tuple[tuple[date, date | None, int | None, int | None], ...]:
    begun = first
    found: list[tuple[date, date | None, int | None, int | None]] = []
    for _ in range(draw(st.integers(0, 2))):
        begun += timedelta(days=draw(st.integers(1 if found else 0, 6)))
        last = begun + timedelta(days=draw(st.integers(0, 9))) if draw(st.booleans()) else None
        amount = draw(st.integers(1, 90_000)) * 100
        found.append((begun, last, amount, None) if draw(st.booleans()) else (begun, last, None, amount))
    return tuple(found)


@st.composite
def rows(draw: st.DrawFn) -> Given:
    first, length, is_placement = draw(days), draw(lasts), draw(st.booleans())
    last = None if length is None else first + timedelta(days=length)
    return Given(
        person=f"K{draw(st.integers(1, 3))}",
        kind=draw(st.sampled_from(FORMS if is_placement else TYPES)),
        is_placement=is_placement,
        first=first,
        last=last,
        unit=draw(st.sampled_from(UNITS)),
        hours=None if is_placement else draw(st.one_of(st.none(), st.integers(1, 30))),
        prices=draw(prices(first)) if is_placement else (),
    )


def delivery(given: list[Given]) -> dict[str, str]:
    """The rows as a delivery; both entities are there though one may be empty, so that both reach as far."""
    placements, others, costs = [], [], []
    for number, row in enumerate(given):
        last, unit = row.last or "", row.unit or ""
        if row.is_placement:
            placements.append(f"P{number};{row.person};U1;{row.kind};{row.first};{last};{unit}")
            costs += [
                f"P{number};{begun};{ended or ''};{_kr(daily)};{_kr(monthly)}"
                for begun, ended, daily, monthly in row.prices
            ]
        else:
            hours = "" if row.hours is None else row.hours
            others.append(f"I{number};{row.person};{row.kind};{row.first};{last};{hours};{unit}")
    heads = {
        "placements": "placement_id;person_id;provider_id;care_form;moved_in_on;moved_out_on;unit",
        "placement_prices": "placement_id;valid_from;valid_to;daily_price;monthly_amount",
        "interventions": "intervention_id;person_id;intervention_type;started_on;ended_on;hours_per_week;unit",
    }
    lines = {"placements": placements, "placement_prices": costs, "interventions": others}
    return {f"{name}.csv": "\n".join([head, *lines[name]]) + "\n" for name, head in heads.items()}


def _kr(ore: int | None) -> str:
    return "" if ore is None else str(ore // 100)


def test_days_periods_pairs_and_rules_are_those_of_the_slow_count(
    connect: Callable[..., psycopg.Connection],
) -> None:
    store, loader = connect(autocommit=True), loader_connection()

    @settings(
        max_examples=10,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(
        st.lists(rows(), min_size=2, max_size=12),
        st.sampled_from([None, ("Barn",), ("Barn", "Vuxen")]),
        st.tuples(days, days),
    )
    def compare(given: list[Given], asked: tuple[str, ...] | None, period: tuple[date, date]) -> None:
        empty(store)
        with tempfile.TemporaryDirectory() as folder:
            write(Path(folder), delivery(given))
            load(loader, [Path(folder)], LoadOptions(data_through=TODAY), lambda _: None)
        loader.commit()
        for sight in SIGHTS:
            town = Town(tuple(given), TODAY, sight)
            with asking("ik_manager", units="*" if sight is None else json.dumps(sight)) as app:
                _compare_days(app, town, asked)
                _compare_period(app, town, asked, *sorted(period))
                _compare_persons(app, town, asked, min(period[0], TODAY))

    compare()
    loader.close()


def _compare_days(app: psycopg.Connection, town: Town, asked: tuple[str, ...] | None) -> None:
    every = [FIRST + n * DAY for n in range(-1, 48, 1)]
    found = app.execute(
        "select day, kinds, is_transfer, is_counted, persons, placements, others, hours_per_week, without_hours, "
        "daily_cost, unpriced from report.parallel_on_days(%s, %s)",
        (every, _array(asked)),
    ).fetchall()
    expected = slow.on_days(town, every, asked)
    assert {(row[0], tuple(row[1]), row[2]) for row in found} == set(expected)
    for (
        day,
        kinds,
        is_transfer,
        is_counted,
        persons,
        placements,
        others,
        hours,
        without,
        cost,
        unpriced,
    ) in found:
        sums = expected[(day, tuple(kinds), is_transfer)]
        assert is_counted == (not is_transfer or len(kinds) > 2)
        counted = (persons, placements, others, without, unpriced)
        names = ("persons", "placements", "others", "without_hours", "unpriced")
        assert counted == tuple(sums[name] for name in names), (day, kinds)
        _same_amount(hours, sums["hours"], sums["others"] - sums["without_hours"])
        _same_amount(cost, Fraction(sums["cost"], 100), sums["placements"] - sums["unpriced"])


def _compare_period(
    app: psycopg.Connection, town: Town, asked: tuple[str, ...] | None, first: date, last: date
) -> None:
    found = app.execute(
        "select kinds, persons, spells, open_spells, person_days, median_days::float "
        "from report.parallel_between(%s, %s, %s)",
        (first, last, _array(asked)),
    ).fetchall()
    counted = {None if row[0] is None else tuple(row[0]): (*row[1:4], row[4] or 0, row[5]) for row in found}
    assert counted == slow.between(town, first, last, asked)
    found = app.execute(
        "select * from report.parallel_pairs(%s, %s, %s)", (first, last, _array(asked))
    ).fetchall()
    assert {(one, other): persons for one, other, persons in found} == slow.pairs(town, first, last, asked)


def _compare_persons(app: psycopg.Connection, town: Town, asked: tuple[str, ...] | None, day: date) -> None:
    """Each person on the day with days in a row; then by rules that ask for kinds, hours, cost and days."""
    held = {s.person: s for s in town.asked(asked) if s.is_counted and s.first <= day <= s.last}
    told = {person: (slow.worth(town, person, day), slow.days_in_a_row(town, person, day)) for person in held}
    found = app.execute(
        "select kinds, since, days from report.parallel_persons(%s, %s, null, false, 2, null, null, null)",
        (day, _array(asked)),
    ).fetchall()
    expected = [(list(held[p].kinds), day - (n - 1) * DAY, n) for p, (_, n) in told.items()]
    assert sorted(found) == sorted(expected)
    for rule in (
        (["kontaktperson"], False, 2, None, None, None),
        (["hvb_privat", "kontaktperson"], True, 2, None, None, None),
        (None, False, 3, None, None, None),
        (None, False, 2, 10, None, None),
        (None, False, 2, None, 500, None),
        (None, False, 2, 5, 100, 4),
    ):
        met, undecided = _by_rule(rule, {p: (set(held[p].kinds), *told[p]) for p in held})
        params = (day, _array(asked), *rule)
        counted = app.execute(
            "select persons, undecided from report.parallel_rule_count(%s, %s, %s, %s, %s, %s, %s, %s)",
            params,
        ).fetchone()
        assert counted == (met, undecided), rule
        listed = app.execute(
            "select count(*) from report.parallel_persons(%s, %s, %s, %s, %s, %s, %s, %s)", params
        ).fetchone()
        assert listed == (met,), rule


def _by_rule(rule: tuple[Any, ...], persons: dict[str, tuple[set[str], Any, int]]) -> tuple[int, int]:
    """How many meet the rule, and how many might if what is unknown were known."""
    asked, exactly, least_kinds, hours, kr, least_days = rule
    met = undecided = 0
    for kinds, sums, in_a_row in persons.values():
        if len(kinds) < least_kinds or in_a_row < (least_days or 0):
            continue
        if asked and not (set(asked) <= kinds and (not exactly or set(asked) == kinds)):
            continue
        enough_hours = hours is None or sums["hours"] >= hours
        enough_kr = kr is None or sums["cost"] >= kr * 100
        if enough_hours and enough_kr:
            met += 1
        elif (enough_hours or sums["without_hours"]) and (enough_kr or sums["unpriced"]):
            undecided += 1
    return met, undecided


def _same_amount(shown: Any, expected: Any, known: int) -> None:
    """A sum of what is known; where nothing is, there is no sum, and never 0."""
    if not known:
        assert shown is None
    else:
        assert abs(Fraction(shown) - expected) <= Fraction(1, 100)


def _array(units: tuple[str, ...] | None) -> list[str] | None:
    return None if units is None else list(units)
