"""Years and spans of years: `2022-2024`, `2023/24`, `Löpande under 2022-2024`, `hösten 2022`, `Q3 2024`."""

from __future__ import annotations

import re

from etl.readers.counts import DASH
from etl.readers.found import UNREAD, Found, Options

_YEAR = re.compile(r"(?<!\d)(?:19[9]\d|20\d\d)(?!\d)")
_SHORT = re.compile(
    rf"(?<!\d)(?P<century>19|20)(?P<first>\d\d)\s*(?P<sign>/|{DASH})\s*(?P<second>\d\d)(?![\d])"
)


def read_years(text: str, options: Options) -> Found:
    """The first and the last year that the text names. `2011-12` could be a month and is not read."""
    years = [int(match.group()) for match in _YEAR.finditer(text)]
    for match in _SHORT.finditer(text):
        first, second = int(match["first"]), int(match["second"])
        if match["sign"] != "/" and second <= 12:
            return UNREAD
        if second < first:
            return UNREAD
        years.append(int(match["century"] + match["second"]))
    if not years:
        return UNREAD
    return Found(({"from": str(min(years)), "to": str(max(years))},))
