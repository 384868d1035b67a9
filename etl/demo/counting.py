"""Days and cost of a stay as the agreement counts them: what invoices and the ledger go by."""

from __future__ import annotations

from etl.demo.period import first_of, last_of, month_of
from etl.demo.stays import Stay


def rule_of(stay: Stay) -> str:
    """The stay's own rule, else that of its agreement, else nights."""
    if stay.day_rule:
        return stay.day_rule
    return stay.provider.day_rule if stay.provider.agreed else "natt"


def counted(stay: Stay, starts: int, ends: int) -> tuple[int, int]:
    """The first and the last counted day from `starts` to `ends`; the first after the last where there is none."""
    match rule_of(stay):
        case "natt":
            first, last = stay.moved_in, stay.moved_out - 1
        case "in_och_ut":
            first, last = stay.moved_in, stay.moved_out
        case "endast_in":
            first, last = stay.moved_in, max(stay.moved_in, stay.moved_out - 1)
        case _:
            first, last = min(stay.moved_in + 1, stay.moved_out), stay.moved_out
    return max(first, starts), min(last, ends)


def days_away(stay: Stay, first: int, last: int) -> int:
    """How many of the days from first to last the person was away."""
    return sum(max(0, min(to_on, last) - max(from_on, first) + 1) for from_on, to_on in stay.absences)


def cost_in(stay: Stay, month: int) -> tuple[int, int]:
    """The counted days of a month and what they cost, in öre; a day without a price costs nothing known."""
    first, last = counted(stay, first_of(month), last_of(month))
    days = max(0, last - first + 1)
    if not days or not stay.prices:
        return days, 0
    length = last_of(month) - first_of(month) + 1
    cost = 0
    for place, price in enumerate(stay.prices):
        until = stay.prices[place + 1].from_on - 1 if place + 1 < len(stay.prices) else last
        priced = min(last, until) - max(first, price.from_on) + 1
        if priced > 0:
            cost += price.amount * priced // length if stay.by_month else price.amount * priced
    return days, cost


def months_of(stay: Stay, first_month: int, last_day: int) -> range:
    """The months of a stay from a month on, until a day."""
    return range(max(month_of(stay.moved_in), first_month), month_of(min(stay.moved_out, last_day)) + 1)
