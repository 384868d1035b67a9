"""Numbers and amounts, exact: never through a binary fraction.

Decimal comma or point; thousands divided by blank, NBSP or narrow NBSP; minus in front, behind, or as
Unicode's own sign; `kr` behind an amount. One sign with exactly three digits after it (1.250) can be read
two ways and is read in neither, unless the mapping says which sign is the decimal one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import polars as pl

_PLAIN = r"^-?\d{1,18}(?:\.\d{1,2}|\.\d{4,12})?$"
_GAP = "[ \u00a0\u202f\u2009]"
_MINUS = "[-\u2212\u2013]"
_GROUPED = rf"\d{{1,3}}(?:{_GAP}\d{{3}})+"
_TWO_WAYS = rf"^{_MINUS}?{_GAP}?[1-9]\d{{0,2}}[.,]\d{{3}}{_GAP}?{_MINUS}?$"
_CURRENCY = r"(?i)\s*(?:kr|kronor|sek)\.?$"


@dataclass(frozen=True)
class Notation:
    """How a source writes numbers, as far as its mapping says: the decimal sign and the sign between
    thousands.
    """

    decimal: str | None = None
    thousands: str | None = None


NO_NOTATION = Notation()


@dataclass(frozen=True)
class Numbers:
    """Literals with a decimal point (null where unread), and which cells could have been read two ways."""

    literals: pl.Series
    ambiguous: pl.Series | None


def read_numbers(
    cells: pl.Series, notation: Notation = NO_NOTATION, *, money: bool = False, thousands_fit: bool = True
) -> Numbers:
    """A column of text as exact decimal literals.

    `thousands_fit` False: the column cannot hold a thousand, so a sign before three digits is the decimal
    one.
    """
    plain = cells.str.contains(_PLAIN if notation == NO_NOTATION else r"^-?\d{1,18}$")
    odd = (~plain).fill_null(False)
    if not odd.any():
        return Numbers(cells, None)
    rest = cells.filter(odd)
    if money:
        rest = rest.str.replace(_CURRENCY, "")
    two_ways = pl.repeat(False, rest.len(), eager=True)
    if notation.decimal is None and thousands_fit:
        two_ways = rest.str.contains(_TWO_WAYS)
    read = _literals(rest, notation).set(two_ways, None)
    places = odd.arg_true()
    ambiguous = pl.repeat(False, cells.len(), eager=True).scatter(places, two_ways)
    # Scattering writes in place; the delivered text is still needed.
    return Numbers(cells.clone().scatter(places, read), ambiguous if two_ways.any() else None)


def _literals(cells: pl.Series, notation: Notation) -> pl.Series:
    decimal = re.escape(notation.decimal) if notation.decimal else "[.,]"
    grouped = _GROUPED
    if notation.thousands:
        grouped = rf"(?:{_GROUPED}|\d{{1,3}}(?:{re.escape(notation.thousands)}\d{{3}})+)"
    pattern = rf"^({_MINUS}?){_GAP}?((?:{grouped}|\d{{1,18}}))(?:{decimal}(\d{{1,12}}))?{_GAP}?({_MINUS}?)$"
    groups = cells.str.extract_groups(pattern).struct.unnest()
    before, whole, decimals, behind = (pl.col(name) for name in groups.columns)
    digits = whole.str.replace_all(r"\D", "")
    minus = (before.fill_null("") + behind.fill_null("")).str.len_chars()
    fraction = pl.when(decimals.fill_null("").str.len_bytes() > 0).then("." + decimals).otherwise(pl.lit(""))
    literal = pl.when(minus == 0).then(digits + fraction).when(minus == 1).then("-" + digits + fraction)
    fits = digits.str.len_bytes() <= 18
    return groups.select(pl.when(whole.is_not_null() & fits).then(literal).alias("n")).to_series()


def to_ore(literals: pl.Series) -> pl.Series:
    """Kronor as exact literals to whole öre; null where there are more than two decimals or too many
    digits.
    """
    parts = literals.str.extract_groups(r"^(-?)(\d{1,13})(?:\.(\d{1,2})0*)?$").struct.unnest()
    sign, whole, decimals = (pl.col(name) for name in parts.columns)
    ore = whole.cast(pl.Int64) * 100 + decimals.fill_null("").str.pad_end(2, "0").cast(pl.Int64)
    return parts.select(pl.when(sign == "-").then(-ore).otherwise(ore).alias(literals.name)).to_series()


def to_integers(literals: pl.Series) -> pl.Series:
    """Literals as whole numbers of 32 bits; null where decimals other than zeros follow, or it is too
    large.
    """
    whole = literals.str.extract(r"^(-?\d{1,18})(?:\.0{1,12})?$")
    return whole.cast(pl.Int64, strict=False).cast(pl.Int32, strict=False)


def why_not_a_number(cell: str, *, money: bool) -> str:
    """The sentence for a cell that is no number: what is odd about it, and what to write."""
    if re.search(r"\d[eE][+-]?\d", cell):
        return "är skrivet med tiopotens: formatera kolumnen som tal före exporten"
    if "," in cell and "." in cell:
        return "har både punkt och komma: ange decimaltecken och tusentalstecken i källans mappning"
    if money and re.search(r"[.,]\d{3,}\D*$", cell):
        return "har fler decimaler än ören: avrunda till två decimaler"
    return "är inte ett belopp: skriv som 1250,50" if money else "är inte ett tal: skriv som 12,5"
