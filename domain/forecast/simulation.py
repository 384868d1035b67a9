"""A thousand courses of the year: those who are placed leave, others come, prices change.

Each run draws its own risks, inflow and prices from what the history might as well have come from, so that the
interval holds what is not known of them, too. The seed is fixed: the same basis gives the same forecast.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.forecast.basis import Basis, Cell, Running
from domain.forecast.calendar import Step, steps
from domain.forecast.inflow import inflow
from domain.forecast.lasting import Numbers, band_of, risks
from domain.forecast.prices import Prices, index, prices

RUNS = 1000
SEED = 20250701

_RISK_SPREAD = 0.10
"""How far a year's risks of ending lie from those of the history, for all forms alike."""
_INFLOW_WALK = 0.04
_FORM_WALK = 0.05
"""How far the level of the inflow moves in a month, for all forms alike and for each."""
_LATE_SPREAD = 0.025
"""How far the cost of those who are placed lies from what is registered: starts, ends and prices come late."""
_ORE = 100.0

Costs = NDArray[np.float32]


@dataclass(frozen=True)
class Courses:
    """What may come, by run, step and cell: kronor with extras and places (mean over the step), of those who are
    placed at the cut-off and of those who come.

    `place_kr` is what one place costs through a step, by step and cell, nan where no price is known.
    """

    steps: tuple[Step, ...]
    cells: tuple[Cell, ...]
    running_kr: Costs
    coming_kr: Costs
    running_places: Costs
    coming_places: Costs
    place_kr: Numbers
    vat: Numbers

    @property
    def unpriced(self) -> frozenset[Cell]:
        """The cells of which no price is known: their places are drawn, and their kronor stand as none."""
        unknown = np.isnan(self.place_kr.sum(0))
        return frozenset(cell for cell, is_unknown in zip(self.cells, unknown, strict=True) if is_unknown)


def simulate(basis: Basis, to_month: dt.date, runs: int = RUNS, seed: int = SEED) -> Courses:
    """The courses from the cut-off to the end of a month. ValueError where the history is not enough."""
    if not basis.is_enough:
        raise ValueError("the history is not enough to tell of what is to come")
    ahead = steps(basis.cut_off, to_month)
    random = np.random.default_rng(seed)
    forms = np.array([basis.forms.index(form) for form, _ in basis.cells])
    environment = np.exp(random.standard_normal((runs, 1, 1)) * _RISK_SPREAD)
    risk = risks(basis.lengths, basis.forms).drawn(random, runs) * environment
    raised = index(basis).drawn(random, runs, ahead, basis.cut_off)[:, :, None]
    late = np.exp(random.standard_normal((runs, 1, 1)) * _LATE_SPREAD)
    priced = prices(basis)
    running_places, running_kr = _running(basis, ahead, random, risk, priced)
    coming_places, coming_kr = _coming(basis, ahead, random, risk, priced, forms)
    expected = index(basis).expected(ahead, basis.cut_off)
    place_kr = np.array([priced.of_step(step) for step in ahead]).reshape(len(ahead), len(basis.cells)) / _ORE
    return Courses(
        ahead,
        basis.cells,
        (running_kr * raised * late).astype(np.float32),
        (coming_kr * raised).astype(np.float32),
        running_places.astype(np.float32),
        coming_places.astype(np.float32),
        place_kr * expected[:, None],
        priced.vat,
    )


def _running(
    basis: Basis, ahead: tuple[Step, ...], random: np.random.Generator, risk: Numbers, priced: Prices
) -> tuple[Numbers, Numbers]:
    """Places and kronor of those who are placed, by run, step and cell."""
    runs, width = len(risk), len(basis.cells)
    stays: list[Running] = sorted(basis.running, key=lambda one: (one.care_form, one.unit))
    number = np.array([one.stays for one in stays])
    each = np.repeat(np.arange(len(stays)), number)
    cell = np.array([basis.cells.index((one.care_form, one.unit)) for one in stays])[each]
    form = np.array([basis.forms.index(one.care_form) for one in stays])[each]
    stayed = np.array([one.days_stayed + 15.0 for one in stays])[each]
    daily = _mean_price(stays, "daily_ore", priced.daily, each, cell) * (1 + priced.extra[cell]) / _ORE
    monthly = _mean_price(stays, "monthly_ore", priced.monthly, each, cell) * (1 + priced.extra[cell]) / _ORE
    known = np.array([one.ends_on.toordinal() if one.ends_on else 0 for one in stays])[each]
    begins = np.flatnonzero(np.diff(cell, prepend=-1))
    present = cell[begins]
    # one draw a stay decides when it ends: when the risks passed through have added up to it
    left = random.standard_exponential((runs, len(each)), dtype=np.float32)
    here = np.ones((runs, len(each)), dtype=np.float32)
    places, kronor = np.zeros((runs, len(ahead), width)), np.zeros((runs, len(ahead), width))
    small = risk.astype(np.float32)
    for at, step in enumerate(ahead):
        left -= small[:, form, band_of(stayed + step.days / 2)] * np.float32(step.days)
        stayed = stayed + step.days
        after = (left > 0).astype(np.float32)
        share = (here + after) / 2
        here = after
        ends = known[None, :] > 0
        if ends.any():
            told = np.clip((known - step.from_on.toordinal()) / step.days, 0, 1)
            share = np.where(ends, told.astype(np.float32)[None, :], share)
        places[:, at, present] = np.add.reduceat(share, begins, axis=1)
        worth = (daily * step.days + monthly * step.share).astype(np.float32)
        kronor[:, at, present] = np.add.reduceat(share * worth, begins, axis=1)
    return places, kronor


def _mean_price(
    stays: list[Running], name: str, of_new: Numbers, each: NDArray[np.int64], cell: NDArray[np.int64]
) -> Numbers:
    """The price of each stay: the mean of those it stands with; of one without, that of what is new in its cell.

    None where that is unknown too, which is told (`Courses.unpriced`).
    """
    total = np.array([getattr(one, name) for one in stays], dtype=np.float64)
    priced = np.array([one.priced for one in stays], dtype=np.float64)
    number = np.array([one.stays for one in stays], dtype=np.float64)
    mean: Numbers = ((total / number)[each]) + ((number - priced) / number)[each] * np.nan_to_num(
        of_new[cell]
    )
    return mean


def _coming(
    basis: Basis,
    ahead: tuple[Step, ...],
    random: np.random.Generator,
    risk: Numbers,
    priced: Prices,
    forms: NDArray[np.int64],
) -> tuple[Numbers, Numbers]:
    """Places and kronor of those who come, by run, step and cell; kronor as none where no price is known."""
    arriving = inflow(basis)
    runs, width = len(risk), len(basis.cells)
    level = arriving.drawn(random, runs)
    walk = np.zeros((runs, len(basis.forms)))
    daily = np.nan_to_num(priced.daily) * (1 + priced.extra) / _ORE
    monthly = np.nan_to_num(priced.monthly) * (1 + priced.extra) / _ORE
    # what is not known of the mean price, and then of each stay's own
    mean = np.exp(random.standard_normal((runs, width)) * priced.spread / np.sqrt(priced.stays))
    places, kronor = np.zeros((runs, len(ahead), width)), np.zeros((runs, len(ahead), width))
    for begun, step in enumerate(ahead):
        together = random.standard_normal((runs, 1)) * _INFLOW_WALK
        walk += together + random.standard_normal(walk.shape) * _FORM_WALK
        moved = np.exp(walk - (begun + 1) * (_INFLOW_WALK**2 + _FORM_WALK**2) / 2)
        rate = (level * moved)[:, forms] * arriving.shares * step.share
        rate = rate * arriving.season[step.month.month - 1]
        number = random.poisson(_spread_out(random, rate, arriving.spread)).astype(np.float64)
        own = np.exp(random.standard_normal((runs, width)) * priced.spread / np.sqrt(np.maximum(number, 1)))
        worth_of_day, worth_of_month = daily * mean * own, monthly * mean * own
        for at in range(begun, len(ahead)):
            now = ahead[at]
            half = 0.5 if at == begun else 1.0
            stayed = np.float64((now.from_on - step.from_on).days + (now.days - step.days * (1 - half)) / 2)
            band = int(band_of(np.array([max(0.0, stayed)]))[0])
            stays = np.exp(-risk[:, :, band] * now.days * half)[:, forms]
            after = random.binomial(number.astype(np.int64), stays).astype(np.float64)
            share = (number + after) / 2 * half
            number = after
            places[:, at] += share
            kronor[:, at] += share * (worth_of_day * now.days + worth_of_month * now.share)
    return places, kronor


def _spread_out(random: np.random.Generator, rate: Numbers, spread: float) -> Numbers:
    """Rates that single months may have had, so that their numbers differ `spread` times more than by chance."""
    if spread <= 1.01:
        return rate
    shape = np.maximum(rate / (spread - 1), 1e-9)
    drawn: Numbers = random.standard_gamma(shape) * (spread - 1)
    return drawn
