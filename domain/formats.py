"""Numbers, money, shares and dates as they are written in Swedish; what is unknown is `okänt`, never 0."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

NBSP = "\u00a0"
MINUS = "\u2212"
UNKNOWN = "okänt"

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)

Number = int | float | Decimal


def known(value: object) -> bool:
    """Whether a value from the store is there at all (not null, NaN or NaT)."""
    try:
        # NaN and NaT are not like themselves, and what pandas has for nothing cannot say
        return value is not None and bool(value == value)
    except TypeError:
        return False


def number(value: object, decimals: int = 0) -> str:
    """12 345,6 with NBSP between thousands; `okänt` for a missing value. Halves go away from zero."""
    if not known(value):
        return UNKNOWN
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{abs(rounded):,.{decimals}f}".replace(",", NBSP).replace(".", ",")
    return f"{MINUS}{text}" if rounded < 0 else text


def with_unit(value: object, unit: str, decimals: int = 0) -> str:
    """A number and its unit, held together; `okänt` stands without a unit."""
    return f"{number(value, decimals)}{NBSP}{unit}" if known(value) else UNKNOWN


def money(value_kr: object) -> str:
    """Kronor in the largest unit that keeps three figures: kr, tkr or mnkr."""
    if not known(value_kr):
        return UNKNOWN
    kr = Decimal(str(value_kr))
    if abs(kr) >= 10_000_000:
        return with_unit(kr / 1_000_000, "mnkr", 1)
    if abs(kr) >= 100_000:
        return with_unit(kr / 1000, "tkr")
    return with_unit(kr, "kr")


def share(value: object, decimals: int = 1) -> str:
    """0.125 as 12,5 %."""
    return with_unit(Decimal(str(value)) * 100, "%", decimals) if known(value) else UNKNOWN


def change(now: object, before: object) -> str | None:
    """The relative change with its sign, `+3,2 %`; None where either is unknown or the earlier is zero."""
    if not known(now) or not known(before) or not before:
        return None
    relative = Decimal(str(now)) / Decimal(str(before)) - 1
    text = share(relative)
    return text if relative < 0 or not Decimal(str(relative)).quantize(Decimal("0.001")) else f"+{text}"


def month(value: dt.date) -> str:
    """A month in words: juli 2025."""
    return f"{MONTHS[value.month - 1]} {value.year}"


def period(first: dt.date, last: dt.date) -> str:
    """A period in words: juli 2024–juni 2025, or one month alone."""
    return month(first) if first == last else f"{month(first)}–{month(last)}"


def date(value: object) -> str:
    """2025-07-01"""
    return str(value)[:10] if known(value) else UNKNOWN


def duration(value_days: object) -> str:
    """Days in the unit that fits: 12 min, 5 tim, 3,5 dagar, 42 dagar."""
    if not known(value_days):
        return UNKNOWN
    days = Decimal(str(value_days))
    minutes = days * 24 * 60
    if not days or abs(days) >= 1:
        if abs(days) >= 10 or days == days.to_integral_value():
            return count(days.quantize(Decimal(1), ROUND_HALF_UP), "dag", "dagar")
        return with_unit(days, "dagar", 1)
    if abs(minutes) < 60:
        return with_unit(minutes, "min")
    return with_unit(minutes / 60, "tim")


def minute(value: object) -> str:
    """2025-07-01 13:45"""
    return str(value)[:16].replace("T", " ") if known(value) else UNKNOWN


def label(value: object) -> str:
    """A number that names something, as it is: 12345; nothing where there is none."""
    return str(int(str(value).split(".")[0])) if known(value) else ""


def signed_money(value_kr: object) -> str:
    """An amount with its sign: `+1,2 mnkr`, `−340 tkr`, `0 kr`."""
    text = money(value_kr)
    return f"+{text}" if known(value_kr) and Decimal(str(value_kr)) > 0 else text


def count(number_of: object, one: str, many: str) -> str:
    """1 rad, 2 rader; `okänt` for a missing value."""
    return with_unit(number_of, one if number_of == 1 else many)
