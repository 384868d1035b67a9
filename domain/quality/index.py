"""The placement index of every provider in every group, and its parameters: what is told, and why something is not.

Whoever may not see where somebody stays in secret sees those placements under no provider: a provider with such is
told twice, once for each, and the group is the same for both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from statistics import median

from domain.quality import interval, score
from domain.quality.facts import Answer, Cost, Group
from domain.quality.held import Asked, Held, spread_inside, together
from domain.quality.interval import Sample
from domain.quality.settings import FEWEST_PERSONS, Settings

HIDDEN = "skyddad"
"""What stands in a provider's place where it may not be told."""

DECIMALS = 6


class SeenBy(IntEnum):
    """Whom a row is for."""

    ALL = 0
    SEES_PROTECTED = 1
    OTHERS = 2


@dataclass(frozen=True, slots=True)
class Told:
    """A provider in a group: what it is and what is told of it, rounded to `DECIMALS`."""

    seen_by: SeenBy
    provider_code: str
    group: Group
    units: tuple[str | None, ...]
    persons: int
    follow_ups: int
    graded_follow_ups: int
    answers: int
    dont_know: int
    outside_scale: int
    placement_days: int
    priced_days: int
    unpriced_days: int
    cost_ore: int
    group_quality: Decimal | None
    group_follow_ups: int
    group_providers: int
    group_cost_per_day: Decimal | None
    cost_per_day: Decimal | None
    cost_ratio: Decimal | None
    quality_mean: Decimal | None
    quality: Decimal | None
    quality_low: Decimal | None
    quality_high: Decimal | None
    placement_index: Decimal | None
    withheld_because: str | None


@dataclass(frozen=True, slots=True)
class Parameter:
    """What was answered to a parameter, at a provider or (provider_code None) in the whole group."""

    seen_by: SeenBy
    provider_code: str | None
    group: Group
    units: tuple[str | None, ...]
    parameter: str
    answers: int
    dont_know: int
    outside_scale: int
    persons: int
    mean: Decimal | None
    low: Decimal | None
    high: Decimal | None
    group_mean: Decimal | None
    is_below: bool


@dataclass(frozen=True, slots=True)
class _Whole:
    """What a group is as a whole."""

    scores: tuple[float, ...]
    mean: float | None
    spread: float | None
    providers: int
    cost_ore: Fraction | None
    parameters: Mapping[str, Asked]
    parameter_spreads: Mapping[str, float | None]


def reckon(
    answers: Iterable[Answer], costs: Iterable[Cost], settings: Settings, first_year: int | None = None
) -> tuple[list[Told], list[Parameter]]:
    """Every provider and every parameter, in order; nothing where there is no follow-up at all.

    Years before `first_year`, that of the first follow-up among `answers` where it is not said, are left out: nothing
    was asked then. A group leans on no other, so those of some groups alone come to the same for them.
    """
    groups = _by_group(answers, costs, first_year)
    told: list[Told] = []
    parameters: list[Parameter] = []
    samples: list[tuple[Told | Parameter, Sample]] = []
    for group in sorted(
        groups, key=lambda g: (g.care_form, g.target_group or "", g.target_group is None, g.year)
    ):
        providers = groups[group]
        full = {code: together(sides.values()) for code, sides in providers.items()}
        whole = _whole(full)
        parameters.extend(_of_the_group(group, full, whole, settings))
        for seen_by, code, held in _seen(providers):
            one = _told(seen_by, code, group, held, full, whole, settings)
            samples.append((one, Sample(held.scores(), whole.spread)))
            if code != HIDDEN:
                samples.extend(_parameters(seen_by, code, group, held, whole, settings))
    margins = interval.margins([sample for _, sample in samples], settings)
    for (row, _), margin in zip(samples, margins, strict=True):
        if isinstance(row, Told):
            told.append(_with_interval(row, margin))
        else:
            parameters.append(_below(row, margin, settings))
    return told, parameters


def _by_group(
    answers: Iterable[Answer], costs: Iterable[Cost], first: int | None
) -> dict[Group, dict[str, dict[bool, Held]]]:
    groups: dict[Group, dict[str, dict[bool, Held]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(Held))
    )
    is_said = first is not None
    for answer in answers:
        groups[answer.group][answer.provider][answer.is_secret].hear(answer)
        if not is_said:
            first = answer.group.year if first is None else min(first, answer.group.year)
    for cost in costs:
        if first is not None and cost.group.year >= first:
            groups[cost.group][cost.provider][cost.is_secret].pay(cost)
    return groups


def _seen(providers: Mapping[str, Mapping[bool, Held]]) -> Iterator[tuple[SeenBy, str, Held]]:
    """The providers as each asker sees them; what is secret stands together, under no provider, for others."""
    hidden = []
    for code in sorted(providers):
        sides = providers[code]
        if True not in sides:
            yield SeenBy.ALL, code, sides[False]
            continue
        hidden.append(sides[True])
        yield SeenBy.SEES_PROTECTED, code, together(sides.values())
        if False in sides:
            yield SeenBy.OTHERS, code, sides[False]
    if hidden:
        yield SeenBy.OTHERS, HIDDEN, together(hidden)


def _whole(full: Mapping[str, Held]) -> _Whole:
    every = [held.scores() for held in full.values()]
    scores = tuple(sorted(value for own in every for value in own))
    costs = [cost for held in full.values() if (cost := held.cost_per_day_ore()) is not None]
    asked = together(full.values()).parameters
    spreads = {
        name: spread_inside(
            tuple(sorted(held.parameters[name].values)) for held in full.values() if name in held.parameters
        )
        for name in asked
    }
    return _Whole(
        scores,
        score.mean(scores),
        spread_inside(every),
        len(full),
        median(costs) if costs else None,
        asked,
        spreads,
    )


def _told(
    seen_by: SeenBy,
    code: str,
    group: Group,
    held: Held,
    full: Mapping[str, Held],
    whole: _Whole,
    settings: Settings,
) -> Told:
    """A provider without its interval. The reasons are tried in the order of docs/decisions/0016."""
    scores, own_cost = held.scores(), held.cost_per_day_ore()
    others = [other for name, other in full.items() if name != code]
    ratio = None
    if own_cost and whole.cost_ore and any(other.cost_per_day_ore() is not None for other in others):
        ratio = own_cost / whole.cost_ore
    why = None
    if code == HIDDEN:
        why = HIDDEN
    elif not held.follow_ups:
        why = "inga_uppfoljningar"
    elif not held.answers:
        why = "inga_svar"
    elif len(scores) < settings.minimum_follow_ups:
        why = "for_fa_uppfoljningar"
    elif not own_cost or whole.cost_ore == 0:
        why = "okand_kostnad"
    elif ratio is None or not any(other.scores() for other in others):
        why = "ensam_i_gruppen"
    own, is_graded = score.mean(scores), len(scores) >= settings.minimum_follow_ups and code != HIDDEN
    quality = None
    if is_graded and own is not None and whole.mean is not None:
        quality = score.shrunk(own, len(scores), whole.mean, settings.shrinkage)
    return Told(
        seen_by=seen_by,
        provider_code=code,
        group=group,
        units=_units(held),
        persons=len(held.persons),
        follow_ups=len(held.follow_ups),
        graded_follow_ups=len(scores),
        answers=held.answers,
        dont_know=held.dont_know,
        outside_scale=held.outside_scale,
        placement_days=held.placement_days,
        priced_days=held.priced_days,
        unpriced_days=held.unpriced_days,
        cost_ore=held.cost_ore,
        group_quality=_rounded(whole.mean) if len(whole.scores) >= settings.minimum_follow_ups else None,
        group_follow_ups=len(whole.scores),
        group_providers=whole.providers,
        group_cost_per_day=_kr(whole.cost_ore),
        cost_per_day=None if code == HIDDEN else _kr(own_cost),
        cost_ratio=None if code == HIDDEN else _rounded(ratio),
        quality_mean=_rounded(own) if is_graded else None,
        quality=_rounded(quality),
        quality_low=None,
        quality_high=None,
        placement_index=None,
        withheld_because=why,
    )


def _with_interval(row: Told, margin: tuple[float, float] | None) -> Told:
    if row.quality is None or margin is None:
        return row
    low, high = _around(row.quality, margin)
    index = None
    if row.withheld_because is None and row.cost_ratio:
        index = _rounded(Fraction(row.quality) / Fraction(row.cost_ratio))
    return replace(row, quality_low=low, quality_high=high, placement_index=index)


def _of_the_group(
    group: Group, full: Mapping[str, Held], whole: _Whole, settings: Settings
) -> Iterator[Parameter]:
    units = tuple({unit for held in full.values() for unit in held.units})
    for name in sorted(whole.parameters):
        asked = whole.parameters[name]
        mean = _rounded(score.mean(asked.values)) if _are_enough(asked, settings) else None
        counts = (len(asked.values), asked.dont_know, asked.outside_scale, len(asked.persons))
        yield Parameter(
            SeenBy.ALL, None, group, _in_order(units), name, *counts, mean, None, None, mean, False
        )


def _parameters(
    seen_by: SeenBy, code: str, group: Group, held: Held, whole: _Whole, settings: Settings
) -> Iterator[tuple[Parameter, Sample]]:
    for name in sorted(held.parameters):
        asked = held.parameters[name]
        is_told = _are_enough(asked, settings)
        counts = (len(asked.values), asked.dont_know, asked.outside_scale, len(asked.persons))
        of_group = whole.parameters[name]
        yield (
            Parameter(
                seen_by,
                code,
                group,
                _units(held),
                name,
                *counts,
                _rounded(score.mean(asked.values)) if is_told else None,
                None,
                None,
                _rounded(score.mean(of_group.values)) if _are_enough(of_group, settings) else None,
                False,
            ),
            Sample(tuple(sorted(asked.values)), whole.parameter_spreads[name]),
        )


def _below(row: Parameter, margin: tuple[float, float] | None, settings: Settings) -> Parameter:
    """With its interval; below the group where even the shrunk mean's interval lies below the group's mean."""
    if row.mean is None or margin is None:
        return row
    low, high = _around(row.mean, margin)
    if row.group_mean is None:
        return replace(row, low=low, high=high)
    drawn = score.shrunk(float(row.mean), row.answers, float(row.group_mean), settings.shrinkage)
    return replace(row, low=low, high=high, is_below=drawn + margin[1] < float(row.group_mean))


def _are_enough(asked: Asked, settings: Settings) -> bool:
    return len(asked.values) >= settings.minimum_follow_ups and len(asked.persons) >= FEWEST_PERSONS


def _around(middle: Decimal, margin: tuple[float, float]) -> tuple[Decimal | None, Decimal | None]:
    low, high = float(middle) + margin[0], float(middle) + margin[1]
    return _rounded(max(0.0, min(low, 100.0))), _rounded(max(0.0, min(high, 100.0)))


def _units(held: Held) -> tuple[str | None, ...]:
    return _in_order(held.units)


def _in_order(units: Iterable[str | None]) -> tuple[str | None, ...]:
    return tuple(sorted(units, key=lambda unit: (unit is not None, unit or "")))


def _kr(ore: Fraction | None) -> Decimal | None:
    return None if ore is None else _rounded(ore / 100)


def _rounded(value: float | Fraction | None) -> Decimal | None:
    """To `DECIMALS`, halves to even: what stands in the store and in files."""
    if value is None:
        return None
    exact = round(Fraction(value) * 10**DECIMALS)
    return Decimal(exact).scaleb(-DECIMALS)
