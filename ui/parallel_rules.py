"""The rules for extensive support: chosen, set and saved by the manager; each belongs to the board."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from domain import formats
from domain.personnummer import scrub
from queries import door
from ui import address, explain
from ui.parallel_selection import Reach
from ui.sign_in import User

_RULE, _NEW, _SAVED = "stodregel", "Ny regel", "_rule_just_saved"
_ENDED = "_rule_just_ended"
_KINDS = "regel-slag"
_LEAST = {
    "least_kinds": ("Minst antal slag", "minst-slag"),
    "least_days": ("Minst dagar i följd", "minst-dagar"),
    "least_hours_per_week": ("Minst timmar per vecka", "minst-timmar"),
    "least_cost_per_day_kr": ("Minst kronor per dygn", "minst-kronor"),
}
_UNITS = {"least_hours_per_week": "timmar per vecka", "least_cost_per_day_kr": "kr per dygn"}
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Rule:
    """What a person is to have on a day. None: not asked for. `exactly`: those kinds and no other."""

    kinds: tuple[str, ...] = ()
    least_kinds: int = 2
    least_hours_per_week: float | None = None
    least_cost_per_day_kr: float | None = None
    least_days: int | None = None
    exactly: bool = False

    @property
    def params(self) -> dict[str, Any]:
        """The parameters of a question about those who meet the rule."""
        return {
            "kinds": self.kinds or None,
            "exactly": self.exactly,
            "least_kinds": self.least_kinds,
            "least_hours_per_week": self.least_hours_per_week,
            "least_cost_per_day_kr": self.least_cost_per_day_kr,
            "least_days": self.least_days,
        }

    def words(self, reach: Reach) -> str:
        """The rule in words."""
        asked = [
            reach.together(self.kinds) if self.kinds else "",
            "" if self.exactly else f"minst {self.least_kinds} slag samtidigt",
            f"minst {formats.count(self.least_days, 'dag', 'dagar')} i följd" if self.least_days else "",
            *(
                f"minst {formats.with_unit(value, unit)}"
                for name, unit in _UNITS.items()
                if (value := getattr(self, name)) is not None
            ),
        ]
        return ", ".join(part for part in asked if part)


def choose(user: User, reach: Reach) -> Rule:
    """A rule of the board's, or one that is set here and can be saved."""
    saved = {str(row["name"]): row for row in door.run("parallel_rules", user.scope).to_dict("records")}
    just_saved = st.session_state.pop(_SAVED, None)
    if just_saved in saved:
        # A choice can be set before its list is drawn, and not after.
        st.session_state[_RULE] = just_saved
        st.success(f"Regeln {just_saved} är sparad.")
    if ended := st.session_state.pop(_ENDED, None):
        st.success(f"Regeln {ended} är avslutad.")
    address.look(_RULE, "Regel", [_NEW, *saved])
    picked = st.selectbox("Regel", [_NEW, *saved], key=_RULE, bind="query-params", width=400)
    if picked in saved:
        return _saved(user, saved[str(picked)], reach)
    rule = _set(reach)
    _save(user, rule)
    return rule


def _saved(user: User, row: Mapping[Any, Any], reach: Reach) -> Rule:
    """A saved rule, who saved it, and the way to end it."""
    rule = Rule(
        kinds=tuple(row["kinds"]),
        least_kinds=int(row["least_kinds"]),
        least_hours_per_week=_number(row["least_hours_per_week"]),
        least_cost_per_day_kr=_number(row["least_cost_per_day_kr"]),
        least_days=None if row["least_days"] is None else int(row["least_days"]),
    )
    explain.note(
        st,
        f"{rule.words(reach).capitalize()}.",
        f"Sparad {formats.date(row['saved_at'])} av {row['saved_by']} för hela nämnden.",
    )
    with st.popover("Avsluta regeln"):
        st.write("Regeln försvinner för hela nämnden. Den ligger kvar i databasen med vem som avslutade den.")
        st.button("Ja, avsluta", on_click=_end, args=(user, row), key="ta-bort-regel")
    return rule


def _set(reach: Reach) -> Rule:
    """The parts of a rule, each in the address."""
    address.look(_KINDS, "Slag", reach.kinds.values())
    kinds = st.multiselect(
        "Slag som ska finnas",
        list(reach.kinds),
        format_func=reach.kind,
        key=_KINDS,
        placeholder="Vilka som helst",
        select_all=False,
        filter_mode="contains",
        bind="query-params",
    )
    found: dict[str, int | None] = {}
    for place, (name, (label, key)) in zip(st.columns(len(_LEAST)), _LEAST.items(), strict=True):
        first, most = (2, 40) if name == "least_kinds" else (1, 1_000_000)
        address.look_for_number(key, label, first, most)
        found[name] = place.number_input(
            label,
            min_value=first,
            max_value=most,
            value=first if name == "least_kinds" else None,
            step=1,
            key=key,
            placeholder="Inget krav",
            bind="query-params",
        )
    return Rule(
        kinds=tuple(kinds),
        least_kinds=found["least_kinds"] or 2,
        least_hours_per_week=found["least_hours_per_week"],
        least_cost_per_day_kr=found["least_cost_per_day_kr"],
        least_days=found["least_days"],
    )


def _save(user: User, rule: Rule) -> None:
    """The form that saves the rule by a name that the board has no other rule of."""
    with st.form("spara-regel", border=False):
        left, right = st.columns([3, 1], vertical_alignment="bottom")
        name = left.text_input(
            "Spara regeln för nämnden som", max_chars=_LONGEST_NAME, placeholder="Namn på regeln"
        )
        pressed = right.form_submit_button("Spara regeln")
    if not pressed:
        return
    called = scrub(name.strip())
    if not called or called == _NEW:
        st.warning("Ge regeln ett namn.")
        return
    values = {part: value for part, value in rule.params.items() if part != "exactly"}
    made = door.write("save_parallel_rule", user.scope, **{**values, "kinds": rule.kinds}, name=called)
    if made["rule_id"].iloc[0] is None:
        st.warning(f"Nämnden har redan en regel som heter {called}. Välj ett annat namn.")
    else:
        st.session_state[_SAVED] = called
        st.rerun()


def _end(user: User, row: Mapping[Any, Any]) -> None:
    door.write("end_parallel_rule", user.scope, rule_id=int(row["rule_id"]))
    st.session_state[_ENDED] = str(row["name"])
    # the address must not ask for what is no longer there
    st.session_state[_RULE] = _NEW


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))
