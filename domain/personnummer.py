"""What looks like a Swedish personnummer, samordningsnummer or T-number, wherever it stands.

Source: SKV 704 (personnummer), SKV 707 (samordningsnummer: the day plus 60); T-numbers as patient
systems write them (one or two letters in the four last places). A number is known by its date; ten bare
digits must also have the right check digit, since plain serial numbers often look like a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

REMOVED = "[personnummer borttaget]"

_GAP = r"[ \u00a0\u202f\t]*"
_SIGN = rf"{_GAP}[-+\u2010-\u2015\u2212]?{_GAP}"
_NUMBER = re.compile(
    rf"(?<!\d)(?P<century>18|19|20)?(?P<yymmdd>\d{{6}})(?P<sign>{_SIGN})"
    rf"(?P<last>\d{{4}}(?!\d)|[A-Za-zÅÄÖåäö]{{1,2}}\d{{2,3}}(?![\dA-Za-z]))"
)

# A cheap screen that Rust's regex engine (no look-around) runs over whole columns; `find` decides.
SCREEN = r"\d{6}[ \u00a0\u202f\t]*[-+\u2010-\u2015\u2212]?[ \u00a0\u202f\t]*(?:\d{4}|\p{L}{1,2}\d{2})"
SHORTEST = 9


def birth_date(digits: str) -> date | None:
    """The date of eight digits YYYYMMDD, where the day of a samordningsnummer is 60 too high; None if there
    is none.
    """
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:8])
    try:
        return date(year, month, day - 60 if day > 60 else day)
    except ValueError:
        return None


def luhn(ten_digits: str) -> bool:
    """Whether the last of ten digits is the right check digit."""
    total = 0
    for place, digit in enumerate(ten_digits):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def _is_one(match: re.Match[str]) -> bool:
    century, yymmdd = match["century"], match["yymmdd"]
    # Without a century both are possible; a leap day counts if either of them had it.
    centuries = (century,) if century else ("19", "20")
    if not any(birth_date(c + yymmdd) for c in centuries):
        return False
    if century or match["sign"]:
        return True
    return not match["last"].isdigit() or luhn(yymmdd + match["last"])


def find(text: str) -> Iterator[tuple[int, int]]:
    """Where in the text something looks like a personnummer: start and end of each place."""
    start = 0
    while match := _NUMBER.search(text, start):
        if _is_one(match):
            yield match.span()
            start = match.end()
        else:
            start = match.start() + 1


def looks_like_one(text: str) -> bool:
    """Whether the text holds anything that looks like a personnummer."""
    return next(find(text), None) is not None


def scrub(text: str) -> str:
    """The text with everything that looks like a personnummer taken away."""
    parts: list[str] = []
    done = 0
    for start, end in find(text):
        parts += [text[done:start], REMOVED]
        done = end
    parts.append(text[done:])
    return "".join(parts)
