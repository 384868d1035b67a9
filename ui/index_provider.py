"""One provider in one of its groups: the year in large, follow-ups due, and the years one by one."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from domain import formats
from domain.definitions import provider_quality as definitions
from ui import (
    address,
    cards,
    explain,
    index_goals,
    index_matters,
    index_questions,
    index_rows,
    index_terms,
)
from ui.cards import Card, Comparison
from ui.exports import Account
from ui.index_asked import Asked
from ui.reading import read
from ui.tables import Column, Kind, Table

_PROVIDER, _GROUP = "kvalitet-utforare", "kvalitet-grupp"
_YEARS = (
    Column("year", "År", Kind.LABEL),
    Column("quality_said", "Kvalitet (intervall)", Kind.SAID),
    Column("group_said", "Gruppens medel", Kind.SAID),
    Column("follow_ups", "Upp\u00adföljningar", Kind.COUNT),
    Column("cost_per_day_kr", "Kr per dygn", Kind.COUNT),
    Column("group_cost_per_day_kr", "Gruppens median, kr", Kind.COUNT),
    Column("ratio_said", "Kostnads\u00adkvot", Kind.SAID),
    Column("index_said", "Index", Kind.SAID),
    Column("placement_days", "Dygn", Kind.COUNT),
    Column("why", "Varför inget index visas", Kind.SENTENCE),
)


def show(asked: Asked) -> None:
    """The part En utförare."""
    if not asked.has_any:
        index_rows.no_follow_ups()
        return
    group = _choose(asked)
    if group is None:
        return
    provider, form, target = group
    words = {
        "År": asked.year_words,
        "Utförare": asked.provider(provider),
        "Vårdform": asked.form(form),
        "Målgrupp": asked.target(target),
    }
    explain.selected(words)
    one = {"provider_code": provider, "care_form": form, "target_group": target}
    rows = read(
        "provider_quality",
        asked.user.scope,
        asked.state,
        years=None,
        provider_code=(provider,),
        care_form=(form,),
        target_group=(target,),
    )
    account = asked.account("en utförare", words, definitions.ONE)
    _figures(asked, rows, one)
    _years(asked, rows, account)
    parameters = read("quality_parameters", asked.user.scope, asked.state, **one)
    index_questions.show(parameters, account)
    index_matters.show(asked, one, parameters, account)
    index_goals.show(asked, provider, words)
    index_terms.price(asked, provider, form, account)
    index_terms.ends(asked, one, account)


def _choose(asked: Asked) -> tuple[str, str, str] | None:
    """A provider, and one of its groups where it has several; None where the filters keep none."""
    groups = [
        (provider, form, target)
        for provider, form, target, _ in asked.groups
        if provider != "skyddad"
        and (not asked.chosen.forms or form in asked.chosen.forms)
        and (not asked.chosen.targets or target in asked.chosen.targets)
    ]
    providers = sorted({provider for provider, _, _ in groups}, key=asked.provider)
    if not providers:
        st.info("Ingen utförare finns i urvalet. Ta bort något filter.")
        return None
    left, right = st.columns(2)
    with left:
        address.look(_PROVIDER, "Utförare", map(asked.provider, providers))
        picked = st.selectbox(
            "Utförare",
            providers,
            format_func=asked.provider,
            key=_PROVIDER,
            bind="query-params",
            filter_mode="contains",
        )
    provider = str(picked or providers[0])
    found = sorted({(form, target) for code, form, target in groups if code == provider})
    names = {asked.group(form, target): (form, target) for form, target in found}
    with right:
        address.look(_GROUP, "Vårdform och målgrupp", names)
        if st.session_state.get(_GROUP) not in (None, *names):
            del st.session_state[_GROUP]
        group = st.selectbox("Vårdform och målgrupp", list(names), key=_GROUP, bind="query-params")
    form, target = names.get(str(group), found[0])
    return provider, form, target


def _figures(asked: Asked, rows: pd.DataFrame, one: dict[str, str]) -> None:
    """The chosen year in large, and what is to be followed up now."""
    found = [row for row in rows.to_dict("records") if row["year"] == asked.chosen.year]
    due = read(
        "follow_ups_due",
        asked.user.scope,
        asked.state,
        provider_code=(one["provider_code"],),
        care_form=(one["care_form"],),
        target_group=(one["target_group"],),
    )
    told = _of_year(asked, found[0]) if found else []
    if not found:
        explain.note(st, f"Inget är känt om utföraren {asked.year_words} i den här gruppen.")
    running, late = (int(due[name].sum()) if len(due) else 0 for name in ("running", "late"))
    soon = int(due["due_within_30"].sum()) if len(due) else 0
    own = "i dina enheter" if asked.user.scope.units is not None else ""
    told.append(
        Card(
            "Uppföljningar att göra",
            formats.count(late + soon, "placering", "placeringar"),
            definitions.DUE,
            (Comparison("", f"{formats.number(late)} sena, {formats.number(soon)} inom 30 dagar"),),
            note=f"av {formats.count(running, 'pågående', 'pågående')} {own}".strip(),
        )
    )
    cards.show(told)


def _of_year(asked: Asked, row: dict[Any, Any]) -> list[Card]:
    year = asked.year_words
    # a hidden reason stands once, beside the figure that it hides
    shown = index_rows.dressed(asked, pd.DataFrame([row])).to_dict("records")[0]
    quality = formats.number(row["quality"]) if formats.known(row["quality"]) else "visas inte"
    group = (
        f"gruppens medel {formats.number(row['group_quality'])}"
        if formats.known(row["group_quality"])
        else ""
    )
    interval = (
        f"intervall {formats.number(row['quality_low'])}–{formats.number(row['quality_high'])}"
        if formats.known(row["quality_low"])
        else str(shown["why"])
    )
    ratio = formats.number(row["cost_ratio"], 2) if formats.known(row["cost_ratio"]) else "visas inte"
    cost = f"{formats.with_unit(row['cost_per_day_kr'], 'kr per dygn')}"
    index = formats.number(row["placement_index"]) if formats.known(row["placement_index"]) else "visas inte"
    base = formats.count(row["graded_follow_ups"], "uppföljning med svar", "uppföljningar med svar")
    unpriced = int(row["unpriced_days"]) if formats.known(row["unpriced_days"]) else 0
    return [
        Card(
            f"Kvalitet {row['year']}",
            quality,
            definitions.QUALITY,
            (Comparison("", interval), Comparison("", group)),
            note=f"{base}, {year}",
        ),
        Card(
            "Kostnadskvot",
            ratio,
            definitions.RATIO,
            (Comparison("", cost),),
            note=f"{formats.with_unit(row['placement_days'], 'dygn')}"
            + (f", {formats.count(unpriced, 'utan pris', 'utan pris')}" if unpriced else ""),
        ),
        Card(
            "Kvalitet i förhållande till kostnad",
            index,
            definitions.INDEX,
            note=str(shown["why"]) if index == "visas inte" else "kvalitet delad med kostnadskvot",
        ),
    ]


def _years(asked: Asked, rows: pd.DataFrame, account: Account) -> None:
    shown = index_rows.dressed(asked, rows)
    shown["group_said"] = [
        formats.number(value) if formats.known(value) else index_questions.FEW
        for value in shown["group_quality"]
    ]
    shown = shown.sort_values("year", ascending=False)
    with st.expander("Tabell: år för år"):
        index_rows.listed(Table("År för år", _YEARS, shown), account, "utforaren-ar-for-ar")
