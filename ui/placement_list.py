"""The list of placements: how many for all, the rows after a purpose, a page at a time, and files of all of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from domain import formats
from domain.definitions import placements as definitions
from ui import (
    address,
    attention,
    cards,
    draw,
    explain,
    openings,
    placement_choice,
    placement_columns,
    purpose,
    reference,
    sign_in,
    states,
)
from ui.cards import Card
from ui.openings import Opening, Subject
from ui.placement_asked import Asked
from ui.placement_choice import LISTS, PAGE, Choice
from ui.placement_columns import Row, Shown
from ui.reading import individuals_in_parts, read, read_individuals
from ui.sign_in import User
from ui.tables import Column, Kind, Table

ROWS = 50
"""Rows on a page of the list; its files have all."""

ONE = "placering"
"""The parameter that leads to one placement."""

_ABOUT = "Listan över placeringar"
_OUTSIDE = ("outside_framework", "outside_without_reason")
_PLACE = "rader"


def show(asked: Asked) -> None:
    """Choose a list, say how many it holds, ask for the purpose, and list them."""
    needed = read("attention", asked.user.scope, asked.state, unit=asked.kept.get("unit"))
    as_it_is = f"Färdiga listor, som det är {formats.date(asked.state.data_through)}"
    with st.expander(as_it_is, expanded=not st.query_params.get(placement_choice.LIST_KEY)):
        units = [asked.options.label("unit", code) for code in asked.kept.get("unit", ())]
        attention.show(needed, units, of=(PAGE,), level="h2")
    choice, remarks = placement_choice.choose(asked.state, asked.kept, asked.options.months[0])
    states.said_of_the_address(remarks)
    words = choice.words(asked.options)
    explain.selected(words)
    numbers = dict(zip(needed["item"], needed["number"], strict=True))
    if choice.item and not formats.known(numbers.get(choice.item)):
        st.info(f"{LISTS[choice.item]}: okänt. Det som listan bygger på har aldrig levererats.")
        return
    counted = read("placement_counts", asked.user.scope, asked.state, **choice.params)
    rows = [{str(name): value for name, value in row.items()} for row in counted.to_dict("records")]
    if not rows or not rows[0]["placements"]:
        states.nothing_found(
            "Inga placeringar finns i urvalet.", "Välj en annan dag eller ta bort något filter."
        )
        return
    total = rows[0]
    cards.show(_cards(total, choice))
    if choice.item == "outside_framework":
        draw.table(reasons(rows[1:]), asked.account(words), "skal-utanfor-ramavtal")
    subject = Subject(PAGE, _ABOUT, words, individuals=int(total["persons"]))
    opening = purpose.ask(asked.user, subject)
    if opening is not None:
        _rows(asked, choice, opening, words, int(total["placements"]))


def _rows(asked: Asked, choice: Choice, opening: Opening, words: dict[str, str], number: int) -> None:
    shown = placement_columns.choose(choice.item)
    question = {**choice.params, **shown.params}
    pages = [*range(0, number, ROWS)]
    skip = _page(pages)
    found = read_individuals(opening, "placement_list", **question, skip=skip, most=ROWS)
    listed = int(found["listed_in_all"].iloc[0]) if len(found) else 0
    way = partial(link, asked.user)
    title = LISTS[choice.item] if choice.item else "Placeringar"
    total = _total(found, shown) if listed else None

    def parts() -> Iterator[pd.DataFrame]:
        for part in individuals_in_parts(opening, "placement_list", **question, skip=0, most=None):
            yield placement_columns.as_shown(part, shown, None)

    table = Table(title, shown.columns, placement_columns.as_shown(found, shown, way), total, parts)
    log = partial(openings.logged_export, asked.user.scope, opening.subject, opening.purpose)
    hidden = ""
    if number > listed:
        left_out = formats.count(number - listed, "placering", "placeringar")
        hidden = f"{left_out} av personer med skyddade personuppgifter är med i antalet men inte i listan."
    said = {**words, "Ordnat efter": _order(shown), **({"Inte med i listan": hidden} if hidden else {})}
    draw.table(table, asked.account(said), "placeringar", log=log, rows=listed)
    if listed > ROWS:
        last = min(skip + ROWS, listed)
        explain.note(st, f"Här visas {skip + 1}–{last} av {formats.number(listed)} rader. Filerna har alla.")
    if hidden:
        explain.note(st, hidden)


def _total(found: pd.DataFrame, shown: Shown) -> dict[str, object]:
    """The sums of all rows of the list, and not of those on the page alone."""
    first = found.iloc[0]
    sums = {"care_days": "all_care_days", "cost_kr": "all_cost_kr", "extra_kr": "all_extra_kr"}
    blank: dict[str, object] = {column.name: "" for column in shown.columns}
    return (
        blank
        | {name: first[held] for name, held in sums.items() if name in blank}
        | {"case_id": "Alla rader"}
    )


def _cards(total: Row, choice: Choice) -> list[Card]:
    bought = int(total["within_framework"]) + int(total["outside_framework"])
    share = int(total["within_framework"]) / bought if bought else None
    unknown = int(total["unknown_procurement"])
    told = [
        Card(
            "Placeringar",
            formats.with_unit(total["placements"], "st"),
            definitions.LISTED,
            note=f"{formats.count(total['persons'], 'person', 'personer')} {formats.date(choice.day)}",
        ),
        Card(
            "Kostnad hittills",
            formats.money(total["cost_kr"]),
            definitions.LISTED,
            note=_also(total["unknown_cost"], "placering har okänd kostnad", "placeringar har okänd kostnad"),
        ),
        Card(
            "Utan pris den dagen",
            formats.with_unit(total["without_price"], "st"),
            definitions.LISTED,
        ),
    ]
    # a list of what is bought outside says all of it in its number
    if choice.item in _OUTSIDE:
        return told
    return [
        *told,
        Card(
            "Ramavtalsandel av placeringarna",
            formats.share(share),
            definitions.FRAMEWORK_SHARE,
            note=f"{formats.number(total['within_framework'])} av {formats.number(bought)}"
            + (f"; för {formats.number(unknown)} är upphandlingen okänd" if unknown else ""),
        ),
    ]


def _also(number: object, one: str, many: str) -> str:
    return formats.count(number, one, many) if number else ""


def reasons(rows: list[dict[str, object]]) -> Table:
    """How many are bought outside the framework for each reason, each the way to its part of the list."""
    listed = [
        (
            row["outside_reason"] or "Okänt",
            row["placements"],
            row["cost_kr"],
            _here({"skal": str(row["outside_reason"] or "Okänd")}),
        )
        for row in rows
    ]
    columns = (
        Column("reason", "Skäl utanför ramavtal", Kind.TEXT, link="address"),
        Column("placements", "Placeringar", Kind.COUNT),
        Column("cost_kr", "Kostnad hittills, kr", Kind.MONEY),
    )
    names = [*(column.name for column in columns), "address"]
    return Table("Skäl", columns, pd.DataFrame(listed, columns=names, dtype=object))


def _page(pages: list[int]) -> int:
    """Which rows to show; nothing to choose where one page holds them all."""
    if len(pages) < 2:
        return 0
    labels = {first: f"{first + 1}–{first + ROWS}" for first in pages}
    address.look(_PLACE, "Rader", labels.values())
    picked = st.selectbox(
        "Rader",
        pages,
        format_func=lambda first: labels.get(first, str(first)),
        key=_PLACE,
        bind="query-params",
        width=200,
    )
    return int(picked or 0)


def _order(shown: Shown) -> str:
    name = next(column.alone for column in placement_columns.COLUMNS if column.name == shown.sort)
    return f"{name}, {'fallande' if shown.descending else 'stigande'}"


def link(user: User, row: Row) -> str:
    """The way to one placement, with the list's own address, so that the way back is there too."""
    sealed = reference.of(
        user,
        person_key=str(row["person_key"]),
        case_id=row["case_id"] or None,
        placement_id=str(row["placement_id"]),
    )
    return _here({ONE: sealed})


def _here(added: dict[str, str]) -> str:
    """The page's own address with something more in it."""
    held = [
        (name, value)
        for name in st.query_params
        if name not in (*added, _PLACE)
        for value in st.query_params.get_all(name)
    ]
    query = urlencode([*held, *added.items()])
    return f"{PAGE}?{query}" if "roll" in st.query_params else sign_in.followed(f"{PAGE}?{query}")
