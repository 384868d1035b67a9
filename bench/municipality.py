"""Made-up placements and prices in large numbers: right in shape, size and order, meant for timing only."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

CARE_FORMS = (
    "familjehem_eget",
    "familjehem_konsulent",
    "hvb_privat",
    "stodboende",
    "skyddat_boende",
    "jourhem_eget",
)
DATA_THROUGH = date(2025, 6, 30)

_SEED = 20250630
_DAYS_COVERED = 3650
_MEAN_STAY_DAYS = 110
_EPOCH = date(1970, 1, 1)


def write_delivery(
    folder: Path, placements: int, persons: int, providers: int = 300, *, first: int = 0, seed: int = _SEED
) -> None:
    """Write placements.csv and placement_prices.csv (semicolon, decimal comma) into `folder`.

    About 1.28 prices a placement. Ids begin at `first`, so that two deliveries can be kept apart.
    """
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(seed)
    moved_in, through = days_covered(random, placements)
    stay = np.maximum(1, random.exponential(_MEAN_STAY_DAYS, placements)).astype(np.int64)
    moved_out = moved_in + stay
    ids = [f"P{first + n:08d}" for n in range(placements)]
    frame = pl.DataFrame(
        {
            "placement_id": ids,
            "case_id": [f"A{n // 2:08d}" for n in range(first, first + placements)],
            "person_id": pick(random, [f"K{n:07d}" for n in range(persons)], placements),
            "provider_id": pick(random, [f"U{n:04d}" for n in range(providers)], placements),
            "care_form": pick(random, CARE_FORMS, placements),
            "moved_in_on": dates(moved_in),
            "moved_out_on": dates(moved_out, moved_out <= through),
            "target_group": pick(random, ("barn_0_12", "ungdom_13_17", "beroende_vuxen"), placements),
            "main_reason": pick(random, ("omsorgsbrist", "eget_beteende", "vald", "utredning"), placements),
            "procurement": pick(random, ("ramavtal", "direktupphandling", "egen_regi"), placements),
            "outside_reason": pick(random, (None, None, "akut"), placements),
            "tender_area": pick(random, ("Område 1", "Område 2", None), placements),
            "agreement_signed_on": dates(moved_in),
            "agreement_ends_on": dates(moved_out + 30),
            "day_rule": pick(random, ("natt", "in_och_ut"), placements),
            "unit": pick(random, ("Barn", "Ungdom", "Vuxen", "Mottagning"), placements),
            "end_reason": pick(random, (None, "enligt_plan", "omplacering"), placements),
        }
    )
    frame.write_csv(folder / "placements.csv", separator=";")
    second = random.random(placements) < 0.28
    changes = moved_in + np.maximum(1, stay // 2)
    price = random.integers(700, 9000, placements)
    first_price = _prices(ids, moved_in, price, second, changes)
    later = np.flatnonzero(second)
    later_ids = [ids[place] for place in later]
    later_price = _prices(
        later_ids, changes[later], price[later] + 40, np.zeros(later.size, bool), changes[later]
    )
    pl.concat([first_price, later_price]).write_csv(folder / "placement_prices.csv", separator=";")


def _prices(
    ids: list[str], valid_from: np.ndarray, price: np.ndarray, ends: np.ndarray, changes: np.ndarray
) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "placement_id": ids,
            "valid_from": dates(valid_from),
            "valid_to": dates(changes - 1, ends),
            "daily_price": pl.Series(price).cast(pl.String) + ",50",
        }
    )


def days_covered(random: np.random.Generator, number: int) -> tuple[np.ndarray, int]:
    """Days (since 1970) spread over the time covered, and the last day covered."""
    through = (DATA_THROUGH - _EPOCH).days
    return through - random.integers(1, _DAYS_COVERED, number), through


def pick(random: np.random.Generator, values: tuple[str | None, ...] | list[str], number: int) -> pl.Series:
    """One of the values for each row."""
    return pl.Series(values).gather(random.integers(0, len(values), number))


def dates(days: np.ndarray, known: np.ndarray | None = None) -> pl.Series:
    """Days since 1970 as dates; null where not known."""
    dates = pl.Series(days.astype(np.int32)).cast(pl.Date)
    if known is None:
        return dates
    return pl.select(pl.when(pl.Series(known)).then(dates)).to_series()
