"""Random small deliveries of placements and their invoices; few periods and amounts, so that lines meet and net."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from tests.spec import deliveries as drawn
from tests.spec.oracle import Row

_PERIODS = (
    (date(2024, 12, 1), date(2024, 12, 31)),
    (date(2024, 12, 20), date(2025, 1, 10)),
    (date(2025, 1, 1), date(2025, 1, 31)),
    (date(2025, 1, 10), date(2025, 1, 20)),
    (date(2025, 2, 1), date(2025, 2, 28)),
    (date(2025, 3, 31), date(2025, 3, 1)),
)
_PRICES = (100_000, 100_001, 50_000)


@st.composite
def _placements(draw: st.DrawFn) -> Row:
    signed = draw(st.none() | st.just(date(2024, 11, 1)) | drawn.days)
    return {
        **draw(drawn.CARE["placements"]),
        "agreement_signed_on": signed,
        "agreement_ends_on": draw(st.none() | drawn.days),
    }


@st.composite
def _invoices(draw: st.DrawFn) -> Row:
    first, last = draw(st.sampled_from(_PERIODS))
    days = draw(st.sampled_from((None, 10, 11, 28, 31, (last - first).days + 1)))
    price = draw(st.sampled_from((None, *_PRICES)))
    amount = (days or 10) * (price or 100_000)
    return {
        "invoice_id": draw(st.sampled_from(["F1", "F2", "F3", "F4"])),
        "line_no": draw(st.integers(1, 3)),
        "placement_id": draw(st.none() | drawn.placement_ids),
        "provider_id": draw(drawn.provider_ids),
        "kind": draw(st.sampled_from([None, "dygn", "dygn", "extra"])),
        "period_from": first,
        "period_to": last,
        "days": days,
        "daily_price": price,
        "amount": draw(st.sampled_from([amount, amount, -amount, amount + 1, -100_000])),
        "invoiced_on": draw(st.none() | drawn.days),
    }


@st.composite
def _extras(draw: st.DrawFn) -> Row:
    first, last = draw(st.sampled_from(_PERIODS[:-1]))
    return {
        "placement_id": draw(drawn.placement_ids),
        "kind": draw(st.sampled_from(["skola", "resa"])),
        "from_on": first,
        "to_on": last,
        "amount": draw(st.sampled_from([1_000_000, 1_000_001])),
    }


INVOICED = {
    name: drawn.CARE[name]
    for name in ("providers", "placement_prices", "placement_absences", "framework_agreements")
} | {"placements": _placements(), "invoices": _invoices(), "placement_extras": _extras()}
"""What invoice lines are checked against, and the lines."""
