"""Varför ändrades kostnaden: the change between two periods split into parts, as a waterfall, a sentence and tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from domain import formats
from domain.cost_change import Around, Effect, GroupCost, Split, split
from ui import charts
from ui.care_figures import DayKind
from ui.charts import ACCENT, QUIET, Figure
from ui.selection import DIMENSIONS, Options
from ui.tables import Column, Kind, Table

_MORE, _LESS = "#a24b07", "#2f7d4f"
_WORDS = {
    "volume": ("fler dygn", "färre dygn"),
    "mix": ("en dyrare fördelning", "en billigare fördelning"),
    "price": ("högre priser", "lägre priser"),
    "extras": ("mer tillägg", "mindre tillägg"),
    "vat": ("mindre momsersättning", "mer momsersättning"),
}
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class CostChange:
    """The split of one kind of day by one dimension. `before` and `now` name the periods."""

    found: Split
    costs: tuple[GroupCost, ...]
    dimension: str
    kind: DayKind
    before: str
    now: str
    unpriced: tuple[int, int]

    @classmethod
    def read(
        cls, rows: tuple[pd.DataFrame, pd.DataFrame], dimension: str, kind: DayKind, periods: tuple[str, str]
    ) -> CostChange:
        """From two answers to `cost_per_day`, before and now, by the dimension."""
        before, now = (_groups(found, kind) for found in rows)
        every = (
            GroupCost(
                code,
                _whole(before, code, "priced_days"),
                _ore(before, code, "cost_kr"),
                _whole(now, code, "priced_days"),
                _ore(now, code, "cost_kr"),
            )
            for code in [*now, *(code for code in before if code not in now)]
        )
        costs = tuple(
            cost
            for cost in every
            if any((cost.days_before, cost.days_now, cost.cost_before_ore, cost.cost_now_ore))
        )
        around = [_around(found, kind) for found in rows]
        unpriced = tuple(int(_total(found, kind).get("unpriced_days") or 0) for found in rows)
        return cls(split(costs, *around), costs, dimension, kind, *periods, (unpriced[0], unpriced[1]))

    @property
    def parts(self) -> dict[str, int]:
        """The parts in öre, in the order they are told."""
        effect = self.found.effect
        return {
            "volume": effect.volume_ore,
            "mix": effect.mix_ore,
            "price": effect.price_ore,
            "extras": self.found.extras_ore,
            "vat": self.found.vat_ore,
        }

    def sentence(self, options: Options) -> str:
        """The change in plain Swedish: how much, by which parts, and which groups moved most."""
        change = self.found.now_ore - self.found.before_ore
        if not change and not any(self.parts.values()):
            return f"Kostnaden är densamma som {self.before}."
        share = formats.change(self.found.now_ore, self.found.before_ore)
        told_share = f" ({share.lstrip(f'+{formats.MINUS}')})" if share else ""
        how = f"{self._amount(abs(change))}{told_share}"
        way = "ökade" if change > 0 else "minskade"
        told = f"Kostnaden efter momsersättning {way} med {how} mot {self.before}"
        if not change:
            told = f"Kostnaden efter momsersättning är densamma som {self.before}"
        ordered = sorted(self.parts.items(), key=lambda part: -abs(part[1]))
        listed = [
            f"{_WORDS[name][0 if ore > 0 else 1]} {formats.signed_money(_kr(ore))}"
            for name, ore in ordered
            if ore
        ]
        sentences = [f"{told}: {_listed(listed)}." if listed else f"{told}."]
        moved = sorted(self.found.groups.items(), key=lambda item: -abs(item[1].total_ore))
        named = [
            f"{options.label(self.dimension, code)} ({self._signed(effect.total_ore)})"
            for code, effect in moved[:_MOST_NAMED]
            if effect.total_ore
        ]
        if len(self.found.groups) > 1 and named:
            sentences.append(f"Mest ändrades {_listed(named)}.")
        return " ".join(sentences)

    @property
    def _unit(self) -> tuple[int, str, int]:
        """The unit that all amounts are told in: how many öre it is, its name and its decimals."""
        largest = max(abs(self.found.before_ore), abs(self.found.now_ore))
        if largest >= 1_000_000_000:
            return 100_000_000, "mnkr", 1
        return (100_000, "tkr", 0) if largest >= 10_000_000 else (100, "kr", 0)

    def _amount(self, ore: int) -> str:
        size, unit, decimals = self._unit
        return formats.with_unit(Decimal(ore) / size, unit, decimals)

    def _signed(self, ore: int) -> str:
        return f"+{self._amount(ore)}" if ore > 0 else self._amount(ore)

    def figure(self) -> Figure:
        """The way from the cost before to the cost now, a step a part."""
        _, unit, _ = self._unit
        labels = {"volume": "Dygn", "mix": "Fördelning", "price": "Pris", "extras": "Tillägg", "vat": "Moms"}
        bars = [self._bar("Före", 0, self.found.before_ore, QUIET)]
        at = self.found.before_ore
        for name, ore in self.parts.items():
            bars.append(self._bar(labels[name], at, at + ore, _MORE if ore > 0 else _LESS, self._signed(ore)))
            at += ore
        bars.append(self._bar("Nu", 0, self.found.now_ore, ACCENT))
        order = [bar["step"] for bar in bars]
        lows, highs = [min(b["from"], b["to"]) for b in bars[1:-1]], [max(b["from"], b["to"]) for b in bars]
        encoding: dict[str, Any] = {
            "y": {
                "field": "step",
                "type": "nominal",
                "sort": order,
                "title": None,
                "axis": {"labelLimit": 170, "ticks": False, "domain": False, "labelOverlap": False},
            },
            "x": {
                "field": "from",
                "type": "quantitative",
                "title": unit,
                "scale": {"domain": [0 if not lows else min(0, *lows), max(highs) * 1.12], "nice": False},
                "axis": {"format": ",.0f", "tickCount": 5},
            },
            "x2": {"field": "to"},
            "tooltip": charts.tooltip(("step", "Del"), ("told", "Belopp")),
        }
        text = {
            **{name: encoding[name] for name in ("y", "tooltip")},
            "x": {**encoding["x"], "field": "end"},
            "text": {"field": "told", "type": "nominal"},
        }
        layers = [
            {
                "mark": {"type": "bar", "cornerRadius": 1},
                "encoding": {**encoding, "color": {"field": "colour", "type": "nominal", "scale": None}},
            },
            {"mark": {"type": "text", "align": "left", "dx": 5}, "encoding": text},
        ]
        drawing = charts.dressed(bars, {"layer": layers})
        legend = (("Ökar kostnaden", _MORE, False), ("Minskar kostnaden", _LESS, False))
        return Figure(f"Från {self.before} till {self.now}", {**drawing, "height": 44 * len(bars)}, legend)

    def _bar(self, step: str, start: int, end: int, colour: str, told: str = "") -> dict[str, Any]:
        size, _, _ = self._unit
        return {
            "step": step,
            "from": start / size,
            "to": end / size,
            "end": max(start, end) / size,
            "colour": colour,
            "told": told or self._amount(end),
        }

    def parts_table(self) -> Table:
        """The parts and what they add up to, in kronor and öre."""
        names = {
            "volume": "Volym: fler eller färre dygn",
            "mix": f"Fördelning: dygnens fördelning på {DIMENSIONS[self.dimension].lower()}",
            "price": "Pris per dygn",
            "extras": "Tillägg",
            "vat": "Momsersättning",
        }
        listed = [
            (f"Kostnad {self.before}", _kr(self.found.before_ore)),
            *((names[name], _kr(ore)) for name, ore in self.parts.items()),
        ]
        frame = pd.DataFrame(listed, columns=["part", "kr"], dtype=object)
        columns = (Column("part", "Del", Kind.TEXT), Column("kr", "Kronor", Kind.MONEY))
        total = {"part": f"Kostnad {self.now}", "kr": _kr(self.found.now_ore)}
        return Table("Ändringens delar, efter momsersättning", columns, frame, total)

    def groups_table(self, options: Options) -> Table:
        """Each group's part of the change, the largest first; without extras and VAT compensation."""
        listed = [
            {
                "label": options.label(self.dimension, group.code),
                "days_before": group.days_before,
                "days": group.days_now,
                "price_before": _per_day(group.cost_before_ore, group.days_before),
                "price": _per_day(group.cost_now_ore, group.days_now),
                **_kronor(self.found.groups[group.code]),
            }
            for group in sorted(self.costs, key=lambda g: -abs(self.found.groups[g.code].total_ore))
        ]
        days = {
            "days_before": sum(group.days_before for group in self.costs),
            "days": sum(group.days_now for group in self.costs),
        }
        costs = [
            sum(group.cost_before_ore for group in self.costs),
            sum(group.cost_now_ore for group in self.costs),
        ]
        total: dict[str, object] = {
            "label": "Totalt",
            **days,
            "price_before": _per_day(costs[0], days["days_before"]),
            "price": _per_day(costs[1], days["days"]),
            **_kronor(self.found.effect),
        }
        columns = (
            Column("label", DIMENSIONS[self.dimension], Kind.TEXT),
            Column("days_before", "Prissatta dygn före", Kind.COUNT),
            Column("days", "Prissatta dygn nu", Kind.COUNT),
            Column("price_before", "Per dygn före, kr", Kind.MONEY),
            Column("price", "Per dygn nu, kr", Kind.MONEY),
            Column("volume", "Volym, kr", Kind.MONEY),
            Column("mix", "Fördelning, kr", Kind.MONEY),
            Column("price_effect", "Pris, kr", Kind.MONEY),
            Column("total", "Hela ändringen, kr", Kind.MONEY),
        )
        frame = pd.DataFrame(listed, columns=[column.name for column in columns], dtype=object)
        return Table(f"Ändringen per {DIMENSIONS[self.dimension].lower()}", columns, frame, total)


def _groups(rows: pd.DataFrame, kind: DayKind) -> dict[str, Mapping[Any, Any]]:
    found = rows[(rows["level"] == "group") & (rows["kind"] == kind.code)]
    return {str(row["bucket"]): row for row in found.to_dict("records")}


def _total(rows: pd.DataFrame, kind: DayKind) -> Mapping[Any, Any]:
    found = rows[(rows["level"] == "total") & (rows["kind"] == kind.code)].to_dict("records")
    return found[0] if found else {}


def _around(rows: pd.DataFrame, kind: DayKind) -> Around:
    whole = _total(rows, kind)
    return Around(_as_ore(whole.get("extra_kr")), _as_ore(whole.get("vat_kr")))


def _whole(groups: Mapping[str, Mapping[Any, Any]], code: str, name: str) -> int:
    return int(groups[code][name]) if code in groups else 0


def _ore(groups: Mapping[str, Mapping[Any, Any]], code: str, name: str) -> int:
    return _as_ore(groups[code][name]) if code in groups else 0


def _as_ore(value_kr: object) -> int:
    return int((Decimal(str(value_kr)) * 100).to_integral_value()) if formats.known(value_kr) else 0


def _kr(ore: int) -> Decimal:
    return Decimal(ore) / 100


def _per_day(ore: int, days: int) -> Decimal | None:
    return Decimal(ore) / 100 / days if days else None


def _kronor(effect: Effect) -> dict[str, Decimal]:
    return {
        "volume": _kr(effect.volume_ore),
        "mix": _kr(effect.mix_ore),
        "price_effect": _kr(effect.price_ore),
        "total": _kr(effect.total_ore),
    }


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} och {parts[-1]}"
