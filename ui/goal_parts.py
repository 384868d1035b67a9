"""The parts of Mål: what came of the goals, how levels changed, and what nobody has followed up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from domain import formats
from domain.case_limits import FEWEST_PERSONS
from domain.definitions import Definition, goals
from queries.scope import Role
from ui import cards, draw, explain, goal_charts, goal_outcomes, goal_tables, openings, purpose, states
from ui.exports import Account
from ui.goal_selection import GoalOptions, GoalSelection, one
from ui.openings import Subject
from ui.reading import StoreState, read, read_individuals
from ui.sign_in import User

RULE = "Nivåer jämförs bara inom ett instrument och den egna nämnden, aldrig som medelvärden."

_PAGE = "mal"
_NOTHING = ("Inga mål finns i urvalet.", "Välj en längre period eller ta bort något filter.")
_TOO_FEW = f"Färre än {FEWEST_PERSONS} personer har en bedömning i urvalet, och då visas inga utfall."
_WIDTH = 240
_UNDER = "Värdena står i tabellen under."


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for which goals."""

    user: User
    state: StoreState
    options: GoalOptions
    selection: GoalSelection

    def account(self, part: str, definitions: tuple[Definition, ...], words: dict[str, str]) -> Account:
        """What a file from a part says of itself."""
        return explain.account(f"Mål: {part}", words, self.user, self.state, definitions, rule=RULE)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page, its figures, and the questions behind it."""

    show: Callable[[Asked], tuple[object, ...]]
    definitions: tuple[Definition, ...]
    questions: tuple[str, ...]


def _attained(asked: Asked) -> tuple[object, ...]:
    selection, instrument = asked.selection, asked.selection.instrument
    words = selection.words(asked.options)
    explain.selected(words)
    grouping = one("Visa per", "mal-per", goal_outcomes.GROUPINGS, width=_WIDTH)
    rows = read("goal_outcomes", asked.user.scope, asked.state, **selection.params(), grouped_by=grouping)
    whole = goal_outcomes.total(rows)
    if whole is None:
        states.nothing_found(*_NOTHING)
        return (grouping,)
    if whole["is_withheld"]:
        st.info(_TOO_FEW)
        return (grouping,)
    cards.show(goal_outcomes.cards(whole))
    account = asked.account("måluppfyllelse", goals.EVERY[:3], words)
    shown = goal_outcomes.shown(rows, asked.options, instrument, grouping)
    if len(shown):
        title = _finding(whole, goal_outcomes.GROUPINGS[grouping].lower())
        draw.chart(st.container(), goal_charts.outcomes(shown, title), f"{selection.period}. {_UNDER}")
        explain.note(st, "Procenttalet är andelen uppnådda av de bedömda. Okänt utfall är inte med i den.")
    draw.table(goal_outcomes.table(shown, whole, grouping), account, "maluppfyllelse")
    _say_withheld(goal_outcomes.withheld(rows))
    draw.table(goal_outcomes.unknown(whole), account, "mal-okant-utfall")
    by_both = read(
        "goal_outcomes", asked.user.scope, asked.state, **selection.params(), grouped_by="provider_and_area"
    )
    table = goal_outcomes.by_provider_and_area(by_both, asked.options, instrument)
    explain.note(
        st,
        "Familjehem visas aldrig som utförare. Skillnader mellan utförare kan bero på vilka som får insatsen, "
        "och säger inget om orsaken.",
    )
    draw.table(table, account, "maluppfyllelse-utforare-livsomrade")
    _say_withheld(goal_outcomes.withheld(by_both))
    return (grouping,)


def _finding(whole: goal_outcomes.Row, per: str) -> str:
    share = goal_outcomes.attainment(whole)
    if share is None:
        return f"Inget mål är bedömt, per {per}"
    return f"{formats.share(share, 0)} av de bedömda målen är uppnådda, per {per}"


def _say_withheld(number: int) -> None:
    if number:
        told = formats.count(number, "grupp visas", "grupper visas")
        explain.note(
            st,
            f"{told} inte för sig, eftersom färre än {FEWEST_PERSONS} personer hör till dem, "
            "ensamma eller tillsammans. De ingår i summan.",
        )


def _changed(asked: Asked) -> tuple[object, ...]:
    selection, instrument = asked.selection, asked.selection.instrument
    words = selection.words(asked.options)
    explain.selected(words)
    area = one("Livsområde", "livsomrade", asked.options.areas[instrument], width=2 * _WIDTH)
    scale = read("goal_levels", asked.user.scope, asked.state, instrument=instrument)
    if scale.empty:
        st.info("Instrumentet har ingen skala här, så nivåerna kan inte jämföras.")
        return (area,)
    rows = read("goal_transitions", asked.user.scope, asked.state, **selection.params(), life_area=area)
    name = asked.options.areas[instrument][area]
    if rows.empty:
        states.nothing_found(
            f"Färre än {FEWEST_PERSONS} personer har både en första och en senaste nivå i {name.lower()}.",
            "Välj en längre period, ett annat livsområde eller ta bort något filter.",
        )
        return (area,)
    levels, names = goal_tables.named_levels(scale)
    ways = goal_tables.directions(rows, levels)
    told = f"{name}: {ways['better']} bättre, {ways['same']} oförändrade, {ways['worse']} sämre"
    figure = goal_charts.changes(rows, levels, names, told)
    draw.chart(st.container(), figure, f"från första till senaste nivå. {_UNDER}")
    explain.note(st, "En oförändrad nivå kan vara målet: att behålla en funktion är ett resultat.")
    account = asked.account("förändring i nivå", (goals.CHANGE,), {**words, "Livsområde": name})
    draw.table(goal_tables.changes(rows, levels, names, name), account, "forandring-i-niva")
    return (area,)


def _unfollowed(asked: Asked) -> tuple[object, ...]:
    selection, instrument, scope = asked.selection, asked.selection.instrument, asked.user.scope
    words = {
        "Så som det är": formats.date(asked.options.today),
        **selection.words(asked.options, with_period=False),
    }
    explain.selected(words)
    explain.note(st, "Gäller den sista dag uppgifterna täcker, oavsett vald period.")
    grouping = one("Visa per", "mal-per", goal_outcomes.GROUPINGS, width=_WIDTH)
    rows = read("goal_waiting", scope, asked.state, **selection.of_now(), grouped_by=grouping)
    whole = goal_outcomes.total(rows)
    if whole is None:
        states.nothing_found("Inga mål hör till en insats som pågår.", "Ta bort något filter.")
    elif whole["is_withheld"]:
        st.info(_TOO_FEW)
    else:
        cards.show(goal_tables.waiting_cards(whole))
        account = asked.account("utan uppföljning", (goals.UNFOLLOWED,), words)
        table = goal_tables.waiting(rows, whole, asked.options, instrument, grouping)
        draw.table(table, account, "mal-utan-uppfoljning")
        _say_withheld(goal_outcomes.withheld(rows))
    if asked.user.role is not Role.MANAGER:
        explain.note(st, "Målen ett och ett öppnas av IFO-chefen.")
        return (grouping,)
    return (grouping, _one_by_one(asked, words))


def _one_by_one(asked: Asked, words: dict[str, str]) -> bool:
    st.header("Mål ett och ett", anchor=False)
    contradicted = one(
        "Lista", "malens-lista", {"nej": goal_tables.LISTS[False], "ja": goal_tables.LISTS[True]}
    )
    which = contradicted == "ja"
    title = f"Mål: {goal_tables.LISTS[which].lower()}"
    subject = Subject(
        _PAGE, "Mål utan uppföljning eller som säger emot sig själva", {**words, "Lista": title}
    )
    opening = purpose.ask(asked.user, subject)
    if opening is not None:
        found = read_individuals(opening, "goal_list", **asked.selection.of_now(), contradicted=which)
        scale = read("goal_levels", asked.user.scope, asked.state, instrument=asked.selection.instrument)
        names = dict(zip(*goal_tables.named_levels(scale), strict=True))
        log = partial(openings.logged_export, asked.user.scope, subject, opening.purpose)
        table = goal_tables.listed(found, asked.user, asked.options, asked.selection.instrument, names, title)
        said = asked.account("utan uppföljning", (goals.UNFOLLOWED,), {**words, "Lista": title})
        draw.table(table, said, "mal-ett-och-ett", log=log)
        explain.note(
            st, "Personer med skyddade uppgifter räknas ovan men listas bara för den som har rätt till det."
        )
    return which


PARTS = {
    "Måluppfyllelse": Part(_attained, goals.EVERY[:3], ("goal_outcomes",)),
    "Förändring": Part(_changed, (goals.CHANGE,), ("goal_transitions", "goal_levels")),
    "Utan uppföljning": Part(_unfollowed, (goals.UNFOLLOWED,), ("goal_waiting", "goal_list")),
}
"""The parts in the order they are offered."""
