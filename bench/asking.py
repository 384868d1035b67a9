"""What Dygnskostnad asks: of a municipality alone in its store, and of one board among a hundred."""

from __future__ import annotations

import random
import time
from datetime import date
from pathlib import Path
from typing import Any

from bench.home import empty_store
from bench.measure import Ratio, percentile_95
from bench.municipality import CARE_FORMS, DATA_THROUGH, write_delivery
from etl.load import LoadOptions, load
from queries import door
from queries.scope import Role, Scope
from store.access import add_board
from store.connect import loader_connection, owner_connection

PLACEMENTS_OF_A_BOARD = 10_000
PERSONS_OF_A_BOARD = 8_000
BOARDS = 100
QUESTIONS = 200
PERIODS = (12,) * 16 + (24,) * 3 + (60,)
"""Months asked about: the page opens with twelve, and compares with as many a year before."""

BOARD = "Socialnämnden"
_MOST_MILLISECONDS = 30
_FILTERS = (
    "sex",
    "age_group",
    "target_group",
    "main_reason",
    "procurement",
    "outside_reason",
    "tender_area",
    "legal_basis",
)


def ratios() -> list[Ratio]:
    """p95 of the page's question at S, and for one board at L against that."""
    with empty_store() as folder:
        load_board(folder, 0, BOARD)
        alone = _p95(BOARD)
        for number in range(1, BOARDS):
            name = f"Nämnd {number}"
            with owner_connection() as connection:
                add_board(connection, name)
            load_board(folder, number, name)
        among = _p95(f"Nämnd {BOARDS // 2}")
    return [
        Ratio(
            f"Dygnskostnads fråga, p95 i en kommun mot {_MOST_MILLISECONDS} ms",
            alone * 1000 / _MOST_MILLISECONDS,
            1.0,
            note=f"{alone * 1000:.1f} ms",
        ),
        Ratio(
            f"samma för en nämnd bland {BOARDS}, mot en ensam",
            among / alone,
            1.5,
            note=f"{among * 1000:.1f} ms",
        ),
    ]


def load_board(folder: Path, number: int, board: str) -> None:
    """Load a made-up municipality of 100,000 as one board."""
    place = folder / str(number)
    write_delivery(place, PLACEMENTS_OF_A_BOARD, PERSONS_OF_A_BOARD, 80, seed=number)
    with loader_connection() as connection:
        load(connection, [place], LoadOptions(source="bench", board=board, data_through=DATA_THROUGH))


def _p95(board: str) -> float:
    """Seconds within which 95 of 100 questions are answered, over periods, dimensions and filters."""
    scope = Scope(
        user="bench", role=Role.CONTROLLER, board=board, units=None, protected=False, individuals=False
    )
    choice = random.Random(1)
    times = []
    for number in range(QUESTIONS + 10):
        filters: dict[str, Any] = dict.fromkeys((*_FILTERS, "care_form", "provider_code", "unit"))
        if choice.random() < 0.5:
            filters["care_form"] = tuple(choice.sample(CARE_FORMS, 2))
        months = choice.choice(PERIODS)
        last = DATA_THROUGH.replace(day=1)
        before = last.year * 12 + last.month - months
        first = date(before // 12, before % 12 + 1, 1)
        began = time.perf_counter()
        door.run(
            "cost_per_day",
            scope,
            from_month=first,
            to_month=last,
            dimension=choice.choice(("care_form", "target_group", "unit", "provider_code", "age_group")),
            **filters,
        )
        if number >= 10:
            times.append(time.perf_counter() - began)
    return percentile_95(times)
