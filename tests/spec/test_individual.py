"""One individual's figures against a slow count, day by day, over drawn stays and interventions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from etl.load import LoadOptions, load
from queries import questions
from store.connect import loader_connection
from tests.etl.loading import asking
from tests.etl.reading import write
from tests.spec.following import empty

THROUGH = date(2025, 4, 30)
FIRST = date(2025, 1, 1)
days = st.integers(0, 110).map(lambda n: FIRST + timedelta(days=n))
lengths = st.none() | st.integers(0, 60)
stays = st.lists(
    st.tuples(
        days, lengths, st.sampled_from(["hvb_privat", "traningslagenhet"]), st.none() | st.integers(1, 999)
    ),
    max_size=4,
)
others = st.lists(st.tuples(days, lengths, st.none() | st.integers(1, 40)), max_size=4)
checks = st.lists(st.tuples(st.integers(0, 3), days, lengths), max_size=5, unique_by=lambda c: c[:2])


def last(first: date, length: int | None) -> date | None:
    return None if length is None else first + timedelta(days=length)


def counted(stays: list[Any], others: list[Any], checks: list[Any]) -> dict[str, Any]:
    """The figures, written from docs/figures.md: nights to the cut-off, hours a day, prices a night."""
    care = other = unpriced = cost = 0
    every_night = [FIRST + timedelta(days=n) for n in range((THROUGH - FIRST).days + 1)]
    for first, length, form, price in stays:
        out = last(first, length)
        nights = sum(1 for day in every_night if day >= first and (out is None or day < out))
        care, other = (care + nights, other) if form == "hvb_privat" else (care, other + nights)
        cost += nights * (price or 0)
        unpriced += nights if price is None else 0
    known = [s for s in stays if s[3] is not None or counts_nothing(s)]
    hours = Fraction(0)
    for first, length, per_week in others:
        end = min(last(first, length) or THROUGH, THROUGH)
        for day in every_night:
            if per_week and first <= day <= end:
                hours += Fraction(per_week, 7)
    late = 0
    placed = dict(enumerate(stays))
    for number, done_on, due_in in checks:
        if number not in placed or due_in is None:
            continue
        due = done_on + timedelta(days=due_in)
        later = [again for n, again, _ in checks if n == number and again > done_on]
        out = last(*placed[number][:2])
        end = min([*later, out or THROUGH, THROUGH])
        late += due < end
    return {
        "care_days": care,
        "other_days": other,
        "unpriced_days": unpriced,
        "cost_kr": cost if known else None,
        "hours": None if not any(per_week for *_, per_week in others) else int(hours + Fraction(1, 2)),
        "late_clocks": late,
    }


def counts_nothing(stay: Any) -> bool:
    """Whether no night of a stay counts: then nothing of its cost is unknown."""
    return bool(stay[1] == 0)


def files(stays: list[Any], others: list[Any], checks: list[Any]) -> dict[str, str]:
    out = {
        "placements.csv": [
            "placement_id;case_id;person_id;provider_id;care_form;moved_in_on;moved_out_on;unit"
        ],
        "placement_prices.csv": ["placement_id;valid_from;daily_price"],
        "interventions.csv": [
            "intervention_id;case_id;person_id;intervention_type;started_on;ended_on;hours_per_week;unit"
        ],
        "considerations.csv": ["placement_id;considered_on;kind;next_due_on"],
    }
    for n, (first, length, form, price) in enumerate(stays):
        out["placements.csv"].append(f"P{n};C;A;U1;{form};{first};{last(first, length) or ''};Barn")
        if price is not None:
            out["placement_prices.csv"].append(f"P{n};2024-01-01;{price}")
    for n, (first, length, per_week) in enumerate(others):
        row = f"K{n};C;A;kontaktperson;{first};{last(first, length) or ''};{per_week or ''};Barn"
        out["interventions.csv"].append(row)
    for number, on, due_in in checks:
        if number < len(stays):
            due = on + timedelta(days=due_in) if due_in is not None else ""
            out["considerations.csv"].append(f"P{number};{on};overvagande;{due}")
    return {name: "\n".join(lines) + "\n" for name, lines in out.items()}


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(stays=stays, others=others, checks=checks)
def figures_hold(store: psycopg.Connection, stays: list[Any], others: list[Any], checks: list[Any]) -> None:
    empty(store)
    store.commit()
    with TemporaryDirectory() as folder, loader_connection() as connection:
        place = write(Path(folder), files(stays, others, checks))
        load(connection, [place], LoadOptions(data_through=THROUGH, source="t", confirm=True), lambda _: None)
        connection.commit()
    store.commit()
    key = store.execute(
        "select person_key from core.placements union select person_key from core.interventions"
    ).fetchone()
    store.commit()
    asked = questions.named("individual_figures").bound
    with asking("ik_manager") as connection:
        cursor = connection.execute(asked.encode(), {"person": key[0] if key else "", "case": None})
        row = dict(zip([c.name for c in cursor.description or ()], cursor.fetchone() or (), strict=True))
    expected = counted(stays, others, checks)
    assert {name: row[name] for name in expected} == expected


def test_figures_of_an_individual_against_the_slow_count(
    store: psycopg.Connection, connect: Callable[..., psycopg.Connection]
) -> None:
    figures_hold(store)
