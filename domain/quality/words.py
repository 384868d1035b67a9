"""What the codes of quality against cost are called on screens."""

from __future__ import annotations

WITHHELD = {
    "andra_enheter": "Placeringarna finns också i andra enheter, och är för få för att visas",
    "skyddad": "Hemlig vistelseort: ingår i gruppen men visas inte under någon utförare",
    "inga_uppfoljningar": "Inga uppföljningar under året",
    "inga_svar": "Uppföljningarna har inga svar att räkna: bara vet ej, eller svar utanför skalan",
    "for_fa_uppfoljningar": "Färre uppföljningar än {minimum}",
    "okand_kostnad": "Kostnaden per dygn är okänd eller 0",
    "ensam_i_gruppen": "Ingen annan utförare i gruppen att jämföra med",
}
"""Why a provider has no index, in the order in which the reasons are tried."""

PLANNED_ENDS = frozenset({"enligt_plan", "tvang_upphort", "vardnadsoverflyttning", "alder"})
BROKEN_OFF_ENDS = frozenset({"avbrott_klient", "avbrott_utforare", "omplacering", "avtal_ekonomi"})


def withheld(code: str, minimum: int) -> str:
    """Why no index is told, in a sentence."""
    return WITHHELD.get(code, code).format(minimum=minimum)


def kind_of_end(reason: str | None) -> str:
    """Whether a placement ended as planned, was broken off, ended otherwise, or for a reason that is not known."""
    if reason is None:
        return "Okänd orsak"
    if reason in PLANNED_ENDS:
        return "Planerat"
    return "Avbrutet" if reason in BROKEN_OFF_ENDS else "Annat"
