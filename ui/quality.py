"""The tables and sentences of Datakvalitet: what has been taken in, how fresh and how whole it is."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

import pandas as pd

from domain import formats, titles
from domain.definitions import quality
from ui.cards import Card
from ui.selection import told_apart
from ui.tables import Column, Kind, Table

STATES = {"avvisad": "Avvisad", "vantar": "Väntar", "rattad": "Rättad"}
SEVERITIES = {"fel": "Fel", "varning": "Varning", "upplysning": "Upplysning"}
TOTAL = "Alla enheter"
NO_UNIT = "Utan enhet"
_REASONS = 3

_NOT_COVERED = {
    "unpriced_days": "Dygn utan pris: de räknas, men deras kostnad är okänd",
    "unknown_sex": "Dygn för personer med okänt kön",
    "unknown_age": "Dygn för personer med okänd ålder",
    "unknown_unit": "Dygn utan enhet",
    "unknown_legal_basis": "Dygn utan lagrum",
    "unknown_target_group": "Dygn utan målgrupp",
    "unknown_main_reason": "Dygn utan huvudorsak",
    "rejected_placements": "Avvisade placeringar, som inte är med i någon siffra",
    "rejected_others": "Andra avvisade rader: priser, personer, lagrum med mera",
    "rejected_unseen": "Avvisade rader utan enhet, som kan höra till dina enheter",
    "waiting_rows": "Rader som väntar på en placering som inte har kommit",
    "counted_beyond_source": "Pågående placeringar som räknas längre än deras källa når",
}


def cards(needed: pd.DataFrame, loads: pd.DataFrame) -> list[Card]:
    """How it stands with the facts, in four figures."""
    numbers = dict(zip(needed["item"], needed["number"], strict=True))
    latest = next((row for row in loads.to_dict("records")), {})
    return [
        Card(
            "Senaste inläsning",
            formats.date(latest.get("finished_at")),
            quality.DATA_THROUGH,
            note=f"nr {latest.get('load_id')}, {latest.get('source')}, "
            f"till och med {formats.date(latest.get('data_through'))}",
        ),
        Card(
            "Avvisade rader",
            formats.count(numbers.get("rows_rejected"), "rad", "rader"),
            quality.REJECTED,
            note="som ingen senare leverans har rättat",
        ),
        Card(
            "Väntande rader",
            formats.count(numbers.get("rows_waiting"), "rad", "rader"),
            quality.WAITING,
            note="tas in när placeringen kommer",
        ),
        Card(
            "Iakttagelser",
            formats.with_unit(numbers.get("findings_wrong"), "fel"),
            quality.FINDINGS,
            note=f"och {formats.count(numbers.get('findings_doubtful'), 'varning', 'varningar')}",
        ),
    ]


def not_covered(rows: pd.DataFrame, first: dt.date, last: dt.date) -> Table:
    """What the figures of a period leave out, where there is anything: how much, and the share of the days."""
    listed = [
        (
            _NOT_COVERED[str(row["item"])],
            row["number"],
            Decimal(row["number"]) / row["among"] if row["among"] and formats.known(row["number"]) else None,
        )
        for row in rows.to_dict("records")
        if row["number"] != 0
    ]
    columns = (
        Column("words", formats.period(first, last), Kind.TEXT),
        Column("number", "Antal", Kind.COUNT),
        Column("share", "Andel av dygnen", Kind.PART),
    )
    names = [column.name for column in columns]
    frame = pd.DataFrame(listed, columns=names, dtype=object)
    return Table("Vad siffrorna inte omfattar", columns, frame)


def freshness(rows: pd.DataFrame) -> Table:
    """How far each source reaches, for each kind of fact in the order of a delivery."""
    order = {code: place for place, code in enumerate(titles.ENTITIES)}
    inside = rows.sort_values(
        ["entity", "source"], key=lambda column: column.map(order) if column.name == "entity" else column
    )
    shown = inside.assign(entity=[titles.entity(code) for code in inside["entity"]])
    behind = Column("days_behind", "Dagar efter den som når längst", Kind.COUNT)
    columns = (
        Column("entity", "Slags uppgift", Kind.TEXT),
        Column("source", "Källa", Kind.TEXT),
        Column("data_through", "Till och med", Kind.DATE),
        *((behind,) if rows["source"].nunique() > 1 else ()),
        Column("latest_load", "Senaste inläsning", Kind.LABEL),
    )
    return Table("Hur färska uppgifterna är", columns, shown)


def loads(rows: pd.DataFrame) -> Table:
    """The loads, the latest first."""
    what = [
        f"ångrar {row['undoes']}"
        if formats.known(row["undoes"])
        else f"ångrad av {row['undone_by']}"
        if formats.known(row["undone_by"])
        else "gäller"
        for row in rows.to_dict("records")
    ]
    whole = ["fullständig" if value else "ändringar" for value in rows["complete"]]
    columns = (
        Column("load_id", "Nr", Kind.LABEL),
        Column("source", "Källa", Kind.TEXT),
        Column("data_through", "Till och med", Kind.DATE),
        Column("finished_at", "Inläst", Kind.TIME),
        Column("rows_read", "Lästa rader", Kind.COUNT),
        Column("rows_accepted", "Godtagna", Kind.COUNT),
        Column("rows_rejected", "Avvisade", Kind.COUNT),
        Column("rows_left_out", "Utelämnade", Kind.COUNT),
        Column("files", "Filer", Kind.COUNT),
        Column("whole", "Omfattning", Kind.TEXT),
        Column("revision", "Revision", Kind.LABEL),
        Column("what", "Läge", Kind.TEXT),
    )
    return Table("Inläsningar", columns, rows.assign(what=what, whole=whole))


def load_files(rows: pd.DataFrame, load: int | None) -> Table:
    """The files of one load: read = new + changed + unchanged + superseded + rejected + left out."""
    shown = rows.assign(entity=[titles.entity(code) for code in rows["entity"]])
    counts = (
        ("rows_read", "Lästa"),
        ("rows_new", "Nya"),
        ("rows_changed", "Ändrade"),
        ("rows_unchanged", "Oförändrade"),
        ("rows_superseded", "Ersatta av nyare"),
        ("rows_rejected", "Avvisade"),
        ("rows_left_out", "Utelämnade"),
    )
    columns = (
        Column("file", "Fil", Kind.TEXT),
        Column("entity", "Slags uppgift", Kind.TEXT),
        Column("data_through", "Till och med", Kind.DATE),
        *(Column(name, heading, Kind.COUNT) for name, heading in counts),
    )
    total: dict[str, object] = {name: int(rows[name].sum()) for name, _ in counts}
    return Table(
        f"Filer i inläsning {load}",
        columns,
        shown,
        {**total, "file": "Totalt", "entity": "", "data_through": ""},
    )


def rejected_rules(rows: pd.DataFrame) -> Table:
    """Rejected and waiting rows counted by kind of fact, rule and state."""
    counted: Counter[tuple[str, str, str]] = Counter()
    for row in rows.to_dict("records"):
        counted[(titles.rule(row["rule"]), titles.entity(row["entity"]), STATES[row["state"]])] += row["rows"]
    listed = [(rule, number, entity, state) for (rule, entity, state), number in counted.most_common()]
    columns = (
        Column("rule", "Skäl", Kind.TEXT),
        Column("rows", "Rader", Kind.COUNT),
        Column("entity", "Slags uppgift", Kind.TEXT),
        Column("state", "Läge", Kind.TEXT),
    )
    total: dict[str, object] = {"rule": "Totalt", "entity": "", "state": "", "rows": counted.total()}
    names = [column.name for column in columns]
    return Table("Rader per skäl", columns, pd.DataFrame(listed, columns=names, dtype=object), total)


def rejected_units(rows: pd.DataFrame) -> Table:
    """Rows that nobody has put right, by unit: how many, and what most of them are about."""
    units = units_of(rows)
    shown = list(units.values())
    standing = [row for row in rows.to_dict("records") if row["state"] != "rattad"]
    number: Counter[str] = Counter()
    reasons: dict[str, Counter[str]] = {}
    for row in standing:
        unit = units[row["unit"] or ""]
        number[unit] += row["rows"]
        reasons.setdefault(unit, Counter())[titles.rule(row["rule"])] += row["rows"]
    listed = [
        (unit, count, ", ".join(f"{rule} ({of})" for rule, of in reasons[unit].most_common(_REASONS)))
        for unit, count in sorted(number.items(), key=lambda found: (-found[1], shown.index(found[0])))
    ]
    columns = (
        Column("unit", "Enhet", Kind.TEXT),
        Column("rows", "Rader", Kind.COUNT),
        Column("reasons", "Vanligaste skälen", Kind.SENTENCE),
    )
    names = [column.name for column in columns]
    total: dict[str, object] = {"unit": "Totalt", "rows": number.total(), "reasons": ""}
    return Table(
        "Avvisade och väntande rader per enhet",
        columns,
        pd.DataFrame(listed, columns=names, dtype=object),
        total,
    )


def rejected_rows(rows: pd.DataFrame, units: Mapping[str, str]) -> Table:
    """The rows themselves: where each stands and how it is mended. No value of the row is kept.

    `units` are the labels of the units by code.
    """
    shown = rows.assign(
        entity=[titles.entity(code) for code in rows["entity"]],
        rule=[titles.rule(code) for code in rows["rule"]],
        state=[
            f"Rättad i inläsning {by}" if formats.known(by) else STATES[code]
            for code, by in zip(rows["state"], rows["resolved_by_load"], strict=True)
        ],
        column=[value or "hela raden" for value in rows["column"]],
        unit=[units[unit or ""] for unit in rows["unit"]],
    )
    columns = (
        Column("file", "Fil", Kind.TEXT),
        Column("line", "Rad", Kind.LABEL),
        Column("column", "Kolumn", Kind.TEXT),
        Column("rule", "Skäl", Kind.TEXT),
        Column("message", "Vad som är fel och hur det rättas", Kind.SENTENCE),
        Column("unit", "Enhet", Kind.TEXT),
        Column("state", "Läge", Kind.TEXT),
        Column("load_id", "Inläsning", Kind.LABEL),
        Column("entity", "Slags uppgift", Kind.TEXT),
    )
    return Table("Avvisade och väntande rader", columns, shown)


def findings(rows: pd.DataFrame) -> Table:
    """How many facts break each rule, the worst first."""
    shown = rows.assign(
        severity=[SEVERITIES[code] for code in rows["severity"]],
        entity=[titles.entity(code) for code in rows["entity"]],
        rule=[titles.rule(code) for code in rows["rule"]],
    )
    columns = (
        Column("rule", "Iakttagelse", Kind.TEXT),
        Column("findings", "Antal", Kind.COUNT),
        Column("severity", "Allvar", Kind.TEXT),
        Column("entity", "Slags uppgift", Kind.TEXT),
        Column("message", "Vad det betyder och hur det rättas", Kind.SENTENCE),
    )
    return Table("Iakttagelser per regel", columns, shown)


def finding_rows(rows: pd.DataFrame) -> Table:
    """Which facts break a rule: the key that the source knows each by."""
    shown = rows.assign(
        entity=[titles.entity(code) for code in rows["entity"]],
        unit=[unit or NO_UNIT for unit in rows["unit"]],
    )
    columns = (
        Column("key", "Nyckel i källan", Kind.TEXT),
        Column("entity", "Slags uppgift", Kind.TEXT),
        Column("unit", "Enhet", Kind.TEXT),
    )
    return Table("Uppgifter med iakttagelsen", columns, shown)


def completeness(rows: pd.DataFrame, entity: str) -> Table:
    """The share of the facts that have each field, for all and for each unit."""
    of_entity = rows[rows["entity"] == entity]
    units = {
        row["unit"]: row["unit_name"] or row["unit"] or NO_UNIT
        for row in of_entity.to_dict("records")
        if not row["is_total"]
    }
    shown: dict[str, dict[str, object]] = {}
    for row in of_entity.to_dict("records"):
        line = shown.setdefault(str(row["field"]), {"field": titles.field(str(row["field"]))})
        share = row["filled"] / row["facts"]
        if row["is_total"]:
            line |= {"facts": row["facts"], "missing": row["facts"] - row["filled"], "share": share}
        else:
            line[f"unit {row['unit']}"] = share
    columns = (
        Column("field", "Fält", Kind.TEXT),
        Column("share", TOTAL, Kind.PART),
        Column("missing", "Saknas", Kind.COUNT),
        Column("facts", "Av", Kind.COUNT, "Antal som kan ha fältet"),
        *(Column(f"unit {unit}", str(name), Kind.PART) for unit, name in units.items()),
    )
    in_order = [shown[code] for code in titles.FIELDS if code in shown]
    names = [column.name for column in columns]
    frame = pd.DataFrame(
        [[line.get(name) for name in names] for line in in_order], columns=names, dtype=object
    )
    return Table(f"Fullständighet: {titles.entity(entity).lower()}", columns, frame)


def entities_of(rows: pd.DataFrame) -> dict[str, str]:
    """The kinds of fact in an answer, with their names, in the order of a delivery."""
    present = set(rows["entity"])
    return {code: name for code, name in titles.ENTITIES.items() if code in present}


def units_of(rows: pd.DataFrame) -> dict[str, str]:
    """The units in an answer, by name, each told from another of the same name; '' stands for none."""
    names = {
        row["unit"] or "": row["unit_name"] or row["unit"] or NO_UNIT
        for row in rows[["unit", "unit_name"]].to_dict("records")
    }
    return told_apart(dict(sorted(names.items(), key=lambda unit: (not unit[0], unit[1], unit[0]))))


def rules_of(rows: pd.DataFrame) -> dict[str, str]:
    """The rules in an answer, with their names."""
    return {code: titles.rule(code) for code in sorted(set(rows["rule"]), key=titles.rule)}
