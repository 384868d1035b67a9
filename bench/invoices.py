"""What Fakturakontroll asks about a month of invoices: of a board with few lines, and with ten times as many."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from bench.home import empty_store
from bench.measure import Ratio, percentile_95
from bench.municipality import DATA_THROUGH, write_delivery
from etl.load import LoadOptions, load
from queries import door
from queries.scope import Role, Scope
from store.access import add_board
from store.connect import loader_connection, owner_connection

PLACEMENTS = {"Socialnämnden": 1_000, "Större nämnd": 10_000}
"""Placements by board: a small municipality, and one of 100,000 in ten years."""

_MOST_MILLISECONDS = 500
_QUESTIONS = 20


def ratios() -> list[Ratio]:
    """p95 of a month's findings and sums for the larger board against the limit, and the smaller beside it."""
    with empty_store() as folder:
        lines = {}
        for number, (board, placements) in enumerate(PLACEMENTS.items()):
            if number:
                with owner_connection() as connection:
                    add_board(connection, board)
            lines[board] = _load(folder / str(number), board, placements, number)
        small, large = (_p95(board) for board in PLACEMENTS)
    return [
        Ratio(
            f"en månads avvikelser, p95 mot {_MOST_MILLISECONDS} ms",
            large * 1000 / _MOST_MILLISECONDS,
            1.0,
            note=f"{large * 1000:.0f} ms av {lines['Större nämnd']} rader",
        ),
        Ratio(
            "samma för en nämnd med tio gånger så många rader",
            large / small,
            15.0,
            note=f"{small * 1000:.0f} ms av {lines['Socialnämnden']} rader",
        ),
    ]


def _load(place: Path, board: str, placements: int, number: int) -> int:
    """Load a made-up municipality and an invoice line for each placement and month; how many lines."""
    write_delivery(place, placements, placements, 80, seed=number)
    lines = _invoices(place)
    lines.write_csv(place / "invoices.csv", separator=";")
    with loader_connection() as connection:
        load(connection, [place], LoadOptions(source="bench", board=board, data_through=DATA_THROUGH))
    return len(lines)


def _invoices(place: Path) -> pl.DataFrame:
    """A line a placement and month it runs in; each tenth has a day too many."""
    stays = pl.read_csv(place / "placements.csv", separator=";", try_parse_dates=True)
    return (
        stays.select("placement_id", "provider_id", "moved_in_on", "moved_out_on")
        .with_columns(pl.col("moved_out_on").cast(pl.Date).fill_null(DATA_THROUGH))
        .with_columns(
            pl.date_ranges(
                pl.col("moved_in_on").dt.month_start(), pl.min_horizontal("moved_out_on", DATA_THROUGH), "1mo"
            ).alias("period_from")
        )
        .explode("period_from")
        .drop_nulls("period_from")
        .with_row_index("number")
        .with_columns(
            pl.col("period_from").dt.month_end().alias("period_to"),
            pl.format("F{}", pl.col("number") // 20).alias("invoice_id"),
            (pl.col("number") % 20 + 1).alias("line_no"),
            (
                pl.col("period_from").dt.month_end().dt.day().cast(pl.Int32) + (pl.col("number") % 10 == 0)
            ).alias("days"),
            pl.lit(1000).alias("daily_price"),
        )
        .with_columns(
            (pl.col("days") * 1000).alias("amount"),
            pl.col("period_to").alias("invoiced_on"),
            pl.lit("dygn").alias("kind"),
        )
        .drop("number", "moved_in_on", "moved_out_on")
    )


def _p95(board: str) -> float:
    """Seconds within which a month's lines with findings are listed and summed, nearly always."""
    scope = Scope("bench", Role.CONTROLLER, board, units=None, protected=False, individuals=True)
    opening = door.write(
        "record_opening",
        scope,
        page="fakturakontroll",
        purpose="fakturakontroll",
        kind="oppning",
        about="mätning",
        filter="{}",
        person_keys=None,
        case_id=None,
        individuals=None,
        row_count=None,
    )["opening"].iloc[0]
    month = date(DATA_THROUGH.year, DATA_THROUGH.month, 1)
    kept: dict[str, Any] = dict.fromkeys(("provider_code", "care_form", "unit", "findings", "status"))
    times = []
    for number in range(_QUESTIONS + 2):
        began = time.perf_counter()
        for question, more in (("invoice_sums", {}), ("invoice_lines", {"opening": int(opening)})):
            door.run(question, scope, from_month=month, to_month=month, **kept, **more)
        if number >= 2:
            times.append(time.perf_counter() - began)
    return percentile_95(times)
