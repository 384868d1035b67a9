"""Openings of rows about individuals: logged with a purpose before anything is read, never kept for others.

An `Opening` is the key that `reading.read_individuals` asks for. It names a line in the access log, and the
store gives no row about an individual without one: a page cannot forget to log.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from domain.errors import AccessError
from domain.personnummer import scrub
from queries import door
from queries.scope import Scope

LOG_PAGE = "atkomstlogg"
KEPT_FOR = dt.timedelta(hours=8)
"""How long an opening is used before the purpose is asked for again; the store accepts it for twelve hours."""


class Purpose(StrEnum):
    """What rows about individuals may be opened for."""

    FOLLOW_UP = "uppfoljning"
    EVALUATION = "utvardering"
    QUALITY = "kvalitetssakring"
    INVOICES = "fakturakontroll"
    REVIEW = "loggranskning"

    @property
    def label(self) -> str:
        """The purpose on a screen."""
        return _LABELS[self]


_LABELS = {
    Purpose.FOLLOW_UP: "Uppföljning",
    Purpose.EVALUATION: "Utvärdering",
    Purpose.QUALITY: "Kvalitetssäkring",
    Purpose.INVOICES: "Fakturakontroll",
    Purpose.REVIEW: "Granskning av loggen",
}

PURPOSES: dict[str, tuple[Purpose, ...]] = {
    "datakvalitet": (Purpose.QUALITY, Purpose.FOLLOW_UP),
    "individflode": (Purpose.FOLLOW_UP, Purpose.EVALUATION, Purpose.QUALITY),
    "floden": (Purpose.FOLLOW_UP, Purpose.EVALUATION, Purpose.QUALITY),
    "parallella_insatser": (Purpose.FOLLOW_UP, Purpose.EVALUATION, Purpose.QUALITY),
    "mal": (Purpose.FOLLOW_UP, Purpose.EVALUATION, Purpose.QUALITY),
    "placeringar": (Purpose.FOLLOW_UP, Purpose.EVALUATION, Purpose.QUALITY, Purpose.INVOICES),
    "komplettera": (Purpose.QUALITY, Purpose.FOLLOW_UP, Purpose.INVOICES),
    "fakturakontroll": (Purpose.INVOICES, Purpose.FOLLOW_UP),
    LOG_PAGE: (Purpose.REVIEW,),
}
"""The purposes fixed for each page with rows about individuals, by the page's name in its address."""


class Kind(StrEnum):
    """What was done: rows were opened on a page, or taken out as a file."""

    OPENING = "oppning"
    EXPORT = "export"

    @property
    def label(self) -> str:
        """The kind on a screen."""
        return {Kind.OPENING: "Öppning", Kind.EXPORT: "Export"}[self]


@dataclass(frozen=True, slots=True)
class Subject:
    """What is opened: on which page, what, and in which selection of groups.

    One individual's flow says its person keys or its case; a list says how many individuals it holds, where
    that is known beforehand. `filter` holds the selection in words and never what names a person.
    """

    page: str
    about: str
    filter: Mapping[str, str] = field(default_factory=dict)
    person_keys: tuple[str, ...] = ()
    case_id: str | None = None
    individuals: int | None = None

    def __post_init__(self) -> None:
        if self.page not in PURPOSES:
            raise AccessError(f"Sidan {self.page} har inga ändamål och kan inte öppna uppgifter om enskilda.")

    @property
    def selection(self) -> str:
        """The filter as it is logged: JSON in one order, without anything that looks like a personnummer."""
        return scrub(json.dumps(dict(self.filter), ensure_ascii=False, sort_keys=True))


@dataclass(frozen=True, slots=True)
class Opening:
    """A line in the access log, and the scope that it was written under."""

    number: int
    scope: Scope
    subject: Subject
    purpose: Purpose
    opened_at: dt.datetime

    @property
    def holds(self) -> bool:
        """Whether it may still be read under."""
        return dt.datetime.now(dt.UTC) - self.opened_at < KEPT_FOR


def record(
    scope: Scope, subject: Subject, purpose: Purpose, kind: Kind = Kind.OPENING, rows: int | None = None
) -> Opening:
    """Write the line and give the opening. AccessError if the purpose is not the page's or the grant is missing."""
    if purpose not in PURPOSES[subject.page]:
        raise AccessError(f"Ändamålet {purpose.label} hör inte till sidan.")
    written = door.write(
        "record_opening",
        scope,
        page=subject.page,
        purpose=purpose.value,
        kind=kind.value,
        about=scrub(subject.about),
        filter=subject.selection,
        person_keys=subject.person_keys or None,
        case_id=subject.case_id,
        individuals=subject.individuals,
        row_count=rows,
    )
    return Opening(int(written["opening"].iloc[0]), scope, subject, purpose, dt.datetime.now(dt.UTC))


def logged_export(
    scope: Scope, subject: Subject, purpose: Purpose, rows: int, make: Callable[[], bytes]
) -> Callable[[], bytes]:
    """What a file with rows about individuals is made by: logged, then made, at the click.

    For `draw.file`, which first sees that the scope is still granted.
    """

    def logged() -> bytes:
        record(scope, subject, purpose, Kind.EXPORT, rows)
        return make()

    return logged
