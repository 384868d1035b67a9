"""The slow, obvious count of flows, steps and spells, written from docs/decisions/0009 and 0010 alone.

Values are plain Python. Shares no code with the store.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from tests.spec.oracle import Delivery, Key, Row, cut_off, facts

SWEDEN = ZoneInfo("Europe/Stockholm")
FLOW = (
    "aktualisering",
    "skyddsbedomning",
    "forhandsbedomning",
    "utredning_inledd",
    "utredning_avslutad",
    "beslut",
    "erbjudande",
    "avbojt",
    "verkstallighet",
    "placering_in",
    "lagrum_andrat",
    "avbrott",
    "aterupptagen",
    "uppfoljning",
    "placering_ut",
    "insats_avslutad",
)
OF_CASES = (
    "referrals",
    "investigations",
    "decisions",
    "execution_events",
    "interventions",
    "placements",
    "placement_legal_bases",
    "follow_ups",
    "case_events",
)
ORDER = {name: place for place, name in enumerate(FLOW)}
OTHER_WORDS = len(ORDER)
HORIZON = 400
"""Days after the last drawn day to which the count goes on, to see what never ends."""


@dataclass(frozen=True)
class Event:
    """One event, in the order in which events stand in a case."""

    case: str
    at: datetime
    place: int
    activity: str
    key: str
    unit: str | None

    @property
    def rank(self) -> tuple[Any, ...]:
        return (self.at.timestamp(), self.place, self.activity, self.key)


class World:
    """What holds after some deliveries, with lookups."""

    def __init__(self, said: list[Delivery]) -> None:
        self.said = said
        self.held = facts(said)
        self.merges = {r["old_person_id"]: r["new_person_id"] for r in self.rows("person_merges")}

    def rows(self, entity: str) -> list[Row]:
        return list(self.held[entity].values())

    def person(self, row: Row) -> str:
        person: str = row["person_id"]
        return str(self.merges.get(person, person))

    def given(self) -> list[Row]:
        """Placements and other interventions alike, with the case that they belong to."""
        cases = {d["decision_id"]: d["case_id"] for d in self.rows("decisions")}
        placements = [
            {**r, "key": r["placement_id"], "kind": r["care_form"], "placed": True}
            | {"from": r["moved_in_on"], "to": r["moved_out_on"]}
            for r in self.rows("placements")
        ]
        others = [
            {**r, "key": r["intervention_id"], "kind": r["intervention_type"], "placed": False}
            | {"from": r["started_on"], "to": r["ended_on"]}
            for r in self.rows("interventions")
        ]
        return [r | {"case": r["case_id"] or cases.get(r["decision_id"])} for r in placements + others]

    def unnamed(self, decision: Row) -> list[Row]:
        """What carries out a decision without naming it."""
        if decision["outcome"] not in ("bifall", "delvis_bifall"):
            return []
        found = []
        for row in self.given():
            if row["case"] != decision["case_id"] or self.person(row) != self.person(decision):
                continue
            if row["placed"]:
                fits = decision["intervention_type"] == "placering"
                fits = fits and decision["care_form"] in (None, row["kind"])
            else:
                fits = decision["intervention_type"] == row["kind"]
            names_none = row["decision_id"] is None
            prolonged = (
                row["decision_id"] != decision["decision_id"] and row["from"] <= decision["decided_on"]
            )
            still = row["to"] is None or row["to"] >= decision["decided_on"]
            if fits and still and (names_none or prolonged):
                found.append(row)
        return found

    def execution(self, decision: Row) -> tuple[date, str | None] | None:
        """When the decision began to be carried out, and in which unit."""
        named = [r for r in self.given() if r["decision_id"] == decision["decision_id"]]
        if named:
            return min(((r["from"], r["unit"]) for r in named), key=_unit_last)
        days = [(max(r["from"], decision["decided_on"]), r["unit"]) for r in self.unnamed(decision)]
        return min(days, key=_unit_last, default=None)


def _unit_last(pair: tuple[date, str | None]) -> tuple[date, bool, str]:
    return (pair[0], pair[1] is None, pair[1] or "")


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=SWEDEN)


def events(world: World) -> list[Event]:
    """Every event of every case, in order."""
    found: set[Event] = set()
    logged: list[Event] = []

    def add(case: str | None, activity: str, day: date | None, unit: str | None, key: str) -> None:
        if case is not None and day is not None:
            place = ORDER["beslut" if activity.startswith("beslut_") else activity]
            found.add(Event(case, _midnight(day), place, activity, key, unit))

    for r in world.rows("referrals"):
        for activity, column in (
            ("aktualisering", "received_on"),
            ("skyddsbedomning", "safety_assessed_on"),
            ("forhandsbedomning", "assessed_on"),
        ):
            add(r["case_id"], activity, r[column], r["unit"], r["referral_id"])
    for r in world.rows("investigations"):
        add(r["case_id"], "utredning_inledd", r["opened_on"], r["unit"], r["investigation_id"])
        add(r["case_id"], "utredning_avslutad", r["closed_on"], r["unit"], r["investigation_id"])
    carrying = set()
    for d in world.rows("decisions"):
        add(d["case_id"], f"beslut_{d['outcome']}", d["decided_on"], d["unit"], d["decision_id"])
        for x in world.rows("execution_events"):
            if x["decision_id"] == d["decision_id"]:
                add(d["case_id"], x["kind"], x["on"], d["unit"], d["decision_id"])
        executed = world.execution(d)
        if executed:
            add(d["case_id"], "verkstallighet", executed[0], executed[1], d["decision_id"])
        carrying |= {(r["placed"], r["key"]) for r in world.unnamed(d)}
    for r in world.given():
        if r["placed"]:
            add(r["case"], "placering_in", r["from"], r["unit"], r["key"])
            add(r["case"], "placering_ut", r["to"], r["unit"], r["key"])
            for b in world.rows("placement_legal_bases"):
                if b["placement_id"] == r["key"] and b["valid_from"] > r["from"]:
                    add(r["case"], "lagrum_andrat", b["valid_from"], r["unit"], r["key"])
        else:
            add(r["case"], "insats_avslutad", r["to"], r["unit"], r["key"])
            if r["decision_id"] is None and (False, r["key"]) not in carrying:
                add(r["case"], "verkstallighet", r["from"], r["unit"], r["key"])
        column = "placement_id" if r["placed"] else "intervention_id"
        for f in world.rows("follow_ups"):
            if f[column] == r["key"]:
                add(r["case"], "uppfoljning", f["followed_up_on"], r["unit"], f["follow_up_id"])
    for e in world.rows("case_events"):
        logged.append(
            Event(e["case_id"], e["occurred_at"], OTHER_WORDS, e["activity"], e["activity"], e["unit"])
        )
    through = [cut_off(world.said, entity) for entity in OF_CASES]
    covered = max((day for day in through if day), default=date.min)
    happened = [e for e in (*found, *logged) if e.at.astimezone(SWEDEN).date() <= covered]
    return sorted(happened, key=lambda e: (e.case, *e.rank))


def by_case(world: World) -> dict[str, list[Event]]:
    cases: dict[str, list[Event]] = defaultdict(list)
    for event in events(world):
        cases[event.case].append(event)
    return cases


def variants(world: World) -> Counter[tuple[str, ...]]:
    return Counter(tuple(e.activity for e in of_case) for of_case in by_case(world).values())


def edges(world: World) -> dict[tuple[str, str], tuple[int, int, float]]:
    """Transitions, cases and mean seconds by activity and the next."""
    times: dict[tuple[str, str], list[float]] = defaultdict(list)
    cases: dict[tuple[str, str], set[str]] = defaultdict(set)
    for case, of_case in by_case(world).items():
        for first, then in pairwise(of_case):
            pair = (first.activity, then.activity)
            times[pair].append(then.at.timestamp() - first.at.timestamp())
            cases[pair].add(case)
    return {
        pair: (len(seconds), len(cases[pair]), round(sum(seconds) / len(seconds), 3))
        for pair, seconds in times.items()
    }


def _months_later(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    last = (date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


@dataclass(frozen=True)
class Step:
    """A step that has begun, as the facts say it."""

    step: str
    unit: str | None
    subject: str | None
    kind: str | None
    started: date
    ended: date | None
    deadline: date | None
    until: date | None = None


def _about(world: World, case: str) -> tuple[str | None, str | None]:
    referrals = [r for r in world.rows("referrals") if r["case_id"] == case]
    if referrals:
        first = min(referrals, key=lambda r: (r["received_on"], r["referral_id"]))
        return first["subject"], first["kind"]
    investigations = [i for i in world.rows("investigations") if i["case_id"] == case]
    if investigations:
        first = min(investigations, key=lambda i: (i["opened_on"], i["investigation_id"]))
        return first["subject"], None
    return None, None


def _granted(world: World) -> list[Row]:
    return [
        d
        for d in world.rows("decisions")
        if d["outcome"] in ("bifall", "delvis_bifall") and d["legal_basis"] != "sol_11_5"
    ]


def _of_referral(world: World, r: Row) -> Iterable[Step]:
    about = (r["unit"], r["subject"], r["kind"])
    outcome = r["preliminary_outcome"]
    if r["kind"] == "anmalan" and outcome != "pagaende":
        deadline = r["received_on"] + timedelta(days=14) if r["subject"] == "barn" else None
        yield Step("preliminary_assessment", *about, r["received_on"], r["assessed_on"], deadline)
    later = [
        i
        for i in world.rows("investigations")
        if i["case_id"] == r["case_id"]
        and world.person(i) == world.person(r)
        and i["opened_on"] >= r["received_on"]
    ]
    opened = [i["opened_on"] for i in world.rows("investigations") if i["referral_id"] == r["referral_id"]]
    if not opened and outcome not in ("inleds_ej", "pagaende"):
        opened = [i["opened_on"] for i in later if i["referral_id"] is None]
    if not opened and outcome in ("inleds_ej", "pagaende"):
        return
    yield Step("referral_to_investigation", *about, r["received_on"], min(opened, default=None), None)
    decisions = [
        d
        for d in _granted(world)
        if d["case_id"] == r["case_id"]
        and world.person(d) == world.person(r)
        and d["decided_on"] >= r["received_on"]
    ]
    if decisions or not any(i["closed_on"] for i in later):
        days = [x[0] for x in map(world.execution, decisions) if x]
        lasts = [d["valid_to"] for d in decisions]
        until = max(lasts) if lasts and all(lasts) else None
        yield Step("referral_to_execution", *about, r["received_on"], min(days, default=None), None, until)


def _of_decision(world: World, d: Row) -> Iterable[Step]:
    said = [x for x in world.rows("execution_events") if x["decision_id"] == d["decision_id"]]
    executed = world.execution(d)
    breaks = sorted(x["on"] for x in said if x["kind"] == "avbrott")
    ends = ([executed[0]] if executed else []) + breaks[:1]
    waits: list[tuple[date, date | None]] = [(d["decided_on"], min(ends, default=None))]
    interruptions: list[tuple[date, date | None]] = []
    for day in breaks:
        again = [x["on"] for x in said if x["kind"] == "aterupptagen" and x["on"] >= day]
        again += [
            r["from"] for r in world.given() if r["decision_id"] == d["decision_id"] and r["from"] > day
        ]
        # said while an earlier interruption still goes on, it is the same wait
        if not any(began < day and (over is None or over > day) for began, over in interruptions):
            waits.append((day, min(again, default=None)))
        interruptions.append((day, min(again, default=None)))
    has_clock = d["legal_basis"] in ("sol_11_1", "sol_12_1", "sol2001_4_1", "lss_9")
    for started, ended in waits:
        deadline = _months_later(started, 3) if has_clock else None
        yield Step(
            "decision_to_execution",
            d["unit"],
            *_about(world, d["case_id"]),
            started,
            ended,
            deadline,
            d["valid_to"],
        )


def steps(world: World) -> list[Step]:
    found: list[Step] = []
    for r in world.rows("referrals"):
        found += _of_referral(world, r)
    for i in world.rows("investigations"):
        limit = _months_later(i["opened_on"], 4)
        deadline = max(i["extended_to"] or limit, limit) if i["subject"] == "barn" else None
        kind = _about(world, i["case_id"])[1]
        found.append(
            Step("investigation", i["unit"], i["subject"], kind, i["opened_on"], i["closed_on"], deadline)
        )
    for d in _granted(world):
        found += _of_decision(world, d)
    return found


def lead_times(world: World) -> Counter[Key]:
    """Steps as they are judged on the cut-off, without whom they are about."""

    def through(*entities: str) -> date | None:
        days = [cut_off(world.said, entity) for entity in entities]
        return min(days) if all(days) else None  # type: ignore[type-var]

    given = max((d for e in ("interventions", "placements") if (d := through(e))), default=None)
    referral, investigation = through("referrals"), through("referrals", "investigations")
    decision = through("decisions")
    everything = through("referrals", "investigations", "decisions")
    today = {
        "preliminary_assessment": referral,
        "referral_to_investigation": investigation,
        "investigation": through("investigations"),
        "decision_to_execution": min(decision, given) if decision and given else None,
        "referral_to_execution": min(everything, given) if everything and given else None,
    }
    result: Counter[Key] = Counter()
    for s in steps(world):
        cut = today[s.step]
        if cut is None or s.started > cut:
            continue
        last = min(cut, s.until) if s.until else cut
        ended = s.ended if s.ended and s.ended <= last else None
        days = (ended - s.started).days if ended else max((last - s.started).days, 0)
        overdue = None if s.deadline is None else s.deadline < (ended or last)
        lapsed = ended is None and s.until is not None and s.until == last
        turned = bool(s.ended and s.ended < s.started)
        judged = (s.started, ended, days, s.deadline, overdue, ended is None, turned, lapsed)
        result[(s.step, s.unit, s.subject, s.kind, *judged)] += 1
    return result


def spells(world: World, *, with_unitless: bool = True) -> Counter[Key]:
    """Spells day by day, without whose they are: first and last day, kinds, interventions, whether a transfer.

    What begins after the cut-off is left out, as on the screens.
    """
    through = [d for e in ("interventions", "placements") if (d := cut_off(world.said, e))]
    result: Counter[Key] = Counter()
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in world.given():
        if with_unitless or row["unit"]:
            rows[world.person(row)].append(row)
    for of_person in rows.values():
        first = min(r["from"] for r in of_person)
        horizon = max(r["to"] or r["from"] for r in of_person) + timedelta(days=HORIZON)
        for began, ended, kinds in _runs(of_person, first, horizon):
            if began > max(through):
                continue
            number = sum(
                r["from"] <= (ended or horizon) and (r["to"] is None or r["to"] >= began) for r in of_person
            )
            result[(began, ended, kinds, number, _is_transfer(of_person, began, ended))] += 1
    return result


def _runs(rows: list[Row], first: date, horizon: date) -> Iterable[tuple[date, date | None, tuple[str, ...]]]:
    """The longest runs of days with one set of two or more kinds; without an end at the horizon."""
    began: date = first
    before: tuple[str, ...] = ()
    day = first
    while day <= horizon:
        kinds = tuple(
            sorted({r["kind"] for r in rows if r["from"] <= day and (r["to"] is None or day <= r["to"])})
        )
        if kinds != before:
            if len(before) > 1:
                yield began, day - timedelta(days=1), before
            began, before = day, kinds
        day += timedelta(days=1)
    if len(before) > 1:
        yield began, None, before


def _is_transfer(rows: list[Row], began: date, ended: date | None) -> bool:
    if ended != began:
        return False
    left = {r["kind"] for r in rows if r["placed"] and r["to"] == began and r["from"] < began}
    entered = {
        r["kind"] for r in rows if r["placed"] and r["from"] == began and (r["to"] is None or r["to"] > began)
    }
    return bool(left and entered and left != entered)
