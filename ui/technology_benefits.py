"""What welfare technology gave: resources and dialogue, and benefits planned, measured and taken home."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from domain import formats
from domain.definitions import technology
from ui import cards, draw, explain, states, technology_charts, technology_words
from ui.cards import Card
from ui.tables import Column, Kind, Table
from ui.technology_asked import Asked, Row, written, yes_or_no


def show(asked: Asked) -> None:
    """The part "Hemtaget"."""
    if asked.plan_through is None:
        states.nothing_found("Ingen plan är levererad.", "Läs in initiatives och benefits.")
        return
    found = asked.rows_now("initiatives")
    benefits = asked.rows("benefits")
    unmeasured = without_measurement(found, benefits, asked.plan_through.year)
    if asked.benefits_through is None:
        states.nothing_found(
            "Nyttor är inte levererade: vad som har tagits hem är okänt.", "Läs in benefits."
        )
    else:
        cards.show(_cards(found, benefits, unmeasured))
    account = asked.account("hemtaget", asked.benefits_through or asked.plan_through, *technology.EVERY[7:])
    if benefits:
        _over_time(asked, account)
        draw.table(
            _benefits(benefits), account, "valfardsteknik-nyttor", lambda: _benefits(benefits, is_file=True)
        )
    if unmeasured:
        draw.table(_unmeasured(unmeasured), account, "valfardsteknik-utan-matning")
    told = benefits if asked.benefits_through is not None else None
    draw.table(_initiatives(found, told), account, "valfardsteknik-resurser-och-dialog")


def without_measurement(found: Sequence[Row], benefits: Sequence[Row], year: int) -> list[Row]:
    """Initiatives whose last year has gone by without any benefit measured; those given up are left out."""
    measured = {row["initiative_id"] for row in benefits if _is_measured(row)}
    return [
        row
        for row in found
        if formats.known(row["year_to"])
        and int(row["year_to"]) < year
        and row["status_code"] != "avstas"
        and row["initiative_id"] not in measured
    ]


def _is_measured(row: Row) -> bool:
    return any(formats.known(row[name]) for name in ("measured", "realised_kr", "freed_hours"))


def _sum(rows: Sequence[Row], name: str) -> Any:
    """Of those known; None where none is."""
    known = [row[name] for row in rows if formats.known(row[name])]
    return sum(known) if known else None


def _cards(found: Sequence[Row], benefits: Sequence[Row], unmeasured: Sequence[Row]) -> list[Card]:
    measured = [row for row in benefits if _is_measured(row)]
    in_kr = sum(formats.known(row["realised_kr"]) for row in benefits)
    in_hours = sum(formats.known(row["freed_hours"]) for row in benefits)
    past = sum(formats.known(row["year_to"]) for row in found)
    count = formats.count
    return [
        Card(
            "Hemtaget",
            formats.money(_sum(benefits, "realised_kr")),
            technology.REALISED,
            note=f"i {count(in_kr, 'nytta', 'nyttor')} av {len(benefits)}",
        ),
        Card(
            "Frigjorda timmar",
            formats.with_unit(_sum(benefits, "freed_hours"), "timmar"),
            technology.REALISED,
            note=f"i {count(in_hours, 'nytta', 'nyttor')} av {len(benefits)}",
        ),
        Card("Mätta nyttor", f"{len(measured)} av {len(benefits)}", technology.ATTAINED),
        Card(
            "Utan mätning",
            count(len(unmeasured), "satsning", "satsningar") if past else formats.UNKNOWN,
            technology.UNMEASURED,
            note="sista året har gått" if past else "ingen satsning har ett sista år",
        ),
    ]


def _over_time(asked: Asked, account: Any) -> None:
    rows = asked.rows("benefit_years")
    with_year = [row for row in rows if formats.known(row["year"])]
    if with_year:
        home = [row for row in with_year if formats.known(row["realised_kr"])]
        places = list(st.columns(2)) if home else [st.container()]
        told = "Värdena står i tabellen ”Planerat mot hemtaget”."
        planned, measured = _sum(rows, "planned"), _sum(rows, "measured")
        title = f"{measured} nyttor mätta av {planned} planerade"
        through = asked.benefits_through.year if asked.benefits_through else 0
        draw.chart(places[0], technology_charts.taken_home(with_year, title, through), told)
        if home:
            kr = formats.money(_sum(home, "realised_kr"))
            draw.chart(places[1], technology_charts.realised(home, f"Hemtaget: {kr}"), told)
    listed = [
        {**row, "year": formats.label(row["year"]) if formats.known(row["year"]) else "Utan år"}
        for row in rows
    ]
    columns = (
        Column("year", "År", Kind.TEXT),
        Column("planned", "Planerade", Kind.COUNT, "Nyttor vars satsning har detta som sista år"),
        Column("measured", "Mätta", Kind.COUNT, "Nyttor mätta under året"),
        Column("realised", "Hemtagna", Kind.COUNT, "Nyttor med kronor eller timmar"),
        Column("realised_kr", "Hemtaget, kr", Kind.MONEY),
        Column("freed_hours", "Frigjorda timmar", Kind.COUNT),
    )
    total = {
        name: _sum(rows, name) for name in ("planned", "measured", "realised", "realised_kr", "freed_hours")
    }
    table = Table(
        "Planerat mot hemtaget", columns, pd.DataFrame(listed, dtype=object), {"year": "Alla", **total}
    )
    draw.folded_table(table, account, "valfardsteknik-planerat-mot-hemtaget")
    explain.note(st, "En nytta är planerad till satsningens sista år och mätt det år som mätningen gjordes.")


def _benefits(benefits: Sequence[Row], *, is_file: bool = False) -> Table:
    columns = (
        Column("name", "Satsning", Kind.TEXT),
        Column("kind", "Nytta", Kind.TEXT),
        Column("baseline", "Före", Kind.DECIMAL),
        Column("target", "Mål", Kind.DECIMAL),
        Column("measured", "Uppmätt", Kind.DECIMAL),
        Column("measured_on", "Mätt", Kind.DATE_IF_ANY),
        Column("attained_share", "Del av målet", Kind.SHARE),
        Column("realised_kr", "Hemtaget, kr", Kind.MONEY),
        Column("freed_hours", "Frigjorda timmar", Kind.COUNT),
        Column("note", "Anteckning", Kind.TEXT),
    )
    rows = [{**row, "note": written(row["note"]), **_plainly(row, is_file)} for row in benefits]
    total = {
        "name": "Hemtaget",
        **dict.fromkeys(
            ("kind", "baseline", "target", "measured", "measured_on", "attained_share", "note"), ""
        ),
        "realised_kr": _sum(benefits, "realised_kr"),
        "freed_hours": _sum(benefits, "freed_hours"),
    }
    return Table("Nyttor", columns, pd.DataFrame(rows, dtype=object), total)


def _plainly(row: Row, is_file: bool) -> dict[str, object]:
    """What is measured in any unit, with a decimal only where it has one; as it is in a file."""
    if is_file:
        return {}
    named = {name: row[name] for name in ("baseline", "target", "measured")}
    return {
        name: formats.number(value, 0 if float(value) == int(value) else 1) if formats.known(value) else None
        for name, value in named.items()
    }


def _unmeasured(rows: Sequence[Row]) -> Table:
    told = [{**row, "years": technology_words.years(row)} for row in rows]
    columns = (
        Column("name", "Satsning", Kind.TEXT),
        Column("years", "År", Kind.TEXT),
        Column("status", "Status", Kind.TEXT),
        Column("wanted_effect", "Önskad effekt", Kind.SENTENCE),
    )
    return Table("Året har gått utan mätning", columns, pd.DataFrame(told, dtype=object))


def _initiatives(found: Sequence[Row], benefits: Sequence[Row] | None) -> Table:
    """The initiatives with what came of each; without any delivery of benefits that is unknown and not 0."""
    rows = []
    for row in sorted(found, key=lambda row: str(row["name"]).casefold()):
        own = [b for b in benefits or () if b["initiative_id"] == row["initiative_id"]]
        rows.append(
            {
                **row,
                "users": yes_or_no(row["dialogue_users"]),
                "providers": yes_or_no(row["dialogue_providers"]),
                "benefits": None if benefits is None else len(own),
                "benefits_measured": None if benefits is None else sum(_is_measured(b) for b in own),
                "realised_kr": _sum(own, "realised_kr"),
                "freed_hours": _sum(own, "freed_hours"),
            }
        )
    columns = (
        Column("name", "Satsning", Kind.TEXT),
        Column("status", "Status", Kind.TEXT),
        Column("resources_needed", "Resurser som behövs", Kind.TEXT),
        Column("resources_given", "Resurser som avsatts", Kind.TEXT),
        Column("users", "Dialog med brukare", Kind.TEXT),
        Column("providers", "Dialog med utförare", Kind.TEXT),
        Column("benefits", "Nyttor", Kind.COUNT),
        Column("benefits_measured", "Mätta", Kind.COUNT, "Mätta nyttor"),
        Column("realised_kr", "Hemtaget, kr", Kind.MONEY),
        Column("freed_hours", "Frigjorda timmar", Kind.COUNT),
    )
    return Table("Resurser, dialog och hemtaget", columns, pd.DataFrame(rows, dtype=object))
