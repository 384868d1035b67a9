"""What stays cost: new ones by what began lately, and how prices move over the year, from the board's own history."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from domain.forecast.basis import A_YEAR, Basis, Cell, NewPrice, Running
from domain.forecast.calendar import Step, months_between
from domain.forecast.lasting import Numbers

_UNIT_WEIGHT = 4.0
"""How many stays the form's own mean price is worth against that of one unit."""
_FEWEST_SPREAD = 0.1
_MONTH_DAYS = 365.25 / 12
_INDEX_SPREAD = 0.012
"""How far a year's change of prices lies from what it has been, at least."""


@dataclass(frozen=True)
class Prices:
    """By cell a new stay's price by the day and by the month (öre, nan where no price is known) and its spread."""

    daily: Numbers
    monthly: Numbers
    spread: Numbers
    stays: Numbers
    extra: Numbers
    vat: Numbers

    def of_step(self, step: Step) -> Numbers:
        """What a place costs through a step, extras with it, by cell (öre)."""
        cost: Numbers = (self.daily * step.days + self.monthly * step.share) * (1 + self.extra)
        return cost


def prices(basis: Basis) -> Prices:
    """The prices of a basis. Extras and VAT compensation are their shares of the cost of the last twelve months.

    Where no stay of a form has begun with a price, what those who are placed in it cost is its price.
    """
    of_form: dict[str, list[NewPrice]] = defaultdict(list)
    begun = {price.care_form for price in basis.new_prices}
    known = [*basis.new_prices, *(price for price in _of_running(basis) if price.care_form not in begun)]
    of_cell = {(price.care_form, price.unit): price for price in known}
    for price in known:
        of_form[price.care_form].append(price)
    rows = [_price(of_form[form], of_cell.get((form, unit))) for form, unit in basis.cells]
    daily, monthly, spread, stays = np.array(rows).reshape(-1, 4).T
    extra, vat = _shares(basis)
    return Prices(daily, monthly, spread, stays, extra, vat)


def unpriced_forms(basis: Basis) -> tuple[str, ...]:
    """The forms of which no price is known: what they will cost is unknown."""
    unknown = np.isnan(prices(basis).daily)
    return tuple(
        sorted({form for (form, _), is_unknown in zip(basis.cells, unknown, strict=True) if is_unknown})
    )


def _of_running(basis: Basis) -> list[NewPrice]:
    """What those who are placed cost, by cell. Of each thirty days stayed the sum alone is known: a spread at least."""
    parts: dict[Cell, list[Running]] = defaultdict(list)
    for one in basis.running:
        if one.priced:
            parts[one.care_form, one.unit].append(one)
    found = []
    for cell, mine in parts.items():
        worth = [one.daily_ore * _MONTH_DAYS + one.monthly_ore for one in mine]
        squared = sum(sum_ore**2 / one.priced for sum_ore, one in zip(worth, mine, strict=True))
        stays, daily, monthly = (
            sum(getattr(one, name) for one in mine) for name in ("priced", "daily_ore", "monthly_ore")
        )
        found.append(NewPrice(*cell, stays, daily, monthly, sum(worth), squared))
    return found


def _price(form: list[NewPrice], cell: NewPrice | None) -> tuple[float, float, float, float]:
    stays = sum(price.stays for price in form)
    if not stays:
        return np.nan, np.nan, _FEWEST_SPREAD, 1.0
    own = cell.stays if cell else 0
    trusted = own / (own + _UNIT_WEIGHT)
    worth = sum(price.worth_ore for price in form) / stays
    squared = sum(price.worth_squared for price in form) / stays
    spread = max(_FEWEST_SPREAD, float(np.sqrt(max(0.0, squared / worth**2 - 1))) if worth else 0.0)
    parts = []
    for name in ("daily_ore", "monthly_ore"):
        mean = sum(getattr(price, name) for price in form) / stays
        mine = getattr(cell, name) / own if cell and own else mean
        parts.append(trusted * mine + (1 - trusted) * mean)
    return parts[0], parts[1], min(spread, 1.0), float(stays)


def _shares(basis: Basis) -> tuple[Numbers, Numbers]:
    """By cell its form's extras against the agreed price, and VAT compensation against both."""
    agreed: dict[str, float] = defaultdict(float)
    extra: dict[str, float] = defaultdict(float)
    vat: dict[str, float] = defaultdict(float)
    for cost in basis.last_months(A_YEAR):
        agreed[cost.care_form] += cost.gross_ore - cost.extra_ore
        extra[cost.care_form] += cost.extra_ore
        vat[cost.care_form] += cost.vat_ore
    forms = [form for form, _ in basis.cells]
    extras = [max(0.0, extra[form] / agreed[form]) if agreed[form] > 0 else 0.0 for form in forms]
    gross = {form: agreed[form] + extra[form] for form in agreed}
    vats = [max(0.0, vat[form] / gross[form]) if gross.get(form, 0) > 0 else 0.0 for form in forms]
    return np.array(extras), np.array(vats)


@dataclass(frozen=True)
class Index:
    """How the same stays' prices have changed into each calendar month (1: not at all), and how surely.

    `is_known`: every calendar month has been seen.
    """

    factors: tuple[float, ...]
    is_known: bool

    def expected(self, months: tuple[Step, ...], cut_off: dt.date) -> Numbers:
        """The change of prices from the cut-off to each step."""
        found, level = [], 1.0
        for step in months:
            if months_between(cut_off, step.month) > 0:
                level *= self.factors[step.month.month - 1]
            found.append(level)
        return np.array(found)

    def drawn(
        self, random: np.random.Generator, runs: int, months: tuple[Step, ...], cut_off: dt.date
    ) -> Numbers:
        """The same by run and step, with what is not known of the years to come."""
        january = np.array([step.month.month == 1 for step in months])
        spread = np.where(january, _INDEX_SPREAD, _INDEX_SPREAD / 4)
        walk = np.cumsum(random.standard_normal((runs, len(months))) * spread, axis=1)
        drawn: Numbers = self.expected(months, cut_off) * np.exp(walk)
        return drawn


def index(basis: Basis) -> Index:
    """The mean change into each calendar month, over the years of the history."""
    logs: dict[int, list[float]] = defaultdict(list)
    for change in basis.price_changes:
        if change.before_ore > 0 and change.after_ore > 0:
            logs[change.month.month].append(float(np.log(change.after_ore / change.before_ore)))
    seen = [logs.get(month) for month in range(1, A_YEAR + 1)]
    return Index(tuple(float(np.exp(np.mean(found))) if found else 1.0 for found in seen), all(seen))
