"""What is kept of a birth date, and what is not kept of a foster home.

Only the year is kept, and whether the day is the 5th, 15th or 25th: such files are exempt from disposal.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl

from etl.identity import birth_dates, normalise_column
from etl.rows import Rows
from etl.rules.row import FOSTER_HOME
from etl.values.dates import read_dates

_EXEMPT_DAYS = (5, 15, 25)
_PRIVATE = ("name", "org_number", "latitude", "longitude")


def complete(rows: Rows, data_through: date) -> Rows:
    """The rows with what cells of persons and providers say only together filled in or taken away."""
    if rows.entity.name == "persons":
        _birth(rows, data_through)
    elif rows.entity.name == "providers":
        return _without_foster_names(rows)
    return rows


def _birth(rows: Rows, data_through: date) -> None:
    cells = rows.raw.get_column("birth_date")
    reading = rows.readings.get("birth_date")
    delivered = read_dates(cells, reading.dates if reading else ())
    from_id = birth_dates(normalise_column(rows.raw.get_column("person_id"), data_through))
    # A birth date that cannot be read is a fault of the row, not a reason to take the one in the id.
    born = pl.DataFrame({"d": delivered, "i": from_id, "c": cells}).select(
        pl.when(pl.col("c").is_null()).then(pl.col("i")).otherwise(pl.col("d")).alias("born")
    )
    dates = born.to_series()
    rows.values["birth_date"] = (
        pl.DataFrame({"born": dates})
        .select(pl.when(pl.col("born").is_not_null()).then(pl.col("born").dt.day().is_in(list(_EXEMPT_DAYS))))
        .to_series()
    )
    year = rows.values["birth_year"]
    if year.null_count():
        given = rows.raw.get_column("birth_year").is_not_null()
        rows.values["birth_year"] = (
            pl.DataFrame({"y": year, "b": dates.dt.year(), "g": given})
            .select(pl.when(pl.col("g")).then("y").otherwise("b").alias("y"))
            .to_series()
        )


def _without_foster_names(rows: Rows) -> Rows:
    foster = (rows.values["operator"] == FOSTER_HOME).fill_null(False)
    if not foster.any():
        return rows
    for name in _PRIVATE:
        rows.values[name] = rows.values[name].set(foster, None)
        for marks in (rows.personal, rows.ambiguous):
            if name in marks:
                marks[name] = marks[name] & ~foster
    # The text goes too, so that no rule and no sentence sees it.
    texts = [rows.raw.get_column(name).set(foster, None) for name in _PRIVATE]
    return replace(rows, raw=rows.raw.with_columns(texts))
