"""A number or a code first, then text: `Prioritet 1 Avvaktar tills 2024.`"""

from __future__ import annotations

import re

from etl.readers.found import UNREAD, Found, Options

_CODE = re.compile(r"(?P<value>\w+)(?:[\s:;,.)\-–]+(?P<rest>.*))?", re.DOTALL)


def read_leading_number(text: str, options: Options) -> Found:
    """The whole number that the text begins with, after one of the option `words` if any; within `low` and
    `high`.
    """
    said = options.get("words")
    words = [re.escape(str(word)) for word in said] if isinstance(said, list) else []
    prefix = rf"(?:(?:{'|'.join(words)})\.?\s*:?\s*)?" if words else ""
    match = re.match(rf"{prefix}(\d{{1,9}})(?![\d,./])(?:\W|$)", text.strip(), re.IGNORECASE)
    if match is None:
        return UNREAD
    value = int(match[1])
    low, high = options.get("low"), options.get("high")
    if (isinstance(low, int) and value < low) or (isinstance(high, int) and value > high):
        return UNREAD
    return Found(({"value": str(value)},))


def read_leading_code(text: str, options: Options) -> Found:
    """The word that the text begins with, and what comes after it."""
    match = _CODE.fullmatch(text.strip())
    if match is None:
        return UNREAD
    rest = (match["rest"] or "").strip()
    return Found(({"value": match["value"], **({"rest": rest} if rest else {})},))
