"""What Datakvalitet is asked to show: one part at a time, and within it which rows. All of it in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from ui import address, parts
from ui.quality import STATES

STANDING, LOADS, REJECTED, FINDINGS, COMPLETENESS = (
    "Läget",
    "Inläsningar",
    "Avvisade rader",
    "Iakttagelser",
    "Fullständighet",
)
_PARTS = (STANDING, LOADS, REJECTED, FINDINGS, COMPLETENESS)


@dataclass(frozen=True, slots=True)
class RowFilter:
    """Which rejected rows to show; empty keeps all."""

    entity: tuple[str, ...]
    rule: tuple[str, ...]
    load: tuple[int, ...]
    state: tuple[str, ...]
    unit: tuple[str, ...]

    def params(self) -> dict[str, object]:
        """The parameters of the question."""
        return {
            "entity": self.entity or None,
            "rule": self.rule or None,
            "load": self.load or None,
            "state": self.state or None,
            "unit": self.unit or None,
        }


def part() -> str:
    """The part of the page to show: only that part is asked for."""
    return parts.choose(_PARTS)


def remarks(*chosen: object) -> list[str]:
    """What in the address could not be followed."""
    return address.remarks(tuple(str(value) for value in chosen))


def one_load(loads: Sequence[int]) -> int | None:
    """A load to look into; the latest where nothing is said."""
    address.look("inlasning", "Inläsning", map(str, loads))
    picked: int | None = st.selectbox(
        "Visa filerna i inläsning", loads, format_func=str, key="inlasning", bind="query-params", width=260
    )
    return picked


def one_entity(entities: Mapping[str, str]) -> str | None:
    """A kind of fact to look into."""
    codes = list(entities)
    address.look("uppgift", "Slags uppgift", entities.values())
    begin = codes.index("placements") if "placements" in entities else 0
    picked: str | None = st.selectbox(
        "Slags uppgift",
        codes,
        index=begin if codes else None,
        format_func=lambda code: entities[code],
        key="uppgift",
        bind="query-params",
        width=260,
    )
    return picked


def one_rule(rules: Mapping[str, str]) -> str | None:
    """A rule whose facts to open; none until one is chosen."""
    address.look("iakttagelse", "Iakttagelse", rules.values())
    picked: str | None = st.selectbox(
        "Visa vilka uppgifter det gäller",
        list(rules),
        index=None,
        format_func=lambda code: rules[code],
        placeholder="Välj en iakttagelse",
        key="iakttagelse",
        bind="query-params",
        width=480,
    )
    return picked


def rows(
    entities: Mapping[str, str], rules: Mapping[str, str], units: Mapping[str, str], loads: Sequence[int]
) -> RowFilter:
    """Which rejected and waiting rows to show: what has come right since is left out unless asked for."""
    places = st.columns(5)
    with places[0]:
        state = _several("Läge", "lage", STATES, ("avvisad", "vantar"))
    with places[1]:
        entity = _several("Slags uppgift", "slag", entities)
    with places[2]:
        rule = _several("Skäl", "regel", rules)
    with places[3]:
        unit = _several("Enhet", "radens-enhet", units)
    with places[4]:
        load = _several("Inläsning", "fran-inlasning", {str(number): str(number) for number in loads})
    return RowFilter(entity, rule, tuple(int(number) for number in load), state, unit)


def _several(
    label: str, key: str, labels: Mapping[str, str], default: tuple[str, ...] = ()
) -> tuple[str, ...]:
    address.look(key, label, labels.values())
    picked = st.multiselect(
        label,
        list(labels),
        default=[code for code in default if code in labels],
        format_func=lambda code: labels.get(code, code),
        key=key,
        placeholder="Alla",
        select_all=False,
        filter_mode="contains",
        bind="query-params",
    )
    return tuple(str(code) for code in picked)
