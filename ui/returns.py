"""Who comes back, and investigations that follow close on each other: by month, and by unit."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from domain import formats
from ui import shares
from ui.charts import Figure
from ui.flow_labels import Labels
from ui.tables import Column, Kind, Table

_PERSONS = (
    Column("persons", "Personer för vilka allt avslutades", Kind.COUNT),
    Column("returned", "Kom tillbaka inom ett år", Kind.COUNT),
)
_INVESTIGATIONS = (
    Column("investigations", "Inledda utredningar", Kind.COUNT),
    Column("back_to_back", "Inom 14 dagar efter en annan", Kind.COUNT),
)
_WHOLE = {True: "hel", False: "inte hel än"}


class Returns:
    """The cohorts of the period. `rows` from `re_referrals`."""

    def __init__(self, rows: pd.DataFrame) -> None:
        self.rows = rows
        self.months = shares.by_month(rows, "persons", "returned")
        whole = dict(zip(rows["month"], rows["is_complete"], strict=True))
        self.unfinished = frozenset(month for month, complete in whole.items() if not complete)
        self.whole_rows = rows[[bool(complete) for complete in rows["is_complete"]]] if len(rows) else rows

    @property
    def finding(self) -> str:
        """What the whole cohorts show, in one line."""
        share = shares.total_share(self.whole_rows, "persons", "returned")
        if share is None:
            return "Återaktualisering: ingen månad har haft ett helt år"
        return f"Återaktualisering inom ett år: {formats.share(share)} i de hela månaderna"

    def figure(self) -> Figure:
        """The share of each month; months that are not whole in grey."""
        return shares.figure(self.months, self.finding, "andel som kom tillbaka", self.unfinished)

    def table(self) -> Table:
        """The months as rows, each said to be whole or not."""
        told = self.months.assign(
            whole=[_WHOLE[month not in self.unfinished] for month in self.months["month"]]
        )
        columns = (*_PERSONS, Column("whole", "Året", Kind.TEXT))
        words = {"month": "Allt avslutat i", "share": "Andel"}
        return shares.month_table(told, "Återaktualisering per månad", columns, words)

    def by_unit(self, labels: Labels) -> Table:
        """The units, of whole months alone."""
        return shares.unit_table(
            self.whole_rows,
            "Återaktualisering per enhet, hela månader",
            labels.held.get("unit", {}),
            _PERSONS,
            "Andel",
        )


def close_on_each_other(rows: pd.DataFrame) -> tuple[Figure, Table]:
    """Investigations opened right after another, by month. `rows` from `back_to_back`."""
    months = shares.by_month(rows, "investigations", "back_to_back")
    share = shares.total_share(rows, "investigations", "back_to_back")
    title = f"Utredningar tätt efter en annan: {formats.share(share)}"
    words = {"month": "Inledda i", "share": "Andel"}
    table = shares.month_table(months, "Utredningar tätt efter varandra", _INVESTIGATIONS, words)
    return shares.figure(months, title, "andel av inledda", frozenset[dt.date]()), table


def close_by_unit(rows: pd.DataFrame, labels: Labels) -> Table:
    """The same by unit."""
    return shares.unit_table(
        rows,
        "Utredningar tätt efter varandra per enhet",
        labels.held.get("unit", {}),
        _INVESTIGATIONS,
        "Andel",
    )
