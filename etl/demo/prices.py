"""What each placement costs: the provider's price or the home's pay, raised once a year, at times entered late."""

from __future__ import annotations

from etl.demo.agreements import index, price_in
from etl.demo.careers import HVB_GROWS
from etl.demo.chance import Chance
from etl.demo.magnitudes import EMPLOYERS_FEE, HIGHEST_SPECIAL_PRICE, MONTHLY_PAY
from etl.demo.period import day_of, year_of
from etl.demo.providers import Provider, Providers, child_in_shelter_price
from etl.demo.stays import HOMES, Price, Stay
from etl.demo.town import Town

RISE_ON = day_of(2026, 4, 1)
RISE = 1.09
"""One provider raises its prices in the middle of a year."""

_SHARE_UNPRICED = 0.008
_SHARE_PRICED_LATE = 0.025
_SHARE_GAP = 0.014
_SHARE_BACKDATED = 0.1
_SHARE_OVERLAP = 0.012
_SHARE_REVERSED = 0.003
_SHARE_BOTH_KINDS = 0.006


def agree(town: Town, providers: Providers) -> None:
    """Give every stay its prices, as they will have been agreed."""
    chance = town.chance("prices")
    riser = providers.riser()
    for stay in town.stays:
        stay.by_month = stay.form in HOMES
        if chance.gives(_SHARE_UNPRICED):
            continue
        factor, ask = _factor(chance, stay), _asked(chance, stay)
        first = stay.moved_in + (chance.between(6, 30) if chance.gives(_SHARE_GAP) else 0)
        late = chance.between(50, 140) if chance.gives(_SHARE_PRICED_LATE) else chance.between(0, 10)
        stay.prices = [Price(first, _amount(stay, ask, factor, first), stay.moved_in + late)]
        for day in _changes(stay, riser, first):
            raised = factor * (RISE if stay.provider is riser and day >= RISE_ON else 1)
            known_on = day + (
                chance.between(45, 110) if chance.gives(_SHARE_BACKDATED) else chance.between(-5, 20)
            )
            amount = _amount(stay, ask, raised, day)
            stay.prices.append(Price(day, amount, max(known_on, stay.prices[-1].known_on)))


def _changes(stay: Stay, riser: Provider, first: int) -> list[int]:
    days = [day_of(year, 1, 1) for year in range(year_of(first) + 1, year_of(stay.moved_out) + 1)]
    if stay.provider is riser:
        days.append(RISE_ON)
    return sorted(day for day in days if first < day <= stay.moved_out)


def _asked(chance: Chance, stay: Stay) -> int:
    if stay.target_group == "medfoljande_barn":
        return child_in_shelter_price(chance)
    return stay.provider.asks.get(stay.form, 0)


def _factor(chance: Chance, stay: Stay) -> float:
    """How a placement's price stands to what its provider usually asks."""
    special = stay.form == "hvb_privat" and not stay.provider.adults
    if special and chance.gives(0.3 if stay.moved_in >= HVB_GROWS else 0.07):
        return 1.45 + 0.45 * chance.share()
    if special and stay.procurement == "direktupphandling" and stay.moved_in >= HVB_GROWS:
        return 1.2 + 0.35 * chance.share()
    if stay.procurement == "direktupphandling":
        return 1.05 + 0.3 * chance.share()
    if stay.procurement == "ramavtal" and chance.gives(0.12):
        return 1.02 + 0.1 * chance.share()
    return 1.0


def _amount(stay: Stay, ask: int, factor: float, day: int) -> int:
    """The price from a day, in öre."""
    if not stay.by_month:
        top = HIGHEST_SPECIAL_PRICE if stay.form != "sarskilt_ungdomshem" else 2 * HIGHEST_SPECIAL_PRICE
        return price_in(round(min(ask * factor, top)), year_of(day))
    young, old, costs = MONTHLY_PAY[stay.form]
    pay = young + (old - young) * min(19, stay.person.age_on(day)) / 19
    costs = round(costs * (1.18 if stay.person.age_on(day) >= 13 else 1))
    return round((pay * (1 + EMPLOYERS_FEE) + costs) * index(year_of(day))) * 100


def tell(town: Town) -> None:
    """Tell of the prices: each open until the next is entered."""
    chance = town.chance("prices told")
    for stay in town.stays:
        for place, price in enumerate(stay.prices):
            following = stay.prices[place + 1] if place + 1 < len(stay.prices) else None
            _tell_one(town, chance, stay, price, following)


def _tell_one(town: Town, chance: Chance, stay: Stay, price: Price, following: Price | None) -> None:
    kind = "monthly_amount" if stay.by_month else "daily_price"
    row = {
        "placement_id": stay.placement_id,
        "valid_from": price.from_on,
        "valid_to": None,
        "daily_price": None,
        "monthly_amount": None,
        kind: price.amount,
    }
    if stay.by_month and chance.gives(_SHARE_BOTH_KINDS):
        row["daily_price"] = round(price.amount / 3000) * 100
    town.tell_of(stay, "placement_prices", price.known_on, row)
    if following is not None:
        ends = following.from_on - 1
        if chance.gives(_SHARE_OVERLAP):
            ends += 14
        elif chance.gives(_SHARE_REVERSED):
            ends = price.from_on - 2
        town.tell_of(stay, "placement_prices", following.known_on, {**row, "valid_to": ends})
