"""What may be found in an invoice line, what may be said of it, and each finding as a Swedish sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

FINDINGS = {
    "okand_placering": "Okänd placering",
    "utanfor_placering": "Utanför placeringen",
    "utan_avtal": "Utan avtal",
    "dubblett": "Dubblett",
    "overlappar": "Överlappar",
    "for_manga_dygn": "För många dygn",
    "for_fa_dygn": "För få dygn",
    "fel_pris": "Fel pris",
    "fel_belopp": "Fel belopp",
}
"""In the order that findings stand in a line."""

STATUSES = {
    "ny": "Ny",
    "kontrolleras": "Kontrolleras",
    "kreditering_begard": "Kreditering begärd",
    "granskad": "Granskad utan anmärkning",
}

_RULES = {
    "natt": "in-dagen räknas men inte ut-dagen",
    "in_och_ut": "både in-dagen och ut-dagen räknas",
    "endast_in": "in-dagen räknas men inte ut-dagen, minst ett dygn",
    "endast_ut": "ut-dagen räknas men inte in-dagen, minst ett dygn",
}
_NBSP = "\u00a0"


def sentence(finding: str, line: Mapping[str, Any]) -> str:
    """One finding of a line, explained with its own days and amounts. `line` is a row of `invoice_lines`."""
    return _SENTENCES[finding](line)


def explained(line: Mapping[str, Any]) -> str:
    """All findings of a line, a sentence each."""
    return " ".join(sentence(finding, line) for finding in line["findings"])


def _unknown(line: Mapping[str, Any]) -> str:
    if line["placement_id"] is None:
        return "Raden anger ingen placering."
    return f"Placeringen {line['placement_id']} finns inte bland de inlästa."


def _outside(line: Mapping[str, Any]) -> str:
    return f"Ingen dag i perioden {_period(line)} är en dag i placeringen, som {_stay(line)}."


def _unsigned(line: Mapping[str, Any]) -> str:
    first = max(line["period_from"], line["moved_in_on"])
    signed, ends = line["agreement_signed_on"], line["agreement_ends_on"]
    if signed is None:
        why = "inget undertecknat avtal finns"
    elif signed > first:
        why = f"avtalet skrevs under först {signed}"
    else:
        why = f"avtalet gick ut {ends}"
    return f"Raden börjar {first}, men {why}."


def _twice(line: Mapping[str, Any]) -> str:
    same = "samma period och belopp" if line["kind"] == "extra" else "samma period, dygn och pris"
    return f"Placeringen har redan fakturerats {same}{_earlier(line)}."


def _overlaps(line: Mapping[str, Any]) -> str:
    days = _days(line["shared_days"])
    return f"{days} i perioden {_period(line)} är redan fakturerade på en tidigare rad{_earlier(line)}."


def _wrong_days(line: Mapping[str, Any]) -> str:
    invoiced, expected = line["net_days"], line["expected_days"]
    return f"Raden har {_days(invoiced)} men {_days(expected)} räknas: {_counted_out(line)}."


def _counted_out(line: Mapping[str, Any]) -> str:
    """The days that count, from and to, by which rule and in which stay."""
    why = f"(placeringen {_stay(line)}; {_RULES.get(line['day_rule'], line['day_rule'])})"
    if not line["expected_days"]:
        return f"inget i perioden {_period(line)} {why}"
    return f"{line['counted_from']}–{line['counted_to']} {why}"


def _wrong_price(line: Mapping[str, Any]) -> str:
    return (
        f"Priset på raden är {_kr(line['invoiced_price_kr'])} per dygn men det avtalade "
        f"{_kr(line['expected_price_kr'])}."
    )


def _wrong_amount(line: Mapping[str, Any]) -> str:
    amount = line["invoiced_kr"] + line["credited_kr"]
    said = f"Beloppet är {_kr(amount)}"
    if line["credited_kr"]:
        said += " efter krediter"
    days, price = line["net_days"], line["invoiced_price_kr"]
    expected = line["expected_kr"]
    if line["kind"] == "extra":
        return f"{said} men placeringens tillägg för perioden är {_kr(expected)}."
    own = None if days is None or price is None else round(Decimal(days) * Decimal(price), 2)
    if own is not None and own != amount:
        return f"{said} men {_number(days)} dygn à {_kr(price)} är {_kr(own)}{_should(line, own)}."
    return f"{said} men perioden kostar {_kr(expected)}: {_counted_out(line)}{_share(line)}."


def _should(line: Mapping[str, Any], own: Decimal) -> str:
    expected = line["expected_kr"]
    return "" if expected is None or expected == own else f", och perioden kostar {_kr(expected)}"


def _share(line: Mapping[str, Any]) -> str:
    share = line["absence_share"]
    if share is None or share == 1:
        return ""
    return f", och dygn med frånvaro kostar {_number(Decimal(share) * 100)}{_NBSP}% av priset"


def _earlier(line: Mapping[str, Any]) -> str:
    if line["earlier_invoice_id"] is None:
        return ""
    return f" (faktura {line['earlier_invoice_id']}, rad {line['earlier_line_no']})"


def _period(line: Mapping[str, Any]) -> str:
    return f"{line['period_from']}–{line['period_to']}"


def _stay(line: Mapping[str, Any]) -> str:
    ended: dt.date | None = line["moved_out_on"]
    if ended is None:
        return f"pågår sedan {line['moved_in_on']}"
    return f"är {line['moved_in_on']}–{ended}"


def _days(number: object) -> str:
    return f"{_number(number)}{_NBSP}dygn"


def _number(value: object) -> str:
    return f"{Decimal(str(value)).normalize():f}".replace(".", ",")


def _kr(value: object) -> str:
    amount = Decimal(str(value))
    whole = amount == amount.to_integral_value()
    written = f"{amount:,.{0 if whole else 2}f}".replace(",", _NBSP).replace(".", ",")
    return f"{written}{_NBSP}kr".replace("-", "\u2212")


_SENTENCES = {
    "okand_placering": _unknown,
    "utanfor_placering": _outside,
    "utan_avtal": _unsigned,
    "dubblett": _twice,
    "overlappar": _overlaps,
    "for_manga_dygn": _wrong_days,
    "for_fa_dygn": _wrong_days,
    "fel_pris": _wrong_price,
    "fel_belopp": _wrong_amount,
}
