"""The tables of Mål about levels and follow-ups: changes, what waits, and goals one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from domain import formats
from domain.definitions import goals
from ui import person_words
from ui.cards import Card
from ui.goal_charts import DIRECTIONS, direction
from ui.goal_outcomes import GROUPINGS, Row
from ui.goal_selection import GoalOptions
from ui.open_steps import links
from ui.sign_in import User
from ui.tables import Column, Kind, Table

_GOALS = {"forbattra": "Förbättra", "behalla": "Behålla"}
LISTS = {False: "Utan uppföljning", True: "Säger emot sig själva"}
"""What a list is of: goals without a follow-up, or those that contradict themselves."""


def named_levels(rows: pd.DataFrame) -> tuple[list[str], list[str]]:
    """The levels of a scale as text, the best first, and what they are called. `rows` from `goal_levels`."""
    levels = [str(level) for level in rows["level"]]
    names = [
        f"{level} {label}" if formats.known(label) else level
        for level, label in zip(levels, rows["label"], strict=True)
    ]
    return levels, names


def directions(rows: pd.DataFrame, levels: Sequence[str]) -> dict[str, int]:
    """How many went which way. `rows` from `goal_transitions`."""
    found = dict.fromkeys(DIRECTIONS, 0)
    for row in rows.to_dict("records"):
        way = direction(levels.index(str(row["first_level"])), levels.index(str(row["last_level"])))
        found[way] += int(row["changes"])
    return found


def changes(rows: pd.DataFrame, levels: Sequence[str], names: Sequence[str], area: str) -> Table:
    """From each first level to each last, one row a pair."""
    called = dict(zip(levels, names, strict=True))
    listed = [
        (
            called[str(row["first_level"])],
            called[str(row["last_level"])],
            DIRECTIONS[
                direction(levels.index(str(row["first_level"])), levels.index(str(row["last_level"])))
            ],
            row["changes"],
            row["persons"],
        )
        for row in rows.to_dict("records")
    ]
    columns = (
        Column("first", "Första nivå", Kind.TEXT),
        Column("last", "Senaste nivå", Kind.TEXT),
        Column("way", "Förändring", Kind.TEXT),
        Column("changes", "Antal", Kind.COUNT),
        Column("persons", "Personer", Kind.COUNT),
    )
    frame = pd.DataFrame(listed, columns=[column.name for column in columns], dtype=object)
    # a person may have several interventions: persons are not added up
    whole: dict[str, object] = {
        "first": "Alla",
        "last": "",
        "way": "",
        "changes": int(frame["changes"].sum()),
    }
    return Table(f"Från första till senaste nivå: {area}", columns, frame, {**whole, "persons": ""})


def waiting_cards(whole: Row) -> list[Card]:
    """How many goals run, and how many nobody has followed up. `whole` from `goal_waiting`."""
    when = formats.date(whole["today"])
    return [
        Card(
            "Mål utan uppföljning",
            formats.count(whole["late"], "mål", "mål"),
            goals.UNFOLLOWED,
            note=f"av {formats.number(whole['goals'])} i insatser som pågår {when}",
        ),
        Card(
            "Därav aldrig uppföljda",
            formats.count(whole["never_followed_up"], "mål", "mål"),
            goals.UNFOLLOWED,
            note="sedan de sattes",
        ),
        Card(
            "Insatsen är okänd",
            formats.count(whole["not_placed"], "mål", "mål"),
            goals.UNFOLLOWED,
            note="om de pågår kan inte sägas",
        ),
    ]


def waiting(rows: pd.DataFrame, whole: Row, options: GoalOptions, instrument: str, grouping: str) -> Table:
    """What waits, by a dimension. `rows` from `goal_waiting`."""
    order = options.order(grouping, instrument)
    told = [row for row in rows.to_dict("records") if not row["is_total"] and not row["is_withheld"]]
    told.sort(key=lambda row: order.index(row["code"]) if row["code"] in order else len(order))
    listed = [
        (options.label(grouping, instrument, str(row["code"])), *_counts(row)) for row in told if row["goals"]
    ]
    columns = (
        Column("label", GROUPINGS[grouping], Kind.TEXT),
        Column("share", "Andel utan", Kind.PART, "Andel utan uppföljning"),
        Column("late", "Utan uppföljning", Kind.COUNT),
        Column("never", "Aldrig uppföljda", Kind.COUNT),
        Column("goals", "Pågående mål", Kind.COUNT),
    )
    names = [column.name for column in columns]
    frame = pd.DataFrame(listed, columns=names, dtype=object)
    all_row = dict(zip(names, ("Alla", *_counts(whole)), strict=True))
    return Table(f"Mål utan uppföljning per {GROUPINGS[grouping].lower()}", columns, frame, all_row)


def _counts(row: Row) -> tuple[object, ...]:
    late, running = int(row["late"]), int(row["goals"])
    return (late / running if running else None, late, row["never_followed_up"], running)


def listed(
    rows: pd.DataFrame,
    user: User,
    options: GoalOptions,
    instrument: str,
    names: Mapping[str, str],
    title: str,
) -> Table:
    """Goals one by one, each a way to the person's flow. `rows` from `goal_list`; `names` of the levels."""
    addresses = links(rows, user)
    found = [
        (
            row["case_id"]
            if isinstance(row["case_id"], str)
            else f"utan ärende ({person_words.short(row['person_key'])})",
            options.label("life_area", instrument, str(row["life_area"])),
            _GOALS.get(str(row["goal"]), formats.UNKNOWN),
            *(_level(row[name], names) for name in ("first_level", "goal_level", "last_level")),
            row["followed_up_on"],
            row["due_on"],
            options.label("intervention_type", instrument, str(row["intervention_type"] or "")),
            options.label("unit", instrument, str(row["unit"] or "")),
            address,
        )
        for row, address in zip(rows.to_dict("records"), addresses, strict=True)
    ]
    columns = (
        Column("case", "Ärende", Kind.TEXT, link="address"),
        Column("area", "Livsområde", Kind.TEXT),
        Column("goal", "Mål", Kind.TEXT),
        Column("first", "Första nivå", Kind.TEXT),
        Column("aim", "Målets nivå", Kind.TEXT),
        Column("last", "Senaste nivå", Kind.TEXT),
        Column("followed", "Uppföljt", Kind.DATE_IF_ANY),
        Column("due", "Skulle följts upp", Kind.DATE_IF_ANY),
        Column("type", "Insatstyp", Kind.TEXT),
        Column("unit", "Enhet", Kind.TEXT),
    )
    frame = pd.DataFrame(found, columns=[*(column.name for column in columns), "address"], dtype=object)
    return Table(title, columns, frame)


def _level(value: object, names: Mapping[str, str]) -> str:
    if not formats.known(value):
        return formats.UNKNOWN
    level = str(int(str(value).split(".")[0]))
    return names.get(level, level)
