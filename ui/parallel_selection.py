"""What Parallella insatser is asked about: a day, a period and units; all of it in the address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from domain import formats
from ui import address
from ui.reading import StoreState, read
from ui.selection import last_day, months_before, told_apart, year_before
from ui.sign_in import User

DAY, FROM, TO, UNIT = "dag", "fran-dag", "till-dag", "insatsens-enhet"
MONTHS = 12
_LATEST = dt.date(9998, 12, 31)


@dataclass(frozen=True, slots=True)
class Reach:
    """How far there is anything to count, and how the kinds and units that occur are called, in order.

    `first_on` None: nothing is given. What is counted before `comparable_from` is compared with nothing: it
    lacks what began before the delivered facts do.
    """

    first_on: dt.date | None
    comparable_from: dt.date | None
    today: dt.date
    placements_through: dt.date | None
    interventions_through: dt.date | None
    kinds: Mapping[str, str]
    units: Mapping[str, str]

    @classmethod
    def of(cls, user: User, state: StoreState) -> Reach:
        """As the store has it now."""
        row = next(iter(read("parallel_reach", user.scope, state).to_dict("records")), {})
        labels: dict[str, dict[str, str]] = {"kind": {}, "unit": {}}
        for value in read("parallel_values", user.scope, state).to_dict("records"):
            labels[str(value["dimension"])][str(value["code"])] = str(value["label"])
        return cls(
            row.get("first_on"),
            row.get("comparable_from"),
            row.get("today") or _LATEST,
            row.get("placements_through"),
            row.get("interventions_through"),
            told_apart(labels["kind"]),
            told_apart(labels["unit"]),
        )

    def kind(self, code: str) -> str:
        """What a kind is called; one without a label stands as it was delivered."""
        return self.kinds.get(code, code)

    def together(self, codes: object) -> str:
        """A set of kinds in words, in the order that kinds are shown."""
        given = set(codes) if isinstance(codes, list | tuple) else set()
        listed = [code for code in self.kinds if code in given]
        return " + ".join(self.kind(code) for code in [*listed, *sorted(given - set(listed))])

    @property
    def gaps(self) -> list[str]:
        """What has not been delivered, or not as far as the rest, in words."""
        if self.interventions_through is None:
            return [
                "Andra insatser än placeringar är inte levererade. "
                "Siffrorna visar därför bara flera placeringar samtidigt."
            ]
        if self.placements_through is None:
            return ["Placeringar är inte levererade. Siffrorna visar därför bara andra insatser."]
        if self.interventions_through != self.placements_through:
            reached = {"placeringar": self.placements_through, "andra insatser": self.interventions_through}
            told = " och ".join(f"{name} till {formats.date(day)}" for name, day in reached.items())
            return [
                f"Uppgifterna når olika långt: {told}. Det som pågår räknas till {formats.date(self.today)}."
            ]
        return []


@dataclass(frozen=True, slots=True)
class Chosen:
    """A day, a period and the units of which one is to give something; no unit keeps all."""

    day: dt.date
    from_on: dt.date
    to_on: dt.date
    units: tuple[str, ...]

    @property
    def period(self) -> dict[str, object]:
        """The parameters of a question about the period."""
        return {"from_on": self.from_on, "to_on": self.to_on, "unit": self.units or None}

    @property
    def on_day(self) -> dict[str, object]:
        """The parameters of a question about the day."""
        return {"day": self.day, "unit": self.units or None}

    def days(self, reach: Reach) -> tuple[dt.date, ...]:
        """The days that are counted beside the chosen one: the months' ends and the same day the year before."""
        whole = reach.comparable_from or reach.today
        before = (self.year_before,) if self.year_before >= whole else ()
        return tuple(sorted({*before, *self.month_ends(reach)}))

    def month_ends(self, reach: Reach) -> tuple[dt.date, ...]:
        """The last day of each of the twelve months up to the day's, or the last that is covered."""
        month, first = self.day.replace(day=1), reach.first_on or reach.today
        ends = [min(last_day(months_before(month, back)), reach.today) for back in range(MONTHS)]
        return tuple(sorted({day for day in ends if day >= first}))

    @property
    def year_before(self) -> dt.date:
        """The same day the year before; of the 29th of February the 28th."""
        month = year_before(self.day.replace(day=1))
        return min(month + dt.timedelta(days=self.day.day - 1), last_day(month))

    def words(self, reach: Reach) -> dict[str, str]:
        """The choice as headings and labels."""
        units = ", ".join(reach.units.get(unit, unit) for unit in self.units)
        return {
            "Dag": formats.date(self.day),
            "Period": f"{formats.date(self.from_on)}–{formats.date(self.to_on)}",
            **({"Enhet": units} if units else {}),
        }


def choose(reach: Reach, first_on: dt.date) -> tuple[Chosen, list[str]]:
    """What is chosen in the row of filters, and what of the address could not be followed."""
    a_year = max(first_on, months_before(reach.today.replace(day=1), MONTHS - 1))
    places = st.columns(4)
    with places[0]:
        day = _day("Dag", DAY, reach.today, first_on, reach.today)
    with places[1]:
        from_on = _day("Period från och med", FROM, a_year, first_on, reach.today)
    with places[2]:
        to_on = _day("Period till och med", TO, reach.today, first_on, reach.today)
    with places[3]:
        address.look(UNIT, "Enhet", reach.units.values())
        units = st.multiselect(
            "Enhet",
            list(reach.units),
            format_func=lambda code: reach.units.get(code, code),
            key=UNIT,
            placeholder="Alla",
            select_all=False,
            filter_mode="contains",
            bind="query-params",
        )
    chosen = Chosen(day, min(from_on, to_on), max(from_on, to_on), tuple(units))
    remarks = address.remarks(chosen)
    if from_on > to_on:
        remarks.append(f"Perioden slutar före den börjar. Den läses som {chosen.words(reach)['Period']}.")
    return chosen, remarks


def _day(label: str, key: str, default: dt.date, first: dt.date, last: dt.date) -> dt.date:
    address.look_for_day(key, label, first, last)
    picked = st.date_input(
        label, default, min_value=first, max_value=last, key=key, format="YYYY-MM-DD", bind="query-params"
    )
    return picked if isinstance(picked, dt.date) else default
