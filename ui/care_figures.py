"""The answer to `cost_per_day`, read part by part: key figures, months, and the values of one dimension."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from ui import formats
from ui.selection import DIMENSIONS, Options
from ui.tables import Column, Kind, Table


@dataclass(frozen=True, slots=True)
class DayKind:
    """A kind of counted day, and what it is called: housing days are never added to care days."""

    code: str
    label: str
    days: str
    per_day: str


DAY_KINDS = {
    kind.code: kind
    for kind in (
        DayKind("heldygnsvard", "Heldygnsvård", "vårddygn", "Dygnskostnad"),
        DayKind("boende", "Boende", "boendedygn", "Kostnad per boendedygn"),
        DayKind("hemmet", "Vård i hemmet", "dygn i hemmet", "Kostnad per dygn i hemmet"),
    )
}


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One large figure as written: value, change with sign (None: nothing to compare with), two notes."""

    label: str
    value: str
    change: str | None
    compared_with: str
    note: str


@dataclass(frozen=True, slots=True)
class CareFigures:
    """The figures of one kind of day in one selection."""

    rows: pd.DataFrame
    kind: DayKind

    @staticmethod
    def kinds(rows: pd.DataFrame) -> list[DayKind]:
        """The kinds of day that the answer holds, care days first."""
        present = set(rows["kind"])
        return [kind for code, kind in DAY_KINDS.items() if code in present]

    def level(self, level: str) -> pd.DataFrame:
        """The rows of one level of the answer."""
        return self.rows[(self.rows["level"] == level) & (self.rows["kind"] == self.kind.code)]

    @property
    def total(self) -> dict[str, object]:
        """The whole selection as one row; empty when no day belongs to it."""
        rows = self.level("total").to_dict("records")
        return {str(name): value for name, value in rows[0].items()} if rows else {}

    @property
    def cost_is_known(self) -> bool:
        """Whether any day has a price."""
        return formats.known(self.total.get("cost_kr"))

    def key_figures(self, before: str) -> list[KeyFigure]:
        """The large figures; `before` is the period they are compared with, in words."""
        t = self.total
        days, priced, unpriced = t["days"], t["priced_days"], t["unpriced_days"]
        parts = f"{formats.money(t['cost_kr'])} / {formats.with_unit(priced, 'prissatta dygn')}"
        return [
            _figure(self.kind.days.capitalize(), days, t["before_days"], "dygn", before, ""),
            KeyFigure(
                "Kostnad",
                formats.money(t["cost_kr"]),
                formats.change(t["cost_kr"], t["before_cost_kr"]),
                _compared(t["before_cost_kr"], formats.money(t["before_cost_kr"]), before),
                "avtalat pris, utan tillägg" if self.cost_is_known else "inget dygn i urvalet har ett pris",
            ),
            _figure(
                self.kind.per_day,
                t["cost_per_day_kr"],
                t["before_cost_per_day_kr"],
                "kr",
                before,
                parts if self.cost_is_known else "kräver minst ett prissatt dygn",
            ),
            _figure(
                "Dygn utan pris",
                unpriced,
                t["before_unpriced_days"],
                "dygn",
                before,
                f"kostnad okänd för {formats.with_unit(unpriced, 'dygn')}"
                if unpriced
                else "alla dygn har pris",
            ),
        ]

    def group_table(self, dimension: str, options: Options) -> Table:
        """The figures by the values of one dimension, most days first, with the total last."""
        rows = self.level("group").copy()
        rows["label"] = [options.label(dimension, str(code)) for code in rows["bucket"]]
        heading = DIMENSIONS[dimension]
        return Table(
            f"Per {heading.lower()}",
            (Column("label", heading, Kind.TEXT), *self._measures()),
            rows,
            self._sum(),
        )

    def month_table(self) -> Table:
        """The figures by month, with the total last: the table behind the charts."""
        columns = (Column("month", "Månad", Kind.MONTH), *self._measures())
        return Table("Per månad", columns, self.level("month_total"), self._sum())

    def form_months(self, options: Options) -> pd.DataFrame:
        """Days by month and care form, with labels, for a chart."""
        rows = self.level("month").copy()
        rows["label"] = [options.label("care_form", str(code)) for code in rows["care_form"]]
        return rows

    def _sum(self) -> dict[str, object]:
        return {**self.total, "label": "Totalt", "month": "Totalt"}

    def _measures(self) -> tuple[Column, ...]:
        return (
            Column("days", self.kind.days.capitalize(), Kind.COUNT),
            Column("before_days", "Dygn året före", Kind.COUNT, f"{self.kind.days.capitalize()} året före"),
            Column("priced_days", "Prissatta dygn", Kind.COUNT),
            Column("unpriced_days", "Dygn utan pris", Kind.COUNT),
            Column("cost_kr", "Kostnad, kr", Kind.MONEY),
            Column("cost_per_day_kr", f"{self.kind.per_day}, kr", Kind.MONEY),
            Column(
                "before_cost_per_day_kr",
                "Året före per dygn, kr",
                Kind.MONEY,
                f"{self.kind.per_day} året före, kr",
            ),
            Column("extra_kr", "Tillägg, kr", Kind.MONEY),
            Column("vat_kr", "Moms\u00adersättning, kr", Kind.MONEY, "Momsersättning, kr"),
            Column(
                "after_vat_kr",
                "Efter moms\u00adersättning, kr",
                Kind.MONEY,
                "Kostnad efter momsersättning, kr",
            ),
        )


def _figure(label: str, now: object, before: object, unit: str, when: str, note: str) -> KeyFigure:
    return KeyFigure(
        label,
        formats.with_unit(now, unit),
        formats.change(now, before),
        _compared(before, formats.with_unit(before, unit), when),
        note,
    )


def _compared(value: object, text: str, when: str) -> str:
    return f"mot {text} {when}" if formats.known(value) else f"inget att jämföra med {when}"
