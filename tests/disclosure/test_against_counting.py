"""Against everything that can be tried one by one: intervals, the fewest cells, and tables drawn at random."""

from __future__ import annotations

import csv
import math
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from report.disclosure import protect
from report.disclosure.attack import intervals, known_cells
from report.disclosure.attackers import Attacker
from report.disclosure.cells import Cell, Content, Count
from report.disclosure.ledger import Ledger
from report.disclosure.plain import small_only, two_a_line, whole_rows
from report.disclosure.protect import Status
from report.disclosure.rules import Rules
from report.disclosure.tables import Table, accumulated, crossed
from tests.disclosure.drawn import POINTS, cell, possible, reckoned_out, table
from tests.etl.loading import foreign_data

_FEW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


@pytest.mark.parametrize("drawn", ["1 3 6\n2 4 7", "3 1\n2 8", "0 2 5\n4 1 6"])
def test_intervals_are_those_of_every_table_that_fits(drawn: str) -> None:
    """Four cells hidden, of the first two rows and columns, and every total shown."""
    shown = table(drawn)
    hidden = frozenset({cell(0, 0), cell(0, 1), cell(1, 0), cell(1, 1)})
    every = list(possible([shown], hidden, most=10))
    assert len(every) > 1
    found = intervals([shown], hidden, whole=True)
    for one in hidden:
        values = {stands[one] for stands in every}
        assert (found[one].low, found[one].high) == (min(values), max(values))


@pytest.mark.parametrize("drawn", ["3 9 8\n7 5 9\n6 9 2", "1 2\n9 8"])
def test_as_few_as_can_be_found_by_trying_all(drawn: str) -> None:
    """Weights and all: every pattern of a small table, the lightest that leaves nobody a point."""
    shown = table(drawn)
    found = protect.protect([shown], rules=POINTS, time_limit=20)
    model, forced, _ = protect.prepared([shown], Ledger(), POINTS)
    free = sorted(model.new - forced)
    single = [c for c in forced if model.contents[c].value == 1]
    lightest = math.inf
    for number in range(len(found.hidden - forced) + 1):
        for chosen in combinations(free, number):
            weight = sum(model.weights[c] for c in chosen)
            hidden = forced | frozenset(chosen)
            if weight < lightest and _protects(shown, hidden, single, forced):
                lightest = weight
    assert found.status is Status.PROVEN
    assert found.weight == lightest


def _protects(shown: Table, hidden: frozenset[Cell], single: list[Cell], targets: frozenset[Cell]) -> bool:
    if reckoned_out([shown], hidden) & targets:
        return False
    return not any(reckoned_out([shown], hidden, knowing=frozenset({me})) & (targets - {me}) for me in single)


def test_z1_of_statistics_norway() -> None:
    """Three cells of at most three: six hidden is the least there is, and none of them can be reckoned out."""
    with foreign_data("suppression", "z1.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    axes = {name: sorted({row[name] for row in rows}) for name in ("region", "hovedint")}
    z1 = crossed(
        "z1", "ant", "2013", axes, {(r["region"], r["hovedint"]): Count(int(r["ant"])) for r in rows}
    )
    found = protect.protect([z1], rules=Rules(threshold=4), time_limit=20)
    assert len(found.primary) == 3
    assert len(found.hidden) == 6
    assert found.status is Status.PROVEN
    assert reckoned_out([z1], found.hidden) == set()
    assert known_cells(intervals([z1], small_only([z1], Ledger(), Rules(threshold=4)))) == sorted(
        found.primary
    )


def test_two_a_line_leaks() -> None:
    """Every line of this has two hidden cells or none, and yet one can be reckoned out: that way is not ours."""
    shown = table("2 9 1 8\n9 8 9 1\n3 8 9 9\n9 9 8 2")
    plain = two_a_line([shown], Ledger(), POINTS)
    found = protect.protect([shown], rules=POINTS)
    me = frozenset({cell(0, 2)})
    assert not reckoned_out([shown], found.hidden)
    assert not known_cells(intervals([shown], found.hidden, attacker=Attacker("jag", me)))[1:]
    assert len(known_cells(intervals([shown], plain, attacker=Attacker("jag", me)))) > 1


@st.composite
def linked_groups(draw: st.DrawFn) -> list[Table]:
    """Two months of two tables that share a margin, with the year so far."""
    number = st.integers(0, 12)
    axes = {"form": ["a", "b", "c"], "kön": ["k", "m"]}
    other = {"form": ["a", "b", "c"], "enhet": ["x", "y"]}
    months: list[Table] = []
    for period in ("2026-01", "2026-02"):
        drawn = {(f, k): draw(number) for f in "abc" for k in "km"}
        inner: dict[tuple[str, ...], Content] = {key: Count(persons) for key, persons in drawn.items()}
        by_unit: dict[tuple[str, ...], Content] = {}
        for f in "abc":
            persons = drawn[(f, "k")] + drawn[(f, "m")]
            first = draw(st.integers(0, persons))
            by_unit |= {(f, "x"): Count(first), (f, "y"): Count(persons - first)}
        months.append(crossed("kön", "antal", period, axes, inner))
        months.append(crossed("enhet", "antal", period, other, by_unit))
    return [*months, accumulated("året", "antal", "2026 t.o.m. 02", [months[0], months[2]])]


@_FEW
@given(linked_groups())
def test_no_cell_of_drawn_groups_can_be_reckoned_out(tables: list[Table]) -> None:
    january, february = tables[:2], tables[2:]
    ledger, rules = Ledger(), POINTS
    for group in (january, february):
        found = protect.protect(group, ledger, rules, time_limit=2)
        if not found.publishable:
            return
        known = reckoned_out(group, found.hidden, ledger)
        model, forced, _ = protect.prepared(group, ledger, rules)
        assert not known & (forced | {c for c in model.held if 0 < model.contents[c].value < 5})
        assert len(found.hidden) <= len(whole_rows(group, ledger, rules))
        ledger = ledger.append(group, found.hidden)
