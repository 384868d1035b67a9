"""The parts of Flöden: each asks its questions, draws its charts and tables and says what was chosen in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from domain.case_limits import FEWEST_CASES, MOST_VARIANTS, STILL_DAYS
from domain.definitions import Definition, flow
from ui import (
    cards,
    case_filters,
    draw,
    explain,
    flow_map,
    formats,
    lead_times,
    open_steps,
    openings,
    purpose,
    returns,
    sankey,
    shares,
    states,
    unexecuted,
)
from ui.case_selection import CaseOptions, CaseSelection
from ui.exports import Account
from ui.flow_labels import WITH_CLOCK, Labels
from ui.openings import Subject
from ui.reading import StoreState, read, read_individuals
from ui.selection import year_before
from ui.sign_in import User
from ui.stages import Ways
from ui.tables import Column, Kind, Table

_PAGE = "floden"
_EVERY = 1_000_000
NO_CASES = ("Inga ärenden började i perioden.", "Välj en längre period eller ta bort något filter.")


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, in which state of the store, and for which cases."""

    user: User
    state: StoreState
    selection: CaseSelection
    options: CaseOptions
    labels: Labels

    def account(self, title: str, definitions: tuple[Definition, ...], words: dict[str, str]) -> Account:
        """What a file of this part says of itself."""
        return explain.account(f"Flöden: {title}", words, self.user, self.state, definitions)

    def words(self, *dimensions: str) -> dict[str, str]:
        """The selection in words; only what the part heeds."""
        return self.selection.words(self.options, *dimensions)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page, its figures, and the questions behind it."""

    show: Callable[[Asked], tuple[object, ...]]
    definitions: tuple[Definition, ...]
    questions: tuple[str, ...]


def _flow(asked: Asked) -> tuple[object, ...]:
    params, scope, state = asked.selection.params(), asked.user.scope, asked.state
    ways = Ways.of(read("flow_stages", scope, state, **params), asked.labels)
    explain.selected(asked.words())
    if not ways.cases:
        states.nothing_found(*NO_CASES)
        return ()
    account = asked.account("ärendenas väg", flow.FLOW_PART, asked.words())
    told = formats.count(ways.cases, "ärende", "ärenden")
    draw.chart(
        st.container(key="floden-vagar"),
        sankey.figure(ways, f"Så långt har {told} kommit"),
        "Värdena står i tabellen under.",
    )
    draw.folded_table(ways.table(), account, "arendenas-vag")
    edges = read("flow_edges", scope, state, **params, most=_EVERY)
    st.header("Vad som följer på vad", anchor=False)
    rarest = case_filters.rarest()
    drawn = flow_map.FlowMap.of(edges, ways.cases, rarest)
    if drawn.edges.empty:
        states.nothing_found("Ingen övergång är så vanlig.", "Dra reglaget åt vänster.")
    else:
        explain.note(st, drawn.left_out, "Pilen visar antal och mediantid. Ju tjockare pil, desto vanligare.")
        told = "Karta över händelser och vad som följer på dem. Värdena står i tabellen Övergångar."
        st.container(key="floden-karta").graphviz_chart(drawn.dot(asked.labels), width="content", alt=told)
    draw.folded_table(flow_map.table(edges, asked.labels), account, "overgangar")
    st.header("Vanligaste vägarna", anchor=False)
    common = read("flow_variants", scope, state, **params, most=MOST_VARIANTS)

    def every() -> Table:
        return flow_map.variants(read("flow_variants", scope, state, **params, most=_EVERY), asked.labels)

    draw.table(flow_map.variants(common, asked.labels), account, "varianter", every)
    explain.note(st, flow_map.variants_left_out(common))
    return (rarest,)


def _lead(asked: Asked) -> tuple[object, ...]:
    params, scope = asked.selection.params(), asked.user.scope
    explain.selected(asked.words())
    rows = read("lead_times", scope, asked.state, **params)
    means = read("lead_means", scope, asked.state, **params)
    found = lead_times.leads(rows, means, asked.labels.steps())
    if not found:
        states.nothing_found("Inga steg började i perioden.", NO_CASES[1])
        return ()
    account = asked.account("ledtider", flow.LEAD_PART, asked.words())
    draw.table(lead_times.table(found), account, "ledtider")
    explain.note(
        st,
        "Intervallet är Kaplan-Meiers log-log-intervall. Medel gäller steg som avslutades i "
        "perioden, som Kolada räknar; "
        "medianen gäller steg som började i den, pågående inräknade.",
        "Median, bara klara, är för kort så länge något pågår: den står med för jämförelsens skull.",
    )
    step = case_filters.step({code: lead.name for code, lead in found.items()}, "investigation")
    lead = found[step] if step in found else next(iter(found.values()))
    if lead.curve.points:
        told = f"{asked.selection.period}. Värdena står i tabellen under."
        draw.chart(st.container(), lead_times.figure(lead), told)
        draw.folded_table(lead_times.curve_table(lead), account, "andel-klara-per-dag")
    else:
        states.nothing_found(f"{lead.name}: inget steg i urvalet är klart.", "")
    return (step,)


def _clock(asked: Asked) -> tuple[object, ...]:
    rows = read("within_clock", asked.user.scope, asked.state, **asked.selection.params())
    explain.selected(asked.words())
    names = asked.labels.steps()
    step = case_filters.step({code: names[code] for code in WITH_CLOCK}, "investigation")
    of_step = rows[rows["step"] == step]
    undecided = int(of_step["undecided"].sum()) if len(of_step) else 0
    if not len(of_step) or not int(of_step["judged"].sum()):
        states.nothing_found("Inget steg med en tid i lagen är bedömt i urvalet.", NO_CASES[1])
    else:
        columns = (Column("judged", "Bedömda", Kind.COUNT), Column("within", "Inom tiden", Kind.COUNT))
        months = shares.by_month(of_step, "judged", "within")
        running = of_step[of_step["undecided"] > 0]
        unfinished = frozenset(running["month"])
        whole = of_step[~of_step["month"].isin(unfinished)]
        share = shares.total_share(whole, "judged", "within")
        heading = f"{names[str(step)]}: ingen månad är hel än"
        if share is not None:
            heading = f"{names[str(step)]}: {formats.share(share)} inom tiden i de hela månaderna"
        words = {"month": "Började i", "share": "Andel inom tiden"}
        account = asked.account("inom tiden", flow.CLOCK_PART, {**asked.words(), "Steg": names[str(step)]})
        figure = shares.figure(months, heading, "andel inom tiden", unfinished)
        draw.chart(st.container(), figure, f"{asked.selection.period}. Värdena står i tabellen under.")
        table = shares.month_table(months, "Inom tiden per månad", columns, words)
        draw.folded_table(table, account, "inom-tiden")
        if len(whole):
            units = asked.labels.held.get("unit", {})
            table = shares.unit_table(
                whole, "Inom tiden per enhet, hela månader", units, columns, words["share"]
            )
            draw.table(table, account, "inom-tiden-per-enhet")
    explain.note(
        st,
        f"{formats.count(undecided, 'steg pågår', 'steg pågår')} med tid kvar och är inte med. En månad med sådana är "
        "inte hel: de som redan är klara är inom tiden, så dess andel är för hög."
        if undecided
        else "",
        f"En enhet med färre än {FEWEST_CASES} bedömda steg visas inte för sig.",
    )
    return (step,)


def _open(asked: Asked) -> tuple[object, ...]:
    of_now = {**asked.selection.of_now(), "still_days": STILL_DAYS}
    counted = read("open_step_counts", asked.user.scope, asked.state, **of_now)
    words = {
        "Så som det är": formats.date(asked.state.data_through),
        **asked.words("Enhet", "Gäller", "Slag"),
    }
    explain.selected(words)
    explain.note(st, "Gäller den sista dag uppgifterna täcker, oavsett vald period.")
    if counted.empty:
        states.nothing_found("Inga steg pågår i urvalet.", "Ta bort något filter.")
        return ()
    cards.show(open_steps.cards(counted, {"overdue": flow.OVERDUE, "still": flow.STANDING_STILL}))
    account = asked.account("pågår nu", flow.OPEN_PART, words)
    draw.table(open_steps.counts(counted, asked.labels), account, "steg-som-pagar")
    names = asked.labels.steps()
    offered = {code: name for code, name in names.items() if code in set(counted["step"])}
    step = case_filters.step(offered, "investigation")
    if step is None:
        return ()
    is_overdue = case_filters.why_listed(open_steps.WHY)
    title = f"{open_steps.WHY[is_overdue]}: {names[step].lower()}"
    chosen = {**words, "Steg": names[step], "Lista": open_steps.WHY[is_overdue]}
    subject = Subject(_PAGE, "Ärenden över tiden eller som står still", chosen)
    opening = purpose.ask(asked.user, subject)
    if opening is not None:
        found = read_individuals(opening, "open_steps", **of_now, step=step, is_overdue=is_overdue)
        said = asked.account("pågår nu", flow.OPEN_PART, chosen)
        log = partial(openings.logged_export, asked.user.scope, subject, opening.purpose)
        draw.table(open_steps.listed(found, asked.user, asked.labels, title), said, "pagar-nu", log=log)
        explain.note(
            st, "Personer med skyddade uppgifter räknas ovan men listas bara för den som har rätt till det."
        )
    return (step, is_overdue)


def _unexecuted(asked: Asked) -> tuple[object, ...]:
    last = (
        dt.date.fromisoformat(asked.state.data_through)
        if asked.state.data_through
        else asked.selection.last_day
    )
    from_on, to_on = case_filters.quarter(last)
    params = {"from_on": from_on, "to_on": to_on, "units": asked.selection.units or None}
    words = {"Kvartal": case_filters.quarter_words(from_on), **asked.words("Enhet")}
    explain.selected(words)
    if to_on > last:
        explain.note(st, f"Kvartalet är inte slut: det visas så som det står {formats.date(last)}.")
    counted = read("unexecuted_counts", asked.user.scope, asked.state, **params)
    cards.show(unexecuted.cards(counted))
    account = asked.account("ej verkställda beslut", flow.UNEXECUTED_PART, words)
    draw.table(unexecuted.council(counted, asked.labels), account, "ej-verkstallda-fullmaktige")
    explain.note(st, "Delarna kan ha samma person: personer kan inte summeras.")
    if counted.empty:
        return (from_on,)
    st.header("Rapport till IVO", anchor=False)
    subject = Subject(_PAGE, "Ej verkställda beslut, person för person", words)
    opening = purpose.ask(asked.user, subject)
    if opening is not None:
        found = read_individuals(opening, "unexecuted_decisions", **params)
        log = partial(openings.logged_export, asked.user.scope, subject, opening.purpose)
        table = unexecuted.persons(found, asked.user, asked.labels, to_on)
        draw.table(table, account, "ej-verkstallda-ivo", log=log)
        if len(found):
            with st.expander("Tabell: underlag, en rad per beslut"):
                draw.table(
                    unexecuted.decisions(found, asked.labels), account, "ej-verkstallda-beslut", log=log
                )
        explain.note(
            st, "Personer med skyddade uppgifter räknas ovan men listas bara för den som har rätt till det."
        )
    return (from_on,)


def _returns(asked: Asked) -> tuple[object, ...]:
    params, scope = asked.selection.of_persons(), asked.user.scope
    # a month is whole after a year: the year before the period is shown too
    first = year_before(asked.selection.from_month)
    period = formats.period(first, asked.selection.to_month)
    words = {**asked.words("Period", "Enhet", "Gäller"), "Återaktualisering": period}
    explain.selected(words)
    account = asked.account("återkomst", flow.RETURNS_PART, words)
    back = read("re_referrals", scope, asked.state, **{**params, "from_month": first})
    if back.empty:
        states.nothing_found("För ingen person avslutades allt i perioden.", NO_CASES[1])
    else:
        found = returns.Returns(back)
        draw.chart(
            st.container(), found.figure(), f"{asked.selection.period}. Värdena står i tabellen under."
        )
        if found.unfinished:
            explain.note(st, "En månad som inte har haft ett helt år kan få fler som kommer tillbaka.")
        draw.folded_table(found.table(), account, "ateraktualisering")
        if len(found.whole_rows):
            draw.folded_table(found.by_unit(asked.labels), account, "ateraktualisering-per-enhet")
    close = read("back_to_back", scope, asked.state, **params)
    if close.empty:
        states.nothing_found("Inga utredningar inleddes i perioden.", NO_CASES[1])
        return ()
    figure, table = returns.close_on_each_other(close)
    draw.chart(st.container(), figure, f"{asked.selection.period}. Värdena står i tabellen under.")
    draw.folded_table(table, account, "tatt-efter-varandra")
    draw.folded_table(returns.close_by_unit(close, asked.labels), account, "tatt-efter-varandra-per-enhet")
    return ()


PARTS = {
    "Flödet": Part(_flow, flow.FLOW_PART, ("flow_stages", "flow_edges", "flow_variants")),
    "Ledtider": Part(_lead, flow.LEAD_PART, ("lead_times", "lead_means")),
    "Inom tiden": Part(_clock, flow.CLOCK_PART, ("within_clock",)),
    "Pågår nu": Part(_open, flow.OPEN_PART, ("open_step_counts", "open_steps")),
    "Ej verkställda beslut": Part(
        _unexecuted, flow.UNEXECUTED_PART, ("unexecuted_counts", "unexecuted_decisions")
    ),
    "Återkomst": Part(_returns, flow.RETURNS_PART, ("re_referrals", "back_to_back")),
}
"""In the order they are offered."""
