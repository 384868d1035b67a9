"""The parts of Definitioner: every figure with its SQL, the rules that days are counted by, and the words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import pandas as pd
import streamlit as st

from domain.definitions import EVERY, VERSION, Definition
from domain.definitions.day_rules import DAY_RULES, EXAMPLE, WORKED, day_rule
from domain.glossary import GLOSSARY
from queries import questions
from ui import address, explain, states, tables
from ui.reading import ViewTexts
from ui.tables import Column, Kind, Table


def asked() -> tuple[str, str | None, list[str]]:
    """The words looked for, the one figure asked for, and what of the address could not be followed."""
    names = [definition.name for definition in EVERY]
    address.look("figur", "Siffra", names)
    left, right = st.columns(2)
    words = left.text_input(
        "Sök bland siffror och ord",
        key="sok",
        bind="query-params",
        max_chars=100,
        type="search",
        placeholder="Till exempel dygn, avtal eller pris",
    )
    name = right.selectbox(
        "Siffra",
        names,
        index=None,
        key="figur",
        bind="query-params",
        filter_mode="contains",
        placeholder="Alla siffror",
    )
    return str(words or ""), name, address.remarks((words, name))


def contents(found: Sequence[Definition]) -> None:
    """The figures by name, each a way down to its place."""
    if not found:
        states.nothing_found(
            "Ingen siffra passar.", "Pröva ett annat ord, till exempel dygn, avtal eller kostnad."
        )
        return
    if len(found) == 1:
        return
    links = "".join(f'<li><a href="#{d.code}">{escape(d.name)}</a></li>' for d in found)
    links += '<li><a href="#dygnsregler">Så räknas dygn</a></li><li><a href="#ordlista">Ordlista</a></li>'
    st.html(f'<nav aria-label="Siffror"><ul class="ik-contents">{links}</ul></nav>')


def figures(found: Sequence[Definition], texts: Callable[[Sequence[str]], ViewTexts]) -> None:
    """Each figure in full. `texts` reads the comment and the SQL of views: asked only for what is opened."""
    for definition in found:
        st.header(definition.name, anchor=definition.code)
        rows = (
            ("Enhet", definition.unit),
            ("Räknas per", definition.grain),
            ("Regel", definition.rule),
            ("Gäller sedan", f"{definition.since} (definitionernas version {VERSION})"),
        )
        listed = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in rows)
        st.html(f'<p class="ik-definition">{escape(definition.text)}</p><dl class="ik-facts">{listed}</dl>')
        folded = st.expander(f"SQL: {definition.name}", key=f"sql-{definition.code}", on_change="rerun")
        if folded.open:
            with folded:
                _sql(definition, texts(definition.views))


def _sql(definition: Definition, texts: ViewTexts) -> None:
    st.markdown(f"Frågan `{definition.question}`")
    st.code(questions.named(definition.question).sql, language="sql", height=280)
    for name in definition.views:
        comment, text = texts[name]
        st.markdown(f"Vyn `{name}`")
        explain.note(st, comment)
        st.code(text, language="sql", height=280)


def counting(rule_in_force: str) -> None:
    """The rules for days with a worked example, and which of them is the board's."""
    st.header("Så räknas dygn", anchor="dygnsregler")
    st.write(f"Nämndens regel för vårddygn: {day_rule(rule_in_force)}")
    st.write(
        "Kostnad räknas med avtalets regel, som kan vara en annan. En pågående placering räknas till och med "
        "den dag uppgifterna sträcker sig till."
    )
    rows = [(DAY_RULES[rule.code], rule.days, rule.number, *rule.by_month, rule.same_day) for rule in WORKED]
    columns = (
        Column("rule", "Regel", Kind.TEXT),
        Column("days", f"{EXAMPLE}: dygn som räknas", Kind.TEXT),
        Column("number", "Antal", Kind.COUNT),
        Column("january", "Varav i januari", Kind.COUNT),
        Column("february", "Varav i februari", Kind.COUNT),
        Column("same_day", "In och ut samma dag", Kind.COUNT),
    )
    names = [column.name for column in columns]
    tables.show(Table("Räkneregler med exempel", columns, pd.DataFrame(rows, columns=names, dtype=object)))


def glossary(words: str) -> None:
    """The words of the screens; those that hold what is looked for."""
    asked = words.casefold().split()
    found = {
        word: meaning
        for word, meaning in GLOSSARY.items()
        if all(part in f"{word} {meaning}".casefold() for part in asked)
    }
    st.header("Ordlista", anchor="ordlista")
    if not found:
        explain.note(st, "Inget ord i ordlistan passar.")
    listed = "".join(f"<dt>{escape(word)}</dt><dd>{escape(meaning)}</dd>" for word, meaning in found.items())
    st.html(f'<dl class="ik-words">{listed}</dl>')
