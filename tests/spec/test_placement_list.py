"""The list of placements on any day against a count day by day, and each ready-made list against a drawn table."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from etl.load import LoadOptions, load
from queries import door
from queries.scope import Role, Scope
from store.connect import loader_connection
from tests.etl.loading import BOARD, DAY, Loader, loader, opening
from tests.spec import deliveries as drawn
from tests.spec.following import empty
from tests.spec.oracle import Delivery, Row, care_months, days_in_month, facts
from ui.placement_choice import LISTS

__all__ = ["loader"]

CONTROLLER = Scope("local", Role.CONTROLLER, BOARD, None, protected=False, individuals=True)
WHOLE = {"sort": "moved_in_on", "descending": False, "skip": 0, "most": None}
ALL_ROWS = {"item": None, "asked": "{}"}


def listed(**asked: Any) -> list[dict[str, Any]]:
    """The rows of the list, all of them."""
    number = int(opening(CONTROLLER.role.value, BOARD, CONTROLLER.user))
    params = {"since": None, **ALL_ROWS, **WHOLE, **asked}
    found = door.run("placement_list", CONTROLLER, opening=number, **params)
    return [{str(name): value for name, value in row.items()} for row in found.to_dict("records")]


def counted(**asked: Any) -> dict[str, Any]:
    """The counts of the whole list."""
    found = door.run("placement_counts", CONTROLLER, **{"since": None, **ALL_ROWS, **asked})
    return {str(name): value for name, value in found.iloc[0].items()}


def holding(rows: list[Row], first: str, last: str, day: date) -> list[Row]:
    return [row for row in rows if row[first] <= day and (row[last] is None or row[last] >= day)]


def price_on(rows: list[Row], day: date) -> Fraction | None:
    """Kronor a day: the price begun last; a monthly amount over the days of its month, to the whole öre."""
    price = max(holding(rows, "valid_from", "valid_to", day), key=lambda row: row["valid_from"], default=None)
    if price is None:
        return None
    if price["daily_price"] is not None:
        return Fraction(price["daily_price"], 100)
    ore = Fraction(price["monthly_amount"], days_in_month(day))
    return Fraction(int(ore + Fraction(1, 2)), 100)


def expected(said: Delivery, day: date, since: date | None) -> dict[str, dict[str, Any]]:
    """What the list holds, by placement: the same count as care days and cost, with the cut-off on the day."""
    held = facts([said])
    found: dict[str, dict[str, Any]] = {}
    for placement in held["placements"].values():
        out, number = placement["moved_out_on"], placement["placement_id"]
        if placement["moved_in_on"] > day or (out is not None and out < (since or day + timedelta(days=1))):
            continue
        alone = {
            entity: [row for row in rows if row.get("placement_id", number) == number]
            for entity, rows in said.rows.items()
        }
        months = care_months([Delivery(said.source, (day, 1), False, alone)]).values()
        sums = {
            name: sum(m[name] for m in months)
            for name in ("placement_days", "priced_days", "unpriced_days", "cost_ore", "extra_cost_ore")
        }
        today = min(day, out) if out else day

        def of(entity: str, number: str = number) -> list[Row]:
            return [row for row in held[entity].values() if row["placement_id"] == number]

        bases = holding(of("placement_legal_bases"), "valid_from", "valid_to", today)
        known = sums["priced_days"] > 0 or sums["unpriced_days"] == 0
        found[number] = {
            "care_days": sums["placement_days"],
            "cost_kr": Fraction(sums["cost_ore"], 100) if known else None,
            "extra_kr": Fraction(sums["extra_cost_ore"], 100),
            "daily_price_kr": price_on(of("placement_prices"), today),
            "legal_basis": len({row["legal_basis"] for row in bases}),
        }
    return found


def as_drawn(row: dict[str, Any]) -> dict[str, Any]:
    """A row of the list with the same in it."""
    money = {
        name: None if row[name] is None else Fraction(row[name])
        for name in ("cost_kr", "extra_kr", "daily_price_kr")
    }
    bases = row["legal_basis"].count(" + ") + 1 if row["legal_basis"] else 0
    return {"care_days": row["care_days"], **money, "legal_basis": bases}


def test_the_list_on_any_day_is_that_of_a_slow_count(connect: Callable[..., psycopg.Connection]) -> None:
    store, loading = connect(autocommit=True), loader_connection()

    @settings(
        max_examples=20,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(drawn.deliveries((drawn.LAST_DAY, 1), drawn.CARE), drawn.days, st.booleans(), st.booleans())
    def holds(written: drawn.Written, day: date, at_the_end: bool, over_time: bool) -> None:
        day = drawn.LAST_DAY if at_the_end else day
        since = day - timedelta(days=40) if over_time else None
        empty(store)
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder, "delivery")
            drawn.write(written, place)
            options = LoadOptions(source="a", data_through=drawn.LAST_DAY, confirm=True)
            load(loading, [place], options)
            loading.commit()
        wanted = expected(written.said, day, since) if "placements" in written.said.rows else {}
        rows = listed(day=day, since=since)
        assert {row["placement_id"]: as_drawn(row) for row in rows} == wanted
        whole = counted(day=day, since=since)
        assert whole["placements"] == len(wanted)
        if wanted:
            costs = [one["cost_kr"] for one in wanted.values()]
            assert whole["care_days"] == sum(one["care_days"] for one in wanted.values())
            assert whole["unknown_cost"] == costs.count(None)
            known = [cost for cost in costs if cost is not None]
            assert (whole["cost_kr"] or 0) == sum(known)

    with loading:
        holds()


# What each placement is due: the last day covered is 2025-06-30.
READY = {
    "placements.csv": """
        placement_id;case_id;person_id;provider_id;care_form;moved_in_on;moved_out_on;procurement;outside_reason;agreement_signed_on;agreement_ends_on
        today;C1;A;U1;hvb_privat;2025-01-01;;ramavtal;;2025-01-01;2025-06-30
        in30;C2;B;U1;hvb_privat;2025-01-01;;ramavtal;;2025-01-01;2025-07-30
        in31;C3;C;U1;hvb_privat;2025-01-01;;ramavtal;;;2025-07-31
        in60;C4;D;U1;hvb_privat;2025-01-01;;direktupphandling;akut;2025-01-01;2025-08-29
        in90;C5;E;U1;hvb_privat;2025-01-01;;direktupphandling;;2025-01-01;2025-09-28
        in91;C6;F;U1;hvb_privat;2025-01-01;;ramavtal;;2025-01-01;2025-09-29
        passed;C7;G;U1;hvb_privat;2025-01-01;;ramavtal;;2025-01-01;2025-06-29
        own;C8;H;U1;hvb_egen;2025-01-01;;egen_regi;;;
        jour;C9;I;U1;jourhem_eget;2025-01-01;;;;;
        jour_in_time;C10;J;U1;jourhem_eget;2025-04-30;;;;;
        left;C11;K;U1;hvb_privat;2025-01-01;2025-06-30;direktupphandling;;;2025-06-30
        planned;C12;L;U1;hvb_privat;2025-07-01;;direktupphandling;;;2025-07-02
        """,
    "placement_prices.csv": "placement_id;valid_from;daily_price\n"
    + "".join(
        f"{name};2025-01-01;1000\n"
        for name in ("today", "in30", "in31", "in60", "in90", "in91", "passed", "own", "jour_in_time")
    )
    + "jour;2025-01-02;900\n",
    "investigations.csv": """
        investigation_id;case_id;person_id;opened_on;closed_on;subject
        I1;C9;I;2024-12-01;2025-02-01;barn
        I2;C10;J;2024-12-01;2025-02-01;barn
        """,
}
IN_LISTS = {
    "agreement_ends_30": {"today", "in30"},
    "agreement_ends_60": {"today", "in30", "in31", "in60"},
    "agreement_ends_90": {"today", "in30", "in31", "in60", "in90"},
    "agreement_passed": {"passed"},
    "agreement_unsigned": {"in31", "jour", "jour_in_time"},
    "outside_framework": {"in60", "in90"},
    "outside_without_reason": {"in90"},
    "unpriced": {"jour"},
    "jourhem_over_limit": {"jour"},
}


@pytest.fixture
def ready(loader: Loader) -> Loader:
    loader(READY)
    return loader


def test_each_ready_made_list_holds_what_the_drawn_table_says(ready: Loader) -> None:
    assert set(LISTS) == set(IN_LISTS)
    for item, names in IN_LISTS.items():
        assert {row["placement_id"] for row in listed(day=DAY, item=item)} == names, item
        assert counted(day=DAY, item=item)["placements"] == len(names), item


def test_the_lists_hold_as_many_as_oversikt_counts(ready: Loader) -> None:
    items = door.run("attention", CONTROLLER, unit=None)
    numbers = dict(zip(items["item"], items["number"], strict=True))
    assert {item: numbers[item] for item in LISTS} == {item: len(names) for item, names in IN_LISTS.items()}


def test_filters_keep_groups_limits_and_what_is_unknown(ready: Loader) -> None:
    def names(**asked: Any) -> set[str]:
        rows = listed(day=DAY, asked=json.dumps(asked))
        number = counted(day=DAY, asked=json.dumps(asked))["placements"]
        assert number == len(rows)
        return {row["placement_id"] for row in rows}

    assert names(care_form=["jourhem_eget"]) == {"jour", "jour_in_time"}
    assert names(procurement=["direktupphandling"], outside_reason=[""]) == {"in90"}
    assert names(procurement=[""]) == {"jour", "jour_in_time"}
    assert names(signature=["behovs_inte"]) == {"own"}
    assert names(agreement_ends_on=["2025-09-28", None]) == {"in90", "in91"}
    assert names(agreement_ends_on=[None, "2025-06-30"]) == {"today", "passed"}
    assert names(daily_price=[None, "900"]) == {"jour"}
    assert names(moved_in_on=["2025-04-01", "2025-04-30"]) == {"jour_in_time"}
    # a price that is not known lies within no limits
    assert names(daily_price=["0", None]) == set(IN_LISTS["agreement_ends_90"]) | {
        "in91",
        "passed",
        "own",
        "jour",
        "jour_in_time",
    }


def test_the_next_consideration_is_the_earliest_due_of_the_latest_of_each_kind(ready: Loader) -> None:
    considered = {
        # one of another kind, later and without a day, takes no due date away
        "today": ["2025-03-01;overvagande;2025-09-01", "2025-04-01;umgange;"],
        # the next of the same kind has been made; it set no day
        "in30": ["2025-03-01;overvagande;2025-09-01", "2025-04-01;overvagande;"],
        "in31": ["2025-03-01;omprovning;2025-10-01", "2025-04-01;overvagande;2025-11-01"],
        # one after the day asked about is not known on it
        "in60": ["2025-03-01;overvagande;2025-09-01", "2025-06-20;overvagande;2025-12-20"],
    }
    lines = [f"{name};{one}" for name, ones in considered.items() for one in ones]
    heading = "placement_id;considered_on;kind;next_due_on"
    ready({"considerations.csv": "\n".join([heading, *lines])}, revision=2)

    def due(day: date) -> dict[str, date | None]:
        return {row["placement_id"]: row["next_due_on"] for row in listed(day=day)}

    assert {name: due(DAY)[name] for name in (*considered, "in90")} == {
        "today": date(2025, 9, 1),
        "in30": None,
        "in31": date(2025, 10, 1),
        "in60": date(2025, 12, 20),
        "in90": None,
    }
    assert due(date(2025, 6, 19))["in60"] == date(2025, 9, 1)


def test_a_page_holds_its_rows_in_order_and_says_how_many_there_are(ready: Loader) -> None:
    asked = {"day": DAY, "sort": "agreement_ends_on", "descending": True, "most": 3}
    first, second = listed(**asked, skip=0), listed(**asked, skip=3)
    assert [row["placement_id"] for row in first] == ["in91", "in90", "in60"]
    assert [row["placement_id"] for row in second] == ["in31", "in30", "today"]
    assert first[0]["listed_in_all"] == 10
    # what has no such day comes last, whichever way
    assert [row["agreement_ends_on"] for row in listed(**asked | {"most": None})][-3:] == [None] * 3
