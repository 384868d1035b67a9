"""Who has extensive support: persons by a rule or by their set of kinds, under an opening, each a way to the flow."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from domain import formats
from ui import (
    address,
    draw,
    explain,
    openings,
    parallel_rules,
    person_words,
    purpose,
    reference,
    states,
)
from ui.exports import Account
from ui.openings import Subject
from ui.parallel_figures import WORTH, Figures, worth
from ui.parallel_rules import Rule
from ui.parallel_selection import Reach
from ui.reading import StoreState, read, read_individuals
from ui.sign_in import User
from ui.tables import Column, Kind, Table

PAGE = "parallella_insatser"
BY_RULE, BY_SET = "Omfattande stöd", "En kombination"
_WAYS = (BY_RULE, BY_SET)


def show(user: User, state: StoreState, figures: Figures, account: Account) -> None:
    """Choose whom to see, say how many they are, ask for the purpose, and list them."""
    address.look("visa-personer", "Visa personer med", _WAYS)
    way = st.segmented_control(
        "Visa personer med", _WAYS, default=BY_RULE, required=True, key="visa-personer", bind="query-params"
    )
    rule = parallel_rules.choose(user, figures.reach) if way != BY_SET else _set(figures)
    # told of here: what was looked for above belongs to the day and the period
    states.said_of_the_address(address.remarks((way, rule)))
    if rule is None:
        return
    asked = {**figures.chosen.on_day, **rule.params}
    counted = read("parallel_rule_count", user.scope, state, **asked).to_dict("records")[0]
    day = formats.date(figures.chosen.day)
    if counted["undecided"]:
        explain.note(
            st,
            f"För {formats.count(counted['undecided'], 'person', 'personer')} därutöver saknas timmar eller pris, "
            "så att det inte går att avgöra om regeln är uppfylld.",
        )
    if not counted["persons"]:
        states.nothing_found(f"Ingen uppfyller det {day}.", "Välj en annan dag eller ändra regeln.")
        return
    number = formats.count(counted["persons"], "person", "personer")
    st.write(f"**{number}** {day}.")
    words = {
        "Dag": day,
        **{name: value for name, value in figures.chosen.words(figures.reach).items() if name == "Enhet"},
        "Personer med": rule.words(figures.reach),
    }
    subject = Subject(PAGE, "Personer med parallella insatser", words, individuals=int(counted["persons"]))
    opening = purpose.ask(user, subject)
    if opening is None:
        return
    rows = read_individuals(opening, "parallel_persons", **asked)
    if len(rows) < counted["persons"]:
        explain.note(st, "Personer med skyddade personuppgifter är med i antalet men inte i listan.")
    said = Account(account.title, (*account.lines, ("Personer med", words["Personer med"])))
    log = partial(openings.logged_export, user.scope, subject, opening.purpose)
    draw.table(table(user, rows, figures.reach), said, "personer-med-parallella-insatser", log=log)


def _set(figures: Figures) -> Rule | None:
    """One of the sets of kinds that somebody has on the day."""
    offered = {
        figures.reach.together(row["kinds"]): (tuple(row["kinds"]), row["persons"])
        for row in figures.sets_on_day.to_dict("records")
    }
    address.look("kombination", "Kombination", offered)
    picked = st.selectbox(
        "Kombination",
        list(offered),
        index=None,
        placeholder="Välj en kombination",
        key="kombination",
        bind="query-params",
        filter_mode="contains",
    )
    if picked not in offered:
        explain.note(st, "Kombinationerna är de som någon har den valda dagen, de vanligaste först.")
        return None
    kinds, _ = offered[picked]
    return Rule(kinds=kinds, least_kinds=len(kinds), exactly=True)


def table(user: User, rows: pd.DataFrame, reach: Reach) -> Table:
    """The persons as they are listed: no id and no name, each a link to the individual's flow."""
    found = rows.to_dict("records")
    shown = worth(rows).assign(
        person=[person_words.who(row["sex"], row["age_years"]) for row in found],
        flow=[reference.link(user, person_key=str(row["person_key"])) for row in found],
        key=[person_words.short(row["person_key"]) for row in found],
        together=[reach.together(row["kinds"]) for row in found],
        where=[", ".join(reach.units.get(unit, unit) for unit in row["units"]) for row in found],
    )
    columns = (
        Column("person", "Person", Kind.TEXT, link="flow"),
        Column("key", "Nyckel", Kind.TEXT),
        Column("together", "Får samtidigt", Kind.SENTENCE),
        Column("since", "Sedan", Kind.DATE),
        Column("days", "Dagar i följd", Kind.COUNT),
        *_worth(rows),
        Column("where", "Enheter", Kind.TEXT),
    )
    # what is not shown is not sent: the whole key, the codes
    kept = [column.name for column in columns] + ["flow"]
    return Table("Personer", columns, shown[kept])


def _worth(rows: pd.DataFrame) -> tuple[Column, ...]:
    """Hours and cost; beside each how much of it is unknown, where anything is."""
    return tuple(
        column
        for column in WORTH
        if column.name not in ("without_hours", "unpriced") or rows[column.name].any()
    )
