"""The assumptions of a forecast: chosen among the board's saved scenarios, or set here and saved by name."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from domain import formats
from domain.forecast.assumptions import LONGEST_NAME, MOST_PLACES, Assumptions, Measure, Move
from domain.personnummer import scrub
from queries import door
from ui import address, explain
from ui.selection import Options
from ui.sign_in import User

_SCENARIO, _OWN = "scenario", "Egna antaganden"
_SAVED, _ENDED = "_scenario_just_saved", "_scenario_just_ended"
_MEASURES = 3
_MOST_KR = 100_000_000


def choose(user: User, months: Sequence[dt.date], options: Options) -> tuple[Assumptions, list[str]]:
    """What is assumed, by a saved scenario or as it is set here, and what of the address could not be followed."""
    saved = {str(row["name"]): row for row in door.run("forecast_scenarios", user.scope).to_dict("records")}
    just_saved = st.session_state.pop(_SAVED, None)
    if just_saved in saved:
        # A choice can be set before its list is drawn, and not after.
        st.session_state[_SCENARIO] = just_saved
        st.success("Scenariot är sparat.")
    if st.session_state.pop(_ENDED, False):
        st.success("Scenariot är avslutat.")
    address.look(_SCENARIO, "Scenario", [_OWN, *saved])
    picked = st.selectbox(
        "Scenario", [_OWN, *saved], key=_SCENARIO, bind="query-params", width=400, filter_mode="contains"
    )
    if picked in saved:
        assumed = _read(user, saved[str(picked)], options)
    else:
        assumed = _set(months, options)
        if not assumed.is_base:
            _save(user, assumed)
    return assumed, address.remarks(assumed)


def words(assumed: Assumptions, options: Options) -> list[str]:
    """What is assumed, a sentence each."""
    told = []
    if assumed.inflow_share:
        told.append(f"Inflöde {_signed(assumed.inflow_share)}.")
    for move in assumed.moves:
        forms = [options.label("care_form", form) for form in (move.from_form, move.to_form)]
        told.append(
            f"{formats.count(move.places, 'plats flyttas', 'platser flyttas')} från {forms[0]} till {forms[1]} "
            f"från och med {formats.month(move.from_month)}."
        )
    if assumed.price_share:
        since = f" från och med {formats.month(assumed.price_from)}" if assumed.price_from else ""
        told.append(f"Priser {_signed(assumed.price_share)}{since}, utöver vad historiken säger.")
    told.extend(
        f"{measure.name}: {formats.signed_money(measure.monthly_kr)} i månaden från och med "
        f"{formats.month(measure.from_month)}."
        for measure in assumed.measures
    )
    return told


def _signed(share: float) -> str:
    return f"{'+' if share > 0 else ''}{formats.share(share, 0 if round(share * 100, 6) % 1 == 0 else 1)}"


def _read(user: User, row: Mapping[Any, Any], options: Options) -> Assumptions:
    """A saved scenario, who saved it, and the way to end it."""
    try:
        assumed = Assumptions.read(row["assumptions"])
    except (KeyError, TypeError, ValueError):
        st.warning("Scenariot kan inte läsas och lämnas därför utan verkan. Spara det på nytt.")
        assumed = Assumptions()
    explain.note(
        st,
        *words(assumed, options),
        f"Sparat {formats.date(row['saved_at'])} av {row['saved_by']} för hela nämnden.",
    )
    with st.popover("Avsluta scenariot"):
        st.write(
            "Scenariot försvinner för hela nämnden. Det ligger kvar i databasen med vem som avslutade det."
        )
        st.button("Ja, avsluta", on_click=_end, args=(user, row), key="ta-bort-scenario")
    return assumed


def _set(months: Sequence[dt.date], options: Options) -> Assumptions:
    """The assumptions, each in the address but for the names of measures."""
    forms = options.labels["care_form"]
    first, second, third = st.columns(3)
    inflow = _percent(first, "Ändrat inflöde, %", "inflode")
    price = _percent(second, "Ändrade priser, %", "priser")
    with third:
        price_from = _month("Priserna gäller från", "priser-fran", months)
    places, source, target, since = st.columns(4)
    address.look_for_number("platser", "Flyttade platser", 0, MOST_PLACES)
    moved = places.number_input("Flyttade platser", 0, MOST_PLACES, 0, 1, key="platser", bind="query-params")
    with source:
        from_form = _form("Från vårdform", "platser-fran", forms)
    with target:
        to_form = _form("Till vårdform", "platser-till", forms)
    with since:
        from_month = _month("Flyttas från", "platser-manad", months)
    moves: tuple[Move, ...] = ()
    if moved and from_form and to_form and from_form != to_form:
        moves = (Move(int(moved), from_form, to_form, from_month),)
    elif moved:
        st.warning("Välj två olika vårdformer att flytta platserna mellan.")
    with st.expander(
        "Beslutade åtgärder", expanded=any(_measure_key(n, "kr") in st.query_params for n in range(_MEASURES))
    ):
        measures = [measure for number in range(_MEASURES) if (measure := _measure(number, months))]
    return Assumptions(inflow, price, price_from if price else None, moves, tuple(measures))


def _percent(place: Any, label: str, key: str) -> float:
    address.look_for(key, label, lambda value: _is_number(value, -100, 500))
    value = place.number_input(label, -100.0, 500.0, 0.0, 1.0, format="%g", key=key, bind="query-params")
    return float(value or 0) / 100


def _is_number(value: str, least: float, most: float) -> bool:
    try:
        return least <= float(value) <= most
    except ValueError:
        return False


def _month(label: str, key: str, months: Sequence[dt.date]) -> dt.date:
    address.look(key, label, map(formats.month, months))
    picked = st.selectbox(label, months, format_func=formats.month, key=key, bind="query-params")
    return picked or months[0]


def _form(label: str, key: str, forms: Mapping[str, str]) -> str | None:
    address.look(key, label, forms.values())
    return st.selectbox(
        label,
        list(forms),
        index=None,
        format_func=lambda code: forms.get(code, code),
        key=key,
        placeholder="Välj",
        filter_mode="contains",
        bind="query-params",
    )


def _measure_key(number: int, part: str) -> str:
    return f"atgard-{number + 1}-{part}"


def _measure(number: int, months: Sequence[dt.date]) -> Measure | None:
    named, worth, since = st.columns([2, 1, 1])
    name = named.text_input(
        f"Åtgärd {number + 1}", max_chars=LONGEST_NAME, key=_measure_key(number, "namn"), placeholder="Namn"
    )
    key = _measure_key(number, "kr")
    address.look_for(key, f"Åtgärd {number + 1}", lambda value: _is_number(value, -_MOST_KR, _MOST_KR))
    kr = worth.number_input(
        f"Kr i månaden, åtgärd {number + 1}",
        -_MOST_KR,
        _MOST_KR,
        0,
        10_000,
        key=key,
        bind="query-params",
        help="Minus för lägre kostnad.",
    )
    with since:
        from_month = _month(f"Från och med, åtgärd {number + 1}", _measure_key(number, "fran"), months)
    if not kr:
        return None
    return Measure(scrub(name.strip()) or f"Åtgärd {number + 1}", float(kr), from_month)


def _save(user: User, assumed: Assumptions) -> None:
    """The form that saves the scenario by a name that the board has no other of."""
    with st.form("spara-scenario", border=False):
        left, right = st.columns([3, 1], vertical_alignment="bottom")
        name = left.text_input(
            "Spara scenariot för nämnden som", max_chars=LONGEST_NAME, placeholder="Namn på scenariot"
        )
        pressed = right.form_submit_button("Spara scenariot")
    if not pressed:
        return
    called = scrub(name.strip())
    if not called or called == _OWN:
        st.warning("Ge scenariot ett namn.")
        return
    written = json.dumps(assumed.written(), ensure_ascii=False)
    made = door.write("save_forecast_scenario", user.scope, name=called, assumptions=written)
    if made["scenario_id"].iloc[0] is None:
        st.warning("Nämnden har redan ett scenario med det namnet. Välj ett annat.")
    else:
        st.session_state[_SAVED] = called
        st.rerun()


def _end(user: User, row: Mapping[Any, Any]) -> None:
    door.write("end_forecast_scenario", user.scope, scenario_id=int(row["scenario_id"]))
    st.session_state[_ENDED] = True
    # the address must not ask for what is no longer there
    st.session_state[_SCENARIO] = _OWN
