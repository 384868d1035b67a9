"""The answer to `cost_per_day`, read part by part: key figures, months, and the values of one dimension."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from domain import formats
from domain.definitions import Definition, care
from ui.cards import Card, Comparison, against
from ui.selection import BY_MONTH, DIMENSIONS, Options, Selection, is_whole, year_before
from ui.tables import Column, Kind, Table

_BEFORE: dict[str, int | None] = {
    "before_days": 0,
    "before_priced_days": 0,
    "before_unpriced_days": 0,
    "before_cost_kr": None,
    "before_cost_per_day_kr": None,
}
"""The columns of the year before, with what each is where there was no day."""


@dataclass(frozen=True, slots=True)
class DayKind:
    """A kind of counted day, and what it is called: housing days are never added to care days."""

    code: str
    label: str
    days: str
    per_day: str
    definition: Definition


DAY_KINDS = {
    kind.code: kind
    for kind in (
        DayKind("heldygnsvard", "Heldygnsvård", "vårddygn", "Dygnskostnad", care.CARE_DAYS),
        DayKind("boende", "Boende", "boendedygn", "Kostnad per boendedygn", care.HOUSING_DAYS),
        DayKind("hemmet", "Vård i hemmet", "dygn i hemmet", "Kostnad per dygn i hemmet", care.HOME_DAYS),
    )
}


@dataclass(frozen=True)
class CareFigures:
    """The figures of one kind of day in one selection.

    Made by `read`, so that what is known of the year before has been told from what is not.
    """

    rows: pd.DataFrame
    kind: DayKind

    @classmethod
    def read(
        cls,
        rows: pd.DataFrame,
        kind: DayKind,
        selection: Selection,
        first_month: dt.date,
        data_through: str | None,
    ) -> CareFigures:
        """From the answer to `cost_per_day`. `first_month` is the first that the data hold.

        A year before that lies wholly after it is known, and what has no day in it had 0; any other year
        before is unknown, also where some of its months are there. So is that of a month which the data do not
        cover to its last day, and of a period that ends with one: a part would be held against a whole.
        """
        spans = [
            (month, month) if formats.known(month) else (selection.from_month, selection.to_month)
            for month in rows["month"]
        ]
        known = [year_before(first) >= first_month and is_whole(last, data_through) for first, last in spans]
        told = {
            name: [
                (nothing if value is None else value) if is_known else None
                for value, is_known in zip(rows[name], known, strict=True)
            ]
            for name, nothing in _BEFORE.items()
        }
        return cls(rows.assign(**{name: pd.Series(v, rows.index, object) for name, v in told.items()}), kind)

    def of(self, kind: DayKind) -> CareFigures:
        """The figures of another kind of day in the same selection."""
        return replace(self, kind=kind)

    @staticmethod
    def kinds(rows: pd.DataFrame) -> list[DayKind]:
        """The kinds of day that the answer holds, care days first."""
        present = set(rows["kind"])
        return [kind for code, kind in DAY_KINDS.items() if code in present]

    def level(self, level: str) -> pd.DataFrame:
        """The rows of one level of the answer."""
        return self.rows[(self.rows["level"] == level) & (self.rows["kind"] == self.kind.code)].copy()

    @cached_property
    def total(self) -> dict[str, object]:
        """The whole selection as one row; empty when no day belongs to it."""
        rows = self.level("total").to_dict("records")
        return {str(name): value for name, value in rows[0].items()} if rows else {}

    @property
    def cost_is_known(self) -> bool:
        """Whether any day has a price."""
        return formats.known(self.total.get("cost_kr"))

    def cards(self, before: str) -> list[Card]:
        """The large figures; `before` is the period they are compared with, in words; empty compares with none."""
        t = self.total
        unpriced = t["unpriced_days"]
        parts = f"{formats.money(t['cost_kr'])} / {formats.with_unit(t['priced_days'], 'prissatta dygn')}"
        return [
            self._card(self.kind.days.capitalize(), self.kind.definition, "days", "dygn", before, ""),
            Card(
                "Kostnad",
                formats.money(t["cost_kr"]),
                care.COST,
                self._against("cost_kr", formats.money(t["before_cost_kr"]), before),
                "avtalat pris, utan tillägg" if self.cost_is_known else "inget dygn i urvalet har ett pris",
            ),
            self._card(
                self.kind.per_day,
                care.COST_PER_DAY,
                "cost_per_day_kr",
                "kr",
                before,
                parts if self.cost_is_known else "kräver minst ett prissatt dygn",
            ),
            self._card(
                "Dygn utan pris",
                care.UNPRICED_DAYS,
                "unpriced_days",
                "dygn",
                before,
                f"kostnaden är okänd för {formats.with_unit(unpriced, 'dygn')}"
                if unpriced
                else "alla dygn har pris",
            ),
        ]

    def cost_table(self) -> Table:
        """How the agreed price becomes what is left to pay, step by step."""
        t = self.total
        steps = (
            ("Avtalat pris", "cost_kr"),
            ("Tillägg", "extra_kr"),
            ("Kostnad med tillägg", "gross_kr"),
            ("Momsersättning", "minus_vat_kr"),
        )
        minus = {**t, "minus_vat_kr": -t["vat_kr"] if formats.known(t.get("vat_kr")) else None}  # type: ignore[operator]
        rows = pd.DataFrame(
            [(words, minus.get(name)) for words, name in steps], columns=["step", "kr"], dtype=object
        )
        columns = (Column("step", "Kostnadens delar", Kind.TEXT), Column("kr", "Kronor", Kind.MONEY))
        total = {"step": "Kostnad efter momsersättning", "kr": t.get("after_vat_kr")}
        return Table("Från pris till kostnad efter moms", columns, rows, total)

    def table(self, grouping: str, options: Options) -> Table:
        """The figures by month or by the values of one dimension."""
        return self.month_table() if grouping == BY_MONTH else self.group_table(grouping, options)

    def group_table(self, dimension: str, options: Options) -> Table:
        """The figures by the values of one dimension, most days first, with the total last."""
        rows = self.level("group")
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
        """Figures by month and care form, with labels, for a chart."""
        rows = self.level("month")
        rows["label"] = [options.label("care_form", str(code)) for code in rows["care_form"]]
        return rows

    def _card(self, label: str, definition: Definition, name: str, unit: str, before: str, note: str) -> Card:
        lines = self._against(name, formats.with_unit(self.total[f"before_{name}"], unit), before)
        return Card(label, formats.with_unit(self.total[name], unit), definition, lines, note)

    def _against(self, name: str, written: str, before: str) -> tuple[Comparison, ...]:
        if not before:
            return ()
        return (against(self.total[name], self.total[f"before_{name}"], written, before),)

    def _sum(self) -> dict[str, object]:
        return {**self.total, "label": "Totalt", "month": "Totalt"}

    def _measures(self) -> tuple[Column, ...]:
        days, per_day = self.kind.days.capitalize(), self.kind.per_day
        return (
            Column("days", days, Kind.COUNT),
            Column("cost_kr", "Kostnad, kr", Kind.MONEY),
            Column("cost_per_day_kr", f"{per_day}, kr", Kind.MONEY),
            Column("before_days", "Dygn året före", Kind.COUNT, f"{days} året före"),
            Column(
                "before_cost_per_day_kr",
                "Året före per dygn, kr",
                Kind.MONEY,
                f"{per_day} året före, kr",
            ),
            Column("priced_days", "Prissatta dygn", Kind.COUNT),
            Column("unpriced_days", "Dygn utan pris", Kind.COUNT),
            Column("extra_kr", "Tillägg, kr", Kind.MONEY),
            Column("gross_kr", "Kostnad med tillägg, kr", Kind.MONEY),
            Column("vat_kr", "Moms\u00adersättning, kr", Kind.MONEY, "Momsersättning, kr"),
            Column(
                "after_vat_kr",
                "Efter moms\u00adersättning, kr",
                Kind.MONEY,
                "Kostnad efter momsersättning, kr",
            ),
        )
