"""Columns of persons' ids to keys that say nothing (domain.person_key), many at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date

import polars as pl

from domain.person_key import KEY_LENGTH, SEPARATOR, normalise

_FULL = r"^((?:18|19|20)\d{6})-?(\d{4})$"
_LIKE_PERSON = r"^(?:18|19|20)?\d{6}[-+]?(?:\d{4}|[A-Z]{1,2}\d{2,3})$"
_SPELLED = r"^[0-9A-ZÅÄÖ_./|-]+$"

# A few months of a large municipality's persons; some tens of bytes each.
_MOST_KNOWN = 300_000


class Hasher:
    """HMAC-SHA-256 of many short texts under one key and board.

    The two inner states of HMAC are prepared once: this is three times as fast as `hmac.digest` for each
    text.
    """

    def __init__(self, key: bytes, board: str) -> None:
        block = (hashlib.sha256(key).digest() if len(key) > 64 else key).ljust(64, b"\0")
        self._inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in block))
        self._inner.update(f"{board}{SEPARATOR}".encode())
        self._known = pl.DataFrame(schema={"text": pl.String, "key": pl.String})
        self._outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in block))

    def keys(self, texts: Iterable[str]) -> list[str]:
        """The first 32 hex characters of each text's code."""
        inner_copy, outer_copy = self._inner.copy, self._outer.copy
        result: list[str] = []
        for text in texts:
            inner = inner_copy()
            inner.update(text.encode())
            outer = outer_copy()
            outer.update(inner.digest())
            result.append(outer.hexdigest()[:KEY_LENGTH])
        return result

    def column(self, texts: pl.Series) -> pl.Series:
        """A column of texts as keys. Missing stays missing; a text hashed lately is not hashed again."""
        distinct = texts.drop_nulls().unique()
        if distinct.is_empty():
            return texts
        if distinct.len() == texts.len():
            return pl.Series(texts.name, self.keys(texts), pl.String)
        asked = pl.DataFrame({"text": distinct})
        new = asked.join(self._known, on="text", how="anti").get_column("text")
        if self._known.height + new.len() > _MOST_KNOWN:
            self._known, new = self._known.clear(), distinct
        found = pl.DataFrame({"text": new, "key": pl.Series(self.keys(new), dtype=pl.String)})
        self._known = pl.concat([self._known, found])
        keys = texts.to_frame("text").join(self._known, on="text", how="left", maintain_order="left")
        return keys.get_column("key").rename(texts.name)


def normalise_column(ids: pl.Series, data_through: date) -> pl.Series:
    """A column of person ids, each in its one spelling: the common spellings at once, the others one by
    one.
    """
    ids = ids.str.replace(_FULL, "$1$2")
    done = ids.str.contains(r"^\d{12}$") | (ids.str.contains(_SPELLED) & ~ids.str.contains(_LIKE_PERSON))
    odd = (~done).fill_null(False)
    if not odd.any():
        return ids
    spelled = [normalise(text, data_through) for text in ids.filter(odd)]
    return ids.scatter(odd.arg_true(), pl.Series("id", spelled, pl.String))


def birth_dates(normalised: pl.Series) -> pl.Series:
    """The birth date in each normalised personnummer, samordningsnummer or T-number; null where there is
    none.
    """
    head = pl.col(normalised.name)
    frame = normalised.to_frame().select(
        pl.when(head.str.contains(r"^(?:18|19|20)\d{6}(?:\d{4}|\p{L}{1,2}\d{2,3})$"))
        .then(head.str.slice(0, 8))
        .alias("d")
    )
    day = pl.col("d").str.slice(6, 2).cast(pl.Int32, strict=False)
    plain = pl.col("d").str.slice(0, 6) + pl.when(day > 60).then(day - 60).otherwise(day).cast(
        pl.String
    ).str.zfill(2)
    return frame.select(plain.str.to_date("%Y%m%d", strict=False).alias("born")).to_series()
