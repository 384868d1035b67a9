"""Why a cost changed: the change between two periods as volume, mix, price, extras and VAT compensation, to the öre.

The groups are the values of one dimension of the care days. With days d and cost c of a group before (0) and now (1),
and D and C their sums over the groups:

- volume: what the change in days would have cost at the mean price before, C0 * D1 / D0 - C0;
- price: what the days now cost more than they would have at each group's own price before, c1 - d1 * c0 / d0;
- mix: the rest, that the days lie in dearer or cheaper groups than before.

A group without days before has no price before: it comes in at its price now, all of it mix. Where nothing at all
had a price before, everything is volume.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class GroupCost:
    """The priced days of one group in both periods, and what they cost in öre, without extras."""

    code: str
    days_before: int
    cost_before_ore: int
    days_now: int
    cost_now_ore: int


@dataclass(frozen=True, slots=True)
class Effect:
    """Parts of a change, in öre; `total_ore` is their sum."""

    volume_ore: int
    mix_ore: int
    price_ore: int

    @property
    def total_ore(self) -> int:
        """The change of the agreed price."""
        return self.volume_ore + self.mix_ore + self.price_ore


@dataclass(frozen=True, slots=True)
class Around:
    """What comes to the agreed price in one period, in öre: extras, and VAT compensation (which is taken off)."""

    extras_ore: int = 0
    vat_ore: int = 0


@dataclass(frozen=True, slots=True)
class Split:
    """The change from one period to another: each part, and each group's, adding up to the öre."""

    before_ore: int
    effect: Effect
    extras_ore: int
    vat_ore: int
    now_ore: int
    groups: dict[str, Effect] = field(default_factory=dict)


def split(groups: Iterable[GroupCost], before: Around = Around(), now: Around = Around()) -> Split:
    """The split of the change of cost after VAT compensation. ValueError where a day count is negative.

    Each group's volume is rounded so that the groups' volumes sum to the whole's; what rounding leaves is in mix.
    """
    held = list(groups)
    if any(min(group.days_before, group.days_now) < 0 for group in held):
        raise ValueError("a number of days cannot be negative")
    days_before = sum(group.days_before for group in held)
    days_now = sum(group.days_now for group in held)
    cost_before = sum(group.cost_before_ore for group in held)
    cost_now = sum(group.cost_now_ore for group in held)
    effects: dict[str, Effect] = {}
    passed = rounded_so_far = 0
    for group in held:
        change = group.cost_now_ore - group.cost_before_ore
        if not days_before:
            effects[group.code] = Effect(change, 0, 0)
            continue
        # what the groups so far would cost at the new number of days, rounded once for their sum
        passed += group.cost_before_ore
        at_volume = _rounded(passed * days_now, days_before) - rounded_so_far
        rounded_so_far += at_volume
        volume = at_volume - group.cost_before_ore
        price = 0
        if group.days_before:
            price = group.cost_now_ore - _rounded(group.days_now * group.cost_before_ore, group.days_before)
        effects[group.code] = Effect(volume, change - volume - price, price)
    whole = Effect(
        sum(effect.volume_ore for effect in effects.values()),
        sum(effect.mix_ore for effect in effects.values()),
        sum(effect.price_ore for effect in effects.values()),
    )
    return Split(
        before_ore=cost_before + before.extras_ore - before.vat_ore,
        effect=whole,
        extras_ore=now.extras_ore - before.extras_ore,
        vat_ore=-(now.vat_ore - before.vat_ore),
        now_ore=cost_now + now.extras_ore - now.vat_ore,
        groups=effects,
    )


def _rounded(numerator: int, denominator: int) -> int:
    """A quotient to the nearest whole; halves go away from zero."""
    whole, rest = divmod(abs(numerator), denominator)
    size = whole + (2 * rest >= denominator)
    return -size if numerator < 0 else size
