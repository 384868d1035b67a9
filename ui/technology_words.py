"""How counts, costs, years and priorities of welfare technology are written."""

from __future__ import annotations

from collections.abc import Sequence

from domain import formats
from ui.technology_asked import Row

_PER = {"engang": "en gång", "manad": "i månaden", "ar": "om året", "timme": "i timmen", "styck": "per styck"}
_UNREAD = {"years": "åren", "priority": "prioriteten", "cost": "kostnaden"}


def count(row: Row) -> str:
    """`ca 380`; where the count could not be read, what stands in the source."""
    if not formats.known(row["count"]):
        said = row.get("count_text")
        return f"{formats.UNKNOWN} (”{said}”)" if formats.known(said) else formats.UNKNOWN
    return approximate(row["count"], row["count_approximate"])


def approximate(value: object, is_approximate: object) -> str:
    """A whole number, with `ca` before it where it is approximate."""
    about = f"ca{formats.NBSP}" if formats.known(is_approximate) and is_approximate else ""
    return f"{about}{formats.number(value)}" if formats.known(value) else formats.UNKNOWN


def cost(row: Row) -> str:
    """One cost: `ca 40 000–60 000 kr en gång`; `okänt belopp i månaden` where the amount is not known."""
    per = _PER.get(str(row["per"]), str(row["per"]))
    if not formats.known(row["low"]):
        return f"okänt belopp {per}"
    amount = formats.number(row["low"])
    if formats.known(row["high"]) and row["high"] != row["low"]:
        amount = f"{amount}–{formats.number(row['high'])}"
    about = f"ca{formats.NBSP}" if formats.known(row["approximate"]) and row["approximate"] else ""
    return f"{about}{amount}{formats.NBSP}kr {per}"


def costs(rows: Sequence[Row], text: object) -> str:
    """All costs of an initiative; where none could be read, what stands in the source."""
    if rows:
        told = ", ".join(cost(row) for row in rows)
        return told[:1].upper() + told[1:]
    return _as_written(text)


def years(row: Row) -> str:
    """`2023–2024`; where the years could not be read, what stands in the source."""
    first, last = row["year_from"], row["year_to"]
    if not formats.known(first) and not formats.known(last):
        return _as_written(row["years_text"])
    ends = [formats.label(year) for year in (first, last) if formats.known(year)]
    return "–".join(dict.fromkeys(ends))


def priority(row: Row) -> str:
    """The priority; where it could not be read, what stands in the source."""
    return (
        formats.label(row["priority"])
        if formats.known(row["priority"])
        else _as_written(row["priority_text"])
    )


def unread(row: Row) -> str:
    """What of an initiative could not be read as values: `åren, kostnaden`."""
    return ", ".join(_UNREAD[part] for part in row["unread"])


def _as_written(text: object) -> str:
    return f"{formats.UNKNOWN} (”{text}”)" if formats.known(text) else formats.UNKNOWN
