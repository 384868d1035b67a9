"""What a report is about: a month, a tertial (four months) or a year."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from domain.errors import ReportError

_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december",
)  # fmt: skip
_WRITTEN = re.compile(r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2])|-?[tT](?P<tertial>[1-3]))?")


class ReportKind(StrEnum):
    """How long a report's period is; the value is the code that is published."""

    MONTH = "manad"
    TERTIAL = "tertial"
    YEAR = "ar"

    @property
    def months(self) -> int:
        """How many months it has."""
        return {ReportKind.MONTH: 1, ReportKind.TERTIAL: 4, ReportKind.YEAR: 12}[self]


@dataclass(frozen=True, slots=True, order=True)
class ReportPeriod:
    """A period of a report. `first` is its first day; ReportError unless it begins where such a period does."""

    kind: ReportKind
    first: dt.date

    def __post_init__(self) -> None:
        if self.first.day != 1 or (self.first.month - 1) % self.kind.months:
            raise ReportError("En månad, ett tertial eller ett år börjar inte den dagen.")

    @property
    def last(self) -> dt.date:
        """Its last day."""
        year, month = self.first.year, self.first.month + self.kind.months - 1
        return dt.date(year, month, calendar.monthrange(year, month)[1])

    @property
    def year_from(self) -> dt.date:
        """The first day of its year: the year so far is from it to the period's last day."""
        return self.first.replace(month=1)

    @property
    def before(self) -> ReportPeriod:
        """The period just before it."""
        months = self.first.year * 12 + self.first.month - 1 - self.kind.months
        return ReportPeriod(self.kind, dt.date(months // 12, months % 12 + 1, 1))

    @property
    def year_ago(self) -> ReportPeriod:
        """The same period a year before."""
        return ReportPeriod(self.kind, self.first.replace(year=self.first.year - 1))

    @property
    def label(self) -> str:
        """In words: oktober 2026, tertial 2 2026, 2026."""
        if self.kind is ReportKind.MONTH:
            return f"{_MONTHS[self.first.month - 1]} {self.first.year}"
        if self.kind is ReportKind.TERTIAL:
            return f"tertial {(self.first.month - 1) // 4 + 1} {self.first.year}"
        return str(self.first.year)

    @property
    def code(self) -> str:
        """As a person writes it to a command: 2026-10, 2026-T2, 2026."""
        if self.kind is ReportKind.MONTH:
            return f"{self.first:%Y-%m}"
        return f"{self.first.year}" + (
            f"-T{(self.first.month - 1) // 4 + 1}" if self.kind is ReportKind.TERTIAL else ""
        )

    @classmethod
    def containing(cls, kind: ReportKind, day: dt.date) -> ReportPeriod:
        """The period of that kind in which a day falls."""
        return cls(kind, dt.date(day.year, (day.month - 1) // kind.months * kind.months + 1, 1))

    @classmethod
    def read(cls, kind: ReportKind, text: str) -> ReportPeriod:
        """2026-10, 2026-T2 or 2026 after its kind; ReportError for what is none of them."""
        found = _WRITTEN.fullmatch(text.strip())
        month = tertial = None
        if found:
            month, tertial = found["month"], found["tertial"]
        fits = {
            ReportKind.MONTH: month is not None,
            ReportKind.TERTIAL: tertial is not None,
            ReportKind.YEAR: month is None and tertial is None,
        }
        if not found or not fits[kind]:
            raise ReportError(
                "Perioden skrivs 2026-10 för en månad, 2026-T2 för ett tertial och 2026 för ett år."
            )
        begins = int(month) if month else (int(tertial) - 1) * 4 + 1 if tertial else 1
        return cls(kind, dt.date(int(found["year"]), begins, 1))
