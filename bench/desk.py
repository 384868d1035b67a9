"""The controller's desk: the list of placements filtered and its first page, and a file of 100,000 rows.

The time is that of the questions in the store, through the door as the page asks them: of one board alone and of
one among ten. The memory is what a file adds to the process that makes it, at its peak.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from bench.asking import BOARD, load_board
from bench.home import empty_store
from bench.measure import Ratio, percentile_95, seconds
from bench.municipality import DATA_THROUGH, write_delivery
from etl.load import LoadOptions, load
from queries import door
from queries.scope import Role, Scope
from store.access import add_board
from store.connect import loader_connection, owner_connection
from ui import exports, openings, placement_columns
from ui.exports import Account
from ui.placement_columns import COLUMNS, Shown
from ui.tables import Table

BOARDS = 10
OPENINGS = 30
ROWS_OF_A_FILE = 100_000
_LARGE = "Stora nämnden"
_MOST_MILLISECONDS = 200
_MOST_MEGABYTES = 200
_FIRST_PAGE: dict[str, Any] = {"sort": "moved_in_on", "descending": True, "skip": 0, "most": 50}
_ASKED: dict[str, dict[str, Any]] = {
    "idag": {},
    "idag, filtrerad": {"asked": {"care_form": ["hvb_privat"], "unit": ["Barn", "Vuxen"]}},
    "färdig lista": {"item": "agreement_ends_30"},
    "en dag för ett år sedan": {"day": DATA_THROUGH - timedelta(days=365)},
}


def ratios() -> list[Ratio]:
    """p95 of the list's questions against its limit, the growth among ten boards, and a file's memory."""
    with empty_store() as folder:
        load_board(folder, 0, BOARD)
        alone = {name: _p95(asked) for name, asked in _ASKED.items()}
        for number in range(1, BOARDS):
            with owner_connection() as connection:
                add_board(connection, f"Nämnd {number}")
            load_board(folder, number, f"Nämnd {number}")
        among = {name: _p95(asked) for name, asked in _ASKED.items()}
        megabytes, rows = _of_a_file(folder)
    return [
        *(ratio for name in _ASKED for ratio in _against_limit(name, alone[name], among[name])),
        Ratio(
            f"XLSX med {rows} rader, minne mot {_MOST_MEGABYTES} MB",
            megabytes / _MOST_MEGABYTES,
            1.0,
            note=f"{megabytes:.0f} MB",
        ),
    ]


def _against_limit(name: str, alone: float, among: float) -> Iterator[Ratio]:
    most = _MOST_MILLISECONDS
    note = f"{alone * 1000:.0f} ms"
    yield Ratio(f"Placeringar, {name}: p95 mot {most} ms", alone * 1000 / most, 1.0, note=note)
    note = f"{among * 1000:.0f} ms"
    yield Ratio(f"Placeringar, {name}: bland {BOARDS}, mot {most} ms", among * 1000 / most, 1.0, note=note)
    yield Ratio(f"Placeringar, {name}: bland {BOARDS}, mot ensam", among / alone, note=note)


def _p95(asked: dict[str, Any]) -> float:
    scope, params = _scope(BOARD), _params(asked)
    opening = _opening(scope)

    def first_page() -> None:
        door.run("placement_counts", scope, **params)
        door.run("placement_list", scope, opening=opening.number, **params, **_FIRST_PAGE)

    first_page()
    return percentile_95([seconds(first_page) for _ in range(OPENINGS)])


def _params(asked: dict[str, Any]) -> dict[str, Any]:
    kept = json.dumps(asked.get("asked", {}))
    return {"day": DATA_THROUGH, "since": None, "item": None, **asked, "asked": kept}


def _of_a_file(folder: Path) -> tuple[float, int]:
    """Megabytes and rows of a file of every placement of a board of 100,000, made in a process of its own."""
    place = folder / "large"
    write_delivery(place, ROWS_OF_A_FILE, ROWS_OF_A_FILE // 2, first=10_000_000)
    with owner_connection() as connection:
        add_board(connection, _LARGE)
    with loader_connection() as connection:
        load(connection, [place], LoadOptions(source="bench", board=_LARGE, data_through=DATA_THROUGH))
    made = subprocess.run([sys.executable, "-m", "bench.desk"], capture_output=True, text=True, check=True)
    told = json.loads(made.stdout.splitlines()[-1])
    return float(told["megabytes"]), int(told["rows"])


def write_a_file() -> dict[str, float]:
    """Write the file of the large board's whole list; how much more memory the process took at its peak."""
    scope = _scope(_LARGE)
    opening = _opening(scope)
    params = {**_params({}), "since": DATA_THROUGH - timedelta(days=20_000)}
    shown = Shown(COLUMNS, "moved_in_on", True)
    asked = partial(door.in_parts, "placement_list", scope, opening=opening.number, **params, **shown.params)
    first = door.run("placement_list", scope, opening=opening.number, **params, **_FIRST_PAGE)
    table = Table(
        "Placeringar",
        COLUMNS,
        placement_columns.as_shown(first, shown, None),
        parts=lambda: (placement_columns.as_shown(p, shown, None) for p in asked(skip=0, most=None)),
    )
    # the highest is counted from here: importing what a page needs takes more than it keeps
    Path("/proc/self/clear_refs").write_text("5")
    before = _highest_kilobytes()
    exports.to_xlsx(table, Account("Placeringar", ()))
    return {
        "megabytes": (_highest_kilobytes() - before) / 1024,
        "rows": int(first["listed_in_all"].iloc[0]),
    }


def _highest_kilobytes() -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def _scope(board: str) -> Scope:
    return Scope("local", Role.CONTROLLER, board, None, protected=False, individuals=True)


def _opening(scope: Scope) -> openings.Opening:
    return openings.record(scope, openings.Subject("placeringar", "mätning"), openings.Purpose.FOLLOW_UP)


if __name__ == "__main__":
    print(json.dumps(write_a_file()))
