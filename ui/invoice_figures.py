"""Invoice lines in figures: cards, what is at stake by month, provider and finding, and the lines one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from domain import formats
from domain.definitions import invoices
from domain.invoice_words import FINDINGS, STATUSES, explained
from ui import charts
from ui.cards import Card
from ui.charts import Figure
from ui.invoice_asked import Options
from ui.tables import Column, Kind, Table

_MEASURES = (
    Column("lines", "Fakturarader", Kind.COUNT),
    Column("marked_lines", "Med avvikelse", Kind.COUNT, "Rader med avvikelse"),
    Column("share", "Andel", Kind.PART, "Andel rader med avvikelse"),
    Column("at_stake_kr", "Belopp i fråga, kr", Kind.MONEY),
    Column("unknown_stakes", "Okänt belopp", Kind.COUNT, "Rader där beloppet i fråga är okänt"),
)


@dataclass(frozen=True)
class Sums:
    """The answer to `invoice_sums`."""

    rows: pd.DataFrame

    def level(self, level: str) -> pd.DataFrame:
        """The rows of one level, with the share of lines in which something is found."""
        found = self.rows[self.rows["level"] == level].copy()
        found["share"] = [
            None if not formats.known(lines) or not lines else marked / lines
            for marked, lines in zip(found["marked_lines"], found["lines"], strict=True)
        ]
        return found

    @property
    def total(self) -> dict[str, Any]:
        """The whole selection; empty where it holds no line."""
        rows = self.level("total").to_dict("records")
        return {str(name): value for name, value in rows[0].items()} if rows else {}

    @property
    def is_empty(self) -> bool:
        """Whether no line belongs to the selection."""
        return not self.total.get("lines")

    @property
    def judges_agreements(self) -> bool:
        """Whether any day of signing is known; else nothing is found of agreements."""
        return bool(self.total.get("signing_is_known"))

    def cards(self) -> list[Card]:
        """The large figures."""
        t = self.total
        stake = formats.money(t["at_stake_kr"])
        unknown = formats.count(t["unknown_stakes"], "rad", "rader")
        unjudged = formats.count(t["unjudged_lines"], "rad", "rader")
        return [
            Card(
                "Fakturarader",
                formats.with_unit(t["lines"], "rader"),
                invoices.LINES,
                note=f"{formats.money(t['invoiced_kr'])} med krediter",
            ),
            Card(
                "Rader med avvikelse",
                formats.with_unit(t["marked_lines"], "rader"),
                invoices.MARKED,
                note=f"{unjudged} saknar känt väntat belopp" if t["unjudged_lines"] else "",
            ),
            Card(
                "Andel rader med avvikelse",
                formats.share(t["share"]),
                invoices.MARKED_SHARE,
                note=f"{formats.number(t['marked_lines'])} av {formats.number(t['lines'])}",
            ),
            Card(
                "Belopp i fråga",
                stake,
                invoices.AT_STAKE,
                note=f"därutöver {unknown} där beloppet är okänt" if t["unknown_stakes"] else "",
            ),
        ]

    def figure(self) -> Figure:
        """What is at stake by month."""
        months = self.level("month")
        known = months[[formats.known(value) for value in months["at_stake_kr"]]]
        values = [
            {
                "month": month.isoformat(),
                "when": formats.month(month),
                "value": float(amount),
                "lines": int(lines),
            }
            for month, amount, lines in zip(
                known["month"], known["at_stake_kr"], known["marked_lines"], strict=True
            )
        ]
        encoding = {
            "x": charts.months_axis(months),
            "y": {"field": "value", "type": "quantitative", "title": "kr", "axis": {"format": ",.0f"}},
            "tooltip": [
                *charts.tooltip(("when", "Månad"), ("value", "Belopp i fråga, kr")),
                {"field": "lines", "title": "Rader med avvikelse", "type": "quantitative"},
            ],
        }
        marks = {"mark": {"type": "bar", "color": charts.ACCENT}, "encoding": encoding}
        title = f"Belopp i fråga: {formats.money(self.total['at_stake_kr'])}"
        if values:
            most = max(values, key=lambda value: value["value"])
            title += f", mest {most['when']}" if most["value"] else ""
        return Figure(title, charts.dressed(values, marks), ())

    def months(self) -> Table:
        """By month."""
        columns = (Column("month", "Månad", Kind.MONTH), *_MEASURES)
        return Table("Per månad", columns, self.level("month"), {**self.total, "month": "Totalt"})

    def providers(self, options: Options) -> Table:
        """By provider, the largest amount first."""
        rows = self.level("provider")
        rows["label"] = [options.providers.get(str(code), str(code)) for code in rows["bucket"]]
        columns = (Column("label", "Utförare", Kind.TEXT), *_MEASURES)
        return Table("Per utförare", columns, rows, {**self.total, "label": "Totalt"})

    def findings(self) -> Table:
        """By finding, in the order findings stand. A line can be in several: nothing is added up."""
        rows = self.level("finding")
        rows["label"] = [FINDINGS.get(str(code), str(code)) for code in rows["bucket"]]
        columns = (
            Column("label", "Avvikelse", Kind.TEXT),
            *(column for column in _MEASURES if column.name not in ("lines", "share")),
        )
        return Table("Per avvikelse", columns, rows)


def listed(rows: pd.DataFrame, options: Options, ways: Sequence[str]) -> Table:
    """The lines one by one, each explained. `rows` from `invoice_lines`; `ways` lead to each one's placement."""
    records = rows.to_dict("records")
    shown = rows.assign(
        provider=[options.providers.get(str(code), str(code)) for code in rows["provider_code"]],
        case=[case if isinstance(case, str) and case else "Okänt" for case in rows["case_id"]],
        found=[", ".join(FINDINGS.get(code, code) for code in codes) for codes in rows["findings"]],
        why=[explained(clean(record)) for record in records],
        line=[
            f"{row['invoice_id']}" if pd.isna(row["line_no"]) else f"{row['invoice_id']}:{row['line_no']}"
            for row in records
        ],
        said=[STATUSES.get(str(code), str(code)) for code in rows["status"]],
        way=list(ways),
    )
    columns = (
        Column("case", "Ärende", Kind.TEXT, link="way"),
        Column("provider", "Utförare", Kind.TEXT),
        Column("line", "Faktura:rad", Kind.TEXT),
        Column("found", "Avvikelse", Kind.TEXT),
        Column("why", "Därför", Kind.SENTENCE),
        Column("invoiced_kr", "Belopp, fakturerat", Kind.MONEY),
        Column("expected_kr", "Belopp, väntat", Kind.MONEY),
        Column("at_stake_kr", "I fråga, kr", Kind.MONEY, "Belopp i fråga, kr"),
        Column("said", "Status", Kind.TEXT),
        Column("period_from", "Från", Kind.DATE, "Periodens första dag"),
        Column("period_to", "Till", Kind.DATE, "Periodens sista dag"),
        Column("invoiced_days", "Dygn, fakturerade", Kind.COUNT),
        Column("expected_days", "Dygn, väntade", Kind.COUNT),
        Column("invoiced_price_kr", "Pris, fakturerat", Kind.MONEY),
        Column("expected_price_kr", "Pris, avtalat", Kind.MONEY),
    )
    total = {name: _sum(rows[name]) for name in ("invoiced_kr", "at_stake_kr")}
    empty = {column.name: "" for column in columns}
    return Table("Rader med avvikelse", columns, shown, {**empty, **total, "case": "Totalt"})


def clean(record: dict[Any, Any]) -> dict[str, Any]:
    """A row with None for what is not there."""
    return {
        str(name): value if isinstance(value, list) or formats.known(value) else None
        for name, value in record.items()
    }


def _sum(values: pd.Series) -> Any:
    known = [value for value in values if formats.known(value)]
    return sum(known) if known else None
