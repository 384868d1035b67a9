"""What somebody should look at before a report is published: texts that tell too much, tables full of holes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from domain import formats
from domain.board_report.cells import Text
from domain.board_report.content import SECTIONS
from domain.personnummer import looks_like_one
from report.draft import Draft

_NUMBER = re.compile(r"(?<![\d,.])\d{1,3}(?![\d,.]|\s?(?:procent|%|kr|tkr|mnkr))")


def of_texts(draft: Draft, texts: Iterable[Text]) -> list[str]:
    """A sentence for each text that looks like telling of an individual, or a figure that is hidden."""
    titles = {section.code: section.title for section in SECTIONS}
    told = []
    for text in texts:
        where = f"Texten under {titles.get(text.section, text.section)}"
        if looks_like_one(text.text):
            told.append(f"{where} innehåller något som ser ut som ett personnummer. Ta bort det.")
        hidden = {int(value) for value in _hidden_values(draft, text.section)}
        said = sorted({int(number) for number in _NUMBER.findall(text.text)} & hidden)
        if said:
            listed = ", ".join(map(str, said))
            told.append(f"{where} nämner {listed}, som också är ett dolt tal där. Se om texten röjer det.")
    return told


def of_publishing(draft: Draft, texts: Iterable[Text], difference: str) -> list[str]:
    """The same of a report's texts and of what a correction says that it changes."""
    return of_texts(draft, (*texts, Text(SECTIONS[0].code, "skillnad", difference)))


def of_tables(draft: Draft) -> list[str]:
    """A sentence for each table that is withheld or full of holes."""
    told = [
        f"”{title}” kan inte längre visas utan att något röjs, och är därför helt dold."
        for title in draft.protected.withheld
    ]
    sparse = [title for title in draft.protected.sparse if title not in draft.protected.withheld]
    if sparse:
        listed = ", ".join(f"”{title}”" for title in sparse)
        told.append(
            f"Mer än en femtedel av talen är dolda i {formats.count(len(sparse), 'tabell', 'tabeller')}: {listed}."
        )
    return told


def _hidden_values(draft: Draft, section: str) -> Iterable[Decimal]:
    # the summary is of the whole report
    tables = {t.code for one in SECTIONS if section in (one.code, SECTIONS[0].code) for t in one.tables}
    for place, cell in draft.cells.items():
        value = draft.raw[place].value
        if cell.hidden and place[0] in tables and value is not None and value == int(value):
            yield value
