"""Show 1: of 2,000 invoice lines with 300 planted errors each is found for what it is, and no right one is marked."""

from __future__ import annotations

import csv
import io

import pytest

from store.check import check
from tests.etl.loading import Loader, asked, loader
from tests.spec import invoice_planted
from tests.spec.invoice_planted import LINES, PLANTED, THROUGH
from tests.spec.oracle import Row

__all__ = ["loader"]

_MONEY = {"daily_price", "amount"}


def as_text(rows: list[Row]) -> str:
    out = io.StringIO()
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(out, names, delimiter=";", restval="")
    writer.writeheader()
    writer.writerows({name: _cell(name, value) for name, value in row.items()} for row in rows)
    return out.getvalue()


def _cell(name: str, value: object) -> str:
    if value is None:
        return ""
    if name in _MONEY and isinstance(value, int):
        return f"{'-' if value < 0 else ''}{abs(value) // 100},{abs(value) % 100:02d}"
    return str(value)


@pytest.mark.parametrize("seed", [1, 2])
def test_every_planted_error_is_found_and_no_right_line_is_marked(loader: Loader, seed: int) -> None:
    planted = invoice_planted.plant(seed)
    assert len(planted.findings) >= LINES
    assert sum(planted.kinds.values()) == PLANTED
    assert set(planted.kinds) == set(invoice_planted.ERRORS)
    loader({f"{name}.csv": as_text(rows) for name, rows in planted.rows.items()}, data_through=THROUGH)
    rows = asked("select invoice_id, line_no, findings from report.invoice_check")
    found = {(invoice, line): tuple(findings) for invoice, line, findings in rows}
    assert len(found) == len(planted.findings)
    wrong = {key: (found[key], wanted) for key, wanted in planted.findings.items() if found[key] != wanted}
    assert wrong == {}
    assert check(loader.connection) == []
