"""What the forecast is built on, form by form: so that who knows the work can say where it will not hold."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pandas as pd

from domain.forecast.basis import Basis
from domain.forecast.inflow import inflow
from domain.forecast.lasting import risks
from domain.forecast.prices import prices
from domain.forecast.year import FEWEST_RUNNING
from ui.selection import Options
from ui.tables import Column, Kind, Table

_MONTH_DAYS = 365.25 / 12
_YEAR_DAYS = 365
_TOO_FEW = "för få"
_COLUMNS = (
    Column("label", "Vårdform", Kind.TEXT),
    Column("running", "Pågår", Kind.COUNT, "Pågående placeringar"),
    Column("ended", "Slutade", Kind.COUNT, "Slutade i historiken"),
    Column("left", "Kvar om ett halvår", Kind.SHARE, "Andel nya som väntas pågå efter ett halvår"),
    Column("inflow", "Nya per år", Kind.COUNT, "Nya placeringar per år i nuvarande takt"),
    Column("price", "Nytt pris per dygn, kr", Kind.MONEY, "Nya placeringars pris per dygn, med tillägg, kr"),
)


def table(basis: Basis, options: Options) -> Table:
    """By care form: running, ended, how many last half a year, the inflow a year and the price of a new stay.

    Of fewer than a forecast is told of the counts alone.
    """
    running: dict[str, int] = defaultdict(int)
    ended: dict[str, int] = defaultdict(int)
    for one in basis.running:
        running[one.care_form] += one.stays
    for length in basis.lengths:
        ended[length.care_form] += length.ended
    risk, arriving, priced = risks(basis.lengths, basis.forms), inflow(basis), prices(basis)
    by_day = (priced.daily + priced.monthly / _MONTH_DAYS) * (1 + priced.extra) / 100
    rows = []
    for number, form in enumerate(basis.forms):
        mine = [at for at, cell in enumerate(basis.cells) if cell[0] == form]
        shares = arriving.shares[mine]
        price = float(np.dot(by_day[mine], shares) / shares.sum()) if shares.sum() else float("nan")
        told = {"label": options.label("care_form", form), "running": running[form], "ended": ended[form]}
        if running[form] < FEWEST_RUNNING:
            rows.append(told | dict.fromkeys(("left", "inflow", "price"), _TOO_FEW))
            continue
        rows.append(
            told
            | {
                "left": risk.lasting(form, _YEAR_DAYS // 2),
                "inflow": round(float(arriving.expected[number]) * 12),
                "price": None if np.isnan(price) else price,
            }
        )
    rows.sort(key=lambda row: -int(str(row["running"])))
    names = [column.name for column in _COLUMNS]
    return Table("Vad prognosen bygger på", _COLUMNS, pd.DataFrame(rows, columns=names, dtype=object))
