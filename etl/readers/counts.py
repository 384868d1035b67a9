"""Counts as people write them: `Ca 380 st`, `5st`, `ca 380-400 st`."""

from __future__ import annotations

import re

from etl.readers.found import UNREAD, Found, Options

APPROXIMATELY = r"(?:ca\.?|c:a|cirka|ungefär|omkring|runt|drygt|knappt|uppskattningsvis|~|≈)"
GAP = "[ \u00a0\u202f\u2009]"
DASH = "[-\u2010-\u2015\u2212]"
NUMBER = rf"(?:\d{{1,3}}(?:{GAP}\d{{3}})+|\d{{1,12}})(?:,\d{{1,2}})?(?![.,]?\d)"

_COUNT = re.compile(
    rf"(?P<about>{APPROXIMATELY})?\s*(?P<low>{NUMBER})(?:\s*(?:{DASH}|till)\s*(?P<high>{NUMBER}))?"
    r"\s*(?P<about2>\?)?\s*(?:st\b\.?|stycken|styck|enheter|ex\b\.?)?\.?",
    re.IGNORECASE,
)


def plain_number(text: str) -> str:
    """The number without blanks and with a decimal point."""
    return re.sub(r"\s", "", text).replace(",", ".")


def read_count(text: str, options: Options) -> Found:
    """A number, or a span of numbers, with or without `ca` and `st`.

    The value of a span is its `low`, `high` or nothing, as the option `span` says; without it only the span
    is found.
    """
    match = _COUNT.fullmatch(text.strip())
    if match is None:
        return UNREAD
    low = plain_number(match["low"])
    high = plain_number(match["high"]) if match["high"] else low
    if float(high) < float(low):
        return UNREAD
    about = bool(match["about"] or match["about2"] or high != low)
    found = {"low": low, "high": high, "approximate": "ja" if about else "nej"}
    if high == low:
        return Found(({**found, "value": low},))
    span = options.get("span")
    if span in ("low", "high"):
        return Found(({**found, "value": found[str(span)]},))
    return Found((found,), unread=span is None)
