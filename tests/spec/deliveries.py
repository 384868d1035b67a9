"""Random small deliveries, as rows for the oracle and as files for the ETL."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tests.spec.oracle import KEYS, Delivery, Row, Stamp, key_of

FIRST_DAY = date(2024, 11, 20)
LAST_DAY = date(2025, 4, 10)

days = st.integers(0, (LAST_DAY - FIRST_DAY).days).map(lambda n: FIRST_DAY + timedelta(days=n))
placement_ids = st.sampled_from(["P1", "P2", "P3", "P4"])
person_ids = st.sampled_from(["A", "B", "C"])
provider_ids = st.sampled_from(["U1", "U2"])
care_forms = st.sampled_from(["familjehem_eget", "hvb_privat"])
day_rules = st.sampled_from([None, "natt", "in_och_ut", "endast_in", "endast_ut"])
legal_bases = st.sampled_from(["lvu_2", "lvu_3", "sol_11_1"])


def _period(first: str, last: str, *, open_share: bool = True) -> st.SearchStrategy[dict[str, date | None]]:
    lasts = st.none() | days if open_share else days
    return st.tuples(days, lasts).map(
        lambda pair: {
            first: min(pair[0], pair[1] or pair[0]),
            last: max(pair[0], pair[1]) if pair[1] else None,
        }
    )


@st.composite
def _placements(draw: st.DrawFn) -> Row:
    return {
        "placement_id": draw(placement_ids),
        "person_id": draw(person_ids),
        "provider_id": draw(provider_ids),
        "care_form": draw(care_forms),
        **draw(_period("moved_in_on", "moved_out_on")),
        "day_rule": draw(day_rules),
        "unit": draw(st.sampled_from([None, "Barn", "Vuxen"])),
    }


@st.composite
def _prices(draw: st.DrawFn) -> Row:
    daily = draw(st.none() | st.integers(0, 900_000))
    return {
        "placement_id": draw(placement_ids),
        **draw(_period("valid_from", "valid_to")),
        "daily_price": daily,
        "monthly_amount": None if daily is not None else draw(st.integers(0, 9_000_000)),
    }


@st.composite
def _legal_bases(draw: st.DrawFn) -> Row:
    return {
        "placement_id": draw(placement_ids),
        "legal_basis": draw(legal_bases),
        **draw(_period("valid_from", "valid_to")),
    }


@st.composite
def _absences(draw: st.DrawFn) -> Row:
    return {"placement_id": draw(placement_ids), **draw(_period("from_on", "to_on"))}


@st.composite
def _extras(draw: st.DrawFn) -> Row:
    return {
        "placement_id": draw(placement_ids),
        "kind": draw(st.sampled_from(["skola", "resa"])),
        **draw(_period("from_on", "to_on")),
        "amount": draw(st.integers(-100_000, 900_000)),
    }


@st.composite
def _agreements(draw: st.DrawFn) -> Row:
    return {
        "agreement_id": draw(st.sampled_from(["R1", "R2", "R3"])),
        "provider_id": draw(provider_ids),
        "care_form": draw(care_forms),
        **draw(_period("valid_from", "valid_to")),
        "day_rule": draw(day_rules),
        "absence_share": draw(st.sampled_from([None, "0", "0.5", "0.33"])),
    }


_persons = st.fixed_dictionaries(
    {
        "person_id": person_ids,
        "birth_year": st.sampled_from([1960, 1985, 2004, 2006, 2007, 2012]),
        "sex": st.sampled_from(["kvinna", "man"]),
    }
)
_providers = st.fixed_dictionaries(
    {
        "provider_id": provider_ids,
        "name": st.just("Vård AB"),
        "operator": st.sampled_from(["privat", "kommun"]),
    }
)

CARE: dict[str, st.SearchStrategy[Row]] = {
    "persons": _persons,
    "providers": _providers,
    "placements": _placements(),
    "placement_prices": _prices(),
    "placement_legal_bases": _legal_bases(),
    "placement_absences": _absences(),
    "placement_extras": _extras(),
    "framework_agreements": _agreements(),
}

"""What care days and cost are counted from."""

_MONEY = {"daily_price", "monthly_amount", "amount"}
_CODE_TO_SPOIL = {"placements": "care_form", "persons": "sex", "placement_legal_bases": None}


@dataclass(frozen=True)
class Written:
    """A delivery for the oracle together with the rows that the file also holds but that must be rejected."""

    said: Delivery
    spoilt: dict[str, list[Row]]


RowsOf = Mapping[str, st.SearchStrategy[Row]]
"""How a row of each entity is drawn."""


@st.composite
def deliveries(draw: st.DrawFn, stamp: Stamp, rows_of: RowsOf) -> Written:
    """One delivery at a stamp: some entities, some rows, now and then a row with a fault."""
    entities = draw(st.lists(st.sampled_from(sorted(rows_of)), min_size=1, max_size=5, unique=True))
    rows: dict[str, list[Row]] = {}
    spoilt: dict[str, list[Row]] = {}
    for entity in entities:
        drawn = draw(st.lists(rows_of[entity], min_size=1, max_size=5, unique_by=partial(key_of, entity)))
        rows[entity], spoilt[entity] = drawn, []
        if _CODE_TO_SPOIL.get(entity) and draw(st.integers(0, 3)) == 0:
            rows[entity], spoilt[entity] = drawn[1:], drawn[:1]
    return Written(
        Delivery(
            source=draw(st.sampled_from(["a", "b"])),
            stamp=stamp,
            complete=draw(st.booleans()),
            rows=rows,
            rejected={entity: {key_of(entity, row) for row in bad} for entity, bad in spoilt.items()},
        ),
        spoilt,
    )


@dataclass(frozen=True)
class Load:
    """Hand over a delivery (by its place in the list)."""

    number: int


@dataclass(frozen=True)
class Undo:
    """Undo the load made by an earlier step (by the step's place)."""

    step: int


@st.composite
def histories(draw: st.DrawFn, rows_of: RowsOf = CARE) -> tuple[list[Written], list[Load | Undo]]:
    """Deliveries of distinct stamps, and the order in which they come, come again, and are undone."""
    dates = draw(st.lists(st.tuples(days, st.integers(1, 2)), min_size=1, max_size=5, unique=True))
    written = [draw(deliveries(stamp, rows_of)) for stamp in dates]
    order = draw(st.permutations(range(len(written))))
    steps: list[Load | Undo] = []
    for number in order:
        steps.append(Load(number))
        match draw(st.integers(0, 5)):
            case 0:
                steps.append(Load(draw(st.sampled_from([s.number for s in steps if isinstance(s, Load)]))))
            case 1 | 2:
                steps.append(Undo(draw(st.integers(0, len(steps) - 1))))
    return written, steps


def write(written: Written, folder: Path) -> Sequence[str]:
    """Write the delivery as files named after their entities; the ETL's options for its date and source."""
    folder.mkdir(parents=True)
    for entity, rows in written.said.rows.items():
        lines = [_cells(entity, row) for row in rows]
        lines += [_cells(entity, row) | {_CODE_TO_SPOIL[entity]: "felkod"} for row in written.spoilt[entity]]
        with (folder / f"{entity}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(
                file, fieldnames=list(_cells(entity, (rows + written.spoilt[entity])[0])), delimiter=";"
            )
            writer.writeheader()
            writer.writerows(lines)
    return KEYS[next(iter(written.said.rows))]


def _cells(entity: str, row: Row) -> dict[Any, str]:
    return {name: _cell(name, value) for name, value in row.items()}


def _cell(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name in _MONEY:
        sign, ore = "-" if value < 0 else "", abs(value)
        return f"{sign}{ore // 100},{ore % 100:02d}"
    return str(value)
