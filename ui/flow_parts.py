"""The parts of Flöden: each asks its questions, draws its charts and tables and says what was chosen in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from domain import formats
from domain.case_limits import FEWEST_CASES, MOST_VARIANTS
from domain.definitions import Definition, flow
from ui import (
    case_filters,
    draw,
    explain,
    flow_lists,
    flow_map,
    lead_times,
    sankey,
    shares,
    states,
)
from ui.case_asked import NO_CASES, UNDER, Asked
from ui.flow_labels import WITH_CLOCK
from ui.reading import read
from ui.stages import Ways
from ui.tables import Column, Kind, Table

_EVERY = 1_000_000


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
        UNDER,
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
    st.header("I vilken ordning", anchor=False)
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
    names = asked.labels.steps()
    if unknown := asked.reach.lines(names, names):
        explain.note(st, *unknown)
    found = lead_times.leads(rows, means, names)
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
        told = f"{asked.selection.period}. {UNDER}"
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
    unknown = asked.reach.unknown(str(step))
    if unknown:
        st.info(unknown)
    elif not len(of_step) or not int(of_step["judged"].sum()):
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
        draw.chart(st.container(), figure, f"{asked.selection.period}. {UNDER}")
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


PARTS = {
    "Flödet": Part(_flow, flow.FLOW_PART, ("flow_stages", "flow_edges", "flow_variants")),
    "Ledtider": Part(_lead, flow.LEAD_PART, ("lead_times", "lead_means")),
    "Inom tiden": Part(_clock, flow.CLOCK_PART, ("within_clock",)),
    "Pågår nu": Part(flow_lists.running, flow.OPEN_PART, ("open_step_counts", "open_steps")),
    "Ej verkställda beslut": Part(
        flow_lists.not_executed, flow.UNEXECUTED_PART, ("unexecuted_counts", "unexecuted_decisions")
    ),
    "Återkomst": Part(flow_lists.came_back, flow.RETURNS_PART, ("re_referrals", "back_to_back")),
}
"""In the order they are offered."""
