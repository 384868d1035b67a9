"""A selection of care days: the period and the values kept of each dimension."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import pandas as pd

from ui import formats

DIMENSIONS: dict[str, str] = {
    "care_form": "Vårdform",
    "unit": "Enhet",
    "age_group": "Åldersgrupp",
    "sex": "Kön",
    "target_group": "Målgrupp",
    "main_reason": "Huvudorsak",
    "legal_basis": "Lagrum",
    "procurement": "Upphandling",
    "tender_area": "Anbudsområde",
    "provider_code": "Utförare",
}
"""The dimensions of care days that can be filtered and grouped by, with their headings."""


@dataclass(frozen=True, slots=True)
class Options:
    """The values that occur, in the order they are shown: for each dimension its codes with their labels."""

    labels: dict[str, dict[str, str]]
    kinds: dict[str, str]
    months: tuple[dt.date, ...]

    @classmethod
    def of(cls, rows: pd.DataFrame) -> Options:
        """From the answer to `filter_options`. Labels are made unique: widgets tell options apart by them."""
        labels: dict[str, dict[str, str]] = {name: {} for name in DIMENSIONS}
        kinds: dict[str, str] = {}
        months: list[dt.date] = []
        for row in rows.to_dict("records"):
            dimension, code, label = str(row["dimension"]), str(row["code"]), str(row["label"])
            if dimension == "month":
                months.append(dt.date.fromisoformat(f"{code}-01"))
                continue
            taken = labels[dimension].values()
            labels[dimension][code] = f"{label} ({code})" if label in taken else label
            if dimension == "care_form":
                kinds[code] = str(row["kind"] or "heldygnsvard")
        return cls(labels, kinds, tuple(sorted(months)))

    def label(self, dimension: str, code: str) -> str:
        """The label of a code; never the code alone unless nothing else is known of it."""
        return self.labels.get(dimension, {}).get(code, code or "Okänd")


@dataclass(frozen=True, slots=True)
class Selection:
    """What the figures cover. `kept` holds a dimension only where something was chosen in it."""

    from_month: dt.date
    to_month: dt.date
    kept: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def params(self) -> dict[str, object]:
        """The parameters of a question over care days."""
        chosen: dict[str, object] = {name: self.kept.get(name) for name in DIMENSIONS}
        return {"from_month": self.from_month, "to_month": self.to_month, **chosen}

    @property
    def period(self) -> str:
        """The period in words."""
        return formats.period(self.from_month, self.to_month)

    @property
    def period_before(self) -> str:
        """The same period the year before, in words."""
        first, last = self.from_month, self.to_month
        return formats.period(first.replace(year=first.year - 1), last.replace(year=last.year - 1))

    def words(self, options: Options) -> dict[str, str]:
        """The selection as headings and labels, for the page and for exports."""
        chosen = {
            DIMENSIONS[name]: ", ".join(options.label(name, code) for code in codes)
            for name, codes in self.kept.items()
        }
        return {"Period": self.period, **chosen}


def latest_year(months: tuple[dt.date, ...], data_through: str | None) -> tuple[int, int]:
    """Where the last twelve months up to the cut-off begin and end among the months, as indexes."""
    through = data_through or "9999-12-31"
    last = max((i for i, month in enumerate(months) if month.isoformat() <= through), default=len(months) - 1)
    return max(0, last - 11), last
