"""A year's forecast as cards, a sentence and tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from domain.definitions import forecast as definitions
from domain.definitions.care import BUDGET
from domain.forecast.basis import Cell
from domain.forecast.calendar import last_day
from domain.forecast.outcome import Interval, interval
from domain.forecast.year import Year
from ui import formats
from ui.cards import Card, Comparison
from ui.selection import Options
from ui.tables import Column, Kind, Table

_INTERVAL = (
    Column("low", "Lägst, kr", Kind.MONEY, "Intervallets nedre gräns, kr"),
    Column("high", "Högst, kr", Kind.MONEY, "Intervallets övre gräns, kr"),
)


@dataclass(frozen=True)
class Figures:
    """The year without assumptions and under them; `scenario` None where nothing is assumed."""

    base: Year
    scenario: Year | None
    options: Options

    @property
    def year(self) -> int:
        """Which year."""
        return self.base.number

    def cards(self) -> list[Card]:
        """The large figures."""
        ends, budget, over = self.base.ends(), self.base.budget_kr, self.base.over()
        cards = [
            Card(
                f"Prognos {self.year}",
                formats.money(ends.middle),
                definitions.FORECAST,
                note=f"80 %: {between(ends)}",
            ),
            Card("Budget", formats.money(budget), BUDGET, note=self._beside_budget()),
            Card(
                "Prognos mot budget",
                formats.signed_money(over),
                definitions.OVER_BUDGET,
                note=self._share_of_budget(over),
            ),
            Card("Utfall hittills", formats.money(self._so_far()), definitions.ACTUAL, note=self._reached()),
        ]
        if self.scenario is not None:
            with_it = self.scenario.ends()
            change = formats.signed_money(self.difference().middle)
            card = Card(
                f"Scenario {self.year}",
                formats.money(with_it.middle),
                definitions.SCENARIO,
                (Comparison(change, "mot prognosen"),),
                f"80 %: {between(with_it)}",
            )
            cards.insert(1, card)
        return cards

    def sentence(self) -> str:
        """Where the year ends, in plain Swedish."""
        ends, over = self.base.ends(), self.base.over()
        held = ""
        if over is not None and self.base.budget_kr is not None:
            size = formats.money(abs(over))
            held = " Det är som budgeten" if not round(over) else f" Det är {size} {_side(over)} budgeten"
            held += f" på {formats.money(self.base.budget_kr)}"
            held += ", jämfört för de delar som har en budget." if self.unbudgeted_kr else "."
        return (
            f"Året väntas sluta på {formats.money(ends.middle)}.{held} "
            f"Med 80 procents sannolikhet blir det mellan {formats.money(ends.low)} och {formats.money(ends.high)}. "
            f"Efter momsersättning väntas {formats.money(ends.middle - self.base.vat_kr())}."
        )

    def difference(self) -> Interval:
        """How much more the year ends at under the assumptions, with the same chance in both."""
        assert self.scenario is not None
        return interval(self.scenario.runs() - self.base.runs())

    @property
    def unbudgeted_kr(self) -> float:
        """What is likely to cost without having a budget; nothing where there is no budget at all."""
        held = self.base.budgeted()
        return 0.0 if held is None else max(0.0, round(self.base.ends().middle - held.middle))

    def month_table(self) -> Table:
        """The months of the year: what came, or is likely to, and the budget."""
        rows: list[dict[str, object]] = []
        for month in self.base.months:
            came = last_day(month) <= self.base.basis.cut_off
            ends = self.base.month(month)
            planned = [kr for (when, _), kr in self.base.planned.items() if when == month]
            scenario = self.scenario.month(month).middle if self.scenario and not came else None
            rows.append(
                {
                    "month": month,
                    "came": self._came(month) if came else "",
                    "forecast": "" if came else ends.middle,
                    "low": "" if came else ends.low,
                    "high": "" if came else ends.high,
                    "scenario": "" if came else scenario,
                    "budget": sum(planned) if planned else None,
                }
            )
        columns = (
            Column("month", "Månad", Kind.MONTH),
            Column("came", "Utfall, kr", Kind.MONEY),
            Column("forecast", "Prognos, kr", Kind.MONEY),
            *_INTERVAL,
            *self._scenario_column(),
            Column("budget", "Budget, kr", Kind.MONEY),
        )
        ends = self.base.ends()
        total: dict[str, object] = {
            "month": "Hela året",
            "came": self._so_far(),
            "forecast": ends.middle,
            "low": ends.low,
            "high": ends.high,
            "scenario": self.scenario.ends().middle if self.scenario else None,
            "budget": self.base.budget_kr,
        }
        return Table(f"{self.year} per månad", columns, _frame(rows, columns), total)

    def form_table(self) -> Table:
        """The care forms, the dearest first."""
        return self._group_table("Vårdform", "care_form", lambda cell: cell[0])

    def unit_table(self) -> Table:
        """The units, the dearest first."""
        return self._group_table("Enhet", "unit", lambda cell: cell[1])

    def scenario_table(self) -> Table:
        """The year without and under the assumptions, and the difference."""
        assert self.scenario is not None
        named = (
            ("Prognos", self.base.ends()),
            ("Scenario", self.scenario.ends()),
            ("Skillnad", self.difference()),
        )
        rows = [
            {"name": name, "forecast": ends.middle, "low": ends.low, "high": ends.high}
            for name, ends in named
        ]
        columns = (
            Column("name", f"Hela {self.year}", Kind.TEXT),
            Column("forecast", "Mitten, kr", Kind.MONEY),
            *_INTERVAL,
        )
        return Table("Scenariot mot prognosen", columns, _frame(rows, columns))

    def _group_table(self, heading: str, dimension: str, group: Callable[[Cell], str]) -> Table:
        rows: list[dict[str, object]] = []
        for code in {group(cell) for cell in self.base.kept}:
            cells = frozenset(cell for cell in self.base.kept if group(cell) == code)
            ends = self.base.ends(cells)
            planned = [kr for (_, cell), kr in self.base.planned.items() if cell in cells]
            came = [kr for (_, cell), kr in self.base.came.items() if cell in cells]
            unknown = not came and any(cell in cells for _, cell in self.base.unknown)
            rows.append(
                {
                    "label": self.options.label(dimension, code),
                    "came": None if unknown else sum(came),
                    "forecast": ends.middle,
                    "low": ends.low,
                    "high": ends.high,
                    "scenario": self.scenario.ends(cells).middle if self.scenario else None,
                    "budget": sum(planned) if planned else None,
                    "over": ends.middle - sum(planned) if self._is_budgeted(cells) else None,
                }
            )
        rows.sort(key=lambda row: -float(str(row["forecast"])))
        columns = (
            Column("label", heading, Kind.TEXT),
            Column("forecast", "Prognos, kr", Kind.MONEY),
            *_INTERVAL,
            *self._scenario_column(),
            Column("budget", "Budget, kr", Kind.MONEY),
            Column("over", "Prognos mot budget, kr", Kind.MONEY),
            Column("came", "Utfall hittills, kr", Kind.MONEY),
        )
        ends = self.base.ends()
        total: dict[str, object] = {
            "label": "Totalt",
            "came": self._so_far(),
            "forecast": ends.middle,
            "low": ends.low,
            "high": ends.high,
            "scenario": self.scenario.ends().middle if self.scenario else None,
            "budget": self.base.budget_kr,
            "over": self.base.over(),
        }
        return Table(f"{self.year} per {heading.lower()}", columns, _frame(rows, columns), total)

    def _scenario_column(self) -> tuple[Column, ...]:
        return (Column("scenario", "Scenario, kr", Kind.MONEY),) if self.scenario else ()

    def _is_budgeted(self, cells: frozenset[Cell]) -> bool:
        """Whether every month and cell that costs something has a budget."""
        parts = {part for part in self.base.came if part[1] in cells}
        parts |= {
            (month, cell) for month in self.base.months for cell in cells if cell in self.base.courses.cells
        }
        planned = self.base.planned
        return bool(planned) and parts <= set(planned) and any(part[1] in cells for part in planned)

    def _came(self, month: dt.date) -> float | None:
        mine = [kr for (when, _), kr in self.base.came.items() if when == month]
        if month < min((cost.month for cost in self.base.basis.months), default=month):
            return None
        return sum(mine) if mine or not any(when == month for when, _ in self.base.unknown) else None

    def _so_far(self) -> float | None:
        known = [self._came(month) for month in self.base.months if month <= self.base.basis.cut_off]
        return None if known and all(kr is None for kr in known) else self.base.so_far_kr

    def _reached(self) -> str:
        if self.base.basis.cut_off.year < self.year:
            return f"{self.year} har inte börjat"
        return f"till och med {formats.date(self.base.basis.cut_off)}, med tillägg"

    def _beside_budget(self) -> str:
        if self.base.budget_kr is None:
            return f"ingen budget är levererad för {self.year}"
        beside = self.unbudgeted_kr
        return (
            f"{formats.money(beside)} av prognosen saknar budget"
            if beside
            else "hela prognosen har en budget"
        )

    def _share_of_budget(self, over: float | None) -> str:
        if over is None or not self.base.budget_kr:
            return "kräver en budget"
        return f"{formats.share(abs(over) / self.base.budget_kr)} {_side(over)} budgeten"


def between(ends: Interval) -> str:
    """An interval in words, with its unit said once where both have the same."""
    low, high = formats.money(ends.low), formats.money(ends.high)
    number, _, unit = low.rpartition(formats.NBSP)
    return f"{number}–{high}" if high.endswith(f"{formats.NBSP}{unit}") else f"{low}–{high}"


def _side(over: float) -> str:
    return "över" if over > 0 else "under"


def _frame(rows: list[dict[str, object]], columns: tuple[Column, ...]) -> pd.DataFrame:
    names = [column.name for column in columns]
    return pd.DataFrame([[row[name] for name in names] for row in rows], columns=names, dtype=object)
