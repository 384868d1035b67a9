"""A year's forecast as cards and a sentence."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from domain import formats
from domain.definitions import forecast as definitions
from domain.definitions.care import BUDGET
from domain.forecast.outcome import Interval, interval
from domain.forecast.year import Year
from ui.cards import Card, Comparison
from ui.selection import Options


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

    @property
    def has_begun(self) -> bool:
        """Whether any of the year has come."""
        return self.base.basis.cut_off.year >= self.year

    def cards(self) -> list[Card]:
        """The large figures; of a year that has not begun there is nothing that has come."""
        ends, budget, over = self.base.ends(), self.base.budget_kr, self.base.over()
        told = f"80 %: {between(ends)}"
        cards = [
            Card(f"Prognos {self.year}", formats.money(ends.middle), definitions.FORECAST, note=told),
            Card(
                "Budget",
                "saknas" if budget is None else formats.money(budget),
                BUDGET,
                note=self._beside_budget(),
            ),
        ]
        if over is not None and budget:
            share = f"{formats.share(abs(over) / budget)} {_side(over)} budgeten"
            value = formats.signed_money(over)
            cards.append(Card("Prognos mot budget", value, definitions.OVER_BUDGET, note=share))
        if self.has_begun:
            reached = f"till och med {formats.date(self.base.basis.cut_off)}, med tillägg"
            cards.append(
                Card("Utfall hittills", formats.money(self.so_far()), definitions.ACTUAL, note=reached)
            )
        if self.scenario is not None:
            cards.insert(1, self._scenario_card(self.scenario.ends()))
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
            f"Med 80 procents sannolikhet blir det mellan {formats.money(ends.low)} och "
            f"{formats.money(ends.high)}. Efter momsersättning väntas "
            f"{formats.money(ends.middle - self.base.vat_kr())}."
        )

    def difference(self) -> Interval:
        """How much more the year ends at under the assumptions, with the same chance in both."""
        assert self.scenario is not None
        return interval(self.scenario.runs() - self.base.runs())

    @property
    def unbudgeted_kr(self) -> float:
        """What is likely to cost without having a budget; nothing where there is no budget at all."""
        if self.base.budget_kr is None:
            return 0.0
        held = self.base.budgeted()
        return max(0.0, round(self.base.ends().middle - (held.middle if held else 0.0)))

    def came(self, month: dt.date) -> float | None:
        """What a month cost; None where that is unknown: before the first month delivered, or without any price."""
        if month < min((cost.month for cost in self.base.basis.months), default=month):
            return None
        mine = [part for part in self.base.came if part[0] == month]
        if mine and all(part in self.base.unknown for part in mine):
            return None
        return sum(self.base.came[part] for part in mine)

    def so_far(self) -> float | None:
        """What the year has cost so far; None where none of it is known."""
        months = [month for month in self.base.months if month <= self.base.basis.cut_off]
        known = [self.came(month) for month in months]
        return None if known and all(kr is None for kr in known) else self.base.so_far_kr

    def _scenario_card(self, ends: Interval) -> Card:
        change = formats.signed_money(self.difference().middle)
        return Card(
            f"Scenario {self.year}",
            formats.money(ends.middle),
            definitions.SCENARIO,
            (Comparison(change, "mot prognosen"),),
            f"80 %: {between(ends)}",
        )

    def _beside_budget(self) -> str:
        if self.base.budget_kr is None:
            return f"ingen budget är levererad för {self.year}"
        beside = self.unbudgeted_kr
        return (
            f"{formats.money(beside)} av prognosen saknar budget"
            if beside
            else "hela prognosen har en budget"
        )


def between(ends: Interval) -> str:
    """An interval in words, with its unit said once where both have the same."""
    low, high = formats.money(ends.low), formats.money(ends.high)
    number, _, unit = low.rpartition(formats.NBSP)
    return f"{number}–{high}" if high.endswith(f"{formats.NBSP}{unit}") else f"{low}–{high}"


def _side(over: float) -> str:
    return "över" if over > 0 else "under"
