"""One provider: its questions beside the group's, follow-ups, days and price, how placements ended, what to take up."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from domain import formats
from domain.definitions import provider_quality as definitions
from domain.quality.words import kind_of_end
from ui import address, cards, draw, explain, index_charts, index_compared, index_matters
from ui.cards import Card, Comparison
from ui.exports import Account
from ui.index_asked import Asked
from ui.reading import read
from ui.tables import Column, Kind, Table

_PROVIDER, _GROUP = "kvalitet-utforare", "kvalitet-grupp"
FEW = "för få svar"
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
_PARAMETERS = (
    Column("year", "År", Kind.LABEL),
    Column("question", "Fråga", Kind.SENTENCE),
    Column("mean_said", "Utföraren (intervall)", Kind.SAID),
    Column("group_said", "Gruppen", Kind.SAID),
    Column("answers", "Utförarens svar", Kind.COUNT),
    Column("group_answers", "Gruppens svar", Kind.COUNT),
    Column("dont_know", "Vet ej", Kind.COUNT),
    Column("outside_scale", "Utanför skalan", Kind.COUNT),
)
_EXPORTED = (
    *_PARAMETERS[:2],
    Column("mean", "Utförarens medel", Kind.PRECISE),
    Column("low", "Utförarens medel, undre gräns", Kind.PRECISE),
    Column("high", "Utförarens medel, övre gräns", Kind.PRECISE),
    Column("group_mean", "Gruppens medel", Kind.PRECISE),
    *_PARAMETERS[4:],
)
_ENDS = (
    Column("year", "År", Kind.LABEL),
    Column("kind", "Slag", Kind.TEXT),
    Column("end_reason", "Avslutsorsak", Kind.TEXT),
    Column("placements", "Placeringar", Kind.COUNT),
)
_PRICES = (
    Column("tender_area", "Anbudsområde", Kind.TEXT),
    Column("valid_from", "Från och med", Kind.DATE),
    Column("valid_to", "Till och med", Kind.DATE_IF_ANY),
    Column("daily_price_kr", "Ramavtalspris, kr per dygn", Kind.COUNT),
)


def show(asked: Asked) -> None:
    """The part En utförare."""
    if not asked.has_any:
        index_compared.no_follow_ups()
        return
    group = _choose(asked)
    if group is None:
        return
    provider, form, target = group
    words = {
        "År": asked.year_words,
        "Utförare": provider,
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
    _parameters(parameters, account)
    index_matters.show(asked, one, parameters, account)
    _price(asked, provider, form, account)
    _ends(asked, one, account)


def _choose(asked: Asked) -> tuple[str, str, str] | None:
    """A provider, and one of its groups where it has several; None where the filters keep none."""
    groups = [
        (provider, form, target)
        for provider, form, target, _ in asked.groups
        if provider != "skyddad"
        and (not asked.chosen.forms or form in asked.chosen.forms)
        and (not asked.chosen.targets or target in asked.chosen.targets)
    ]
    providers = sorted({provider for provider, _, _ in groups})
    if not providers:
        st.info("Ingen utförare finns i urvalet. Ta bort något filter.")
        return None
    left, right = st.columns(2)
    with left:
        address.look(_PROVIDER, "Utförare", providers)
        picked = st.selectbox(
            "Utförare", providers, key=_PROVIDER, bind="query-params", filter_mode="contains"
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
    shown = index_compared.dressed(asked, pd.DataFrame([row])).to_dict("records")[0]
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
    shown = index_compared.dressed(asked, rows)
    shown["group_said"] = [
        formats.number(value) if formats.known(value) else FEW for value in shown["group_quality"]
    ]
    shown = shown.sort_values("year", ascending=False)
    with st.expander("Tabell: år för år"):
        index_compared.listed(Table("År för år", _YEARS, shown), account, "utforaren-ar-for-ar")


def _parameters(rows: pd.DataFrame, account: Account) -> None:
    st.header("Frågorna, mot gruppen", anchor=False)
    if rows.empty:
        explain.note(st, "Inga svar om utföraren i den här gruppen.")
        return
    if rows["mean"].notna().any():
        figure = index_charts.over_time(rows, "Medel per fråga och år")
        draw.chart(st.container(), figure, "Utföraren mot gruppen. Värdena står i tabellen per fråga.")
    else:
        explain.note(st, "För få svar om utföraren för att visa medel.")
    held = rows.to_dict("records")
    shown = rows.assign(
        mean_said=[
            index_charts.between(row["mean"], row["low"], row["high"]) if formats.known(row["mean"]) else FEW
            for row in held
        ],
        group_said=[
            formats.number(row["group_mean"]) if formats.known(row["group_mean"]) else FEW for row in held
        ],
    ).sort_values(["year", "parameter"], ascending=[False, True])
    explain.note(
        st,
        "Skalan kan ha ändrats mellan år; varje svar läggs på 0–100 efter skalan den dagen. ”För få svar” står där "
        "svaren är färre än gränsen eller gäller färre än tre personer, så att ingen enskilds svar kan läsas.",
    )
    title = "Per fråga och år"
    whole = Table(title, _EXPORTED, shown)
    draw.table(Table(title, _PARAMETERS, shown), account, "utforaren-per-fraga", whole=lambda: whole)


def _price(asked: Asked, provider: str, form: str, account: Account) -> None:
    st.header("Pris mot ramavtal", anchor=False)
    rows = read(
        "provider_framework_prices", asked.user.scope, asked.state, provider_code=provider, care_form=form
    )
    if rows.empty:
        explain.note(st, "Utföraren har inget ramavtal för vårdformen.")
        return
    day = min(asked.state.data_through or "9999-12-31", f"{asked.chosen.year}-12-31")
    valid = [
        float(row["daily_price_kr"])
        for row in rows.to_dict("records")
        if formats.known(row["daily_price_kr"]) and _holds(row, day)
    ]
    if valid:
        low, high = min(valid), max(valid)
        told = formats.number(low) if low == high else f"{formats.number(low)}–{formats.number(high)}"
        explain.note(
            st, f"Ramavtalspriset {day} är {told} kr per dygn. Kostnaden per dygn ovan har också tillägg."
        )
    else:
        explain.note(st, f"Inget ramavtal med känt pris gällde {day}.")
    draw.folded_table(Table("Ramavtal", _PRICES, rows), account, "utforarens-ramavtal")


def _holds(row: dict[Any, Any], day: str) -> bool:
    until = str(row["valid_to"])[:10] if formats.known(row["valid_to"]) else dt.date.max.isoformat()
    return str(row["valid_from"])[:10] <= day <= until


def _ends(asked: Asked, one: dict[str, str], account: Account) -> None:
    st.header("Hur placeringarna avslutades", anchor=False)
    rows = read("provider_ends", asked.user.scope, asked.state, **one)
    if rows.empty:
        explain.note(st, "Ingen placering har avslutats.")
        return
    held = rows.to_dict("records")
    shown = rows.assign(
        kind=[
            kind_of_end(str(row["end_reason"]) if formats.known(row["end_reason"]) else None) for row in held
        ],
        end_reason=[
            str(row["end_reason_label"]) if formats.known(row["end_reason"]) else "okänd" for row in held
        ],
    )
    sums = shown.groupby("kind")["placements"].sum().to_dict()
    told = ", ".join(f"{str(kind).lower()} {formats.number(number)}" for kind, number in sorted(sums.items()))
    own = " i dina enheter" if asked.user.scope.units is not None else ""
    explain.note(
        st,
        f"Alla år{own}: {told}. Planerat är enligt plan, upphörd LVU- eller LVM-vård, vårdnadsöverflyttning och "
        "åldersgräns; avbrutet är avbrott, omplacering och avtal eller ekonomi.",
    )
    total: dict[str, object] = {
        "placements": int(rows["placements"].sum()),
        "kind": "Totalt",
        "end_reason": "",
        "year": None,
    }
    draw.folded_table(Table("Avslutade placeringar", _ENDS, shown, total), account, "utforarens-avslut")
