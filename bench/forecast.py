"""The forecast: 1,000 runs for a board at L against two seconds, and how it would have come out in demo municipalities.

The back-test reads each month's end as it was known then (report.as_of), over the monthly deliveries of the demo with
several seeds: another seed is another municipality, whose months have nothing to do with those of the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bench.asking import BOARD, load_board
from bench.home import empty_store
from bench.measure import Ratio, best_of_three
from domain.forecast import back_test
from domain.forecast.back_test import HORIZONS, Tried
from domain.forecast.calendar import months_later
from domain.forecast.outcome import SHARE_WITHIN
from domain.forecast.simulation import RUNS, simulate
from etl.demo.municipality import Size
from etl.demo.populate import populate
from queries import door
from queries.forecast_basis import read_basis
from queries.scope import Role, Scope
from store.connect import loader_connection, owner_connection

SEEDS = (4, 7, 11)
INHABITANTS, YEARS = 50_000, 5
_MOST_SECONDS = 2.0
_OFF_SHARE = 0.1
_SHOWN = (1, 3, 6, 9, 11)
_SCOPE = Scope(
    user="bench", role=Role.CONTROLLER, board=BOARD, units=None, protected=False, individuals=False
)


def ratios() -> Iterator[Ratio]:
    """The time against its limit; the error against the naive forecast's and the share inside the interval."""
    yield _time()
    results: list[Tried] = []
    for seed in SEEDS:
        found = _of_demo(seed)
        results += found
        yield _error(f"prognosens fel mot enkel prognos, frö {seed}", found)
    for horizon in _SHOWN:
        mine = [one for one in results if one.said.horizon == horizon]
        yield _error(f"samma, {horizon} mån framåt, alla frön", mine)
    yield _error(
        f"prognosens fel mot enkel prognos, {HORIZONS[0]}-{HORIZONS[-1]} mån, alla frön", results, 1.0
    )
    verdict = back_test.verdict(results)
    assert verdict is not None
    off = abs(verdict.within - SHARE_WITHIN)
    note = f"{verdict.within:.0%} av {verdict.number} utfall inom intervallet"
    yield Ratio("80 %-intervallets andel utfall, avstånd från 0,8", off, _OFF_SHARE, note=note)


def _time() -> Ratio:
    """A forecast of a year with all its reading, for a board of the size that a board has at L."""
    with empty_store() as folder:
        load_board(folder, 0, BOARD)

        def forecast() -> None:
            basis = read_basis(_SCOPE)
            assert basis is not None
            simulate(basis, months_later(basis.whole_until, 12))

        seconds = best_of_three(forecast)
    name = f"prognos med {RUNS} simuleringar, tid mot {_MOST_SECONDS:g} s"
    return Ratio(name, seconds / _MOST_SECONDS, 1.0, note=f"{seconds:.2f} s")


def _of_demo(seed: int) -> list[Tried]:
    """All that would have been said at each month's end in one made-up municipality, beside what came."""
    with empty_store():
        with loader_connection() as loader, owner_connection() as owner:
            populate(loader, owner, lambda _: None, Size(INHABITANTS, YEARS, seed))
        now = read_basis(_SCOPE)
        assert now is not None
        came = back_test.came(now.months, now.whole_until)
        results: list[Tried] = []
        for row in door.run("forecast_origins", _SCOPE).to_dict("records"):
            basis = read_basis(_SCOPE, as_of=int(row["load_id"]))
            if basis is not None:
                results += back_test.tried(back_test.said(basis), came)
        door._engine().dispose()
    return results


def _error(name: str, results: Sequence[Tried], limit: float | None = None) -> Ratio:
    verdict = back_test.verdict(results)
    assert verdict is not None
    note = f"{verdict.error:.1%} mot {verdict.naive_error:.1%}; {verdict.within:.0%} av {verdict.number} inom"
    return Ratio(name, verdict.error / verdict.naive_error, limit, note=note)
