"""A person's id in its one spelling, and the key that stands for it in the store.

The board is part of what is hashed, so the same person in two boards cannot be linked.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from datetime import date, timedelta
from functools import lru_cache

from domain.personnummer import birth_date

SEPARATOR = "\x1f"
KEY_LENGTH = 32
_CENTURY = timedelta(days=36_525)
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_PERSON = re.compile(r"(18|19|20)?(\d{6})([-+]?)(\d{4}|[A-Z]{1,2}\d{2,3})")
_BLANKS = re.compile(r"\s+")


def person_key(key: bytes, board: str, person_id: str, data_through: date) -> str:
    """The first 32 hex characters of HMAC-SHA-256 over the board and the person's normalised id."""
    text = f"{board}{SEPARATOR}{normalise(person_id, data_through)}"
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()[:KEY_LENGTH]


def keys_that_may_be(key: bytes, board: str, person_id: str, today: date) -> tuple[str, ...]:
    """The keys that a person named so may have: one, or two where the century is not said.

    Ten digits belong to this century or the last, by the date of the delivery that brought them.
    """
    days = (today, today - _CENTURY)
    return tuple(dict.fromkeys(person_key(key, board, person_id, day) for day in days))


def normalise(person_id: str, data_through: date) -> str:
    """One person, one spelling: twelve characters for a personnummer or T-number, else upper case without
    blanks.

    Ten digits get the century of the latest birth date that is not after `data_through`; a plus sign means a
    hundred years earlier.
    """
    text = _BLANKS.sub("", person_id.translate(_DASHES)).upper()
    match = _PERSON.fullmatch(text)
    if match is None:
        return text
    century, yymmdd, sign, last = match.groups()
    if century:
        return century + yymmdd + last
    full = _with_century(yymmdd, data_through, older=sign == "+")
    return full + last if full else text


@lru_cache(maxsize=1 << 16)
def _with_century(yymmdd: str, data_through: date, *, older: bool) -> str | None:
    for century in ("20", "19", "18"):
        born = birth_date(century + yymmdd)
        if born is not None and born <= data_through:
            return f"{int(century) - older}{yymmdd}"
    return None
