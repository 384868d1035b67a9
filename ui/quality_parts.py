"""The parts of Datakvalitet: each asks its questions, draws its tables and says what was chosen in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from ui import cards, draw, openings, purpose, quality, states
from ui import quality_filters as filters
from ui.exports import Account
from ui.openings import Subject
from ui.reading import StoreState, read, read_individuals
from ui.selection import latest_months
from ui.sign_in import User
from ui.tables import Table

Chosen = tuple[object, ...]
_MONTHS = 12
_ROWS_IN_A_FILE = 1_000_000


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page, and the questions behind it."""

    show: Callable[[User, StoreState, Account], Chosen]
    questions: tuple[str, ...]


def _standing(user: User, state: StoreState, account: Account) -> Chosen:
    fresh = read("freshness", user.scope, state)
    needed = read("attention", user.scope, state, unit=None)
    cards.show(quality.cards(needed, read("loads", user.scope, state)))
    first, last = latest_months(state.data_through, _MONTHS)
    missing = read("not_covered", user.scope, state, from_month=first, to_month=last)
    draw.table(quality.not_covered(missing, first, last), account, "omfattas-inte")
    draw.table(quality.freshness(fresh), account, "farskhet")
    return ()


def _loads(user: User, state: StoreState, account: Account) -> Chosen:
    loads = read("loads", user.scope, state)
    draw.table(quality.loads(loads), account, "inlasningar")
    load = filters.one_load([int(number) for number in loads["load_id"]])
    draw.table(quality.load_files(read("load_files", user.scope, state, load=load), load), account, "filer")
    return (load,)


def _rejected(user: User, state: StoreState, account: Account) -> Chosen:
    counted = read("rejected_counts", user.scope, state)
    draw.table(quality.rejected_units(counted), account, "rader-per-enhet")
    draw.table(quality.rejected_rules(counted), account, "rader-per-skal")
    units = quality.units_of(counted)
    kept = filters.rows(
        quality.entities_of(counted),
        quality.rules_of(counted),
        units,
        sorted(set(counted["load_id"]), reverse=True),
    )

    def asked(most: int) -> Table:
        found = read("rejected_rows", user.scope, state, **kept.params(), most=most)
        return quality.rejected_rows(found, units)

    draw.table(asked(draw.ROWS_SHOWN + 1), account, "avvisade-rader", lambda: asked(_ROWS_IN_A_FILE))
    return (kept,)


def _findings(user: User, state: StoreState, account: Account) -> Chosen:
    counted = read("findings", user.scope, state, unit=None)
    draw.table(quality.findings(counted), account, "iakttagelser")
    rules = quality.rules_of(counted)
    rule = filters.one_rule(rules)
    if rule is not None:
        _finding_rows(user, rule, rules[rule], account)
    return (rule,)


def _finding_rows(user: User, rule: str, words: str, account: Account) -> None:
    """Which facts they are: opened with a purpose and a line in the access log."""
    subject = Subject("datakvalitet", "Iakttagelser med nycklar", {"Iakttagelse": words})
    opening = purpose.ask(user, subject)
    if opening is None:
        return
    found = read_individuals(opening, "finding_rows", rule=(rule,))
    listed = quality.finding_rows(found)
    said = Account(account.title, (*account.lines, ("Iakttagelse", words)))
    log = partial(openings.logged_export, user.scope, subject, opening.purpose)
    draw.table(listed, said, "uppgifter-med-iakttagelsen", log=log)


def _completeness(user: User, state: StoreState, account: Account) -> Chosen:
    filled = read("completeness", user.scope, state)
    entity = filters.one_entity(quality.entities_of(filled))
    if entity is None:
        states.nothing_found("Inga uppgifter finns för de senaste tolv månaderna.", "")
    else:
        draw.table(quality.completeness(filled, entity), account, "fullstandighet")
    return (entity,)


PARTS = {
    filters.STANDING: Part(_standing, ("not_covered", "freshness")),
    filters.LOADS: Part(_loads, ("loads", "load_files")),
    filters.REJECTED: Part(_rejected, ("rejected_counts", "rejected_rows")),
    filters.FINDINGS: Part(_findings, ("findings", "finding_rows")),
    filters.COMPLETENESS: Part(_completeness, ("completeness",)),
}
"""In the order they are offered."""
