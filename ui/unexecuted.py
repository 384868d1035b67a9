"""Decisions that were not carried out within three months: the quarter's report to IVO, and the council's figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable

import pandas as pd

from domain import formats
from domain.case_limits import FEWEST_PERSONS
from domain.definitions import flow
from ui import person_words
from ui.cards import Card
from ui.flow_labels import Labels
from ui.open_steps import links
from ui.sign_in import User
from ui.tables import Column, Kind, Table

STATES = {
    "ej_verkstallt": "Ej verkställt",
    "verkstallt": "Verkställt efter mer än tre månader",
    "upphort": "Upphörde utan att ha verkställts",
}
"""What a wait is in a quarter's report, in the order it is told."""

Row = dict[Hashable, object]


def unknown() -> list[Card]:
    """The same figures where what they are counted from has never been delivered."""
    return [Card(words, formats.UNKNOWN, flow.UNEXECUTED) for words in STATES.values()]


def cards(rows: pd.DataFrame) -> list[Card]:
    """The quarter in a few figures. `rows` from `unexecuted_counts`."""
    totals = {row["state"]: row for row in rows.to_dict("records") if row["is_total"]}
    made = []
    for state, words in STATES.items():
        row = totals.get(state, {"decisions": 0, "persons": 0, "median_days": None})
        note = formats.count(row["persons"], "person", "personer")
        if formats.known(row["median_days"]):
            note += f", median {formats.duration(row['median_days'])}"
        made.append(
            Card(words, formats.count(row["decisions"], "beslut", "beslut"), flow.UNEXECUTED, note=note)
        )
    return made


def council(rows: pd.DataFrame, labels: Labels) -> Table:
    """The figures to the council, which leave the board: decisions by what was granted, and of no few persons alone.

    What too few share stands together with more of its state, so that nothing withheld can be had by subtraction.
    """
    listed: list[tuple[object, ...]] = []
    of_state: dict[str, list[Row]] = {}
    for row in rows.to_dict("records"):
        if not row["is_total"]:
            of_state.setdefault(str(row["state"]), []).append(row)
    for state, words in STATES.items():
        told, others = _parted(of_state.get(state, []))
        listed += sorted(
            (
                words,
                labels.given(row["kind"]),
                labels.label("legal_basis", row["legal_basis"]),
                labels.label("sex", row["sex"]),
                row["decisions"],
            )
            for row in told
        )
        if others:
            number = sum(int(str(row["decisions"])) for row in others)
            listed.append((words, "Övriga insatser", "Alla", "Alla", number))
    columns = (
        Column("state", "Läge", Kind.TEXT),
        Column("kind", "Insats", Kind.TEXT),
        Column("legal_basis", "Lagrum", Kind.TEXT),
        Column("sex", "Kön", Kind.TEXT),
        Column("decisions", "Beslut", Kind.COUNT),
    )
    names = [column.name for column in columns]
    frame = pd.DataFrame(listed, columns=names, dtype=object)
    return Table("Siffror till fullmäktige", columns, frame)


def _parted(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """The rows that enough persons share, and those that stand together; a state of too few persons has neither."""
    by_size = sorted(rows, key=_persons)
    others: list[Row] = []
    while by_size and (
        _persons(by_size[0]) < FEWEST_PERSONS or 0 < sum(map(_persons, others)) < FEWEST_PERSONS
    ):
        others.append(by_size.pop(0))
    if sum(map(_persons, others)) < FEWEST_PERSONS:
        return by_size, []
    return by_size, others


def _persons(row: Row) -> int:
    return int(str(row["persons"]))


def persons(rows: pd.DataFrame, user: User, labels: Labels, to_on: dt.date) -> Table:
    """One row a person, with all that waits or waited for that person. `rows` from `unexecuted_decisions`."""
    addresses = links(rows, user)
    listed: list[tuple[object, ...]] = []
    of_person: dict[object, list[tuple[Row, str]]] = {}
    for row, address in zip(rows.to_dict("records"), addresses, strict=True):
        of_person.setdefault(row["person_key"], []).append((row, address))
    for key, waits in of_person.items():
        first, address = waits[0]
        listed.append(
            (
                f"{person_words.who_in(to_on.year, first['sex'], first['birth_year'])} ({person_words.short(key)})",
                "; ".join(dict.fromkeys(STATES[str(row["state"])] for row, _ in waits)),
                len({row["decision_id"] for row, _ in waits}),
                max(int(str(row["days"])) for row, _ in waits),
                " ".join(_told(row, labels) for row, _ in waits),
                ", ".join(dict.fromkeys(labels.label("unit", row["unit"]) for row, _ in waits)),
                ", ".join(dict.fromkeys(str(row["case_id"]) for row, _ in waits)),
                address,
            )
        )
    columns = (
        Column("person", "Person", Kind.TEXT, link="address"),
        Column("state", "Läge", Kind.TEXT),
        Column("decisions", "Beslut", Kind.COUNT),
        Column("days", "Längsta väntan", Kind.DURATION, "Längsta väntan, dagar"),
        Column("told", "Vad som har hänt", Kind.SENTENCE),
        Column("unit", "Enhet", Kind.TEXT),
        Column("case", "Ärende", Kind.TEXT),
    )
    names = [*(column.name for column in columns), "address"]
    frame = pd.DataFrame(listed, columns=names, dtype=object)
    return Table("Rapport till IVO, en rad per person", columns, frame)


def decisions(rows: pd.DataFrame, labels: Labels) -> Table:
    """One row a wait of a decision: the same in columns, for whoever fills in the report."""
    shown = pd.DataFrame(
        [
            {
                "case": row["case_id"],
                "decision": row["decision_id"],
                "state": STATES[str(row["state"])],
                "kind": labels.given(row["kind"]),
                "legal_basis": labels.label("legal_basis", row["legal_basis"]),
                "decided_on": row["decided_on"],
                "since": "avbrott" if row["is_interrupted"] else "beslut",
                "started_on": row["started_on"],
                "ended_on": row["ended_on"] if row["state"] == "verkstallt" else None,
                "days": row["days"],
                "events": _events(row, labels),
                "unit": labels.label("unit", row["unit"]),
                "sex": labels.label("sex", row["sex"]),
                "birth_year": row["birth_year"],
            }
            for row in rows.to_dict("records")
        ],
        dtype=object,
    )
    columns = (
        Column("case", "Ärende", Kind.TEXT),
        Column("decision", "Beslutets id", Kind.TEXT),
        Column("state", "Läge", Kind.TEXT),
        Column("kind", "Insats", Kind.TEXT),
        Column("legal_basis", "Lagrum", Kind.TEXT),
        Column("decided_on", "Beslutsdag", Kind.DATE),
        Column("since", "Väntan från", Kind.TEXT),
        Column("started_on", "Dag", Kind.DATE, "Väntan från, dag"),
        Column("ended_on", "Verkställt", Kind.DATE_IF_ANY),
        Column("days", "Väntan", Kind.DURATION, "Väntan, dagar"),
        Column("events", "Erbjudanden och avbrott", Kind.SENTENCE),
        Column("unit", "Enhet", Kind.TEXT),
        Column("sex", "Kön", Kind.TEXT),
        Column("birth_year", "Född", Kind.LABEL),
    )
    return Table("Underlag, en rad per beslut", columns, shown)


def _told(row: Row, labels: Labels) -> str:
    what = f"{labels.given(row['kind'])}, {labels.label('legal_basis', row['legal_basis'])}"
    began = f"beslut {formats.date(row['decided_on'])}"
    if row["is_interrupted"]:
        began += f", avbrott {formats.date(row['started_on'])}"
    if row["state"] == "verkstallt":
        end = f"verkställt {formats.date(row['ended_on'])} efter {formats.duration(row['days'])}"
    elif row["state"] == "upphort":
        end = f"upphörde {formats.date(row['until_on'])}"
    else:
        end = f"väntar sedan {formats.duration(row['days'])}"
    events = _events(row, labels)
    return f"{what}: {began}, {end}.{f' {events}.' if events else ''}"


def _events(row: Row, labels: Labels) -> str:
    kinds, days = row["event_kinds"], row["event_days"]
    if not isinstance(kinds, list) or not isinstance(days, list):
        return ""
    return ", ".join(
        f"{labels.label('execution_event_kind', kind)} {formats.date(day)}"
        for kind, day in zip(kinds, days, strict=True)
    )
