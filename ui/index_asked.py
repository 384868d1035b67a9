"""What Kvalitet i förhållande till kostnad is asked about: a year, care forms and target groups; all in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from domain import formats
from domain.definitions import Definition
from domain.quality.settings import Settings
from ui import address, case_filters, explain, filters
from ui.exports import Account
from ui.reading import StoreState, read
from ui.selection import Options
from ui.sign_in import User

YEAR = "uppfoljningsar"
RULE = "Kvalitet räknas på uppföljningar gjorda under året, kostnad på årets dygn med pris."

_NO_PROVIDER = {"skyddad": "Skyddad plats", "egna_hem": "Egna familjehem, nätverkshem och jourhem"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """A year, and the codes kept; none keeps all."""

    year: int
    forms: tuple[str, ...]
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, of what store, about which groups.

    `groups`: (provider, form, target group, year) as they occur; `names`: what the providers are called, by code,
    where no place or private home is told by it.
    """

    user: User
    state: StoreState
    options: Options
    settings: Settings
    groups: tuple[tuple[str, str, str, int], ...]
    names: Mapping[str, str]
    chosen: Chosen

    @property
    def has_any(self) -> bool:
        """Whether anything is told or withheld of any provider."""
        return bool(self.groups)

    @property
    def kept(self) -> dict[str, object]:
        """The parameters of a question about groups."""
        return {"care_form": self.chosen.forms or None, "target_group": self.chosen.targets or None}

    def words(self, *, with_year: bool = True) -> dict[str, str]:
        """The choice as headings and labels."""
        told = {"År": self.year_words} if with_year else {}
        if self.chosen.forms:
            told["Vårdform"] = ", ".join(self.form(code) for code in self.chosen.forms)
        if self.chosen.targets:
            told["Målgrupp"] = ", ".join(self.target(code) for code in self.chosen.targets)
        return told

    @property
    def year_words(self) -> str:
        """The year, and how far into it the data reach."""
        through = self.state.data_through
        if through and through < f"{self.chosen.year}-12-31" and through[:4] == str(self.chosen.year):
            return f"{self.chosen.year} till och med {formats.date(through)}"
        return str(self.chosen.year)

    def form(self, code: str) -> str:
        """A care form in words."""
        return self.options.label("care_form", code)

    def target(self, code: str) -> str:
        """A target group in words."""
        return self.options.label("target_group", code) if code else "okänd målgrupp"

    def group(self, form: str, target: str) -> str:
        """A group in words."""
        return f"{self.form(form)}, {self.target(target)[:1].lower()}{self.target(target)[1:]}"

    def provider(self, code: str) -> str:
        """A provider by its name and code; by its code alone where the name may not be told."""
        if code in _NO_PROVIDER:
            return _NO_PROVIDER[code]
        return f"{self.names[code]} ({code})" if code in self.names else code

    def account(self, title: str, words: dict[str, str], definitions: tuple[Definition, ...]) -> Account:
        """What a file says of itself."""
        return explain.account(
            f"Kvalitet i förhållande till kostnad: {title}",
            words,
            self.user,
            self.state,
            definitions,
            rule=RULE,
        )


def choose(user: User, state: StoreState, options: Options) -> tuple[Asked, list[str]]:
    """What the filters in the sidebar say, and what of the address could not be followed."""
    found = read("quality_options", user.scope, state).to_dict("records")
    groups = tuple(
        (str(row["provider_code"]), str(row["care_form"]), str(row["target_group"]), int(row["year"]))
        for row in found
    )
    names = {
        str(row["provider_code"]): str(row["provider_name"])
        for row in found
        if formats.known(row["provider_name"])
    }
    setting = read("quality_setting", user.scope, state).to_dict("records")
    settings = _settings(setting[0]) if setting else Settings()
    years = sorted({group[3] for group in groups}, reverse=True) or [options.months[-1].year]
    with st.sidebar:
        st.markdown("**Urval**")
        address.look(YEAR, "År", map(str, years))
        year = st.selectbox("År", years, key=YEAR, bind="query-params")
        kept_forms = case_filters.several("Vårdform", filters.KEYS["care_form"], options.labels["care_form"])
        kept_targets = case_filters.several(
            "Målgrupp", filters.KEYS["target_group"], options.labels["target_group"]
        )
    chosen = Chosen(int(year or years[0]), kept_forms, kept_targets)
    return Asked(user, state, options, settings, groups, names, chosen), address.remarks(chosen)


def _settings(row: Mapping[Any, Any]) -> Settings:
    return Settings(
        int(row["minimum_follow_ups"]),
        float(row["shrinkage"]),
        int(row["months_until_due"]),
        int(row["resamples"]),
        float(row["level"]),
    )
