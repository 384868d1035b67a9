"""The stages of a case and the ways through them: from the answer to `flow_stages` to nodes, links and tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

import pandas as pd

from ui.flow_labels import Labels
from ui.tables import Column, Kind, Table


class Fate(Enum):
    """What a stop on the way means for the case; decides its colour."""

    ONWARD = auto()
    OPEN = auto()
    DONE = auto()
    ENDED = auto()
    UNKNOWN = auto()


STAGES = {
    "case_kind": "Slag",
    "preliminary": "Förhandsbedömning",
    "investigation": "Utredning",
    "decision": "Beslut",
    "execution": "Verkställighet",
}
"""The stages in order, with their headings."""

_STOPS: dict[str, dict[str, tuple[str, Fate]]] = {
    "case_kind": {
        "ansokan": ("Ansökan", Fate.ONWARD),
        "anmalan": ("Anmälan", Fate.ONWARD),
        "information": ("Information", Fate.ONWARD),
        "okant": ("Slag okänt", Fate.ONWARD),
    },
    "preliminary": {
        "inleds": ("Utredning inleds", Fate.ONWARD),
        "ingen": ("Ingen förhandsbedömning", Fate.ONWARD),
        "annan_enhet": ("Av annan enhet", Fate.ONWARD),
        "utan_aktualisering": ("Utan aktualisering", Fate.ONWARD),
        "okant": ("Okänt", Fate.UNKNOWN),
        "pagaende": ("Till pågående utredning", Fate.ENDED),
        "inleds_ej": ("Inleds ej", Fate.ENDED),
        "pagar": ("Förhandsbedömning pågår", Fate.OPEN),
    },
    "investigation": {
        "avslutad": ("Utredning avslutad", Fate.ONWARD),
        "pagar": ("Utredning pågår", Fate.OPEN),
        "ingen": ("Ingen utredning", Fate.ENDED),
        "okant": ("Okänt", Fate.UNKNOWN),
    },
    "decision": {
        "bifall": ("Bifall", Fate.ONWARD),
        "delvis_bifall": ("Delvis bifall", Fate.ONWARD),
        "annan_enhet": ("Av annan enhet", Fate.ONWARD),
        "utan_insats": ("Utan insats", Fate.ENDED),
        "avslag": ("Avslag", Fate.ENDED),
        "avvisning": ("Avvisning", Fate.ENDED),
        "avskrivning": ("Avskrivning", Fate.ENDED),
        "inget": ("Inget beslut", Fate.ENDED),
        "vantar": ("Inget beslut än", Fate.OPEN),
        "okant": ("Okänt", Fate.UNKNOWN),
    },
    "execution": {
        "verkstallt": ("Verkställt", Fate.DONE),
        "vantar": ("Väntar på verkställighet", Fate.OPEN),
        "okant": ("Okänt", Fate.UNKNOWN),
    },
}
"""The stops of each stage in the order they are drawn."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A place in a stage, with how many cases came there and how many of them went no further."""

    stage: int
    code: str
    name: str
    fate: Fate
    cases: int
    ended: int


@dataclass(frozen=True, slots=True)
class Ways:
    """The stops in the order they are drawn, and how many cases went from one to the next."""

    stops: tuple[Stop, ...]
    links: tuple[tuple[Stop, Stop, int], ...]
    cases: int

    @classmethod
    def of(cls, rows: pd.DataFrame, labels: Labels) -> Ways:
        """From the answer to `flow_stages`. A code that has no stop of ours keeps its label."""
        came: Counter[tuple[int, str]] = Counter()
        ended: Counter[tuple[int, str]] = Counter()
        went: Counter[tuple[tuple[int, str], tuple[int, str]]] = Counter()
        for row in rows.to_dict("records"):
            way = [(stage, str(row[name])) for stage, name in enumerate(STAGES) if isinstance(row[name], str)]
            number = int(row["cases"])
            came.update(dict.fromkeys(way, number))
            ended[way[-1]] += number
            went.update(dict.fromkeys(pairwise(way), number))
        stops = {
            (stage, code): Stop(stage, code, name, fate, came[(stage, code)], ended[(stage, code)])
            for stage, code, name, fate in _in_order(came, labels)
        }
        place = {key: number for number, key in enumerate(stops)}
        links = sorted(went.items(), key=lambda link: (place[link[0][0]], place[link[0][1]]))
        return cls(
            tuple(stops.values()),
            tuple((stops[here], stops[there], number) for (here, there), number in links),
            int(rows["cases"].sum()) if len(rows) else 0,
        )

    def table(self) -> Table:
        """Every stop: how many came, how many went on and how many stand or ended there. In equals out."""
        stages = list(STAGES.values())
        listed = [
            (
                stages[stop.stage],
                stop.name,
                stop.cases,
                stop.cases - stop.ended,
                stop.ended,
                stop.cases / self.cases,
            )
            for stop in self.stops
        ]
        columns = (
            Column("stage", "Steg", Kind.TEXT),
            Column("stop", "Läge", Kind.TEXT),
            Column("cases", "Ärenden", Kind.COUNT),
            Column("onward", "Gick vidare", Kind.COUNT),
            Column("ended", "Står eller slutade här", Kind.COUNT),
            Column("share", "Andel av ärendena", Kind.SHARE),
        )
        names = [column.name for column in columns]
        total: dict[str, object] = {
            "stage": "Totalt",
            "stop": "",
            "cases": self.cases,
            "onward": "",
            "ended": sum(stop.ended for stop in self.stops),
            "share": 1,
        }
        return Table("Ärendenas väg", columns, pd.DataFrame(listed, columns=names, dtype=object), total)


def _in_order(came: Counter[tuple[int, str]], labels: Labels) -> Iterator[tuple[int, str, str, Fate]]:
    for stage, name in enumerate(STAGES):
        known = _STOPS[name]
        present = [code for at, code in came if at == stage]
        for code in [*(c for c in known if c in present), *sorted(c for c in present if c not in known)]:
            words, fate = known.get(code) or (labels.label(_VOCABULARY.get(name, name), code), Fate.ONWARD)
            yield stage, code, words, fate


_VOCABULARY = {"case_kind": "referral_kind", "decision": "decision_outcome"}
