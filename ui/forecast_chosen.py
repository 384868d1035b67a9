"""What Prognos is asked about: a year, and the care forms and units kept; all of it in the address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import streamlit as st

from domain.forecast.basis import Basis, Cell
from domain.forecast.calendar import steps
from ui import address
from ui.selection import Options

YEAR, FORM, UNIT = "ar", "prognosens-vardform", "prognosens-enhet"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A year, and the codes kept of each dimension; none keeps all."""

    year: int
    forms: tuple[str, ...]
    units: tuple[str, ...]

    @property
    def to_month(self) -> dt.date:
        """The last month of the year."""
        return dt.date(self.year, 12, 1)

    @property
    def is_whole(self) -> bool:
        """Whether everything is kept."""
        return not self.forms and not self.units

    def keeps(self, cells: Iterable[Cell]) -> frozenset[Cell]:
        """Of the cells those that are kept."""
        return frozenset(
            (form, unit)
            for form, unit in cells
            if (not self.forms or form in self.forms) and (not self.units or unit in self.units)
        )

    def words(self, options: Options) -> dict[str, str]:
        """The choice as headings and labels."""
        told = {"År": str(self.year)}
        if self.forms:
            told["Vårdform"] = ", ".join(options.label("care_form", form) for form in self.forms)
        if self.units:
            told["Enhet"] = ", ".join(options.label("unit", unit) for unit in self.units)
        return told


def years(basis: Basis) -> tuple[int, int]:
    """The year that goes on after the cut-off, and the one after it."""
    first = (basis.cut_off + dt.timedelta(days=1)).year
    return first, first + 1


def months(basis: Basis, chosen: Chosen) -> list[dt.date]:
    """The months from which something can be assumed: those after the cut-off, to the end of the year."""
    return [step.month for step in steps(basis.cut_off, chosen.to_month)]


def choose(basis: Basis, options: Options) -> tuple[Chosen, list[str]]:
    """The choice, and what of the address could not be followed."""
    offered = years(basis)
    left, middle, right = st.columns([1, 2, 2])
    address.look(YEAR, "År", map(str, offered))
    year = left.selectbox("År", offered, key=YEAR, bind="query-params")
    with middle:
        forms = _values(FORM, "Vårdform", options.labels["care_form"])
    with right:
        units = _values(UNIT, "Enhet", options.labels["unit"])
    chosen = Chosen(int(year or offered[0]), forms, units)
    return chosen, address.remarks(chosen)


def _values(key: str, heading: str, labels: Mapping[str, str]) -> tuple[str, ...]:
    address.look(key, heading, labels.values())
    return tuple(
        st.multiselect(
            heading,
            list(labels),
            format_func=lambda code: labels.get(code, code),
            key=key,
            placeholder="Alla",
            select_all=False,
            filter_mode="contains",
            bind="query-params",
        )
    )
