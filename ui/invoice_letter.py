"""The list that goes to a provider: its invoice lines in which something is found, as XLSX and as a tagged PDF.

Cases stand by their number and nobody by name. A protected person's lines are never in it, whoever asks.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st
import typst

from domain import formats
from domain.definitions import invoices
from domain.invoice_words import explained
from ui import draw, explain, exports
from ui.draw import Logged
from ui.exports import Account
from ui.invoice_asked import Asked
from ui.invoice_figures import clean
from ui.tables import Column, Kind, Table

PDF_TYPE = "application/pdf"
HIDDEN = "skyddad"
_HERE = Path(__file__).parent
_COLUMNS = (
    Column("line", "Faktura:rad", Kind.TEXT),
    Column("case", "Ärende", Kind.TEXT),
    Column("period", "Period", Kind.TEXT),
    Column("invoiced_days", "Dygn", Kind.COUNT, "Fakturerade dygn"),
    Column("invoiced_kr", "Fakturerat, kr", Kind.MONEY),
    Column("expected_kr", "Väntat, kr", Kind.MONEY),
    Column("at_stake_kr", "Att kreditera, kr", Kind.MONEY),
    Column("why", "Vad vi har sett", Kind.SENTENCE),
)


ASKED = (
    "Vi har hållit fakturorna mot placeringar, priser och avtal. Vi ber er kreditera beloppen nedan, eller "
    "återkomma om ni ser det på ett annat sätt. Ange faktura och rad."
)
"""What the letter asks for."""


def offer(asked: Asked, rows: pd.DataFrame, log: Logged) -> None:
    """Choose a provider and take its list. `rows` from `invoice_lines`; `log` writes the export into the log first."""
    mine = claimable(sendable(rows))
    providers = [code for code in asked.options.providers if code in set(mine["provider_code"])]
    if not providers:
        explain.note(st, "Ingen av raderna kan lämnas till en utförare.")
        return
    code = st.selectbox(
        "Utförare som underlaget går till",
        providers,
        format_func=lambda value: asked.options.providers.get(value, value),
        key="underlag-utforare",
        width=420,
    )
    of_provider = sendable(rows, str(code))
    table = listed(claimable(of_provider), str(code))
    left_out = len(of_provider) - len(table.rows)
    account = asked.account(f"underlag till {code}", (invoices.EXPECTED,))
    explain.note(
        st,
        f"{formats.count(len(table.rows), 'rad', 'rader')}. Ärenden står med nummer, ingen med namn, "
        "och rader om personer med skyddade uppgifter är aldrig med.",
        f"{formats.count(left_out, 'rad', 'rader')} av utförarens i urvalet är inte med: granskade utan anmärkning, "
        "för lite fakturerade, eller med ett avtal som saknas hos er."
        if left_out
        else "",
    )
    with st.container(horizontal=True):
        for kind, make, mime in (
            ("XLSX", partial(exports.to_xlsx, table, account), exports.XLSX_TYPE),
            ("PDF", partial(to_pdf, table, account, asked.user.scope.board), PDF_TYPE),
        ):
            draw.file(
                f"{kind}: underlag till {code}",
                log(len(table.rows), make),
                f"underlag-{code}.{kind.lower()}",
                mime,
            )


def sendable(rows: pd.DataFrame, code: str | None = None) -> pd.DataFrame:
    """The lines that may go to a provider: none about a protected person, none whose provider is hidden."""
    kept = (rows["provider_code"] != HIDDEN) & ~rows["is_protected"].astype(bool)
    return rows[kept if code is None else kept & (rows["provider_code"] == code)]


def claimable(rows: pd.DataFrame) -> pd.DataFrame:
    """The lines of which something may be to credit: more than nothing or not known, and not found to be right."""
    open_lines = rows["status"] != "granskad"
    claimed = [not formats.known(amount) or amount > 0 for amount in rows["at_stake_kr"]]
    return rows[open_lines & pd.Series(claimed, index=rows.index, dtype=bool)]


def listed(rows: pd.DataFrame, code: str) -> Table:
    """A provider's lines, each explained. What another provider has invoiced is not named."""
    records = [clean(record) for record in rows.to_dict("records")]
    for record in records:
        if not record["earlier_is_own"]:
            record["earlier_invoice_id"] = None
    told = [
        {
            "line": f"{record['invoice_id']}:{record['line_no']}",
            "case": record["case_id"] or "",
            "period": f"{record['period_from']}–{record['period_to']}",
            **{name: record[name] for name in ("invoiced_days", "invoiced_kr", "expected_kr", "at_stake_kr")},
            "why": explained(record),
        }
        for record in records
    ]
    frame = pd.DataFrame(told, columns=[column.name for column in _COLUMNS], dtype=object)
    known = [record["at_stake_kr"] for record in records if record["at_stake_kr"] is not None]
    total: dict[str, object] = {
        **dict.fromkeys(frame.columns, ""),
        "line": "Totalt",
        "invoiced_kr": sum(record["invoiced_kr"] for record in records),
        "at_stake_kr": sum(known) if known else None,
    }
    return Table(f"Fakturarader att se över, utförare {code}", _COLUMNS, frame, total)


def to_pdf(table: Table, account: Account, board: str) -> bytes:
    """The table as PDF/UA-1: tagged, titled, with headings that repeat on each page."""
    said = dict(account.lines)
    told = ("Obs", "Period", "Uppgifter till och med", "Inläsning")
    about = [f"{name}: {said[name]}" for name in told if name in said]
    total: Mapping[str, Any] = table.total or {}
    letter = {
        "title": table.title,
        "board": board,
        "about": [board, *about],
        "asked": ASKED,
        "fill_in": "Datum: ____________________   Kontakt: ________________________________________",
        "headings": [column.heading for column in table.columns],
        "rows": [
            [_written(column, value) for column, value in zip(table.columns, row, strict=True)]
            for row in table.body()
        ],
        "total": f"Fakturerat {_kr(total.get('invoiced_kr'))}, att kreditera {_kr(total.get('at_stake_kr'))} "
        f"på {formats.count(len(table.rows), 'rad', 'rader')}.",
    }
    made = typst.compile(
        str(_HERE / "invoice_letter.typ"),
        root=str(_HERE),
        font_paths=[str(_HERE / "fonts")],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"letter": json.dumps(letter, ensure_ascii=False)},
        pdf_standards="ua-1",
    )
    if not isinstance(made, bytes):
        raise TypeError("one document was to be made")
    return made


def _written(column: Column, value: object) -> str:
    if column.kind is Kind.MONEY:
        return formats.number(value, 2)
    return column.written(value)


def _kr(value: object) -> str:
    return formats.with_unit(value, "kr", 2)
