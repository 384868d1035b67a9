"""What a forecast is built on: counts and sums of a board's history, as known on one day. Money in whole öre."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from domain.forecast.calendar import last_day, months_between, months_later

Cell = tuple[str, str]
"""Care form and unit; an unknown unit is the empty text."""

MOST_MONTHS = 36
"""How far back the history is used: care changes, and what is older says less of the year to come."""

FEWEST_MONTHS = 3
FEWEST_ENDED = 10
A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Running:
    """Stays that go on at the cut-off; `priced` of them have a price, and `ends_on` is where an end is known."""

    care_form: str
    unit: str
    days_stayed: int
    ends_on: dt.date | None
    stays: int
    priced: int
    daily_ore: int
    monthly_ore: int

    def __post_init__(self) -> None:
        if self.stays < 1 or self.days_stayed < 0 or not 0 <= self.priced <= self.stays:
            raise ValueError("stays are at least one, and have not begun later")


@dataclass(frozen=True, slots=True)
class Length:
    """Of stays in one form: days seen in a band of days stayed, and how many ended in it."""

    care_form: str
    band: int
    days_seen: int
    ended: int

    def __post_init__(self) -> None:
        if min(self.band, self.days_seen, self.ended) < 0:
            raise ValueError("days and counts are not negative")


@dataclass(frozen=True, slots=True)
class Started:
    """How many stays began in a month."""

    month: dt.date
    care_form: str
    unit: str
    stays: int


@dataclass(frozen=True, slots=True)
class NewPrice:
    """What stays cost that began lately: sums of daily prices, of monthly amounts, and of both as worth a month."""

    care_form: str
    unit: str
    stays: int
    daily_ore: int
    monthly_ore: int
    worth_ore: float
    worth_squared: float


@dataclass(frozen=True, slots=True)
class PriceChange:
    """What the same stays cost at the end of a month and of the one before, as worth a month."""

    month: dt.date
    before_ore: float
    after_ore: float


@dataclass(frozen=True, slots=True)
class MonthCost:
    """What a month cost with extras. `is_known`: some day had a price, or no day was without one."""

    month: dt.date
    care_form: str
    unit: str
    gross_ore: int
    extra_ore: int
    vat_ore: int
    is_known: bool


@dataclass(frozen=True)
class Basis:
    """Everything that a forecast is built on. `history_from` None: no stay has been seen to end."""

    cut_off: dt.date
    history_from: dt.date | None
    unpriced: int
    running: tuple[Running, ...]
    lengths: tuple[Length, ...]
    started: tuple[Started, ...]
    new_prices: tuple[NewPrice, ...]
    price_changes: tuple[PriceChange, ...]
    months: tuple[MonthCost, ...]

    @cached_property
    def whole_until(self) -> dt.date:
        """The last month that the data cover to its end."""
        month = self.cut_off.replace(day=1)
        return month if last_day(month) == self.cut_off else months_later(month, -1)

    @cached_property
    def history_months(self) -> int:
        """How many whole months the history has."""
        if self.history_from is None:
            return 0
        return max(0, months_between(self.history_from, self.whole_until) + 1)

    @property
    def is_enough(self) -> bool:
        """Whether there is history enough to tell of what is to come."""
        ended = sum(length.ended for length in self.lengths)
        return self.history_months >= FEWEST_MONTHS and ended >= FEWEST_ENDED and bool(self.running)

    @property
    def has_season(self) -> bool:
        """Whether the history holds a year: else a month cannot be told from another."""
        return self.history_months >= A_YEAR

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """The care forms and units that run or have begun, in order."""
        run = {(one.care_form, one.unit) for one in self.running}
        began = {(one.care_form, one.unit) for one in self.started}
        return tuple(sorted(run | began))

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The care forms among the cells."""
        return tuple(sorted({form for form, _ in self.cells}))

    def last_months(self, number: int) -> list[MonthCost]:
        """What the last whole months cost."""
        first = months_later(self.whole_until, 1 - number)
        return [cost for cost in self.months if first <= cost.month <= self.whole_until]
