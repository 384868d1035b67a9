"""The codes that the foreign sources come to use."""

from __future__ import annotations

from dataclasses import replace

from etl.batches import Codes, ReadContext
from tests.etl.reading import context

_CARE_FORMS = (
    "familjehem_eget natverkshem familjehem_konsulent stodboende hvb_egen hvb_privat hvb_kommun "
    "sarskilt_ungdomshem traningslagenhet placering_i_hemmet annan"
)
_CATEGORIES = "tillsyn gps_larm trygghetslarm digitala_las lakemedel it_personal_medborgare"


def full_context(board: str | None) -> ReadContext:
    """A context that knows every code that the mappings turn into."""
    found = context(board)
    known = dict(found.codes.known)
    known["care_form"] = frozenset(_CARE_FORMS.split())
    known["technology_category"] = frozenset(_CATEGORIES.split())
    known["end_reason"] = frozenset({"omplacering", "avliden", "alder", "vardnadsoverflyttning"})
    known["operator"] = frozenset({"egen", "privat", "ideburen", "kommun", "sis", "familjehem"})
    return replace(found, codes=Codes(known))
