"""Flows and parallel interventions: what their pages ask, of one board alone and of one among ten, and DuckDB beside.

The time is that of the questions in the store, through the door as the pages ask them: what Streamlit draws is
measured by bench/page.py.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.testing.v1 import AppTest

from bench.asking import BOARD, PERSONS_OF_A_BOARD, PLACEMENTS_OF_A_BOARD
from bench.cases import write_cases
from bench.duckdb_flows import beside
from bench.home import empty_store
from bench.measure import Ratio, best_of_three, percentile_95
from bench.municipality import DATA_THROUGH, write_delivery
from etl.load import LoadOptions, load
from queries import door
from queries.scope import Role, Scope
from store.access import add_board, grant
from store.connect import loader_connection, owner_connection
from ui import openings

BOARDS = 10
OPENINGS = 30
_PAGES = Path(__file__).resolve().parents[1] / "pages"
_MOST_MILLISECONDS = 300
_MOST_FOR_ONE_MILLISECONDS = 100
SCREENS = {"Flöden": "floden", "Parallella insatser": "parallella_insatser", "Inflöde": "inflode"}
_YEAR = (date(DATA_THROUGH.year - 1, DATA_THROUGH.month + 1, 1), DATA_THROUGH)


def ratios() -> list[Ratio]:
    """p95 of each page's questions at S against its limit, the growth among ten boards, and the ratio to DuckDB."""
    with empty_store() as folder:
        with owner_connection() as connection:
            grant(connection, "local", "ik_manager", individuals=True, purpose="mätning")
        _load(folder, 0, BOARD)
        alone = _measured()
        duck = beside(folder / "0", *_YEAR)
        ours = _edges(), _spells()
        for number in range(1, BOARDS):
            name = f"Nämnd {number}"
            with owner_connection() as connection:
                add_board(connection, name)
            _load(folder, number, name)
        among = _measured()
    return [
        *(ratio for name in alone for ratio in _against_limit(name, alone[name], among[name])),
        Ratio("årets flöden, tid mot DuckDB i minnet", ours[0] / duck[0], note=_both(ours[0], duck[0])),
        Ratio("årets parallella insatser, tid mot DuckDB", ours[1] / duck[1], note=_both(ours[1], duck[1])),
    ]


def _load(folder: Path, number: int, board: str) -> None:
    place = folder / str(number)
    write_delivery(place, PLACEMENTS_OF_A_BOARD, PERSONS_OF_A_BOARD, 80, seed=number)
    write_cases(place, seed=number)
    with loader_connection() as connection:
        load(connection, [place], LoadOptions(source="bench", board=board, data_through=DATA_THROUGH))


def _against_limit(name: str, alone: float, among: float) -> Iterator[Ratio]:
    most = _MOST_FOR_ONE_MILLISECONDS if name == "Individflöde" else _MOST_MILLISECONDS
    note = f"{among * 1000:.0f} ms"
    yield Ratio(
        f"{name}: frågorna, p95 mot {most} ms", alone * 1000 / most, 1.0, note=f"{alone * 1000:.0f} ms"
    )
    yield Ratio(f"{name}: en nämnd bland {BOARDS}, mot {most} ms", among * 1000 / most, 1.0, note=note)
    yield Ratio(f"{name}: en nämnd bland {BOARDS}, mot en ensam", among / alone, note=note)


def _both(ours: float, other: float) -> str:
    return f"{ours * 1000:.0f} ms mot {other * 1000:.0f} ms"


def _measured() -> dict[str, float]:
    """p95 of the seconds that each page's questions take when it is opened, nothing kept."""
    times = {name: percentile_95(list(_of_page(file))) for name, file in SCREENS.items()}
    return times | {"Individflöde": percentile_95(list(_of_individuals()))}


@contextmanager
def _asked_for() -> Iterator[list[float]]:
    """Collects how long each question takes at the door."""
    times: list[float] = []
    run = door.run

    def timed(*arguments: Any, **params: Any) -> Any:
        began = time.perf_counter()
        try:
            return run(*arguments, **params)
        finally:
            times.append(time.perf_counter() - began)

    door.run = timed
    try:
        yield times
    finally:
        door.run = run


def _of_page(file: str) -> Iterator[float]:
    page = AppTest.from_file(_PAGES / f"{file}.py", default_timeout=60)
    page.run()
    assert not page.exception and not page.error and page.title, file
    for _ in range(OPENINGS):
        st.cache_data.clear()
        with _asked_for() as times:
            page.run()
        yield sum(times)


def _of_individuals() -> Iterator[float]:
    """The questions behind one individual's flow, for persons picked over the register."""
    subject = openings.Subject("individflode", "mätning")
    opening = openings.record(_scope(), subject, openings.Purpose.FOLLOW_UP)
    with owner_connection() as connection:
        connection.execute("set role ik_loader")
        keys = connection.execute(
            "select person_key from core.spell group by person_key order by person_key limit %s", (OPENINGS,)
        ).fetchall()
    for (key,) in keys:
        with _asked_for() as times:
            for question in ("individual_flow", "individual_figures"):
                door.run(question, _scope(), opening=opening.number, person=key, case=None)
        yield sum(times)


def _scope() -> Scope:
    return Scope(user="local", role=Role.MANAGER, board=BOARD, units=None, protected=False, individuals=True)


def _edges() -> float:
    asked: dict[str, Any] = {"from_month": _YEAR[0], "to_month": _YEAR[1].replace(day=1), "most": 1000}
    asked |= dict.fromkeys(("units", "subject", "kind"))
    return best_of_three(lambda: door.run("flow_edges", _scope(), **asked))


def _spells() -> float:
    asked: dict[str, Any] = {"from_on": _YEAR[0], "to_on": _YEAR[1], "unit": None}
    return best_of_three(lambda: door.run("parallel_between", _scope(), **asked))
