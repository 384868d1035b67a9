"""What Fakturakontroll is asked about: months, provider, care form, unit, finding and status; all in the address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from domain import formats
from domain.definitions import Definition
from domain.invoice_words import FINDINGS, STATUSES
from ui import address, case_filters, explain, filters
from ui.exports import Account
from ui.reading import StoreState, read
from ui.selection import calendar, latest_months, told_apart
from ui.sign_in import User

FINDING, STATUS = "avvikelse", "status"
RULE = "Dygn räknas enligt varje avtals regel, och krediter kvittas först."
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Options:
    """The values that occur, in order, with their labels; the months go on to that of the cut-off.

    Without invoices the months are the twelve that end with it: the ledger can be held against what is computed.
    """

    months: tuple[dt.date, ...]
    providers: Mapping[str, str]
    care_forms: Mapping[str, str]
    units: Mapping[str, str]
    has_invoices: bool

    @classmethod
    def of(cls, user: User, state: StoreState) -> Options:
        """As the store has them now."""
        labels: dict[str, dict[str, str]] = {"provider_code": {}, "care_form": {}, "unit": {}}
        months: list[dt.date] = []
        for row in read("invoice_options", user.scope, state).to_dict("records"):
            if row["dimension"] == "month":
                months.append(dt.date.fromisoformat(f"{row['code']}-01"))
            else:
                labels[str(row["dimension"])][str(row["code"])] = str(row["label"])
        told = {name: told_apart(found) for name, found in labels.items()}
        begins = [] if state.data_through is None else [latest_months(state.data_through, _MONTHS)[0]]
        return cls(
            calendar(months or begins, state.data_through),
            told["provider_code"],
            told["care_form"],
            told["unit"],
            bool(months),
        )

    def latest(self, data_through: str | None) -> tuple[int, int]:
        """Where the twelve months that end with that of the cut-off begin and end among the months."""
        last = len(self.months) - 1
        if data_through:
            covered = dt.date.fromisoformat(data_through).replace(day=1)
            last = self.months.index(covered) if covered in self.months else last
        return max(0, last - _MONTHS + 1), last


@dataclass(frozen=True, slots=True)
class Chosen:
    """Months and the values kept; nothing kept keeps all."""

    from_month: dt.date
    to_month: dt.date
    providers: tuple[str, ...] = ()
    care_forms: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    status: tuple[str, ...] = ()

    @property
    def of_lines(self) -> dict[str, object]:
        """The parameters of a question about lines, whatever is found in them."""
        return {
            "from_month": self.from_month,
            "to_month": self.to_month,
            "provider_code": self.providers or None,
            "care_form": self.care_forms or None,
            "unit": self.units or None,
        }

    @property
    def of_groups(self) -> dict[str, object]:
        """The parameters of a question about months, care forms and units alone."""
        return {name: value for name, value in self.of_lines.items() if name != "provider_code"}

    @property
    def params(self) -> dict[str, object]:
        """The parameters of a question about lines in which something is found."""
        return {**self.of_lines, "findings": self.findings or None, "status": self.status or None}

    def words(self, options: Options) -> dict[str, str]:
        """The choice as headings and labels."""
        kept = {
            "Utförare": [options.providers.get(code, code) for code in self.providers],
            "Vårdform": [options.care_forms.get(code, code) for code in self.care_forms],
            "Enhet": [options.units.get(code, code) for code in self.units],
            "Avvikelse": [FINDINGS[code] for code in self.findings],
            "Status": [STATUSES[code] for code in self.status],
        }
        period = formats.period(self.from_month, self.to_month)
        return {"Period": period, **{name: ", ".join(held) for name, held in kept.items() if held}}


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, in which state of the store, and about which lines."""

    user: User
    state: StoreState
    options: Options
    chosen: Chosen

    @property
    def words(self) -> dict[str, str]:
        """The choice in words."""
        return self.chosen.words(self.options)

    def heeded(self, *headings: str) -> dict[str, str]:
        """The choice in words, of the filters that a part heeds; and says so where others are set."""
        left = [name for name in self.words if name not in ("Period", *headings)]
        if left:
            explain.note(st, f"Den här delen tar inte hänsyn till urvalet i {' och '.join(left).lower()}.")
        return {name: value for name, value in self.words.items() if name not in left}

    def account(
        self, title: str, definitions: tuple[Definition, ...], heeded: Mapping[str, str] | None = None
    ) -> Account:
        """What a file of a part says of itself; `heeded`: the words of the filters that the part heeds."""
        words = {**(self.words if heeded is None else heeded), "Så räknas fakturorna": RULE}
        return explain.account(f"Fakturakontroll: {title}", words, self.user, self.state, definitions)


def choose(options: Options, state: StoreState) -> tuple[Chosen, list[str]]:
    """What the filters in the sidebar say, and what of the address could not be followed."""
    first, last = options.latest(state.data_through)
    with st.sidebar:
        st.markdown("**Urval**")
        begins = case_filters.month("Från och med", case_filters.FROM, options.months, first)
        ends = case_filters.month("Till och med", case_filters.TO, options.months, last)
        providers = case_filters.several("Utförare", filters.KEYS["provider_code"], options.providers)
        care_forms = case_filters.several("Vårdform", filters.KEYS["care_form"], options.care_forms)
        units = case_filters.several("Enhet", filters.KEYS["unit"], options.units)
        findings = case_filters.several("Avvikelse", FINDING, FINDINGS)
        status = case_filters.several("Status", STATUS, STATUSES)
    chosen = Chosen(min(begins, ends), max(begins, ends), providers, care_forms, units, findings, status)
    remarks = address.remarks(chosen)
    if begins > ends:
        period = formats.period(chosen.from_month, chosen.to_month)
        remarks.append(f"Perioden slutar före den börjar. Den läses som {period}.")
    return chosen, remarks
