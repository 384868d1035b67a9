"""The answers to the questions behind a forecast, as the basis that the method takes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from domain.forecast.basis import (
    A_YEAR,
    MOST_MONTHS,
    Basis,
    Length,
    MonthCost,
    NewPrice,
    PriceChange,
    Running,
    Started,
)
from domain.forecast.calendar import months_later
from domain.forecast.lasting import BANDS
from queries import door
from queries.scope import Scope

Rows = list[dict[str, Any]]
QUESTIONS = (
    "forecast_reach",
    "forecast_running",
    "forecast_lengths",
    "forecast_starts",
    "forecast_new_prices",
    "forecast_price_changes",
    "forecast_months",
)
_MONTHS_OF_COST = 24


def read_basis(scope: Scope, as_of: int | None = None) -> Basis | None:
    """The basis as it is known now, or was known after a load; None where there is no placement."""
    ask = partial(_rows, scope, as_of)
    reach = next(iter(ask("forecast_reach", most_months=MOST_MONTHS)), None)
    if reach is None:
        return None
    cut_off, history_from = reach["cut_off"], reach["history_from"]
    month = cut_off.replace(day=1)
    return Basis(
        cut_off=cut_off,
        history_from=history_from,
        unpriced=int(reach["unpriced"]),
        running=tuple(Running(**row) for row in ask("forecast_running")),
        months=tuple(_months(ask("forecast_months", from_month=months_later(month, -_MONTHS_OF_COST)))),
        **_history(ask, history_from, months_later(month, -A_YEAR)),
    )


def _history(ask: Callable[..., Rows], history_from: dt.date | None, year_from: dt.date) -> dict[str, Any]:
    """What the history says; nothing where there is none."""
    if history_from is None:
        return {"lengths": (), "started": (), "new_prices": (), "price_changes": ()}
    lengths = ask("forecast_lengths", history_from=history_from, bands=BANDS)
    starts = ask("forecast_starts", history_from=history_from)
    changes = ask("forecast_price_changes", history_from=history_from)
    return {
        "lengths": tuple(Length(**row) for row in lengths),
        "started": tuple(
            Started(row["month"], row["care_form"], row["unit"], row["started"]) for row in starts
        ),
        "new_prices": tuple(_new_prices(ask, history_from, year_from)),
        "price_changes": tuple(
            PriceChange(row["month"], row["worth_before"], row["worth_after"]) for row in changes
        ),
    }


def _new_prices(ask: Callable[..., Rows], history_from: dt.date, year_from: dt.date) -> Iterator[NewPrice]:
    """What began in the last year; for a form that had none, what began earlier in the history."""
    latest = [_new_price(row) for row in ask("forecast_new_prices", from_on=max(history_from, year_from))]
    forms = {price.care_form for price in latest}
    older = [_new_price(row) for row in ask("forecast_new_prices", from_on=history_from)]
    yield from latest
    yield from (price for price in older if price.care_form not in forms)


def _new_price(row: dict[str, Any]) -> NewPrice:
    return NewPrice(
        row["care_form"],
        row["unit"],
        row["stays"],
        row["daily_ore"],
        row["monthly_ore"],
        row["worth"],
        row["worth_squared"],
    )


def _months(rows: Rows) -> Iterator[MonthCost]:
    for row in rows:
        is_known = row["priced_days"] > 0 or row["unpriced_days"] == 0
        yield MonthCost(
            row["month"],
            row["care_form"],
            row["unit"],
            row["gross_ore"],
            row["extra_ore"],
            row["vat_ore"],
            is_known,
        )


def _rows(scope: Scope, as_of: int | None, question: str, /, **params: Any) -> Rows:
    rows = door.run(question, scope, as_of=as_of, **params).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]
