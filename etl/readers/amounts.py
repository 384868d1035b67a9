"""Costs as people write them: `Ca 40 000-60 000 kr.`, `150 tkr/år`, `Offert på 39 500 kr. Månadskostnad 6000
kr/månad`.

An amount needs its currency (kr, tkr, mkr), or must stand alone in the cell. What it is for each of comes
after a slash or `per`, or from a word like månadskostnad beside it; otherwise it is paid once. A word like
månadskostnad with no amount is a cost that is known to come, of unknown size.
"""

from __future__ import annotations

import re
from decimal import Decimal

from etl.readers.counts import APPROXIMATELY, DASH, NUMBER, plain_number
from etl.readers.found import UNREAD, Found, Options

_SCALE = {"mkr": 1_000_000, "mnkr": 1_000_000, "msek": 1_000_000, "tkr": 1_000, "kkr": 1_000, "ksek": 1_000}
_AMOUNT = re.compile(
    rf"(?P<about>\b{APPROXIMATELY}|~)?\s*(?<![\d.,])(?P<low>{NUMBER})(?:\s*(?:{DASH}|till)\s*(?P<high>{NUMBER}))?"
    r"\s*(?P<currency>mnkr|mkr|msek|tkr|kkr|ksek|kronor|kr|sek|:-)(?![a-zåäö])\.?"
    r"(?:\s*(?:/|per\b|i\b)\s*(?P<unit>[a-zåäö]+))?",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"(?P<about>{APPROXIMATELY})?\s*(?P<low>{NUMBER})(?:\s*{DASH}\s*(?P<high>{NUMBER}))?\.?", re.IGNORECASE
)
_UNITS = (
    (re.compile(r"mån(?:ad(?:en)?|aden)?|månader", re.IGNORECASE), "manad"),
    (re.compile(r"år(?:et)?", re.IGNORECASE), "ar"),
    (re.compile(r"h|tim(?:me|men|mar)?", re.IGNORECASE), "timme"),
    (re.compile(r"gång", re.IGNORECASE), "engang"),
)
_KINDS = "(?:kostnad|avgift|hyra|pris|licens)"
_WORDS = tuple(
    (re.compile(pattern, re.IGNORECASE), per)
    for pattern, per in (
        (rf"månads{_KINDS}\w*|\b(?:per|i|varje)\s+månad\w*|månadsvis|månatlig\w*", "manad"),
        (rf"års{_KINDS}\w*|\b(?:per|varje)\s+år\b|årlig\w*|årsvis", "ar"),
        (r"tim(?:kostnad|arvode|pris|taxa)\w*|\bper\s+timme\b", "timme"),
        (r"styck(?:pris|kostnad)\w*|\bper\s+(?:styck|st|enhet|användare|plats)\b", "styck"),
    )
)
_COST_WORD = re.compile(
    r"(?:månads|års|tim|styck)(?:kostnad|avgift|hyra|pris|licens|arvode|taxa)", re.IGNORECASE
)
_AND_ALSO = re.compile(r"\b(?:samt|och|plus|därtill|dessutom|tillkommer)\b|\+", re.IGNORECASE)


def read_costs(text: str, options: Options) -> Found:
    """Every cost in the text, one row for each unit of payment; nothing where two of the same kind
    contradict.
    """
    matches = list(_AMOUNT.finditer(text))
    if not matches:
        alone = _ALONE.fullmatch(text.strip())
        if alone is not None:
            return _rows([_row(alone, "engang", 1)])
        per = _word(text) if _COST_WORD.search(text) else None
        return Found(({"per": per},)) if per else UNREAD
    rows: list[dict[str, str]] = []
    before = 0
    for place, match in enumerate(matches):
        after = matches[place + 1].start() if place + 1 < len(matches) else len(text)
        behind = text[match.end() : after]
        clause = _AND_ALSO.split(behind, maxsplit=1)[0]
        per = _unit(match["unit"]) or _word(text[before : match.start()])
        before = match.end()
        # "6000 kr månadskostnad": the word behind belongs to the amount unless something new begins.
        word_behind = re.match(r"\s*(\w+)", clause)
        if (
            per is None
            and not match.group().endswith(".")
            and word_behind
            and (follows := _word(word_behind[1]))
        ):
            per = follows
            before = match.end() + word_behind.end()
        rows.append(_row(match, per or "engang", _SCALE.get(match["currency"].lower(), 1)))
    rest = text[before:]
    if _COST_WORD.search(rest) and (per := _word(rest)) and per not in {row["per"] for row in rows}:
        rows.append({"per": per})
    return _rows(rows)


def _rows(rows: list[dict[str, str]]) -> Found:
    kinds = [row["per"] for row in rows]
    wrong = len(set(kinds)) < len(kinds) or any(
        Decimal(r["high"]) < Decimal(r["low"]) for r in rows if "low" in r
    )
    return UNREAD if wrong else Found(tuple(rows))


def _row(match: re.Match[str], per: str, scale: int) -> dict[str, str]:
    low = Decimal(plain_number(match["low"])) * scale
    high = Decimal(plain_number(match["high"])) * scale if match["high"] else low
    about = bool(match["about"])
    return {
        "per": per,
        "low": f"{low.normalize():f}",
        "high": f"{high.normalize():f}",
        "approximate": "ja" if about else "nej",
    }


def _unit(word: str | None) -> str | None:
    if word is None:
        return None
    return next((per for pattern, per in _UNITS if pattern.fullmatch(word)), "styck")


def _word(text: str) -> str | None:
    return next((per for pattern, per in _WORDS if pattern.search(text)), None)
