"""The slow, obvious count of who comes back, what comes in and what was not carried out, from docs/figures.md alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from tests.etl.loading import DAY
from tests.spec.case_facts import Fact, Facts

ASSISTANCE = "ekonomiskt_bistand"
WITH_CLOCK = ("sol2001_4_1", "lss_9")
ONE = timedelta(days=1)


def year_after(day: date) -> date:
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return date(day.year + 1, day.month, last)


def months_after(day: date, number: int) -> date:
    count = day.year * 12 + day.month - 1 + number
    year, month = count // 12, count % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(day.day, (following - ONE).day))


def formal(facts: Facts) -> list[Fact]:
    """Investigations that are not of economic assistance alone."""
    reasons = {r["referral_id"]: r["reason"] for r in facts["referrals"]}
    found = []
    for one in facts["investigations"]:
        kinds = [
            d["intervention_type"]
            for d in facts["decisions"]
            if d["investigation_id"] == one["investigation_id"]
        ]
        if kinds:
            is_assistance = all(kind == ASSISTANCE for kind in kinds)
        else:
            is_assistance = reasons.get(one["referral_id"]) == "Ekonomiskt bistånd"
        if not is_assistance:
            found.append(one)
    return found


def spans(facts: Facts, person: str) -> list[tuple[date, date | None, str | None, str | None]]:
    """What runs for a person: first day, last day, unit, and the subject where it is an investigation."""
    found = [
        (i["opened_on"], i["closed_on"], i["unit"], i["subject"])
        for i in formal(facts)
        if i["person_id"] == person
    ]
    found += [
        (n["started_on"], n["ended_on"], n["unit"], None)
        for n in facts["interventions"]
        if n["person_id"] == person and n["intervention_type"] != ASSISTANCE
    ]
    return found


def closings(facts: Facts, person: str) -> Iterator[tuple[date, str | None, str | None]]:
    """The days after which nothing runs, with unit and subject of what ended; day by day."""
    held = spans(facts, person)

    def runs(day: date) -> bool:
        return any(first <= day and (last is None or day <= last) for first, last, _, _ in held)

    day = min((first for first, *_ in held), default=DAY + ONE)
    began = day
    while day <= DAY:
        if runs(day) and not runs(day - ONE):
            began = day
        if runs(day) and not runs(day + ONE):
            ended = [one for one in held if one[1] == day]
            latest = max(first for first, *_ in ended)
            unit = min((u for f, _, u, _ in ended if f == latest), key=lambda u: (u is None, u))
            told = [(f, s) for f, _, _, s in held if s is not None and began <= f <= day]
            last_told = max((f for f, _ in told), default=None)
            subject = min((s for f, s in told if f == last_told), default=None)
            yield day, unit, subject
        day += ONE


def re_referrals(facts: Facts) -> Counter[tuple[date, str | None, str | None, bool, bool]]:
    """Persons by month, unit, subject, whether the month is whole, and whether they came back."""
    counted: Counter[tuple[date, str | None, str | None, bool, bool]] = Counter()
    for person in {f["person_id"] for rows in facts.values() for f in rows if "person_id" in f}:
        last_of_month: dict[date, tuple[date, str | None, str | None]] = {}
        for day, unit, subject in closings(facts, person):
            last_of_month[day.replace(day=1)] = (day, unit, subject)
        for month, (day, unit, subject) in last_of_month.items():
            is_back = any(
                i["person_id"] == person and day < i["opened_on"] <= year_after(day) for i in formal(facts)
            )
            is_whole = year_after(months_after(month, 1) - ONE) <= DAY
            counted[(month, unit, subject, is_whole, is_back)] += 1
    return counted


def back_to_back(facts: Facts) -> Counter[tuple[date, str | None, str, bool]]:
    """Investigations by month, unit, subject and whether they came right after another."""
    counted: Counter[tuple[date, str | None, str, bool]] = Counter()
    for one in formal(facts):
        is_close = any(
            other["person_id"] == one["person_id"]
            and other["closed_on"] is not None
            and 0 <= (one["opened_on"] - other["closed_on"]).days <= 14
            and (other["opened_on"], other["investigation_id"]) < (one["opened_on"], one["investigation_id"])
            for other in formal(facts)
        )
        counted[(one["opened_on"].replace(day=1), one["unit"], one["subject"], is_close)] += 1
    return counted


def week(facts: Facts, monday: date, units: tuple[str, ...] | None) -> dict[str, int]:
    """One week of Inflöde."""

    def kept(rows: list[Fact]) -> list[Fact]:
        return [row for row in rows if units is None or (row["unit"] or "") in units]

    end = min(monday + timedelta(days=6), DAY)
    waiting = 0
    for r in kept(facts["referrals"]):
        stands = [day for day in (r["assessed_on"], opened_for(facts, r)) if day is not None]
        if r["preliminary_outcome"] == "pagaende" or (r["preliminary_outcome"] and not stands):
            continue
        waiting += r["received_on"] <= end and (not stands or max(r["received_on"], min(stands)) > end)
    investigations = kept(facts["investigations"])
    return {
        "received": sum(monday <= r["received_on"] <= end for r in kept(facts["referrals"])),
        "waiting": waiting,
        "opened": sum(monday <= i["opened_on"] <= end for i in investigations),
        "closed": sum(i["closed_on"] is not None and monday <= i["closed_on"] <= end for i in investigations),
        "running": sum(
            i["opened_on"] <= end and (i["closed_on"] is None or i["closed_on"] > end) for i in investigations
        ),
    }


def opened_for(facts: Facts, referral: Fact) -> date | None:
    """When an investigation was opened on a referral: one that names it, else one of its case that names none."""
    named: list[date] = [
        i["opened_on"] for i in facts["investigations"] if i["referral_id"] == referral["referral_id"]
    ]
    if named:
        return min(named)
    if referral["preliminary_outcome"] in ("inleds_ej", "pagaende"):
        return None
    of_case: list[date] = [
        i["opened_on"]
        for i in facts["investigations"]
        if i["referral_id"] is None
        and i["case_id"] == referral["case_id"]
        and i["person_id"] == referral["person_id"]
        and i["opened_on"] >= referral["received_on"]
    ]
    return min(of_case, default=None)


def waits(facts: Facts) -> Iterator[tuple[Fact, date, date | None]]:
    """Each wait of a granted decision with a clock: the decision, from when, and until what day if it ended."""
    for decision in facts["decisions"]:
        if decision["outcome"] != "bifall" or decision["legal_basis"] not in WITH_CLOCK:
            continue
        begun = [
            n["started_on"] for n in facts["interventions"] if n["decision_id"] == decision["decision_id"]
        ]
        events = [e for e in facts["execution_events"] if e["decision_id"] == decision["decision_id"]]
        yield decision, decision["decided_on"], min(begun, default=None)
        for stop in (e for e in events if e["kind"] == "avbrott"):
            again = [e["on"] for e in events if e["kind"] == "aterupptagen" and e["on"] >= stop["on"]]
            again += [day for day in begun if day > stop["on"]]
            yield decision, stop["on"], min(again, default=None)


def unexecuted(facts: Facts, from_on: date, to_on: date) -> Counter[tuple[str, str]]:
    """Waits that a quarter reports, by state and decision; followed day by day."""
    found: Counter[tuple[str, str]] = Counter()
    for decision, began, ended in waits(facts):
        deadline = months_after(began, 3)
        until = decision["valid_to"]
        state = None
        day = began
        while day <= min(to_on, DAY):
            if day == ended and (until is None or day <= until):
                state = "verkstallt" if day >= from_on and day > deadline else None
                break
            if until is not None and day >= until:
                state = "upphort" if until >= from_on and until > deadline else None
                break
            state = "ej_verkstallt" if day > deadline else None
            day += ONE
        if state:
            found[(state, decision["decision_id"])] += 1
    return found
