"""Goals counted slowly: what docs/figures.md says of first level, goal, last level and outcome, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

SCALES = {"ibic": (range(5), {8, 9}), "bbic": (range(5), set[int]()), "asi": (range(10), set[int]())}


@dataclass(frozen=True)
class Said:
    """One assessment as it was delivered."""

    person: str
    instrument: str
    area: str
    on: date
    kind: str
    intervention: str | None
    level: int
    goal: str | None
    preliminary: bool

    @property
    def usable(self) -> int | None:
        scale = SCALES.get(self.instrument)
        return self.level if scale and self.level in scale[0] else None


Thread = tuple[str, str, str, str | None]
Outcome = tuple[int | None, int | None, str | None, int | None, str]


def judged(said: Iterable[Said], same: Mapping[str, str]) -> dict[Thread, Outcome]:
    """By person, instrument, area and intervention: first level, goal's level, goal, last level and outcome.

    `same` leads from an older key of a person to the one of now.
    """
    of_area: dict[tuple[str, str, str], list[Said]] = {}
    for row in said:
        of_area.setdefault((same.get(row.person, row.person), row.instrument, row.area), []).append(row)
    found: dict[Thread, Outcome] = {}
    for (person, instrument, area), rows in of_area.items():
        named = {row.intervention for row in rows if row.intervention}
        only = next(iter(named)) if len(named) == 1 else None
        threads: dict[str | None, list[Said]] = {}
        for row in rows:
            threads.setdefault(row.intervention or only, []).append(row)
        for intervention, held in threads.items():
            found[person, instrument, area, intervention] = _judge([r for r in held if not r.preliminary])
    return found


def _judge(rows: list[Said]) -> Outcome:
    firsts = [row for row in rows if row.kind == "aktuellt" and row.usable is not None]
    first_on = min((row.on for row in firsts), default=None)
    first = min((r.level for r in firsts if r.on == first_on), default=None)
    lasts = [
        row
        for row in rows
        if row.kind == "bedomt" and row.usable is not None and (first_on is None or row.on >= first_on)
    ]
    last_on = max((row.on for row in lasts), default=None)
    last = max((r.level for r in lasts if r.on == last_on), default=None)
    aims = [row for row in rows if row.kind == "avsett"]
    held = [row for row in aims if last_on is not None and row.on <= last_on]
    goal_on = max((row.on for row in held or aims), default=None)
    chosen = [row for row in aims if row.on == goal_on]
    aim = min((r.level for r in chosen if r.usable is not None), default=None)
    goal = max((r.goal for r in chosen if r.goal), default=None)
    if goal is None:
        told = sorted((r for r in rows if r.goal), key=lambda r: (-r.on.toordinal(), str(r.goal)))
        goal = told[0].goal if told else None
    counts = last is not None and last_on is not None and (goal_on is None or goal_on <= last_on)
    return (
        first,
        aim,
        goal,
        last,
        _outcome(first, aim, goal, last) if counts and last is not None else "okant",
    )


def _outcome(first: int | None, aim: int | None, goal: str | None, last: int) -> str:
    by_level = None if aim is None else last <= aim
    if goal == "behalla":
        kept = None if first is None else last <= first
        if first is not None and aim is not None and aim < first:
            return {(True, True): "uppnatt", (False, False): "ej"}.get((bool(by_level), bool(kept)), "okant")
        known = by_level if kept is None else kept
        return "okant" if known is None else "uppnatt" if known else "ej"
    if by_level is None:
        return "okant"
    better = None if first is None else last < first
    if goal == "forbattra" and first is not None and aim is not None and aim >= first:
        return {(True, True): "uppnatt", (False, False): "ej"}.get((by_level, bool(better)), "okant")
    if by_level:
        return "uppnatt"
    return "okant" if better is None else "delvis" if better else "ej"
